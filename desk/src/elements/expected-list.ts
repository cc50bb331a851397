import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AppointmentDay } from '#core/contract/appointments.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { say } from '../appointment-words.ts'
import type { Expected } from '../appointments.ts'
import { reportSheet } from './report-sheet.ts'

export type ExpectedAct = { act: 'check-in' | 'move' | 'cancel' | 'show'; appointment: Expected }

/** Who is expected on a day and what became of them. Fires `act` with what is to be done about one of them. */
@customElement('expected-list')
export class ExpectedList extends LitElement {
  @property({ attribute: false }) day!: AppointmentDay

  static override styles = [
    sheet,
    reportSheet,
    css`
      td:last-child {
        white-space: nowrap;
      }
      luot-button {
        --button-padding: var(--gap-small);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { appointments, services } = this.day
    if (appointments.length === 0) return html`<p class="soft">${say('nobodyBooked')}</p>`
    return html`<div class="wide" tabindex="0" role="group" aria-label=${say('appointments')}><table>
      <thead>
        <tr>
          <th scope="col">${say('time')}</th>
          <th scope="col" class="words">${say('code')}</th>
          <th scope="col" class="words">${say('service')}</th>
          <th scope="col" class="words">${say('state')}</th>
          <th scope="col"><span class="unseen">${say('move')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${appointments.map((one) => {
          const service = services.find(({ id }) => id === one.service)
          return html`<tr>
            <th scope="row"><strong>${timeOfDay(one.slotAt)}</strong></th>
            <td class="words">${one.code}</td>
            <td class="words">${service ? tell(service.name) : one.service}</td>
            <td class="words">${stateOf(one)}</td>
            <td>${one.state === 'booked' ? this.acts(one) : nothing}</td>
          </tr>`
        })}
      </tbody>
    </table></div>`
  }

  private acts(appointment: Expected) {
    const button = (act: ExpectedAct['act'], words: string) =>
      html`<luot-button
        variant="quiet"
        label=${`${words} ${appointment.code}`}
        @click=${() => this.dispatchEvent(new CustomEvent<ExpectedAct>('act', { detail: { act, appointment } }))}
        >${words}</luot-button
      >`
    const isToday = this.day.day === this.day.today
    return html`${isToday ? button('check-in', say('checkIn')) : nothing}
    ${button('move', say('move'))} ${button('show', say('show'))} ${button('cancel', say('cancel'))}`
  }
}

function stateOf({ state, number }: Expected): string {
  return state === 'come' ? say('come', number ?? '') : say(state)
}
