import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Calendar } from '#core/domain/calendar.ts'
import type { Event, Happened } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { checkHistory } from '#core/domain/invariants.ts'
import type { Office } from '#core/domain/office.ts'
import { emptyQueue, type Queue, ticketsInOrder } from '#core/domain/queue.ts'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { createHubClock } from '#server/clock.ts'
import { testOffice } from '../kit/no-limits.ts'
import { someCalendar } from '../kit/some-calendar.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  clockConfirmed,
  clockReported,
  closed,
  desk1,
  desk2,
  finished,
  Hall,
  HOUR,
  issued,
  issuedAtDesk,
  MINUTE,
  MORNING,
  opened,
  parked,
  type Step,
  started,
  timeKept,
} from '../kit/trade.ts'

const officeWith = (calendar: Partial<Calendar>, own: Partial<Office> = {}): Office => ({
  ...testOffice,
  ...own,
  calendar: { ...testOffice.calendar, ...calendar },
})
/** What may happen in a hall that lives through days and nights with a clock nobody can rely on. */
type Act =
  | { readonly is: 'do'; readonly step: (hall: Hall) => ReturnType<Exclude<Step, { passMs: number }>> | null }
  | { readonly is: 'pass' | 'jump'; readonly ms: number }
  | { readonly is: 'confirm' }

const SERVICES = ['chung-thuc', 'ho-tich'] as const
const firstIn = (hall: Hall, state: string) => ticketsInOrder(hall.queue).find((ticket) => ticket.state === state)
const act = (step: (hall: Hall) => ReturnType<Exclude<Step, { passMs: number }>> | null): Act => ({ is: 'do', step })
const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...SERVICES.flatMap((one) => [act(issued(one)), act(issuedAtDesk(one))])) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...[act(opened(desk2)), act(opened(desk1)), act(callNext(desk2)), act(callNext(desk1)), act(closed(desk1))],
        act((hall) => {
          const ticket = firstIn(hall, 'called')
          return ticket?.state === 'called' ? started(ticket.counter, ticket.number)(hall) : null
        }),
        act((hall) => {
          const ticket = firstIn(hall, 'serving')
          return ticket?.state === 'serving' ? finished(ticket.counter, ticket.number)(hall) : null
        }),
        act((hall) => {
          const ticket = firstIn(hall, 'called')
          return ticket?.state === 'called' ? parked(ticket.counter, ticket.number, 30 * HOUR)(hall) : null
        }),
      ),
    },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 14 * 60 }).map((m): Act => ({ is: 'pass', ms: m * MINUTE })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(2 * HOUR, -2 * HOUR, 24 * HOUR, -24 * HOUR, 30 * 24 * HOUR, -30 * 24 * HOUR)
        .map((ms): Act => ({ is: 'jump', ms })),
    },
    { weight: 1, arbitrary: fc.constant<Act>({ is: 'confirm' }) },
  ),
  { minLength: 10, maxLength: 70 },
)
const offices = fc
  .tuple(someCalendar(), fc.constantFrom('00:00', '03:30'), fc.boolean())
  .map(([calendar, dayStartsAt, common]) =>
    officeWith(calendar, { dayStartsAt, ...(common && { numbering: { kind: 'common', prefix: 'H' } as const }) }),
  )

/** The hub's own clock, over a machine whose wall clock is set by hand. */
function live(office: Office, lived: readonly Act[]): Hall {
  const hall = new Hall(office)
  const machine = { wallAt: MORNING, steadyAt: 0 }
  const clock = createHubClock({ wall: () => machine.wallAt, steady: () => machine.steadyAt }, MORNING, 0)
  const confirm = () => {
    hall.at = machine.wallAt
    const result = hall.try(clockConfirmed(machine.wallAt)())
    if ('events' in result && result.events.some(({ type }) => type === 'DayClosed')) clock.believe()
    hall.at = clock.now()
  }
  // As server/keep-time.ts does it, once a second.
  const beat = () => {
    hall.at = clock.now()
    if (clock.suspect() !== hall.queue.clockSuspect) hall.do(clockReported(clock.suspect()))
    const { day } = hall.queue
    if (clock.suspect() && day !== null && serviceDayOf(machine.wallAt, hall.queue.office) > day) confirm()
    hall.do(timeKept())
  }
  for (const one of lived) {
    beat()
    if (one.is === 'pass') machine.steadyAt += one.ms
    if (one.is === 'pass' || one.is === 'jump') machine.wallAt += one.ms
    if (one.is === 'confirm' && hall.queue.clockSuspect) confirm()
    if (one.is !== 'do') continue
    const order = one.step(hall)
    if (order) hall.try(order)
  }
  beat()
  return hall
}

