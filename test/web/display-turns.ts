import * as assert from 'node:assert/strict'
import type { BoardCall, BoardView, CallMoment } from '#core/contract/display.ts'
import { CALLED_LIMIT_MS, nowCalled } from '../../display/src/board/now-called.ts'
import { noRows, type Rows, roll, SEEN_MS } from '../../display/src/board/rows.ts'
import { PAGE_MS, pageAt, stripPages } from '../../display/src/board/strip.ts'
import {
  advance,
  answered,
  BACKLOG,
  hear,
  LONGEST_MS,
  noTurns,
  STALE_MS,
  spoken,
  TURN_MS,
  type Turns,
} from '../../display/src/board/turns.ts'
import { spec } from '../kit/spec.ts'

/** The hub's date where the screen's own clock says 0. */
const MORNING = Date.UTC(2026, 10, 23, 1)
const SOUNDS: CallMoment['sounds'] = [
  { url: '/clips/chime.wav', durationMs: 900, role: 'chime' },
  { url: '/clips/a.wav', durationMs: 5_000, role: 'sentence' },
]

spec('turns at the board', ({ test }) => {
  test('U14: calls of one moment are each on for six seconds, in the order they came', () => {
    const shown = play([0, 0, 0, 0].map((at, index) => moment(`A00${index + 1}`, at)))
    assert.deepEqual(
      shown.map(({ number }) => number),
      ['A001', 'A002', 'A003', 'A004'],
    )
    for (const { number, ms } of shown) assert.ok(ms >= TURN_MS, `${number}: ${ms} ms`)
  })

  test('U14: at thirty calls a minute three wait at most, and the oldest yields', () => {
    let turns = noTurns
    const on = new Set<string>()
    for (let at = 0; at < 60_000; at += 100) {
      if (at % 2_000 === 0) turns = hear(turns, moment(`A${100 + at / 2_000}`, at), at, MORNING + at)
      turns = advance(turns, at)
      assert.ok(turns.waiting.length <= BACKLOG)
      if (turns.on) {
        on.add(turns.on.call.number)
        const late = at - (turns.on.call.calledAt - MORNING)
        assert.ok(turns.on.since !== at || late < 10_000, `${turns.on.call.number} was ${late} ms late`)
      }
    }
    assert.ok(on.size >= 9, `${on.size} had a turn`)
  })

  test('I12: a call is on once, however often it is heard', () => {
    const call = moment('A001', 0)
    let turns = advance(hear(noTurns, call, 0, MORNING), 0)
    turns = advance(turns, 20_000)
    assert.equal(turns.on, null)
    assert.equal(hear(turns, call, 20_000, MORNING + 20_000), turns)
  })

  test('I12: a call of half a minute ago is history', () => {
    const turns = hear(noTurns, moment('A001', 0), 0, MORNING + STALE_MS)
    assert.equal(advance(turns, 0).on, null)
  })

  test('I12: a call that grew old while it waited is left out', () => {
    let turns = hear(noTurns, moment('A001', 0, SOUNDS), 0, MORNING)
    turns = advance(turns, 0)
    turns = hear(turns, moment('A002', 0), 0, MORNING)
    turns = advance(turns, STALE_MS)
    assert.equal(turns.waiting.length, 0)
    assert.equal(turns.on?.call.number, 'A001')
  })

  test('the next waits for the voice, but not for one that never ends', () => {
    let turns = advance(hear(noTurns, moment('A001', 0, SOUNDS), 0, MORNING), 0)
    turns = hear(turns, moment('A002', 15_000), 15_000, MORNING + 15_000)
    assert.equal(advance(turns, 15_000).on?.call.number, 'A001')
    assert.equal(advance(spoken(turns, turns.on!.call.id), 15_000).on?.call.number, 'A002')
    assert.equal(advance(turns, LONGEST_MS).on?.call.number, 'A002')
  })

  test('whoever came to the counter before their turn is not called again', () => {
    let turns = advance(hear(noTurns, moment('A001', 0), 0, MORNING), 0)
    turns = hear(turns, moment('A002', 0), 0, MORNING)
    turns = answered(turns, (call) => call.number === 'A002')
    assert.equal(advance(turns, 20_000).on, null)
  })

  test('a recall takes the place of the call that still waits', () => {
    let turns = advance(hear(noTurns, moment('A001', 0), 0, MORNING), 0)
    turns = hear(turns, moment('A002', 100), 100, MORNING + 100)
    turns = hear(turns, { ...moment('A002', 200), id: 'again', kind: 'recall' }, 200, MORNING + 200)
    assert.deepEqual(
      turns.waiting.map(({ call }) => call.id),
      ['again'],
    )
  })

  /** Lets time run in tenths of a second and tells who was on for how long. */
  function play(calls: CallMoment[]): { number: string; ms: number }[] {
    let turns: Turns = noTurns
    const shown: { number: string; ms: number }[] = []
    for (let at = 0; at < 60_000; at += 100) {
      for (const call of calls.filter(({ calledAt }) => calledAt - MORNING === at)) {
        turns = hear(turns, call, at, MORNING + at)
        // The first is on before the next is heard, as it is on the wire.
        turns = advance(turns, at)
      }
      turns = advance(turns, at)
      if (!turns.on) continue
      const { number } = turns.on.call
      const last = shown.at(-1)
      if (last?.number === number) last.ms += 100
      else shown.push({ number, ms: 100 })
    }
    return shown
  }
})

