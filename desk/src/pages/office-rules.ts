import { html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { OfficeChanged, OfficeChecked, OfficeSettings } from '#core/contract/office-settings.ts'
import type { StrictFigure } from '#core/contract/try-rule.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/rules-history.ts'
import '../elements/save-rules.ts'
import '../elements/top-bar.ts'
import { rulesSheet } from '../elements/rules-sheet.ts'
import type { SaveRules, WhenAndWhy } from '../elements/save-rules.ts'
import { askHttp, type Got } from '../http.ts'
import type { Defaults } from '../rules/blank.ts'
import { drawField, drawWhole } from '../rules/draw/field.ts'
import { drawAtFault, drawPlans } from '../rules/draw/notices.ts'
import { drawPolicyCards } from '../rules/draw/policy-cards.ts'
import { keepFile, readFile } from '../rules/file.ts'
import { type Form, type FormHands, openedTo } from '../rules/form.ts'
import { type Json, valueAt } from '../rules/pointers.ts'
import { otherFields, SECTIONS } from '../rules/sections.ts'
import type { Schema } from '../rules/shape.ts'
import { writtenDate } from '../rules/written.ts'
import { pair, say } from '../rules-words.ts'

const CHECK_AFTER_MS = 350
const RECKON_AGAIN_MS = 2_000

/** The rules of the office on one page: everybody on the staff reads them, the administrator changes them. */
@customElement('office-rules')
export class OfficeRules extends LitElement {
  @state() private got: Got<OfficeSettings> | null = null
  @state() private me: Me | null = null
  @state() private form: Form = { document: {}, lines: [], open: new Set() }
  @state() private figures: StrictFigure | null = null
  @state() private saving = false
  @state() private busy = false
  @state() private wrong = ''
  @state() private told = ''
  @query('save-rules') private dialog!: SaveRules | null
  private checking: ReturnType<typeof setTimeout> | undefined
  private checks = 0
  private reckoning: ReturnType<typeof setTimeout> | undefined

  static override styles = [sheet, rulesSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('beforeunload', this.onLeave)
    void this.load()
  }

  override disconnectedCallback(): void {
    removeEventListener('beforeunload', this.onLeave)
    clearTimeout(this.checking)
    clearTimeout(this.reckoning)
    super.disconnectedCallback()
  }

  override render() {
    return html`<top-bar heading=${say('title')}>
        ${this.me ? html`<span slot="rest">${this.me.name}</span>` : nothing}
        <a slot="rest" href="/desk/">${say('toDesk')}</a>
      </top-bar>
      ${this.got === null ? html`<main class="page"><p>${say('loading')}</p></main>` : this.got.ok ? this.page(this.got.value) : this.sorry(this.got)}`
  }

  private sorry(got: Extract<Got<unknown>, { ok: false }>) {
    return html`<main class="page">
      <luot-banner kind="warn">${got.status === 401 ? say('signInFirst') : tell(got.message)}</luot-banner>
    </main>`
  }

  private page(settings: OfficeSettings) {
    const schema = settings.schema as Schema
    const sections = [
      ...SECTIONS,
      {
        id: 'more',
        title: pair('other'),
        note: pair('otherNote'),
        fields: otherFields(Object.keys(schema.properties ?? {})),
      },
    ].filter(({ fields }) => fields.length > 0)
    return html`<div class="page">
      <nav aria-label=${say('sections')}>
        <div>${sections.map(({ id, title }) => html`<a href="#${id}" @click=${(event: Event) => this.go(event, id)}>${tell(title)}</a>`)}</div>
      </nav>
      <main>
        ${this.isAdmin ? this.bar() : html`<luot-banner>${say('readOnly')}</luot-banner>`}
        ${this.wrong && !this.saving ? this.trouble() : nothing} ${drawAtFault(this.form, (path) => void this.show(path))}
        ${drawPlans(settings, this.isAdmin, {
          look: (office) => this.take(office, say('inTheForm')),
          drop: (day) => void this.drop(day),
        })}
        ${sections.map(
          ({ id, title, note, fields }) => html`<section id=${id} aria-labelledby="${id}-title">
            <h2 id="${id}-title" tabindex="-1">${both(title)}</h2>
            <p class="about">${tell(note)}</p>
            <div class="fields">
              ${fields.map((name) => this.field(settings, schema.properties?.[name] ?? {}, name, fields.length === 1))}
            </div>
          </section>`,
        )}
        ${
          this.isAdmin
            ? html`<section id="history" aria-labelledby="history-title">
                <h2 id="history-title">${both(pair('history'))}</h2>
                <rules-history
                  version=${settings.version}
                  @show=${(event: CustomEvent<Json>) => this.take(event.detail, say('inTheForm'))}
                ></rules-history>
              </section>`
            : nothing
        }
      </main>
      ${
        this.saving
          ? html`<save-rules
              .wrong=${this.wrong}
              .busy=${this.busy}
              @close=${() => {
                this.saving = false
              }}
              @give=${(event: CustomEvent<WhenAndWhy>) => this.save(settings, event.detail)}
            ></save-rules>`
          : nothing
      }
    </div>`
  }

  private field(settings: OfficeSettings, schema: Schema, name: string, isWhole: boolean) {
    const hands: FormHands = {
      form: this.form,
      readOnly: !this.isAdmin,
      defaults: settings.defaults as unknown as Defaults & { office: Json },
      change: (next) => this.change(next),
    }
    if (name === 'order') return drawPolicyCards(hands, schema, this.figures)
    return (isWhole ? drawWhole : drawField)(hands, schema, `/${name}`)
  }

  private bar() {
    const wrong = this.form.lines.filter(({ severity }) => severity === 'error')
    const why = wrong.length > 0 ? say('mendFirst') : this.isTouched ? '' : say('nothingChanged')
    return html`<div class="bar">
      <div class="state" role="status">
        ${
          wrong.length > 0
            ? html`<button type="button" class="wrong" @click=${() => this.show(wrong[0]?.path ?? '')}>${say('linesWrong', count(wrong.length, language.now))}</button>`
            : html`<span class=${this.told ? 'good' : ''}>${this.told || (this.isTouched ? say('unsaved') : '')}</span>`
        }
      </div>
      <luot-button variant="quiet" @click=${this.exportFile}>${say('exportFile')}</luot-button>
      <luot-button variant="quiet" @click=${this.importFile}>${say('importFile')}</luot-button>
      <luot-button ?disabled=${!this.isTouched} icon="undo" @click=${() => this.load()}>${say('discard')}</luot-button>
      <luot-button
        variant="primary"
        icon="check"
        ?disabled=${why !== ''}
        .why=${why}
        @click=${() => {
          this.told = ''
          this.wrong = ''
          this.saving = true
        }}
        >${say('save')}</luot-button
      >
    </div>`
  }

  private trouble() {
    return html`<luot-banner kind="warn">
        <span role="alert">${this.wrong}</span>
      </luot-banner>
      <luot-button @click=${() => this.load()}>${say('reload')}</luot-button>`
  }

  private get isAdmin(): boolean {
    return this.me?.role === 'admin'
  }

  private get isTouched(): boolean {
    return this.got?.ok === true && this.form.document !== (this.got.value.office as unknown as Json)
  }

  private async load(): Promise<void> {
    const [me, got] = await Promise.all([
      askHttp<Me>('GET', '/api/session'),
      askHttp<OfficeSettings>('GET', '/api/office'),
    ])
    this.me = me.ok ? me.value : null
    this.got = got
    this.wrong = ''
    if (!got.ok) return
    this.form = { document: got.value.office as unknown as Json, lines: got.value.lines, open: this.form.open }
    if (this.isAdmin && got.value.office.order.policy === 'strict') void this.reckonStrict()
  }

  private change(next: Form): void {
    if (next === this.form) return
    const isOther = next.document !== this.form.document
    this.form = next
    if (!isOther) return
    this.told = ''
    if (valueAt(next.document, '/order/policy') === 'strict' && this.figures === null) void this.reckonStrict()
    this.checkSoon()
  }

  /** A whole document into the form: from a file, a plan, or a version there was. */
  private take(document: Json, told: string): void {
    this.change({ ...this.form, document })
    this.told = told
    this.scrollIntoView()
  }

  private checkSoon(): void {
    clearTimeout(this.checking)
    this.checking = setTimeout(() => void this.check(), CHECK_AFTER_MS)
  }

  private async check(): Promise<void> {
    const mine = ++this.checks
    const { document } = this.form
    const got = await askHttp<OfficeChecked>('POST', '/api/office/check', { office: document })
    // Typed on meanwhile: a newer check is on its way.
    if (mine !== this.checks || document !== this.form.document || !got.ok) return
    this.form = { ...this.form, lines: got.value.lines }
  }

  /** The hub counts day by day: asked again until it is through. */
  private async reckonStrict(): Promise<void> {
    clearTimeout(this.reckoning)
    const got = await askHttp<StrictFigure>('GET', '/api/try/strict')
    this.figures = got.ok ? got.value : null
    if (got.ok && got.value.days < got.value.of && this.isConnected) {
      this.reckoning = setTimeout(() => void this.reckonStrict(), RECKON_AGAIN_MS)
    }
  }

  private async save({ version }: OfficeSettings, { from, why }: WhenAndWhy): Promise<void> {
    this.busy = true
    const got = await askHttp<OfficeChanged>('PUT', '/api/office', { version, office: this.form.document, from, why })
    this.busy = false
    this.wrong = got.ok ? '' : tell(got.message)
    // A day that cannot be: asked again in the same place.
    if (!got.ok && (got.code === 'plan-too-late' || got.code === 'plan-too-far')) return
    this.dialog?.shut()
    if (!got.ok) {
      if (got.lines) this.form = { ...this.form, lines: got.lines }
      return
    }
    await this.load()
    this.told = from === null ? say('savedNow') : say('savedFrom', writtenDate(from))
  }

  private async drop(day: string): Promise<void> {
    const got = await askHttp<OfficeChanged>('DELETE', `/api/office/plans/${day}`)
    if (!got.ok) {
      this.wrong = tell(got.message)
      return
    }
    const { form } = this
    const wasTouched = this.isTouched
    await this.load()
    if (wasTouched) this.form = form
    this.told = say('droppedNow')
  }

  private exportFile(): void {
    keepFile(this.form.document)
  }

  private async importFile(): Promise<void> {
    const document = await readFile()
    if (document === undefined) return
    const got = await askHttp<OfficeChecked>('POST', '/api/office/check', { office: document })
    if (!got.ok || valueAt(document, '/services') === undefined) {
      this.wrong = say('notAFile')
      return
    }
    this.take(got.value.office as Json, say('imported'))
    this.form = { ...this.form, lines: got.value.lines }
  }

  /** Opens the way to a line and puts the focus on it. */
  private async show(path: string): Promise<void> {
    this.form = openedTo(this.form, path)
    await this.updateComplete
    // The line may name a part that has no control of its own: then whatever stands around it.
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const control = this.renderRoot.querySelector<HTMLElement>(`[data-control="${at}"]`)
      if (!control) continue
      control.focus()
      control.scrollIntoView({ block: 'center' })
      return
    }
  }

  private go(event: Event, section: string): void {
    event.preventDefault()
    const title = this.renderRoot.querySelector<HTMLElement>(`#${section}-title`)
    this.renderRoot.querySelector(`#${section}`)?.scrollIntoView()
    title?.focus({ preventScroll: true })
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.isTouched && this.isAdmin) event.preventDefault()
  }
}
