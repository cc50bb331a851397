import assert from 'node:assert/strict'
import type { Counter, Office } from '#core/domain/office.ts'
import { servicesAt } from '#core/domain/queue.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  cameBack,
  closed,
  desk1,
  desk2,
  desk5,
  finished,
  givenIn,
  happened,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  paused,
  resumed,
  SECOND,
  type Step,
  sentToOfficer,
  started,
  transferred,
} from '../kit/trade.ts'

/** The demonstration office, where one counter works otherwise. */
function with1(change: Partial<Counter>, more: Partial<Office> = {}): Office {
  return {
    ...testOffice,
    ...more,
    counters: testOffice.counters.map((c) => (c.id === desk1 ? { ...c, ...change } : c)),
  }
}

/** Calls and finishes until nobody waits: the numbers in the order they came up. */
function served(office: Office, people: readonly Step[]): string[] {
  const { hall } = givenIn(office, opened(desk1, 'an'), ...people)
  const numbers: string[] = []
  for (;;) {
    const result = hall.try({ type: 'CallNext', counter: desk1 })
    const call = 'events' in result ? result.events.find((event) => event.type === 'TicketCalled') : undefined
    if (!call) return numbers
    const number = hall.queue.tickets.get(call.ticket)?.number ?? ''
    numbers.push(number)
    hall.do(started(desk1, number))
    hall.at += MINUTE
  }
}

const people = (...services: string[]) => services.flatMap((service) => [issued(service), later(SECOND)])

spec('a counter and its services', ({ test }) => {
  test('in order of preference: the second line only when nobody waits in the first', () => {
    const office = with1({ services: ['chung-thuc', 'ho-tich'], serves: 'preference' })
    const came = people('ho-tich', 'chung-thuc', 'ho-tich', 'chung-thuc')
    assert.deepEqual(served(office, came), ['H001', 'H002', 'A001', 'A002'])
  })
  test('by shares: two of one for each of the other', () => {
    const office = with1({ serves: 'shares', shares: [{ service: 'ho-tich', share: 2 }] })
    const came = people(...Array.from({ length: 6 }, () => ['chung-thuc', 'ho-tich']).flat())
    const first6 = served(office, came).slice(0, 6)
    assert.equal(first6.filter((number) => number.startsWith('A')).length, 4, first6.join(' '))
  })
  test('by shares: a line that stood empty has saved up no turns', () => {
    const office = with1({ serves: 'shares' })
    const { hall } = givenIn(office, opened(desk1, 'an'), ...people('ho-tich', 'ho-tich', 'ho-tich', 'ho-tich'))
    for (const number of ['A001', 'A002']) {
      hall.do(callNext(desk1))
      hall.do(finished(desk1, number))
    }
    for (const step of people('chung-thuc', 'chung-thuc', 'chung-thuc')) hall.do(step)
    const next: string[] = []
    for (let i = 0; i < 4; i++) {
      hall.do(callNext(desk1))
      const number = [...hall.queue.tickets.values()].find((ticket) => ticket.state === 'called')!.number
      next.push(number)
      hall.do(finished(desk1, number))
    }
    assert.equal(next.filter((number) => number.startsWith('H')).length, 2, next.join(' '))
  })
})

spec('a fast lane', ({ test }) => {
  const lane = (helpsOthers: boolean) => with1({ fastLane: { classes: ['cao-tuoi'], helpsOthers } })
  test('takes its classes first, however long the others wait', () => {
    givenIn(lane(true), opened(desk1), issued('ho-tich'), later(50 * MINUTE), issued('ho-tich', 'cao-tuoi'))
      .when(callNext(desk1))
      .then(called('A002', desk1))
  })
  test('helps the others only where it is told so', () => {
    givenIn(lane(true), opened(desk1), issued('ho-tich')).when(callNext(desk1)).then(called('A001', desk1))
    givenIn(lane(false), opened(desk1), issued('ho-tich')).when(callNext(desk1)).refused('nobody-waiting')
  })
  test('calls whoever was sent to it, of any class', () => {
    givenIn(lane(false), opened(desk1), issued('ho-tich'), transferred('A001', { counter: desk1 }))
      .when(callNext(desk1))
      .then(called('A001', desk1))
  })
})

spec('an officer’s skills', ({ test }) => {
  const office = { ...testOffice, skills: [{ staff: 'an', services: ['chung-thuc'] }] }
  test('decide what the counter calls while he or she sits there', () => {
    const came = givenIn(office, opened(desk1, 'an'), issued('ho-tich'), later(SECOND), issued('chung-thuc'))
    assert.deepEqual(servicesAt(came.hall.queue, desk1), ['chung-thuc'])
    came.when(callNext(desk1)).then(called('H001', desk1))
  })
  test('whoever is not listed can do everything', () => {
    givenIn(office, opened(desk1, 'binh'), issued('ho-tich')).when(callNext(desk1)).then(called('A001', desk1))
  })
  test('keep an officer from a counter where he or she can do nothing', () => {
    givenIn(office).when(opened('quay-6', 'an')).refused('no-skill-here')
  })
  test('a hand-over brings the other services back', () => {
    givenIn(office, opened(desk1, 'an'), issued('ho-tich'), opened(desk1, 'binh', true))
      .when(callNext(desk1))
      .then(called('A001', desk1))
  })
})

