import { readdirSync, readFileSync } from 'node:fs'
import { Parse } from 'typebox/value'
import { RuleSet } from '#core/contract/scoring-rules.ts'

const folder = new URL('./rule-sets/', import.meta.url)
const ENDING = '.json'

/** The rule sets that come with the program, to begin from: one file each. */
export function offeredRules(): readonly RuleSet[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(ENDING))
  return files.toSorted().map((name) => offeredRule(name.slice(0, -ENDING.length)))
}

export function offeredRule(id: string): RuleSet {
  return Parse(RuleSet, JSON.parse(readFileSync(new URL(`${id}${ENDING}`, folder), 'utf8')))
}
