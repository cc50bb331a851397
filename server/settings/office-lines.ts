import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { Office as OfficeSchema } from '#core/contract/office.ts'
import { contradictions, type Line, mayBeUsed } from '#core/domain/contradictions.ts'
import type { Office } from '#core/domain/office.ts'
import { completeOffice, type LooseOffice } from '#core/domain/office-defaults.ts'
import { type Mistake, sentenceFor } from './mistakes.ts'

/** An office somebody handed in: fit to be used, perhaps with warnings, or not, with every line at fault. */
export type Read =
  | { readonly ok: true; readonly office: Office; readonly lines: readonly Line[] }
  | { readonly ok: false; readonly lines: readonly Line[] }

const check = Compile(OfficeSchema)
const MOST_MISTAKES = 300

/** Fills in what a document leaves out, then looks at its form and at what contradicts itself. Nothing is ever half taken. */
export function readOffice(document: unknown): Read {
  const office = completed(document)
  if (check.Check(office)) {
    const lines = contradictions(office as Office)
    return mayBeUsed(lines) ? { ok: true, office: office as Office, lines } : { ok: false, lines }
  }
  const mistakes = mistakesOf(office)
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

/** What is wrong with the form, once for each place. */
function mistakesOf(document: unknown): Mistake[] {
  const { maxErrors } = Settings.Get()
  Settings.Set({ maxErrors: MOST_MISTAKES })
  try {
    const found = plain(check.Errors(document) as Mistake[])
    return found.filter((one, i) => found.findIndex(({ instancePath }) => instancePath === one.instancePath) === i)
  } finally {
    Settings.Set({ maxErrors })
  }
}

/**
 * Where a value may be one of several kinds the schema tells what is wrong with each kind. People meant one of them: the one
 * whose own name fits; and where none does, the choice itself is the mistake.
 */
function plain(found: readonly Mistake[]): Mistake[] {
  const unions = found.filter(({ keyword }) => keyword === 'anyOf')
  const outer = unions.filter((one) => !unions.some((other) => other !== one && isWithin(one, other)))
  const rest = found
    .filter((one) => !outer.some((union) => one === union || isWithin(one, union)))
    .flatMap((one) => withoutParents(one))
  return [...rest, ...outer.flatMap((union) => meant(found, union))]
}

function isWithin(one: Mistake, union: Mistake): boolean {
  const isDeeper = one.schemaPath.startsWith(`${union.schemaPath}/anyOf/`)
  const { instancePath } = one
  return isDeeper && (instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`))
}

function meant(found: readonly Mistake[], union: Mistake): Mistake[] {
  const kinds = Map.groupBy(
    found.filter((one) => isWithin(one, union)),
    ({ schemaPath }) => schemaPath.slice(`${union.schemaPath}/anyOf/`.length).split('/', 1)[0],
  )
  const isAnother = ({ keyword, instancePath }: Mistake) =>
    (keyword === 'type' && instancePath === union.instancePath) ||
    (keyword === 'const' && instancePath.split('/').length <= union.instancePath.split('/').length + 1)
  const fitting = [...kinds.values()].filter((mistakes) => !mistakes.some(isAnother))
  return fitting.length === 1 ? plain(fitting[0] ?? []) : [union]
}

/** Unknown fields are told where they stand, missing ones where they should; not at the object around them. */
function withoutParents(one: Mistake): Mistake[] {
  if (one.keyword === 'additionalProperties') return []
  if (one.keyword !== 'required') return [one]
  return (one.params.requiredProperties ?? []).map((name) => ({ ...one, instancePath: `${one.instancePath}/${name}` }))
}
