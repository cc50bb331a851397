import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Problem } from '#core/contract/shapes.ts'
import type { WhyAnswer } from '#core/contract/why.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { pair, say } from '../words.ts'

const LIMIT_MS = 4_000
const NUMBER = /^\s*[A-Za-z]{0,4}\d{1,6}\s*$/

/** On the citizen's phone: another number is typed, and one sentence says why it was called before this one. */
@customElement('why-other')
export class WhyOther extends LitElement {
  /** The own number, and the code of its slip. */
  @property() number = ''
  @property() code = ''
  @state() private sentence: Sentence | null = null
  @query('input') private field!: HTMLInputElement

  static override styles = [
    sheet,
    css`
      form {
        display: grid;
        gap: var(--gap);
        text-align: start;
      }
      label {
        font-weight: var(--weight-strong);
      }
      input {
        inline-size: 100%;
        min-block-size: var(--target);
        padding: var(--gap-small) var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
        color: var(--ink);
        font: inherit;
        font-size: var(--text-button);
        text-transform: uppercase;
      }
      p {
        margin-block-start: var(--gap);
        text-align: start;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<form @submit=${this.submitted}>
        <label for="other">${say('whyOther')}</label>
        <input id="other" maxlength="10" autocomplete="off" autocapitalize="characters" placeholder="A012" />
        <luot-button @click=${this.ask}>${say('whyAsk')}</luot-button>
        <button type="submit" hidden></button>
      </form>
      <p role="status">${this.sentence ? tell(this.sentence) : nothing}</p>`
  }

  private submitted(event: Event): void {
    event.preventDefault()
    void this.ask()
  }

  private readonly ask = async (): Promise<void> => {
    const other = this.field.value
    if (!NUMBER.test(other)) {
      this.sentence = pair('whyTypeNumber')
      return
    }
    this.sentence = await whyBefore(other.trim(), this.number, this.code)
  }
}

/** The hub's sentence, or what to do when there is none. */
async function whyBefore(first: string, second: string, code: string): Promise<Sentence> {
  const query = new URLSearchParams({ first, second, code })
  try {
    const response = await fetch(`/api/why?${query}`, { signal: AbortSignal.timeout(LIMIT_MS) })
    const said: unknown = await response.json()
    return response.ok ? (said as WhyAnswer).sentence : ((said as Problem).message ?? pair('whyNotNow'))
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError)
      return pair('whyNotNow')
    throw error
  }
}
