import { html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { OfficeSettings } from '#core/contract/office-settings.ts'
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
import '../elements/page-menu.ts'
import '../elements/top-bar.ts'
import '../elements/who-signs-in.ts'
import { rulesSheet } from '../elements/rules-sheet.ts'
import type { SaveRules, WhenAndWhy } from '../elements/save-rules.ts'
import type { Got } from '../http.ts'
import type { Defaults } from '../rules/blank.ts'
import { Draft } from '../rules/draft.ts'
import { drawField, drawWhole } from '../rules/draw/field.ts'
import { drawAtFault, drawPlans } from '../rules/draw/notices.ts'
import { drawPolicyCards } from '../rules/draw/policy-cards.ts'
import type { FormHands } from '../rules/form.ts'
import type { Json } from '../rules/pointers.ts'
import { otherFields, SECTIONS } from '../rules/sections.ts'
import type { Schema } from '../rules/shape.ts'
import { pair, say } from '../rules-words.ts'

/** The rules of the office on one page: everybody on the staff reads them, the administrator changes them. */
@customElement('office-rules')
export class OfficeRules extends LitElement {
  @state() private saving = false
  @query('save-rules') private dialog!: SaveRules | null
  private readonly draft = new Draft(this)

  static override styles = [sheet, rulesSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('beforeunload', this.onLeave)
  }

  override disconnectedCallback(): void {
    removeEventListener('beforeunload', this.onLeave)
    super.disconnectedCallback()
  }

  override render() {
    const { me, got } = this.draft.atHand
    return html`<top-bar heading=${say('title')}>
        ${me ? html`<span slot="rest">${me.name}</span>` : nothing}
        <page-menu slot="rest" .me=${this.draft.atHand.me}></page-menu>
      </top-bar>
      ${got === null ? html`<main class="page"><p>${say('loading')}</p></main>` : got.ok ? this.page(got.value) : this.sorry(got)}`
  }

  private sorry(got: Extract<Got<unknown>, { ok: false }>) {
    return html`<main class="page">
      <luot-banner kind="warn">${got.status === 401 ? say('signInFirst') : tell(got.message)}</luot-banner>
    </main>`
  }

  private page(settings: OfficeSettings) {
    const { form, wrong, isBusy } = this.draft.atHand
    const { mayChange } = this.draft
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
        ${mayChange ? this.bar() : html`<luot-banner>${say('readOnly')}</luot-banner>`}
        ${wrong && !this.saving ? this.trouble(wrong) : nothing} ${drawAtFault(form, (path) => void this.show(path))}
        ${drawPlans(settings, mayChange, {
          look: (office) => this.take(office, say('inTheForm')),
          drop: (day) => void this.draft.drop(day),
        })}
        ${sections.map(
          ({ id, title, note, fields }) => html`<section id=${id} aria-labelledby="${id}-title">
            <h2 id="${id}-title" tabindex="-1">${both(title)}</h2>
            <p class="about">${tell(note)}</p>
            ${id === 'skills' ? html`<who-signs-in></who-signs-in>` : nothing}
            <div class="fields">
              ${fields.map((name) => this.field(settings, schema.properties?.[name] ?? {}, name, fields.length === 1))}
            </div>
          </section>`,
        )}
        ${
          mayChange
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
              .wrong=${wrong}
              .busy=${isBusy}
              @close=${() => {
                this.saving = false
              }}
              @give=${this.save}
            ></save-rules>`
          : nothing
      }
    </div>`
  }

  private field(settings: OfficeSettings, schema: Schema, name: string, isWhole: boolean) {
    const { form, figures } = this.draft.atHand
    const hands: FormHands = {
      form,
      readOnly: !this.draft.mayChange,
      defaults: settings.defaults as unknown as Defaults & { office: Json },
      change: (next) => this.draft.change(next),
    }
    if (name === 'order') return drawPolicyCards(hands, schema, figures)
    return (isWhole ? drawWhole : drawField)(hands, schema, `/${name}`)
  }

  private bar() {
    const { form, told } = this.draft.atHand
    const { isTouched } = this.draft
    const wrong = form.lines.filter(({ severity }) => severity === 'error')
    const why = wrong.length > 0 ? say('mendFirst') : isTouched ? '' : say('nothingChanged')
    return html`<div class="bar">
      <div class="state" role="status">
        ${
          wrong.length > 0
            ? html`<button type="button" class="wrong" @click=${() => this.show(wrong[0]?.path ?? '')}>${say('linesWrong', count(wrong.length, language.now))}</button>`
            : html`<span class=${told ? 'good' : ''}>${told || (isTouched ? say('unsaved') : '')}</span>`
        }
      </div>
      <luot-button variant="quiet" @click=${() => this.draft.toFile()}>${say('exportFile')}</luot-button>
      <luot-button variant="quiet" @click=${this.importFile}>${say('importFile')}</luot-button>
      <luot-button ?disabled=${!isTouched} icon="undo" @click=${() => this.draft.load()}>${say('discard')}</luot-button>
      <luot-button
        variant="primary"
        icon="check"
        ?disabled=${why !== ''}
        .why=${why}
        @click=${() => {
          this.draft.forget()
          this.saving = true
        }}
        >${say('save')}</luot-button
      >
    </div>`
  }

  private trouble(wrong: string) {
    return html`<luot-banner kind="warn">
        <span role="alert">${wrong}</span>
      </luot-banner>
      <luot-button @click=${() => this.draft.load()}>${say('reload')}</luot-button>`
  }

  /** A whole document into the form; its top is where one sees that it is there. */
  private take(document: Json, told: string): void {
    this.draft.take(document, told)
    this.scrollIntoView()
  }

  private async importFile(): Promise<void> {
    if (await this.draft.fromFile()) this.scrollIntoView()
  }

  private async save(event: CustomEvent<WhenAndWhy>): Promise<void> {
    if (await this.draft.save(event.detail)) this.dialog?.shut()
  }

  /** Opens the way to a line and puts the focus on it. */
  private async show(path: string): Promise<void> {
    this.draft.openTo(path)
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
    if (this.draft.isTouched && this.draft.mayChange) event.preventDefault()
  }
}
