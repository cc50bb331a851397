import assert from 'node:assert/strict'
import { doubtsOf } from '#core/domain/scoring/doubts.ts'
import type { Measure } from '#core/domain/scoring/evidence.ts'
import { asNumber, cut, exact, plus, rounded } from '#core/domain/scoring/exact.ts'
import { after } from '#core/domain/scoring/month.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { bandOf, type Score, scoreOfficer } from '#core/domain/scoring/score.ts'
import { rollUp } from '#core/domain/scoring/year.ts'
import { offeredRule, offeredRules } from '#server/scoring/rule-files.ts'
import { spec } from '../kit/spec.ts'

const staff = offeredRule('tt01-2018-staff')
const office = offeredRule('tt01-2018-office')
const levels = offeredRule('tt32-2017-levels')
const satisfaction = offeredRule('qd766-2022-satisfaction')
const employee = offeredRule('nd233-2026')
const own = offeredRule('own-monthly')

const cases = (given: Record<string, number>): Measure => ({ kind: 'cases', cases: given })
const ratio = (part: number, whole: number): Measure => ({ kind: 'ratio', part, whole, sample: whole })
const score = (rules: RuleSet, measures: Record<string, Measure>): Score =>
  scoreOfficer({ staff: 'an', measures }, rules)
const total = (rules: RuleSet, measures: Record<string, Measure>): number | null => {
  const { total: found } = score(rules, measures)
  return found && asNumber(found)
}
const band = (rules: RuleSet, figure: number) => bandOf(exact(figure), rules.bands)?.label.vi
const scored = (rules: RuleSet, measures: Record<string, Measure>, id: string) => {
  const found = score(rules, measures).criteria.find((one) => one.id === id)
  assert.ok(found)
  return found
}

/** The same dossiers for the five indices of an officer. */
const five = (given: { 1: Measure; 2: Measure; 3: Measure; 4: Measure; 7: Measure }): Record<string, Measure> =>
  Object.fromEntries(Object.entries(given).map(([no, measure]) => [`index-${no}`, measure]))

spec('figures without error', ({ test }) => {
  test('are the decimals that were written, not the nearest a machine keeps', () => {
    assert.equal(asNumber(plus(exact(0.1), exact(0.2))), 0.3)
    assert.equal(asNumber(exact(3.5)), 3.5)
    assert.equal(asNumber(exact(1e-7)), 1e-7)
    assert.equal(asNumber(exact(1e21)), 1e21)
    assert.equal(asNumber(exact(-0.05)), -0.05)
    assert.throws(() => exact(Number.NaN))
  })

  test('are rounded half up, and cut where nothing may be rounded', () => {
    const to1 = (figure: number) => asNumber(rounded(exact(figure), 1))
    assert.deepEqual([14.94, 14.949, 14.95, 14.951, 1.25, 1.35, 0.05].map(to1), [14.9, 14.9, 15, 15, 1.3, 1.4, 0.1])
    // What a machine's own rounding makes of the same: 1.005 stands a hair below itself there.
    assert.equal(asNumber(rounded(exact(1.005), 2)), 1.01)
    assert.equal(asNumber(cut(exact(89.99999), 4)), 89.9999)
    assert.equal(asNumber(rounded(exact(-0.05), 1)), 0)
  })
})

