import type { Facts } from '../reports/facts.ts'
import type { Reaction } from '../road.ts'

/** When a day has ended, its facts are gathered for the reports: in slices, while the hall goes on. */
export function gatherFacts({ facts }: { facts: Pick<Facts, 'settle'> }): Reaction {
  return ({ happened }) => {
    if (happened.some(({ event }) => event.type === 'DayClosed')) void facts.settle()
  }
}
