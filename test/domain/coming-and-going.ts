import assert from 'node:assert/strict'
import { aheadOf } from '#core/domain/calling-order.ts'
import { ALLOWED_IN, can } from '#core/domain/can.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import { waitFor } from '#core/domain/waiting-time.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  broughtBack,
  called,
  callNext,
  cancelled,
  desk1,
  desk2,
  desk5,
  didNotCome,
  finished,
  given,
  givenIn,
  HOUR,
  happened,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  rated,
  resumed,
  SECOND,
  started,
  timeKept,
  transferred,
  wasIssued,
} from '../kit/trade.ts'

spec('numbers', ({ test }) => {
  test('each service counts for itself from 001 (I1, I3)', () => {
    const { hall } = given(issued('ho-tich'), issued('chung-thuc'), issued('ho-tich'))
    assert.deepEqual([...hall.queue.tickets.values()].map((t) => t.number).sort(), ['A001', 'A002', 'H001'])
  })
  test('or the whole hall counts in one series', () => {
    const office = { ...testOffice, numbering: { kind: 'common', prefix: '' } } as const
    const hall = givenIn(office, issued('ho-tich')).when(issued('chung-thuc')).then(wasIssued('002'))
    assert.equal(hall.queue.issued, 2)
  })
  test('go on past 999', () => {
    const { hall } = given(...Array.from({ length: 1000 }, () => issued()))
    assert.equal(hall.queue.lastNumber.H, 1000)
    assert.ok(hall.queue.numbers.get('H1000'))
  })
  test('are refused for closed and unknown services, unknown classes and used ids', () => {
    const shut = { ...testOffice, services: testOffice.services.map((s) => ({ ...s, open: s.id !== 'cu-tru' })) }
    givenIn(shut).when(issued('cu-tru')).refused('service-closed')
    given().when(issued('vat-nuoi')).refused('unknown-service')
    given().when(issued('ho-tich', 'vip')).refused('unknown-class')
    const once = given(issued())
    once.when(() => ({ ...issued()(once.hall), ticket: once.hall.id('H001') }) as never).refused('ticket-exists')
  })
})

