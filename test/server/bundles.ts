import assert from 'node:assert/strict'
import fc from 'fast-check'
import { REASONS_BY } from '#core/contract/reasons.ts'
import { REPORT_BY } from '#core/contract/reports.ts'
import { tellings } from '#core/domain/told-answers.ts'
import { bundled, bundledMonths } from '#server/reports/bundles.ts'
import { deviceShares } from '#server/reports/device-shares.ts'
import type { Answer } from '#server/reports/rating-figures.ts'
import { makeReasons } from '#server/reports/reasons.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

type Given = Omit<Answer, 'told'>

const given = (seq: number, more: Partial<Given> = {}): Given => ({
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

const told = (rows: readonly Given[], today: string): Answer[] => {
  const all = tellings(
    rows.map((row) => ({ ...row, day: row.on_day, cameOn: row.day })),
    today,
  )
  return rows.map((row) => ({ ...row, told: all.get(row.seq) ?? assert.fail(`${row.seq} is forgotten`) }))
}

/** Everything that is ever published of these answers up to a day: each report by everything, of several periods. */
async function published(rows: readonly Given[], today: string): Promise<unknown> {
  const there = rows.filter(({ day }) => day <= today)
  const figures = {
    answers: async (from: string, to: string) =>
      told(
        there.filter(({ on_day }) => on_day >= from && on_day <= to),
        today,
      ),
  }
  const monthOf = bundledMonths(figures, () => today)
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
    const shares = deviceShares(async () => bundled(told(twice, '2026-10-05')))
    const asked = { from: '2026-10-05', to: '2026-10-05' }
    const byHour = await shares({ ...asked, by: 'hour' })
    assert.deepEqual([byHour.total, byHour.of('8'), Number(byHour.of('9')?.toFixed(9))], [0.9, null, 0.9])
    const byClass = await shares({ ...asked, by: 'class' })
    assert.deepEqual([byClass.of('cao-tuoi'), Number(byClass.of('ordinary')?.toFixed(9))], [null, 0.9])
  })

  test('reasons wait until nobody of the bundle can add one, and a bundle with an erased answer is told no more', async () => {
    const reasonsOn = async (today: string, rows: readonly Given[]) => {
      const asked = { from: '2026-10-01', to: '2026-10-31', by: 'service' as const }
      const monthOf = async () => bundled(told(rows, today))
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
