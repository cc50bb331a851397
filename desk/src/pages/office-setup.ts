import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { Setup, SetupTemplate, SetupTemplates } from '#core/contract/setup.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/setup-begin.ts'
import '../elements/setup-check.ts'
import '../elements/setup-counters.ts'
import '../elements/setup-devices.ts'
import '../elements/setup-office.ts'
import '../elements/setup-people.ts'
import '../elements/setup-services.ts'
import '../elements/setup-voice.ts'
import '../elements/staff-page.ts'
import { askHttp } from '../http.ts'
import { beginning, type Draft, STEPS, type Step } from '../setup/draft.ts'
import { say } from '../setup/words.ts'

const KEEP_AFTER_MS = 400

/**
 * From an empty hall to an open one in eight calm steps. What is said is kept on the hub as it is written, so that a reload, another
 * machine or tomorrow goes on where somebody stopped; it holds only when it is saved at the end.
 */
@customElement('office-setup')
export class OfficeSetup extends LitElement {
  @state() private setup: Setup | null = null
  @state() private templates: readonly SetupTemplate[] = []
  @state() private draft: Draft | null = null
  @state() private isKept = true
  @state() private wrong = ''
  private keeping: ReturnType<typeof setTimeout> | undefined

  static override styles = [
    sheet,
    css`
      .page {
        display: grid;
        gap: var(--gap);
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
      }
      ol button {
        min-block-size: var(--target);
        padding: var(--gap-small) var(--gap);
        border: 0;
        border-block-end: var(--stroke-strong) solid var(--line);
        background: none;
        color: var(--ink-soft);
        font: inherit;
        cursor: pointer;
      }
      ol [aria-current] {
        border-color: var(--accent);
        color: var(--ink);
        font-weight: var(--weight-strong);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap);
        padding-block-start: var(--gap);
        border-block-start: var(--stroke) solid var(--line);
      }
      .soft {
        color: var(--ink-soft);
      }
      @media print {
        ol,
        .bar,
        h2,
        .how {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('pagehide', this.onLeave)
  }

  override disconnectedCallback(): void {
    removeEventListener('pagehide', this.onLeave)
    clearTimeout(this.keeping)
    super.disconnectedCallback()
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      ${this.setup && this.draft ? this.page(this.setup, this.draft) : html`<p role="status">${say('loading')}</p>`}
    </staff-page>`
  }

  private page(setup: Setup, draft: Draft) {
    const step = STEPS[draft.step - 1] ?? 'begin'
    return html`<div class="page">
      <nav aria-label=${say('steps')}>
        <ol>
          ${STEPS.map(
            (one, i) => html`<li>
              <button aria-current=${one === step ? 'step' : nothing} @click=${() => this.go(one)}>
                ${i + 1}. ${say(`step-${one}`)}
              </button>
            </li>`,
          )}
        </ol>
      </nav>
      ${
        setup.demonstrators.length > 0 && step === 'begin'
          ? html`<luot-banner>${say('demoLeaves', count(setup.demonstrators.length, language.now))}</luot-banner>`
          : nothing
      }
      <h2 tabindex="-1">${say(`step-${step}`)}</h2>
      <p class="how soft">${say(`how-${step}`)}</p>
      ${this.stepPart(step, setup, draft)}
      <div class="bar">
        ${draft.step > 1 ? html`<luot-button icon="back" @click=${() => this.go(STEPS[draft.step - 2])}>${say('back')}</luot-button>` : nothing}
        ${
          draft.step < STEPS.length
            ? html`<luot-button variant="primary" icon="next" @click=${() => this.go(STEPS[draft.step])}>${say('next')}</luot-button>`
            : nothing
        }
        <span class="soft">${this.isKept ? say('kept') : say('keeping')}</span>
      </div>
    </div>`
  }

  private stepPart(step: Step, setup: Setup, draft: Draft) {
    const { templates } = this
    const hand = (event: CustomEvent<Draft>) => this.change(event.detail)
    switch (step) {
      case 'begin':
        return html`<setup-begin .setup=${setup} .draft=${draft} .templates=${templates} @draft=${hand}></setup-begin>`
      case 'office':
        return html`<setup-office .setup=${setup} .draft=${draft} @draft=${hand}></setup-office>`
      case 'services':
        return html`<setup-services .setup=${setup} .draft=${draft} .templates=${templates} @draft=${hand}></setup-services>`
      case 'counters':
        return html`<setup-counters .setup=${setup} .draft=${draft} @draft=${hand}></setup-counters>`
      case 'people':
        return html`<setup-people .setup=${setup} .draft=${draft} @draft=${hand}></setup-people>`
      case 'devices':
        return html`<setup-devices .setup=${setup} .draft=${draft} .templates=${templates}></setup-devices>`
      case 'voice':
        return html`<setup-voice .setup=${setup} .draft=${draft} @draft=${hand}></setup-voice>`
      case 'check':
        return html`<setup-check
          .setup=${setup}
          .draft=${draft}
          @go=${(event: CustomEvent<Step>) => this.go(event.detail)}
          @changed=${() => this.look()}
        ></setup-check>`
      default:
        return step satisfies never
    }
  }

  private cameIn(_: Me): void {
    void this.begin()
  }

  private async begin(): Promise<void> {
    const [setup, templates] = await Promise.all([
      askHttp<Setup>('GET', '/api/setup'),
      askHttp<SetupTemplates>('GET', '/api/setup/templates'),
    ])
    if (!setup.ok || !templates.ok) {
      const failed = setup.ok ? templates : setup
      this.wrong = failed.ok ? '' : tell(failed.message)
      return
    }
    this.templates = templates.value.templates
    this.setup = setup.value
    this.draft = beginning(setup.value, this.templates)
  }

  private async look(): Promise<void> {
    const setup = await askHttp<Setup>('GET', '/api/setup')
    if (setup.ok) this.setup = setup.value
  }

  private change(draft: Draft): void {
    this.draft = { ...draft, step: this.draft?.step ?? 1 }
    this.isKept = false
    clearTimeout(this.keeping)
    this.keeping = setTimeout(() => void this.keep(), KEEP_AFTER_MS)
  }

  private async go(step: Step | undefined): Promise<void> {
    if (!this.draft || !step) return
    this.draft = { ...this.draft, step: STEPS.indexOf(step) + 1 }
    void this.keep()
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
    scrollTo({ top: 0 })
  }

  private async keep(): Promise<void> {
    clearTimeout(this.keeping)
    const { draft } = this
    if (!draft) return
    const got = await askHttp<Setup>('PUT', '/api/setup/draft', { draft })
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok && draft === this.draft) this.isKept = true
  }

  /** A page that goes away hands over what it has not told yet. */
  private readonly onLeave = () => {
    if (this.isKept || !this.draft) return
    void fetch('/api/setup/draft', {
      method: 'PUT',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ draft: this.draft }),
    })
  }
}
