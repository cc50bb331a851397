import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import { type Why, whyBefore } from '#core/domain/why.ts'
import { live, someDay } from '../kit/generated-day.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  cancelled,
  desk1,
  desk2,
  desk5,
  finished,
  given,
  givenIn,
  type Hall,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  picked,
  resumed,
  type Step,
  transferred,
} from '../kit/trade.ts'

const ELDER = 'cao-tuoi'

/** What staff and a citizen hear after these steps, asked why the first was before the second. */
function asked(hall: Hall, first: string, second: string): { staff: Why; citizen: Why } {
  const [staff, citizen] = (['staff', 'citizen'] as const).map((one) => whyBefore(hall.queue, first, second, one))
  assert.ok(staff && citizen)
  assert.equal(staff.code, citizen.code)
  return { staff, citizen }
}

const after = (...steps: Step[]) => given(...steps).hall
const afterIn = (office: Office, ...steps: Step[]) => givenIn(office, ...steps).hall
const offered = (change: Partial<Office>): Office => ({ ...testOffice, ...change })
const counter2 = (change: object): Office =>
  offered({ counters: testOffice.counters.map((one) => (one.id === desk2 ? { ...one, ...change } : one)) })

spec('why one number was before another', ({ test }) => {
  test('it came earlier, and both times are told', () => {
    const hall = after(opened(desk2), issued(), later(7 * MINUTE), issued(), callNext(desk2))
    const { staff } = asked(hall, 'H001', 'H002')
    assert.equal(staff.code, 'came-earlier')
    assert.equal(
      staff.sentence.vi,
      'H001 được gọi trước H002 (lúc 08:07, quầy 2) vì tính theo giờ đến thì sớm hơn: lấy số lúc 08:00; còn H002: lấy số lúc 08:07.',
    )
    assert.match(
      staff.sentence.en,
      /^H001 was called before H002 \(at 08:07, counter 2\) because it counts from earlier/,
    )
  })

  test('it came earlier within the same minute, which is said so', () => {
    const hall = after(opened(desk2), issued(), issued(), callNext(desk2))
    assert.match(asked(hall, 'H001', 'H002').staff.sentence.vi, /sớm hơn trong cùng phút đó/)
  })

  test('a head start: staff hear which priority, a citizen only that there is one', () => {
    const hall = after(opened(desk2), issued(), later(20 * MINUTE), issued('chung-thuc', ELDER), callNext(desk2))
    const { staff, citizen } = asked(hall, 'H002', 'H001')
    assert.equal(staff.code, 'head-start')
    assert.match(staff.sentence.vi, /“Người cao tuổi”: được tính như đến lúc 07:50, còn H001 tính từ 08:00/)
    assert.match(citizen.sentence.vi, /thuộc diện ưu tiên/)
    assert.doesNotMatch(citizen.sentence.vi, /cao tuổi|07:50/)
  })

  test('a priority that came too late for its head start: the other came earlier', () => {
    const hall = after(opened(desk2), issued(), later(35 * MINUTE), issued('chung-thuc', ELDER), callNext(desk2))
    assert.equal(asked(hall, 'H001', 'H002').staff.code, 'came-earlier')
  })

  test('ratio: the turn of priority numbers, and then the turn of the others', () => {
    const office = offered({ order: { policy: 'ratio', inARow: 1 } })
    const elder = issued('chung-thuc', ELDER)
    const hall = afterIn(office, opened(desk2), issued(), later(MINUTE), elder, elder, callNext(desk2))
    assert.equal(asked(hall, 'H002', 'H001').staff.code, 'priority-turn')
    hall.do(finished(desk2, 'H002'))
    hall.do(callNext(desk2))
    const { staff, citizen } = asked(hall, 'H001', 'H003')
    assert.equal(staff.code, 'ordinary-turn')
    assert.match(citizen.sentence.vi, /đã gọi đủ 1 số ưu tiên liền nhau/)
  })

  test('strict: the rank goes first', () => {
    const office = offered({ order: { policy: 'strict' } })
    const hall = afterIn(
      office,
      opened(desk2),
      issued(),
      later(90 * MINUTE),
      issued('chung-thuc', ELDER),
      callNext(desk2),
    )
    const { staff, citizen } = asked(hall, 'H002', 'H001')
    assert.equal(staff.code, 'rank')
    assert.match(staff.sentence.vi, /Người cao tuổi/)
    assert.doesNotMatch(citizen.sentence.vi, /cao tuổi/)
  })

  test('another line: the counter does not call the other’s service', () => {
    const hall = after(opened(desk2), issued('cu-tru'), later(MINUTE), issued(), callNext(desk2))
    const { staff, citizen } = asked(hall, 'H001', 'X001')
    assert.equal(staff.code, 'other-line')
    assert.match(staff.sentence.vi, /Chứng thực; Cư trú/)
    assert.doesNotMatch(citizen.sentence.vi, /Cư trú/)
  })

  test('an officer who cannot do a service does not call its line', () => {
    const office = offered({ skills: [{ staff: 'an', services: ['chung-thuc'] }] })
    const hall = afterIn(office, opened(desk1, 'an'), issued('ho-tich'), later(MINUTE), issued(), callNext(desk1))
    assert.equal(asked(hall, 'H001', 'A001').staff.code, 'other-line')
  })

  test('the other was sent to another counter', () => {
    const hall = after(opened(desk2), issued(), issued(), transferred('H001', { counter: desk5 }), callNext(desk2))
    assert.equal(asked(hall, 'H002', 'H001').staff.code, 'second-sent-elsewhere')
  })

  test('it was sent to this counter, which takes such people before its lines', () => {
    const hall = afterIn(
      counter2({ serves: 'preference', services: ['chung-thuc', 'ho-tich'] }),
      ...[opened(desk2), issued(), later(MINUTE), issued('cu-tru')],
      ...[transferred('X001', { counter: desk2 }), callNext(desk2)],
    )
    assert.equal(asked(hall, 'X001', 'H001').staff.code, 'sent-here')
  })

  test('a fast lane calls its classes first', () => {
    const office = counter2({ fastLane: { classes: [ELDER], helpsOthers: true } })
    const hall = afterIn(
      office,
      opened(desk2),
      issued(),
      later(90 * MINUTE),
      issued('chung-thuc', ELDER),
      callNext(desk2),
    )
    assert.equal(asked(hall, 'H002', 'H001').staff.code, 'fast-lane')
  })

  test('a counter prefers one service, or shares its calls', () => {
    for (const [serves, code] of [
      ['preference', 'preference'],
      ['shares', 'share'],
    ] as const) {
      const office = counter2({ serves, services: ['ho-tich', 'chung-thuc'] })
      const hall = afterIn(office, opened(desk2), issued(), later(MINUTE), issued('ho-tich'), callNext(desk2))
      assert.equal(asked(hall, 'A001', 'H001').staff.code, code)
    }
  })

  test('it came back, and the office calls those first', () => {
    const office = offered({ returning: { ...testOffice.returning, parked: { place: 'first', delayMs: 0 } } })
    const hall = afterIn(
      office,
      ...[opened(desk2), issued(), issued(), callNext(desk2), parked(desk2, 'H001')],
      ...[callNext(desk2), issued(), finished(desk2, 'H002'), resumed('H001'), callNext(desk2)],
    )
    assert.equal(asked(hall, 'H001', 'H003').staff.code, 'came-back-first')
  })

  test('the other came back and counts from then', () => {
    const office = offered({ returning: { ...testOffice.returning, parked: { place: 'last', delayMs: 0 } } })
    const hall = afterIn(
      office,
      ...[opened(desk2), issued(), callNext(desk2), parked(desk2, 'H001'), later(5 * MINUTE), issued()],
      ...[later(10 * MINUTE), resumed('H001'), callNext(desk2)],
    )
    const { staff } = asked(hall, 'H002', 'H001')
    assert.equal(staff.code, 'came-back-last')
    assert.match(staff.sentence.vi, /H001 quay lại lúc 08:15 và được tính từ giờ đó/)
  })

  test('an appointment’s time counts as its time of coming', () => {
    const hall = after(opened(desk2), later(20 * MINUTE), issued())
    const event = hall.happened.find((one) => one.event.type === 'TicketIssued')?.event
    assert.ok(event?.type === 'TicketIssued')
    const claimAt = hall.at - 10 * MINUTE
    hall.tell({ ...event, ticket: 'met', number: 'H777', seq: 777, claimAt, appointment: 'hen-1' })
    hall.do(callNext(desk2))
    const { staff } = asked(hall, 'H777', 'H001')
    assert.equal(staff.code, 'appointment')
    assert.match(staff.sentence.vi, /có hẹn lúc 08:10, giờ hẹn được tính như giờ đến; còn H001: lấy số lúc 08:20/)
  })

  test('the people of the morning go first, and whoever stayed over night before them', () => {
    const hall = after(opened(desk2), issued())
    const event = hall.happened.find((one) => one.event.type === 'TicketIssued')?.event
    assert.ok(event?.type === 'TicketIssued')
    const elder = { ...event, class: ELDER, claimAt: hall.at }
    hall.tell({ ...elder, ticket: 'noon', number: 'H777', seq: 777, sitting: event.sitting! + 1 })
    hall.tell({
      ...elder,
      ticket: 'night',
      number: 'H778',
      seq: 778,
      sitting: -1,
      claimAt: hall.at + 1,
      class: 'ordinary',
    })
    assert.equal(asked(hall, 'H001', 'H777').staff.code, 'session-before')
    assert.equal(asked(hall, 'H778', 'H001').staff.code, 'kept-overnight')
    hall.do(callNext(desk2))
    hall.do(finished(desk2, 'H778'))
    hall.do(callNext(desk2))
    assert.equal(asked(hall, 'H001', 'H777').staff.code, 'session-before')
  })

  test('the other was away just then: held off, parked, missed or cancelled', () => {
    const office = offered({ calling: { ...testOffice.calling, offersAgain: 1, holdOffMs: 3 * MINUTE } })
    const held = afterIn(
      office,
      opened(desk2),
      issued(),
      issued(),
      callNext(desk2),
      missed(desk2, 'H001'),
      callNext(desk2),
    )
    const { staff } = asked(held, 'H002', 'H001')
    assert.equal(staff.code, 'second-held-off')
    assert.match(staff.sentence.vi, /H001 tạm chưa được gọi lại đến 08:03/)
    const away: [Step, string][] = [
      [parked(desk2, 'H001'), 'second-first'],
      [missed(desk2, 'H001'), 'second-first'],
    ]
    // Both were called before they went: the other way round is the truth.
    for (const [step, code] of away) {
      const hall = after(opened(desk2), issued(), issued(), callNext(desk2), step, callNext(desk2))
      assert.equal(asked(hall, 'H002', 'H001').staff.code, code)
    }
    const gone = after(opened(desk2), issued(), issued(), cancelled('H001'), callNext(desk2))
    assert.equal(asked(gone, 'H002', 'H001').staff.code, 'second-gone')
    const waiting = after(opened(desk2), issued(), issued(), callNext(desk2), parked(desk2, 'H001'))
    assert.equal(asked(waiting, 'H002', 'H001').staff.code, 'second-first')
  })

  test('the other was only taken after the call', () => {
    const hall = after(opened(desk2), issued(), callNext(desk2), later(MINUTE), issued())
    const { staff } = asked(hall, 'H001', 'H002')
    assert.equal(staff.code, 'second-came-later')
    assert.match(staff.sentence.vi, /lúc đó H002 chưa có \(lấy số lúc 08:01\)/)
  })

  test('it was the other way round', () => {
    const hall = after(opened(desk2), issued(), later(MINUTE), issued(), callNext(desk2))
    const { staff } = asked(hall, 'H002', 'H001')
    assert.equal(staff.code, 'second-first')
    assert.match(staff.sentence.vi, /^Ngược lại: H001 được gọi trước H002/)
  })

  test('picked out of order: staff hear the reason, a citizen that it is written down', () => {
    const hall = after(opened(desk2), issued(), issued(), picked(desk2, 'H002', 'ông Tư bị ngất'))
    const { staff, citizen } = asked(hall, 'H002', 'H001')
    assert.equal(staff.code, 'picked')
    assert.match(staff.sentence.vi, /“ông Tư bị ngất”/)
    assert.match(citizen.sentence.vi, /lý do đã được ghi vào sổ/)
    assert.doesNotMatch(citizen.sentence.vi, /Tư/)
  })

  test('a counter that called by itself', () => {
    const calling = { ...testOffice.calling, automaticAfterMs: 10_000 }
    const office = { ...counter2({ automatic: true }), calling }
    const tick = (): Order => ({ type: 'KeepTime' })
    const hall = afterIn(office, opened(desk2), issued(), later(MINUTE), issued(), tick)
    const { staff } = asked(hall, 'H001', 'H002')
    assert.equal(staff.code, 'came-earlier')
    assert.match(staff.sentence.vi, /quầy rảnh tự gọi/)
  })

  test('neither is called yet: who is before whom now', () => {
    const hall = after(issued(), later(MINUTE), issued('chung-thuc', ELDER), later(MINUTE), issued(), issued('cu-tru'))
    assert.equal(asked(hall, 'H002', 'H001').staff.code, 'head-start')
    assert.match(asked(hall, 'H001', 'H003').staff.sentence.vi, /^H001 sẽ được gọi trước H003 vì/)
    assert.equal(asked(hall, 'H003', 'H001').staff.code, 'second-first')
    assert.equal(asked(hall, 'H001', 'X001').staff.code, 'separate-lines')
    hall.do(cancelled('H003'))
    assert.equal(asked(hall, 'H001', 'H003').staff.code, 'second-gone')
    hall.do(cancelled('H002'))
    assert.equal(asked(hall, 'H002', 'H003').staff.code, 'first-not-waiting')
  })

  test('one number, and a number that is not there', () => {
    const hall = after(issued())
    assert.equal(asked(hall, 'H001', 'h001 ').staff.code, 'same-number')
    assert.match(asked(hall, 'H001', 'H999').staff.sentence.vi, /không có số H999/)
  })
})

