import { readdirSync, readFileSync } from 'node:fs'
import { Parse } from 'typebox/value'
import { RuleSet } from '#core/contract/scoring-rules.ts'

const folder = new URL('./rule-sets/', import.meta.url)

let read: readonly RuleSet[] | null = null

/** The rule sets that come with the program: one file each, to begin from. Read when first asked for. */
export function offeredRules(): readonly RuleSet[] {
  read ??= readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => Parse(RuleSet, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  return read
}

/** One of them by its id; which there are is known, so that another is a mistake of ours. */
export function offeredRule(id: string): RuleSet {
  const found = offeredRules().find((rules) => rules.id === id)
  if (!found) throw new Error(`no rule set "${id}" comes with the program`)
  return found
}