spec('the rule sets that come with the program', ({ test }) => {
  test('contradict nothing in themselves', () => {
    const fillable = offeredRules().flatMap(({ criteria }) => criteria.flatMap(({ measures }) => measures))
    for (const rules of offeredRules()) {
      const doubts = doubtsOf(rules, [...fillable, 'served'], 5)
      assert.deepEqual(doubts, [], rules.id)
    }
  })

  test('the edges of a class belong to it: 15, 12, 9, 6', () => {
    const at = [18, 15, 14.9, 12, 11.9, 9, 8.9, 6, 5.9, 0].map((figure) => band(office, figure))
    assert.deepEqual(at, [
      ...['Xuất sắc', 'Xuất sắc', 'Tốt', 'Tốt', 'Khá', 'Khá', 'Trung bình', 'Trung bình', 'Yếu', 'Yếu'],
    ])
  })

  test('the edges of an officer’s class: 5 and 3.5', () => {
    const at = [10, 5, 4.9, 3.5, 3.4, 0].map((figure) => band(staff, figure))
    const all = '100% nhiệm vụ'
    const most = '70% đến dưới 100%'
    assert.deepEqual(at, [all, all, most, most, 'Dưới 70%', 'Dưới 70%'])
  })

  test('an index is rounded, and only then are they added', () => {
    // Each index is 1.45 exactly: rounded to 1.5 each, their sum is 7.5; the sum before rounding would be 7.25.
    const twenty = cases({ shorter: 9, 'as-set': 11, longer: 0 })
    const visits = cases({ none: 9, once: 11 })
    const bodies = cases({ none: 9, 'one-stop-only': 11 })
    const manner = cases({ 'early-no-complaint': 9, 'in-time-no-complaint': 11 })
    const measures = five({ 1: twenty, 2: twenty, 3: visits, 4: bodies, 7: manner })
    assert.equal(total(staff, measures), 7.5)
    for (const one of score(staff, measures).criteria) assert.equal(one.scored && asNumber(one.points), 1.5)
  })

  test('one dossier less decides between 3.5 and 3.4', () => {
    // 14 of 20 points each in five indices is 0.7 × 5 = 3.5; one point less makes one of them 0.65, which rounds to 0.7 again;
    // two points less make it 0.6.
    const at = (n: number) => cases({ shorter: 0, 'as-set': n, longer: 20 - n })
    const rest = {
      2: at(14),
      3: cases({ once: 14, more: 6 }),
      4: cases({ 'one-stop-only': 14, more: 6 }),
      7: cases({ 'in-time-no-complaint': 14, complaint: 6 }),
    }
    const of = (n: number) => score(staff, five({ 1: at(n), ...rest }))
    assert.deepEqual(
      [14, 13, 12].map((n) => asNumber(of(n).total ?? exact(-1))),
      [3.5, 3.5, 3.4],
    )
    assert.equal(bandOf(of(13).total ?? exact(-1), staff.bands)?.label.vi, '70% đến dưới 100%')
    assert.equal(bandOf(of(12).total ?? exact(-1), staff.bands)?.label.vi, 'Dưới 70%')
  })

  test('a complaint that proved untrue counts for nothing, and one alone leaves the index out', () => {
    const clean = scored(staff, { 'index-7': cases({ 'in-time-no-complaint': 3, untrue: 5 }) }, 'index-7')
    assert.ok(clean.scored)
    assert.equal(asNumber(clean.points), 1)
    assert.equal(clean.sample, 3)
    assert.equal(scored(staff, { 'index-7': cases({ untrue: 5 }) }, 'index-7').scored, false)
  })

  test('an office’s steps: 20 % at once, 100 % received; 90 % in time; 15 % and 30 % online', () => {
    const of = (id: string, measures: Record<string, Measure>) => {
      const found = scored(office, measures, id)
      return found.scored ? asNumber(found.points) : null
    }
    const organised = (atOnce: number, received: number) =>
      of('index-5', { 'decided-at-once': ratio(atOnce, 1000), 'received-here': ratio(received, 1000) })
    assert.deepEqual([organised(200, 1000), organised(199, 1000), organised(199, 999)], [2, 1, 0])
    const answers = (n: number) => of('index-8', { 'answered-in-time': ratio(n, 1000) })
    assert.deepEqual([1000, 999, 900, 899].map(answers), [2, 1, 1, 0])
    const online = (procedures: number, dossiers: number, overdue: number) =>
      of('index-9', {
        'online-procedures': ratio(procedures, 100),
        'online-dossiers': ratio(dossiers, 100),
        'online-overdue': { kind: 'count', count: overdue, sample: 100 },
      })
    assert.deepEqual([online(20, 30, 0), online(20, 29, 0), online(20, 15, 0), online(20, 14, 0)], [2, 1, 1, 0])
    assert.deepEqual([online(20, 30, 1), online(20, 29, 1)], [0, 0])
  })

  test('6 × rate ÷ 90 %, at most 6: what is overdue and what is complained of is taken from 100 %', () => {
    const of = (overdue: number, complained: number) =>
      total(satisfaction, { overdue: ratio(overdue, 1000), 'complained-of': ratio(complained, 1000) })
    assert.equal(of(0, 0), 6)
    assert.equal(of(60, 40), 6)
    assert.equal(of(61, 40), 5.99)
    assert.equal(of(100, 450), 3)
    assert.equal(of(600, 600), 0)
  })

  test('30 and 70 points are given, both or there is no total; 90, 70 and 50 belong to the upper class', () => {
    const of = (general: number, tasks: number) =>
      score(employee, {
        'given-general': { kind: 'given', points: general },
        'given-tasks': { kind: 'given', points: tasks },
      })
    const classes = [
      [30, 70],
      [25, 65],
      [25, 64.95],
      [20, 50],
      [20, 49.99],
      [10, 40],
      [10, 39.9],
    ].map(([a = 0, b = 0]) => bandOf(of(a, b).total ?? exact(-1), employee.bands)?.label.vi)
    assert.deepEqual(classes, [
      ...['Xuất sắc', 'Xuất sắc', 'Tốt', 'Tốt', 'Hoàn thành', 'Hoàn thành', 'Không hoàn thành'],
    ])
    assert.equal(asNumber(of(99, 70).total ?? exact(-1)), 100, 'no more than the part has')
    const half = score(employee, { 'given-general': { kind: 'given', points: 30 } })
    assert.equal(half.total, null)
    assert.equal(half.whyNone, 'needed-is-missing')
  })

  test('89.95 is 90 only where the rules round it', () => {
    const given: Record<string, Measure> = {
      'given-general': { kind: 'given', points: 20 },
      'given-tasks': { kind: 'given', points: 69.95 },
    }
    const exactly = score(employee, given).total
    assert.equal(bandOf(exactly ?? exact(-1), employee.bands)?.label.vi, 'Tốt')
    const tenths = { ...employee, decimals: { criterion: null, total: 1 } }
    const roundedOnce = score(tenths, given).total
    assert.equal(asNumber(roundedOnce ?? exact(-1)), 90)
    assert.equal(bandOf(roundedOnce ?? exact(-1), employee.bands)?.label.vi, 'Xuất sắc')
    const below = score(tenths, { ...given, 'given-tasks': { kind: 'given', points: 69.949 } }).total
    assert.equal(asNumber(below ?? exact(-1)), 89.9)
  })

  test('two of three levels are content; the overall question is needed, the others may be missing', () => {
    const answers = cases({ 'level-1': 6, 'level-2': 3, 'level-3': 1 })
    assert.equal(total(levels, { 'content-1': answers }), 90)
    assert.equal(total(levels, { 'content-2': answers }), null)
    assert.equal(score(levels, { 'content-1': answers }).over.length, 1)
  })
})

