import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { HEADS } from '#core/contract/access.ts'
import type { CatalogueBook, CatalogueRow, FindingKind, FindingLine } from '#core/contract/catalogue.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/catalogue-sheet.ts'
import '../elements/staff-page.ts'
import { type Asked, chosen, EVERYTHING, STATES, type State, written } from '../catalogue/choose.ts'
import { pageSheet } from '../catalogue/page-sheet.ts'
import { serviceName } from '../catalogue/steps.ts'
import { say } from '../catalogue/words.ts'
import type { CatalogueAbout } from '../elements/catalogue-sheet.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { askHttp } from '../http.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { when } from '../people/when.ts'

/** A list of thousands stays quick when only what can be read is drawn. */
const AT_ONCE = 60

/** The catalogue of the lookup board: what looks wrong first, then every procedure, and what the office says of it. */
@customElement('office-catalogue')
export class OfficeCatalogue extends LitElement {
  @state() private me: Me | null = null
  @state() private book: CatalogueBook | null = null
  @state() private asked: Asked = EVERYTHING
  @state() private shown = AT_ONCE
  @state() private about: CatalogueAbout | null = null
  @state() private onDay = ''
  @state() private told = ''
  @state() private wrong = ''

  static override styles = [sheet, fieldSheet, rowsSheet, pageSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
        ${this.told ? html`<luot-banner kind="good"><span role="status">${this.told}</span></luot-banner>` : nothing}
        ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
        ${this.book ? this.page(this.book) : html`<p>${say('loading')}</p>`}
      </staff-page>
      ${
        this.about && this.book
          ? html`<catalogue-sheet
              .about=${this.about}
              .book=${this.book}
              .mayChange=${this.mayChange}
              @done=${(event: CustomEvent<string>) => this.done(event.detail)}
              @close=${() => {
                this.about = null
              }}
            ></catalogue-sheet>`
          : nothing
      }`
  }

  private get mayChange(): boolean {
    return HEADS.some((role) => role === this.me?.role)
  }

  private page(book: CatalogueBook) {
    return html`<div class="columns">
      <div class="side">${this.summary(book)} ${this.findings(book.findings)} ${this.noticeBoard(book)}</div>
      <section class="main" aria-labelledby="list">${this.filters(book)} ${this.list(book)}</section>
    </div>`
  }

  private summary({ rows, imported }: CatalogueBook) {
    const off = rows.filter((row) => row.off !== null).length
    const own = rows.filter((row) => row.origin === 'own').length
    return html`<section>
      <p>${say('summary', number(rows.length - off), number(off), number(own))}</p>
      ${imported ? html`<p class="soft">${say('imported', imported.source, when(imported.at))}</p>` : nothing}
      ${
        this.mayChange
          ? html`<div>
              <luot-button
                variant="primary"
                @click=${() => this.show({ scope: 'code', name: '', heading: say('add') })}
                >+ ${say('add')}</luot-button
              >
            </div>`
          : html`<p class="soft">${say('readOnly')}</p>`
      }
    </section>`
  }

  private findings(lines: readonly FindingLine[]) {
    return html`<section aria-labelledby="findings">
      <h2 id="findings">${say('findings')}</h2>
      ${lines.length === 0 ? html`<p class="soft">${say('noFindings')}</p>` : nothing}
      ${(['mend', 'look'] as const).map((weight) => {
        const some = lines.filter((line) => line.weight === weight)
        if (some.length === 0) return nothing
        return html`<h3>${say(`weight-${weight}`)}</h3>
          <ul class="rows">
            ${some.map((line) => this.finding(line))}
          </ul>`
      })}
    </section>`
  }

  private finding({ kind, count: n, title, whatToDo, weight }: FindingLine) {
    const isAsked = this.asked.flag === kind
    return html`<li data-finding=${kind} data-weight=${weight}>
      <div class="words">
        <strong>${tell(title)}</strong>
        ${isAsked ? html`<p>${say('toDo', tell(whatToDo))}</p>` : nothing}
      </div>
      <luot-button
        pressed=${isAsked ? 'true' : 'false'}
        label="${tell(title)}: ${isAsked ? say('showAll') : say('showThese', number(n))}"
        @click=${() => this.ask({ flag: isAsked ? null : kind })}
        >${isAsked ? say('showAll') : number(n)}</luot-button
      >
    </li>`
  }

  private noticeBoard({ today }: CatalogueBook) {
    const { field } = this.asked
    const on = this.onDay || today
    const address = `/api/catalogue/notice.pdf?on=${on}${field ? `&field=${encodeURIComponent(field)}` : ''}`
    return html`<section aria-labelledby="board">
      <h2 id="board">${say('board')}</h2>
      <p class="soft">${say('boardNote')}</p>
      <label for="on">${say('onDay')}</label>
      <input id="on" type="date" .value=${on} @change=${(event: Event) => {
        this.onDay = (event.target as HTMLInputElement).value
      }} />
      <a class="print" href=${address} target="_blank" rel="noopener">${say('print')}</a>
    </section>`
  }

  private filters({ fields }: CatalogueBook) {
    const { words, field, state: inState } = this.asked
    return html`<div class="filters" role="search">
      <div>
        <label for="words">${say('search')}</label>
        <input id="words" type="search" autocomplete="off" maxlength="200" .value=${words} @input=${(event: Event) =>
          this.ask({ words: (event.target as HTMLInputElement).value })} />
      </div>
      <div>
        <label for="field">${say('field')}</label>
        <select id="field" @change=${(event: Event) => this.ask({ field: (event.target as HTMLSelectElement).value })}>
          <option value="" ?selected=${field === ''}>${say('allFields')}</option>
          ${fields.map(({ name, count: n }) => html`<option value=${name} ?selected=${name === field}>${name} (${number(n)})</option>`)}
        </select>
      </div>
      <div>
        <label for="state">${say('state')}</label>
        <select id="state" @change=${(event: Event) => this.ask({ state: (event.target as HTMLSelectElement).value as State })}>
          ${STATES.map((one) => html`<option value=${one} ?selected=${one === inState}>${say(`state-${one}`)}</option>`)}
        </select>
      </div>
    </div>`
  }

  private list(book: CatalogueBook) {
    const rows = chosen(book.rows, this.asked)
    const more = rows.length - this.shown
    const { field } = this.asked
    return html`<div class="bar">
        <h2 id="list" aria-live="polite">${say('found', number(rows.length))}</h2>
        ${
          field
            ? html`<luot-button @click=${() => this.show({ scope: 'field', name: field, heading: field })}
                >${say('editField')}</luot-button
              >`
            : nothing
        }
      </div>
      ${rows.length === 0 ? html`<p class="soft">${say('nothing')}</p>` : nothing}
      <ul class="rows">
        ${repeat(
          rows.slice(0, this.shown),
          ({ code }) => code,
          (row) => this.row(row, book),
        )}
      </ul>
      ${
        more > 0
          ? html`<div>
              <luot-button
                @click=${() => {
                  this.shown += AT_ONCE
                }}
                >${say('more', number(Math.min(more, AT_ONCE)))}</luot-button
              >
            </div>`
          : nothing
      }`
  }

  private row(row: CatalogueRow, { services, findings }: CatalogueBook) {
    const { code, name, field, off, origin, service, place, note, plans, flags } = row
    const where = [serviceName(service, services), place].filter(Boolean).join(', ') || say('nowhere')
    const titles = findings.filter(({ kind }) => flags.includes(kind)).map(({ title }) => tell(title))
    return html`<li data-code=${code} data-off=${off !== null}>
      <div class="words">
        <strong>${name}</strong><br />
        <span class="soft">${[code, field, origin === 'own' && say('own'), `→ ${where}`, note].filter(Boolean).join(' · ')}</span>
        ${off === null ? nothing : html`<br /><span class="off">${say('offBecause', off)}</span>`}
        ${plans.map(({ topic, from }) => html`<br /><span class="plan">${say('plan', say(`topic-${topicOf(topic)}`), written(from))}</span>`)}
        ${titles.length > 0 ? html`<br /><span class="flags">⚑ ${titles.join(' · ')}</span>` : nothing}
      </div>
      <luot-button label="${say('open')}: ${name}" @click=${() => this.show({ scope: 'code', name: code, heading: name })}
        >${say('open')}</luot-button
      >
    </li>`
  }

  private ask(change: Partial<Asked> & { flag?: FindingKind | null }): void {
    this.asked = { ...this.asked, ...change }
    this.shown = AT_ONCE
  }

  private show(about: CatalogueAbout): void {
    this.told = ''
    this.about = about
  }

  private done(told: string): void {
    this.about = null
    this.told = told
    void this.load()
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.load()
  }

  private async load(): Promise<void> {
    const got = await askHttp<CatalogueBook>('GET', '/api/catalogue')
    if (got.ok) this.book = got.value
    this.wrong = got.ok ? '' : tell(got.message)
    // A kind that is mended has no rows any more: the list would stand empty.
    const { flag } = this.asked
    if (flag !== null && !this.book?.findings.some(({ kind }) => kind === flag)) this.ask({ flag: null })
  }
}

function topicOf(topic: string): 'off' | 'place' | 'note' | 'own' {
  return (['off', 'place', 'note', 'own'] as const).find((one) => one === topic) ?? 'own'
}

function number(n: number): string {
  return count(n, language.now)
}

declare global {
  interface HTMLElementTagNameMap {
    'office-catalogue': OfficeCatalogue
  }
}
