import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Trial } from '#core/contract/settings/file.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { say } from '../settings/words.ts'

/** What became of settings that were tried in the practice: says so while it lasts, and asks once it is over. Fires `changed`. */
@customElement('trial-question')
export class TrialQuestion extends LitElement {
  @property({ attribute: false }) mayAnswer = false
  @state() private trial: Trial = { state: 'none', changed: [] }
  @state() private wrong = ''

  static override styles = [
    sheet,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
        margin-block-start: var(--gap-small);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  override render() {
    if (this.trial.state === 'none') return nothing
    if (this.trial.state === 'practising') return html`<luot-banner>${say('trialOn')}</luot-banner>`
    const names = this.trial.changed.map(({ title }) => tell(title)).join(', ')
    return html`<luot-banner kind="warn">
      <div>
        <p>${say('trialAsk', names)}</p>
        <p>${say('trialDefault')}</p>
        ${this.wrong ? html`<p role="alert">${this.wrong}</p>` : nothing}
        ${
          this.mayAnswer
            ? html`<div class="bar">
                <luot-button @click=${() => this.answer(false)}>${say('trialBack')}</luot-button>
                <luot-button @click=${() => this.answer(true)}>${say('trialKeep')}</luot-button>
              </div>`
            : nothing
        }
      </div>
    </luot-banner>`
  }

  private async look(): Promise<void> {
    const got = await askHttp<Trial>('GET', '/api/settings-trial')
    if (got.ok) this.trial = got.value
  }

  private async answer(keep: boolean): Promise<void> {
    const why = say(keep ? 'trialKeep' : 'trialBack')
    const got = await askHttp<Trial>('POST', '/api/settings-trial', { keep, why })
    if (!got.ok) {
      this.wrong = tell(got.message)
      return
    }
    this.trial = got.value
    this.dispatchEvent(new Event('changed'))
  }
}
