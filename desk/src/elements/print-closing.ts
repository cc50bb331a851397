import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords, tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'

const { say } = defineWords({
  print: { vi: 'In phiếu chốt ngày', en: 'Print the closing slip' },
  printed: { vi: 'Đã in. Hãy cất phiếu này.', en: 'Printed. Keep this slip.' },
  notPrinted: {
    vi: 'Máy in chưa in được. Xem trang Thiết bị.',
    en: 'The printer did not print. See the page of devices.',
  },
})

/** The head of office's last act of the day: the slip with the day's figures and the journal's seal. */
@customElement('print-closing')
export class PrintClosing extends LitElement {
  @property({ attribute: false }) me: Me | null = null
  @state() private isBusy = false
  @state() private told = ''

  static override styles = [sheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    if (!HEADS.some((role) => role === this.me?.role)) return nothing
    return html`<luot-button icon="printer" ?disabled=${this.isBusy} @click=${this.print}>${say('print')}</luot-button>
      <span role="status">${this.told}</span>`
  }

  private async print(): Promise<void> {
    this.isBusy = true
    const got = await askHttp<{ printed: boolean }>('POST', '/api/print-closing', {})
    this.isBusy = false
    this.told = got.ok ? say(got.value.printed ? 'printed' : 'notPrinted') : tell(got.message)
  }
}
