import assert from 'node:assert/strict'
import type { Actor, Order } from '#core/domain/commands.ts'
import { whyBefore } from '#core/domain/why.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  desk1,
  desk2,
  given,
  type Hall,
  HOUR,
  happened,
  issued,
  later,
  MINUTE,
  opened,
  parked,
  resumed,
  timeKept,
  transferred,
} from '../kit/trade.ts'

const DAY = 24 * HOUR

const message =
  (id: string, { untilMs = null as number | null, en = '' } = {}) =>
  (hall: Hall): Order => ({
    type: 'ShowMessage',
    message: id,
    kind: 'information',
    text: { vi: ' Hệ thống đang chậm ', en },
    untilAt: untilMs === null ? null : hall.at + untilMs,
    spoken: false,
  })
const taken = (id: string) => (): Order => ({ type: 'TakeMessage', message: id })
const helpCalled =
  (help: string, staff = 'an', counter: string | null = desk1) =>
  (): Order => ({ type: 'CallHelp', help, counter, staff, staffName: staff })
const coming =
  (help: string, staff = 'binh') =>
  (): Order => ({ type: 'AnswerHelp', help, staff, staffName: staff })
const over = (help: string) => (): Order => ({ type: 'EndHelp', help })
const put =
  (number: string, place: 'first' | 'its-time', reason = 'người bệnh') =>
  (hall: Hall): Order => ({ type: 'PlaceTicket', ticket: hall.id(number), place, reason })

const officer = (id: string): Actor => ({ role: 'officer', id })

spec('a message to everyone who waits', ({ test }) => {
  test('is shown until it is taken back; without English the Vietnamese stands alone', () => {
    const hall = given()
      .when(message('m1'))
      .then(happened('MessageShown', { text: { vi: 'Hệ thống đang chậm', en: 'Hệ thống đang chậm' } }))
    assert.deepEqual(
      hall.queue.messages.map(({ id }) => id),
      ['m1'],
    )
    hall.do(taken('m1'))
    assert.deepEqual(hall.queue.messages, [])
    assert.deepEqual(hall.try(taken('m1')()), { refused: 'unknown-message' })
  })

  test('ends when its time is over, with nobody’s hand', () => {
    given(message('m1', { untilMs: 10 * MINUTE }), later(10 * MINUTE))
      .when(timeKept())
      .then(happened('MessageTaken', { message: 'm1', because: 'over' }))
    given(message('m1', { untilMs: 10 * MINUTE }), later(9 * MINUTE))
      .when(timeKept())
      .then()
  })

  test('ends with its day', () => {
    const { hall } = given(message('m1'), later(DAY), timeKept())
    assert.deepEqual(hall.queue.messages, [])
  })

  test('needs words and a time to come; at most three stand at once, each once', () => {
    const empty = (): Order => ({ ...message('m')(given().hall), text: { vi: '  ', en: '' } }) as Order
    given().when(empty).refused('message-empty')
    given()
      .when(message('m', { untilMs: 0 }))
      .refused('already-over')
    given(message('m1')).when(message('m1')).refused('message-shown')
    given(message('m1'), message('m2'), message('m3')).when(message('m4')).refused('messages-full')
  })
})

spec('a call for help between desks', ({ test }) => {
  test('stands until it is over; pressed again it is the same call', () => {
    const { hall } = given(helpCalled('h1'))
    hall.do(helpCalled('h2'))
    assert.deepEqual(
      hall.queue.help.map(({ id }) => id),
      ['h1'],
    )
    hall.do(coming('h1'))
    hall.do(coming('h1'))
    hall.do(coming('h1', 'chi'))
    assert.deepEqual(
      hall.queue.help[0]?.coming.map(({ staff }) => staff),
      ['binh', 'chi'],
    )
    hall.do(over('h1'))
    assert.deepEqual(hall.queue.help, [])
  })

  test('is not answered by who called, nor when it is over, and comes from a counter that is there', () => {
    given(helpCalled('h1')).when(coming('h1', 'an')).refused('own-call')
    given().when(coming('h1')).refused('help-over')
    given().when(over('h1')).refused('help-over')
    given()
      .when(helpCalled('h1', 'an', 'nowhere'))
      .refused('unknown-counter')
    given()
      .when(helpCalled('h1', 'an', null))
      .then(happened('HelpCalled', { counter: null }))
  })

  test('is ended by who called, who comes, or who runs the hall, and by nobody else', () => {
    const { hall } = given(helpCalled('h1'), coming('h1'))
    assert.deepEqual(hall.try(over('h1')(), officer('chi')), { refused: 'not-in-this-call' })
    for (const who of [officer('an'), officer('binh'), { role: 'head', id: 'truong' } as const]) {
      const { hall: other } = given(helpCalled('h1'), coming('h1'))
      assert.ok('events' in other.try(over('h1')(), who), who.id)
    }
  })

  test('is made at one’s own counter', () => {
    const { hall } = given(opened(desk1, 'an'))
    assert.deepEqual(hall.try(helpCalled('h1', 'binh')(), officer('binh')), { refused: 'not-your-counter' })
  })
})

spec('put first by whoever runs the hall', ({ test }) => {
  test('goes before everyone, and the call says so', () => {
    given(opened(desk2), issued(), later(MINUTE), issued(), put('H002', 'first'))
      .when(callNext(desk2))
      .then((hall) => ({ ...called('H002', desk2)(hall), why: { because: 'put-first', overtaken: 1 } }) as never)
  })

  test('is explained to anyone in one sentence; the reason only to staff', () => {
    const { hall } = given(opened(desk2), issued(), issued(), put('H002', 'first', 'người bệnh nặng'), callNext(desk2))
    const staff = whyBefore(hall.queue, 'H002', 'H001', 'staff')
    const citizen = whyBefore(hall.queue, 'H002', 'H001', 'citizen')
    assert.deepEqual([staff.code, citizen.code], ['put-first', 'put-first'])
    assert.ok(staff.sentence.vi.includes('người bệnh nặng'))
    assert.ok(!JSON.stringify(citizen.sentence).includes('người bệnh nặng'))
  })

  test('was for one call: whoever comes back stands as anybody', () => {
    const { hall } = given(
      ...[opened(desk2), issued(), issued(), put('H002', 'first'), callNext(desk2)],
      ...[parked(desk2, 'H002'), resumed('H002')],
    )
    const ticket = hall.queue.tickets.get(hall.id('H002'))
    assert.deepEqual([ticket?.first, ticket?.putFirst], [false, null])
  })

  test('is taken back by putting it at its time again', () => {
    given(opened(desk2), issued(), later(MINUTE), issued(), put('H002', 'first'), put('H002', 'its-time'))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })

  test('needs a reason, somebody in line, and another place than the present one', () => {
    given(issued())
      .when(put('H001', 'first', ' '))
      .refused('reason-needed')
    given(issued(), put('H001', 'first')).when(put('H001', 'first')).refused('there-already')
    given(issued()).when(put('H001', 'its-time')).refused('there-already')
    given(opened(desk2), issued(), callNext(desk2)).when(put('H001', 'first')).refused('not-now')
  })

  test('a transfer keeps the reason it was given', () => {
    const moved = (hall: Hall): Order =>
      ({ ...transferred('H001', { service: 'ho-tich' })(hall), reason: 'nhầm' }) as Order
    given(issued())
      .when(moved)
      .then(happened('TicketTransferred', { service: 'ho-tich', reason: 'nhầm' }))
  })
})
