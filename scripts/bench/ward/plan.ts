import type { Office, ServiceId } from '#core/domain/office.ts'
import { completeOffice } from '#core/domain/office-defaults.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { type Chance, chanceFrom } from '../../simulate/chance.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How a ward divides its counters: one service each, most with a second, or groups that share everything. */
export const WARD_KINDS = ['mixed', 'single', 'grouped', 'rough'] as const
export type WardKind = (typeof WARD_KINDS)[number]

/** A ward as it really is. The hub is told the office alone; all the rest it has to find out. */
export interface Ward {
  readonly kind: WardKind
  readonly seed: number
  readonly office: Office
  readonly errands: readonly Errand[]
  readonly officers: readonly Officer[]
  readonly people: number
  /** How far one day lies from another: people who come, the whole hall's pace, and one service's own. */
  readonly daily: { readonly people: number; readonly pace: number; readonly service: number }
}

/** What people come for, and how long it really takes. */
export interface Errand {
  readonly service: ServiceId
  readonly share: number
  readonly meanMs: number
  readonly spread: number
  /** Some are of another kind altogether: so many of them, so many times longer. */
  readonly long: { readonly share: number; readonly times: number }
}

export interface Officer {
  readonly counter: string
  readonly staff: string
  readonly pace: number
  /** How long after the doors this one usually sits down, ms. */
  readonly lateMs: number
  /** Clears the line before lunch, or stands up on the minute. */
  readonly clears: boolean
  readonly breaks: number
}

const COUNTERS = 15
const PEOPLE = 560

/** Draws a ward: who sits where, how fast, and what for. Nothing here is known to the estimator. */
export function drawWard(kind: WardKind, seed: number): Ward {
  const chance = chanceFrom(seed * 7919 + WARD_KINDS.indexOf(kind) * 104_729)
  const rough = kind === 'rough'
  const services = demoOffice.services.map(({ id }) => id)
  const hands = shareOutCounters(services, kind, chance)
  const officers = hands.map((_, i) => ({
    counter: `quay-${i + 1}`,
    staff: `can-bo-${i + 1}`,
    pace: chance.span(1, rough ? 0.25 : 0.15),
    lateMs: chance.between(-6, rough ? 18 : 9) * MINUTE,
    clears: chance.happens(0.5),
    breaks: chance.between(0.3, rough ? 1.6 : 1.1),
  }))
  const load = chance.between(0.7, 0.82)
  const errands = errandsOf(services, hands, load, rough, chance)
  return {
    kind,
    seed,
    office: officeOf(services, hands),
    errands,
    officers,
    people: PEOPLE,
    daily: rough ? { people: 0.12, pace: 0.1, service: 0.14 } : { people: 0.08, pace: 0.06, service: 0.08 },
  }
}

/** Each service gets at least one counter; where counters are fewer than that is worth, two share one. */
function shareOutCounters(services: readonly ServiceId[], kind: WardKind, chance: Chance): ServiceId[][] {
  const hands: ServiceId[][] = services.map((service) => [service])
  const busy = services.filter(() => chance.happens(0.6))
  while (hands.length < COUNTERS) hands.push([chance.among(busy.length > 1 ? busy : services)])
  if (kind === 'single') return hands
  if (kind === 'grouped') {
    const groups = [services.slice(0, 2), services.slice(2, 4), services.slice(4)]
    return hands.map((_, i) => [...(groups[i % groups.length] ?? [])])
  }
  return hands.map(([own]) => {
    const other = chance.among(services)
    return own !== undefined && other !== own && chance.happens(0.5) ? [own, other] : [own ?? other]
  })
}

/** An office puts its counters where the people are: what a service brings is about what its counters can do. */
function errandsOf(
  services: readonly ServiceId[],
  hands: readonly (readonly ServiceId[])[],
  load: number,
  rough: boolean,
  chance: Chance,
): Errand[] {
  const handsOf = (service: ServiceId) =>
    hands.reduce((sum, own) => sum + (own.includes(service) ? 1 / own.length : 0), 0)
  const relative = services.map(() => chance.between(0.45, 1.8))
  const weights = services.map((service, i) => (handsOf(service) * chance.between(0.88, 1.1)) / (relative[i] ?? 1))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = weights.reduce((sum, weight, i) => sum + (weight / all) * (relative[i] ?? 1), 0)
  // Of seven and a half hours a counter works a good seven; a minute of each turn is walking and tidying.
  const turnMs = (COUNTERS * 6.9 * HOUR * load) / PEOPLE - MINUTE
  return services.map((service, i) => ({
    service,
    share: (weights[i] ?? 0) / all,
    meanMs: (turnMs * (relative[i] ?? 1)) / mean,
    spread: chance.between(0.4, rough ? 0.8 : 0.65),
    long: rough ? { share: chance.between(0.04, 0.1), times: chance.between(2, 3) } : { share: 0, times: 1 },
  }))
}

/** What the hub is told: the same usual time for everything, and hours with a lunch. */
function officeOf(services: readonly ServiceId[], hands: readonly (readonly ServiceId[])[]): Office {
  const days = [1, 2, 3, 4, 5, 6, 7]
  const sessions = [
    { days, from: '07:30', to: '11:30' },
    { days, from: '13:30', to: '17:00' },
  ]
  return completeOffice({
    ...demoOffice,
    services: demoOffice.services
      .filter(({ id }) => services.includes(id))
      .map((service) => ({ ...service, usualServiceMs: 6 * MINUTE })),
    counters: hands.map((own, i) => ({ id: `quay-${i + 1}`, label: String(i + 1), services: own })),
    calendar: { sessions },
  })
}
