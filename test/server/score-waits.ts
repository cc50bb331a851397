import assert from 'node:assert/strict'
import type { Happened } from '#core/domain/events.ts'
import type { Queue } from '#core/domain/queue.ts'
import { promiseOf } from '#core/domain/waiting-time.ts'
import { deviceTally } from '#server/devices/tally.ts'
import { openMetrics } from '#server/reactions/count-events.ts'
import { scoreWaits } from '#server/reactions/score-waits.ts'
import { liveDay } from '../../scripts/bench/ward/live-day.ts'
import { learnedWard, MORNING_AFTER } from '../kit/learned-ward.ts'
import { spec } from '../kit/spec.ts'

const BY = { role: 'hub', id: 'hub' } as const

spec('the scores of told waits', ({ test }) => {
  test('say nothing before anybody was called', () => {
    assert.deepEqual(scoreWaits().read(), {
      scored: 0,
      errorMs: null,
      lastErrorMs: null,
      withinTenMinutes: null,
      intervalHeld: null,
      upperHeld: null,
    })
  })

  test('are the same that anybody would reckon from the journal, and are published', async () => {
    const learned = learnedWard('grouped', 7)
    const waits = scoreWaits()
    const told = new Map<string, { middleMs: number; toMs: number }>()
    const errors: number[] = []
    let held = 0
    let before: Queue = learned.queue
    let last = before
    const watch = (happened: Happened, queue: Queue) => {
      waits.reaction({ happened: [{ ...happened, by: BY }], before, queue })
      before = queue
      last = queue
      const { event, at } = happened
      if (event.type !== 'TicketIssued' && event.type !== 'TicketCalled') return
      const ticket = queue.tickets.get(event.ticket)
      assert.ok(ticket)
      if (event.type === 'TicketIssued') {
        const promise = promiseOf(queue, ticket, at)
        if (promise) told.set(ticket.id, promise)
        return
      }
      const promise = told.get(ticket.id)
      if (!promise) return
      told.delete(ticket.id)
      errors.push(Math.abs(promise.middleMs - (at - ticket.issuedAt)))
      if (at - ticket.issuedAt <= promise.toMs) held++
    }
    liveDay({ ...learned.ward, people: 260 }, MORNING_AFTER, learned.queue, watch)
    assert.ok(errors.length > 200 && errors.length <= 1_000)
    const scores = waits.read()
    const mean = errors.reduce((sum, one) => sum + one, 0) / errors.length
    assert.equal(scores.scored, errors.length)
    assert.ok(Math.abs((scores.errorMs ?? 0) - mean) < 1)
    assert.ok(Math.abs((scores.upperHeld ?? 0) - held / errors.length) < 1e-9)
    assert.ok(scores.lastErrorMs !== null)

    const metrics = openMetrics({
      queue: () => last,
      screens: () => ({}),
      devicesBroken: () => 0,
      devices: { health: () => [], tally: deviceTally(), agents: () => [] },
      waits: waits.read,
      copies: () => [],
      now: () => 0,
    })
    const { text } = await metrics.read()
    assert.match(text, new RegExp(`^luot_waits_scored_total ${errors.length}$`, 'm'))
    assert.match(text, /^luot_wait_error_seconds\{by="told"\} \d/m)
    assert.match(text, /^luot_wait_error_seconds\{by="last-called"\} \d/m)
    for (const what of ['ten-minutes', 'interval', 'upper']) {
      assert.match(text, new RegExp(`^luot_wait_held_ratio\\{what="${what}"\\} [01]`, 'm'))
    }
  }, 60_000)
})
