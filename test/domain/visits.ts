import assert from 'node:assert/strict'
import type { Office, ReturningRules } from '#core/domain/office.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  classChanged,
  desk1,
  desk2,
  desk5,
  extended,
  finished,
  given,
  givenIn,
  goesOn,
  happened,
  issued,
  later,
  MINUTE,
  opened,
  parked,
  rated,
  SECOND,
  served,
  serviceBegan,
  shortened,
  started,
  wasIssued,
  withVisit,
} from '../kit/trade.ts'

const nextService = (rule: ReturningRules['nextService']): Office => ({
  ...testOffice,
  returning: { ...testOffice.returning, nextService: rule },
})

spec('several services in one visit', ({ test }) => {
  const both = [opened(desk2), opened(desk5), withVisit('chung-thuc', 'tra-ket-qua')]
  test('finished at the first, it joins the next line by itself, under the same number', () => {
    const hall = givenIn(testOffice, ...both, callNext(desk2))
    hall.when(finished(desk2, 'H001')).then(serviceBegan('H001', true), goesOn('H001', 'tra-ket-qua'))
    hall.when(callNext(desk5)).then(called('H001', desk5))
    hall.hall.do(started(desk5, 'H001'))
    hall.when(finished(desk5, 'H001')).then(served('H001'))
  })
  test('keeps its claim there: before those who came later', () => {
    const late = [...both, later(MINUTE), issued('tra-ket-qua'), callNext(desk2), finished(desk2, 'H001')]
    givenIn(testOffice, ...late)
      .when(callNext(desk5))
      .then(called('H001', desk5))
  })
  test('or stands last, where the office has it so', () => {
    const late = [...both, issued('tra-ket-qua'), later(MINUTE), callNext(desk2), finished(desk2, 'H001')]
    givenIn(nextService({ place: 'last', delayMs: 0 }), ...late)
      .when(callNext(desk5))
      .then(called('S001', desk5))
  })
  test('or has a moment to walk over', () => {
    const walking = givenIn(nextService({ place: 'kept', delayMs: MINUTE }), ...both, callNext(desk2))
    walking.hall.do(finished(desk2, 'H001'))
    walking.when(callNext(desk5)).refused('all-held-off')
    walking.hall.at += MINUTE
    walking.when(callNext(desk5)).then(called('H001', desk5))
  })
  test('one key sends it on and calls the next', () => {
    givenIn(testOffice, ...both, issued(), callNext(desk2), started(desk2, 'H001'))
      .when(callNext(desk2))
      .then(goesOn('H001', 'tra-ket-qua'), called('H002', desk2))
  })
  test('goes to each once, and is rated once, at the end', () => {
    const three = [opened(desk2), opened(desk5), opened(desk1), withVisit('chung-thuc', 'tra-ket-qua', 'ho-tich')]
    const day = givenIn(testOffice, ...three, callNext(desk2), finished(desk2, 'H001'))
    day.when(rated('H001')).refused('not-now')
    day.hall.do(callNext(desk5))
    day.hall.do(finished(desk5, 'H001'))
    day.when(rated('H001')).refused('not-now')
    day.hall.do(callNext(desk1))
    day.hall.do(finished(desk1, 'H001'))
    day.when(rated('H001', 'hai-long', desk1)).then(happened('TicketRated'))
    assert.deepEqual(day.hall.queue.servedAt, { [desk2]: 1, [desk5]: 1, [desk1]: 1 })
    assert.equal(day.hall.queue.issued, 1)
  })
  test('every service teaches how long it takes', () => {
    const day = givenIn(testOffice, ...both, callNext(desk2), started(desk2, 'H001'), later(4 * MINUTE))
    day.hall.do(finished(desk2, 'H001'))
    assert.deepEqual(day.hall.queue.pace['chung-thuc'], { finished: 1, totalMs: 4 * MINUTE })
  })
  test('a service no counter serves any more is passed by, rather than waited for without end', () => {
    const { hall } = givenIn(testOffice, opened(desk2), withVisit('chung-thuc', 'cu-tru', 'tra-ket-qua'))
    hall.do(() => ({
      type: 'ChangeOffice',
      office: { ...testOffice, counters: testOffice.counters.filter((one) => !one.services.includes('cu-tru')) },
    }))
    hall.do(callNext(desk2))
    const on = hall.do(finished(desk2, 'H001'))
    assert.partialDeepStrictEqual(on.at(-1), { type: 'VisitContinued', service: 'tra-ket-qua' })
    assert.deepEqual(hall.queue.tickets.get(hall.id('H001'))?.visit, [])
  })
})