spec('the list of the last calls', ({ test }) => {
  test('is the hub’s list, newest on top', () => {
    const list = roll(noRows, calls([['A003', 2], ['A002', 1], ['A001', 0]]), 4, 9_000, MORNING + 9_000) // biome-ignore format: one call a pair
    assert.deepEqual(numbers(list), ['A003', 'A002', 'A001'])
  })

  test('U14: at thirty calls a minute each is seen for six seconds at least, and none is left out', () => {
    const seen = new Map<string, number>()
    let list = noRows
    let hub: BoardCall[] = []
    for (let at = 0; at < 70_000; at += 200) {
      if (at % 2_000 === 0 && at < 60_000) hub = [call(`A${100 + at / 2_000}`, at), ...hub].slice(0, 20)
      list = roll(list, hub, 4, at, MORNING + at)
      for (const number of numbers(list)) seen.set(number, (seen.get(number) ?? 0) + 200)
    }
    assert.equal(seen.size, 30)
    for (const [number, ms] of seen) assert.ok(ms >= SEEN_MS, `${number}: ${ms} ms`)
  })

  test('U14: eight calls of one moment share four rows in turn', () => {
    const seen = new Map<string, number>()
    let list = roll(noRows, [], 4, 0, MORNING)
    const hub = Array.from({ length: 8 }, (_, index) => call(`A00${index}`, 1_000 + index)).reverse()
    for (let at = 1_200; at < 30_000; at += 200) {
      list = roll(list, hub, 4, at, MORNING + at)
      for (const number of numbers(list)) seen.set(number, (seen.get(number) ?? 0) + 200)
    }
    assert.equal(seen.size, 8)
    for (const [number, ms] of seen) assert.ok(ms >= SEEN_MS, `${number}: ${ms} ms`)
    assert.deepEqual(numbers(list), ['A007', 'A006', 'A005', 'A004'])
  })

  test('a new call is marked for six seconds at least, then not', () => {
    let list = roll(noRows, [], 4, 0, MORNING)
    const hub = [call('A001', 1_000)]
    list = roll(list, hub, 4, 1_000, MORNING + 1_000)
    assert.equal(list.rows[0]?.marked, true)
    assert.equal(roll(list, hub, 4, 7_500, MORNING + 7_500).rows[0]?.marked, true)
    assert.equal(roll(list, hub, 4, 60_000, MORNING + 60_000).rows[0]?.marked, false)
  })

  test('U13: four calls stay as long as nobody newer is called', () => {
    const hub = calls([['A004', 3], ['A003', 2], ['A002', 1], ['A001', 0]]) // biome-ignore format: one call a pair
    let list = roll(noRows, hub, 4, 9_000, MORNING + 9_000)
    for (let at = 9_200; at < 60_000; at += 200) list = roll(list, hub, 4, at, MORNING + at)
    assert.equal(list.rows.length, 4)
  })

  test('a board that was away does not play back what it missed', () => {
    const before = roll(noRows, [call('A001', 0)], 4, 0, MORNING)
    const missed = Array.from({ length: 20 }, (_, index) => call(`A${110 + index}`, 1_000 + index)).reverse()
    const list = roll(before, missed, 4, 300_000, MORNING + 300_000)
    assert.deepEqual(numbers(list), ['A129', 'A128', 'A127', 'A126'])
    assert.ok(list.rows.every(({ marked }) => !marked))
  })

  test('a number called again moves to the top and stands there once', () => {
    const before = roll(noRows, calls([['A002', 1], ['A001', 0]]), 4, 5_000, MORNING + 5_000) // biome-ignore format: one call a pair
    const after = roll(before, [call('A001', 6_000), call('A002', 1_000)], 4, 6_000, MORNING + 6_000)
    assert.deepEqual(numbers(after), ['A001', 'A002'])
    assert.equal(after.rows[0]?.marked, true)
  })

  test('a new day empties it', () => {
    const before = roll(noRows, [call('A001', 0)], 4, 0, MORNING)
    assert.deepEqual(numbers(roll(before, [], 4, 1_000, MORNING + 1_000)), [])
  })
})

