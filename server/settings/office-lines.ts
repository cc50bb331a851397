import { Compile } from 'typebox/compile'
import { Office as OfficeSchema } from '#core/contract/office.ts'
import { contradictions, type Line, mayBeUsed } from '#core/domain/contradictions.ts'
import type { Office } from '#core/domain/office.ts'
import { completeOffice, type LooseOffice } from '#core/domain/office-defaults.ts'
import { type Mistake, mistakesOf, sentenceFor } from './mistakes.ts'

/** An office somebody handed in: fit to be used, perhaps with warnings, or not, with every line at fault. */
export type Read =
  | { readonly ok: true; readonly office: Office; readonly lines: readonly Line[] }
  | { readonly ok: false; readonly lines: readonly Line[] }

const check = Compile(OfficeSchema)

/** Fills in what a document leaves out, then looks at its form and at what contradicts itself. Nothing is ever half taken. */
export function readOffice(document: unknown): Read {
  const office = completed(document)
  if (check.Check(office)) {
    const lines = contradictions(office as Office)
    return mayBeUsed(lines) ? { ok: true, office: office as Office, lines } : { ok: false, lines }
  }
  const mistakes = mistakesOf(check, office)
  const lines = mistakes.map(sentenceFor)
  if (!mistakes.every(isOnlyAValue)) return { ok: false, lines }
  // Whole but for some values: what else contradicts itself is told in the same answer.
  const known = new Set(lines.map(({ path }) => path))
  return { ok: false, lines: [...lines, ...contradictions(office as Office).filter(({ path }) => !known.has(path))] }
}

/** A document with its gaps filled, or as it is where its parts are not even of the right kind. */
export function completed(document: unknown): unknown {
  return isLooseOffice(document) ? completeOffice(document) : document
}

const LISTS = ['services', 'counters', 'classes', 'skills'] as const
const GROUPS = ['calendar', 'order', 'calling', 'returning', 'limits', 'appointments'] as const

function isLooseOffice(document: unknown): document is LooseOffice {
  if (!isObject(document)) return false
  const listsFit = LISTS.every((name) => {
    const list = document[name]
    return list === undefined || (Array.isArray(list) && list.every(isObject))
  })
  return listsFit && GROUPS.every((name) => document[name] === undefined || isObject(document[name]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOnlyAValue({ keyword }: Mistake): boolean {
  return ['minimum', 'maximum', 'pattern', 'minItems', 'maxItems', 'minLength', 'maxLength'].includes(keyword)
}
