import * as assert from 'node:assert/strict'
import type { RatingView } from '#core/contract/kiosk.ts'
import { afterRating, faceOf, THANKS_MS, withReason } from '../../kiosk/src/rating-flow.ts'
import { spec } from '../kit/spec.ts'

const view: RatingView = {
  rev: 1,
  at: 0,
  office: { vi: 'Phường', en: 'Ward' },
  counter: { id: 'quay-1', label: '1', open: true },
  ask: { ticket: 'ticket-0001', number: 'A001', untilAt: 120_000 },
  levels: [],
  reasons: [],
  repeatMs: 5_000,
}

spec('the rating terminal', ({ test }) => {
  test('asks about the ticket just finished, and only while it may be rated', () => {
    assert.equal(faceOf(view, new Set(), 1_000).at, 'faces')
    assert.equal(faceOf(view, new Set(), 120_000).at, 'resting')
    assert.equal(faceOf({ ...view, ask: null }, new Set(), 1_000).at, 'resting')
  })

  test('I17: does not ask again about a ticket it has just counted', () => {
    assert.equal(faceOf(view, new Set(['ticket-0001']), 1_000).at, 'resting')
  })

  test('thanks for a good word, offers reasons after a low one', () => {
    assert.deepEqual(afterRating('ticket-0001', true, 4, 0), { at: 'thanks', leaveAt: THANKS_MS })
    assert.equal(afterRating('ticket-0001', false, 4, 0).at, 'reasons')
    assert.equal(afterRating('ticket-0001', false, 0, 0).at, 'thanks')
  })

  test('a reason touched twice is out again, and four are enough', () => {
    let screen = afterRating('ticket-0001', false, 9, 0)
    for (const reason of ['a', 'b', 'b', 'c', 'd', 'e', 'f']) screen = withReason(screen, reason, 100)
    assert.deepEqual(screen.at === 'reasons' && screen.chosen, ['a', 'c', 'd', 'e'])
  })
})
