import assert from 'node:assert/strict'
import type { Order } from '#core/domain/commands.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { AppointmentRules, Office, Service } from '#core/domain/office.ts'
import { emptyQueue } from '#core/domain/queue.ts'
import { slotsOn } from '#core/domain/slots.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  booked,
  called,
  callNext,
  checkedIn,
  desk1,
  givenIn,
  type Hall,
  HOUR,
  happened,
  issued,
  later,
  MINUTE,
  MORNING,
  opened,
  timeKept,
  wasIssued,
} from '../kit/trade.ts'

const TODAY = '2026-11-23'
const TOMORROW = '2026-11-24'
const at = (time: string, day = TODAY) => Date.parse(`${day}T${time}:00+07:00`)

const weekdays = [1, 2, 3, 4, 5]
const sessions = [
  { days: weekdays, from: '07:30', to: '11:30' },
  { days: weekdays, from: '13:30', to: '17:00' },
]

/** An office with sessions, where one books certification: every 15 minutes four people, half of them by appointment. */
function officeWith(rules: Partial<AppointmentRules> = {}, own: Partial<Service> = {}): Office {
  const slots = { everyMs: 15 * MINUTE, capacity: 4, walkInShare: 0.5 }
  return {
    ...testOffice,
    calendar: { ...testOffice.calendar, sessions },
    services: testOffice.services.map((service) => ({
      ...service,
      slots: null,
      ...(service.id === 'chung-thuc' && { slots, ...own }),
    })),
    appointments: { ...testOffice.appointments, ...rules },
  }
}

const office = officeWith()

/** With the waiting time of a morning: it is 08:00, and the test's appointments begin at 09:00. */
const until = (time: string, day = TODAY) => later(at(time, day) - MORNING)
const codeOf = (hall: Hall, id: string) => hall.queue.book.get(id)?.code ?? ''

spec('slots', ({ test }) => {
  const times = (given: Office, day: string, service = 'chung-thuc') => {
    const { hall } = givenIn(given, timeKept())
    return slotsOn(hall.queue, service, day, MORNING).map(({ slotAt }) =>
      new Date(slotAt + 7 * HOUR).toISOString().slice(11, 16),
    )
  }

  test('fill the sessions of the day, and none lasts into lunch', () => {
    const hourly = officeWith({}, { slots: { everyMs: 50 * MINUTE, capacity: 1, walkInShare: 0 } })
    assert.deepEqual(times(hourly, TOMORROW), ['07:30', '08:20', '09:10', '10:00', '13:30', '14:20', '15:10', '16:00'])
  })

  test('follow the calendar: no slot on a Saturday, none on a holiday', () => {
    assert.deepEqual(times(office, '2026-11-28'), [])
    const special = {
      date: TOMORROW,
      name: { vi: 'Nghỉ bù', en: 'Holiday' },
      services: null,
      hours: { kind: 'closed' },
    } as const
    const holiday = { ...office, calendar: { ...office.calendar, specialDays: [special] } }
    assert.deepEqual(times(holiday, TOMORROW), [])
    assert.equal(times(office, TOMORROW).length, 16 + 14)
  })

  test('of an office that never closes lie between 07:30 and 17:00', () => {
    const open = { ...office, calendar: { ...office.calendar, sessions: [] } }
    const all = times(open, TOMORROW)
    assert.deepEqual([all[0], all.at(-1), all.length], ['07:30', '16:45', 38])
  })

  test('keep their share for those who just come, rounded in their favour', () => {
    const share = (capacity: number, walkInShare: number) => {
      const given = officeWith({}, { slots: { everyMs: HOUR, capacity, walkInShare } })
      const { hall } = givenIn(given, timeKept())
      return slotsOn(hall.queue, 'chung-thuc', TOMORROW, MORNING)[0]?.bookable
    }
    assert.deepEqual([share(4, 0.5), share(5, 0.5), share(10, 0.9), share(3, 0), share(3, 1)], [2, 2, 1, 3, 0])
  })

  test('are told with what is free, and why they cannot be booked', () => {
    const { hall } = givenIn(office, booked('hen-00001', 'chung-thuc', at('10:00')))
    const slots = slotsOn(hall.queue, 'chung-thuc', TODAY, MORNING)
    const slot = (time: string) => slots.find(({ slotAt }) => slotAt === at(time))
    assert.partialDeepStrictEqual(slot('10:00'), { bookable: 2, taken: 1, free: 1, why: null })
    assert.partialDeepStrictEqual(slot('08:45'), { free: 2, why: 'too-soon' })
    assert.equal(slotsOn(hall.queue, 'ho-tich', TODAY, MORNING).length, 0)
  })

  test('are those of the office as it will be that day', () => {
    const { hall } = givenIn(office, timeKept())
    const changed = officeWith({}, { slots: { everyMs: HOUR, capacity: 1, walkInShare: 0 } })
    hall.try({ type: 'PlanOffice', office: changed, fromDay: TOMORROW })
    assert.equal(slotsOn(hall.queue, 'chung-thuc', TODAY, MORNING).length, 30)
    assert.equal(slotsOn(hall.queue, 'chung-thuc', TOMORROW, MORNING).length, 4 + 3)
  })
})

