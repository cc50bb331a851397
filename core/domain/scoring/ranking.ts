import { compare, type Exact, exact, ZERO } from './exact.ts'
import type { Band, RuleSet } from './rule-set.ts'
import { bandOf, type Score } from './score.ts'

/** A score as it stands in the list, with what a person changed in it. */
export interface Placed {
  readonly score: Score
  /** What a person put in the total's place, with a reason; the reckoned total stays beside it. */
  readonly changed: number | null
  /** What counts: the changed total, or else the reckoned one. */
  readonly total: Exact | null
  readonly band: Band | null
  readonly place: number | null
  readonly whyNoPlace: 'too-few' | 'no-total' | null
}

type Unplaced = Omit<Placed, 'place'>

/**
 * Puts scores in their order. Equal totals are parted as the rule set says, and share a place where it says no more; the next
 * place is then left out (1, 2, 2, 4). Does not depend on the order they come in.
 */
export function rank(scores: readonly Score[], rules: RuleSet, changes: ReadonlyMap<string, number>): Placed[] {
  const all = scores.map((score) => {
    const changed = changes.get(score.staff) ?? null
    const total = changed === null ? score.total : exact(changed)
    const band = total === null || !score.enough ? null : bandOf(total, rules.bands)
    const whyNoPlace = !score.enough ? ('too-few' as const) : total === null ? ('no-total' as const) : null
    return { score, changed, total, band, whyNoPlace, place: null }
  })
  const placed = all.filter(({ whyNoPlace }) => whyNoPlace === null)
  const others = all.filter(({ whyNoPlace }) => whyNoPlace !== null)
  const partedBy = (total: Exact | null) => partingCriteria(placed, total, rules)
  const inOrder = placed.toSorted((a, b) => better(a, b, partedBy(a.total)) || byName(a, b))
  return [
    ...inOrder.map((one) => {
      const by = partedBy(one.total)
      return { ...one, place: 1 + inOrder.findIndex((other) => better(one, other, by) === 0) }
    }),
    ...others.toSorted(byName),
  ]
}

/** What may part equal totals: only what is scored for everyone who has that total, since what is not known is no zero. */
function partingCriteria(placed: readonly Unplaced[], total: Exact | null, { ties }: RuleSet): readonly string[] {
  const equals = placed.filter((one) => compare(one.total ?? ZERO, total ?? ZERO) === 0)
  return ties.by.filter((id) => equals.every(({ score }) => pointsOf(score, id) !== null))
}

/** Below zero: a goes before b. */
function better(a: Unplaced, b: Unplaced, by: readonly string[]): number {
  const byTotal = compare(b.total ?? ZERO, a.total ?? ZERO)
  if (byTotal !== 0) return byTotal
  for (const id of by) {
    const byPoints = compare(pointsOf(b.score, id) ?? ZERO, pointsOf(a.score, id) ?? ZERO)
    if (byPoints !== 0) return byPoints
  }
  return 0
}

function pointsOf({ criteria }: Score, id: string): Exact | null {
  const found = criteria.find((one) => one.id === id)
  return found?.scored ? found.points : null
}

function byName(a: { score: Score }, b: { score: Score }): number {
  return a.score.staff < b.score.staff ? -1 : a.score.staff > b.score.staff ? 1 : 0
}