spec('the office’s own month', ({ test }) => {
  const full: Record<string, Measure> = {
    served: { kind: 'count', count: 200, sample: 200 },
    work: { kind: 'ratio', part: 95, whole: 100, sample: 200 },
    'service-time': { kind: 'ratio', part: 105, whole: 100, sample: 200 },
    waits: { kind: 'mean', sum: 200 * 1_800_000, sample: 200 },
    'rating-device': ratio(96, 100),
    'rating-routine': ratio(19, 20),
    'rating-surprise': ratio(5, 5),
    'on-time': ratio(40, 40),
    'pauses-kept': ratio(40, 40),
    complaints: { kind: 'count', count: 0, sample: 200 },
  }

  test('full evidence comes to a hundred, whatever people waited', () => {
    assert.equal(total(own, full), 100)
    const waits = scored(own, full, 'waits')
    assert.equal(waits.scored, false)
    assert.equal(!waits.scored && waits.why, 'shown-only')
  })

  test('what is not known is left out and named, and is never a zero', () => {
    const { 'rating-surprise': _, ...without } = full
    assert.equal(total(own, without), 100)
    const few = { ...full, 'rating-routine': ratio(0, 4) }
    assert.equal(total(own, few), 100)
    const { over, criteria } = score(own, few)
    assert.ok(!over.includes('rating-routine'))
    assert.deepEqual(
      criteria.flatMap((one) => (one.scored ? [] : [[one.id, one.why]])),
      [
        ['waits', 'shown-only'],
        ['rating-routine', 'too-few'],
      ],
    )
  })

  test('with less than half of the points scored there is no total', () => {
    const { total: none, whyNone } = score(own, { served: full.served!, 'on-time': full['on-time']! })
    assert.equal(none, null)
    assert.equal(whyNone, 'not-scored-enough')
  })

  test('one complaint found true costs half of that criterion, two cost it whole', () => {
    const of = (count: number) => {
      const found = scored(own, { ...full, complaints: { kind: 'count', count, sample: 200 } }, 'complaints')
      return found.scored ? asNumber(found.points) : null
    }
    assert.deepEqual([0, 1, 2, 3].map(of), [10, 5, 0, 0])
  })

  test('a slow officer of a hard service loses nothing, an officer twice as slow as its usual everything there', () => {
    const of = (part: number) => {
      const measure: Measure = { kind: 'ratio', part, whole: 100, sample: 50 }
      const found = scored(own, { ...full, 'service-time': measure }, 'service-time')
      return found.scored ? asNumber(found.points) : null
    }
    assert.deepEqual([50, 100, 110, 155, 200, 300].map(of), [20, 20, 20, 10, 0, 0])
  })
})

