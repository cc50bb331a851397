import fc from 'fast-check'
import type { Counter, Office, OrderRules, Return } from '#core/domain/office.ts'
import { smallOffice } from './small-office.ts'

const MINUTE = 60_000
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const TWO_SESSIONS = [
  { days: EVERY_DAY, from: '07:30', to: '08:40' },
  { days: EVERY_DAY, from: '09:00', to: '17:00' },
]

export const POLICIES: readonly OrderRules[] = [
  { policy: 'head-start' },
  { policy: 'ratio', inARow: 2 },
  { policy: 'strict' },
]

const someReturn: fc.Arbitrary<Return> = fc.record({
  place: fc.constantFrom('kept', 'kept', 'first', 'last'),
  delayMs: fc.constantFrom(0, 0, 2 * MINUTE),
})

const someShares = fc.array(
  fc.record({ service: fc.constantFrom('a', 'b', 'c'), share: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 3 },
)

const someCounter = fc.record({
  services: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
  serves: fc.constantFrom<Counter['serves']>('together', 'together', 'preference', 'shares'),
  shares: someShares,
  fastLane: fc.option(
    fc.record({ classes: fc.constantFrom(['elder'], ['elder', 'merit']), helpsOthers: fc.boolean() }),
    { freq: 3 },
  ),
  button: fc.constantFrom<Counter['button']>('recall-first', 'passes-on'),
  automatic: fc.boolean(),
})

/** Any office of three services: how it calls, serves, brings back, counts and closes is left to chance. */
export function someOffice(order: OrderRules): fc.Arbitrary<Office> {
  return fc
    .record({
      counters: fc.array(someCounter, { minLength: 1, maxLength: 4 }),
      returning: fc.record({
        parked: someReturn,
        missed: someReturn,
        transferred: someReturn,
        nextService: someReturn,
      }),
      calling: fc.record({
        offersAgain: fc.constantFrom(0, 1, 2),
        holdOffMs: fc.constantFrom(MINUTE, 3 * MINUTE),
        automaticAfterMs: fc.constantFrom(null, 10_000),
      }),
      calendar: fc.record({
        sessions: fc.constantFrom([], TWO_SESSIONS),
        lunch: fc.constantFrom('morning-first' as const, 'by-claim' as const),
        overnight: fc.constantFrom('close' as const, 'keep' as const),
        lastNumberMs: fc.constantFrom(0, 5 * MINUTE),
      }),
      limits: fc.constantFrom(
        {},
        { perKioskMinute: 5, kioskGapMs: 2_000, againWithinMs: 10_000 },
        { perPersonDay: 2, perKioskMinute: null },
      ),
      quota: fc.constantFrom({ session: null, day: null }, { session: 5, day: 8 }),
      slots: fc.constantFrom(null, { everyMs: 15 * MINUTE, capacity: 2, walkInShare: 0.5 }),
      late: fc.constantFrom('keeps-time' as const, 'counts-from-arrival' as const),
      roll: fc.boolean(),
      skilled: fc.boolean(),
    })
    .map(({ counters, quota, slots, roll, skilled, late, ...rules }) => {
      const ids = counters.map((_, i) => `counter-${i + 1}`)
      return smallOffice({
        ...rules,
        order,
        counters: counters.map((counter, i) => ({ id: ids[i]!, ...counter })),
        serviceRules: { a: { quota, slots }, b: { slots }, c: { numbersFrom: roll ? 'roll' : 'kiosk' } },
        appointments: { leadMs: 0, late, class: slots === null ? 'ordinary' : 'merit' },
        skills: skilled ? [{ staff: ids[0]!, services: ['a'] }] : [],
      })
    })
}
