import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import type { KioskState, Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'
import { ok } from '../result.ts'
import type { Decision } from './shared.ts'

type IssueTicket = Extract<Order, { type: 'IssueTicket' }>

const MINUTE = 60_000
/** An alarm nobody answered goes by itself once the kiosk has been quiet for so long. */
const ALARM_STAYS_MS = 5 * MINUTE

/**
 * Why this kiosk or this person gets no further number now, or null when they do. Staff at a desk see whom they help, so
 * none of this is asked of them.
 *
 *     stopped by staff ─▶ no card though one is asked for ─▶ enough for this person today ─▶ as many as a kiosk may give
 *       in a minute ─▶ faster than people can touch ─▶ the same service just now: "one more?" is asked first
 */
export function whyTooMany(queue: Queue, order: IssueTicket, at: number): Refusal | null {
  if (order.origin !== 'kiosk') return null
  const kiosk = order.device === null ? undefined : queue.kiosks.get(order.device)
  if (kiosk && kiosk.paused !== null) return 'kiosk-paused'
  return whyNotThisPerson(queue, order) ?? whyNotThisKiosk(queue, order, kiosk, at)
}

function whyNotThisPerson({ office, persons, practice }: Queue, { person }: IssueTicket): Refusal | null {
  const { perPersonDay } = office.limits
  // Whoever practises shows no card: nobody's number is counted then.
  if (perPersonDay === null || practice) return null
  if (!person) return 'card-needed'
  return (persons.get(person) ?? 0) >= perPersonDay ? 'person-limit' : null
}

function whyNotThisKiosk(
  { office }: Queue,
  order: IssueTicket,
  kiosk: KioskState | undefined,
  at: number,
): Refusal | null {
  if (!kiosk) return null
  const { perKioskMinute, kioskGapMs, againWithinMs } = office.limits
  if (perKioskMinute !== null && inLastMinute(kiosk, at) >= perKioskMinute) return 'kiosk-limit'
  const last = kiosk.recentAt.at(-1)
  if (last !== undefined && at - last < kioskGapMs) return 'too-fast'
  const lastOfService = kiosk.lastAt[order.service]
  const isAgain = lastOfService !== undefined && at - lastOfService < againWithinMs
  return isAgain && !order.again ? 'one-more' : null
}

/** The alarm that goes with a number, when the kiosk has given as many in a minute as it may. */
export function kioskAlarm(queue: Queue, order: IssueTicket, at: number): readonly Event[] {
  const { perKioskMinute } = queue.office.limits
  if (order.origin !== 'kiosk' || order.device === null || perKioskMinute === null || queue.practice) return []
  const kiosk = queue.kiosks.get(order.device)
  const tickets = (kiosk ? inLastMinute(kiosk, at) : 0) + 1
  if (tickets < perKioskMinute || isAlarmedAnyway(kiosk, at)) return []
  return [{ type: 'KioskAlarmed', device: order.device, tickets }]
}

/** A kiosk was refused again and again in a few seconds, as no person asks: staff hear of it before it reaches its limit. */
export function reportFlood({ device }: Extract<Order, { type: 'ReportFlood' }>, queue: Queue, at: number): Decision {
  const kiosk = queue.kiosks.get(device)
  if (isAlarmedAnyway(kiosk, at) || (kiosk && kiosk.paused !== null)) return ok([])
  return ok([{ type: 'KioskAlarmed', device, tickets: kiosk ? inLastMinute(kiosk, at) : 0 }])
}

/** Does staff still have to look at this kiosk? */
export function isAlarmed(kiosk: KioskState, at: number): boolean {
  if (kiosk.alarmedAt === null) return false
  return at - Math.max(kiosk.alarmedAt, kiosk.recentAt.at(-1) ?? 0) < ALARM_STAYS_MS
}

/** Numbers a kiosk gave in the minute before. */
export function inLastMinute({ recentAt }: Pick<KioskState, 'recentAt'>, at: number): number {
  return recentAt.filter((one) => one > at - MINUTE).length
}

// A kiosk that goes on at its limit would raise one alarm with every number.
function isAlarmedAnyway(kiosk: KioskState | undefined, at: number): boolean {
  return kiosk !== undefined && kiosk.alarmedAt !== null && at - kiosk.alarmedAt < MINUTE
}
