import assert from 'node:assert/strict'
import type { CallingRules, Office, Return, ReturningRules } from '#core/domain/office.ts'
import { heldBy } from '#core/domain/queue.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  broughtBack,
  called,
  calledAgain,
  callNext,
  desk1,
  desk2,
  desk5,
  didNotCome,
  givenIn,
  happened,
  heldOff,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  picked,
  resumed,
  SECOND,
  type Step,
  served,
  serviceBegan,
  started,
  transferred,
} from '../kit/trade.ts'

const returning = (rules: Partial<ReturningRules>): Office => ({
  ...testOffice,
  returning: { ...testOffice.returning, ...rules },
})
const calling = (rules: Partial<CallingRules>): Office => ({
  ...testOffice,
  calling: { ...testOffice.calling, ...rules },
})
const FIRST: Return = { place: 'first', delayMs: 0 }
const LAST: Return = { place: 'last', delayMs: 0 }
const AFTER_5: Return = { place: 'kept', delayMs: 5 * MINUTE }

// H001 and H002 came, H001 is away for a while; when it is back, H003 has come too.
const twoWait = [opened(desk2), issued(), later(MINUTE), issued(), later(MINUTE)]
const away = {
  parked: [...twoWait, callNext(desk2), parked(desk2, 'H001'), later(MINUTE), issued(), later(SECOND), resumed('H001')],
  missed: [
    ...twoWait,
    callNext(desk2),
    missed(desk2, 'H001'),
    later(MINUTE),
    issued(),
    later(SECOND),
    broughtBack('H001'),
  ],
} satisfies Record<string, Step[]>

spec('where somebody stands who comes back', ({ test }) => {
  for (const rule of ['parked', 'missed'] as const) {
    test(`${rule}: keeps the claim unless the office says otherwise`, () => {
      givenIn(testOffice, ...away[rule])
        .when(callNext(desk2))
        .then(called('H001', desk2))
    })
    test(`${rule}: last, as if they came now`, () => {
      const { hall } = givenIn(returning({ [rule]: LAST }), ...away[rule])
      assert.deepEqual(order(hall), ['H002', 'H003', 'H001'])
    })
    test(`${rule}: after a delay, and then by the claim they had`, () => {
      const back = givenIn(returning({ [rule]: AFTER_5 }), ...away[rule])
      back.when(callNext(desk2)).then(called('H002', desk2))
      back.hall.do(started(desk2, 'H002'))
      back.hall.at += 5 * MINUTE
      back.when(callNext(desk2)).then(served('H002'), called('H001', desk2))
    })
  }
  test('first: before everyone, priority too', () => {
    const old = [opened(desk2), issued('chung-thuc', 'cao-tuoi'), issued(), later(MINUTE)]
    const gone = [callNext(desk2), missed(desk2, 'H001'), callNext(desk2), missed(desk2, 'H002')]
    const first = givenIn(returning({ missed: FIRST }), ...old, ...gone, issued('chung-thuc', 'cao-tuoi'))
    first.hall.do(broughtBack('H002'))
    first.when(callNext(desk2)).then(called('H002', desk2))
  })
  test('first is for one call: who is then parked comes back by the claim', () => {
    const office = returning({ missed: FIRST })
    const { hall } = givenIn(office, ...away.missed, callNext(desk2), parked(desk2, 'H001'))
    hall.do(resumed('H001'))
    const ticket = hall.queue.tickets.get(hall.id('H001'))!
    assert.equal(ticket.first, false)
  })
  test('transferred: last in the other line where the office has it so', () => {
    const office = returning({ transferred: LAST })
    const there = [opened(desk1), opened(desk5), issued(), later(MINUTE), issued('tra-ket-qua'), callNext(desk1)]
    givenIn(office, ...there, later(MINUTE), transferred('H001', { service: 'tra-ket-qua' }, desk1))
      .when(callNext(desk5))
      .then(called('S001', desk5))
  })
  test('last in the afternoon stands with the afternoon, though it came in the morning', () => {
    const office = {
      ...returning({ parked: LAST }),
      calendar: { ...testOffice.calendar, sessions: TWO_SESSIONS },
    }
    const morning = [opened(desk2), issued(), callNext(desk2), parked(desk2, 'H001', null), later(30 * MINUTE)]
    const { hall } = givenIn({ ...office, calling: { ...office.calling, parkLimitMs: 9 * 60 * MINUTE } }, ...morning)
    hall.at += 5 * 60 * MINUTE
    hall.do(issued())
    hall.at += SECOND
    hall.do(resumed('H001'))
    assert.deepEqual(order(hall), ['H002', 'H001'])
  })
  test('in another service’s own hours a claim counts for the session it falls in there', () => {
    const services = testOffice.services.map((one) =>
      one.id === 'tra-ket-qua' ? { ...one, sessions: [{ days: EVERY_DAY, from: '07:00', to: '18:00' }] } : one,
    )
    const office = { ...testOffice, services, calendar: { ...testOffice.calendar, sessions: TWO_SESSIONS } }
    const { hall } = givenIn(office, opened(desk5), later(6 * 60 * MINUTE))
    hall.do(issued())
    hall.at += MINUTE
    hall.do(issued('tra-ket-qua'))
    hall.do(transferred('H001', { service: 'tra-ket-qua' }))
    assert.deepEqual(
      order(hall),
      ['H001', 'S001'],
      'the afternoon of one line is no later than the whole day of another',
    )
  })
})