spec('those who come back keep their place', ({ test }) => {
  const two = [opened(desk2), issued(), later(MINUTE), issued(), later(MINUTE), callNext(desk2)]
  test('after a no-show', () => {
    given(...two, missed(desk2, 'H001'), broughtBack('H001'))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
  test('not after too long', () => {
    given(...two, missed(desk2, 'H001'), later(31 * MINUTE))
      .when(broughtBack('H001'))
      .refused('too-late-to-return')
  })
  test('after correcting papers', () => {
    given(...two, started(desk2, 'H001'), parked(desk2, 'H001'), resumed('H001'))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
  test('but a parked place runs out', () => {
    given(...two, parked(desk2, 'H001', 10 * MINUTE), later(11 * MINUTE))
      .when(timeKept())
      .then(didNotCome('H001'))
  })
  test('a park longer than the office allows is cut to its limit', () => {
    given(...two)
      .when(parked(desk2, 'H001', 9 * HOUR))
      .then(happened('TicketParked', { untilAt: given(...two).hall.at + testOffice.calling.parkLimitMs }))
  })
})

spec('a transfer keeps number and place', ({ test }) => {
  const toResults = [
    opened(desk1),
    opened(desk5),
    issued('chung-thuc'),
    later(MINUTE),
    issued('tra-ket-qua'),
    callNext(desk1),
  ]
  test('to another service, before those who came later', () => {
    given(...toResults, transferred('H001', { service: 'tra-ket-qua' }, desk1))
      .when(callNext(desk5))
      .then(called('H001', desk5))
  })
  test('to one counter, which alone may call it', () => {
    const sent = given(opened(desk2), issued(), transferred('H001', { counter: desk5 }), opened(desk5))
    sent.when(callNext(desk2)).refused('nobody-waiting')
    sent.when(callNext(desk5)).then(called('H001', desk5))
  })
  test('not to where it stands, to nowhere, or to where nobody serves', () => {
    given(issued()).when(transferred('H001', {})).refused('nowhere-to-transfer')
    given(issued())
      .when(transferred('H001', { service: 'chung-thuc' }))
      .refused('nowhere-to-transfer')
    given(issued())
      .when(transferred('H001', { counter: 'quay-99' }))
      .refused('unknown-counter')
    const nobody = { ...testOffice, counters: testOffice.counters.filter((c) => !c.services.includes('cu-tru')) }
    givenIn(nobody, issued())
      .when(transferred('H001', { service: 'cu-tru' }))
      .refused('counter-does-not-serve')
  })
  test('not away from another officer’s counter', () => {
    given(...toResults)
      .when(transferred('H001', { service: 'tra-ket-qua' }, desk5))
      .refused('not-at-this-counter')
  })
})

spec('rating (I17)', ({ test }) => {
  const done = [opened(desk2), issued(), callNext(desk2), finished(desk2, 'H001')]
  test('counts once a ticket, whichever the channel', () => {
    given(...done, rated('H001', 'hai-long', desk2))
      .when(rated('H001'))
      .refused('already-rated')
  })
  test('at the terminal only for a while; through the slip all day', () => {
    given(...done, later(3 * MINUTE))
      .when(rated('H001', 'hai-long', desk2))
      .refused('rating-over')
    given(...done, later(3 * MINUTE))
      .when(rated('H001'))
      .then(happened('TicketRated', { channel: 'slip' }))
  })
  test('not before it is served, not with an unknown level, not at another counter', () => {
    given(issued()).when(rated('H001')).refused('not-now')
    given(...done)
      .when(rated('H001', 'tuyet-voi'))
      .refused('unknown-level')
    given(...done)
      .when(rated('H001', 'hai-long', desk1))
      .refused('not-at-this-counter')
  })
  test('a press that belongs to nobody is kept and marked', () => {
    given()
      .when(() => ({ type: 'RateTicket', ticket: null, counter: desk2, level: 'hai-long', reasons: [] }))
      .then(happened('UnlinkedRating', { counter: desk2 }))
  })
})

spec('the table of legal moves (I9)', ({ test }) => {
  test('names only states that exist, and each action somewhere', () => {
    for (const states of Object.values(ALLOWED_IN)) {
      assert.ok(states.length > 0)
      for (const state of states) assert.ok((STATE_NAMES as readonly string[]).includes(state))
    }
  })
  test('nothing may be done with a cancelled ticket', () => {
    for (const action of Object.keys(ALLOWED_IN)) assert.equal(can(action as never, { state: 'cancelled' }), false)
  })
  test('what the table forbids, the rules refuse', () => {
    given(issued()).when(resumed('H001')).refused('not-now')
    given(issued()).when(broughtBack('H001')).refused('not-now')
    given(opened(desk2), issued()).when(started(desk2, 'H001')).refused('not-now')
    given(issued(), cancelled('H001')).when(cancelled('H001')).refused('not-now')
  })
})

spec('people ahead and the wait', ({ test }) => {
  test('counts only one’s own line, in calling order', () => {
    const { hall } = given(
      issued(),
      issued('ho-tich'),
      later(SECOND),
      issued(),
      later(SECOND),
      issued('chung-thuc', 'cao-tuoi'),
    )
    const aheadOfNumber = (number: string) => aheadOf(hall.queue, hall.queue.tickets.get(hall.id(number))!)
    assert.deepEqual(['H001', 'H002', 'H003'].map(aheadOfNumber), [1, 2, 0])
  })
  test('nobody can tell while no counter is open', () => {
    const { hall } = given(issued())
    assert.equal(waitFor(hall.queue, 'chung-thuc', hall.at), null)
  })
  test('is an interval that grows with the line and shrinks with the counters', () => {
    const people = (many: number) => Array.from({ length: many }, () => issued())
    const few = given(opened(desk2), ...people(2)).hall
    const many = given(opened(desk2), ...people(6)).hall
    const shared = given(opened(desk2), opened(desk5), ...people(6)).hall
    const of = ({ queue, at }: typeof few) => waitFor(queue, 'chung-thuc', at)!
    assert.ok(of(few).toMs < of(many).toMs)
    assert.ok(of(shared).toMs < of(many).toMs)
    assert.ok(of(many).fromMs < of(many).toMs)
    assert.equal(of(many).madeAt, many.at)
  })
  test('learns from the day', () => {
    const slow = given(
      opened(desk2),
      issued(),
      callNext(desk2),
      started(desk2, 'H001'),
      later(40 * MINUTE),
      finished(desk2, 'H001'),
      issued(),
    )
    const fresh = given(opened(desk2), issued())
    const wait = ({ hall }: typeof slow) => waitFor(hall.queue, 'chung-thuc', hall.at)!.toMs
    assert.ok(wait(slow) > wait(fresh))
  })
})
