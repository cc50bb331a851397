import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Measure } from '#core/domain/scoring/evidence.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { evidenceOf, type OfficerMonth, type ToldBeside } from '#server/scoring/evidence.ts'
import type { MonthRows, ServedRow, SpellRow } from '#server/scoring/rows.ts'
import { offeredRule } from '#server/scoring/rule-files.ts'
import { traceOf } from '#server/scoring/trace.ts'
import { smallOffice } from '../kit/small-office.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const DAY = '2026-10-05'
const AT_0730 = Date.parse(`${DAY}T00:30:00Z`)
const NOTHING: ToldBeside = { complaints: new Map(), given: new Map() }
const rules: RuleSet = offeredRule('own-monthly')
const hours = [
  { days: [1, 2, 3, 4, 5, 6], from: '07:30', to: '11:30' },
  { days: [1, 2, 3, 4, 5, 6], from: '13:30', to: '17:00' },
]
const office = smallOffice({ calendar: { sessions: hours } })

let seq = 0
const turn = (staff: string, service: string, minutes: number | null, more: Partial<ServedRow> = {}): ServedRow => ({
  day: DAY,
  staff,
  service,
  waitMs: 10 * MINUTE,
  serviceMs: minutes === null ? null : minutes * MINUTE,
  fromSeq: ++seq,
  toSeq: ++seq,
  ...more,
})
const sat = (
  staff: string,
  counter: string,
  from: number,
  until: number,
  kind: SpellRow['kind'] = 'open',
): SpellRow => ({
  day: DAY,
  staff,
  counter,
  name: staff.toUpperCase(),
  kind,
  fromAt: AT_0730 + from * MINUTE,
  untilAt: AT_0730 + until * MINUTE,
  fromSeq: ++seq,
})
const month = (rows: Partial<MonthRows>, beside = NOTHING): Promise<OfficerMonth[]> => {
  const none = { served: [], spells: [], duty: [], ratings: [], firstSeq: 1, lastSeq: 1 }
  return evidenceOf({ ...none, ...rows }, { office, rules, beside })
}
const measureOf = (officers: readonly OfficerMonth[], staff: string, name: string): Measure | undefined =>
  officers.find((one) => one.staff === staff)?.measures[name]
const shareOf = (officers: readonly OfficerMonth[], staff: string, name: string) => {
  const measure = measureOf(officers, staff, name)
  return measure?.kind === 'ratio' ? [measure.part, measure.whole] : null
}
const many = <Value>(n: number, one: (i: number) => Value) => Array.from({ length: n }, (_, i) => one(i))

