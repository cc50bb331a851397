import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { say } from '../scoring/words.ts'

/** The ranking to take away: the same figures as paper, as a workbook, as text. */
@customElement('ranking-files')
export class RankingFiles extends LitElement {
  /** months/2026-10 or years/2026 */
  @property() path = ''

  static override styles = [
    sheet,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      a {
        display: inline-block;
        padding-block: 6px;
        color: var(--accent);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const to = (form: string) => `/api/scoring/${this.path}/sheet/${form}`
    return html`<p>
      <span>${say('files')}:</span>
      <a href=${to('pdf')} download>${say('filePdf')}</a>
      <a href=${to('xlsx')} download>${say('fileXlsx')}</a>
      <a href=${to('csv')} download>${say('fileCsv')}</a>
    </p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ranking-files': RankingFiles
  }
}
