import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { exact } from '#core/domain/scoring/exact.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { bandOf } from '#core/domain/scoring/score.ts'
import { offeredRule } from '#server/scoring/rule-files.ts'
import { spec } from '../kit/spec.ts'

const file = new URL('../../../shared/data/scoring-rules.json', import.meta.url)

interface LawBand {
  min?: number
  below?: number
}
interface Law {
  id: string
  rounding?: { index_decimals: number }
  indices?: { no: number; points: Record<string, string>; staff: boolean }[]
  staff_total?: { indices: number[]; max: number; bands: LawBand[] }
  office_total?: { indices: number[]; max: number; bands: LawBand[] }
  levels?: string[]
  content?: string[]
  max?: number
  satisfaction?: { max: number; points: string }
  parts?: Record<string, number>
  bands?: LawBand[]
}

const staff = offeredRule('tt01-2018-staff')
const office = offeredRule('tt01-2018-office')
const levels = offeredRule('tt32-2017-levels')
const satisfaction = offeredRule('qd766-2022-satisfaction')
const employee = offeredRule('nd233-2026')

const band = (rules: RuleSet, figure: number) => bandOf(exact(figure), rules.bands)?.label.vi

spec('the rule sets, held against the texts they come from', ({ test, skip }) => {
  if (!existsSync(file)) {
    skip('numbers and edges', `the collected rule sets are not here (${file.pathname.split('/').slice(-3).join('/')})`)
    return
  }
  const laws = new Map((JSON.parse(readFileSync(file, 'utf8')).rule_sets as Law[]).map((law) => [law.id, law]))
  const law = (id: string): Law => {
    const found = laws.get(id)
    assert.ok(found, id)
    return found
  }
  const edges = (bands: readonly LawBand[] | undefined) => bands?.map(({ min }) => min ?? null)
  const ownEdges = ({ bands }: RuleSet) => bands.map(({ min }) => min)
  /** At each edge itself, a tenth below and the smallest thing above it: the class the text says. */
  const edgesHold = (rules: RuleSet, bands: readonly LawBand[] | undefined) => {
    assert.ok(bands && bands.length > 0)
    for (const [i, { min, below }] of bands.entries()) {
      const label = rules.bands[i]?.label.vi
      if (min !== undefined) assert.equal(band(rules, min), label, `${rules.id} at ${min}`)
      if (below !== undefined) assert.equal(band(rules, below - 0.1), label, `${rules.id} under ${below}`)
      if (below !== undefined) assert.notEqual(band(rules, below), label, `${rules.id} at ${below}`)
    }
  }

  test('2018, officers: indices, the most, rounding and every edge', () => {
    const text = law('tt01-2018-vpcp')
    assert.deepEqual(
      staff.criteria.map(({ id }) => Number(id.split('-')[1])),
      text.staff_total?.indices,
    )
    assert.equal(staff.total.most, text.staff_total?.max)
    assert.equal(staff.decimals.criterion, text.rounding?.index_decimals)
    assert.deepEqual(ownEdges(staff), edges(text.staff_total?.bands))
    edgesHold(staff, text.staff_total?.bands)
    for (const { no, points } of text.indices ?? []) {
      const formula = office.criteria.find(({ id }) => id === `index-${no}`)?.formula
      assert.ok(formula, `index ${no}`)
      const worth =
        formula.kind === 'cases'
          ? Object.values(formula.points)
          : formula.kind === 'steps'
            ? [...formula.steps.map((step) => step.points), formula.otherwise]
            : []
      assert.deepEqual([...new Set(worth)].sort(), Object.keys(points).map(Number).sort(), `index ${no}`)
    }
  })

  test('2018, offices', () => {
    const text = law('tt01-2018-vpcp')
    assert.equal(office.criteria.length, text.office_total?.indices.length)
    assert.equal(office.total.most, text.office_total?.max)
    assert.deepEqual(ownEdges(office), edges(text.office_total?.bands))
    edgesHold(office, text.office_total?.bands)
  })

  test('2017: three levels, four questions', () => {
    const text = law('tt32-2017-btttt-12')
    assert.equal(levels.criteria.length, text.content?.length)
    for (const { formula } of levels.criteria) {
      assert.ok(formula.kind === 'cases')
      assert.equal(Object.keys(formula.points).length, text.levels?.length)
    }
  })

  test('2022: six points, full from 90 %', () => {
    const text = law('qd766-2022')
    const formula = satisfaction.criteria[0]?.formula
    assert.ok(formula?.kind === 'share')
    assert.equal(formula.points, text.satisfaction?.max)
    const [, fullAt] = /rate >= (\d+)%/.exec(text.satisfaction?.points ?? '') ?? []
    assert.equal(formula.fullAt, Number(fullAt))
  })

  test('2026: 30 and 70, and every edge', () => {
    const text = law('nd233-2026')
    const parts = employee.criteria.map(({ formula }) => (formula.kind === 'given' ? formula.most : null))
    assert.deepEqual(parts, Object.values(text.parts ?? {}))
    assert.equal(employee.total.most, text.max)
    assert.deepEqual(ownEdges(employee), edges(text.bands))
    edgesHold(employee, text.bands)
  })
})
