import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Text } from '#core/contract/shapes.ts'
import { sheet } from '#web/theme/sheet.ts'
import { dayOf, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import '#web/elements/luot-qr.ts'
import { say } from '../appointment-words.ts'
import { appointments, type Expected } from '../appointments.ts'

/** A place that is kept, as the citizen takes it home: the code large, its QR, when to come. Fires `close`. */
@customElement('booked-slip')
export class BookedSlip extends LitElement {
  @property({ attribute: false }) appointment!: Pick<
    Expected,
    'id' | 'code' | 'slotAt' | 'checkInFromAt' | 'checkInUntilAt'
  >
  @property({ attribute: false }) service!: Text
  @state() private told = ''
  @query('luot-dialog') private dialog!: LuotDialog

  static override styles = [
    sheet,
    css`
      .slip {
        display: grid;
        justify-items: center;
        gap: var(--gap-small);
        text-align: center;
      }
      .code {
        font-size: calc(var(--text-number) * 1.1);
        font-weight: var(--weight-number);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.06em;
        line-height: var(--leading-tight);
      }
      luot-qr {
        --qr-size: 11rem;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { code, slotAt, checkInFromAt, checkInUntilAt } = this.appointment
    return html`<luot-dialog open heading=${say('bookedTitle')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="slip">
        <p>${tell(this.service)}</p>
        <p><strong>${timeOfDay(slotAt)} · ${dayOf(slotAt, language.now)}</strong></p>
        <p class="code" aria-label=${`${say('code')} ${[...code].join(' ')}`} role="text">${code}</p>
        <luot-qr text=${`LUOT-HEN:${code}`} label=${say('qr')}></luot-qr>
        <p>${say('checkInFrom', timeOfDay(checkInFromAt), timeOfDay(checkInUntilAt))}</p>
        <p role="status">${this.told}</p>
      </div>
      <luot-button slot="actions" icon="printer" @click=${this.print}>${say('print')}</luot-button>
      <luot-button slot="actions" variant="primary" hint="Esc" @click=${() => (this.dialog.open = false)}
        >${say('done')}</luot-button
      >
    </luot-dialog>`
  }

  private print = async (): Promise<void> => {
    const answer = await appointments.print(this.appointment.id)
    this.told = answer.ok ? say(answer.value.printed ? 'printed' : 'notPrinted') : tell(answer.message)
  }
}