spec('a month’s evidence', ({ test }) => {
  test('measures hard services against themselves: who sits at one loses nothing', async () => {
    const served = [...many(30, () => turn('an', 'a', 5)), ...many(30, () => turn('binh', 'b', 30))]
    const officers = await month({ served })
    for (const staff of ['an', 'binh']) {
      const measure = measureOf(officers, staff, 'service-time')
      assert.ok(measure?.kind === 'ratio' && measure.part === measure.whole, staff)
    }
  })

  test('a turn nobody finished for hours counts as three usual ones, and what the day’s end finished not at all', async () => {
    const served = [...many(29, () => turn('an', 'a', 5)), turn('an', 'a', 240), turn('an', 'a', null)]
    const measure = measureOf(await month({ served }), 'an', 'service-time')
    assert.ok(measure?.kind === 'ratio')
    assert.deepEqual([measure.part, measure.sample], [(29 * 5 + 15) * MINUTE, 30])
  })

  test('until the hall has shown what is usual, the office’s own setting stands in', async () => {
    const measure = measureOf(await month({ served: many(5, () => turn('an', 'a', 10)) }), 'an', 'service-time')
    assert.ok(measure?.kind === 'ratio')
    assert.deepEqual([measure.part, measure.whole], [50 * MINUTE, 25 * MINUTE])
  })

  test('all officers together stand at what is usual, whatever was served', async () => {
    const someTurn = fc.tuple(
      fc.constantFrom('an', 'binh', 'chi'),
      fc.constantFrom('a', 'b'),
      fc.integer({ min: 1, max: 60 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(someTurn, { minLength: 60, maxLength: 120 }), async (turns) => {
        const served = turns.map(([staff, service, minutes]) => turn(staff, service, minutes))
        const byService = Map.groupBy(served, ({ service }) => service)
        if ([...byService.values()].some((rows) => rows.length < 20)) return
        const measures = (await month({ served })).map(({ measures: all }) => all['service-time'])
        const sum = (pick: 'part' | 'whole') =>
          measures.reduce((all, one) => all + (one?.kind === 'ratio' ? one[pick] : 0), 0)
        // The usual time is a whole number of milliseconds: half of one is lost with each turn at most.
        assert.ok(Math.abs(sum('part') - sum('whole')) <= served.length)
      }),
      { numRuns: 50 },
    )
  })

  test('work is counted by what it usually takes, per hour open', async () => {
    const served = [...many(20, () => turn('an', 'a', 5)), ...many(20, () => turn('binh', 'b', 15))]
    const duty = [
      { staff: 'an', openMs: 60 * MINUTE },
      { staff: 'binh', openMs: 180 * MINUTE },
    ]
    const officers = await month({ served, duty })
    // 400 minutes of work in 240 minutes open: each had one and two thirds for every minute.
    assert.deepEqual(shareOf(officers, 'an', 'work'), [100 * MINUTE, 100 * MINUTE])
    assert.deepEqual(shareOf(officers, 'binh', 'work'), [300 * MINUTE, 300 * MINUTE])
  })

  test('a session is opened on time to the very minute that is allowed', async () => {
    const at = async (minute: number) =>
      shareOf(await month({ spells: [sat('an', 'one', minute, 200)] }), 'an', 'on-time')
    assert.deepEqual(await at(-20), [1, 1])
    assert.deepEqual(await at(5), [1, 1])
    assert.deepEqual(await at(6), [0, 1])
  })

  test('who takes over a colleague’s counter is not late, and a moment at a counter is no session', async () => {
    const spells = [
      sat('an', 'one', 0, 120),
      sat('binh', 'one', 120, 240),
      sat('chi', 'two', 120, 240),
      sat('dung', 'three', 60, 69),
    ]
    const officers = await month({ spells })
    assert.equal(measureOf(officers, 'binh', 'on-time'), undefined)
    assert.deepEqual(shareOf(officers, 'binh', 'pauses-kept'), [1, 1])
    assert.deepEqual(shareOf(officers, 'chi', 'on-time'), [0, 1])
    assert.equal(measureOf(officers, 'dung', 'on-time'), undefined)
  })

  test('lunch is no pause, and pauses within a session add up', async () => {
    const spells = [
      sat('an', 'one', 0, 240),
      sat('an', 'one', 240, 360, 'paused'),
      sat('an', 'one', 360, 400),
      sat('an', 'one', 400, 415, 'paused'),
      sat('an', 'one', 415, 430),
      sat('an', 'one', 430, 446, 'paused'),
      sat('an', 'one', 446, 560),
    ]
    assert.deepEqual(shareOf(await month({ spells }), 'an', 'pauses-kept'), [1, 2])
  })

  test('a hall without hours has nobody late', async () => {
    const always = smallOffice()
    const rows = { served: [], spells: [sat('an', 'one', 90, 200)], duty: [], ratings: [], firstSeq: 1, lastSeq: 1 }
    const [an] = await evidenceOf(rows, { office: always, rules, beside: NOTHING })
    assert.equal(an?.measures['on-time'], undefined)
  })

  test('channels of ratings stay apart, and points that people give are there', async () => {
    const answer = (channel: string, satisfied: number) => ({
      day: DAY,
      staff: 'an',
      satisfied,
      channel,
      seq: ++seq,
      isTold: true,
    })
    const ratings = [
      ...many(6, () => answer('terminal', 1)),
      ...many(4, () => answer('slip', 0)),
      ...many(5, (i) => answer('routine', i % 2)),
      ...many(8, () => answer('surprise', 1)),
    ]
    const given = new Map([['an', { 'given-general': 27.5 }]])
    const officers = await month({ ratings }, { complaints: new Map([['an', 2]]), given })
    assert.deepEqual(shareOf(officers, 'an', 'rating-device'), [6, 10])
    assert.deepEqual(shareOf(officers, 'an', 'rating-routine'), [2, 5])
    assert.deepEqual(shareOf(officers, 'an', 'rating-surprise'), [8, 8])
    assert.deepEqual(measureOf(officers, 'an', 'given-general'), { kind: 'given', points: 27.5 })
    assert.deepEqual(measureOf(officers, 'an', 'complaints'), { kind: 'count', count: 2, sample: 0 })
  })

  test('a trace of answers never tells a group of fewer than five', async () => {
    const someDays = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 15 })
    await fc.assert(
      fc.asyncProperty(someDays, async (counts) => {
        const ratings = counts.flatMap((n, i) =>
          many(n, () => ({
            day: `2026-10-${10 + i}`,
            staff: 'an',
            satisfied: 1,
            channel: 'terminal',
            seq: ++seq,
            isTold: true,
          })),
        )
        const [an] = await month({ ratings })
        const days = (an && traceOf(an, 'rating-device')?.days) ?? []
        for (const { count } of days) assert.ok(count >= 5)
        const all = ratings.length >= 5 ? ratings.length : 0
        assert.equal(
          days.reduce((sum, { count }) => sum + count, 0),
          all,
        )
      }),
    )
  })
})
