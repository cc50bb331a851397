import assert from 'node:assert/strict'
import fc from 'fast-check'
import { firstFor, waitingFor } from '#core/domain/calling-order.ts'
import { can } from '#core/domain/can.ts'
import type { Event, Happened } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { emptyQueue, isConserved, type Queue } from '#core/domain/queue.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { live, someDay, someFullDay } from '../kit/generated-day.ts'
import { spec } from '../kit/spec.ts'
import type { Hall } from '../kit/trade.ts'

// Few enough for every run of the tests, many enough that a broken rule is found within seconds.
const DAYS = { numRuns: 150 }

spec('every generated day', ({ test }) => {
  test('gives each number of a series once, in order, without a gap (I1, I2, I3)', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const last = new Map<string, number>()
        for (const event of eventsOf(live(day))) {
          if (event.type !== 'TicketIssued') continue
          assert.equal(event.seq, (last.get(event.series) ?? 0) + 1)
          last.set(event.series, event.seq)
        }
      }),
      DAYS,
    )
  })

  test('keeps the sum: issued is every state together, after every event (I24)', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        for (const { queue } of history(live(day))) {
          assert.ok(isConserved(queue))
          const counted: Record<string, number> = {}
          for (const ticket of queue.tickets.values()) counted[ticket.state] = (counted[ticket.state] ?? 0) + 1
          for (const [state, count] of Object.entries(queue.counts)) assert.equal(counted[state] ?? 0, count, state)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('never has one ticket at two counters, nor two at one (I6)', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        for (const { queue } of history(live(day))) {
          const at = [...queue.tickets.values()].filter((t) => t.state === 'called' || t.state === 'serving')
          const counters = at.map((ticket) => ('counter' in ticket ? ticket.counter : null))
          assert.equal(new Set(counters).size, counters.length)
          for (const [counter, state] of queue.counters) {
            const holding = state.state === 'open' ? state.holding : null
            const there = at.find((ticket) => 'counter' in ticket && ticket.counter === counter)
            assert.equal(holding, there?.id ?? null)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('calls in order whoever has the best claim: first come in a class, and no priority overtakes beyond its head start (I7, I8)', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        for (const { before, happened } of history(live(day))) {
          const { event } = happened
          if (event.type !== 'TicketCalled' || event.why.how !== 'in-order') continue
          const called = before.tickets.get(event.ticket)!
          for (const other of reachable(before, event.counter)) {
            if (other.id === called.id) continue
            const headStart = (t: Ticket) => demoOffice.classes.find((c) => c.id === t.class)?.headStartMs ?? 0
            if (other.class === called.class) {
              // Same class: nobody who came earlier is still waiting here.
              assert.ok(
                other.claimAt > called.claimAt || (other.claimAt === called.claimAt && other.order > called.order),
              )
            } else {
              // Other class: overtaken by at most the difference of the head starts.
              const overtakenBy = called.claimAt - other.claimAt
              assert.ok(overtakenBy <= headStart(called) - headStart(other))
            }
          }
        }
      }),
      DAYS,
    )
  })

  test('lets tickets of one service never move the people ahead in another', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        for (const { before, queue, happened } of history(live(day))) {
          if (happened.event.type !== 'TicketIssued') continue
          const { service } = happened.event
          for (const [name, line] of before.lines) if (name !== service) assert.deepEqual(queue.lines.get(name), line)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('answers the same however often it is asked who is next', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        live(day, demoOffice, ({ queue, at }) => {
          for (const { id } of queue.office.counters) {
            const first = firstFor(queue, id, at)
            assert.deepEqual(firstFor(queue, id, at), first)
            assert.equal(waitingFor(queue, id, at)[0]?.id, first?.ticket.id)
          }
        })
      }),
      { numRuns: 40 },
    )
  })

  test('moves tickets only as the table allows (I9)', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        for (const { before, happened } of history(live(day))) {
          const { event } = happened
          const action = ACTION[event.type]
          if (!action || !('ticket' in event)) continue
          const ticket = before.tickets.get(event.ticket)!
          const parkedTooLong = event.type === 'TicketMissed' && event.reason === 'parked-too-long'
          if (parkedTooLong) assert.equal(ticket.state, 'parked')
          else assert.ok(can(action, ticket), `${event.type} on a ticket that is ${ticket.state}`)
        }
      }),
      DAYS,
    )
  })

  test('counts a rating at most once a ticket (I17)', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        const rated = eventsOf(live(day)).flatMap((event) => (event.type === 'TicketRated' ? [event.ticket] : []))
        assert.equal(new Set(rated).size, rated.length)
      }),
      DAYS,
    )
  })

  test('folds from zero to the very same hall, byte for byte (I10)', () => {
    fc.assert(
      fc.property(someFullDay, (day) => {
        const hall = live(day)
        const again = hall.happened
          // Through JSON, as the journal keeps it.
          .map((one) => JSON.parse(JSON.stringify(one)) as Happened)
          .reduce(evolve, emptyQueue(demoOffice))
        assert.equal(picture(again), picture(hall.queue))
      }),
      DAYS,
    )
  })

  test('lets nobody starve: with calls going on, everyone waiting is called within their turn', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const hall = live(day)
        for (const { id } of hall.queue.office.counters) {
          hall.try({ type: 'OpenCounter', counter: id, staff: id, staffName: id, takeOver: true })
        }
        // A late crowd of priority tickets keeps coming while the hall is worked off.
        const waiting = [...hall.queue.tickets.values()].filter((t) => t.state === 'waiting' && t.class === 'ordinary')
        for (let round = 0; round < 400; round++) {
          hall.at += 2 * 60_000
          for (const counter of hall.queue.office.counters) hall.try({ type: 'CallNext', counter: counter.id })
          if (round % 2 === 0) {
            const order = {
              ticket: hall.newTicket(),
              service: 'chung-thuc',
              class: 'cao-tuoi',
              origin: 'kiosk',
            } as const
            hall.try({ type: 'IssueTicket', ...order, device: null, procedure: null })
          }
        }
        for (const { id } of waiting) assert.notEqual(hall.queue.tickets.get(id)?.state, 'waiting')
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})

