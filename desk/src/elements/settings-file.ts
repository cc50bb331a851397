import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { FileChecked } from '#core/contract/settings/file.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { askHttp } from '../http.ts'
import { readFile } from '../rules/file.ts'
import type { Json } from '../rules/pointers.ts'
import { pair, say } from '../settings/words.ts'
import { fieldSheet } from './field-sheet.ts'

/** All settings as one file: taken out by whoever examines, brought in by the administrator. Fires `changed`. */
@customElement('settings-file')
export class SettingsFile extends LitElement {
  @property({ attribute: false }) mayBring = false
  @state() private file: Json | undefined
  @state() private checked: FileChecked | null = null
  @state() private told = ''
  @state() private wrong: readonly string[] = []
  @query('#import-why') private why!: HTMLInputElement

  static override styles = [
    sheet,
    fieldSheet,
    css`
      section,
      .stack {
        display: grid;
        gap: var(--gap);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
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

  override render() {
    return html`<section aria-labelledby="file-title">
      <h2 id="file-title">${both(pair('file'))}</h2>
      <p class="soft">${say('fileAbout')}</p>
      <div class="bar">
        <luot-button @click=${() => location.assign('/api/settings-file')}>${say('exportFile')}</luot-button>
        ${this.mayBring ? html`<luot-button @click=${() => this.choose()}>${say('importFile')}</luot-button>` : nothing}
      </div>
      <div role="status">${this.told}</div>
      ${
        this.wrong.length > 0
          ? html`<luot-banner kind="warn"><div role="alert">${say('importWrong')}<ul>${this.wrong.map((line) => html`<li>${line}</li>`)}</ul></div></luot-banner>`
          : nothing
      }
      ${this.checked ? this.ask(this.checked) : nothing}
    </section>`
  }

  private ask({ parts, missing }: FileChecked) {
    const changed = parts.filter(({ state: how }) => how === 'differs')
    const shut = () => {
      this.checked = null
    }
    return html`<luot-dialog open heading=${say('importAsk')} @close=${shut}>
      <div class="stack">
        ${changed.length === 0 ? html`<p>${say('importSame')}</p>` : nothing}
        <ul>
          ${changed.map(({ title, differs }) => html`<li><strong>${tell(title)}</strong>: ${say('importChanges', count(differs.length, language.now))}</li>`)}
        </ul>
        ${missing.length > 0 ? html`<p>${say('importMissing', missing.join(', '))}</p>` : nothing}
        <div>
          <label for="import-why">${say('why')}</label>
          <input id="import-why" maxlength="200" autocomplete="off" />
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${shut}>${say('cancel')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${() => this.bring()}>${say('confirm')}</luot-button>
    </luot-dialog>`
  }

  private async choose(): Promise<void> {
    const file = await readFile()
    if (file === undefined) return
    this.told = ''
    this.wrong = []
    this.file = file
    const got = await askHttp<FileChecked>('POST', '/api/settings-file/check', { file: (file ?? {}) as object })
    if (!got.ok) {
      this.wrong = (got.lines ?? []).some(({ path }) => path === '/format') ? [say('notAFile')] : this.linesOf(got)
      return
    }
    if (got.value.ok) this.checked = got.value
    else
      this.wrong = got.value.parts.flatMap(({ lines }) =>
        lines.filter(isWrong).map((line) => `${line.path}: ${tell(line)}`),
      )
  }

  private async bring(): Promise<void> {
    const why = this.why.value.trim()
    if (why === '') {
      this.why.focus()
      return
    }
    const got = await askHttp<FileChecked>('PUT', '/api/settings-file', { file: this.file as object, why })
    this.checked = null
    if (!got.ok) {
      this.wrong = this.linesOf(got)
      return
    }
    this.told = say('imported')
    this.dispatchEvent(new Event('changed'))
  }

  private linesOf(got: {
    message: { vi: string; en: string }
    lines?: readonly { path: string; vi: string; en: string }[]
  }) {
    return got.lines ? got.lines.map((line) => `${line.path}: ${tell(line)}`) : [tell(got.message)]
  }
}

function isWrong({ severity }: { severity: string }): boolean {
  return severity === 'error'
}