spec('to a named officer', ({ test }) => {
  const sent = [opened(desk1, 'an'), opened(desk2, 'binh'), issued(), sentToOfficer('H001', 'binh')]
  test('only he or she calls it', () => {
    const hall = givenIn(testOffice, ...sent)
    hall.when(callNext(desk1)).refused('nobody-waiting')
    hall.when(callNext(desk2)).then(called('H001', desk2))
  })
  test('wherever he or she sits', () => {
    givenIn(testOffice, ...sent, opened(desk5, 'binh'))
      .when(callNext(desk5))
      .then(called('H001', desk5))
  })
  test('not to one who is at no counter, cannot do the service, or is named with a counter', () => {
    const one = [opened(desk1, 'an'), opened(desk2, 'binh'), issued('ho-tich')]
    givenIn(testOffice, ...one)
      .when(sentToOfficer('A001', 'chi'))
      .refused('officer-not-here')
    const skilled = { ...testOffice, skills: [{ staff: 'binh', services: ['chung-thuc'] }] }
    givenIn(skilled, ...one)
      .when(sentToOfficer('A001', 'binh'))
      .refused('officer-cannot')
    givenIn(testOffice, ...one)
      .when((hall) => ({ ...sentToOfficer('A001', 'binh')(hall), toCounter: desk5 }) as never)
      .refused('nowhere-to-transfer')
  })
  test('a pause keeps who waits for the officer', () => {
    givenIn(testOffice, ...sent, paused(desk2))
      .when(callNext(desk1))
      .refused('nobody-waiting')
  })
  test('when the officer leaves, it is back in the line of its service, with its old claim', () => {
    const hall = givenIn(testOffice, ...sent, later(MINUTE), issued())
    hall.when(closed(desk2)).then(happened('CounterClosed'), cameBack('H001', { service: 'chung-thuc' }))
    hall.when(callNext(desk1)).then(called('H001', desk1))
  })
  test('it stays while the officer still sits at another counter', () => {
    givenIn(testOffice, ...sent, opened(desk5, 'binh'))
      .when(closed(desk2))
      .then(happened('CounterClosed'))
  })
  test('whoever hands over leaves', () => {
    givenIn(testOffice, ...sent)
      .when(opened(desk2, 'chi', true))
      .then(happened('CounterOpened', { staff: 'chi' }), cameBack('H001'))
  })
  test('parked meanwhile, it comes back for anybody', () => {
    givenIn(testOffice, ...sent, callNext(desk2), parked(desk2, 'H001'), closed(desk2), resumed('H001'))
      .when(callNext(desk1))
      .then(called('H001', desk1))
  })
  test('not answered at a counter that was handed over, it is offered again by anybody', () => {
    const calling = { ...testOffice.calling, offersAgain: 1 }
    const over = [...sent, callNext(desk2), opened(desk2, 'chi', true), missed(desk2, 'H001'), later(4 * MINUTE)]
    givenIn({ ...testOffice, calling }, ...over)
      .when(callNext(desk1))
      .then(called('H001', desk1))
  })
})

spec('to one counter', ({ test }) => {
  const sent = [opened(desk1), opened(desk2), issued(), transferred('H001', { counter: desk2 })]
  test('that closes: back in the line of its service, with its old claim', () => {
    const hall = givenIn(testOffice, ...sent, later(MINUTE), issued())
    hall.when(closed(desk2)).then(happened('CounterClosed'), cameBack('H001'))
    hall.when(callNext(desk1)).then(called('H001', desk1))
  })
  test('that pauses: it waits there', () => {
    givenIn(testOffice, ...sent, paused(desk2))
      .when(callNext(desk1))
      .refused('nobody-waiting')
  })
  test('and back to its own line, when that was a mistake', () => {
    givenIn(testOffice, ...sent, transferred('H001', { service: 'chung-thuc' }))
      .when(callNext(desk1))
      .then(called('H001', desk1))
  })
  test('a delay that holds it off is kept when the counter closes', () => {
    const returning = { ...testOffice.returning, transferred: { place: 'kept', delayMs: 10 * MINUTE } } as const
    const hall = givenIn({ ...testOffice, returning }, ...sent, closed(desk2))
    hall.when(callNext(desk1)).refused('all-held-off')
    hall.hall.at += 10 * MINUTE
    hall.when(callNext(desk1)).then(called('H001', desk1))
  })
})
