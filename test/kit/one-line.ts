import fc from 'fast-check'
import type { Office } from '#core/domain/office.ts'
import { Hall, opened } from './trade.ts'

/** Somebody who comes to the one line, so long after the one before, with so much work. */
export interface Person {
  readonly gapMs: number
  readonly class: string
  readonly serviceMs: number
}

/** A crowd that mostly comes faster than one counter can serve, with many of a priority among them. */
export const someCrowd: fc.Arbitrary<Person[]> = fc.array(
  fc.record({
    gapMs: fc.oneof(fc.integer({ min: 0, max: 3 * 60_000 }), fc.constant(20 * 60_000)),
    class: fc.constantFrom('ordinary', 'ordinary', 'elder', 'elder', 'merit'),
    serviceMs: fc.integer({ min: 70_000, max: 15 * 60_000 }),
  }),
  { minLength: 2, maxLength: 60 },
)

export interface Served extends Person {
  readonly at: number
  /** The how manieth to come, and to be called. */
  readonly came: number
  readonly turn: number
  readonly calledAt: number
  /** When the same counter would have called them in the order of arrival. */
  readonly fifoAt: number
}

/** Serves a crowd at the office's first counter, which never rests; everyone comes when called. */
export function serveLine(office: Office, people: readonly Person[]): Served[] {
  const hall = new Hall(office)
  const counter = office.counters[0]!.id
  hall.do(opened(counter))
  const arrivals = atTheirTime(hall.at, people)
  const calledAt = new Map<string, { at: number; turn: number }>()
  let come = 0
  let freeAt = hall.at

  const takeNumbersUntil = (at: number) => {
    for (; come < arrivals.length && arrivals[come]!.at <= at; come++) {
      const one = arrivals[come]!
      hall.at = one.at
      const issue = { service: 'a', class: one.class, origin: 'desk', device: null, procedure: null } as const
      hall.do(() => ({ type: 'IssueTicket', ticket: `ticket-${come}`, ...issue }))
    }
  }
  while (calledAt.size < people.length) {
    const isIdle = calledAt.size === come
    const at = isIdle ? Math.max(freeAt, arrivals[come]!.at) : freeAt
    takeNumbersUntil(at)
    hall.at = at
    const events = hall.do(() => ({ type: 'CallNext', counter }))
    const call = events.find((event) => event.type === 'TicketCalled')
    if (call?.type !== 'TicketCalled') throw new Error('somebody waits, and nobody is called')
    calledAt.set(call.ticket, { at, turn: calledAt.size })
    hall.do(() => ({ type: 'StartService', counter, ticket: call.ticket }))
    freeAt = at + arrivals[Number(call.ticket.split('-')[1])]!.serviceMs
    takeNumbersUntil(freeAt - 1)
    hall.at = freeAt
    hall.do(() => ({ type: 'FinishService', counter, ticket: call.ticket }))
  }
  let free = 0
  return arrivals.map((one, came) => {
    const fifoAt = Math.max(free, one.at)
    free = fifoAt + one.serviceMs
    const call = calledAt.get(`ticket-${came}`)!
    return { ...one, came, fifoAt, calledAt: call.at, turn: call.turn }
  })
}

function atTheirTime(from: number, people: readonly Person[]) {
  let at = from
  return people.map((person) => {
    at += person.gapMs
    return { ...person, at }
  })
}