const shown = (days: readonly Happened[]) => days.map(({ at, event }) => `${new Date(at).toISOString()} ${event.type}`)
const holds = (about: (hall: Hall) => void, numRuns = 120) =>
  fc.assert(
    fc.property(offices, acts, (office, lived) => about(live(office, lived))),
    { numRuns },
  )

spec('days and nights under every calendar, with a clock that steps ±2 h, ±1 d, ±30 d', ({ test }) => {
  test('I1, I3: no number is given twice on a day, none to two people in the hall, and each is higher than the last', () =>
    holds((hall) => {
      const last = new Map<string, number>()
      let day = ''
      for (const { event, queue } of history(hall)) {
        if (event.type === 'DayOpened') day = event.day
        if (event.type !== 'TicketIssued') continue
        const key = `${day} ${event.series}`
        assert.ok(event.seq > (last.get(key) ?? 0), `${event.number} after ${last.get(key)} on ${day}`)
        last.set(key, event.seq)
        const open = ticketsInOrder(queue).filter(({ number }) => number === event.number)
        assert.equal(open.length, 1, `${event.number} is there twice`)
      }
    }))

  test('I15: a day is closed once it is over, and the one that opens is later, unless a clock was put right', () =>
    holds((hall) => {
      let before: string | null = null
      let isConfirmed = false
      for (const { event } of history(hall)) {
        if (event.type === 'DayClosed') isConfirmed = event.reason === 'clock-confirmed'
        if (event.type !== 'DayOpened') continue
        assert.ok(before === null || isConfirmed || event.day > before, `${event.day} after ${before}`)
        before = event.day
      }
    }))

  test('I15: whoever is left is closed with the reason, or kept with the number and the place', () =>
    holds((hall) => {
      let left: string[] = []
      for (const { event, before } of history(hall)) {
        if (event.type === 'DayClosed') {
          const open = ticketsInOrder(before).filter(({ state }) => !isOver(state))
          assert.equal(open.filter(({ state }) => state === 'serving').length, 0)
          if (before.office.calendar.overnight === 'close') assert.deepEqual(open, [])
          left = open.map(({ number }) => number)
        }
        if (event.type === 'DayOpened')
          assert.deepEqual(
            (event.kept ?? []).map(({ number }) => number),
            left,
          )
      }
    }))

  test('I16: a clock that cannot be believed turns no day by itself', () =>
    holds((hall) => {
      for (const { event, before } of history(hall))
        if (event.type === 'DayClosed' && before.clockSuspect) assert.equal(event.reason, 'clock-confirmed')
    }))

  test('kept people stand before all others of their line, in the order they had', () =>
    holds((hall) => {
      const { office, lines } = hall.queue
      if (office.calendar.lunch !== 'morning-first') return
      for (const line of lines.values()) {
        const sittings = line.map(({ sitting }) => sitting)
        assert.deepEqual(
          sittings,
          sittings.toSorted((a, b) => a - b),
        )
        const kept = line.filter(({ sitting }) => sitting === -1).map(({ order }) => order)
        assert.deepEqual(
          kept,
          kept.toSorted((a, b) => a - b),
        )
      }
    }))

  test('I10: whoever starts in the middle folds the same hall from the day’s opening on', () =>
    holds((hall) => {
      const opening = hall.happened.findLastIndex(({ event }) => event.type === 'DayOpened')
      if (opening === -1) return
      const again = hall.happened.slice(opening).reduce(evolve, emptyQueue(testOffice))
      // The suspicion of the clock is found anew at every start.
      const seen = ({ tickets, lines, lastNumber, met, day, dayUntilAt, counts, given, aside, closures }: Queue) => ({
        ...{ tickets: [...tickets.values()], lines, lastNumber, met, day, dayUntilAt, counts, given, aside, closures },
      })
      assert.deepEqual(seen(again), seen(hall.queue), shown(hall.happened.slice(opening)).join('\n'))
    }))

  test('the examiner finds nothing', () =>
    holds((hall) => assert.deepEqual(checkHistory(hall.happened).violations, []), 60))
})

function isOver(state: string): boolean {
  return state === 'served' || state === 'cancelled' || state === 'void' || state === 'no-show'
}

function* history(hall: Hall): Generator<{ event: Event; before: Queue; queue: Queue }> {
  let queue = emptyQueue(testOffice)
  for (const one of hall.happened) {
    const before = queue
    queue = evolve(queue, one)
    yield { event: one.event, before, queue }
  }
}
