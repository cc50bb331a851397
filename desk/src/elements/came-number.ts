import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { IssuedTicket } from '#core/contract/kiosk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import '#web/elements/luot-number.ts'
import { say } from '../appointment-words.ts'
import { say as sayDesk } from '../words.ts'

/** The number of somebody who has come to an appointment. Fires `close`. */
@customElement('came-number')
export class CameNumber extends LitElement {
  @property({ attribute: false }) issued!: IssuedTicket
  @query('luot-dialog') private dialog!: LuotDialog

  static override styles = [
    sheet,
    css`
      .issued {
        display: grid;
        justify-items: center;
        gap: var(--gap-small);
        text-align: center;
      }
      luot-number {
        font-size: calc(var(--text-number) * 1.2);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { number, service, counters, ahead, slip } = this.issued
    return html`<luot-dialog open heading=${say('cameTitle')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="issued" role="status">
        <luot-number value=${number}></luot-number>
        <p>${tell(service)} · ${sayDesk('atCounters', counters.join(', '))}</p>
        <p>${sayDesk('ahead', count(ahead, language.now))}</p>
        <p>${sayDesk(slip === 'printing' ? 'slipPrinting' : 'slipNone')}</p>
      </div>
      <luot-button slot="actions" variant="primary" hint="Esc" @click=${() => (this.dialog.open = false)}
        >${say('done')}</luot-button
      >
    </luot-dialog>`
  }
}
