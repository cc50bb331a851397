import { parseArgs } from 'node:util'
import { Errors } from 'typebox/value'
import { TryRule } from '#core/contract/try-rule.ts'

export const USAGE = `Usage: npm run try -- --day 2026-11-20 [--policy head-start|ratio|strict] [--k 2] [--head-start 15]
                   [--counter quay-7=ho-tich,chung-thuc@08:00-10:00] [--without quay-3] [--without quay-3@10:00-11:00]

  --day         the day to live again; without it, the days the journal knows are told
  --policy      another rule for whom to call; --k says how many priority calls in a row ratio allows (2)
  --head-start  every class counts as come so many minutes earlier
  --counter     one counter more, or other services for one of the office; all day, or from one time to another
  --without     a counter less, all day or for a time
  --lang en     the table in English`

/** What was typed does not say what to do. */
export class WrongCall extends Error {}

export interface Asked {
  /** Null: which days are there? */
  readonly trial: TryRule | null
  readonly language: 'vi' | 'en'
}

export function readAsked(args: readonly string[]): Asked {
  const { values } = parsed(args)
  const language = values.lang === 'en' ? 'en' : 'vi'
  if (values.day === undefined) return { trial: null, language }
  const trial = {
    day: values.day,
    order: orderOf(values.policy, values.k),
    headStartMs: values['head-start'] === undefined ? null : Number(values['head-start']) * 60_000,
    counters: (values.counter ?? []).map((one) => {
      const [, counter, services, hours] = /^([^=@]+)=([^=@]+)(?:@(.+))?$/.exec(one) ?? wrong('--counter', one)
      return { counter, services: services?.split(','), ...hoursOf(hours, one) }
    }),
    without: (values.without ?? []).map((one) => {
      const [, counter, hours] = /^([^=@]+)(?:@(.+))?$/.exec(one) ?? wrong('--without', one)
      return { counter, ...hoursOf(hours, one) }
    }),
  }
  const [mistake] = Errors(TryRule, trial)
  if (mistake) throw new WrongCall(`${mistake.instancePath.slice(1) || 'the call'}: ${mistake.message}\n\n${USAGE}`)
  return { trial: trial as TryRule, language }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  const options = { day: text, policy: text, k: text, 'head-start': text, counter: many, without: many, lang: text }
  try {
    return parseArgs({ args: [...args], options })
  } catch (cause) {
    throw new WrongCall(`${(cause as Error).message}\n\n${USAGE}`)
  }
}

function orderOf(policy: string | undefined, k: string | undefined) {
  if (policy === undefined) return null
  if (!['head-start', 'ratio', 'strict'].includes(policy)) wrong('--policy', policy)
  return policy === 'ratio' ? { policy, inARow: Number(k ?? 2) } : { policy }
}

function hoursOf(hours: string | undefined, one: string) {
  if (hours === undefined) return { from: null, to: null }
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(hours) ?? wrong('the hours', one)
  return { from, to }
}

function wrong(what: string, given: string): never {
  throw new WrongCall(`${what} cannot be read: ${given}\n\n${USAGE}`)
}
