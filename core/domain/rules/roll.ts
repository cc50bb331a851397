import { sittingOf } from '../calendar.ts'
import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import { nextNumber, seriesOf } from '../numbering.ts'
import { type CounterId, ORDINARY, type Service, type ServiceId, serviceOf } from '../office.ts'
import { type Queue, servicesAt } from '../queue.ts'
import type { Refusal } from '../refusals.ts'
import { no, ok } from '../result.ts'
import { type Decision, whatIf } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/** More than this at once is a slip of the finger: a roll has five hundred numbers or a thousand. */
const MOST_AT_ONCE = 200

/**
 * Numbers torn from a pre-printed roll. The hub does not see them being taken, so it learns of them in two ways: staff
 * counts the roll (CountRoll), or a counter with nobody in its lines calls the next number of the roll (CallNext).
 *
 *     roll hangs    001 002 003 │ 004 005 006 …      StartRoll first: 1
 *     counted up to 003 ────────┘                    001, 002, 003 wait
 *     NEXT NEXT NEXT NEXT                            001, 002, 003, and 004, which nobody has counted
 */
export function startRoll(order: OrderOf<'StartRoll'>, queue: Queue): Decision {
  const why = whyNoRoll(queue, order.service)
  if (why) return no(why)
  const series = seriesOf(queue.office, serviceOf(queue.office, order.service)!)
  if (order.first <= (queue.lastNumber[series] ?? 0)) return no('roll-number-used')
  return ok([{ type: 'RollStarted', series, next: order.first }])
}

/** Staff looked at the roll: every number before the tear is with somebody who waits. */
export function countRoll({ service: id, upTo }: OrderOf<'CountRoll'>, queue: Queue, at: number): Decision {
  const why = whyNoRoll(queue, id)
  if (why) return no(why)
  const service = serviceOf(queue.office, id)!
  if (!isHanging(queue, service)) return no('roll-not-started')
  const last = queue.lastNumber[seriesOf(queue.office, service)] ?? 0
  if (upTo <= last) return no('roll-number-used')
  if (upTo - last > MOST_AT_ONCE) return no('roll-too-many')
  const events: Event[] = []
  let hall = queue
  while (events.length < upTo - last) {
    const torn = tornOff(hall, service, at)
    events.push(torn)
    hall = whatIf(hall, [torn], at)
  }
  return ok(events)
}

/** The next number of a roll this counter serves, or null: it calls from none, or none hangs there today. */
export function nextOfRoll(
  queue: Queue,
  counter: CounterId,
  at: number,
): Extract<Event, { type: 'TicketIssued' }> | null {
  const service = rollAt(queue, counter)
  return service && tornOff(queue, service, at)
}

/** The first service of a counter whose roll hangs there. */
export function rollAt(queue: Queue, counter: CounterId): Service | null {
  const services = servicesAt(queue, counter).flatMap((id) => serviceOf(queue.office, id) ?? [])
  return services.find((service) => service.numbersFrom === 'roll' && isHanging(queue, service)) ?? null
}

/** The next number to be torn from a service's roll; null when none hangs there today, or the service has none. */
export function nextOnRoll(queue: Queue, service: Service): number | null {
  if (service.numbersFrom !== 'roll' || !isHanging(queue, service)) return null
  return nextNumber(queue, service).seq
}

// A roll goes on for days, so each morning somebody says where it stands; until then nobody knows the next number.
function isHanging(queue: Queue, service: Service): boolean {
  return queue.practice || queue.lastNumber[seriesOf(queue.office, service)] !== undefined
}

function whyNoRoll(queue: Queue, id: ServiceId): Refusal | null {
  const { office } = queue
  const service = serviceOf(office, id)
  if (!service) return 'unknown-service'
  if (service.numbersFrom !== 'roll') return 'not-from-roll'
  if (queue.practice) return 'practising'
  const series = seriesOf(office, service)
  const isShared = office.services.some((one) => one.numbersFrom === 'kiosk' && seriesOf(office, one) === series)
  return isShared ? 'roll-shares-series' : null
}

function tornOff(queue: Queue, service: Service, at: number): Extract<Event, { type: 'TicketIssued' }> {
  const next = nextNumber(queue, service)
  return {
    type: 'TicketIssued',
    ticket: `roll-${queue.day}-${next.number}`,
    ...next,
    service: service.id,
    class: ORDINARY,
    claimAt: at,
    origin: 'roll',
    device: null,
    procedure: null,
    sitting: sittingOf(queue.office, service.id, at),
    ...(queue.practice && { practice: true as const }),
  }
}
