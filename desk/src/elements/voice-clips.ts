import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { VoiceClips as Clips, VoiceClip, VoiceHeard } from '#core/contract/settings/voice.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { pair, say } from '../settings/words.ts'
import { sendFile } from './media-shelf.ts'
import { rulesSheet } from './rules-sheet.ts'

/** The voice as it would sound, and the office's own recordings word by word. */
@customElement('voice-clips')
export class VoiceClips extends LitElement {
  @property({ attribute: false }) voice: object = {}
  @property({ attribute: false }) mayChange = false
  @state() private clips: readonly VoiceClip[] = []
  @state() private heard = ''
  @state() private wrong = ''
  @query('audio') private player!: HTMLAudioElement
  @query('input') private input!: HTMLInputElement
  private wanted = ''

  static override styles = [
    sheet,
    rulesSheet,
    css`
      input[type='file'] {
        display: none;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.list()
  }

  override render() {
    const have = this.clips.filter(({ recorded }) => recorded !== null).length
    const numbers = [have, this.clips.length].map((n) => count(n, language.now)) as [string, string]
    return html`<section aria-labelledby="clips-title">
      <h3 id="clips-title">${both(pair('clips'))}</h3>
      <p class="soft">${say('hallVoice')} <a href="/desk/devices">${say('toHall')}</a></p>
      ${this.mayChange ? html`<div><luot-button icon="speaker" @click=${() => this.listen()}>${say('listen')}</luot-button></div>` : nothing}
      <p role="status">${this.heard}</p>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p>${say('clipsAbout')} ${say('clipsCount', ...numbers)}</p>
      <audio></audio>
      <input type="file" tabindex="-1" aria-label=${say('record')} accept="audio/wav,.wav" @change=${() => this.send()} />
      <table>
        <thead>
          <tr>
            <th scope="col">${say('word')}</th>
            <th scope="col">${say('recorded')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.clips.map((clip) => this.row(clip))}
        </tbody>
      </table>
    </section>`
  }

  private row({ clip, say: words, recorded }: VoiceClip) {
    return html`<tr>
      <td>${words || clip} <span class="soft">${clip}</span></td>
      <td>
        ${
          recorded
            ? html`<luot-button variant="quiet" icon="play" label="${say('play')}: ${clip}" @click=${() => this.play(`/api/voice/clips/${clip}?${recorded.at}`)}>${say('play')}</luot-button>`
            : nothing
        }
        ${
          this.mayChange
            ? html`<luot-button
                  variant="quiet"
                  label="${say('record')}: ${clip}"
                  @click=${() => {
                    this.wanted = clip
                    this.input.click()
                  }}
                  >${say('record')}</luot-button
                >
                ${recorded ? html`<luot-button variant="quiet" icon="cross" label="${say('remove')}: ${clip}" @click=${() => this.takeAway(clip)}>${say('remove')}</luot-button>` : nothing}`
            : nothing
        }
      </td>
    </tr>`
  }

  private async listen(): Promise<void> {
    const got = await askHttp<VoiceHeard>('POST', '/api/voice/listen', { voice: this.voice })
    this.wrong = got.ok ? '' : tell(got.lines?.[0] ?? got.message)
    this.heard = got.ok ? got.value.text : ''
    if (got.ok) await this.play(got.value.url)
  }

  private async play(url: string): Promise<void> {
    this.player.src = url
    try {
      await this.player.play()
    } catch (error) {
      this.wrong = String((error as Error).message)
    }
  }

  private async list(): Promise<void> {
    const got = await askHttp<Clips>('GET', '/api/voice/clips')
    if (got.ok) this.clips = got.value.clips
  }

  private async send(): Promise<void> {
    const file = this.input.files?.[0]
    this.input.value = ''
    if (!file) return
    this.wrong = await sendFile(
      'PUT',
      `/api/voice/clips/${this.wanted}`,
      new File([file], 'clip.wav', { type: 'audio/wav' }),
    )
    await this.list()
  }

  private async takeAway(clip: string): Promise<void> {
    const got = await askHttp<null>('DELETE', `/api/voice/clips/${clip}`)
    if (!got.ok) this.wrong = tell(got.message)
    await this.list()
  }
}