spec('why, on any day and for any two numbers', ({ test }) => {
  const names = testOffice.classes.flatMap(({ name }) => [name.vi, name.en])
  const policies: Office['order'][] = [{ policy: 'head-start' }, { policy: 'ratio', inARow: 2 }, { policy: 'strict' }]

  test('has one answer, true on simple facts, and tells a citizen no class and no reason', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom(...policies), fc.nat(), (day, order, seed) => {
        const { queue } = live(day, offered({ order }))
        const tickets = ticketsInOrder(queue)
        for (let i = 0; i < tickets.length; i++) {
          const first = tickets[i]!
          const second = tickets[(i + 1 + (seed % 7)) % tickets.length]!
          const [staff, citizen] = (['staff', 'citizen'] as const).map((audience) =>
            whyBefore(queue, first.number, second.number, audience),
          ) as [Why, Why]
          assert.equal(staff.code, citizen.code)
          for (const text of [...Object.values(staff.sentence), ...Object.values(citizen.sentence)]) {
            assert.match(text, /^\S.*\.$/)
            assert.doesNotMatch(text, /undefined|null|NaN/)
          }
          for (const text of Object.values(citizen.sentence)) {
            assert.ok(!names.some((name) => text.includes(name)), text)
            assert.ok(!text.includes('thử'), text)
          }
          isTrue(queue, staff, first.id, second.id)
        }
      }),
      { numRuns: 120 },
    )
  })
})

/** What a code says about the tickets, held against the tickets' own facts. */
function isTrue(queue: Hall['queue'], { code }: Why, first: string, second: string): void {
  const [a, b] = [first, second].map((id) => queue.tickets.get(id)!) as [Ticket, Ticket]
  const calls = queue.calls.get(a.id) ?? []
  if (code === 'came-earlier') assert.ok(a.claimAt <= b.claimAt || b.claimAt > b.issuedAt)
  if (code === 'head-start' || code === 'rank' || code === 'priority-turn') assert.ok(a.issuedAt >= b.issuedAt)
  if (code === 'picked') assert.ok(calls.some(({ why }) => why.how === 'picked'))
  if (code === 'second-came-later') assert.ok(calls.some(({ at }) => at <= b.issuedAt))
  if (code === 'same-number') assert.equal(a.id, b.id)
  assert.notEqual(code, 'unknown-number')
}