spec('a number not answered', ({ test }) => {
  const office = calling({ offersAgain: 1, holdOffMs: 3 * MINUTE })
  test('is held off and offered again, with its claim', () => {
    const off = givenIn(office, ...twoWait, callNext(desk2), missed(desk2, 'H001'))
    off.when(callNext(desk2)).then(called('H002', desk2))
    off.hall.do(started(desk2, 'H002'))
    off.hall.do(issued())
    off.hall.at += 3 * MINUTE
    off.when(callNext(desk2)).then(served('H002'), called('H001', desk2))
  })
  test('is a no-show when it was offered often enough', () => {
    const again = [callNext(desk2), missed(desk2, 'H001'), later(3 * MINUTE), callNext(desk2)]
    givenIn(office, opened(desk2), issued(), ...again)
      .when(missed(desk2, 'H001'))
      .then(didNotCome('H001'))
  })
  test('is held off by NEXT past the call limit too, and the next is called by that press', () => {
    const limit = calling({ offersAgain: 1, callLimit: 1 })
    givenIn(limit, ...twoWait, callNext(desk2), later(20 * SECOND))
      .when(callNext(desk2))
      .then(heldOff('H001'), called('H002', desk2))
  })
  test('may be called as often as before when it is offered again', () => {
    const again = [callNext(desk2), missed(desk2, 'H001'), later(3 * MINUTE), callNext(desk2), later(20 * SECOND)]
    givenIn(office, opened(desk2), issued(), ...again)
      .when(callNext(desk2))
      .then(calledAgain('H001', desk2))
  })
  test('who comes meanwhile is picked, with a reason', () => {
    givenIn(office, ...twoWait, callNext(desk2), missed(desk2, 'H001'))
      .when(picked(desk2, 'H001'))
      .then(called('H001', desk2))
  })
  test('with nobody else there the officer is told why nobody is called', () => {
    givenIn(office, opened(desk2), issued(), callNext(desk2), missed(desk2, 'H001'))
      .when(callNext(desk2))
      .refused('all-held-off')
  })
})

spec('a button that passes on', ({ test }) => {
  const passing = (rules: Partial<CallingRules> = {}): Office => ({
    ...calling(rules),
    counters: testOffice.counters.map((one) => (one.id === desk2 ? { ...one, button: 'passes-on' } : one)),
  })
  const oneCalled = [...twoWait, callNext(desk2)]
  test('ends the call before, without a recall', () => {
    givenIn(passing(), ...oneCalled, later(10 * SECOND))
      .when(callNext(desk2))
      .then(happened('TicketMissed', { reason: 'passed-over' }), called('H002', desk2))
  })
  test('takes a double press for one press', () => {
    givenIn(passing(), ...oneCalled, later(SECOND))
      .when(callNext(desk2))
      .refused('just-called')
  })
  test('later than that, the one before was served', () => {
    givenIn(passing(), ...oneCalled, later(31 * SECOND))
      .when(callNext(desk2))
      .then(serviceBegan('H001', true), served('H001'), called('H002', desk2))
  })
  test('offers again whom it passed over, where the office does', () => {
    givenIn(passing({ offersAgain: 1 }), ...oneCalled, later(10 * SECOND))
      .when(callNext(desk2))
      .then(heldOff('H001'), called('H002', desk2))
  })
  test('with nobody else waiting it frees the counter', () => {
    const { hall } = givenIn(passing(), opened(desk2), issued(), callNext(desk2), later(10 * SECOND), callNext(desk2))
    assert.equal(heldBy(hall.queue, desk2), null)
  })
})

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const TWO_SESSIONS = [
  { days: EVERY_DAY, from: '07:30', to: '11:30' },
  { days: EVERY_DAY, from: '13:00', to: '17:00' },
]

/** The numbers in the order they are called, everyone served at once. */
function order(hall: ReturnType<typeof givenIn>['hall']): string[] {
  const counter = [...hall.queue.counters].find(([, { state }]) => state === 'open')![0]
  const numbers: string[] = []
  for (;;) {
    const result = hall.try({ type: 'CallNext', counter })
    const call = 'events' in result ? result.events.find((event) => event.type === 'TicketCalled') : undefined
    if (!call) return numbers
    const number = hall.queue.tickets.get(call.ticket)?.number ?? ''
    numbers.push(number)
    hall.do(started(counter, number))
  }
}