spec('booking', ({ test }) => {
  const empty = () => givenIn(office)

  test('keeps a place under a code of six digits', () => {
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('09:00')))
      .then(happened('AppointmentBooked', { appointment: expectedAt('09:00') }))
  })

  function expectedAt(time: string) {
    return { id: 'hen-00001', code: '000001', service: 'chung-thuc', slotAt: at(time), state: 'booked' }
  }

  test('refuses what cannot be booked, each with its reason', () => {
    empty()
      .when(booked('hen-00001', 'khong-co', at('09:00')))
      .refused('unknown-service')
    empty()
      .when(booked('hen-00001', 'ho-tich', at('09:00')))
      .refused('no-appointments')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('09:05')))
      .refused('no-such-slot')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('12:00')))
      .refused('no-such-slot')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('08:45')))
      .refused('too-soon')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('09:00', '2026-11-20')))
      .refused('too-soon')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('09:00', '2026-12-24')))
      .refused('too-far-ahead')
    empty()
      .when(booked('hen-00001', 'chung-thuc', at('09:00', '2026-12-23')))
      .then(happened('AppointmentBooked'))
    const shut = officeWith({}, { open: false })
    givenIn(shut)
      .when(booked('hen-00001', 'chung-thuc', at('09:00')))
      .refused('service-closed')
  })

  test('refuses blackouts, of all services or of one', () => {
    const away = (services: string[] | null) =>
      officeWith({
        blackouts: [{ from: TOMORROW, to: '2026-11-25', services, reason: { vi: 'Kiểm kê', en: 'Stock' } }],
      })
    const book = (given: Office, day: string) =>
      givenIn(given).when(booked('hen-00001', 'chung-thuc', at('09:00', day)))
    book(away(null), TOMORROW).refused('blackout')
    book(away(['chung-thuc']), '2026-11-25').refused('blackout')
    book(away(['chung-thuc']), '2026-11-26').then(happened('AppointmentBooked'))
    book(away(['ho-tich']), TOMORROW).then(happened('AppointmentBooked'))
  })

  test('refuses a full slot and an id that is known, and skips a code that is taken', () => {
    const two = [booked('hen-00001', 'chung-thuc', at('09:00')), booked('hen-00002', 'chung-thuc', at('09:00'))]
    givenIn(office, ...two)
      .when(booked('hen-00003', 'chung-thuc', at('09:00')))
      .refused('slot-full')
    givenIn(office, ...two)
      .when(booked('hen-00002', 'chung-thuc', at('10:00')))
      .refused('appointment-exists')
    const same = (codes: string[]) => (): Order => ({
      type: 'BookAppointment',
      appointment: 'hen-00003',
      codes,
      service: 'chung-thuc',
      slotAt: at('10:00'),
    })
    givenIn(office, ...two)
      .when(same(['000001', '000002']))
      .refused('code-taken')
    const hall = givenIn(office, ...two)
      .when(same(['000001', '000007']))
      .then(happened('AppointmentBooked'))
    assert.equal(codeOf(hall, 'hen-00003'), '000007')
  })
})

