import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SlipPreview as Preview } from '#core/contract/settings/slips.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { askHttp, type Got } from '../http.ts'
import { say } from '../settings/words.ts'
import { fieldSheet } from './field-sheet.ts'

const DRAW_AFTER_MS = 400
const PAPERS = [
  [384, '58 mm'],
  [576, '80 mm'],
  [512, '80 mm (512)'],
] as const

/** The slip dot by dot, drawn by the hand that draws for the printers. */
@customElement('slip-preview')
export class SlipPreview extends LitElement {
  @property({ attribute: false }) slips: object = {}
  /** Whose slip it is, where that is no office yet; null for the one in force. */
  @property({ attribute: false }) office: object | null = null
  /** Whoever may not change a slip sees the one that holds. */
  @property({ attribute: false }) mayTry = false
  @state() private dots: number = 576
  @state() private got: Got<Preview> | null = null
  private drawing: ReturnType<typeof setTimeout> | undefined
  private asked = 0

  static override styles = [
    sheet,
    fieldSheet,
    css`
      section {
        display: grid;
        gap: var(--gap-small);
        justify-items: start;
      }
      img {
        max-inline-size: min(100%, 24rem);
        block-size: auto;
        border: var(--stroke) solid var(--line-strong);
        background: #fff;
      }
      .doubt {
        color: var(--warn);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override disconnectedCallback(): void {
    clearTimeout(this.drawing)
    super.disconnectedCallback()
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('slips') && !changed.has('office') && !changed.has('dots')) return
    clearTimeout(this.drawing)
    this.drawing = setTimeout(() => void this.draw(), this.got === null ? 0 : DRAW_AFTER_MS)
  }

  override render() {
    const { got } = this
    return html`<section aria-label=${say('preview')}>
      <label for="paper">${say('paper')}</label>
      <select id="paper" @change=${(event: Event) => (this.dots = Number((event.target as HTMLSelectElement).value))}>
        ${PAPERS.map(([dots, name]) => html`<option value=${dots} ?selected=${dots === this.dots}>${name}</option>`)}
      </select>
      ${got === null ? nothing : got.ok ? this.slip(got.value) : this.sorry(got)}
    </section>`
  }

  private sorry({ lines, message }: Extract<Got<Preview>, { ok: false }>) {
    return (lines?.length ? lines : [message]).map((line) => html`<p class="doubt">${tell(line)}</p>`)
  }

  private slip({ png, lengthMm, numberMm, lines }: Preview) {
    return html`<p>${say('slipSize', String(lengthMm), String(Math.floor(numberMm)))}</p>
      ${lines.map((line) => html`<p class="doubt">${tell(line)}</p>`)}
      <img src=${png} alt=${say('slipAlt')} />`
  }

  private async draw(): Promise<void> {
    const mine = ++this.asked
    const { slips, office, dots } = this
    const got = this.mayTry
      ? await askHttp<Preview>('POST', '/api/slips/preview', { slips, dots, ...(office && { office }) })
      : await askHttp<Preview>('GET', `/api/slips/preview?dots=${dots}`)
    // While a line is wrong the last slip stays: what is wrong stands at its field.
    if (mine === this.asked && (got.ok || !this.got?.ok)) this.got = got
  }
}
