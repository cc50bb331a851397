import assert from 'node:assert/strict'
import type { Office } from '#core/domain/office.ts'
import type { Digit, KeyMoment } from '#server/drivers/keypad/port.ts'
import { hearKeypads } from '#server/edge/keypad.ts'
import type { Road } from '#server/road.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  desk2,
  finished,
  Hall,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  paused,
  SECOND,
  type Step,
  transferred,
} from '../kit/trade.ts'

const passingOn: Office = {
  ...testOffice,
  counters: testOffice.counters.map((one) => (one.id === desk2 ? { ...one, button: 'passes-on' } : one)),
}

/** A keypad at counter 2, the hall behind it, and a key press that tells what came of it. */
function keypadIn(office: Office, ...steps: Step[]) {
  const hall = new Hall(office)
  for (const step of steps) hall.do(step)
  const refused: string[] = []
  const road = {
    queue: () => hall.queue,
    send: async ({ order, by }: Parameters<Road['send']>[0]) => {
      const result = hall.try(order, by)
      return 'refused' in result ? { kind: 'refused', why: result.refused } : { kind: 'done', value: {} }
    },
  } as unknown as Road
  const device = { id: 'phim-2', name: 'Bàn phím', driver: 'virtual', settings: {}, counter: desk2 }
  let steadyMs = 0
  const hear = hearKeypads({
    road,
    hall: () => ({ ...demoHall, devices: [device] }),
    now: () => hall.at,
    steady: () => steadyMs,
    onRefusal: (_, why) => refused.push(why),
  })
  async function hearAll(moments: readonly { key: KeyMoment; id?: string }[]) {
    const before = hall.happened.length
    for (const { key, id } of moments) {
      hear({ device: device.id, kind: 'keypad', key, ...(id === undefined ? {} : { id }) })
    }
    await Promise.resolve()
    return hall.happened.slice(before).map(({ event }) => event)
  }
  return {
    hall,
    refused,
    hearAll,
    /** Nobody presses anything for so long; the hall's own time goes on too. */
    rest(spanMs: number) {
      steadyMs += spanMs
      hall.do(later(spanMs))
    },
    rate: (level: 1 | 2 | 3 | 4 | 5) => hearAll([{ key: { key: 'rate', level } }]),
    press: (...keys: (Exclude<KeyMoment['key'], 'digit' | 'rate'> | Digit)[]) =>
      hearAll(keys.map((key) => ({ key: typeof key === 'number' ? { key: 'digit', digit: key } : { key } }))),
  }
}

const types = (events: readonly { type: string }[]) => events.map(({ type }) => type)

