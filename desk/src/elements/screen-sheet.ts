import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { HallScreens, ScreenChanged, ScreenInvited } from '#core/contract/screens.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { askHttp, type Got } from '../http.ts'
import { givesAnswer } from '../key-presses.ts'
import {
  fieldsOf,
  freeName,
  guess,
  KINDS,
  type PlaceFields,
  placeIn,
  type Screen,
  type Waiting,
} from '../screens/place-of.ts'
import { placeSheet } from '../screens/place-sheet.ts'
import { say } from '../screens/words.ts'
import { fieldSheet } from './field-sheet.ts'

/** What the sheet is about: one that waits, one that is here, or an address for one to come. */
export type ScreenAsked =
  | { readonly about: 'waiting'; readonly one: Waiting }
  | { readonly about: 'screen'; readonly one: Screen }
  | { readonly about: 'invite' }

/** The place of one screen, over the list. Fires `done` with its name, and `close`. */
@customElement('screen-sheet')
export class ScreenSheet extends LitElement {
  @property({ attribute: false }) asked!: ScreenAsked
  @property({ attribute: false }) hall!: HallScreens
  @state() private fields!: PlaceFields
  @state() private name = ''
  @state() private replaces = ''
  @state() private wrong = ''
  @state() private invited: ScreenInvited | null = null
  @state() private isRevoking = false
  private isBusy = false
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog']

