import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { REASONS_BY } from '#core/contract/reasons.ts'
import { REPORT_BY } from '#core/contract/reports.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { tellings } from '#core/domain/told-answers.ts'
import {
  type BundledMonth,
  bundledMonths,
  type CutMonth,
  cutOn,
  NOTHING_CUT,
  withRest,
} from '#server/reports/bundles.ts'
import type { DayFacts } from '#server/reports/day-facts.ts'
import { deviceShares } from '#server/reports/device-shares.ts'
import { FACTS_SCHEMA } from '#server/reports/facts-schema.ts'
import { keepMonth, monthOfAnswers, monthsToCut } from '#server/reports/kept-bundles.ts'
import { isAnswer, type WrittenFact } from '#server/reports/rating-facts.ts'
import type { Answer } from '#server/reports/rating-figures.ts'
import { makeReasons } from '#server/reports/reasons.ts'
import { forgetDay, writeDay } from '#server/reports/write-day.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

const given = (seq: number, more: Partial<WrittenFact> = {}): WrittenFact => ({
  seq,
  at: 0,
  ticket: `t${seq}`,
  counter: 'quay-1',
  staff: 'an',
  service: 'ho-tich',
  level: 'hai-long',
  satisfied: true,
  channel: 'terminal',
  campaign: null,
  on_day: '2026-10-05',
  day: '2026-10-05',
  hour: 8,
  class: 'ordinary',
  reasons: '[]',
  takes_back: null,
  ...more,
})

const told = (rows: readonly WrittenFact[], today: string): Answer[] => {
  const all = tellings(
    rows.map((row) => ({ ...row, day: row.on_day, cameOn: row.day })),
    today,
  )
  return rows.map((row) => ({ ...row, told: all.get(row.seq) ?? assert.fail(`${row.seq} is forgotten`) }))
}

const nobodyWaits = async () => ({ days: 0, of: 0 })

/** A month of these answers, cut at once. */
const fromZero = (rows: readonly WrittenFact[], month: string): CutMonth =>
  cutOn(
    NOTHING_CUT,
    rows.filter(({ on_day }) => on_day.startsWith(month)),
  )

/** A day on which people did nothing but answer. */
const dayOf = (day: string, ratings: readonly WrittenFact[], firstSeq = 1): DayFacts => ({
  ...{ day, ratings, firstSeq, lastSeq: firstSeq, isOver: true, office: testOffice, issued: 0, kept: 0, onward: 0 },
  ...{
    states: {} as DayFacts['states'],
    conserved: true,
    stops: [],
    spells: [],
    duty: [],
    picked: [],
    appointments: [],
  },
})

/** Everything that is ever published of these answers up to a day: each report by everything, of several periods. */
async function published(rows: readonly WrittenFact[], today: string): Promise<unknown> {
  const past = rows.filter(({ day }) => day < today)
  const monthOf = bundledMonths(
    {
      gathered: nobodyWaits,
      today: async () =>
        dayOf(
          today,
          rows.filter(({ day }) => day === today),
        ),
      answers: async (month) => fromZero(past, month),
    },
    () => today,
  )
  const shares = deviceShares(monthOf)
  const all: unknown[] = []
  for (const [from, to] of [
    ['2026-10-01', '2026-11-30'],
    ['2026-10-01', '2026-10-06'],
    [today, today],
  ] as const) {
    for (const by of REPORT_BY) {
      for (const part of [{}, { service: 'ho-tich' }, { counter: 'quay-1' }]) {
        const found = await shares({ from, to, by, ...part })
        all.push(found.total, KEYS.map(found.of))
      }
    }
    for (const by of REASONS_BY) {
      const report = await makeReasons({ from, to, by }, { monthOf, office: testOffice, today, madeAt: 0 })
      assert.ok(report.conserved)
      all.push(report)
    }
  }
  return JSON.parse(JSON.stringify(all), (_, value) => (typeof value === 'number' ? Math.round(value * 1e9) : value))
}

const KEYS = [
  ...['8', '9', '1-8', '2-9', 'ordinary', 'cao-tuoi', 'an', 'binh', 'quay-1', 'quay-2', 'ho-tich', 'cu-tru'],
  ...['2026-10-05', '2026-10-06', '2026-10', '2026-11', '2026-W41', '2026-Q4', '2026-H2', '2026'],
]
const DAYS = ['2026-10-05', '2026-10-06', '2026-10-20', '2026-11-02']
const LATER = ['2026-10-05', '2026-10-06', '2026-10-21', '2026-11-20']

