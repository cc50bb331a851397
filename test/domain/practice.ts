import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isConserved, type Queue } from '#core/domain/queue.ts'
import { PRACTICE_SERIES } from '#core/domain/ticket.ts'
import { boardView } from '#core/domain/views/board.ts'
import { live, liveOn, someDay, type Try } from '../kit/generated-day.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  desk1,
  finished,
  given,
  type Hall,
  happened,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  parked,
  practiceBegun,
  practiceEnded,
  SECOND,
  started,
  wasIssued,
} from '../kit/trade.ts'

const DAY = 24 * 60 * MINUTE

spec('practice', ({ test }) => {
  test('gives numbers nobody can take for real', () => {
    given(practiceBegun())
      .when(issued())
      .then(happened('TicketIssued', { number: 'TEST001', practice: true }))
    given(practiceBegun(), issued(), issued('ho-tich')).when(issued()).then(wasIssued('TEST003'))
    const { hall } = given(opened(desk1), practiceBegun(), issued())
    assert.equal(boardView(hall.queue, hall.at).practice, true)
    given(opened(desk1), practiceBegun(), issued()).when(callNext(desk1)).then(called('TEST001', desk1))
  })

  test('does not begin while real people wait, are served or fetch papers', () => {
    given(issued()).when(practiceBegun()).refused('people-waiting')
    given(opened(desk1), issued(), callNext(desk1)).when(practiceBegun()).refused('people-waiting')
    given(opened(desk1), issued(), callNext(desk1), started(desk1, 'H001'))
      .when(practiceBegun())
      .refused('people-waiting')
    given(opened(desk1), issued(), callNext(desk1), parked(desk1, 'H001'))
      .when(practiceBegun())
      .refused('people-waiting')
    given(opened(desk1), issued(), callNext(desk1), missed(desk1, 'H001'))
      .when(practiceBegun())
      .then(happened('PracticeBegan'))
    given(practiceBegun()).when(practiceBegun()).refused('practising')
    given().when(practiceEnded()).refused('not-practising')
  })

  test('ends with every open number void, every counter free and no trace on a board', () => {
    const { hall } = given(opened(desk1), practiceBegun(), issued(), issued(), issued(), callNext(desk1))
    hall.do(later(5 * SECOND))
    hall.do(started(desk1, 'TEST001'))
    hall.do(practiceEnded())
    assert.deepEqual(
      [...hall.queue.tickets.values()].map(({ state }) => state),
      ['void', 'void', 'void'],
    )
    assert.deepEqual(hall.queue.counters.get(desk1), {
      state: 'open',
      staff: `staff-at-${desk1}`,
      staffName: `staff-at-${desk1}`,
      holding: null,
      lastFinished: null,
    })
    assert.deepEqual(boardView(hall.queue, hall.at).calls, [])
    hall.do(issued())
    assert.ok(hall.queue.numbers.get('H001'), 'the real numbers begin where they would have begun')
    assert.ok(isConserved(hall.queue))
  })

  test('teaches nothing: neither times nor figures of a counter', () => {
    const { hall } = given(opened(desk1), practiceBegun(), issued(), callNext(desk1), later(MINUTE))
    hall.do(finished(desk1, 'TEST001'))
    hall.do(practiceEnded())
    const fresh = given(opened(desk1)).hall.queue
    assert.deepEqual(realOf(hall.queue), realOf(fresh))
  })

  test('is over with the day', () => {
    const { hall } = given(opened(desk1), practiceBegun(), issued(), issued(), callNext(desk1), later(DAY), issued())
    assert.equal(hall.queue.practice, false)
    assert.deepEqual([...hall.queue.numbers.keys()], ['H001'])
  })

  test('before a day leaves the day as it would have been without it', () => {
    fc.assert(
      fc.property(someDay, someDay, (practised, day) => {
        const real = day.filter(({ what }) => OF_NO_TICKET.includes(what))
        const rehearsed = live([])
        rehearsed.do(practiceBegun())
        liveOn(rehearsed, practised)
        rehearsed.try({ type: 'EndPractice' })
        closeAll(rehearsed)
        const fresh = live([])
        closeAll(fresh)
        fresh.at = rehearsed.at
        for (const hall of [rehearsed, fresh]) hall.try({ type: 'KeepTime' })
        assert.deepEqual(realOf(rehearsed.queue), realOf(fresh.queue))
        assert.deepEqual(numbersOf(rehearsed, real), numbersOf(fresh, real))
        assert.ok(isConserved(rehearsed.queue))
      }),
      { numRuns: 60 },
    )
  })
})

// What is tried without pointing at a ticket, and so hits the same in a hall that has old ones.
const OF_NO_TICKET: readonly Try['what'][] = ['issue', 'priority', 'next', 'open', 'close', 'time', 'long-wait']

function closeAll(hall: Hall): void {
  for (const { id } of testOffice.counters) hall.try({ type: 'CloseCounter', counter: id })
}

/** What of a hall may not be touched by a practice. */
function realOf({
  lastNumber,
  servedAt,
  pace,
  given: numbers,
  persons,
  inARow,
  turns,
  kiosks,
  lastCalls,
  lines,
}: Queue) {
  const { [PRACTICE_SERIES]: _, ...series } = lastNumber
  const waiting = [...lines.values()].flat().length
  return { series, servedAt, pace, numbers, persons: [...persons.values()], inARow, turns, kiosks, lastCalls, waiting }
}

/** What happens in a hall on these tries, by number. */
function numbersOf(hall: Hall, day: readonly Try[]): string[] {
  const from = hall.happened.length
  liveOn(hall, day)
  return hall.happened.slice(from).map(({ event }) => {
    const number = 'ticket' in event && event.ticket !== null ? hall.queue.tickets.get(event.ticket)?.number : ''
    return `${event.type} ${number} ${'counter' in event ? event.counter : ''}`
  })
}