spec('moving and cancelling', ({ test }) => {
  const one = booked('hen-00001', 'chung-thuc', at('09:00'))
  const move = (slotAt: number) => (): Order => ({ type: 'MoveAppointment', appointment: 'hen-00001', slotAt })
  const cancel = (reason: string) => (): Order => ({ type: 'CancelAppointment', appointment: 'hen-00001', reason })

  test('moving keeps the code and frees the old place', () => {
    const hall = givenIn(office, one, booked('hen-00002', 'chung-thuc', at('09:00')))
      .when(move(at('10:00', TOMORROW)))
      .then(happened('AppointmentMoved'))
    assert.equal(codeOf(hall, 'hen-00001'), '000001')
    assert.ok('events' in hall.try(booked('hen-00003', 'chung-thuc', at('09:00'))(hall)))
  })

  test('moving follows the rules of booking, and to the same time is nothing', () => {
    givenIn(office, one)
      .when(move(at('12:00')))
      .refused('no-such-slot')
    givenIn(office)
      .when(move(at('10:00')))
      .refused('unknown-appointment')
    givenIn(office, one)
      .when(move(at('09:00')))
      .then()
    givenIn(office, one, cancel('bận'))
      .when(move(at('10:00')))
      .refused('appointment-over')
  })

  test('cancelling needs a reason and happens once', () => {
    givenIn(office, one).when(cancel(' ')).refused('reason-needed')
    givenIn(office, one, cancel('bận')).when(cancel('bận')).refused('appointment-over')
    const { hall } = givenIn(office, one, booked('hen-00002', 'chung-thuc', at('09:00')), cancel('bận'))
    assert.ok('events' in hall.try(booked('hen-00003', 'chung-thuc', at('09:00'))(hall)), 'the place is free')
    assert.deepEqual(hall.try(checkedIn('000001')(hall)), { refused: 'appointment-cancelled' })
  })
})

