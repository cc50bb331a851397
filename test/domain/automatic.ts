import assert from 'node:assert/strict'
import type { Office } from '#core/domain/office.ts'
import { isAutomatic } from '#core/domain/rules/calling.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  automaticSet,
  called,
  callNext,
  closed,
  desk1,
  desk2,
  finished,
  givenIn,
  happened,
  issued,
  later,
  opened,
  paused,
  SECOND,
  timeKept,
} from '../kit/trade.ts'

/** An office whose idle counters call by themselves after 15 seconds: these from the start, the others when switched on. */
function after15(...counters: string[]): Office {
  return {
    ...testOffice,
    calling: { ...testOffice.calling, automaticAfterMs: 15 * SECOND },
    counters: testOffice.counters.map((one) => ({ ...one, automatic: counters.includes(one.id) })),
  }
}
const never = { ...testOffice, calling: { ...testOffice.calling, automaticAfterMs: null } }

spec('automatic calling', ({ test }) => {
  test('calls for a counter that has stood idle long enough, and the journal says that nobody pressed', () => {
    givenIn(after15(desk2), opened(desk2), issued(), later(15 * SECOND))
      .when(timeKept())
      .then(happened('TicketCalled', { why: { how: 'in-order', automatic: true } }))
  })
  test('not before, not while the counter holds a ticket, pauses or is closed', () => {
    givenIn(after15(desk2), opened(desk2), issued(), later(14 * SECOND))
      .when(timeKept())
      .then()
    givenIn(after15(desk2), opened(desk2), issued(), issued(), callNext(desk2), later(60 * SECOND))
      .when(timeKept())
      .then()
    givenIn(after15(desk2), opened(desk2), paused(desk2), issued(), later(60 * SECOND))
      .when(timeKept())
      .then()
    givenIn(after15(desk2), issued(), later(60 * SECOND))
      .when(timeKept())
      .then()
  })
  test('idle time begins anew when a ticket has left', () => {
    const busy = [opened(desk2), issued(), issued(), later(60 * SECOND), callNext(desk2), finished(desk2, 'H001')]
    const free = givenIn(after15(desk2), ...busy, later(14 * SECOND))
    free.when(timeKept()).then()
    free.hall.at += SECOND
    free.when(timeKept()).then(called('H002', desk2))
  })
  test('is off by default, in the office and at each desk', () => {
    assert.equal(
      testOffice.counters.some((one) => one.automatic),
      false,
    )
    givenIn(never, opened(desk2), issued(), later(60 * SECOND))
      .when(timeKept())
      .then()
    givenIn(after15(), opened(desk2), issued(), later(60 * SECOND))
      .when(timeKept())
      .then()
  })
  test('two idle counters and one person: the one that has been idle longer calls', () => {
    givenIn(after15(desk1, desk2), opened(desk2), later(SECOND), opened(desk1), issued(), later(60 * SECOND))
      .when(timeKept())
      .then(called('H001', desk2))
  })
  test('two idle counters and two people: each calls one (I6)', () => {
    givenIn(after15(desk1, desk2), opened(desk1), opened(desk2), issued(), issued(), later(60 * SECOND))
      .when(timeKept())
      .then(called('H001', desk1), called('H002', desk2))
  })
  test('a pause still needs its reason', () => {
    givenIn(after15(desk2), opened(desk2)).when(paused(desk2, '  ')).refused('reason-needed')
  })
})

spec('the officer’s own switch', ({ test }) => {
  test('switches the own desk on and off', () => {
    const desk = givenIn(after15(), opened(desk2), issued(), automaticSet(desk2, true), later(15 * SECOND))
    desk.when(timeKept()).then(called('H001', desk2))
    givenIn(after15(desk2), opened(desk2), issued(), automaticSet(desk2, false), later(60 * SECOND))
      .when(timeKept())
      .then()
  })
  test('goes with the officer: the next one finds the desk as the office has it', () => {
    const gone = givenIn(
      after15(),
      opened(desk2, 'an'),
      automaticSet(desk2, true),
      closed(desk2),
      opened(desk2, 'binh'),
    )
    assert.equal(isAutomatic(gone.hall.queue, desk2), false)
    const over = givenIn(after15(desk2), opened(desk2, 'an'), automaticSet(desk2, false), opened(desk2, 'binh', true))
    assert.equal(isAutomatic(over.hall.queue, desk2), true)
    const pause = givenIn(after15(), opened(desk2, 'an'), automaticSet(desk2, true), paused(desk2), opened(desk2, 'an'))
    assert.equal(isAutomatic(pause.hall.queue, desk2), true)
  })
  test('is refused where the office does not call automatically, and at a closed or unknown counter', () => {
    givenIn(never, opened(desk2)).when(automaticSet(desk2, true)).refused('not-automatic')
    givenIn(after15()).when(automaticSet(desk2, true)).refused('counter-closed')
    givenIn(after15()).when(automaticSet('quay-99', true)).refused('unknown-counter')
  })
})