spec('a year of months', ({ test }) => {
  const months = (totals: readonly (number | null)[], served: readonly number[] = []) =>
    totals.map((one, i) => ({
      month: `2026-${String(i + 1).padStart(2, '0')}`,
      total: one,
      served: served[i] ?? 100,
      most: 100,
    }))
  const over = ['2026-01', '2026-02', '2026-03', '2026-04']

  test('is their mean, with what is missing told', () => {
    const year = rollUp(months([90, 80, null, 85.5]), over, own)
    assert.equal(asNumber(year.total ?? exact(-1)), 85.2)
    assert.deepEqual(year.missing, ['2026-03'])
    assert.deepEqual(year.counted, ['2026-01', '2026-02', '2026-04'])
  })

  test('may weigh each month by how many were served', () => {
    const weighed = { ...own, year: { ...own.year, weigh: 'served' as const } }
    const year = rollUp(months([90, 60, 60], [300, 100, 100]), over, weighed)
    assert.equal(asNumber(year.total ?? exact(-1)), 78)
  })

  test('has no figure from too few months, nor over months of different scales', () => {
    assert.equal(rollUp(months([90, 80]), over, own).whyNone, 'too-few-months')
    const mixed = months([90, 80, 70]).map((one, i) => (i === 0 ? { ...one, most: 10 } : one))
    assert.equal(rollUp(mixed, over, own).whyNone, 'scales-differ')
  })
})

spec('the life of a month', ({ test }) => {
  test('goes from draft to confirmed to published, and back only by reopening', () => {
    const states = ['draft', 'confirmed', 'published'] as const
    assert.deepEqual(
      states.map((state) => after(state, 'confirm')),
      ['confirmed', null, null],
    )
    assert.deepEqual(
      states.map((state) => after(state, 'publish')),
      [null, 'published', null],
    )
    assert.deepEqual(
      states.map((state) => after(state, 'reopen')),
      [null, 'draft', 'draft'],
    )
  })
})
