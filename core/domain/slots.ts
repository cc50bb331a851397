import type { Appointment } from './appointment.ts'
import { isAlwaysOpen, type Sitting, sittingsOn, specialDayOf } from './calendar.ts'
import type { ServiceDay } from './events.ts'
import { type Blackout, type Office, type Service, type ServiceId, type SlotRules, serviceOf } from './office.ts'
import type { Queue } from './queue.ts'
import type { Refusal } from './refusals.ts'
import { dayAfter, instantOf, serviceDayOf } from './service-day.ts'

/** One bookable time of a service, and how many may still book it. */
export interface Slot {
  readonly slotAt: number
  readonly untilAt: number
  /** Places for appointments; the others are kept for those who just come. */
  readonly bookable: number
  readonly taken: number
  readonly free: number
  /** Why nobody can book it now though places are free, or null. */
  readonly why: Refusal | null
}

/** A service that takes appointments. */
type WithSlots = Service & { readonly slots: SlotRules }

// An office that never closes still books only when it would be staffed.
const HOURS_OF_THE_ALWAYS_OPEN = { from: '07:30', to: '17:00' }

/**
 * The slots of a service on one day, with what is free.
 *
 *     session 07:30 ────────────────────────────── 11:30      every 15 min: 07:30, 07:45 … 11:15
 *             │ 4 people a slot: 2 may book, 2 are kept for those who just come (walkInShare 0.5)
 */
export function slotsOn(queue: Queue, id: ServiceId, day: ServiceDay, at: number): readonly Slot[] {
  const office = officeOn(queue, day)
  const service = serviceOf(office, id)
  if (!takesAppointments(service)) return []
  const bookable = bookableIn(service.slots)
  const taken = takenPlaces(queue, id)
  const why = whyNotThisDay(queue, service, day, at)
  return slotTimes(office, service, day).map(({ slotAt, untilAt }) => {
    const own = taken.get(slotAt) ?? 0
    const free = Math.max(0, bookable - own)
    return { slotAt, untilAt, bookable, taken: own, free, why: why ?? whyNotThisTime(office, slotAt, at) }
  })
}

/** Why nobody can book this time, or null. */
export function whyNoSlot(queue: Queue, id: ServiceId, slotAt: number, at: number): Refusal | null {
  const day = serviceDayOf(slotAt, queue.office)
  const office = officeOn(queue, day)
  const service = serviceOf(office, id)
  if (!service) return 'unknown-service'
  if (!takesAppointments(service)) return 'no-appointments'
  const why = whyNotThisDay(queue, service, day, at)
  if (why) return why
  if (!slotTimes(office, service, day).some((slot) => slot.slotAt === slotAt)) return 'no-such-slot'
  const late = whyNotThisTime(office, slotAt, at)
  if (late) return late
  const taken = takenPlaces(queue, id).get(slotAt) ?? 0
  return taken >= bookableIn(service.slots) ? 'slot-full' : null
}

/** Does anybody book here at all? */
export function takesAppointments(service: Service | undefined): service is WithSlots {
  return service !== undefined && service.slots !== null
}

/** The office as it will be on a day: a planned one may have taken over by then. */
export function officeOn(queue: Queue, day: ServiceDay): Office {
  return queue.planned.findLast((plan) => plan.fromDay <= day)?.office ?? queue.office
}

/** When somebody may come to an appointment: from a while before it to a while after, but not beyond the session's end. */
export function checkInWindow(
  office: Office,
  { service, slotAt }: Pick<Appointment, 'service' | 'slotAt'>,
): { readonly fromAt: number; readonly untilAt: number } {
  const { earlyMs, lateMs } = office.appointments
  const sitting = sittingAt(office, service, slotAt)
  return { fromAt: slotAt - earlyMs, untilAt: Math.min(slotAt + lateMs, sitting?.toAt ?? slotAt + lateMs) }
}

/** The session a slot lies in; null when the office has closed it since. */
export function sittingAt(office: Office, service: ServiceId, slotAt: number): Sitting | null {
  const sittings = sittingsOn(office, service, serviceDayOf(slotAt, office))
  return sittings.find(({ fromAt, toAt }) => fromAt <= slotAt && slotAt < toAt) ?? null
}

/** The days on which nothing can be booked for this service, if this is one of them. */
function blackoutOn(office: Office, service: ServiceId, day: ServiceDay): Blackout | null {
  const { blackouts } = office.appointments
  return (
    blackouts.find(
      ({ from, to, services }) => from <= day && day <= to && (services === null || services.includes(service)),
    ) ?? null
  )
}

function slotTimes(office: Office, { id, slots }: WithSlots, day: ServiceDay): { slotAt: number; untilAt: number }[] {
  const times = []
  for (const { fromAt, toAt } of hoursToBook(office, id, day)) {
    for (let slotAt = fromAt; slotAt + slots.everyMs <= toAt; slotAt += slots.everyMs) {
      times.push({ slotAt, untilAt: slotAt + slots.everyMs })
    }
  }
  return times
}

function hoursToBook(office: Office, service: ServiceId, day: ServiceDay): readonly { fromAt: number; toAt: number }[] {
  const sittings = sittingsOn(office, service, day)
  const hasOwnHours = specialDayOf(office, service, day)?.hours.kind === 'sessions'
  if (!isAlwaysOpen(office, service) || hasOwnHours) return sittings
  const { from, to } = HOURS_OF_THE_ALWAYS_OPEN
  return sittings.map(({ fromAt, toAt }) => ({
    fromAt: Math.max(fromAt, instantOf(day, from, office.timeZone)),
    toAt: Math.min(toAt, instantOf(day, to, office.timeZone)),
  }))
}

/** How many of a slot's places may be booked; what cannot be divided goes to those who just come. */
export function bookableIn({ capacity, walkInShare }: SlotRules): number {
  // 10 × (1 − 0.9) is a hair below one in binary.
  return Math.floor(capacity * (1 - walkInShare) + 1e-9)
}

/** How many places of each slot are taken: by those who are expected and those who have come. */
function takenPlaces(queue: Queue, service: ServiceId): Map<number, number> {
  const taken = new Map<number, number>()
  for (const one of queue.book.values()) {
    if (one.service !== service) continue
    if (one.state === 'booked' || one.state === 'come') taken.set(one.slotAt, (taken.get(one.slotAt) ?? 0) + 1)
  }
  return taken
}

function whyNotThisDay(queue: Queue, service: Service, day: ServiceDay, at: number): Refusal | null {
  const office = officeOn(queue, day)
  if (!service.open) return 'service-closed'
  const today = serviceDayOf(at, queue.office)
  if (day < today) return 'too-soon'
  if (day > dayAfter(today, office.appointments.horizonDays)) return 'too-far-ahead'
  return blackoutOn(office, service.id, day) === null ? null : 'blackout'
}

function whyNotThisTime({ appointments }: Office, slotAt: number, at: number): Refusal | null {
  return slotAt < at + appointments.leadMs ? 'too-soon' : null
}
