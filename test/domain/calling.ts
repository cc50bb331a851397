import assert from 'node:assert/strict'
import { firstFor } from '#core/domain/calling-order.ts'
import { heldBy } from '#core/domain/queue.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  calledAgain,
  callNext,
  cancelled,
  closed,
  desk1,
  desk2,
  desk5,
  didNotCome,
  finished,
  given,
  happened,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  paused,
  picked,
  recalled,
  SECOND,
  served,
  serviceBegan,
  started,
} from '../kit/trade.ts'

spec('next, please', ({ test }) => {
  test('calls whoever came first', () => {
    given(opened(desk2), issued(), later(MINUTE), issued()).when(callNext(desk2)).then(called('H001', desk2))
  })
  test('calls across the services of a counter by who came first', () => {
    given(opened(desk1), issued('chung-thuc'), later(SECOND), issued('ho-tich'))
      .when(callNext(desk1))
      .then(called('H001', desk1))
  })
  test('leaves alone whom the counter does not serve', () => {
    given(opened(desk2), issued('ho-tich')).when(callNext(desk2)).refused('nobody-waiting')
  })
  test('is refused at a closed, paused or unknown counter', () => {
    given(issued()).when(callNext(desk2)).refused('counter-closed')
    given(opened(desk2), paused(desk2), issued()).when(callNext(desk2)).refused('counter-paused')
    given(issued()).when(callNext('quay-99')).refused('unknown-counter')
  })
  test('two counters at one instant get two tickets, or one and nobody (I6)', () => {
    const two = given(opened(desk1), opened(desk2), issued(), issued(), callNext(desk1))
    two.when(callNext(desk2)).then(called('H002', desk2))
    const one = given(opened(desk1), opened(desk2), issued(), callNext(desk1))
    one.when(callNext(desk2)).refused('nobody-waiting')
  })
})

spec('the one-button rule', ({ test }) => {
  const oneCalled = [opened(desk2), issued(), issued(), callNext(desk2)]
  test('a double press is one press', () => {
    given(...oneCalled, later(500))
      .when(callNext(desk2))
      .refused('just-called')
  })
  test('a press soon after calls the same number again', () => {
    given(...oneCalled, later(20 * SECOND))
      .when(callNext(desk2))
      .then(calledAgain('H001', desk2))
  })
  test('past the call limit it is a no-show, and the next is called by that press', () => {
    given(...oneCalled, later(20 * SECOND), callNext(desk2), later(20 * SECOND), callNext(desk2), later(20 * SECOND))
      .when(callNext(desk2))
      .then(didNotCome('H001'), called('H002', desk2))
  })
  test('a press long after means it was served, though nobody pressed start', () => {
    given(...oneCalled, later(7 * MINUTE))
      .when(callNext(desk2))
      .then(serviceBegan('H001', true), served('H001'), called('H002', desk2))
  })
  test('a press while serving finishes and calls the next', () => {
    given(...oneCalled, started(desk2, 'H001'), later(MINUTE))
      .when(callNext(desk2))
      .then(served('H001'), called('H002', desk2))
  })
  test('finishing the last one is no refusal, though nobody waits', () => {
    given(opened(desk2), issued(), callNext(desk2), started(desk2, 'H001')).when(callNext(desk2)).then(served('H001'))
  })
})

spec('recall', ({ test }) => {
  test('is limited', () => {
    const day = given(
      opened(desk2),
      issued(),
      callNext(desk2),
      later(5 * SECOND),
      recalled(desk2, 'H001'),
      later(5 * SECOND),
    )
    day.hall.do(recalled(desk2, 'H001'))
    day.hall.at += 5 * SECOND
    day.when(recalled(desk2, 'H001')).refused('call-limit')
  })
  test('only at its own counter', () => {
    given(opened(desk1), opened(desk2), issued(), callNext(desk2), later(5 * SECOND))
      .when(recalled(desk1, 'H001'))
      .refused('not-at-this-counter')
  })
})

spec('a counter and its ticket', ({ test }) => {
  test('may not pause, close or pick while it holds one', () => {
    const busy = [opened(desk2), issued(), issued(), callNext(desk2)]
    given(...busy)
      .when(paused(desk2))
      .refused('counter-busy')
    given(...busy)
      .when(closed(desk2))
      .refused('counter-busy')
    given(...busy)
      .when(picked(desk2, 'H002'))
      .refused('counter-busy')
  })
  test('is free after a finish, a no-show, a cancel of the called', () => {
    for (const end of [finished(desk2, 'H001'), missed(desk2, 'H001'), cancelled('H001')]) {
      const { hall } = given(opened(desk2), issued(), callNext(desk2), end)
      assert.equal(heldBy(hall.queue, desk2), null)
    }
  })
  test('is taken over only when that is confirmed, and keeps its ticket', () => {
    const taken = given(opened(desk2, 'an'), issued(), callNext(desk2))
    taken.when(opened(desk2, 'binh')).refused('counter-taken')
    taken.when(opened(desk2, 'binh', true)).then(happened('CounterOpened', { staff: 'binh' }))
    assert.equal(heldBy(taken.hall.queue, desk2)?.number, 'H001')
  })
})

spec('an officer', ({ test }) => {
  const an = { role: 'officer', id: 'an' } as const
  const next = { type: 'CallNext', counter: desk2 } as const
  test('calls at the counter he or she has opened, and at no other', () => {
    const { hall } = given(opened(desk2, 'binh'), issued(), issued())
    assert.deepEqual(hall.try(next, an), { refused: 'not-your-counter' })
    hall.do(opened(desk2, 'an', true))
    assert.ok('events' in hall.try(next, an))
  })
  test('ends no ticket that stands before somebody else', () => {
    const { hall } = given(opened(desk2, 'binh'), issued(), callNext(desk2))
    const cancel = cancelled('H001')(hall)
    assert.deepEqual(hall.try(cancel, an), { refused: 'not-your-counter' })
    assert.ok('events' in hall.try(cancel, { role: 'officer', id: 'binh' }))
  })
})

spec('picking out of order', ({ test }) => {
  test('needs a reason, and says how many it overtook', () => {
    const three = given(opened(desk5), issued(), later(SECOND), issued(), later(SECOND), issued())
    three.when(picked(desk5, 'H003', '  ')).refused('reason-needed')
    three
      .when(picked(desk5, 'H003'))
      .then(happened('TicketCalled', { why: { how: 'picked', reason: 'cần về gấp', overtaken: 2 } }))
  })
  test('leaves the others in their order', () => {
    const { hall } = given(
      opened(desk5),
      issued(),
      later(SECOND),
      issued(),
      later(SECOND),
      issued(),
      picked(desk5, 'H002'),
    )
    assert.equal(firstFor(hall.queue, desk2, hall.at)?.ticket.number, 'H001')
  })
})

spec('priority', ({ test }) => {
  test('goes before those who came within the head start', () => {
    given(opened(desk2), issued(), later(20 * MINUTE), issued('chung-thuc', 'cao-tuoi'))
      .when(callNext(desk2))
      .then(
        happened('TicketCalled', {
          why: { how: 'in-order', claimAt: given().hall.at + 20 * MINUTE, headStartMs: 30 * MINUTE, overtaken: 1 },
        }),
      )
  })
  test('does not go before those who have waited longer than it (I8)', () => {
    given(opened(desk2), issued(), later(31 * MINUTE), issued('chung-thuc', 'cao-tuoi'))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
})
