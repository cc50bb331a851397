import { html, nothing } from 'lit'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-icon.ts'
import { classOf, saidOf } from '../class-of.ts'
import { serviceName } from '../told.ts'
import { say } from '../words.ts'

/** One who waits: number, service, and how long already. */
export function waitingRow(ticket: DeskTicket, view: DeskView, now: number) {
  const service = view.services.find(({ id }) => id === ticket.service)
  return html`<span class="number">${ticket.number}</span>
    <span>${service ? tell(service.name) : ticket.service}</span>
    <span>${span(now - ticket.issuedAt, language.now)}</span>
    ${softLine(ticket, view, [heldOff(ticket, now), sentTo(ticket)])}`
}

/** One who stands aside: parked with a reason and until when, missed, or waiting where nobody calls. */
export function asideRow(ticket: DeskTicket, view: DeskView) {
  const { parked, state } = ticket
  return html`<span class="number">${ticket.number}</span>
    <span>${parked ? parked.reason : say(state === 'waiting' ? 'stranded' : 'missedCall')}</span>
    <span>${parked ? say('keptUntil', timeOfDay(parked.untilAt)) : ''}</span>
    ${softLine(ticket, view, [state === 'waiting' ? serviceName(ticket.service, view) : '', sentTo(ticket)])}`
}

function heldOff({ notBeforeAt }: DeskTicket, now: number): string {
  return notBeforeAt !== null && notBeforeAt > now ? say('offeredAt', timeOfDay(notBeforeAt)) : ''
}

function sentTo({ onlyHere, onlyCounter, onlyOfficer }: DeskTicket): string {
  if (onlyOfficer !== null) return say('onlyOfficer', onlyOfficer)
  if (onlyHere) return say('onlyHere')
  return onlyCounter === null ? '' : say('onlyCounter', onlyCounter)
}

/** The services the visit goes on to, in words; empty where there are none. */
export function goesOnTo({ visit }: DeskTicket, view: DeskView): string {
  return visit.length === 0 ? '' : say('goesOnTo', visit.map((id) => serviceName(id, view)).join(', '))
}

function softLine(ticket: DeskTicket, view: DeskView, first: readonly string[]) {
  const priority = classOf(ticket, view)
  const rest = [...first, saidOf(ticket, view), goesOnTo(ticket, view), ticket.procedure ?? '']
    .filter((one) => one !== '')
    .join(' · ')
  if (!priority && rest === '') return nothing
  return html`<span class="soft">${
    priority ? html`<luot-icon name=${priority.icon}></luot-icon> ${tell(priority.name)}${rest ? ' · ' : ''}` : nothing
  }${rest}</span>`
}
