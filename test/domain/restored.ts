import assert from 'node:assert/strict'
import type { Order } from '#core/domain/commands.ts'
import type { HubRestored, Restore } from '#core/domain/events.ts'
import { checkHistory } from '#core/domain/invariants.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { Hall, issued, MINUTE, MORNING } from '../kit/trade.ts'

const copy = { seq: 1, hash: 'a'.repeat(64), madeAt: MORNING - 12 * 60 * MINUTE }

/** A hall that gave three numbers of one service, then went on from a copy. */
function restored(change: Partial<Restore>, minutesLater = 10) {
  const hall = new Hall(testOffice)
  for (let i = 0; i < 3; i++) hall.do(issued('chung-thuc'))
  const lastSeq = hall.queue.seq
  hall.at += minutesLater * MINUTE
  const restore: Restore = { lastSeq, diedSeq: null, copy, toldAt: MORNING, how: 'by-hand', ...change }
  const order: Order = { type: 'ReportRestore', restore }
  const told = hall.try(order, { role: 'hub', id: 'hub' })
  if ('refused' in told) throw new Error(told.refused)
  return { hall, order, event: told.events.at(-1) as HubRestored }
}

const numberAfter = (hall: Hall) => {
  hall.do(issued('chung-thuc'))
  return ticketsInOrder(hall.queue).at(-1)?.number
}

spec('going on from a copy', ({ test }) => {
  test('leaps by a hundred numbers and ten for each minute nobody knows of, to a round hundred', () => {
    const { hall, event } = restored({})
    // Three given, 100 + 11 begun minutes × 10: beyond 213.
    assert.deepEqual(event.leaps.H, { after: 3, next: 301 })
    assert.equal(numberAfter(hall), 'H301')
    assert.deepEqual(hall.queue.restored, { at: hall.at, lastSeq: event.lastSeq, copySeq: 1, lost: null })
  })

  test('leaps exactly over the records that are known to be missing, and not at all where none is', () => {
    const two = restored({ diedSeq: 6 })
    assert.equal(two.event.diedSeq! - two.event.lastSeq, 2)
    assert.deepEqual(two.event.leaps.H, { after: 3, next: 6 })
    assert.equal(two.hall.queue.restored?.lost, 2)
    const none = restored({ diedSeq: 4 })
    assert.deepEqual(none.event.leaps, {})
    assert.match(numberAfter(none.hall) ?? '', /004$/)
  })

  test('every series leaps, but for rolls; somebody who knows when the hub died makes the leap smaller', () => {
    const { event } = restored({ diedAt: MORNING + MINUTE }, 120)
    assert.ok(Object.keys(event.leaps).length >= 2)
    for (const { after, next } of Object.values(event.leaps)) assert.ok(next === 201, `${after} to ${next}`)
    const late = restored({}, 120)
    for (const { next } of Object.values(late.event.leaps)) assert.ok(next > 1_300)
  })

  test('on a later day only the hours of that day count', () => {
    const hall = new Hall(testOffice)
    hall.do(issued('chung-thuc'))
    hall.at += 24 * 60 * MINUTE
    const restore: Restore = { lastSeq: hall.queue.seq, diedSeq: null, copy, toldAt: MORNING, how: 'by-itself' }
    const told = hall.try({ type: 'ReportRestore', restore }, { role: 'hub', id: 'hub' })
    const event = 'events' in told ? (told.events.at(-1) as HubRestored) : null
    // The day turned first; its numbers begin anew, and leap.
    for (const { after } of Object.values(event?.leaps ?? {})) assert.equal(after, 0)
  })

  test('is told once, and a stranger who reads the history finds every promise kept (I1–I3)', () => {
    const { hall, order } = restored({})
    const again = hall.try(order, { role: 'hub', id: 'hub' })
    assert.deepEqual('events' in again && again.events, [])
    for (let i = 0; i < 5; i++) hall.do(issued('chung-thuc'))
    const { violations, counts } = checkHistory(hall.happened)
    assert.deepEqual(violations, [])
    assert.ok(counts.monotone > 8)
    // The same leap the other way would be seen.
    const forged = hall.happened.map((one) =>
      one.event.type === 'HubRestored' ? { ...one, event: { ...one.event, leaps: { H: { after: 3, next: 2 } } } } : one,
    )
    assert.ok(checkHistory(forged).violations.length > 0)
  })
})