spec('what all reports of answers tell together (S18)', ({ test }) => {
  test('is the sums of bundles and nothing more: whoever in a bundle said it, no report ever published differs', async () => {
    const one = fc.record({
      channel: fc.constantFrom('terminal' as const, 'terminal' as const, 'slip' as const, 'routine' as const),
      counter: fc.constantFrom('quay-1', 'quay-2'),
      service: fc.constantFrom('ho-tich', 'cu-tru'),
      staff: fc.constantFrom('an', 'binh'),
      class: fc.constantFrom('ordinary', 'cao-tuoi'),
      hour: fc.constantFrom(8, 9),
      day: fc.constantFrom(...DAYS),
      satisfied: fc.boolean(),
      reasons: fc.constantFrom('[]', '["thoi-gian"]', '["thoi-gian","thai-do"]'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 20, maxLength: 90 }), fc.nat(), async (some, turn) => {
        const rows = some
          .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
          .map((row, i) => given(i + 1, { ...row, on_day: row.day }))
        // What each said goes round within its bundle, as it will be at the end; who stands in none says the contrary.
        const end = told(rows, LATER.at(-1) ?? '')
        const bundles = Map.groupBy(end, (answer) => answer.told.bundle)
        const others = rows.map((row) => {
          const { bundle } = end[row.seq - 1]?.told ?? assert.fail()
          if (bundle === null) return { ...row, satisfied: !row.satisfied, reasons: '["thai-do"]' }
          const own = bundles.get(bundle) ?? []
          const at = own.findIndex(({ seq }) => seq === row.seq)
          const [said, why] = [own[(at + turn) % own.length], own[(at + turn + 1) % own.length]]
          return { ...row, satisfied: said?.satisfied ?? false, reasons: why?.reasons ?? '[]' }
        })
        for (const today of LATER) assert.deepEqual(await published(others, today), await published(rows, today))
      }),
      { numRuns: 8 },
    )
  })

  test('by hour and by class each answer counts with the mean of its five, and the rows add up', async () => {
    const rows = [8, 8, 9, 9, 9].map((hour, i) =>
      given(i + 1, { hour, satisfied: i !== 2, class: i === 1 ? 'cao-tuoi' : 'ordinary' }),
    )
    const twice = [...rows, ...rows.map((row) => ({ ...row, seq: row.seq + 5, satisfied: true }))]
    const shares = deviceShares(async () => withRest(cutOn(NOTHING_CUT, twice), '2026-10-05'))
    const asked = { from: '2026-10-05', to: '2026-10-05' }
    const byHour = await shares({ ...asked, by: 'hour' })
    assert.deepEqual([byHour.total, byHour.of('8'), Number(byHour.of('9')?.toFixed(9))], [0.9, null, 0.9])
    const byClass = await shares({ ...asked, by: 'class' })
    assert.deepEqual([byClass.of('cao-tuoi'), Number(byClass.of('ordinary')?.toFixed(9))], [null, 0.9])
  })

  test('reasons wait until nobody of the bundle can add one, and a bundle with an erased answer is told no more', async () => {
    const reasonsOn = async (today: string, rows: readonly WrittenFact[]) => {
      const asked = { from: '2026-10-01', to: '2026-10-31', by: 'service' as const }
      const monthOf = async () => withRest(cutOn(NOTHING_CUT, rows), today)
      const { channels } = await makeReasons(asked, { monthOf, office: testOffice, today, madeAt: 0 })
      const [{ answers, told: on, gave, counts }] = channels as [(typeof channels)[number]]
      return [answers, on, gave, counts?.[0] ?? null]
    }
    const rows = [1, 2, 3, 4, 5].map((seq) => given(seq, { reasons: seq === 2 ? '["thoi-gian"]' : '[]' }))
    assert.deepEqual(await reasonsOn('2026-10-05', rows), [5, 0, null, null])
    assert.deepEqual(await reasonsOn('2026-10-06', rows), [5, 5, 1, 1])
    const erased = rows.map((row) => (row.seq === 4 ? { ...row, reasons: null } : row))
    assert.deepEqual(await reasonsOn('2026-10-06', erased), [5, 0, null, null])
  })
})

