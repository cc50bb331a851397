import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { MediaList, MediaRow } from '#core/contract/settings/media.ts'
import type { Problem } from '#core/contract/shapes.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { changed, type FormHands } from '../rules/form.ts'
import { withEntry } from '../rules/pointers.ts'
import { pair, say } from '../settings/words.ts'

/** The office's pictures and films: sent, looked at, put into the form beside it, taken away. */
@customElement('media-shelf')
export class MediaShelf extends LitElement {
  @property({ attribute: false }) hands!: FormHands
  @property() kind: 'boards' | 'slips' = 'boards'
  @property({ attribute: false }) mayChange = false
  @state() private files: readonly MediaRow[] = []
  @state() private told = ''
  @state() private wrong = ''
  @query('input') private input!: HTMLInputElement

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: var(--gap);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: var(--gap);
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--gap-small);
        align-content: start;
        padding: var(--gap-small);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius-small);
        background: var(--card);
        overflow-wrap: anywhere;
      }
      img,
      video {
        inline-size: 100%;
        block-size: 8rem;
        object-fit: contain;
        background: var(--paper);
      }
      input {
        display: none;
      }
      .wrong {
        color: var(--bad);
        font-weight: var(--weight-strong);
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
    const shown = this.kind === 'slips' ? this.files.filter(({ type }) => type === 'image/png') : this.files
    return html`<section aria-labelledby="shelf-title">
      <h3 id="shelf-title">${both(pair('shelf'))}</h3>
      <p class="soft">${say('shelfAbout')}</p>
      <div role="status">${this.told}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${
        this.mayChange
          ? html`<div>
              <input
                type="file"
                aria-label=${say('upload')}
                tabindex="-1"
                accept="image/png,image/jpeg,image/webp,video/mp4,video/webm"
                @change=${() => this.send()}
              />
              <luot-button @click=${() => this.input.click()}>${say('upload')}</luot-button>
            </div>`
          : nothing
      }
      ${shown.length === 0 ? html`<p>${say('shelfEmpty')}</p>` : html`<ul>${shown.map((file) => this.row(file))}</ul>`}
    </section>`
  }

  private row(file: MediaRow) {
    const size = `${(file.bytes / 1024 / 1024).toLocaleString('vi', { maximumFractionDigits: 1 })} MB`
    const use = this.kind === 'slips' ? 'asLogo' : 'toPlaylist'
    return html`<li>
      ${file.kind === 'picture' ? html`<img src=${file.url} alt="" loading="lazy" />` : html`<video src=${file.url} muted preload="metadata" tabindex="-1"></video>`}
      <span>${file.name} <span class="soft">${size}${file.usedBy.length > 0 ? ` · ${say('inUse')}` : ''}</span></span>
      ${file.unplayable === null ? nothing : html`<span class="wrong">${say('unplayable', file.unplayable)}</span>`}
      ${
        this.mayChange
          ? html`<luot-button label="${say(use)}: ${file.name}" @click=${() => this.use(file)}>${say(use)}</luot-button>
              ${file.usedBy.length === 0 ? html`<luot-button variant="quiet" icon="cross" label="${say('remove')}: ${file.name}" @click=${() => this.takeAway(file)}>${say('remove')}</luot-button>` : nothing}`
          : nothing
      }
    </li>`
  }

  private use({ name }: MediaRow): void {
    const { hands } = this
    const { form } = hands
    if (this.kind === 'slips') hands.change(changed(form, '/slips/logo', name))
    else {
      const document = withEntry(form.document, '/boards/playlist/items', { file: name, seconds: 10 })
      hands.change({ ...form, document })
    }
    this.told = say('inTheForm')
  }

  private async list(): Promise<void> {
    const got = await askHttp<MediaList>('GET', '/api/media')
    if (got.ok) this.files = got.value.files
  }

  private async send(): Promise<void> {
    const file = this.input.files?.[0]
    this.input.value = ''
    if (!file) return
    this.told = say('sending')
    this.wrong = await sendFile('POST', '/api/media', file)
    this.told = ''
    await this.list()
  }

  private async takeAway({ name }: MediaRow): Promise<void> {
    const got = await askHttp<MediaList>('DELETE', `/api/media/${name}`)
    if (got.ok) this.files = got.value.files
    else this.wrong = tell(got.message)
  }
}

/** Sends a file as itself; says what is wrong, or nothing. */
export async function sendFile(method: 'POST' | 'PUT', path: string, file: File): Promise<string> {
  const type = file.type || (file.name.endsWith('.wav') ? 'audio/wav' : 'application/octet-stream')
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { 'content-type': type },
      body: file,
    })
    if (response.ok) return ''
    const { message } = (await response.json()) as Partial<Problem>
    return message ? tell(message) : String(response.status)
  } catch (error) {
    return String((error as Error).message)
  }
}
