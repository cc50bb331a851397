import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Event, Happened } from '#core/domain/events.ts'
import { checkHistory, type Invariant } from '#core/domain/invariants.ts'
import { liveADay, type PastDay } from '../../scripts/simulate/day.ts'
import { chainFinding, examine, readJournal } from '../../scripts/simulate/examine.ts'
import { spec } from '../kit/spec.ts'
import { desk1, desk2, Hall, MINUTE, SECOND } from '../kit/trade.ts'

const run = promisify(execFile)

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

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>

/** The record in which something happened for the n-th time. */
function find<Type extends Event['type']>(history: readonly Happened[], type: Type, n = 1) {
  const at = history.filter(({ event }) => event.type === type)[n - 1]
  if (!at) throw new Error(`no ${n}. ${type} in the history`)
  return { at: history.indexOf(at), event: at.event as Of<Type> }
}

/** The same history with one event told differently, left out, or said twice. */
function forge(history: readonly Happened[], at: number, ...events: Event[]): Happened[] {
  const instant = history[at]?.at ?? 0
  const forged = events.map((event) => ({ seq: 0, at: instant, event }))
  return history.toSpliced(at, 1, ...forged).map((happened, i) => ({ ...happened, seq: i + 1 }))
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
    'in-order',
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
  test('finds nothing in a good morning, and looked at everything', () => {
    const { counts, violations } = checkHistory(goodMorning())
    assert.deepEqual(violations, [])
    for (const [invariant, count] of Object.entries(counts)) assert.ok(count > 0, `${invariant} had nothing to look at`)
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

let day: PastDay

spec('a simulated morning', ({ test, before, after }) => {
  before(async () => {
    day = await liveADay({ people: 25, hours: 0.5, speed: 240, seed: 5, say: () => undefined })
  })
  after(() => rmSync(day.dataFolder, { recursive: true, force: true }))

  test('keeps every promise, in the journal and in what people were told', () => {
    for (const { check, violations } of examine(day)) assert.deepEqual(violations, [], check)
    assert.equal(day.report.issued, 25)
    assert.ok(day.report.states.served > 0)
    assert.ok(
      day.boards.calls.some(({ call }) => call.sounds.length > 0),
      'nothing was spoken',
    )
  })

  const brokenIn = (forged: PastDay) =>
    examine(forged).flatMap(({ check, violations }) => (violations.length > 0 ? [check.split(' ')[0]] : []))

  test('is found out when a promised number is not in the journal (I4)', () => {
    const told = day.notebook.told.map((one) =>
      one.ask === 'issue-ticket' ? { ...one, value: { ...(one.value as object), number: 'A999' } } : one,
    )
    assert.deepEqual(brokenIn({ ...day, notebook: { ...day.notebook, told } }), ['I4'])
  })

  test('is found out when a call was spoken by two boards (I12)', () => {
    const spoken = day.boards.calls.filter(({ call }) => call.sounds.length > 0)
    const calls = [...day.boards.calls, ...spoken.map(({ call }) => ({ board: 'board-3', call }))]
    assert.deepEqual(brokenIn({ ...day, boards: { ...day.boards, calls } }), ['I12'])
  })

  test('is found out when the report forgets somebody (I24)', () => {
    const report = { ...day.report, issued: day.report.issued - 1 }
    assert.deepEqual(brokenIn({ ...day, report }), ['I24'])
  })

  test('is found out when a line of its journal is changed or cut off (I18)', () => {
    const { lines, head } = readJournal(day.dataFolder)
    const edited = lines.map((line) =>
      line.seq === 5 ? { ...line, text: line.text.replace('"at":1', '"at":2') } : line,
    )
    assert.deepEqual(chainFinding(lines, head).violations, [])
    assert.notDeepEqual(chainFinding(edited, head).violations, [])
    assert.notDeepEqual(chainFinding(lines.slice(0, -1), head).violations, [])
  })
})

spec('the command line of the simulation', ({ test }) => {
  for (const args of [
    ['--people', 'many'],
    ['--people', '0'],
    ['--speed', '-1'],
    ['--colour', 'red'],
  ]) {
    test(`says what is wrong with ${args.join(' ')}`, async () => {
      const ended = await run(process.execPath, ['scripts/simulate.ts', ...args]).then(
        () => ({ code: 0, stderr: '' }),
        (error: { code: number; stderr: string }) => error,
      )
      assert.equal(ended.code, 2)
      assert.match(ended.stderr, /--people 400/)
      assert.doesNotMatch(ended.stderr, /^\s+at /m)
    })
  }
})
