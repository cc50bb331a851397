import type { ClassId, Office, ServiceId } from '#core/domain/office.ts'
import { instantOf } from '#core/domain/service-day.ts'
import type { Chance } from './chance.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** When the doors open and close, when most officers eat, and when the last light goes out. */
export interface Hours {
  readonly opensAt: number
  readonly lunchFrom: number
  readonly lunchTo: number
  readonly doorsCloseAt: number
  readonly lightsOutAt: number
  /** The next service day has begun. */
  readonly morningAfter: number
}

/** What one person is going to do today, decided before they come through the door. */
export interface Visitor {
  readonly ticket: string
  readonly arrivesAt: number
  readonly service: ServiceId
  readonly class: ClassId
  /** Where the same visit goes on to. */
  readonly visit: readonly ServiceId[]
  /** Touches the wrong service first, and takes it back. */
  readonly pressesWrong: boolean
  /** Books a time in the morning, and comes so long after it; null for not at all. */
  readonly books: { readonly comesAfterMs: number | null } | null
  readonly takesNumberAt: 'kiosk' | 'desk'
  /** Touches twice, or the kiosk asks again because the answer was late. */
  readonly taps: 1 | 2
  /** At which call they stand up; 0: they have left. */
  readonly hearsCall: number
  readonly serviceMs: number
  readonly ends: 'finished' | 'parked' | 'parked-for-ever' | 'other-service' | 'other-counter' | 'other-officer'
  /** Gives up waiting and tells the information desk. */
  readonly patienceMs: number | null
  /** Missed the call and asks to be let in again after so long. */
  readonly returnsAfterMs: number | null
  readonly rates: { readonly at: 'terminal' | 'slip'; readonly level: string; readonly twice: boolean } | null
  readonly chance: Chance
}

/** Of a hundred people, how many come for what, and how many minutes it usually takes this ward's officers. */
const ERRANDS: Readonly<Record<ServiceId, { share: number; minutes: number }>> = {
  'chung-thuc': { share: 34, minutes: 3.5 },
  'tra-ket-qua': { share: 22, minutes: 2 },
  'ho-tich': { share: 15, minutes: 6 },
  'cu-tru': { share: 10, minutes: 5 },
  'chinh-sach': { share: 9, minutes: 6 },
  'dat-dai': { share: 6, minutes: 9 },
  'kinh-doanh': { share: 4, minutes: 7 },
}

export function hoursOf(day: string, hours: number, office: Office): Hours {
  const opensAt = instantOf(day, '07:30', office.timeZone)
  const long = hours * HOUR
  // Sessions begin and end on the minute.
  const minute = (at: number) => Math.round(at / MINUTE) * MINUTE
  const lunchFrom = minute(opensAt + long * 0.45)
  return {
    opensAt,
    lunchFrom,
    lunchTo: minute(lunchFrom + long * 0.1),
    doorsCloseAt: minute(opensAt + long),
    lightsOutAt: opensAt + long + Math.max(30 * MINUTE, long / 8),
    morningAfter: instantOf(day, '00:10', office.timeZone) + 24 * HOUR,
  }
}

/**
 * Everyone who comes today: a Poisson stream whose rate rises in the morning and after lunch, for a known number of people
 * (so: that many instants drawn from the rate's shape).
 */
export function visitorsOf(people: number, hours: Hours, office: Office, chance: Chance): Visitor[] {
  return Array.from({ length: people }, () => visitorOf(hours, office, chance.fork())).sort(
    (a, b) => a.arrivesAt - b.arrivesAt,
  )
}

function visitorOf(hours: Hours, office: Office, chance: Chance): Visitor {
  const service = errandOf(chance)
  const serviceMs = Math.max(20_000, chance.span((ERRANDS[service]?.minutes ?? 5) * MINUTE, 0.6))
  const leaves = chance.happens(0.07)
  return {
    ticket: chance.id(),
    arrivesAt: arrivalOf(hours, chance),
    service,
    class: chance.happens(0.2) ? chance.among(office.classes).id : 'ordinary',
    visit: chance.happens(0.06) ? [service === 'tra-ket-qua' ? 'chung-thuc' : 'tra-ket-qua'] : [],
    pressesWrong: chance.happens(0.03),
    books: takesAppointments(office, service) && chance.happens(0.4) ? booking(chance) : null,
    takesNumberAt: chance.happens(0.05) ? 'desk' : 'kiosk',
    taps: chance.happens(0.15) ? 2 : 1,
    hearsCall: leaves ? 0 : chance.happens(0.85) ? 1 : chance.happens(0.7) ? 2 : 3,
    serviceMs,
    ends: chance.happens(0.85)
      ? 'finished'
      : chance.among([
          'parked',
          'parked',
          'parked-for-ever',
          'other-service',
          'other-service',
          'other-counter',
          'other-officer',
        ] as const),
    patienceMs: chance.happens(0.03) ? chance.between(5, 25) * MINUTE : null,
    returnsAfterMs: leaves && chance.happens(0.5) ? chance.between(2, 36) * MINUTE : null,
    rates: chance.happens(0.45)
      ? {
          at: chance.happens(0.6) ? 'terminal' : 'slip',
          level: chance.among(['rat-hai-long', 'rat-hai-long', 'hai-long', 'hai-long', 'chua-hai-long']),
          twice: chance.happens(0.2),
        }
      : null,
    chance,
  }
}

function takesAppointments(office: Office, service: ServiceId): boolean {
  return office.services.some(({ id, slots }) => id === service && slots !== null)
}

/** Most come a little early, some late, some too late, and some not at all. */
function booking(chance: Chance): { comesAfterMs: number | null } {
  return { comesAfterMs: chance.happens(0.1) ? null : chance.between(-25, 20) * MINUTE }
}

function errandOf(chance: Chance): ServiceId {
  let left = chance.next() * 100
  for (const [service, { share }] of Object.entries(ERRANDS)) {
    left -= share
    if (left < 0) return service
  }
  return 'chung-thuc'
}

/** An instant from the day's shape: drawn evenly and kept as often as the hall is full then. */
function arrivalOf(hours: Hours, chance: Chance): number {
  const long = hours.doorsCloseAt - hours.opensAt
  const hump = (x: number, middle: number, width: number) => Math.exp(-(((x - middle) / width) ** 2))
  for (;;) {
    const at = chance.next()
    // Few come over lunch: the machine gives no numbers then, and they come back.
    const rate = 0.25 + hump(at, 0.12, 0.1) * 0.75 + hump(at, 0.65, 0.1) * 0.4 - hump(at, 0.5, 0.05) * 0.2
    if (chance.next() < rate) return hours.opensAt + at * long
  }
}
