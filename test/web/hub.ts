import * as assert from 'node:assert/strict'
import { Value } from 'typebox/value'
import { Id } from '#core/contract/shapes.ts'
import { hubClock } from '#web/hub/hub-clock.ts'
import { mayReplace } from '#web/hub/last-wins.ts'
import { CUT_OFF_MS, linkState, SILENT_MS } from '#web/hub/link-state.ts'
import { newId } from '#web/hub/new-id.ts'
import { noteReload, reloadInMs } from '#web/hub/reload.ts'
import { spec } from '../kit/spec.ts'

spec('which picture wins', ({ test }) => {
  test('the first one always', () => assert.ok(mayReplace(null, { boot: 'a', rev: 0 })))
  test('a newer one, and the same one again', () => {
    assert.ok(mayReplace({ boot: 'a', rev: 4 }, { boot: 'a', rev: 5 }))
    assert.ok(mayReplace({ boot: 'a', rev: 4 }, { boot: 'a', rev: 4 }))
  })
  test('never an older one of the same boot', () =>
    assert.ok(!mayReplace({ boot: 'a', rev: 4 }, { boot: 'a', rev: 3 })))
  test('any one of a new boot', () => assert.ok(mayReplace({ boot: 'a', rev: 900 }, { boot: 'b', rev: 1 })))
})

spec('how a screen stands with the hub', ({ test }) => {
  const greeted = { lastAt: 10_000, cutAt: null, greeted: true }
  test('connecting until greeted, away when nobody greets', () => {
    assert.equal(linkState({ ...greeted, greeted: false }, 10_100), 'connecting')
    assert.equal(linkState({ ...greeted, greeted: false }, 10_000 + SILENT_MS), 'away')
  })
  test('live while the hub speaks, away within 2.5 s of silence', () => {
    assert.ok(SILENT_MS <= 2_500)
    assert.equal(linkState(greeted, 10_000 + SILENT_MS - 1), 'live')
    assert.equal(linkState(greeted, 10_000 + SILENT_MS), 'away')
  })
  test('away within a second of a cut', () => {
    assert.ok(CUT_OFF_MS <= 1_000)
    const cut = { ...greeted, cutAt: 10_200 }
    assert.equal(linkState(cut, 10_200 + CUT_OFF_MS - 1), 'live')
    assert.equal(linkState(cut, 10_200 + CUT_OFF_MS), 'away')
  })
})

spec('what the page and the hub agree on', ({ test }) => {
  test('the shape of an id, and that no two are alike', () => {
    const ids = Array.from({ length: 1_000 }, newId)
    assert.equal(new Set(ids).size, 1_000)
    for (const id of ids) assert.ok(Value.Check(Id, id), id)
  })
})

spec('the hub’s clock', ({ test }) => {
  test('is our own guess until the hub tells', () => assert.equal(hubClock(5_000).at(100), 5_100))
  test('believes the reading that travelled fastest', () => {
    const clock = hubClock(0)
    clock.heard(1_000_000, 300)
    clock.heard(1_001_000, 1_020)
    clock.heard(1_002_000, 2_900)
    assert.equal(clock.at(3_000), 1_002_980)
  })
  test('follows a hub whose clock was set back, after a few pulses', () => {
    const clock = hubClock(0)
    for (let second = 0; second < 8; second++) clock.heard(9_000_000 + second * 1_000, second * 1_000)
    for (let second = 8; second < 16; second++) clock.heard(1_000_000 + second * 1_000, second * 1_000)
    assert.equal(clock.at(16_000), 1_016_000)
  })
  test('begins anew with a new greeting', () => {
    const clock = hubClock(0)
    clock.heard(9_000_000, 0)
    clock.forget()
    clock.heard(1_000_000, 1_000)
    assert.equal(clock.at(1_000), 1_000_000)
  })
})

spec('reloading for another protocol', ({ test }) => {
  test('happens at once the first time, then waits longer each time', () => {
    assert.equal(reloadInMs([], 1_000_000), 0)
    assert.equal(reloadInMs([1_000_000], 1_000_500), 14_500)
    assert.equal(reloadInMs([980_000, 1_000_000], 1_000_000), 60_000)
    assert.equal(reloadInMs([1, 2, 3, 4, 5, 6], 6), 300_000)
  })
  test('forgets what is long past, and a clock that was set back', () => {
    assert.equal(reloadInMs([1_000_000], 1_000_000 + 1_800_000), 0)
    assert.equal(reloadInMs([9_000_000], 1_000_000), 0)
  })
  test('is noted, and only what still counts is kept', () => {
    let kept = [1]
    const memory = {
      read: () => kept,
      write: (times: number[]) => {
        kept = times
      },
    }
    noteReload(memory, 2_000_000)
    noteReload(memory, 2_100_000)
    assert.deepEqual(kept, [2_000_000, 2_100_000])
  })
})
