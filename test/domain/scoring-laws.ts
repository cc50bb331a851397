import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Evidence, Measure } from '#core/domain/scoring/evidence.ts'
import {
  asNumber,
  compare,
  dividedBy,
  type Exact,
  exact,
  rounded,
  sumOf,
  times,
  ZERO,
} from '#core/domain/scoring/exact.ts'
import { rank } from '#core/domain/scoring/ranking.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { scoreOfficer } from '#core/domain/scoring/score.ts'
import { offeredRule } from '#server/scoring/rule-files.ts'
import { spec } from '../kit/spec.ts'

const own = offeredRule('own-monthly')
const staffRules = offeredRule('tt01-2018-staff')
const unrounded: RuleSet = { ...own, decimals: { criterion: null, total: null } }

const share = fc.integer({ min: 0, max: 300 }).chain((whole) =>
  fc.record({
    kind: fc.constant('ratio' as const),
    part: fc.integer({ min: 0, max: whole }),
    whole: fc.constant(whole),
  }),
)
const rating = share.map((one): Measure => ({ ...one, sample: one.whole }))
const time = fc
  .tuple(
    fc.integer({ min: 0, max: 10_000_000 }),
    fc.integer({ min: 1, max: 5_000_000 }),
    fc.integer({ min: 0, max: 100 }),
  )
  .map(([part, whole, sample]): Measure => ({ kind: 'ratio', part, whole, sample }))
const count = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: 400 }))
    .map(([n, sample]): Measure => ({ kind: 'count', count: n, sample }))

const measuresOfOwn = fc.record(
  {
    served: fc.integer({ min: 0, max: 300 }).map((n): Measure => ({ kind: 'count', count: n, sample: n })),
    work: time,
    'service-time': time,
    'rating-device': rating,
    'rating-routine': rating,
    'rating-surprise': rating,
    'on-time': rating,
    'pauses-kept': rating,
    complaints: count(4),
  },
  { requiredKeys: [] },
)
const someEvidence = (id: string) => measuresOfOwn.map((measures) => ({ staff: id, measures }) as Evidence)
const someOfficers = fc
  .uniqueArray(fc.constantFrom('an', 'binh', 'chi', 'dung', 'em', 'giang'), { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map(someEvidence)))

/** The same evidence, a little better in one measure and with the same sample; null where it is as good as can be. */
function better(measures: Evidence['measures'], name: string): Evidence['measures'] | null {
  const measure = measures[name]
  if (measure?.kind === 'count') {
    return name === 'complaints' && measure.count > 0
      ? { ...measures, [name]: { ...measure, count: measure.count - 1 } }
      : null
  }
  if (measure?.kind !== 'ratio') return null
  const isTime = name === 'service-time'
  if (isTime ? measure.part === 0 : name !== 'work' && measure.part >= measure.whole) return null
  return { ...measures, [name]: { ...measure, part: measure.part + (isTime ? -1 : 1) } }
}

const totalOf = (rules: RuleSet, measures: Evidence['measures']): Exact | null =>
  scoreOfficer({ staff: 'an', measures }, rules).total

spec('scoring, whatever the evidence', ({ test }) => {
  test('better evidence never lowers the total', () => {
    let compared = 0
    const one = fc.constantFrom('work', 'service-time', 'rating-device', 'rating-surprise', 'on-time', 'complaints')
    fc.assert(
      fc.property(measuresOfOwn, one, fc.constantFrom(own, unrounded), (measures, name, rules) => {
        const improved = better(measures as Evidence['measures'], name)
        const before = totalOf(rules, measures as Evidence['measures'])
        if (improved === null || before === null) return
        const now = totalOf(rules, improved)
        assert.ok(now !== null && compare(now, before) >= 0, name)
        compared++
      }),
      { numRuns: 2_000 },
    )
    assert.ok(compared > 100, `only ${compared} were compared`)
  })

  test('a dossier that goes better never lowers an index', () => {
    const worst = { shorter: 'as-set', 'as-set': 'longer' } as const
    const cases = fc.record({ shorter: fc.nat(40), 'as-set': fc.nat(40), longer: fc.nat(40) })
    fc.assert(
      fc.property(cases, fc.constantFrom('shorter' as const, 'as-set' as const), (some, to) => {
        const from = worst[to]
        if (some[from] === 0) return
        const measure = (given: Record<string, number>) => ({ 'index-1': { kind: 'cases' as const, cases: given } })
        const before = totalOf(staffRules, measure(some))
        const now = totalOf(staffRules, measure({ ...some, [from]: some[from] - 1, [to]: some[to] + 1 }))
        assert.ok(before !== null && now !== null && compare(now, before) >= 0)
      }),
    )
  })

  test('the total is the share of what could be had, rounded once at the criterion and once at the end, nowhere else', () => {
    fc.assert(
      fc.property(measuresOfOwn, (measures) => {
        const bare = scoreOfficer({ staff: 'an', measures: measures as Evidence['measures'] }, unrounded)
        const real = scoreOfficer({ staff: 'an', measures: measures as Evidence['measures'] }, own)
        assert.deepEqual(real.over, bare.over)
        if (bare.total === null || real.total === null) return assert.equal(real.total, bare.total)
        const scored = bare.criteria.filter((one) => one.scored)
        const possible = sumOf(scored.map(({ most }) => most))
        const byHand = sumOf(scored.map(({ points }) => rounded(points, 2)))
        const expected = rounded(dividedBy(times(byHand, exact(100)), possible), 1)
        assert.equal(compare(real.total, expected), 0)
        const exactly = dividedBy(times(sumOf(scored.map(({ points }) => points)), exact(100)), possible)
        assert.equal(compare(bare.total, exactly), 0)
      }),
      { numRuns: 500 },
    )
  })

  test('no total leaves its scale', () => {
    fc.assert(
      fc.property(measuresOfOwn, (measures) => {
        const total = totalOf(own, measures as Evidence['measures'])
        if (total === null) return
        assert.ok(compare(total, ZERO) >= 0 && compare(total, exact(100)) <= 0, String(asNumber(total)))
      }),
    )
  })

  test('evidence that is too little changes nothing: it is as if nobody had asked', () => {
    fc.assert(
      fc.property(measuresOfOwn, fc.integer({ min: 0, max: 4 }), (measures, answers) => {
        const { 'rating-surprise': _, ...without } = measures as Evidence['measures']
        const few: Measure = { kind: 'ratio', part: 0, whole: answers, sample: answers }
        const with4 = totalOf(own, { ...without, 'rating-surprise': few })
        assert.deepEqual(with4, totalOf(own, without))
      }),
    )
  })
})