  static override styles = [sheet, fieldSheet, placeSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { asked } = this
    const counter = this.hall.counters[0]?.id ?? ''
    if (asked.about === 'screen') {
      this.fields = fieldsOf(asked.one.place, counter)
      this.name = asked.one.name
      return
    }
    this.fields = guess(asked.about === 'waiting' ? asked.one.wants : '/kiosk/', this.taken, counter)
    const before = asked.about === 'waiting' ? this.hall.screens.find(({ name }) => name === asked.one.was) : undefined
    if (before) this.replace(before.id)
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus())
  }

  private get taken(): string[] {
    return this.hall.screens.filter(({ isOwn }) => !isOwn).map(({ place }) => place.screen)
  }

  override render() {
    const { asked } = this
    const heading =
      asked.about === 'waiting'
        ? say('approveTitle', asked.one.code)
        : asked.about === 'screen'
          ? asked.one.name
          : say('invite')
    return html`<luot-dialog open heading=${heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${this.invited ? this.link(this.invited) : this.form()}
      ${
        this.invited
          ? html`<luot-button slot="actions" variant="primary" icon="check" @click=${() => this.finish()}
              >${say('kept')}</luot-button
            >`
          : html`<luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('cancel')}</luot-button>
              <luot-button slot="actions" variant="primary" icon="check" @click=${this.save}
                >${say(asked.about === 'waiting' ? 'approve' : asked.about === 'screen' ? 'save' : 'invite')}</luot-button
              >`
      }
    </luot-dialog>`
  }

  private link({ path }: ScreenInvited) {
    return html`<div class="stack">
      <p>${say('invited')}</p>
      <pre tabindex="0">${new URL(path, location.origin).href}</pre>
    </div>`
  }

  private form() {
    const { asked, fields } = this
    const isAtCounter = fields.what === 'rating' || fields.what === 'sign'
    return html`<div class="stack" @keydown=${this.onEnter}>
      ${
        asked.about === 'waiting'
          ? html`<p class="code">${asked.one.code}</p>
              <p>${say('compare')}</p>
              <p class="soft">${say('from', asked.one.address, asked.one.wants)}</p>`
          : asked.about === 'invite'
            ? html`<p class="soft">${say('inviteNote')}</p>`
            : nothing
      }
      ${asked.about === 'waiting' && this.taken.length > 0 ? this.replaced() : nothing}
      <div class="field">
        <label for="name">${say('name')}</label>
        <input id="name" maxlength="80" autocomplete="off" .value=${this.name} @input=${(event: Event) => {
          this.name = (event.target as HTMLInputElement).value
        }} />
      </div>
      <div class="field">
        <label for="what">${say('what')}</label>
        <select id="what" @change=${(event: Event) => this.become((event.target as HTMLSelectElement).value)}>
          ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === fields.what}>${say(`what-${kind}`)}</option>`)}
        </select>
      </div>
      ${isAtCounter ? this.counter() : nothing} ${fields.what === 'led' ? this.size() : nothing}
      ${fields.what === 'guard' ? this.sounds() : nothing}
      <div class="field">
        <label for="screen">${say('screen')}</label>
        <input id="screen" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="rule"
          .value=${fields.screen} @input=${(event: Event) => this.set('screen', event)} />
        <p class="soft" id="rule">${say('screenRule')}</p>
      </div>
      <p class="wrong" role="alert">${this.wrong}</p>
      ${asked.about === 'screen' ? this.ending() : nothing}
    </div>`
  }

  private replaced() {
    const theirs = this.hall.screens.filter(({ isOwn }) => !isOwn)
    return html`<div class="field">
      <label for="replaces">${say('replaces')}</label>
      <select id="replaces" @change=${(event: Event) => this.replace((event.target as HTMLSelectElement).value)}>
        <option value="">${say('replacesNone')}</option>
        ${theirs.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.replaces}>${name}</option>`)}
      </select>
    </div>`
  }

  private counter() {
    return html`<div class="field">
      <label for="counter">${say('counter')}</label>
      <select id="counter" @change=${(event: Event) => this.set('counter', event)}>
        ${this.hall.counters.map(
          ({ id, label }) => html`<option value=${id} ?selected=${id === this.fields.counter}>${label}</option>`,
        )}
      </select>
    </div>`
  }

  private sounds() {
    return html`<div class="field">
      <label for="sounds">${say('sounds')}</label>
      <select id="sounds" @change=${(event: Event) => this.set('sounds', event)}>
        ${(['no', 'yes'] as const).map(
          (choice) =>
            html`<option value=${choice} ?selected=${choice === this.fields.sounds}>${say(`sounds-${choice}`)}</option>`,
        )}
      </select>
    </div>`
  }

  private size() {
    return html`<div class="pair">
      ${(['width', 'height'] as const).map(
        (side) => html`<div class="field">
          <label for=${side}>${say(side)}</label>
          <input id=${side} inputmode="numeric" maxlength="4" .value=${this.fields[side]} @input=${(event: Event) => this.set(side, event)} />
        </div>`,
      )}
    </div>`
  }

  private ending() {
    if (!this.isRevoking) {
      return html`<div>
        <luot-button variant="danger" icon="cross" @click=${this.askWhy}>${say('revoke')}</luot-button>
      </div>`
    }
    return html`<div class="sure stack" role="group" aria-labelledby="sure">
      <p id="sure">${say('revokeAsk')}</p>
      <div class="field">
        <label for="why">${say('why')}</label>
        <input id="why" maxlength="200" autocomplete="off" />
      </div>
      <div><luot-button variant="danger" class="revoke" @click=${this.revoke}>${say('revoke')}</luot-button></div>
    </div>`
  }

  private set(field: keyof PlaceFields, event: Event): void {
    this.fields = { ...this.fields, [field]: (event.target as HTMLInputElement | HTMLSelectElement).value.trim() }
  }

  private become(value: string): void {
    const what = KINDS.find((kind) => kind === value) ?? 'kiosk'
    this.fields = { ...this.fields, what, screen: freeName(what, this.fields.counter, this.taken) }
  }

  /** Whoever takes over a place gets its name and all of it. */
  private replace(id: string): void {
    this.replaces = id
    const before = this.hall.screens.find((one) => one.id === id)
    if (!before) return
    this.name = before.name
    this.fields = fieldsOf(before.place, this.hall.counters[0]?.id ?? '')
  }

  private onEnter(event: KeyboardEvent): void {
    if (givesAnswer(event)) void ((event.target as HTMLInputElement).id === 'why' ? this.revoke() : this.save())
  }

  private shut = (): void => {
    this.dialog.open = false
  }

  private askWhy = (): void => {
    this.isRevoking = true
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#why')?.focus())
  }

  private save = async (): Promise<void> => {
    const name = this.name.trim()
    if (name === '') return this.sorry('name', say('needed'))
    const read = placeIn(this.fields)
    if (!read.ok) return this.sorry(read.field, say(read.field === 'screen' ? 'screenWrong' : 'sizeWrong'))
    const { asked } = this
    const { place } = read
    if (asked.about === 'invite') return this.send(askHttp<ScreenInvited>('POST', '/api/screens', { name, place }))
    if (asked.about === 'screen')
      return this.send(askHttp<ScreenChanged>('POST', `/api/screens/${asked.one.id}/move`, { name, place }))
    const body = { code: asked.one.code, name, place, replaces: this.replaces || null }
    return this.send(askHttp<ScreenChanged>('POST', `/api/screens/${asked.one.id}/approve`, body))
  }

  private revoke = async (): Promise<void> => {
    if (this.asked.about !== 'screen') return
    const why = this.renderRoot.querySelector<HTMLInputElement>('#why')?.value.trim() ?? ''
    if (why === '') return this.sorry('why', say('revokeAsk'))
    return this.send(askHttp<ScreenChanged>('POST', `/api/screens/${this.asked.one.id}/revoke`, { why }))
  }

  private async send(asking: Promise<Got<ScreenChanged | ScreenInvited>>): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    const got = await asking
    this.isBusy = false
    if (!got.ok) return this.sorry(null, tell(got.message))
    if ('path' in got.value) this.invited = got.value
    else this.finish()
  }

  private finish(): void {
    this.dispatchEvent(new CustomEvent('done', { detail: this.name }))
  }

  private sorry(field: string | null, words: string): void {
    this.wrong = words
    if (field) this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'screen-sheet': ScreenSheet
  }
}