spec('the number now called', ({ test }) => {
  const view: BoardView = {
    rev: 1,
    at: MORNING,
    office: { vi: 'Phường Mẫu', en: 'Sample Ward' },
    timeZone: 'Asia/Ho_Chi_Minh',
    hall: { state: 'open', lastNumberAt: null },
    lunch: 'morning-first',
    calls: [call('A002', 0)],
    services: [],
    counters: [],
    messages: [],
    notice: null,
    look: { boards: [], notices: [], media: { items: [], volume: 0 }, voice: null },
    practice: false,
    speaks: false,
  }

  test('I11: is nobody’s while the hub is silent', () => {
    assert.deepEqual(nowCalled(view, 'away', noTurns, MORNING), { show: 'lost' })
    const turns = advance(hear(noTurns, moment('A002', 0), 0, MORNING), 0)
    assert.deepEqual(nowCalled(view, 'away', turns, MORNING), { show: 'lost' })
  })

  test('I11: is no older than its limit', () => {
    assert.equal(nowCalled(view, 'live', noTurns, MORNING + CALLED_LIMIT_MS - 1).show, 'called')
    assert.equal(nowCalled(view, 'live', noTurns, MORNING + CALLED_LIMIT_MS).show, 'last')
    assert.equal(nowCalled(view, 'live', noTurns, MORNING + 3_600_000).show, 'quiet')
  })

  test('says when the office opens again', () => {
    const gate = { state: 'closed', why: 'lunch', reason: null, opensAt: MORNING + 60_000, name: null } as const
    assert.deepEqual(nowCalled({ ...view, calls: [], hall: gate }, 'live', noTurns, MORNING), { show: 'closed', gate })
    // Where only the numbers are out, people are still being called.
    const full = { ...gate, why: 'quota-day' } as const
    assert.equal(nowCalled({ ...view, calls: [], hall: full }, 'live', noTurns, MORNING).show, 'quiet')
  })

  test('the strip gives seven services and the notice their turns, ten seconds each', () => {
    const services = [...'AHKMQSX'].map((prefix) => ({
      id: prefix.toLowerCase(),
      prefix,
      name: { vi: prefix, en: prefix },
      gate: { state: 'open', lastNumberAt: null } as const,
      waiting: 1,
      wait: null,
      counters: [],
    }))
    const pages = stripPages({ ...view, services, notice: { vi: 'Nghỉ trưa', en: 'Lunch' } }, 4, MORNING)
    assert.deepEqual(
      pages.map((page) => (page.show === 'waiting' ? page.services.length : page.show)),
      [4, 3, 'notice'],
    )
    assert.notEqual(pageAt(pages, MORNING), pageAt(pages, MORNING + PAGE_MS))
    assert.equal(pageAt(pages, MORNING), pageAt(pages, MORNING + pages.length * PAGE_MS))
  })

  test('the strip tells what everyone who waits is told, and urgent words after every other page', () => {
    const said = (kind: 'information' | 'urgent', vi: string) => ({
      id: vi,
      kind,
      text: { vi, en: vi },
      sinceAt: MORNING,
    })
    const messages = [said('urgent', 'Ra ngoài'), said('information', 'Chậm')]
    const notice = { vi: 'Nghỉ trưa', en: 'Lunch' }
    const told = (shown: typeof messages) =>
      stripPages({ ...view, messages: shown, notice }, 4, MORNING).map((page) =>
        page.show === 'notice' ? page.text.vi : page.show,
      )
    assert.deepEqual(told(messages), ['Ra ngoài', 'Chậm', 'Ra ngoài', 'Nghỉ trưa'])
    assert.deepEqual(told(messages.slice(1)), ['Chậm', 'Nghỉ trưa'])
  })
})

function moment(number: string, at: number, sounds: CallMoment['sounds'] = []): CallMoment {
  return { id: `${number}-${at}`, number, counter: '5', kind: 'call', calledAt: MORNING + at, volume: 100, sounds }
}

function call(number: string, at: number): BoardCall {
  return { number, counter: '5', state: 'called', calledAt: MORNING + at, calls: 1 }
}

function calls(list: [number: string, seconds: number][]): BoardCall[] {
  return list.map(([number, seconds]) => call(number, seconds * 1_000))
}

function numbers(list: Rows): string[] {
  return list.rows.map(({ number }) => number)
}
