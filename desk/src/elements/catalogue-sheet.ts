import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { CatalogueBook, CatalogueOne, FieldHistory, Said, Says, Scope, Topic } from '#core/contract/catalogue.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { written } from '../catalogue/choose.ts'
import { detailSheet } from '../catalogue/detail-sheet.ts'
import { NOTHING_YET } from '../catalogue/own-form.ts'
import { steps } from '../catalogue/steps.ts'
import { wordFields } from '../catalogue/word-fields.ts'
import { say } from '../catalogue/words.ts'
import { askHttp } from '../http.ts'
import { givesAnswer } from '../key-presses.ts'
import { latest } from '../latest.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { fieldSheet } from './field-sheet.ts'

/** What the sheet is about: a procedure, a field, or (`name` empty) an addition to come. */
export interface CatalogueAbout {
  readonly scope: Scope
  readonly name: string
  readonly heading: string
}

/**
 * One procedure or field of the catalogue, over the list: what is wrong, what citizens see, what the office says of it, what it was.
 * Fires `done` with the sentence that tells so, and `close`.
 */
@customElement('catalogue-sheet')
export class CatalogueSheet extends LitElement {
  @property({ attribute: false }) about!: CatalogueAbout
  @property({ attribute: false }) book!: CatalogueBook
  @property({ type: Boolean }) mayChange = false
  @state() private one: CatalogueOne | null = null
  @state() private past: FieldHistory['history'] = []
  /** What is being said; null: only looked at. */
  @state() private saying: Says | null = null
  @state() private code = ''
  @state() private from = ''
  @state() private why = ''
  @state() private wrong = ''
  private readonly newest = latest()
  private isBusy = false
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog']

  static override styles = [sheet, fieldSheet, rowsSheet, detailSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.from = this.book.today
    if (this.isNew) this.saying = { topic: 'own', own: NOTHING_YET }
    else void this.look(this.book.today)
  }

  private get isNew(): boolean {
    return this.about.scope === 'code' && this.about.name === ''
  }

  override firstUpdated(): void {
    if (this.isNew) void this.dialog.updateComplete.then(() => this.focusOn('#code'))
  }

  override render() {
    return html`<luot-dialog open heading=${this.about.heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack">
        ${this.one ? this.whatIs(this.one) : nothing} ${this.mayChange && !this.saying ? this.choices() : nothing}
        ${this.saying ? this.form(this.saying) : nothing}
        <p class="wrong" role="alert">${this.wrong}</p>
        ${this.isNew || this.saying ? nothing : this.history()}
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('cancel')}</luot-button>
      ${
        this.saying
          ? html`<luot-button slot="actions" variant="primary" icon="check" @click=${this.save}>${say('save')}</luot-button>`
          : nothing
      }
    </luot-dialog>`
  }

  private whatIs({ shown, findings, off, note, origin }: CatalogueOne) {
    const [term] = shown.terms
    const where = [shown.counters.length > 0 && say('counters', shown.counters.join(', ')), shown.agency]
    const papers = shown.documents.flatMap(({ items }) => items).length
    return html`<p class="soft">
        ${[shown.code, shown.field, origin === 'own' && say('own'), off !== null && say('offBecause', off)].filter(Boolean).join(' · ')}
      </p>
      ${findings.map(({ kind, seen }) => this.finding(kind, seen))}
      <section class="seen" aria-labelledby="seen">
        <h3 id="seen">${say(off === null ? 'shown' : 'hidden')}</h3>
        <p>${say('where', where.filter(Boolean).join(', ') || say('nowhere'))}</p>
        <p>${say('shownTime')}: ${term?.timeText ?? say('notStated')} · ${say('paperCount', `${papers}`)}</p>
        <p>${say('shownFee')}: ${[term?.feeText, term?.feeNote].filter(Boolean).join('. ').slice(0, 400) || say('notStated')}</p>
        ${note ? html`<p>${say('saidNote', note)}</p>` : nothing}
      </section>`
  }

  private finding(kind: string, seen: readonly string[]) {
    const known = this.book.findings.find((one) => one.kind === kind)
    if (!known) return nothing
    return html`<div class="finding">
      <strong>${tell(known.title)}</strong>
      ${seen.map((text) => html`<blockquote>“${text.slice(0, 300)}”</blockquote>`)}
      <p>${say('toDo', tell(known.whatToDo))}</p>
    </div>`
  }

  private choices() {
    const { one } = this
    const isProcedure = this.about.scope === 'code'
    return html`<div class="bar">
      ${isProcedure && one ? this.choice(one.off === null ? 'do-off' : 'do-on', 'off') : nothing}
      ${this.choice('do-place', 'place')} ${this.choice('do-note', 'note')}
      ${one?.own ? html`${this.choice('do-own', 'own')} ${this.choice('do-remove', 'remove')}` : nothing}
    </div>`
  }

  private choice(word: 'do-off' | 'do-on' | 'do-place' | 'do-note' | 'do-own' | 'do-remove', topic: Topic | 'remove') {
    return html`<luot-button @click=${() => this.begin(this.wordNow(topic))}>${say(word)}</luot-button>`
  }