spec('check-in', ({ test }) => {
  const one = booked('hen-00001', 'chung-thuc', at('09:00'))
  const arriving = (time: string, given = office) => givenIn(given, one, until(time)).when(checkedIn('000001'))

  test('gives a number like everyone’s, with the claim of the booked time', () => {
    arriving('09:00').then(happened('TicketIssued', { number: 'H001', claimAt: at('09:00'), appointment: 'hen-00001' }))
    arriving('08:30').then(happened('TicketIssued', { claimAt: at('09:00'), sitting: 0, class: 'ordinary' }))
  })

  test('has a window: not before it opens, not after it is over', () => {
    arriving('08:29').refused('too-early')
    arriving('09:14').then(happened('TicketIssued', { claimAt: at('09:00') }))
    arriving('09:15').refused('too-late')
    givenIn(office, one).when(checkedIn('999999')).refused('unknown-code')
    givenIn(office, booked('hen-00002', 'chung-thuc', at('09:00', TOMORROW)))
      .when(checkedIn('000002'))
      .refused('other-day')
  })

  test('of a late-comer keeps the booked time or counts from the arrival, as the office has it', () => {
    const strict = officeWith({ late: 'counts-from-arrival' })
    arriving('09:10', strict).then(happened('TicketIssued', { claimAt: at('09:10') }))
    arriving('08:50', strict).then(happened('TicketIssued', { claimAt: at('09:00') }))
  })

  test('joins one order with everybody: by the booked time, not by who pressed first', () => {
    const { hall } = givenIn(office, one, until('08:50'), opened(desk1), checkedIn('000001'))
    hall.at = at('08:59')
    hall.do(issued())
    hall.at = at('09:01')
    hall.do(issued())
    const calls = ['H002', 'H001', 'H003'].map((number) => {
      const [event] = hall.do(callNext(desk1)).filter(({ type }) => type === 'TicketCalled')
      assert.partialDeepStrictEqual(event, called(number, desk1)(hall))
      hall.do(() => ({ type: 'StartService', counter: desk1, ticket: hall.id(number) }))
      hall.do(() => ({ type: 'FinishService', counter: desk1, ticket: hall.id(number) }))
      return number
    })
    assert.equal(calls.length, 3)
  })

  test('puts the ticket into the office’s class for appointments', () => {
    const given = officeWith({ class: 'cao-tuoi' })
    arriving('09:00', given).then(happened('TicketIssued', { class: 'cao-tuoi' }))
  })

  test('belongs to its slot’s session, even before the doors open, and ends with it', () => {
    const afternoon = booked('hen-00002', 'chung-thuc', at('13:30'))
    givenIn(office, afternoon, until('13:05'))
      .when(checkedIn('000002'))
      .then(happened('TicketIssued', { sitting: 1 }))
    const long = officeWith({ lateMs: HOUR })
    const last = booked('hen-00003', 'chung-thuc', at('11:15'))
    givenIn(long, last, until('11:29')).when(checkedIn('000003')).then(wasIssued('H001'))
    givenIn(long, last, until('11:30')).when(checkedIn('000003')).refused('too-late')
  })

  test('is stopped by a closure, a paused kiosk and practice, but not at the desk', () => {
    const stop = (): Order => ({ type: 'StopService', service: 'chung-thuc', reason: 'mất điện', untilAt: null })
    const pause = (): Order => ({ type: 'PauseKiosk', device: 'kiosk-1', reason: 'hỏng' })
    givenIn(office, one, until('09:00'), stop).when(checkedIn('000001')).refused('closed-for-now')
    givenIn(office, one, until('09:00'), pause).when(checkedIn('000001')).refused('kiosk-paused')
    givenIn(office, one, until('09:00'), stop, pause).when(checkedIn('000001', 'desk')).then(wasIssued('H001'))
  })

  test('twice gives the same number, and a copy once the first slip is there', () => {
    const twice = [one, until('09:00'), checkedIn('000001')]
    givenIn(office, ...twice)
      .when(checkedIn('000001'))
      .then()
    const printed = (hall: Hall): Order => ({
      type: 'RecordSlip',
      ticket: hall.id('H001'),
      copy: false,
      outcome: { kind: 'printed', confirmed: true },
    })
    givenIn(office, ...twice, printed)
      .when(checkedIn('000001'))
      .then(happened('SlipCopyOrdered'))
    const served = [
      opened(desk1),
      callNext(desk1),
      (hall: Hall): Order => ({ type: 'StartService', counter: desk1, ticket: hall.id('H001') }),
    ]
    givenIn(office, ...twice, ...served)
      .when(checkedIn('000001'))
      .refused('already-come')
  })

  test('taken back at once leaves the appointment as it was', () => {
    const back = (hall: Hall): Order => ({ type: 'VoidTicket', ticket: hall.id('H001'), device: 'kiosk-1' })
    givenIn(office, one, until('09:00'), checkedIn('000001'), back).when(checkedIn('000001')).then(wasIssued('H002'))
  })
})

spec('whoever does not come', ({ test }) => {
  const one = booked('hen-00001', 'chung-thuc', at('09:00'))

  test('loses the place when the window is over, and is told to take a number', () => {
    givenIn(office, one, until('09:14')).when(timeKept()).then()
    const hall = givenIn(office, one, until('09:15')).when(timeKept()).then(happened('AppointmentReleased'))
    assert.deepEqual(hall.try(checkedIn('000001')(hall)), { refused: 'too-late' })
  })

  test('is released when the day turns though nobody kept time, and the others stay in the book', () => {
    const tomorrow = booked('hen-00002', 'chung-thuc', at('09:00', TOMORROW))
    const { hall } = givenIn(office, one, tomorrow, until('07:00', TOMORROW))
    const result = hall.try({ type: 'KeepTime' })
    assert.ok('events' in result)
    const types = result.events.map(({ type }) => type)
    assert.deepEqual(types, ['AppointmentReleased', 'DayClosed', 'DayOpened'])
    assert.deepEqual([...hall.queue.book.keys()], ['hen-00002'])
    assert.equal(codeOf(hall, 'hen-00002'), '000002')
  })

  test('and the same journal gives the same book (I10)', () => {
    const { hall } = givenIn(office, one, until('09:00'), checkedIn('000001'))
    const again = hall.happened.reduce(evolve, emptyQueue(office))
    assert.deepEqual([...again.book.values()], [...hall.queue.book.values()])
    assert.equal(again.book.get('hen-00001')?.state, 'come')
  })
})
