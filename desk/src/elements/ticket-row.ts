import { html, nothing } from 'lit'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-icon.ts'
import { classOf } from '../class-of.ts'
import { say } from '../words.ts'

/** One who waits: number, service, and how long already. */
export function waitingRow(ticket: DeskTicket, view: DeskView, now: number) {
  const service = view.services.find(({ id }) => id === ticket.service)
  return html`<span class="number">${ticket.number}</span>
    <span>${service ? tell(service.name) : ticket.service}</span>
    <span>${span(now - ticket.issuedAt, language.now)}</span>
    ${softLine(ticket, view, ticket.onlyHere ? say('onlyHere') : '')}`
}

/** One who stands aside: parked with a reason and until when, or missed. */
export function asideRow(ticket: DeskTicket, view: DeskView) {
  const { parked } = ticket
  return html`<span class="number">${ticket.number}</span>
    <span>${parked ? parked.reason : say('missedCall')}</span>
    <span>${parked ? say('keptUntil', timeOfDay(parked.untilAt)) : ''}</span>
    ${softLine(ticket, view, '')}`
}

function softLine(ticket: DeskTicket, view: DeskView, first: string) {
  const priority = classOf(ticket, view)
  const rest = [first, ticket.procedure ?? ''].filter((one) => one !== '').join(' · ')
  if (!priority && rest === '') return nothing
  return html`<span class="soft">${
    priority ? html`<luot-icon name=${priority.icon}></luot-icon> ${tell(priority.name)}${rest ? ' · ' : ''}` : nothing
  }${rest}</span>`
}
