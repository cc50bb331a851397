import { HEADS } from '#core/contract/access.ts'
import * as desk from '#core/contract/desk.ts'
import * as kiosk from '#core/contract/kiosk.ts'
import { ask, EXAMPLE_COUNTER, EXAMPLE_TICKET, type Seals, STAFF } from '../ask.ts'
import type { Who } from '../who.ts'

/** What a counter, a kiosk and a rating terminal ask all day. */
export const QUEUE_ASKS = [
  ask({
    name: 'issue-ticket',
    summary: 'Take a number. The asker makes the ticket id, so a retry is the same ticket.',
    roles: ['kiosk', ...STAFF],
    body: kiosk.IssueTicket,
    value: kiosk.IssuedTicket,
    example: { ...EXAMPLE_TICKET, service: 'chung-thuc', class: 'ordinary' },
    order: ({ ticket, service, class: priority, procedure, visit, again, card, pass }, who, _wallAt, seals) => ({
      type: 'IssueTicket',
      ticket,
      service,
      class: priority,
      origin: who.role === 'kiosk' ? 'kiosk' : 'desk',
      device: who.role === 'kiosk' ? who.id : null,
      procedure: procedure ?? null,
      ...(visit && { visit }),
      ...(again && { again }),
      ...personShown({ card, pass, ticket }, who, seals),
    }),
  }),
  ask({
    name: 'call-next',
    summary: 'Next, please. One key from any state: finishes what is served, recalls what was called.',
    body: desk.CallNext,
    value: desk.CallAnswer,
    example: EXAMPLE_COUNTER,
    order: ({ counter }) => ({ type: 'CallNext', counter }),
  }),
  ask({
    name: 'pick-ticket',
    summary: 'Call one ticket out of order, with a reason that is kept.',
    body: desk.PickTicket,
    value: desk.CallAnswer,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET, reason: 'Công dân cần về gấp' },
    order: ({ counter, ticket, reason }) => ({ type: 'PickTicket', counter, ticket, reason }),
  }),
  ask({
    name: 'recall-ticket',
    summary: 'Call the same number again.',
    body: desk.TicketMove,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET },
    order: ({ counter, ticket }) => ({ type: 'RecallTicket', counter, ticket }),
  }),
  ask({
    name: 'start-service',
    summary: 'The person has come.',
    body: desk.TicketMove,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET },
    order: ({ counter, ticket }) => ({ type: 'StartService', counter, ticket }),
  }),
  ask({
    name: 'finish-service',
    summary: 'The person is served.',
    body: desk.TicketMove,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET },
    order: ({ counter, ticket }) => ({ type: 'FinishService', counter, ticket }),
  }),
  ask({
    name: 'mark-no-show',
    summary: 'The person did not come.',
    body: desk.TicketMove,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET },
    order: ({ counter, ticket }) => ({ type: 'MarkNoShow', counter, ticket }),
  }),
  ask({
    name: 'bring-back',
    summary: 'Someone who missed the call is here after all: back in line, with the old claim.',
    body: desk.TicketOnly,
    example: EXAMPLE_TICKET,
    order: ({ ticket }) => ({ type: 'BringBack', ticket }),
  }),
  ask({
    name: 'park-ticket',
    summary: 'Sent away to correct papers: the place is kept for a while.',
    body: desk.ParkTicket,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET, reason: 'Bổ sung giấy tờ' },
    order: ({ counter, ticket, reason, limitMs }) => ({
      type: 'ParkTicket',
      counter,
      ticket,
      reason,
      limitMs: limitMs ?? null,
    }),
  }),
  ask({
    name: 'resume-ticket',
    summary: 'A parked ticket is back in line, with the old claim.',
    body: desk.TicketOnly,
    example: EXAMPLE_TICKET,
    order: ({ ticket }) => ({ type: 'ResumeTicket', ticket }),
  }),
  ask({
    name: 'cancel-ticket',
    summary: 'Take a ticket out of the queue, with a reason.',
    body: desk.CancelTicket,
    example: { ...EXAMPLE_TICKET, reason: 'Bấm nhầm' },
    order: ({ ticket, reason }) => ({ type: 'CancelTicket', ticket, reason }),
  }),
  ask({
    name: 'print-copy',
    summary: 'Print the slip of the same number again, marked as a copy.',
    body: desk.TicketOnly,
    example: EXAMPLE_TICKET,
    order: ({ ticket }) => ({ type: 'PrintCopy', ticket }),
  }),
  ask({
    name: 'open-counter',
    summary: 'Sit down at a counter, or go on after a pause.',
    body: desk.OpenCounter,
    example: EXAMPLE_COUNTER,
    order: ({ counter, takeOver }, who) => ({
      type: 'OpenCounter',
      counter,
      staff: who.id,
      staffName: who.name,
      takeOver: takeOver ?? false,
    }),
  }),
  ask({
    name: 'pause-counter',
    summary: 'Away for a while, with a reason.',
    body: desk.PauseCounter,
    example: { ...EXAMPLE_COUNTER, reason: 'Nghỉ giải lao' },
    order: ({ counter, reason }) => ({ type: 'PauseCounter', counter, reason }),
  }),
  ask({
    name: 'close-counter',
    summary: 'Leave the counter.',
    body: desk.CloseCounter,
    example: EXAMPLE_COUNTER,
    order: ({ counter }) => ({ type: 'CloseCounter', counter }),
  }),
  ask({
    name: 'rate-ticket',
    summary: 'Rate the service, once a ticket.',
    roles: ['kiosk', 'terminal', 'citizen', ...HEADS],
    body: kiosk.RateTicket,
    example: { ...EXAMPLE_TICKET, counter: null, level: 'hai-long' },
    order: ({ ticket, counter, level, reasons }) => ({
      type: 'RateTicket',
      ticket,
      counter,
      level,
      reasons: reasons ?? [],
    }),
  }),
  ask({
    name: 'explain-rating',
    summary: 'Say why a rating was low.',
    roles: ['kiosk', 'terminal', 'citizen'],
    body: kiosk.ExplainRating,
    example: { ...EXAMPLE_TICKET, reasons: ['thoi-gian'] },
    order: ({ ticket, reasons }) => ({ type: 'ExplainRating', ticket, reasons }),
  }),
  ask({
    name: 'confirm-clock',
    summary: 'The hub’s wall clock is right, though it stands before the last record: open its day.',
    roles: HEADS,
    body: desk.ConfirmClock,
    example: {},
    order: (_, __, wallAt) => ({ type: 'ConfirmClock', wallAt }),
  }),
]

/** Who wants the number, where a card was shown. A pass that is over is as no card at all: the rules then ask for one. */
function personShown(
  { card, pass, ticket }: { card: string | undefined; pass: string | undefined; ticket: string },
  who: Who,
  seals: Seals,
): { person?: string } {
  if (card !== undefined) return { person: seals.personOf(card) }
  const person = pass === undefined ? null : seals.personBehind(pass, who.id, ticket)
  return person === null ? {} : { person }
}
