import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addsUp, type Hall, isNewer, SILENT_AFTER_MS, stateOf, statesOf, sumOf, worstFirst } from '#core/domain/city.ts'
import { spec } from '../kit/spec.ts'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const small = fc.nat({ max: 50 })
const level = fc.constantFrom('ok', 'warn', 'bad')

const tally = fc
  .record({
    waiting: small,
    called: small,
    serving: small,
    parked: small,
    served: small,
    'no-show': small,
    cancelled: small,
    void: small,
  })
  .map((states) => ({ issued: Object.values(states).reduce((sum, n) => sum + n, 0), ...states }))
const said = fc.record({
  at: fc.integer({ min: NOW - 60_000, max: NOW }),
  seq: small,
  practice: fc.boolean(),
  level,
  tally,
  longestMs: fc.constantFrom(0, 60_000, 1_800_000),
  open: small,
  paused: small,
  counters: small,
  wrong: fc.record({ devices: fc.nat({ max: 1 }), hub: fc.nat({ max: 1 }) }),
})
const heardAt = fc.option(fc.integer({ min: NOW - 2 * SILENT_AFTER_MS, max: NOW }))
const halls = fc
  .uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), heardAt, standing: fc.option(said) }), {
    selector: ({ id }) => id,
    maxLength: 30,
  })
  .map((list) => list.map((hall: Hall) => ({ ...hall, state: stateOf(hall, NOW) })))

spec('many halls on one page', ({ test }) => {
  test('the order is one order, whichever came first, and no worse state stands behind a better one', () => {
    fc.assert(
      fc.property(halls, fc.array(fc.nat()), (list, keys) => {
        const inOrder = list.toSorted(worstFirst)
        const shuffled = list.toSorted((a, b) => (keys[list.indexOf(a)] ?? 0) - (keys[list.indexOf(b)] ?? 0))
        assert.deepEqual(shuffled.toSorted(worstFirst), inOrder)
        const ranks = inOrder.map(({ state }) => ['bad', 'silent', 'warn', 'ok'].indexOf(state))
        assert.deepEqual(ranks, ranks.toSorted())
        for (const [i, one] of inOrder.entries()) {
          const next = inOrder[i + 1]
          if (!next || next.state !== one.state || one.state === 'silent') continue
          assert.ok((one.standing?.longestMs ?? 0) >= (next.standing?.longestMs ?? 0))
        }
      }),
    )
  })

  test('of whom nothing is heard, nobody says that it is well; and only of them is it said', () => {
    fc.assert(
      fc.property(halls, (list) => {
        for (const { state, heardAt, standing } of list) {
          const isHeard = heardAt !== null && standing !== null && NOW - heardAt <= SILENT_AFTER_MS
          assert.equal(state === 'silent', !isHeard)
        }
      }),
    )
    const calm = fc.sample(said, 1)[0]!
    const hall = { standing: { ...calm, level: 'ok' as const, wrong: { devices: 0, hub: 0 } } }
    assert.equal(stateOf({ ...hall, heardAt: NOW - SILENT_AFTER_MS }, NOW), 'ok')
    assert.equal(stateOf({ ...hall, heardAt: NOW - SILENT_AFTER_MS - 1 }, NOW), 'silent')
  })

  test('a hall that practises keeps nobody waiting; a broken device is watched', () => {
    const [word] = fc.sample(said, 1)
    const one = { ...word!, practice: true, level: 'bad' as const, wrong: { devices: 0, hub: 0 } }
    assert.equal(stateOf({ heardAt: NOW, standing: one }, NOW), 'ok')
    const broken = { ...one, practice: false, level: 'ok' as const, wrong: { devices: 1, hub: 0 } }
    assert.equal(stateOf({ heardAt: NOW, standing: broken }, NOW), 'warn')
  })

  test('the sum adds up as every hall does, and leaves out who is silent or practises (I24)', () => {
    fc.assert(
      fc.property(halls, (list) => {
        const sum = sumOf(list)
        assert.ok(addsUp(sum.tally))
        const counted = list.filter(({ state, standing }) => state !== 'silent' && !standing?.practice)
        assert.equal(sum.halls, counted.length)
        for (const key of ['issued', 'waiting', 'served'] as const) {
          assert.equal(
            sum.tally[key],
            counted.reduce((all, { standing }) => all + (standing?.tally[key] ?? 0), 0),
          )
        }
        const states = statesOf(list)
        assert.equal(states.bad + states.silent + states.warn + states.ok, list.length)
      }),
    )
    fc.assert(fc.property(tally, (one) => addsUp(one) && !addsUp({ ...one, issued: one.issued + 1 })))
  })

  test('in whatever order words arrive, and however often, the newest is held at the end', () => {
    const word = { at: fc.integer({ min: NOW - 5, max: NOW }), seq: fc.nat({ max: 5 }) }
    const words = fc.array(fc.record(word, { noNullPrototype: true }), { minLength: 1 })
    fc.assert(
      fc.property(words, (list) => {
        let held: { at: number; seq: number } | null = null
        for (const word of [...list, ...list]) if (isNewer(word, held, NOW)) held = word
        const newest = list.toSorted((a, b) => a.at - b.at || a.seq - b.seq).at(-1)
        assert.deepEqual(held, newest)
      }),
    )
  })

  test('a word from a clock that ran ahead does not silence the hall for ever', () => {
    const ahead = { at: NOW + 86_400_000, seq: 9 }
    assert.ok(isNewer(ahead, { at: NOW, seq: 9 }, NOW))
    assert.ok(isNewer({ at: NOW, seq: 10 }, ahead, NOW))
  })
})
