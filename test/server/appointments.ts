import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import { codeIn } from '#core/domain/appointment.ts'
import { appointmentCodes } from '#server/edge/appointment-codes.ts'
import { calendarFeed } from '#server/reports/calendar-feed.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { booked, given, Hall, MINUTE, MORNING } from '../kit/trade.ts'

const at = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+07:00`)

spec('codes of appointments', ({ test }) => {
  test('come from the id and the hub’s secret, six digits each', () => {
    const codes = appointmentCodes('key')
    assert.deepEqual(codes('hen-00001'), appointmentCodes('key')('hen-00001'))
    assert.notDeepEqual(codes('hen-00001'), appointmentCodes('other')('hen-00001'))
    for (const code of codes('hen-00001')) assert.match(code, /^\d{6}$/)
    const many = new Set(Array.from({ length: 2_000 }, (_, i) => codes(`hen-${i}`)[0]))
    assert.ok(many.size > 1_990, `${many.size} of 2000 are different`)
  })

  test('are read as they are typed and as scanners give them', () => {
    for (const text of [
      '123456',
      ' 123 456 ',
      '123-456',
      'LUOT-HEN:123456',
      'luot-hen:123456\r',
      'http://192.168.1.10:8080/hen/123456',
    ]) {
      assert.equal(codeIn(text), '123456', text)
    }
    for (const text of [
      '',
      '12345',
      '1234567',
      'LUOT-HEN:1234567',
      '079300012345',
      'http://a/hen/123456/x',
      'A012-8F3KQ2M7XW',
    ]) {
      assert.equal(codeIn(text), null, text)
    }
  })
})

let hall: TestHub
let clock: HandClock
let an: Staffer

spec('appointments over the API', ({ test, beforeEach, afterEach }) => {
  beforeEach(async () => {
    clock = handClock(MORNING)
    hall = await startHub({ machine: clock })
    an = await hall.officer('an')
  })
  afterEach(() => hall.close())

  const book = (slotAt: number, key?: string, appointment: string = randomUUID()) =>
    an.ask('book-appointment', { appointment, service: 'dat-dai', slotAt }, key)
  const checkIn = (code: string, ticket: string = randomUUID()) =>
    hall.post('/api/check-in', { ticket, code }, { key: randomUUID() })

  test('a booking is answered with its code, and a retry with the same one, after a restart too', async () => {
    const [key, id] = [randomUUID(), randomUUID()]
    const first = await book(at('10:00'), key, id)
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.match(first.body.code, /^\d{6}$/)
    assert.deepEqual([first.body.checkInFromAt, first.body.checkInUntilAt], [at('09:30'), at('10:15')])
    assert.deepEqual((await book(at('10:00'), key, id)).body, first.body)
    assert.equal((await book(at('10:00'), undefined, id)).body.code, 'appointment-exists')

    const pins = hall.hub.pins
    await hall.close({ keepData: true })
    hall = await startHub({ machine: clock, dataFolder: hall.dataFolder, pins })
    an = await hall.officer('an')
    assert.deepEqual((await book(at('10:00'), key, id)).body, first.body)
    assert.equal(hall.hub.road.queue().book.get(id)?.code, first.body.code)
  })

  test('slots and appointments are told to staff, and to nobody else', async () => {
    await book(at('10:00'))
    const slots = await hall.get('/api/slots?service=dat-dai&day=2026-11-23', { cookie: an.cookie })
    assert.equal(slots.status, 200)
    const ten = slots.body.slots.find((slot: { slotAt: number }) => slot.slotAt === at('10:00'))
    assert.deepEqual(ten, { slotAt: at('10:00'), untilAt: at('10:30'), bookable: 2, taken: 1, free: 1, why: null })
    assert.match(slots.body.slots[0].why.vi, /quá gần/)
    const day = await hall.get('/api/appointments', { cookie: an.cookie })
    assert.deepEqual(
      day.body.services.map(({ id }: { id: string }) => id),
      ['ho-tich', 'dat-dai'],
    )
    assert.partialDeepStrictEqual(day.body.appointments, [
      { service: 'dat-dai', slotAt: at('10:00'), state: 'booked', number: null },
    ])
    const tomorrow = await hall.get('/api/appointments?day=2026-11-24', { cookie: an.cookie })
    assert.deepEqual(tomorrow.body.appointments, [])
    for (const path of ['/api/slots?service=dat-dai&day=2026-11-23', '/api/appointments', '/api/calendar']) {
      assert.equal((await hall.get(path)).status, 401, path)
    }
    for (const path of [
      '/api/appointments?day=2026-02-31',
      '/api/slots?service=dat-dai&day=hom-nay',
      '/api/slots?day=2026-11-23',
    ]) {
      assert.equal((await hall.get(path, { cookie: an.cookie })).status, 400, path)
    }
  })

  test('checking in at a kiosk gives a number, its slip, and the same number when shown again', async () => {
    const { code } = (await book(at('10:00'))).body
    const early = await checkIn(code)
    assert.equal(early.body.code, 'too-early')
    assert.match(early.body.detail, /10:00.*09:30/)
    clock.pass(110 * MINUTE)
    const come = await checkIn(`LUOT-HEN:${code}`)
    assert.equal(come.status, 200, JSON.stringify(come.body))
    assert.partialDeepStrictEqual(come.body, { number: 'K001', slip: 'printing' })
    assert.match(come.body.url, /\/t\/K001-/)
    assert.equal((await checkIn(code)).body.number, 'K001')
    const day = await hall.get('/api/appointments', { cookie: an.cookie })
    assert.partialDeepStrictEqual(day.body.appointments, [{ state: 'come', number: 'K001' }])
    assert.equal(hall.hub.road.queue().tickets.size, 1)
  })

  test('another day is told with its date, and staff move and cancel', async () => {
    const { id, code } = (await book(at('10:00', '2026-11-25'))).body
    assert.match((await checkIn(code)).body.detail, /25\/11\/2026.*10:00/)
    const moved = await an.ask('move-appointment', { appointment: id, slotAt: at('10:30') })
    assert.deepEqual([moved.status, moved.body.code, moved.body.slotAt], [200, code, at('10:30')])
    assert.equal((await an.ask('cancel-appointment', { appointment: id, reason: 'báo bận' })).status, 200)
    assert.equal((await checkIn(code)).body.code, 'appointment-cancelled')
  })

  test('whoever guesses at a kiosk waits a minute; staff and the next minute do not', async () => {
    const { code } = (await book(at('09:00'))).body
    clock.pass(45 * MINUTE)
    for (let i = 0; i < 5; i++) assert.equal((await checkIn(`00000${i}`)).status, 404)
    const waits = await checkIn(code)
    assert.deepEqual([waits.status, waits.body.code], [429, 'too-many-codes'])
    assert.equal((await an.ask('check-in', { ticket: randomUUID(), code: '000009' })).status, 404)
    clock.pass(61_000)
    assert.equal((await checkIn(code)).status, 200)
  })

  test('the slip of an appointment is printed', async () => {
    const { id } = (await book(at('10:00'))).body
    assert.deepEqual((await an.ask('print-appointment', { appointment: id })).body, { printed: true })
    assert.equal((await an.ask('print-appointment', { appointment: randomUUID() })).status, 404)
  })

  test('the office’s calendar reads the feed by its secret address, which only the administrator is told', async () => {
    const { id } = (await book(at('10:00'))).body
    assert.equal((await hall.get('/api/calendar', { cookie: an.cookie })).status, 403)
    const admin = await hall.administrator()
    const { path, url } = (await hall.get('/api/calendar', { cookie: admin.cookie })).body
    assert.ok(url.endsWith(path))
    assert.equal((await hall.get(path.replace(/.\.ics$/, '!.ics'))).status, 404)
    const feed = await hall.get(path)
    assert.equal(feed.headers.get('content-type'), 'text/calendar; charset=utf-8')
    const [event] = eventsIn(feed.body)
    assert.ok(event?.uid.startsWith(id))
  })
})

function eventsIn(feed: string) {
  const calendar = new ICAL.Component(ICAL.parse(feed))
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

spec('the calendar feed', ({ test }) => {
  const long = {
    vi: 'Đất đai; xây dựng, môi trường \\ nông nghiệp và những việc khác của phường mẫu kể cả ngày thứ Bảy',
    en: 'Land',
  }
  const office = {
    ...testOffice,
    services: testOffice.services.map((one) => (one.id === 'dat-dai' ? { ...one, name: long } : one)),
  }
  const full = () => {
    const hall = new Hall(office)
    hall.do(booked('hen-00001', 'dat-dai', at('10:00')))
    hall.do(booked('hen-00002', 'ho-tich', at('09:15', '2026-11-24')))
    hall.do(() => ({ type: 'CancelAppointment', appointment: 'hen-00002', reason: 'báo bận' }))
    return calendarFeed(hall.queue, MORNING)
  }

  test('is read back by another’s parser: times in UTC, names whole, what is cancelled so marked', () => {
    const [first, second] = eventsIn(full())
    assert.equal(first?.summary, `Hẹn: ${long.vi}`)
    assert.equal(first?.location, demoOffice.name.vi)
    assert.equal(first?.startDate.toJSDate().getTime(), at('10:00'))
    assert.equal(first?.endDate.toJSDate().getTime(), at('10:30'))
    assert.equal(first?.startDate.zone.tzid, 'UTC')
    const statuses = [first, second].map((event) => event?.component.getFirstPropertyValue('status'))
    assert.deepEqual(statuses, ['CONFIRMED', 'CANCELLED'])
    assert.equal(new Set(eventsIn(full()).map(({ uid }) => uid)).size, 2)
  })

  test('keeps to the letter of RFC 5545: CRLF, lines of at most 75 octets, a stamp in each event', () => {
    const feed = full()
    assert.ok(feed.endsWith('END:VCALENDAR\r\n'))
    assert.doesNotMatch(feed, /[^\r]\n|\r[^\n]/)
    const lines = feed.split('\r\n')
    for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line)
    assert.ok(
      lines.some((line) => line.startsWith(' ')),
      'a long name is folded',
    )
    assert.doesNotMatch(feed, /�/)
    assert.equal(feed.match(/^DTSTAMP:20261123T010000Z\r$/gm)?.length, 2)
  })

  test('has neither codes nor reasons in it', () => {
    assert.doesNotMatch(full(), /000001|000002|báo bận/)
    assert.deepEqual(eventsIn(calendarFeed(given().hall.queue, MORNING)), [])
  })
})
