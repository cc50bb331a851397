import assert from 'node:assert/strict'
import type { Office } from '#core/domain/office.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import { hearKeypads } from '#server/edge/keypad.ts'
import type { Road } from '#server/road.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { callNext, desk2, Hall, issued, later, MINUTE, opened, SECOND, type Step, transferred } from '../kit/trade.ts'

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
  const hear = hearKeypads({
    road,
    hall: () => ({ ...demoHall, devices: [device] }),
    onRefusal: (_, why) => refused.push(why),
  })
  return {
    hall,
    refused,
    async press(...keys: KeyMoment['key'][] | [1 | 2 | 3, 'next']) {
      const before = hall.happened.length
      for (const key of keys) {
        hear({
          device: device.id,
          kind: 'keypad',
          key: typeof key === 'number' ? { key: 'digit', digit: key } : ({ key } as KeyMoment),
        })
      }
      await Promise.resolve()
      return hall.happened.slice(before).map(({ event }) => event)
    },
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
  test('a number nobody has is refused', async () => {
    const { press, refused } = keypadIn(testOffice, opened(desk2), issued())
    assert.deepEqual(await press(3, 'next'), [])
    assert.deepEqual(refused, ['unknown-ticket'])
  })
})