spec('a keypad at a counter', ({ test }) => {
  const twoWait = [opened(desk2), issued(), later(SECOND), issued(), callNext(desk2)]
  test('NEXT soon after a call calls the same number again', async () => {
    const { press } = keypadIn(testOffice, ...twoWait, later(10 * SECOND))
    assert.deepEqual(types(await press('next')), ['TicketRecalled'])
  })
  test('NEXT passes on where the counter’s button does, and the one before is not come', async () => {
    const { press } = keypadIn(passingOn, ...twoWait, later(10 * SECOND))
    const [missed, call] = await press('next')
    assert.partialDeepStrictEqual(missed, { type: 'TicketMissed', reason: 'passed-over' })
    assert.equal(call?.type, 'TicketCalled')
  })
  test('a press that bounces is one press, whichever the rule', async () => {
    for (const office of [testOffice, passingOn]) {
      const { press, refused } = keypadIn(office, ...twoWait, later(300))
      assert.deepEqual(await press('next'), [])
      assert.deepEqual(refused, ['just-called'])
    }
  })
  test('RECALL calls again though NEXT would pass on', async () => {
    const { press } = keypadIn(passingOn, ...twoWait, later(10 * SECOND))
    assert.deepEqual(types(await press('recall')), ['TicketRecalled'])
  })
  test('a number and NEXT calls that one, with the keypad as the reason', async () => {
    const { press } = keypadIn(testOffice, opened(desk2), issued(), issued(), issued())
    const [call] = await press(2, 'next')
    assert.partialDeepStrictEqual(call, { type: 'TicketCalled', why: { how: 'picked', reason: 'keypad' } })
  })
  test('finds by its number whoever was sent to this counter from another line', async () => {
    const sent = [opened(desk2), issued('ho-tich'), later(MINUTE), transferred('A001', { counter: desk2 })]
    const { press } = keypadIn(testOffice, ...sent)
    assert.deepEqual(types(await press(1, 'next')), ['TicketCalled'])
  })
  test('0 0 0 PAUSE calls for help, once however often, and 0 0 0 FINISH ends the own call', async () => {
    const { press, hall } = keypadIn(testOffice, opened(desk2, 'an'))
    const [call] = await press(0, 0, 0, 'pause')
    assert.partialDeepStrictEqual(call, { type: 'HelpCalled', counter: desk2, staff: 'an' })
    assert.deepEqual(await press(0, 0, 0, 'pause'), [])
    assert.equal(hall.queue.counters.get(desk2)?.state, 'open', 'the counter is not paused by it')
    assert.deepEqual(types(await press(0, 0, 0, 'finish')), ['HelpEnded'])
  })
  test('0 0 0 FINISH says "I am coming" to a colleague, and then that it is over', async () => {
    const { press, refused } = keypadIn(testOffice, opened(desk2, 'an'), () => ({
      type: 'CallHelp',
      help: 'h',
      counter: 'quay-1',
      staff: 'binh',
      staffName: 'Bình',
    }))
    const [answer] = await press(0, 0, 0, 'finish')
    assert.partialDeepStrictEqual(answer, { type: 'HelpAnswered', help: 'h', staff: 'an' })
    assert.deepEqual(types(await press(0, 0, 0, 'finish')), ['HelpEnded'])
    await press(0, 0, 0, 'finish')
    assert.deepEqual(refused, ['help-over'])
  })
  test('a number nobody has is refused', async () => {
    const { press, refused } = keypadIn(testOffice, opened(desk2), issued())
    assert.deepEqual(await press(3, 'next'), [])
    assert.deepEqual(refused, ['unknown-ticket'])
  })
  test('a number and NEXT also calls whoever missed the call, or went to correct papers', async () => {
    const away = [opened(desk2), issued(), callNext(desk2), missed(desk2, 'H001')]
    assert.deepEqual(types(await keypadIn(testOffice, ...away).press(1, 'next')), ['TicketBroughtBack', 'TicketCalled'])
    const fetching = [opened(desk2), issued(), callNext(desk2), parked(desk2, 'H001')]
    assert.deepEqual(types(await keypadIn(testOffice, ...fetching).press(1, 'next')), ['TicketResumed', 'TicketCalled'])
  })
  test('digits are forgotten after ten seconds, or by CLEAR', async () => {
    const { press, rest } = keypadIn(testOffice, opened(desk2), issued(), issued())
    await press(2)
    rest(10 * SECOND)
    assert.partialDeepStrictEqual(await press('next'), [{ type: 'TicketCalled', why: { how: 'in-order' } }])
    const other = keypadIn(testOffice, opened(desk2), issued(), issued())
    assert.deepEqual(await other.press(2, 'clear'), [])
    assert.partialDeepStrictEqual(await other.press('next'), [{ type: 'TicketCalled', why: { how: 'in-order' } }])
  })
  test('digits typed in time stay together, and of too many the last count', async () => {
    const { press, rest } = keypadIn(testOffice, opened(desk2), issued(), issued())
    await press(9, 0, 0)
    rest(9 * SECOND)
    await press(0)
    rest(9 * SECOND)
    assert.deepEqual(types(await press(2, 'next')), ['TicketCalled'])
  })
  test('NO-SHOW, FINISH and RECALL mean the one who is here, and nobody where nobody is', async () => {
    const came = [opened(desk2), issued(), callNext(desk2), later(10 * SECOND)]
    assert.deepEqual(types(await keypadIn(testOffice, ...came).press('no-show')), ['TicketMissed'])
    assert.deepEqual(types(await keypadIn(testOffice, ...came).press('finish')), ['ServiceStarted', 'ServiceFinished'])
    const { press, refused } = keypadIn(testOffice, opened(desk2))
    for (const key of ['no-show', 'finish', 'recall', 'transfer'] as const) assert.deepEqual(await press(key), [])
    assert.deepEqual(refused, Array(4).fill('not-at-this-counter'))
  })
  test('a number and TRANSFER sends the one who is here to the counter of that label, letters left out', async () => {
    const here = [opened(desk2), issued(), callNext(desk2)]
    const [sent] = await keypadIn(testOffice, ...here).press(5, 'transfer')
    assert.partialDeepStrictEqual(sent, { type: 'TicketTransferred', onlyCounter: 'quay-5', fromCounter: desk2 })
    const lettered = labelled({ 'quay-5': 'B5' })
    assert.deepEqual(types(await keypadIn(lettered, ...here).press(0, 5, 'transfer')), ['TicketTransferred'])
  })
  test('TRANSFER to no counter, to one nobody has, or to one of two is refused, and the ticket stays', async () => {
    const here = [opened(desk2), issued(), callNext(desk2)]
    for (const [office, keys] of [
      [testOffice, ['transfer']],
      [testOffice, [9, 'transfer']],
      [labelled({ 'quay-4': 'A5', 'quay-5': 'B5' }), [5, 'transfer']],
    ] as const) {
      const { press, refused } = keypadIn(office, ...here)
      assert.deepEqual(await press(...keys), [])
      assert.deepEqual(refused, ['unknown-counter'])
    }
  })
  test('PAUSE is away, and PAUSE again is back, for whoever sits there', async () => {
    const { press, rest } = keypadIn(testOffice, opened(desk2))
    assert.partialDeepStrictEqual(await press('pause'), [{ type: 'CounterPaused', reason: 'keypad' }])
    rest(MINUTE)
    assert.partialDeepStrictEqual(await press('pause'), [{ type: 'CounterOpened', staff: 'staff-at-quay-2' }])
    const taken = keypadIn(testOffice, opened(desk2), paused(desk2))
    assert.deepEqual(types(await taken.press('pause')), ['CounterOpened'])
    const closed = keypadIn(testOffice)
    assert.deepEqual(await closed.press('pause'), [])
    assert.deepEqual(closed.refused, ['counter-closed'])
  })
  test('a moment that comes twice over a link is one press: no number is called twice, no digit typed twice', async () => {
    const { hearAll } = keypadIn(testOffice, opened(desk2), ...Array.from({ length: 30 }, () => issued()))
    const two = { key: { key: 'digit', digit: 2 }, id: 'agent-1-0001' } as const
    const next = { key: { key: 'next' }, id: 'agent-1-0002' } as const
    const events = await hearAll([two, two, next, next])
    assert.deepEqual(types(events), ['TicketCalled'])
    assert.partialDeepStrictEqual(events, [{ why: { how: 'picked' } }])
  })
})

