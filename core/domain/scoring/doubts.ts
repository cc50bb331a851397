import type { Text } from '../office.ts'
import { compare, exact, sumOf, times } from './exact.ts'
import { mostOf, type RuleSet } from './rule-set.ts'

/** Something wrong in a rule set (error), or worth a second look (warning); `path` is a JSON pointer into it. */
export interface RuleDoubt extends Text {
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly code: string
}

/** What a rule set says against itself, beyond its form. `known`: the measures somebody fills; `fewestAnswers`: see S18. */
export function doubtsOf(rules: RuleSet, known: readonly string[], fewestAnswers: number): readonly RuleDoubt[] {
  return [...criteriaDoubts(rules, known, fewestAnswers), ...totalDoubts(rules), ...bandDoubts(rules)]
}

function* criteriaDoubts(
  { criteria, ties, ranked }: RuleSet,
  known: readonly string[],
  fewestAnswers: number,
): Generator<RuleDoubt> {
  const seen = new Set<string>()
  for (const [i, { id, measures, formula, fewest, weight }] of criteria.entries()) {
    const path = `/criteria/${i}`
    if (seen.has(id))
      yield error(`${path}/id`, 'twice', `Tiêu chí "${id}" có hai lần.`, `There are two criteria "${id}".`)
    seen.add(id)
    for (const [m, name] of measures.entries()) {
      if (!known.includes(name) && formula.kind !== 'given' && formula.kind !== 'cases') {
        yield warning(
          `${path}/measures/${m}`,
          'nobody-fills',
          `Không ai ghi số liệu "${name}": tiêu chí này sẽ không được tính.`,
          `Nobody fills "${name}": this criterion will not be scored.`,
        )
      }
      if (name.startsWith('rating-') && fewest < fewestAnswers) {
        yield error(
          `${path}/fewest`,
          'too-few-answers',
          `Đánh giá chỉ được tính từ ${fewestAnswers} phiếu trở lên.`,
          `Ratings count from ${fewestAnswers} answers up.`,
        )
      }
    }
    if (mostOf(formula) <= 0 || weight <= 0)
      yield error(path, 'worth-nothing', 'Tiêu chí này không có điểm nào.', 'This criterion can bring no points.')
    if (formula.kind === 'between' && formula.from.at === formula.to.at)
      yield error(`${path}/formula`, 'no-line', 'Hai mốc phải khác nhau.', 'The two marks must differ.')
    if (formula.kind !== 'steps') continue
    const strange = formula.steps.flatMap(({ when }) => when).find(({ measure }) => !measures.includes(measure))
    if (strange)
      yield error(
        `${path}/formula/steps`,
        'not-its-measure',
        `Bậc điểm dùng "${strange.measure}", nhưng tiêu chí không đọc số liệu này.`,
        `A step reads "${strange.measure}", which the criterion does not.`,
      )
  }
  for (const [i, id] of ties.by.entries()) {
    if (!seen.has(id))
      yield error(`/ties/by/${i}`, 'unknown', `Không có tiêu chí "${id}".`, `There is no criterion "${id}".`)
  }
  if (ranked.fewest > 0 && !known.includes(ranked.measure))
    yield error(
      '/ranked/measure',
      'nobody-fills',
      `Không ai ghi số liệu "${ranked.measure}".`,
      `Nobody fills "${ranked.measure}".`,
    )
}

function* totalDoubts({ criteria, total }: RuleSet): Generator<RuleDoubt> {
  const scored = criteria.filter((one) => one.scored)
  if (scored.length === 0) {
    yield error(
      '/criteria',
      'none',
      'Cần ít nhất một tiêu chí được tính điểm.',
      'At least one criterion must be scored.',
    )
    return
  }
  const sum = sumOf(scored.map(({ formula, weight }) => times(exact(mostOf(formula)), exact(weight))))
  if (total.missing === 'left-out' && compare(sum, exact(total.most)) !== 0)
    yield error(
      '/total/most',
      'does-not-add-up',
      'Điểm tối đa không bằng tổng điểm của các tiêu chí.',
      'The most is not what the criteria add up to.',
    )
}

function* bandDoubts({ bands, total }: RuleSet): Generator<RuleDoubt> {
  for (const [i, { min, below }] of bands.entries()) {
    const before = bands[i - 1]
    if ((before?.min ?? null) !== below)
      yield error(
        `/bands/${i}/below`,
        'gap',
        'Các mức phải nối liền nhau, từ cao xuống thấp; mức đầu không có giới hạn trên.',
        'Classes must join without a gap, from the best down; the first has no upper end.',
      )
    if (min === null && i < bands.length - 1)
      yield error(
        `/bands/${i}/min`,
        'open',
        'Chỉ mức cuối không có giới hạn dưới.',
        'Only the last class has no lower end.',
      )
    if (min !== null && i === bands.length - 1)
      yield error(
        `/bands/${i}/min`,
        'gap',
        'Mức cuối phải nhận mọi điểm còn lại.',
        'The last class must take all that is left.',
      )
    if (min !== null && compare(exact(min), exact(total.most)) > 0)
      yield error(`/bands/${i}/min`, 'unreachable', 'Không ai đạt tới mức này.', 'Nobody can reach this class.')
    if (min !== null && below !== null && compare(exact(min), exact(below)) >= 0)
      yield error(`/bands/${i}`, 'empty', 'Mức này không chứa điểm nào.', 'This class is empty.')
  }
}

function error(path: string, code: string, vi: string, en: string): RuleDoubt {
  return { severity: 'error', path, code, vi, en }
}

function warning(path: string, code: string, vi: string, en: string): RuleDoubt {
  return { severity: 'warning', path, code, vi, en }
}
