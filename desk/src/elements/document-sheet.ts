import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { DocumentVersion, DocumentVersions } from '#core/contract/documents.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import './board-preview.ts'
import './document-history.ts'
import './media-shelf.ts'
import './save-rules.ts'
import './slip-preview.ts'
import './voice-clips.ts'
import { askHttp } from '../http.ts'
import { drawField } from '../rules/draw/field.ts'
import type { FormHands } from '../rules/form.ts'
import type { Json } from '../rules/pointers.ts'
import type { Schema } from '../rules/shape.ts'
import { writtenDate } from '../rules/written.ts'
import { say as sayRules } from '../rules-words.ts'
import { DocumentDraft, rootOf } from '../settings/document-draft.ts'
import { pair, say } from '../settings/words.ts'
import { rulesSheet } from './rules-sheet.ts'
import type { SaveRules, WhenAndWhy } from './save-rules.ts'

/** One document of settings: its fields, how it will look, what it was. Fires `done` when somebody goes back. */
@customElement('document-sheet')
export class DocumentSheet extends LitElement {
  @property() kind = ''
  @property({ attribute: false }) me: Me | null = null
  @state() private saving: 'form' | 'undo' | null = null
  @query('save-rules') private dialog!: SaveRules | null
  private readonly draft = new DocumentDraft(this, () => this.kind)