/** One thing that happens to what is kept: a day passes with answers, or something is changed or lost. */
const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('day' as const),
      answers: fc.array(
        fc.record({
          channel: fc.constantFrom('terminal' as const, 'terminal' as const, 'slip' as const, 'routine' as const),
          counter: fc.constantFrom('quay-1', 'quay-2'),
          satisfied: fc.boolean(),
          class: fc.constantFrom('ordinary', 'cao-tuoi'),
          reasons: fc.constantFrom('[]', '["thoi-gian"]'),
          // Paper is typed in later, sometimes weeks later; now and then an entry is taken back, or a press was nobody's.
          late: fc.constantFrom(0, 0, 0, 3, 40),
          how: fc.constantFrom('said', 'said', 'said', 'said', 'taken-back', 'nobody'),
        }),
        { maxLength: 14 },
      ),
      on: fc.integer({ min: 1, max: 9 }),
      again: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('cut' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('erased' as const), which: fc.nat(), cutMeanwhile: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lost' as const) }) },
)

const emptyFile = () => new Database(':memory:').exec(FACTS_SCHEMA)
const keepAll = (file: Database.Database) => {
  for (const month of monthsToCut(file)) keepMonth(file, month)
}

spec('the bundles that are kept', ({ test }) => {
  test('are those that would be cut from zero, whatever was added late, taken back, erased, lost or read in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
        let file = emptyFile()
        let days: { day: string; firstSeq: number; rows: WrittenFact[] }[] = []
        let [date, seq] = ['2026-10-20', 0]
        for (const one of happenings) {
          if (one.what === 'cut') keepAll(file)
          if (one.what === 'lost') {
            file = emptyFile()
            for (const { day, rows, firstSeq } of days.slice(0, -1))
              await writeDay(file, dayOf(day, rows, firstSeq), '')
          }
          if (one.what === 'erased' && days.length > 1) {
            const { day } = days[one.which % (days.length - 1)] ?? assert.fail()
            forgetDay(file, day)
            // Not hindered by anything: somebody asks, or another day ends, before the day is in again.
            if (one.cutMeanwhile) keepAll(file)
            days = days.map((known) =>
              known.day === day
                ? { ...known, rows: known.rows.map((row) => ({ ...row, class: '', reasons: null })) }
                : known,
            )
            for (const known of days.slice(0, -1))
              if (known.day === day) await writeDay(file, dayOf(day, known.rows, known.firstSeq), '')
          }
          if (one.what === 'day') {
            const before = days.at(-1)
            if (before) await writeDay(file, dayOf(before.day, before.rows, before.firstSeq), '')
            // A clock put right opens a day a second time.
            if (!one.again || !before) date = dayAfter(date, one.on)
            const firstSeq = ++seq
            const entries = days.flatMap(({ rows }) => rows)
            const rows = one.answers.map(({ late, how, ...said }): WrittenFact => {
              seq++
              const entry = how === 'taken-back' ? entries[(seq * 7) % Math.max(1, entries.length)] : undefined
              const paper = said.channel === 'routine'
              return given(seq, {
                ...said,
                day: date,
                on_day: paper && !entry ? dayAfter(date, -late) : date,
                ticket: paper || how === 'nobody' || entry ? null : `t${seq}`,
                takes_back: entry?.seq ?? null,
              })
            })
            days = [...days, { day: date, firstSeq, rows }]
          }
          await isAsFromZero(file, days)
        }
      }),
      { numRuns: 60 },
    )
  })

  async function isAsFromZero(
    file: Database.Database,
    days: readonly { day: string; firstSeq: number; rows: readonly WrittenFact[] }[],
  ): Promise<void> {
    const now = days.at(-1)
    if (!now) return
    const all = days.flatMap(({ rows }) => rows)
    const takenBack = new Set(all.map(({ takes_back }) => takes_back))
    const counted = all.filter((row) => row.takes_back === null && !takenBack.has(row.seq) && isAnswer(row))
    const facts = {
      gathered: nobodyWaits,
      today: async () => dayOf(now.day, now.rows, now.firstSeq),
      answers: async (month: string, entries: readonly number[]) => monthOfAnswers(file, month, entries),
    }
    for (const today of [now.day, dayAfter(now.day, 60)]) {
      const monthOf = bundledMonths(facts, () => today)
      for (const month of new Set(all.map(({ on_day }) => on_day.slice(0, 7)))) {
        const cut: BundledMonth = withRest(fromZero(counted, month), today)
        assert.deepEqual(told5(await monthOf(`${month}-01`)), told5(cut))
      }
    }
  }

  const told5 = ({ bundles, given: counts, firstSeq, lastSeq }: BundledMonth) => ({
    bundles,
    counts,
    firstSeq,
    lastSeq,
  })
})
