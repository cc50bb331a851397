import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Queue } from '#core/domain/queue.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import { hallView } from '#core/domain/views/hall.ts'
import { live, someFullDay } from '../kit/generated-day.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  desk1,
  desk2,
  given,
  givenIn,
  issued,
  later,
  MINUTE,
  opened,
  paused,
  practiceBegun,
  type Step,
  started,
  stopped,
} from '../kit/trade.ts'

const THRESHOLDS = { waitWarnMs: 15 * MINUTE, waitBadMs: 30 * MINUTE }
const viewOf = (queue: Queue, at: number) => hallView(queue, 'an', THRESHOLDS, at)
const view = (...steps: Step[]) => {
  const { hall } = given(...steps)
  return viewOf(hall.queue, hall.at)
}
const lineOf = ({ lines }: ReturnType<typeof view>, service: string) => lines.find((line) => line.service === service)

spec('the figures of the hall’s manager', ({ test }) => {
  test('are conserved after every step of any day: issued = the sum of all states = what stands in the lines (I24)', () => {
    let looked = 0
    fc.assert(
      fc.property(someFullDay, (day) => {
        live(day, testOffice, ({ queue, at }) => {
          const { tally, lines, tickets } = viewOf(queue, at)
          const sum = STATE_NAMES.reduce((all, state) => all + tally[state], 0)
          assert.equal(tally.issued, sum)
          assert.equal(
            lines.reduce((all, { waiting }) => all + waiting, 0),
            tally.waiting,
            'the lines add up to whoever waits',
          )
          const listed = tickets.filter(({ state }) => state === 'waiting').length
          assert.equal(listed, tally.waiting, 'everyone who waits can be moved')
          if (!queue.practice && ![...queue.tickets.values()].some(({ practice }) => practice)) {
            for (const state of STATE_NAMES) assert.equal(tally[state], queue.counts[state], state)
            assert.equal(tally.issued, queue.issued)
          }
          looked++
        })
      }),
      { numRuns: 25 },
    )
    assert.ok(looked > 1_000)
  })

  test('count no practice among the real ones, and nothing else while the hall practises', () => {
    const { tally } = view(practiceBegun(), issued(), issued())
    assert.deepEqual([tally.issued, tally.waiting], [2, 2])
    const { tally: after } = view(practiceBegun(), issued(), () => ({ type: 'EndPractice' }), issued('ho-tich'))
    assert.deepEqual([after.issued, after.waiting, after.void], [1, 1, 0])
  })
})

spec('where it is bad now', ({ test }) => {
  test('the worst line stands first, and says why: nobody serves it', () => {
    const now = view(issued('ho-tich'), later(MINUTE))
    const [worst] = now.lines
    assert.equal(worst?.level, 'bad')
    assert.equal(worst?.trouble, 'no-counter')
    assert.equal(worst?.open, 0)
  })

  test('a wait over the limit is bad, one on its way there is watched', () => {
    const start = [opened(desk2), issued('chung-thuc')]
    assert.equal(lineOf(view(...start, later(10 * MINUTE)), 'chung-thuc')?.level, 'ok')
    assert.equal(lineOf(view(...start, later(16 * MINUTE)), 'chung-thuc')?.level, 'warn')
    assert.equal(lineOf(view(...start, later(31 * MINUTE)), 'chung-thuc')?.level, 'bad')
  })

  test('the office’s own limit for a service goes before the general one', () => {
    const services = testOffice.services.map((one) =>
      one.id === 'chung-thuc' ? { ...one, waitAlertMs: 10 * MINUTE } : one,
    )
    const { hall } = givenIn({ ...testOffice, services }, opened(desk2), issued('chung-thuc'), later(11 * MINUTE))
    const line = viewOf(hall.queue, hall.at).lines[0]
    assert.deepEqual([line?.service, line?.level, line?.limitMs], ['chung-thuc', 'bad', 10 * MINUTE])
  })

  test('a crowd, a closed service and a counter that is away are told as such', () => {
    const crowd = view(opened(desk2), ...Array.from({ length: 5 }, () => issued('chung-thuc')), callNext(desk2))
    assert.deepEqual((({ trouble, came, called }) => ({ trouble, came, called }))(lineOf(crowd, 'chung-thuc')!), {
      trouble: 'crowd',
      came: 5,
      called: 1,
    })
    const shut = view(opened(desk2), stopped('chung-thuc'))
    assert.deepEqual([lineOf(shut, 'chung-thuc')?.level, lineOf(shut, 'chung-thuc')?.trouble], ['warn', 'stopped'])
    const away = view(opened(desk2), issued('chung-thuc'), paused(desk2))
    assert.equal(lineOf(away, 'chung-thuc')?.level, 'bad')
  })

  test('a counter is told with what it does and since when', () => {
    const { hall } = given(opened(desk2), issued(), later(MINUTE), callNext(desk2))
    const doing = () => viewOf(hall.queue, hall.at).counters.find(({ id }) => id === desk2)
    assert.deepEqual([doing()?.doing, doing()?.number, doing()?.sinceAt], ['called', 'H001', hall.at])
    hall.at += MINUTE
    hall.do(started(desk2, 'H001'))
    assert.deepEqual([doing()?.doing, doing()?.sinceAt], ['serving', hall.at])
    assert.equal(viewOf(hall.queue, hall.at).counters.find(({ id }) => id === desk1)?.doing, 'closed')
  })
})
