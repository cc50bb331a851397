import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { SlipPart } from '#core/contract/settings/slips.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import './slip-preview.ts'
import { askHttp } from '../http.ts'
import { withDocument } from '../setup/draft.ts'
import { SetupPart, written } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

/** The seventh step: how the hall sounds, and what a slip says. */
@customElement('setup-voice')
export class SetupVoice extends SetupPart {
  @state() private told = ''

  static override styles = [
    ...SetupPart.styles,
    css`
      slip-preview {
        max-block-size: 60vh;
        overflow: auto;
      }
    `,
  ]

  override render() {
    const voice = (this.draft.documents.voice ?? {}) as { times?: number | null }
    const slips = (this.draft.documents.slips ?? {}) as { footer?: Footer; parts?: readonly { what: SlipPart }[] }
    const footer = slips.footer ?? { vi: '', en: '' }
    const often = voice.times ?? 2
    return html`<div class="two">
      <div class="stack">
        <div class="bar">
          <label for="times">${say('times')}</label>
          <select
            id="times"
            class="short"
            @change=${(event: Event) => this.change(withDocument(this.draft, 'voice', { times: Number(written(event)) }))}
          >
            ${[1, 2, 3].map((n) => html`<option value=${n} ?selected=${n === often}>${n}</option>`)}
          </select>
          <luot-button icon="speaker" @click=${this.listen}>${say('listen')}</luot-button>
        </div>
        <p role="status">${this.told}</p>
        ${(['vi', 'en'] as const).map(
          (tongue) => html`<div>
            <label for="footer-${tongue}">${say(tongue === 'vi' ? 'footerVi' : 'footerEn')}</label>
            <input
              id="footer-${tongue}"
              lang=${tongue}
              maxlength="200"
              .value=${footer[tongue]}
              @input=${(event: Event) =>
                this.change(withDocument(this.draft, 'slips', { footer: { ...footer, [tongue]: written(event) } }))}
            />
          </div>`,
        )}
      </div>
      <slip-preview .slips=${slips} .office=${this.draft.office} .mayTry=${true}></slip-preview>
    </div>`
  }

  private listen = async (): Promise<void> => {
    this.told = say('trying')
    const got = await askHttp<{ url: string; text: string }>('POST', '/api/voice/listen', {
      voice: this.draft.documents.voice ?? {},
    })
    if (!got.ok) {
      this.told = tell(got.message)
      return
    }
    this.told = `${say('said')}: “${got.value.text}”`
    // A machine without a loudspeaker has shown the words all the same.
    await new Audio(got.value.url).play().catch((error: Error) => {
      this.told = `${this.told} (${error.message})`
    })
  }
}

interface Footer {
  readonly vi: string
  readonly en: string
}