spec('a rating pad at a counter', ({ test }) => {
  const done = [opened(desk2), issued(), callNext(desk2), later(MINUTE), finished(desk2, 'H001')]
  test('rates the one just finished there, the n-th button being the office’s n-th level', async () => {
    const { rate } = keypadIn(testOffice, ...done)
    const level = testOffice.rating.levels[1]!.id
    assert.partialDeepStrictEqual(await rate(2), [{ type: 'TicketRated', level, channel: 'terminal' }])
  })
  test('a second press within five seconds is the same press; a later one belongs to nobody', async () => {
    const { rate, rest, refused } = keypadIn(testOffice, ...done)
    await rate(1)
    rest(4 * SECOND)
    assert.deepEqual(await rate(1), [])
    assert.deepEqual(refused, ['pressed-again'])
    rest(2 * SECOND)
    assert.deepEqual(types(await rate(1)), ['UnlinkedRating'])
  })
  test('once the time to rate is over a press belongs to nobody', async () => {
    const { rate, rest } = keypadIn(testOffice, ...done)
    rest(testOffice.rating.terminalWindowMs + SECOND)
    assert.deepEqual(types(await rate(1)), ['UnlinkedRating'])
  })
  test('a button beyond the office’s levels counts nothing and is told', async () => {
    const { rate, refused } = keypadIn(testOffice, ...done)
    assert.deepEqual(await rate(4), [])
    assert.deepEqual(refused, ['unknown-level'])
  })
  test('more than five presses in a minute are told and not counted', async () => {
    const { rate, rest, refused } = keypadIn(testOffice, ...done)
    for (let i = 0; i < 7; i++) {
      await rate(1)
      rest(6 * SECOND)
    }
    assert.deepEqual(refused, ['pressed-too-often', 'pressed-too-often'])
  })
})

function labelled(labels: Record<string, string>): Office {
  return {
    ...testOffice,
    counters: testOffice.counters.map((one) => ({ ...one, label: labels[one.id] ?? one.label })),
  }
}