  /** What the office says now, as where the form begins. */
  private wordNow(topic: Topic | 'remove'): Says {
    const { one } = this
    const field = this.book.fields.find(({ name }) => name === this.about.name)
    const isField = this.about.scope === 'field'
    switch (topic) {
      case 'off':
        return { topic, reason: one?.off === null ? '' : null }
      case 'place':
        return isField
          ? { topic, service: field?.service ?? null, place: field?.place ?? null }
          : { topic, service: one?.ownService ?? null, place: one?.ownPlace ?? null }
      case 'note':
        return { topic, text: (isField ? field?.note : one?.ownNote) ?? null }
      case 'own':
        return { topic, own: one?.own ?? NOTHING_YET }
      case 'remove':
        return { topic: 'own', own: null }
    }
  }

  private form(saying: Says) {
    return html`<div class="stack saying" @keydown=${this.onEnter}>
      ${
        this.isNew
          ? html`<div class="field">
              <label for="code">${say('code')}</label>
              <input id="code" maxlength="40" autocomplete="off" spellcheck="false" aria-describedby="code-rule" .value=${this.code} @input=${(
                event: Event,
              ) => {
                this.code = (event.target as HTMLInputElement).value.trim().toUpperCase()
              }} />
              <p class="soft" id="code-rule">${say('codeRule')}</p>
            </div>`
          : nothing
      }
      ${wordFields(saying, this.book, (says) => {
        this.saying = says
        this.wrong = ''
      })}
      <div class="pair">
        <div class="field">
          <label for="from">${say('from')}</label>
          <input id="from" type="date" min=${this.book.today} .value=${this.from} @input=${(event: Event) => {
            this.from = (event.target as HTMLInputElement).value
          }} />
        </div>
        ${
          saying.topic === 'off' && saying.reason !== null
            ? nothing
            : html`<div class="field">
                <label for="why">${say('why')}</label>
                <input id="why" maxlength="200" autocomplete="off" .value=${this.why} @input=${(event: Event) => {
                  this.why = (event.target as HTMLInputElement).value
                }} />
              </div>`
        }
      </div>
    </div>`
  }

  private history() {
    const back = this.mayChange ? (says: Says) => this.begin(says) : null
    return html`<section aria-labelledby="history">
      <div class="bar">
        <h3 id="history">${say('history')}</h3>
        ${
          this.one
            ? html`<label for="on">${say('asOn')}</label>
                <input class="on" id="on" type="date" .value=${this.one.on} @change=${(event: Event) =>
                  this.look((event.target as HTMLInputElement).value || this.book.today)} />`
            : nothing
        }
      </div>
      ${steps(this.one?.history ?? this.past, this.book.services, back)}
    </section>`
  }

  private begin(saying: Says): void {
    this.saying = saying
    this.wrong = ''
    this.why = ''
    this.from = this.book.today
    void this.updateComplete.then(() => this.focusOn('.saying input, .saying select'))
  }

  private onEnter(event: KeyboardEvent): void {
    if (givesAnswer(event)) void this.save()
  }

  private shut = (): void => {
    this.dialog.open = false
  }

  private async look(on: string): Promise<void> {
    const { scope, name } = this.about
    if (scope === 'field') {
      const got = await askHttp<FieldHistory>('GET', `/api/catalogue/field?name=${encodeURIComponent(name)}`)
      if (got.ok) this.past = got.value.history
      else this.wrong = tell(got.message)
      return
    }
    const address = `/api/catalogue/one?code=${encodeURIComponent(name)}&on=${on}`
    const got = await this.newest(askHttp<CatalogueOne>('GET', address))
    if (got === null) return
    if (got.ok) this.one = got.value
    this.wrong = got.ok ? '' : tell(got.message)
  }

  private save = async (): Promise<void> => {
    const { saying, about, from } = this
    if (saying === null || this.isBusy) return
    const empty = this.stillEmpty(saying)
    if (empty) return this.sorry(say('needed'), empty)
    this.isBusy = true
    const name = this.isNew ? this.code : about.name
    const body = { scope: about.scope, name, from, why: this.why.trim() || null, says: saying }
    const got = await askHttp<Said>('POST', '/api/catalogue/say', body)
    this.isBusy = false
    if (!got.ok) return this.sorry(got.lines?.map((line) => tell(line)).join(' ') || tell(got.message), null)
    const heading = this.isNew && saying.topic === 'own' ? (saying.own?.name ?? '') : about.heading
    const told = got.value.holds === 'now' ? say('done', heading) : say('doneLater', heading, written(got.value.from))
    this.dispatchEvent(new CustomEvent('done', { detail: told }))
  }

  /** The first field that must be filled in and is not. */
  private stillEmpty(saying: Says): string | null {
    if (this.isNew && this.code === '') return '#code'
    if (this.from === '') return '#from'
    if (saying.topic === 'off' && saying.reason?.trim() === '') return '#reason'
    if (saying.topic === 'off' && saying.reason === null && this.why.trim() === '') return '#why'
    if (saying.topic === 'own' && saying.own?.name.trim() === '') return '#name'
    if (saying.topic === 'own' && saying.own?.field.trim() === '') return '#field'
    return null
  }

  private sorry(words: string, field: string | null): void {
    this.wrong = words
    if (field) this.focusOn(field)
  }

  private focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'catalogue-sheet': CatalogueSheet
  }
}
