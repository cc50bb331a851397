import { dayOf, lastNumberAt, nextSitting, sittingNow, sittingOf, specialDayOf } from '../calendar.ts'
import type { TicketIssued } from '../events.ts'
import type { Office, Service, ServiceId, Text } from '../office.ts'
import type { Queue } from '../queue.ts'

/** Does a service give numbers now, and if not: why, until when, and in whose words? What kiosks and boards say. */
export type Gate = OpenGate | ClosedGate

export interface OpenGate {
  readonly state: 'open'
  /** When the running session gives its last number; null where it never ends. */
  readonly lastNumberAt: number | null
}

export interface ClosedGate {
  readonly state: 'closed'
  readonly why: WhyClosed
  /** What staff wrote when they closed it. */
  readonly reason: string | null
  /** When it gives numbers again, as far as anybody knows. */
  readonly opensAt: number | null
  /** The holiday, by its name. */
  readonly name: Text | null
}

/**
 * Before the first day: being-prepared. Outside the hours: hall-closed, holiday, lunch. By a hand: service-closed in the settings, closed-for-now by staff.
 * Numbers are out: last-number-given, quota-session, quota-day.
 */
export type WhyClosed = (typeof WHY_CLOSED)[number]
export const WHY_CLOSED = [
  'being-prepared',
  'hall-closed',
  'holiday',
  'lunch',
  'service-closed',
  'closed-for-now',
  'last-number-given',
  'quota-session',
  'quota-day',
] as const

/**
 * Why this service gives no number now, or null when it does. A machine keeps the hours, the closures and the quotas;
 * staff sees who stands before them and may still help, as long as the office has the service at all.
 */
export function whyNoNumber(
  queue: Queue,
  service: Service,
  origin: TicketIssued['origin'],
  at: number,
): WhyClosed | null {
  if (isBeingPrepared(queue)) return 'being-prepared'
  if (origin === 'desk') return service.open ? null : 'service-closed'
  const gate = gateOf(queue, service, at)
  return gate.state === 'open' ? null : gate.why
}

/** The gate of one service. Of several reasons the one that lasts longest is told, so that nobody comes back in vain. */
export function gateOf(queue: Queue, service: Service, at: number): Gate {
  if (isBeingPrepared(queue)) return shut('being-prepared', null)
  if (!service.open) return shut('service-closed', null)
  // Whoever practises does so when the hall is empty: at lunch, or in the evening.
  if (queue.practice) return { state: 'open', lastNumberAt: null }
  const hours = byTheHours(queue.office, service.id, at)
  const reasons = [closedByHand(queue, service, at), numbersOut(queue, service, at), hours]
  return longest(reasons.filter((gate) => gate?.state === 'closed')) ?? hours
}

/** The gate of the whole hall: open while any service gives numbers, else in the words of the one that opens first. */
export function gateOfHall(queue: Queue, at: number): Gate {
  const gates = queue.office.services.map((service) => gateOf(queue, service, at))
  const open = gates.filter((gate) => gate.state === 'open')
  if (open.length > 0) {
    const ends = open.map(({ lastNumberAt }) => lastNumberAt ?? Number.POSITIVE_INFINITY)
    const last = Math.max(...ends)
    return { state: 'open', lastNumberAt: Number.isFinite(last) ? last : null }
  }
  return soonest(gates.filter((gate) => gate.state === 'closed')) ?? byTheHours(queue.office, null, at)
}

/** Nobody gets a real number in a hall that is not open yet; whoever sets it up tries it with practice ones. */
function isBeingPrepared({ office, practice }: Queue): boolean {
  return office.preparing === true && !practice
}

/** What staff closed, the hall or this service, if that is so when the hours would let numbers be given again today. */
function closedByHand({ office, closures }: Queue, { id }: Service, at: number): ClosedGate | null {
  const mine = closures.filter(({ service }) => service === null || service === id)
  if (mine.length === 0) return null
  const opensAt = givesFrom(office, id, at)
  // A closure ends with its day: it says nothing of a session tomorrow.
  if (opensAt === null || dayOf(office, opensAt) !== dayOf(office, at)) return null
  return longest(
    mine
      .filter(({ untilAt }) => untilAt === null || opensAt < untilAt)
      .map(({ untilAt, reason }) => {
        return shut('closed-for-now', untilAt === null ? null : givesFrom(office, id, untilAt), { reason })
      }),
  )
}

/** The quota of the day or of the session is reached. */
function numbersOut({ office, given }: Queue, { id, quota }: Service, at: number): ClosedGate | null {
  const today = dayOf(office, at)
  const next = nextSitting(office, id, at)
  const now = sittingNow(office, id, at)
  // After the last session of a day its quota is nobody's concern.
  if (now === null && next?.day !== today) return null
  const numbers = given[id] ?? { day: 0, sittings: {} }
  if (quota.day !== null && numbers.day >= quota.day) {
    return shut('quota-day', firstOfAnotherDay(office, id, at))
  }
  const sitting = sittingOf(office, id, at)
  if (quota.session === null || now === null || (numbers.sittings[sitting] ?? 0) < quota.session) return null
  return shut('quota-session', next?.fromAt ?? null)
}

function byTheHours(office: Office, id: ServiceId | null, at: number): Gate {
  const now = sittingNow(office, id, at)
  const next = nextSitting(office, id, at)
  const opensAt = next?.fromAt ?? null
  const today = dayOf(office, at)
  if (now !== null) {
    const last = lastNumberAt(office, id, now)
    if (at >= last) return shut('last-number-given', opensAt)
    return { state: 'open', lastNumberAt: next?.fromAt === now.toAt && last === now.toAt ? null : last }
  }
  const special = specialDayOf(office, id, today)
  if (special?.hours.kind === 'closed') return shut('holiday', opensAt, { name: special.name })
  const isBreak = next?.day === today && sittingOf(office, id, at) > 0
  return shut(isBreak ? 'lunch' : 'hall-closed', opensAt)
}

/** From when on the hours alone let a number be given, this instant included. */
function givesFrom(office: Office, service: ServiceId | null, at: number): number | null {
  const now = sittingNow(office, service, at)
  if (now !== null && at < lastNumberAt(office, service, now)) return at
  return nextSitting(office, service, at)?.fromAt ?? null
}

function firstOfAnotherDay(office: Office, service: ServiceId, at: number): number | null {
  const today = dayOf(office, at)
  let next = nextSitting(office, service, at)
  while (next?.day === today) next = nextSitting(office, service, next.fromAt)
  return next?.fromAt ?? null
}

function longest(gates: readonly ClosedGate[]): ClosedGate | null {
  return gates.reduce<ClosedGate | null>((a, b) => (a === null || opening(b) > opening(a) ? b : a), null)
}

function soonest(gates: readonly ClosedGate[]): ClosedGate | null {
  return gates.reduce<ClosedGate | null>((a, b) => (a === null || opening(b) < opening(a) ? b : a), null)
}

// What nobody knows the end of lasts longest.
function opening({ opensAt }: ClosedGate): number {
  return opensAt ?? Number.POSITIVE_INFINITY
}

function shut(
  why: WhyClosed,
  opensAt: number | null,
  more: { readonly reason?: string; readonly name?: Text } = {},
): ClosedGate {
  return { state: 'closed', why, reason: more.reason ?? null, opensAt, name: more.name ?? null }
}
