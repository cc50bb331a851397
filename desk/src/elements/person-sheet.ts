import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { PEOPLE, type StaffRole } from '#core/contract/access.ts'
import type { HandedPin, Person, Session, Sessions } from '#core/contract/people.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { askHttp, type Got } from '../http.ts'
import { givesAnswer } from '../key-presses.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { sessionLines } from '../people/sessions.ts'
import { say } from '../people/words.ts'
import { fieldSheet } from './field-sheet.ts'

/** What may be done to somebody, after one more question. */
type Sure = 'handPin' | 'leave'

const ID = /^[a-z0-9][a-z0-9.-]{1,39}$/

/**
 * One person, over the list: a new one, or one to change. Fires `handed` with a PIN to hand out, `changed` when something else
 * was done, and `close`.
 */
@customElement('person-sheet')
export class PersonSheet extends LitElement {
  /** Null: somebody new. */
  @property({ attribute: false }) person: Person | null = null
  /** The administrator who looks: nobody hands a PIN to themselves. */
  @property() mine = ''
  @state() private chosen: StaffRole = 'officer'
  @state() private sessions: readonly Session[] = []
  @state() private sure: Sure | null = null
  @state() private wrong = ''
  private isBusy = false
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog']

  static override styles = [
    sheet,
    fieldSheet,
    rowsSheet,
    css`
      .stack,
      .field {
        display: grid;
        gap: var(--gap);
      }
      .field {
        gap: var(--gap-hair);
      }
      h3 {
        font-size: var(--text);
      }
      .sure {
        padding: var(--gap);
        border: var(--stroke) solid var(--bad);
        border-radius: var(--radius-small);
        background: var(--bad-wash);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.chosen = this.person?.role ?? 'officer'
    void this.look()
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus())
  }

  override render() {
    const { person } = this
    return html`<luot-dialog open heading=${person?.name ?? say('add')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack" @keydown=${this.onEnter}>
        <div class="field">
          <label for="name">${say('name')}</label>
          <input id="name" maxlength="80" autocomplete="off" .value=${person?.name ?? ''} />
        </div>
        ${person ? nothing : this.idField()} ${this.roleField()}
        <p class="wrong" role="alert">${this.wrong}</p>
        ${person ? this.more(person) : nothing}
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('cancel')}</luot-button>
      <luot-button slot="actions" variant="primary" icon="check" @click=${this.save}
        >${say(person ? 'save' : 'add')}</luot-button
      >
    </luot-dialog>`
  }

  private idField() {
    return html`<div class="field">
      <label for="id">${say('id')}</label>
      <input
        id="id"
        maxlength="40"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        aria-describedby="id-rule"
      />
      <p class="soft" id="id-rule">${say('idRule')}</p>
    </div>`
  }

  private roleField() {
    return html`<div class="field">
      <label for="role">${say('role')}</label>
      <select
        id="role"
        aria-describedby="role-note"
        @change=${(event: Event) => {
          this.chosen = (event.target as HTMLSelectElement).value as StaffRole
        }}
      >
        ${PEOPLE.map(
          (role) => html`<option value=${role} ?selected=${role === this.chosen}>${say(`role-${role}`)}</option>`,
        )}
      </select>
      <p class="soft" id="role-note">
        ${say(`may-${this.chosen}`)} ${this.person && this.person.role !== this.chosen ? say('roleNote') : nothing}
      </p>
    </div>`
  }

  private more(person: Person) {
    return html`<h3>${say('sessions')}</h3>
      ${sessionLines(this.sessions)}
      <div class="bar">
        <luot-button icon="key" ?disabled=${person.id === this.mine} @click=${() => this.ask('handPin')}
          >${say('handPin')}</luot-button
        >
        ${
          this.sessions.length > 0
            ? html`<luot-button icon="back" @click=${this.signOut}>${say('everywhere')}</luot-button>`
            : nothing
        }
        <luot-button variant="danger" icon="cross" @click=${() => this.ask('leave')}>${say('leave')}</luot-button>
        <a href="/desk/acts?id=${person.id}">${say('theirActs')}</a>
      </div>
      ${this.sure ? this.question(this.sure) : nothing}`
  }

  private question(sure: Sure) {
    return html`<div class="sure stack" role="group" aria-labelledby="sure">
      <p id="sure">${say(sure === 'leave' ? 'leaveAsk' : 'handPinAsk')}</p>
      <div class="bar">
        <luot-button variant="danger" class="do" @click=${() => this.doIt(sure)}>${say(sure)}</luot-button>
        <luot-button @click=${() => this.ask(null)}>${say('cancel')}</luot-button>
      </div>
    </div>`
  }

  private ask(sure: Sure | null): void {
    this.sure = sure
    this.wrong = ''
    if (sure) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.do')?.focus())
  }

  private onEnter(event: KeyboardEvent): void {
    if (givesAnswer(event)) void this.save()
  }

  private shut = (): void => {
    this.dialog.open = false
  }

  private async look(): Promise<void> {
    if (!this.person) return
    const got = await askHttp<Sessions>('GET', `/api/people/${this.person.id}/sessions`)
    if (got.ok) this.sessions = got.value.sessions
  }

  private save = async (): Promise<void> => {
    const value = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? ''
    const name = value('name')
    if (name === '') return this.sorry('name', say('needed'))
    const { person, chosen: role } = this
    if (person) return this.send(askHttp<Person>('PUT', `/api/people/${person.id}`, { name, role }), 'changed')
    const id = value('id')
    if (!ID.test(id)) return this.sorry('id', say('idWrong'))
    return this.send(askHttp<HandedPin>('POST', '/api/people', { id, name, role }), 'handed')
  }

  private doIt(sure: Sure): Promise<void> {
    const path = `/api/people/${this.person?.id}`
    if (sure === 'leave') return this.send(askHttp<Person>('DELETE', path), 'changed')
    return this.send(askHttp<HandedPin>('POST', `${path}/pin`), 'handed')
  }

  private signOut = (): Promise<void> =>
    this.send(askHttp<Person>('DELETE', `/api/people/${this.person?.id}/sessions`), 'changed')

  private async send(asked: Promise<Got<Person | HandedPin>>, done: 'changed' | 'handed'): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    const got = await asked
    this.isBusy = false
    if (got.ok) this.dispatchEvent(new CustomEvent(done, { detail: got.value }))
    else this.sorry(null, tell(got.message))
  }

  private sorry(field: string | null, words: string): void {
    this.wrong = words
    this.sure = null
    if (field) this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'person-sheet': PersonSheet
  }
}
