import fc from 'fast-check'
import type { Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import { testOffice } from './no-limits.ts'
import { Hall } from './trade.ts'

/** One thing somebody tries, not yet knowing whom it will hit: numbers choose among what the hall then offers. */
export interface Try {
  readonly what: (typeof WHATS)[number]
  readonly gapMs: number
  readonly a: number
  readonly b: number
}

// Weighted by repetition: halls mostly take numbers and call them.
const WHATS = [
  ...['issue', 'issue', 'issue', 'issue', 'issue', 'issue', 'priority', 'priority'],
  ...['next', 'next', 'next', 'next', 'next', 'start', 'start', 'finish', 'finish', 'recall', 'no-show'],
  ...['bring-back', 'park', 'resume', 'transfer', 'transfer', 'cancel', 'pick', 'rate', 'rate'],
  ...['open', 'open', 'open', 'pause', 'close', 'time', 'long-wait'],
] as const

/** A day of tries, some sensible and some not, with the gaps of a real hall between them. */
export const someDay = fc.array(
  fc.record({
    what: fc.constantFrom(...WHATS),
    gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
    a: fc.nat(10_000),
    b: fc.nat(10_000),
  }),
  { minLength: 40, maxLength: 220 },
) as fc.Arbitrary<Try[]>

/** Lives through a day of tries; what the rules refuse is left out of the history, as in life. */
export function live(
  day: readonly Try[],
  office: Office = testOffice,
  afterEach: (hall: Hall) => void = () => {},
): Hall {
  const hall = new Hall(office)
  hall.try({ type: 'KeepTime' })
  for (const counter of office.counters.slice(0, 3)) {
    hall.try({ type: 'OpenCounter', counter: counter.id, staff: counter.id, staffName: counter.id, takeOver: false })
  }
  liveOn(hall, day, afterEach)
  return hall
}

/** Goes on with a day of tries in a hall that stands. */
export function liveOn(hall: Hall, day: readonly Try[], afterEach: (hall: Hall) => void = () => {}): void {
  for (const one of day) {
    hall.at += one.what === 'long-wait' ? 15 * 60_000 : one.gapMs
    const order = orderFor(one, hall)
    if (order) hall.try(order)
    afterEach(hall)
  }
}

function orderFor({ what, a, b }: Try, hall: Hall): Order | null {
  const { office } = hall.queue
  const among = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const counter = among(office.counters, a)?.id ?? ''
  const ticket = among(ticketsInOrder(hall.queue), b)?.id ?? 'nobody'
  const service = among(office.services, b)?.id ?? ''
  const holding = ticketsInOrder(hall.queue).filter((one) => one.state === 'called' || one.state === 'serving')
  const held = among(holding, b)
  const at = held && 'counter' in held ? { counter: held.counter ?? counter, ticket: held.id } : { counter, ticket }
  switch (what) {
    case 'issue':
    case 'priority': {
      const priority = what === 'issue' ? 'ordinary' : (among(office.classes, a)?.id ?? 'ordinary')
      // Few services, so that lines grow long enough for order to matter.
      const few = among(office.services.slice(0, 3), b)?.id ?? ''
      return {
        type: 'IssueTicket',
        ticket: hall.newTicket(),
        service: few,
        class: priority,
        origin: 'kiosk',
        device: 'kiosk-1',
        procedure: null,
      }
    }
    case 'next':
      return { type: 'CallNext', counter }
    case 'pick':
      return { type: 'PickTicket', counter, ticket, reason: 'thử' }
    case 'recall':
      return { type: 'RecallTicket', ...at }
    case 'start':
      return { type: 'StartService', ...at }
    case 'finish':
      return { type: 'FinishService', ...at }
    case 'no-show':
      return { type: 'MarkNoShow', ...at }
    case 'park':
      return { type: 'ParkTicket', ...at, reason: 'thử', limitMs: 10 * 60_000 }
    case 'bring-back':
      return { type: 'BringBack', ticket }
    case 'resume':
      return { type: 'ResumeTicket', ticket: hall.queue.aside.find((id) => id >= ticket) ?? ticket }
    case 'transfer':
      return a % 3 === 0
        ? { type: 'TransferTicket', counter: at.counter, ticket: at.ticket, toService: null, toCounter: counter }
        : { type: 'TransferTicket', counter: at.counter, ticket: at.ticket, toService: service, toCounter: null }
    case 'cancel':
      return { type: 'CancelTicket', ticket, reason: 'thử' }
    case 'rate':
      return { type: 'RateTicket', ticket, counter: null, level: 'hai-long', reasons: [] }
    case 'open':
      return { type: 'OpenCounter', counter, staff: counter, staffName: counter, takeOver: false }
    case 'pause':
      return { type: 'PauseCounter', counter, reason: 'thử' }
    case 'close':
      return { type: 'CloseCounter', counter }
    case 'time':
    case 'long-wait':
      return { type: 'KeepTime' }
    default:
      return what satisfies never
  }
}