spec('one more service', ({ test }) => {
  test('is added at the desk while the person waits, is called, served or parked', () => {
    const steps = [issued(), callNext(desk2), started(desk2, 'H001'), parked(desk2, 'H001')]
    for (let i = 1; i <= steps.length; i++) {
      given(opened(desk2), ...steps.slice(0, i))
        .when(extended('H001', 'ho-tich'))
        .then(happened('VisitExtended', { service: 'ho-tich' }))
    }
  })
  test('is added at the kiosk only to a ticket of that kiosk which still waits', () => {
    given(issued())
      .when(extended('H001', 'ho-tich', 'kiosk-1'))
      .then(happened('VisitExtended'))
    given(issued())
      .when(extended('H001', 'ho-tich', 'kiosk-2'))
      .refused('not-now')
    given(opened(desk2), issued(), callNext(desk2))
      .when(extended('H001', 'ho-tich', 'kiosk-1'))
      .refused('not-now')
  })
  test('not twice, not unknown, not where no counter serves, not when the person is gone', () => {
    given(issued()).when(extended('H001', 'chung-thuc')).refused('in-this-visit')
    given(withVisit('chung-thuc', 'ho-tich')).when(extended('H001', 'ho-tich')).refused('in-this-visit')
    given(issued()).when(extended('H001', 'vat-nuoi')).refused('unknown-service')
    const nobody = { ...testOffice, counters: testOffice.counters.filter((one) => !one.services.includes('cu-tru')) }
    givenIn(nobody, issued()).when(extended('H001', 'cu-tru')).refused('counter-does-not-serve')
    given(opened(desk2), issued(), callNext(desk2), finished(desk2, 'H001'))
      .when(extended('H001', 'ho-tich'))
      .refused('not-now')
  })
  test('not at the kiosk for a service that gives no numbers; the desk is told so too', () => {
    const services = testOffice.services.map((one) => (one.id === 'cu-tru' ? { ...one, open: false } : one))
    givenIn({ ...testOffice, services }, issued())
      .when(extended('H001', 'cu-tru', 'kiosk-1'))
      .refused('service-closed')
    givenIn({ ...testOffice, services })
      .when(withVisit('chung-thuc', 'cu-tru'))
      .refused('service-closed')
  })
  test('five after the first at most', () => {
    const five = ['ho-tich', 'dat-dai', 'chinh-sach', 'kinh-doanh', 'tra-ket-qua']
    given(withVisit('chung-thuc', ...five))
      .when(extended('H001', 'cu-tru'))
      .refused('visit-full')
  })
  test('taken together with the number', () => {
    given().when(withVisit('chung-thuc', 'ho-tich')).then(wasIssued('H001'))
    given().when(withVisit('chung-thuc', 'chung-thuc')).refused('in-this-visit')
    given().when(withVisit('chung-thuc', 'vat-nuoi')).refused('unknown-service')
  })
})