spec('the order, whatever the scores', ({ test }) => {
  const changesOf = (officers: readonly Evidence[], values: readonly (number | null)[]) =>
    new Map(officers.flatMap(({ staff }, i) => (values[i] == null ? [] : [[staff, values[i]] as const])))
  const someChanges = fc.array(fc.option(fc.constantFrom(90, 75, 60, 59.9)), { minLength: 6, maxLength: 6 })

  test('does not depend on the order they come in', () => {
    fc.assert(
      fc.property(someOfficers, someChanges, fc.integer(), (officers, values, seed) => {
        const scores = officers.map((one) => scoreOfficer(one, own))
        const changes = changesOf(officers, values)
        const shuffled = scores.toSorted(
          (a, b) => ((a.staff.charCodeAt(0) * seed) % 7) - ((b.staff.charCodeAt(0) * seed) % 7),
        )
        assert.deepEqual(rank(shuffled, own, changes), rank(scores, own, changes))
        assert.deepEqual(rank(scores.toReversed(), own, changes), rank(scores, own, changes))
      }),
    )
  })

  test('whoever has more stands before, equals share a place, and the next place is left out', () => {
    fc.assert(
      fc.property(someOfficers, someChanges, (officers, values) => {
        const placed = rank(
          officers.map((one) => scoreOfficer(one, own)),
          own,
          changesOf(officers, values),
        )
        const listed = placed.filter(({ place }) => place !== null)
        for (const [i, one] of listed.entries()) {
          const before = listed[i - 1]
          assert.ok(one.total && one.place !== null && one.place <= i + 1)
          if (!before) assert.equal(one.place, 1)
          else if (one.place === before.place) assert.equal(compare(one.total, before.total ?? ZERO), 0)
          else assert.equal(one.place, i + 1)
          if (before) assert.ok(compare(before.total ?? ZERO, one.total) >= 0)
        }
        for (const { place, whyNoPlace, score, total } of placed) {
          assert.equal(place === null, whyNoPlace !== null)
          if (!score.enough) assert.equal(whyNoPlace, 'too-few')
          else if (total === null) assert.equal(whyNoPlace, 'no-total')
        }
      }),
    )
  })

  test('a change by a person stands beside what was reckoned, and moves the place', () => {
    const good: Evidence['measures'] = {
      served: { kind: 'count', count: 100, sample: 100 },
      work: { kind: 'ratio', part: 1, whole: 1, sample: 100 },
      'service-time': { kind: 'ratio', part: 1, whole: 1, sample: 100 },
      'rating-device': { kind: 'ratio', part: 100, whole: 100, sample: 100 },
    }
    const scores = ['an', 'binh'].map((staff) => scoreOfficer({ staff, measures: good }, own))
    assert.deepEqual(
      rank(scores, own, new Map()).map(({ place }) => place),
      [1, 1],
    )
    const [first, second] = rank(scores, own, new Map([['an', 74.9]]))
    assert.equal(first?.score.staff, 'binh')
    assert.deepEqual([second?.place, second?.changed, second?.band?.label.vi], [2, 74.9, 'Đạt'])
    assert.equal(second?.score.total && asNumber(second.score.total), 100)
  })
})
