import { lived, takes } from './forged-history.ts'
import { smallOffice } from './small-office.ts'
import { HOUR, MINUTE, SECOND } from './trade.ts'

const one = { id: 'one', services: ['a', 'b', 'c'] }
const next = { type: 'CallNext', counter: 'one' } as const
const DAY = 24 * HOUR
const keepTime = { type: 'KeepTime' } as const
const nextAfter = (times: number) => Array.from({ length: times }, () => [2 * MINUTE, next] as const).flat()

/** Good histories, one for each set of rules; every planted fault breaks one of them. */
export const GOOD = {
  ratio: lived(
    smallOffice({ order: { policy: 'ratio', inARow: 2 } }),
    ...[takes('a'), takes('a'), takes('a', 'elder'), takes('a', 'elder'), takes('a', 'elder'), takes('a', 'elder')],
    ...nextAfter(6),
  ),
  strict: lived(
    smallOffice({ order: { policy: 'strict' } }),
    ...[takes('a'), takes('a', 'elder'), takes('a', 'merit'), takes('a', 'merit')],
    ...nextAfter(4),
  ),
  lane: lived(
    smallOffice({ counters: [{ ...one, fastLane: { classes: ['elder'], helpsOthers: true } }] }),
    ...[takes('a'), takes('a', 'elder'), takes('a', 'elder')],
    ...nextAfter(3),
  ),
  shares: lived(
    smallOffice({ counters: [{ ...one, serves: 'shares', shares: [{ service: 'a', share: 2 }] }] }),
    ...Array.from({ length: 8 }, () => [takes('a'), takes('b')]).flat(),
    ...nextAfter(8),
  ),
  preference: lived(
    smallOffice({ counters: [{ ...one, serves: 'preference' }] }),
    ...[takes('b'), takes('b'), takes('a')],
    ...nextAfter(3),
  ),
  lunch: lived(
    smallOffice({
      calendar: { sessions: [sitting('07:30', '11:30'), sitting('13:00', '17:00')], lastNumberMs: MINUTE },
    }),
    takes('a'),
    takes('a'),
    5 * HOUR,
    takes('a', 'elder'),
    ...nextAfter(3),
  ),
  heldOff: lived(
    smallOffice({ calling: { offersAgain: 1, holdOffMs: 5 * MINUTE } }),
    ...[takes('a'), takes('a'), takes('a'), next],
    (hall) => ({ type: 'MarkNoShow', counter: 'one', ticket: hall.id('A001') }),
    ...[5 * SECOND, next, 6 * MINUTE, next, 2 * MINUTE, next],
  ),
  byItself: lived(
    smallOffice({ calling: { automaticAfterMs: 30 * SECOND } }),
    { type: 'SetAutomatic', counter: 'one', on: true },
    ...[takes('a'), MINUTE, keepTime],
    (hall) => ({ type: 'FinishService', counter: 'one', ticket: hall.id('A001') }),
    ...[takes('a'), MINUTE, keepTime],
  ),
  visit: lived(
    smallOffice(),
    takes('a', 'ordinary', { visit: ['b', 'c'] }),
    (hall) => ({ type: 'ShortenVisit', ticket: hall.id('A001'), service: 'c', device: 'k' }),
    ...nextAfter(2),
    (hall) => ({ type: 'ChangeClass', ticket: hall.id('A001'), class: 'elder', reason: 'x' }),
  ),
  kiosks: lived(
    smallOffice({
      limits: { perKioskMinute: 3, kioskGapMs: SECOND, perPersonDay: 2 },
      serviceRules: { a: { quota: { session: null, day: 3 } } },
    }),
    ...[takes('a', 'ordinary', { person: 'p' }), takes('a', 'ordinary', { person: 'p' })],
    ...[takes('a', 'ordinary', { person: 'q' }), 10 * SECOND],
    (hall) => ({ type: 'VoidTicket', ticket: hall.id('A003'), device: 'k' }),
    ...[MINUTE, { type: 'StopService', service: 'a', reason: 'x', untilAt: null } as const],
    ...[{ type: 'ResumeService', service: 'a' } as const, takes('a', 'ordinary', { person: 'q' })],
    ...[{ type: 'PauseKiosk', device: 'k', reason: 'x' } as const, { type: 'ResumeKiosk', device: 'k' } as const],
    takes('b', 'ordinary', { person: 'q' }),
  ),
  notices: lived(
    smallOffice(),
    ...[takes('a'), takes('a'), takes('a')],
    (hall) => ({ type: 'PlaceTicket', ticket: hall.id('A003'), place: 'first', reason: 'x' }),
    { type: 'ShowMessage', message: 'm', kind: 'urgent', text: { vi: 'x', en: '' }, untilAt: null, spoken: false },
    { type: 'CallHelp', help: 'h', counter: 'one', staff: 'an', staffName: 'An' },
    { type: 'AnswerHelp', help: 'h', staff: 'binh', staffName: 'Bình' },
    ...[{ type: 'EndHelp', help: 'h' } as const, { type: 'TakeMessage', message: 'm' } as const],
    ...nextAfter(3),
  ),
  practice: lived(
    smallOffice(),
    ...[{ type: 'BeginPractice' } as const, takes('a'), takes('a'), next],
    ...[{ type: 'EndPractice' } as const, takes('a'), takes('a')],
  ),
  roll: lived(
    smallOffice({ serviceRules: { a: { numbersFrom: 'roll' } } }),
    { type: 'StartRoll', service: 'a', first: 5 },
    { type: 'CountRoll', service: 'a', upTo: 7 },
    { type: 'StartRoll', service: 'a', first: 20 },
    { type: 'CountRoll', service: 'a', upTo: 21 },
    next,
  ),
  overnight: lived(
    smallOffice({ calendar: { overnight: 'keep' } }),
    ...[takes('a'), takes('a'), takes('a'), next, DAY, keepTime, takes('a')],
  ),
  appointments: lived(
    smallOffice({
      serviceRules: { a: { slots: { everyMs: 15 * MINUTE, capacity: 1, walkInShare: 0 } } },
      appointments: { leadMs: 0 },
    }),
    (hall) => ({
      type: 'BookAppointment',
      appointment: 'x',
      codes: ['111111'],
      service: 'a',
      slotAt: hall.at + HOUR,
    }),
    (hall) => ({
      type: 'BookAppointment',
      appointment: 'y',
      codes: ['222222'],
      service: 'a',
      slotAt: hall.at + 2 * HOUR,
    }),
    50 * MINUTE,
    (hall) => ({ type: 'CheckIn', code: '111111', ticket: hall.newTicket(), origin: 'kiosk', device: 'k' }),
    ...[3 * HOUR, keepTime],
  ),
} as const

function sitting(from: string, to: string) {
  return { days: [1, 2, 3, 4, 5, 6, 7], from, to }
}