spec('a further service taken out again', ({ test }) => {
  test('is gone, and the others stay in their order', () => {
    const { hall } = given(withVisit('chung-thuc', 'ho-tich', 'cu-tru', 'tra-ket-qua'))
    hall.do(shortened('H001', 'cu-tru'))
    assert.deepEqual(hall.queue.tickets.get(hall.id('H001'))?.visit, ['ho-tich', 'tra-ket-qua'])
    const before = hall.queue.lines.get('chung-thuc')?.map(({ visit }) => visit)
    assert.deepEqual(before, [['ho-tich', 'tra-ket-qua']], 'in the line too')
  })
  test('the visit ends where it ended before it was added', () => {
    given(opened(desk2), issued(), extended('H001', 'ho-tich'), shortened('H001', 'ho-tich'), callNext(desk2))
      .when(finished(desk2, 'H001'))
      .then(serviceBegan('H001', true), served('H001'))
  })
  test('at the desk while the person waits, is called, served or parked', () => {
    const visit = withVisit('chung-thuc', 'ho-tich')
    const steps = [visit, callNext(desk2), started(desk2, 'H001'), parked(desk2, 'H001')]
    for (let i = 1; i <= steps.length; i++) {
      given(opened(desk2), ...steps.slice(0, i))
        .when(shortened('H001', 'ho-tich'))
        .then(happened('VisitShortened', { service: 'ho-tich' }))
    }
  })
  test('at the kiosk only from a ticket of that kiosk which still waits', () => {
    const visit = withVisit('chung-thuc', 'ho-tich')
    given(visit)
      .when(shortened('H001', 'ho-tich', 'kiosk-1'))
      .then(happened('VisitShortened'))
    given(visit)
      .when(shortened('H001', 'ho-tich', 'kiosk-2'))
      .refused('not-now')
    given(opened(desk2), visit, callNext(desk2))
      .when(shortened('H001', 'ho-tich', 'kiosk-1'))
      .refused('not-now')
  })
  test('also one that gives no numbers any more: nobody is kept in a visit they do not want', () => {
    const services = testOffice.services.map((one) => (one.id === 'ho-tich' ? { ...one, open: false } : one))
    given(withVisit('chung-thuc', 'ho-tich'), () => ({ type: 'ChangeOffice', office: { ...testOffice, services } }))
      .when(shortened('H001', 'ho-tich', 'kiosk-1'))
      .then(happened('VisitShortened'))
  })
  test('not where the visit never goes on to it, and not the service under way', () => {
    given(withVisit('chung-thuc', 'ho-tich')).when(shortened('H001', 'cu-tru')).refused('not-in-visit')
    given(withVisit('chung-thuc', 'ho-tich')).when(shortened('H001', 'chung-thuc')).refused('not-in-visit')
    given(opened(desk2), issued(), callNext(desk2), finished(desk2, 'H001'))
      .when(shortened('H001', 'ho-tich'))
      .refused('not-now')
  })
  test('twice is once: the second is told that it is gone', () => {
    given(withVisit('chung-thuc', 'ho-tich'), shortened('H001', 'ho-tich'))
      .when(shortened('H001', 'ho-tich'))
      .refused('not-in-visit')
  })
})

spec('a priority', ({ test }) => {
  const byStaff: Office = {
    ...testOffice,
    classes: testOffice.classes.map((one) => (one.id === 'co-cong' ? { ...one, confirmedBy: 'staff' } : one)),
  }
  const two = [opened(desk2), issued(), later(MINUTE), issued('chung-thuc', 'co-cong'), later(SECOND)]
  test('that staff must confirm counts only when it is', () => {
    givenIn(byStaff, ...two)
      .when(callNext(desk2))
      .then(called('H001', desk2))
    givenIn(byStaff, ...two, classChanged('H002', 'co-cong'))
      .when(callNext(desk2))
      .then(called('H002', desk2))
  })
  test('given at the desk is confirmed by the one who gives it', () => {
    const { hall } = givenIn(byStaff, opened(desk2), issued(), later(MINUTE))
    hall.do((day) => ({ ...issued('chung-thuc', 'co-cong')(day), origin: 'desk', device: null }) as never)
    assert.equal(hall.queue.tickets.get(hall.id('H002'))?.class, 'co-cong')
  })
  test('said of oneself counts at once, and staff may withdraw it', () => {
    const elder = [opened(desk2), issued(), later(MINUTE), issued('chung-thuc', 'cao-tuoi')]
    givenIn(testOffice, ...elder)
      .when(callNext(desk2))
      .then(called('H002', desk2))
    givenIn(testOffice, ...elder, classChanged('H002', 'ordinary', 'không thuộc diện'))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
  test('is not confirmed: what was said is no longer shown as waiting for it', () => {
    const { hall } = givenIn(byStaff, ...two, classChanged('H002', 'ordinary', 'không có giấy tờ'))
    assert.equal(hall.queue.tickets.get(hall.id('H002'))?.declared, null)
  })
  test('changes with a reason, to a class that exists, and only if it changes anything', () => {
    givenIn(testOffice, ...two)
      .when(classChanged('H001', 'cao-tuoi', ' '))
      .refused('reason-needed')
    givenIn(testOffice, ...two)
      .when(classChanged('H001', 'vip'))
      .refused('unknown-class')
    givenIn(testOffice, ...two)
      .when(classChanged('H001', 'ordinary'))
      .refused('not-now')
  })
})
