import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Calendar } from '#core/domain/calendar.ts'
import type { Office, Service } from '#core/domain/office.ts'
import { REFUSALS } from '#core/domain/refusals.ts'
import { type ClosedGate, gateOf, gateOfHall, WHY_CLOSED, whyNoNumber } from '#core/domain/rules/gate.ts'
import { testOffice } from '../kit/no-limits.ts'
import { someCalendar } from '../kit/some-calendar.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  desk2,
  given,
  givenIn,
  Hall,
  HOUR,
  happened,
  issued,
  issuedAtDesk,
  later,
  MINUTE,
  MORNING,
  opened,
  practiceBegun,
  reopened,
  type Step,
  stopped,
  takenBack,
  timeKept,
  wasIssued,
} from '../kit/trade.ts'

const WEEK: Calendar['sessions'] = [
  { days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' },
  { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
]
const officeWith = (calendar: Partial<Calendar>, own: Partial<Service> = {}): Office => ({
  ...testOffice,
  calendar: { ...testOffice.calendar, sessions: WEEK, ...calendar },
  services: testOffice.services.map((one) => (one.id === 'chung-thuc' ? { ...one, ...own } : one)),
})
const at = (text: string) => Date.parse(`${text}+07:00`)
const until = (time: string): Step => ({ passMs: at(`2026-11-23T${time}`) - MORNING })

/** The gate of the certifications after these steps. */
function gate(office: Office, ...steps: Step[]) {
  const { hall } = givenIn(office, ...steps)
  return gateOf(hall.queue, certifications(office), hall.at)
}
function certifications(office: Office): Service {
  const service = office.services.find(({ id }) => id === 'chung-thuc')
  assert.ok(service)
  return service
}
function shut(office: Office, ...steps: Step[]): ClosedGate {
  const found = gate(office, ...steps)
  assert.equal(found.state, 'closed')
  return found as ClosedGate
}

spec('the hours of a kiosk', ({ test }) => {
  const office = officeWith({ lastNumberMs: 30 * MINUTE })
  test('are kept by machines; a desk may still help', () => {
    givenIn(office, until('18:00')).when(issued()).refused('hall-closed')
    givenIn(office, until('18:00')).when(issuedAtDesk()).then(wasIssued('H001'))
  })
  test('say before the first session when it begins', () => {
    const { why, opensAt } = shut(office, { passMs: at('2026-11-23T06:00') - MORNING })
    assert.deepEqual([why, opensAt], ['hall-closed', at('2026-11-23T07:30')])
  })
  test('give no number at lunch, and say when the afternoon begins', () => {
    givenIn(office, until('12:00')).when(issued()).refused('lunch')
    assert.equal(shut(office, until('12:00')).opensAt, at('2026-11-23T13:30'))
  })
  test('end with the last number, some time before the session', () => {
    assert.deepEqual(gate(office), { state: 'open', lastNumberAt: at('2026-11-23T11:00') })
    givenIn(office, until('10:59')).when(issued()).then(wasIssued('H001'))
    givenIn(office, until('11:00')).when(issued()).refused('last-number-given')
    assert.equal(shut(office, until('11:00')).opensAt, at('2026-11-23T13:30'))
    assert.equal(shut(office, until('16:45')).opensAt, at('2026-11-24T07:30'))
  })
  test('name the holiday', () => {
    const name = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' }
    const specialDays = [{ date: '11-24', name, services: null, hours: { kind: 'closed' } as const }]
    const found = shut(officeWith({ specialDays }), later(24 * HOUR))
    assert.deepEqual(found, {
      state: 'closed',
      why: 'holiday',
      reason: null,
      opensAt: at('2026-11-25T07:30'),
      name,
    })
  })
  test('are nobody’s concern while the hall practises', () => {
    givenIn(office, until('12:00'), practiceBegun()).when(issued()).then(wasIssued('TEST001'))
  })
  test('do not keep anybody from being called', () => {
    givenIn(office, opened(desk2), issued(), until('12:00')).when(callNext(desk2)).then(called('H001', desk2))
  })
})

spec('a quota', ({ test }) => {
  const office = officeWith({}, { quota: { session: 2, day: 3 } })
  test('of the session ends its numbers; the next session has its own', () => {
    givenIn(office, issued(), issued()).when(issued()).refused('quota-session')
    assert.equal(shut(office, issued(), issued()).opensAt, at('2026-11-23T13:30'))
    givenIn(office, issued(), issued(), until('14:00')).when(issued()).then(wasIssued('H003'))
  })
  test('of the day ends them until the next working day, and says so at lunch already', () => {
    const three = [issued(), issued(), issuedAtDesk()]
    assert.deepEqual(
      [shut(office, ...three).why, shut(office, ...three).opensAt],
      ['quota-day', at('2026-11-24T07:30')],
    )
    assert.equal(shut(office, ...three, until('12:00')).why, 'quota-day')
    givenIn(office, ...three, until('14:00'))
      .when(issued())
      .refused('quota-day')
  })
  test('counts a number given at the desk but does not refuse it there', () => {
    givenIn(office, issuedAtDesk(), issuedAtDesk()).when(issued()).refused('quota-session')
    givenIn(office, issued(), issued()).when(issuedAtDesk()).then(wasIssued('H003'))
  })
  test('gets a number back that was taken by mistake', () => {
    givenIn(office, issued(), issued(), takenBack('H002')).when(issued()).then(wasIssued('H003'))
  })
  test('leaves the other services as they are', () => {
    givenIn(office, issued(), issued()).when(issued('ho-tich')).then(wasIssued('A001'))
  })
  test('is new in the morning', () => {
    givenIn(office, issued(), issued(), issuedAtDesk(), later(24 * HOUR), timeKept())
      .when(issued())
      .then(wasIssued('H001'))
  })
})

spec('a closure at once', ({ test }) => {
  const office = officeWith({})
  test('stops one service with its reason; the others go on', () => {
    givenIn(office, stopped('chung-thuc')).when(issued()).refused('closed-for-now')
    givenIn(office, stopped('chung-thuc')).when(issued('ho-tich')).then(wasIssued('A001'))
    assert.equal(shut(office, stopped('chung-thuc', 'máy in hỏng')).reason, 'máy in hỏng')
  })
  test('stops the whole hall, but for who stands at a desk and who has a number', () => {
    const closed = [opened(desk2), issued(), stopped(null)]
    givenIn(office, ...closed)
      .when(issued('ho-tich'))
      .refused('closed-for-now')
    givenIn(office, ...closed)
      .when(issuedAtDesk())
      .then(wasIssued('H002'))
    givenIn(office, ...closed)
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
  test('says when it ends, and ends by itself', () => {
    const closed = [stopped('chung-thuc', 'họp', MORNING + HOUR)]
    assert.equal(shut(office, ...closed).opensAt, MORNING + HOUR)
    givenIn(office, ...closed, later(HOUR))
      .when(issued())
      .then(wasIssued('H001'))
    givenIn(office, ...closed, later(HOUR))
      .when(timeKept())
      .then(happened('ServiceResumed', { service: 'chung-thuc' }))
  })
  test('that ends at lunch opens with the afternoon', () => {
    assert.equal(shut(office, stopped(null, 'họp', at('2026-11-23T12:00'))).opensAt, at('2026-11-23T13:30'))
  })
  test('is not told in the evening: it ends with its day', () => {
    const { why, opensAt } = shut(office, stopped(null), until('18:00'))
    assert.deepEqual([why, opensAt], ['hall-closed', at('2026-11-24T07:30')])
    givenIn(office, stopped(null), later(24 * HOUR), timeKept())
      .when(issued())
      .then(wasIssued('H001'))
  })
  test('is lifted by hand, once', () => {
    const lifted = [stopped('chung-thuc'), reopened('chung-thuc')]
    givenIn(office, ...lifted)
      .when(issued())
      .then(wasIssued('H001'))
    givenIn(office, ...lifted)
      .when(reopened('chung-thuc'))
      .refused('not-stopped')
  })
  test('needs a service that is there, a reason, and an end that is still to come', () => {
    given().when(stopped('vat-nuoi')).refused('unknown-service')
    given().when(stopped(null, ' ')).refused('reason-needed')
    given()
      .when(stopped(null, 'họp', MORNING))
      .refused('already-over')
  })
  test('gives way to what lasts longer', () => {
    const full = officeWith({}, { quota: { session: null, day: 1 } })
    assert.equal(shut(full, issued(), stopped(null, 'họp', MORNING + HOUR)).why, 'quota-day')
    assert.equal(shut(full, issued(), stopped(null, 'họp')).why, 'closed-for-now')
  })
})

spec('what a machine says when it gives no number', ({ test }) => {
  test('U11: fits into fifteen words of either language', () => {
    for (const why of WHY_CLOSED)
      for (const sentence of Object.values(REFUSALS[why])) assert.ok(sentence.split(/\s+/).length <= 15, sentence)
  })
})

spec('the gate of the hall', ({ test }) => {
  test('is open while one service gives numbers', () => {
    const { hall } = givenIn(officeWith({}), stopped('chung-thuc'))
    assert.equal(gateOfHall(hall.queue, hall.at).state, 'open')
  })
  test('is closed in the words of the service that opens first', () => {
    const office = officeWith({}, { sessions: [{ days: [1], from: '18:00', to: '20:00' }] })
    const { hall } = givenIn(office, until('17:30'))
    const found = gateOfHall(hall.queue, hall.at)
    assert.deepEqual(found.state === 'closed' && found.opensAt, at('2026-11-23T18:00'))
  })
})

spec('under every calendar', ({ test }) => {
  const service = fc.record({
    sessions: fc.oneof(
      fc.constant(null),
      someCalendar().map(({ sessions }) => sessions),
    ),
    quota: fc.record({ session: fc.constantFrom(null, 1, 3), day: fc.constantFrom(null, 2, 5) }),
  })
  const acts = fc.array(
    fc.oneof(
      fc.integer({ min: 1, max: 600 }).map((minutes) => later(minutes * MINUTE)),
      fc.constantFrom<Step>(stopped(null), stopped('chung-thuc'), issued(), issued(), issuedAtDesk()),
      fc.integer({ min: 1, max: 20 }).map(
        (hours): Step =>
          (hall) =>
            stopped(null, 'họp', hall.at + hours * HOUR)(),
      ),
    ),
    { maxLength: 25 },
  )
  // Built inside the property: a whole hall is no readable counterexample.
  const days = fc.tuple(someCalendar(), service, acts)
  const after = ([calendar, own, steps]: [Calendar, Partial<Service>, Step[]]) => {
    const hall = new Hall(officeWith(calendar, own))
    for (const step of steps) {
      if (typeof step === 'function') hall.try(step(hall))
      else hall.at += step.passMs
    }
    hall.try({ type: 'KeepTime' })
    return hall
  }
  test('a kiosk gives a number exactly when its gate is open', () => {
    fc.assert(
      fc.property(days, (day) => {
        const hall = after(day)
        const found = gateOf(hall.queue, certifications(hall.queue.office), hall.at)
        const result = hall.try(issued()(hall))
        assert.deepEqual('refused' in result ? result.refused : 'given', found.state === 'open' ? 'given' : found.why)
      }),
    )
  })
  test('a gate that says when it opens has its session running then, and none gives numbers before', () => {
    fc.assert(
      fc.property(days, (day) => {
        const hall = after(day)
        const one = certifications(hall.queue.office)
        const found = gateOf(hall.queue, one, hall.at)
        if (found.state === 'open' || found.opensAt === null) return
        assert.ok(found.opensAt > hall.at)
        const next = new Hall(hall.queue.office)
        next.queue = hall.queue
        // One look a quarter of an hour until then, and one at the instant itself.
        for (next.at = hall.at; next.at < found.opensAt; next.at += 15 * MINUTE) {
          next.try({ type: 'KeepTime' })
          assert.notEqual(whyNoNumber(next.queue, one, 'kiosk', next.at), null)
        }
        next.at = found.opensAt
        next.try({ type: 'KeepTime' })
        const then = gateOf(next.queue, one, next.at)
        // A closure may hide that the numbers of its session are out too; of two reasons one is told.
        if (then.state === 'closed') assert.ok(then.opensAt === null || then.opensAt > next.at)
        if (found.why !== 'closed-for-now') assert.equal(then.state, 'open')
      }),
      { numRuns: 60 },
    )
  })
})
