import assert from 'node:assert/strict'
import type { Happened } from '#core/domain/events.ts'
import { checkHistory, type Invariant } from '#core/domain/invariants.ts'
import { find, forge } from '../kit/forged-history.ts'
import { spec } from '../kit/spec.ts'
import { desk1, desk2, Hall, MINUTE, SECOND } from '../kit/trade.ts'

/** A morning without a fault: four people for one service, one of them elderly, called, served, parked, missed and rated. */
function goodMorning(): Happened[] {
  const hall = new Hall()
  const issue = (priority: string) => {
    const ticket = hall.newTicket()
    const origin = { origin: 'kiosk', device: 'kiosk-1', procedure: null } as const
    hall.try({ type: 'IssueTicket', ticket, service: 'chung-thuc', class: priority, ...origin })
    hall.at += MINUTE
    return ticket
  }
  const open = (counter: string) =>
    hall.try({ type: 'OpenCounter', counter, staff: counter, staffName: counter, takeOver: false })
  hall.try({ type: 'KeepTime' })
  open(desk1)
  open(desk2)
  const [first, , , fourth] = [issue('ordinary'), issue('ordinary'), issue('ordinary'), issue('cao-tuoi')]
  hall.at += MINUTE
  hall.try({ type: 'CallNext', counter: desk1 })
  hall.try({ type: 'CallNext', counter: desk2 })
  hall.at += 10 * SECOND
  hall.try({ type: 'StartService', counter: desk1, ticket: fourth })
  hall.try({ type: 'RecallTicket', counter: desk2, ticket: first })
  hall.at += 2 * MINUTE
  hall.try({ type: 'FinishService', counter: desk1, ticket: fourth })
  hall.try({ type: 'RateTicket', ticket: fourth, counter: desk1, level: 'hai-long', reasons: [] })
  hall.try({ type: 'ParkTicket', counter: desk2, ticket: first, reason: 'papers', limitMs: 5 * MINUTE })
  hall.at += 6 * MINUTE
  hall.try({ type: 'KeepTime' })
  hall.try({ type: 'BringBack', ticket: first })
  hall.try({ type: 'CallNext', counter: desk1 })
  hall.at += 24 * 60 * MINUTE
  hall.try({ type: 'KeepTime' })
  return hall.happened
}

/** Every way of breaking a good history, and the promise that must be found broken. */
const PLANTED: readonly [Invariant, string, (good: Happened[]) => Happened[]][] = [
  [
    'unique',
    'one number for two people (I1)',
    (good) => {
      const { at, event } = find(good, 'TicketIssued', 2)
      return forge(good, at, { ...event, number: 'H001', seq: 1 })
    },
  ],
  [
    'no-gap',
    'a number that nobody got (I2)',
    (good) => {
      const { at, event } = find(good, 'TicketIssued', 4)
      return forge(good, at, { ...event, number: 'H005', seq: 5 })
    },
  ],
  [
    'monotone',
    'a number lower than the one before (I3)',
    (good) => {
      const { at, event } = find(good, 'TicketIssued', 4)
      return forge(good, at, { ...event, number: 'H002', seq: 2 })
    },
  ],
  [
    'one-counter',
    'a ticket served at another counter than the one that called it (I6)',
    (good) => {
      const { at, event } = find(good, 'ServiceStarted')
      return forge(good, at, { ...event, counter: desk2 })
    },
  ],
  [
    'one-counter',
    'a counter that calls while it holds a ticket (I6)',
    (good) => {
      const { at, event } = find(good, 'TicketCalled', 2)
      return forge(good, at, { ...event, counter: desk1 })
    },
  ],
  [
    'in-order',
    'someone called who did not have the best claim (I7)',
    (good) => {
      const { at, event } = find(good, 'TicketCalled', 2)
      return forge(good, at, { ...event, ticket: find(good, 'TicketIssued', 3).event.ticket })
    },
  ],
  [
    'true-reason',
    'a reason for a call that is not true (I7)',
    (good) => {
      const { at, event } = find(good, 'TicketCalled')
      return forge(good, at, { ...event, why: { how: 'in-order', claimAt: 1, headStartMs: 0, overtaken: 0 } })
    },
  ],
  [
    'bounded-overtaking',
    'an elder who came more than a head start later and is called first (I8)',
    (good) => {
      const { at, event } = find(good, 'TicketIssued', 4)
      return forge(good, at, { ...event, claimAt: event.claimAt + 31 * MINUTE })
    },
  ],
  [
    'legal-moves',
    'somebody served without being called (I9)',
    (good) => {
      const { at, event } = find(good, 'ServiceStarted')
      return forge(good, at, { ...event, ticket: find(good, 'TicketIssued', 3).event.ticket })
    },
  ],
  [
    'legal-moves',
    'a counter that calls though it is not open (I9)',
    (good) => forge(good, find(good, 'CounterOpened', 2).at),
  ],
  [
    'within-limits',
    'a number called more often than the limit (I9)',
    (good) => {
      const { at, event } = find(good, 'TicketRecalled')
      return forge(good, at, event, event, event)
    },
  ],
  [
    'within-limits',
    'a parked place lost before its time (I9)',
    (good) => {
      const { at, event } = find(good, 'TicketParked')
      return forge(good, at, { ...event, untilAt: event.untilAt + 2 * MINUTE })
    },
  ],
  [
    'within-limits',
    'somebody who comes back after the time for it (I9)',
    (good) => {
      const { at } = find(good, 'TicketBroughtBack')
      return good.map((one, i) => (i < at ? one : { ...one, at: one.at + 31 * MINUTE }))
    },
  ],
  ['one-by-one', 'a record that is missing (I9)', (good) => good.toSpliced(find(good, 'TicketRated').at, 1)],
  [
    'one-by-one',
    'time that runs back (I16)',
    (good) => good.map((one, i) => (i === find(good, 'TicketRated').at ? { ...one, at: one.at - 5 * MINUTE } : one)),
  ],
  ['day-closed', 'somebody left waiting over night (I15)', (good) => forge(good, find(good, 'TicketCancelled').at)],
  [
    'rated-once',
    'two ratings of one ticket (I17)',
    (good) => {
      const { at, event } = find(good, 'TicketRated')
      return forge(good, at, event, event)
    },
  ],
  [
    'conserved',
    'a ticket that is counted twice (I24)',
    (good) => {
      const { at, event } = find(good, 'TicketIssued', 3)
      return forge(good, at, { ...event, ticket: find(good, 'TicketIssued', 2).event.ticket })
    },
  ],
]

spec('the checker of histories', ({ test }) => {
  test('finds nothing in a good morning', () => {
    assert.deepEqual(checkHistory(goodMorning()).violations, [])
  })

  test('lets somebody late in who is picked with a reason', () => {
    const good = goodMorning()
    const { at } = find(good, 'TicketBroughtBack')
    const call = good[at + 1]
    if (call?.event.type !== 'TicketCalled') throw new Error('nobody was called after coming back')
    const why = { how: 'picked', reason: 'papers are complete', overtaken: 0 } as const
    const picked = forge(good, at + 1, { ...call.event, why })
    const late = picked.map((one, i) => (i < at ? one : { ...one, at: one.at + 31 * MINUTE }))
    assert.deepEqual(checkHistory(late).violations, [])
  })

  for (const [invariant, what, plant] of PLANTED) {
    test(`finds ${what}`, () => {
      const { violations } = checkHistory(plant(goodMorning()))
      const found = violations.map((violation) => violation.invariant)
      assert.ok(found.includes(invariant), `found only: ${found.join(', ') || 'nothing'}`)
    })
  }
})