const ACTION = {
  TicketCalled: 'call',
  TicketRecalled: 'recall',
  ServiceStarted: 'start',
  ServiceFinished: 'finish',
  TicketMissed: 'no-show',
  TicketBroughtBack: 'bring-back',
  TicketParked: 'park',
  TicketResumed: 'resume',
  TicketTransferred: 'transfer',
  TicketCancelled: 'cancel',
  TicketRated: 'rate',
  TicketHeldOff: 'no-show',
  VisitExtended: 'extend',
  VisitShortened: 'extend',
  VisitContinued: 'finish',
  ClassChanged: 'change-class',
  TicketVoided: 'void',
} as const as Partial<Record<Event['type'], Parameters<typeof can>[0]>>

function eventsOf(hall: Hall): Event[] {
  return hall.happened.map((one) => one.event)
}

/** The day again, event by event, with the hall before and after each. */
function* history(hall: Hall): Generator<{ before: Queue; happened: Happened; queue: Queue }> {
  let queue = emptyQueue(demoOffice)
  for (const happened of hall.happened) {
    const before = queue
    queue = evolve(queue, happened)
    yield { before, happened, queue }
  }
}

/** Everyone waiting whom this counter may call, found without the lines: the slow and obvious way. */
function reachable(queue: Queue, counter: string): Ticket[] {
  const services = queue.office.counters.find((one) => one.id === counter)?.services ?? []
  return [...queue.tickets.values()].filter(
    (ticket) =>
      ticket.state === 'waiting' &&
      (ticket.onlyCounter === null ? services.includes(ticket.service) : ticket.onlyCounter === counter),
  )
}

/** Everything in a hall, as text with a fixed order. */
function picture(queue: Queue): string {
  const tickets = [...queue.tickets.values()].sort((a, b) => a.order - b.order)
  const numbers = tickets.map((ticket) => queue.numbers.get(ticket.number))
  const { lines, counters, ...rest } = queue
  return JSON.stringify({ ...rest, tickets, numbers, lines: [...lines].sort(), counters: [...counters].sort() })
}
