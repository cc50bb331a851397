import fc from 'fast-check'
import type { Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import { testOffice } from './no-limits.ts'
import { Hall } from './trade.ts'

/** One thing somebody tries, not yet knowing whom it will hit: numbers choose among what the hall then offers. */
export interface Try {
  readonly what: (typeof WHATS)[number] | (typeof RULES)[number]
  readonly gapMs: number
  readonly a: number
  readonly b: number
}

// Weighted by repetition: halls mostly take numbers and call them.
const WHATS = [
  ...['issue', 'issue', 'issue', 'issue', 'issue', 'issue', 'priority', 'priority'],
  ...['next', 'next', 'next', 'next', 'next', 'start', 'start', 'finish', 'finish', 'recall', 'no-show'],
  ...['bring-back', 'park', 'resume', 'transfer', 'transfer', 'cancel', 'pick', 'rate', 'rate'],
  ...['open', 'open', 'open', 'pause', 'close', 'time', 'long-wait'],
] as const

// So that lines move on, however much else happens.
const CALLS = [
  'next',
  'finish',
  'next',
  'finish',
  'next',
  'finish',
  'next',
  'finish',
  'next',
  'finish',
  'priority',
] as const

// What the rules of the hall add.
const RULES = [
  ...['visit', 'visit', 'extend', 'shorten', 'to-officer', 'to-officer', 'class', 'void', 'void', 'once-more'],
  ...['stop', 'stop-hall', 'go-on', 'go-on', 'kiosk-stop', 'kiosk-on', 'automatic', 'manual', 'time', 'time'],
  ...[
    'book',
    'book',
    'check-in',
    'check-in',
    'move',
    'call-off',
    'roll',
    'torn',
    'practise',
    'for-real',
    'for-real',
    'night',
  ],
  ...[
    'put-first',
    'put-first',
    'put-back',
    'message',
    'message',
    'take-message',
    'help',
    'help',
    'coming',
    'help-over',
  ],
] as const

/** A day of tries, some sensible and some not, with the gaps of a real hall between them. */
export const someDay = dayOfTries(WHATS, 220)

/** The same with everything the rules of the hall know: visits, officers, hold-offs, closures, appointments, practice. */
export const someFullDay = fc
  .tuple(dayOfTries(['issue', 'issue', 'priority'], 25), dayOfTries([...WHATS, ...CALLS, ...RULES], 220))
  .map(([crowd, day]) => [...crowd, ...day])

function dayOfTries(whats: readonly string[], most: number): fc.Arbitrary<Try[]> {
  return fc.array(
    fc.record({
      what: fc.constantFrom(...whats),
      gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
      a: fc.nat(10_000),
      b: fc.nat(10_000),
    }),
    { minLength: Math.min(40, most), maxLength: most },
  ) as fc.Arbitrary<Try[]>
}

/** Lives through a day of tries; what the rules refuse is left out of the history, as in life. */
export function live(
  day: readonly Try[],
  office: Office = testOffice,
  afterEach: (hall: Hall) => void = () => {},
): Hall {
  const hall = new Hall(office)
  hall.try({ type: 'KeepTime' })
  for (const counter of office.counters.slice(0, 3)) {
    hall.try({ type: 'OpenCounter', counter: counter.id, staff: counter.id, staffName: counter.id, takeOver: false })
  }
  liveOn(hall, day, afterEach)
  return hall
}

/** Goes on with a day of tries in a hall that stands. */
export function liveOn(hall: Hall, day: readonly Try[], afterEach: (hall: Hall) => void = () => {}): void {
  for (const one of day) {
    hall.at += one.what === 'night' ? NIGHT : one.what === 'long-wait' ? 15 * 60_000 : one.gapMs
    const order = orderFor(one, hall)
    if (order) hall.try(order)
    afterEach(hall)
  }
}

function orderFor({ what, a, b }: Try, hall: Hall): Order | null {
  const { office } = hall.queue
  const among = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const counter = among(office.counters, a)?.id ?? ''
  const ticket = among(ticketsInOrder(hall.queue), b)?.id ?? 'nobody'
  const service = among(office.services, b)?.id ?? ''
  const holding = ticketsInOrder(hall.queue).filter((one) => one.state === 'called' || one.state === 'serving')
  const held = among(holding, b)
  const at = held && 'counter' in held ? { counter: held.counter ?? counter, ticket: held.id } : { counter, ticket }
  switch (what) {
    case 'issue':
    case 'priority': {
      const priority = what === 'issue' ? 'ordinary' : (among(office.classes, a)?.id ?? 'ordinary')
      // Few services, so that lines grow long enough for order to matter.
      const few = among(office.services.slice(0, 3), b)?.id ?? ''
      return {
        type: 'IssueTicket',
        ticket: hall.newTicket(),
        service: few,
        class: priority,
        origin: 'kiosk',
        device: 'kiosk-1',
        procedure: null,
      }
    }
    case 'next':
      return { type: 'CallNext', counter }
    case 'pick':
      return { type: 'PickTicket', counter, ticket, reason: 'thử' }
    case 'recall':
      return { type: 'RecallTicket', ...at }
    case 'start':
      return { type: 'StartService', ...at }
    case 'finish':
      return { type: 'FinishService', ...at }
    case 'no-show':
      return { type: 'MarkNoShow', ...at }
    case 'park':
      return { type: 'ParkTicket', ...at, reason: 'thử', limitMs: 10 * 60_000 }
    case 'bring-back':
      return { type: 'BringBack', ticket }
    case 'resume':
      return { type: 'ResumeTicket', ticket: hall.queue.aside.find((id) => id >= ticket) ?? ticket }
    case 'transfer':
      return a % 3 === 0
        ? { type: 'TransferTicket', counter: at.counter, ticket: at.ticket, toService: null, toCounter: counter }
        : { type: 'TransferTicket', counter: at.counter, ticket: at.ticket, toService: service, toCounter: null }
    case 'cancel':
      return { type: 'CancelTicket', ticket, reason: 'thử' }
    case 'rate':
      return { type: 'RateTicket', ticket, counter: null, level: office.rating.levels.at(-1)?.id ?? '', reasons: [] }
    case 'open':
      return { type: 'OpenCounter', counter, staff: counter, staffName: counter, takeOver: false }
    case 'pause':
      return { type: 'PauseCounter', counter, reason: 'thử' }
    case 'close':
      return { type: 'CloseCounter', counter }
    case 'time':
    case 'long-wait':
      return { type: 'KeepTime' }
    default:
      return orderOfRules({ what, a, b, gapMs: 0 }, hall, at)
  }
}

function orderOfRules({ what, a, b }: Try, hall: Hall, at: { counter: string; ticket: string }): Order | null {
  const { office, book } = hall.queue
  const among = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const ticket = among(ticketsInOrder(hall.queue), b)?.id ?? 'nobody'
  const service = among(office.services.slice(0, 3), b)?.id ?? ''
  const other = among(office.services.slice(0, 3), b + 1 + (a % 2))?.id ?? ''
  const counter = among(office.counters, a)?.id ?? ''
  const appointment = among([...book.values()], b)
  const issue = { ticket: hall.newTicket(), service, class: 'ordinary', procedure: null }
  switch (what) {
    case 'visit':
      return { type: 'IssueTicket', ...issue, visit: [other], origin: 'desk', device: null }
    case 'once-more':
      return {
        type: 'IssueTicket',
        ...issue,
        again: true,
        person: `p${a % 3}`,
        origin: 'kiosk',
        device: `kiosk-${a % 3}`,
      }
    case 'extend':
      return { type: 'ExtendVisit', ticket, service, device: null }
    case 'shorten': {
      const goingOn = ticketsInOrder(hall.queue).filter(({ visit }) => visit.length > 0)
      const one = among(goingOn, b)
      return { type: 'ShortenVisit', ticket: one?.id ?? ticket, service: one?.visit[0] ?? service, device: null }
    }
    case 'to-officer':
      return { type: 'TransferTicket', ...at, toService: null, toCounter: null, toStaff: counter }
    case 'class':
      return {
        type: 'ChangeClass',
        ticket,
        class: among(['ordinary', ...office.classes.map(({ id }) => id)], a) ?? '',
        reason: 'thử',
      }
    case 'void': {
      const last = ticketsInOrder(hall.queue).at(-1)
      return { type: 'VoidTicket', ticket: last?.id ?? ticket, device: last?.device ?? null }
    }
    case 'stop':
      return { type: 'StopService', service, reason: 'thử', untilAt: a % 2 === 0 ? null : hall.at + 5 * 60_000 }
    case 'stop-hall':
      return { type: 'StopService', service: null, reason: 'thử', untilAt: hall.at + 60_000 }
    case 'go-on':
      return { type: 'ResumeService', service: hall.queue.closures[0]?.service ?? null }
    case 'kiosk-stop':
      return { type: 'PauseKiosk', device: `kiosk-${a % 3}`, reason: 'thử' }
    case 'kiosk-on':
      return { type: 'ResumeKiosk', device: `kiosk-${a % 3}` }
    case 'automatic':
    case 'manual':
      return { type: 'SetAutomatic', counter, on: what === 'automatic' }
    case 'book': {
      const slotAt = Math.ceil(hall.at / SLOT) * SLOT + (a % 4) * SLOT
      const id = `appointment-${book.size}`
      return { type: 'BookAppointment', appointment: id, codes: [String(100_000 + book.size)], service, slotAt }
    }
    case 'move':
      return { type: 'MoveAppointment', appointment: appointment?.id ?? '', slotAt: (appointment?.slotAt ?? 0) + SLOT }
    case 'call-off':
      return { type: 'CancelAppointment', appointment: appointment?.id ?? '', reason: 'thử' }
    case 'check-in':
      return {
        type: 'CheckIn',
        code: appointment?.code ?? '',
        ticket: hall.newTicket(),
        origin: 'kiosk',
        device: 'kiosk-1',
      }
    case 'roll':
      return { type: 'StartRoll', service, first: (a % 50) + 1 }
    case 'torn':
      return { type: 'CountRoll', service, upTo: (a % 60) + 1 }
    case 'practise':
      return { type: 'BeginPractice' }
    case 'for-real':
      return { type: 'EndPractice' }
    case 'put-first':
    case 'put-back': {
      const waiting = ticketsInOrder(hall.queue).filter(({ state }) => state === 'waiting')
      const place = what === 'put-first' ? 'first' : 'its-time'
      return { type: 'PlaceTicket', ticket: among(waiting, b)?.id ?? ticket, place, reason: 'thử' }
    }
    case 'message': {
      const untilAt = a % 2 === 0 ? null : hall.at + 10 * 60_000
      const text = { vi: 'Hệ thống đang chậm', en: '' }
      return { type: 'ShowMessage', message: `message-${b}`, kind: 'information', text, untilAt, spoken: false }
    }
    case 'take-message':
      return { type: 'TakeMessage', message: among(hall.queue.messages, a)?.id ?? 'none' }
    case 'help':
      return { type: 'CallHelp', help: `help-${b}`, counter, staff: counter, staffName: counter }
    case 'coming':
      return { type: 'AnswerHelp', help: among(hall.queue.help, b)?.id ?? 'none', staff: counter, staffName: counter }
    case 'help-over':
      return { type: 'EndHelp', help: among(hall.queue.help, b)?.id ?? 'none' }
    case 'night':
      return { type: 'KeepTime' }
    default:
      return null
  }
}

const SLOT = 15 * 60_000
const NIGHT = 24 * 60 * 60_000