  static override styles = [
    sheet,
    rulesSheet,
    css`
      .beside {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: var(--gap-wide);
        align-items: start;
      }
      .beside > :not(section) {
        position: sticky;
        inset-block-start: 5rem;
        max-block-size: calc(100vh - 6rem);
        overflow: auto;
      }
      .back {
        justify-self: start;
      }
      .body {
        display: grid;
        gap: var(--gap-wide);
        min-inline-size: 0;
      }
    `,
  ]

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

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('kind')) this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
  }

  override render() {
    const { got, wrong } = this.draft
    if (got === null) return html`<p role="status">${wrong || say('loading')}</p>`
    return html`<div class="body">
      <luot-button class="back" icon="back" @click=${() => this.dispatchEvent(new Event('done'))}>${say('back')}</luot-button>
      <h2 tabindex="-1">${both(got.title)}</h2>
      ${this.mayChange ? this.bar() : html`<luot-banner>${say('readOnly')}</luot-banner>`}
      ${wrong ? html`<luot-banner kind="warn"><span role="alert">${wrong}</span></luot-banner>` : nothing}
      ${this.plans()}
      <div class="beside">
        <section aria-label=${tell(got.title)}>
          <div class="fields">
            ${Object.entries((got.schema as Schema).properties ?? {}).map(([name, field]) =>
              drawField(this.hands, field, `${this.draft.root}/${name}`),
            )}
          </div>
        </section>
        ${this.preview()}
      </div>
      ${this.more()}
      <section aria-labelledby="history-title">
        <h3 id="history-title">${both(pair('history'))}</h3>
        <document-history
          kind=${this.kind}
          version=${got.version}
          @show=${(event: CustomEvent<Json>) => this.draft.take(event.detail, sayRules('inTheForm'))}
        ></document-history>
      </section>
      ${
        this.saving
          ? html`<save-rules
              .wrong=${this.draft.wrong}
              @close=${() => {
                this.saving = null
              }}
              @give=${this.save}
            ></save-rules>`
          : nothing
      }
    </div>`
  }

  /** Whether something stands in the form that goes when the sheet goes. */
  get isUnsaved(): boolean {
    return this.mayChange && this.draft.isTouched
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.isUnsaved) event.preventDefault()
  }

  private get mayChange(): boolean {
    return this.me?.role === 'admin' || this.me?.role === 'head'
  }

  private get hands(): FormHands {
    return {
      form: this.draft.form,
      readOnly: !this.mayChange,
      defaults: {
        service: {},
        counter: {},
        class: {},
        office: { [rootOf(this.kind)]: usual(this.draft.got?.initial ?? {}) } as Json,
      },
      change: (next) => this.draft.change(next),
    }
  }

  private bar() {
    const { form, told, isTouched, got } = this.draft
    const wrong = form.lines.filter(({ severity }) => severity === 'error')
    const why = wrong.length > 0 ? sayRules('mendFirst') : isTouched ? '' : sayRules('nothingChanged')
    const state =
      wrong.length > 0
        ? sayRules('linesWrong', count(wrong.length, language.now))
        : told || (isTouched ? sayRules('unsaved') : '')
    return html`<div class="bar">
      <div class="state" role="status"><span class=${wrong.length > 0 ? 'wrong' : 'good'}>${state}</span></div>
      <luot-button ?disabled=${got?.at === null || isTouched} icon="undo" @click=${() => this.ask('undo')}>${say('undo')}</luot-button>
      <luot-button ?disabled=${!isTouched} @click=${() => this.draft.load()}>${sayRules('discard')}</luot-button>
      <luot-button variant="primary" icon="check" ?disabled=${why !== ''} .why=${why} @click=${() => this.ask('form')}
        >${sayRules('save')}</luot-button
      >
    </div>`
  }

  private plans() {
    const planned = this.draft.got?.planned ?? []
    if (planned.length === 0) return nothing
    return html`<section aria-labelledby="plans-title">
      <h3 id="plans-title">${sayRules('planned')}</h3>
      <ul class="plans">
        ${planned.map(
          ({ fromDay, body }) => html`<li>
            <strong>${sayRules('plannedFor', writtenDate(fromDay))}</strong>
            <luot-button label="${sayRules('look')}: ${writtenDate(fromDay)}" @click=${() => this.draft.take(body as Json, sayRules('inTheForm'))}
              >${sayRules('look')}</luot-button
            >
            ${
              this.mayChange
                ? html`<luot-button label="${sayRules('drop')}: ${writtenDate(fromDay)}" @click=${() => this.draft.drop(fromDay)}
                    >${sayRules('drop')}</luot-button
                  >`
                : nothing
            }
          </li>`,
        )}
      </ul>
    </section>`
  }

  private preview() {
    const { body } = this.draft
    if (this.kind === 'slips') return html`<slip-preview .slips=${body} .mayTry=${this.mayChange}></slip-preview>`
    if (this.kind === 'boards') return html`<board-preview .boards=${body}></board-preview>`
    return nothing
  }

  /** What belongs to a document and is kept beside it. */
  private more() {
    const { hands } = this
    if (this.kind === 'voice')
      return html`<voice-clips .voice=${this.draft.body} .mayChange=${this.mayChange}></voice-clips>`
    if (this.kind !== 'boards' && this.kind !== 'slips') return nothing
    return html`<media-shelf
      .hands=${hands}
      kind=${this.kind}
      .mayChange=${this.mayChange}
    ></media-shelf>`
  }

  private ask(what: 'form' | 'undo'): void {
    this.draft.wrong = ''
    this.saving = what
  }

  private async save(event: CustomEvent<WhenAndWhy>): Promise<void> {
    const isUndo = this.saving === 'undo'
    const body = isUndo ? await this.former() : this.draft.body
    if (await this.draft.save(body, event.detail, say(isUndo ? 'undone' : 'saved'))) this.dialog?.shut()
  }

  /** What held before what holds now. */
  private async former(): Promise<Json> {
    const list = await askHttp<DocumentVersions>('GET', `/api/settings/${this.kind}/versions`)
    const held = list.ok ? list.value.versions.filter(({ act }) => act === 'changed' || act === 'began') : []
    const last = held[1]
    if (!last) return (this.draft.got?.initial ?? {}) as Json
    const got = await askHttp<DocumentVersion>('GET', `/api/settings/${this.kind}/versions/${last.number}`)
    return (got.ok ? got.value.body : this.draft.body) as Json
  }
}

/** What holds where nobody said anything, as far as it says something by itself: not lists, and not what is left open. */
function usual(initial: object): Json {
  const told = Object.entries(initial).filter(([, value]) => value !== null && value !== '' && !Array.isArray(value))
  return Object.fromEntries(told.map(([key, value]) => [key, typeof value === 'object' ? usual(value) : value]))
}
