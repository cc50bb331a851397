/**
 * Brings a catalogue in from a file: all of it or none of it, with a word for every row that was not taken.
 *
 *     bytes ─► UTF-8 text ─► JSON (ours, or as crawled from the portal) ─┐
 *                        └─► CSV (a table)                              ─┴─► schema ─► one transaction
 *
 * One malformed row refuses the whole file, because a list with holes looks like a list; `skipBad` takes the rest on
 * purpose. Texts of fees and times come through untouched; what is doubtful about them is counted and shown.
 */
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { NotedAct } from '#core/domain/events.ts'
import { BadCsv, readCsv } from './csv.ts'
import { type Doubt, doubtsOf } from './doubts.ts'
import { fromPortal, PortalProcedure } from './portal-shape.ts'
import { Procedure } from './procedure.ts'
import type { ProcedureStore } from './store.ts'
import { readTable } from './table-shape.ts'

/** The whole country's list is about 7,000 procedures; a file beyond these is not a catalogue. */
export const LARGEST_FILE_BYTES = 20_000_000
const MOST_PROCEDURES = 10_000
const MOST_REFUSALS_TOLD = 200

export interface CatalogueFile {
  /** As the person named it; its ending chooses between JSON and CSV only where the content leaves doubt. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface RowRefusal {
  /** `row 12 (1.001193)` of a JSON file, `line 40` of a table, or the file as a whole. */
  readonly where: string
  readonly why: string
}

export interface ImportReport {
  readonly outcome: 'taken' | 'nothing-new' | 'refused'
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Rows refused; the first 200 are told one by one. */
  readonly refused: number
  readonly refusals: readonly RowRefusal[]
  /** How many of the procedures taken carry each doubt. */
  readonly doubts: Readonly<Partial<Record<Doubt, number>>>
}

/** A list that was read and held against what is known; nothing is written yet. */
export interface WeighedList {
  /** What taking it would change, as the journal notes it; null: nothing. */
  readonly act: NotedAct | null
  take(at: number): ImportReport
}

/** Reads a catalogue file and writes it into the store, or says why not. */
export function importCatalogue(
  file: CatalogueFile,
  into: { readonly store: ProcedureStore; readonly at: number; readonly skipBad?: boolean },
): ImportReport {
  return weighCatalogue(file, into).take(into.at)
}

/** Reads a catalogue file, and says what it would change: for whoever must write that down first. */
export function weighCatalogue(
  file: CatalogueFile,
  { store, skipBad }: { readonly store: ProcedureStore; readonly skipBad?: boolean },
): WeighedList {
  const { procedures, refusals, rows } = readCatalogue(file)
  const counted = { rows, refused: refusals.length, refusals: refusals.slice(0, MOST_REFUSALS_TOLD) }
  const wholeFileIsBad = procedures.length === 0
  if (wholeFileIsBad || (refusals.length > 0 && !skipBad)) {
    const refused = { ...counted, outcome: 'refused', added: 0, changed: 0, unchanged: 0, doubts: {} } as const
    return { act: null, take: () => refused }
  }
  const source = file.name
  const { known, isOtherList, ...weight } = store.weigh(procedures)
  const isNew = isOtherList || weight.added + weight.changed > 0
  const after = { source: source.slice(0, 200), ...weight, refused: refusals.length }
  return {
    act: isNew ? { about: 'catalogue', id: 'list', did: 'imported', before: { known }, after } : null,
    take(at) {
      const { added, changed, unchanged, importId } = store.takeImport({ source, at, procedures })
      const outcome = importId === null ? 'nothing-new' : 'taken'
      return { ...counted, outcome, added, changed, unchanged, doubts: countDoubts(procedures) }
    },
  }
}

interface ReadCatalogue {
  readonly procedures: Procedure[]
  readonly refusals: RowRefusal[]
  readonly rows: number
}

/** Reads and checks a catalogue file without touching any store. */
export function readCatalogue(file: CatalogueFile): ReadCatalogue {
  const text = textOf(file.bytes)
  if ('refused' in text) return wholeFile(text.refused)
  const looksLikeJson = /^\s*[[{]/.test(text.text)
  const rows = looksLikeJson ? jsonRows(text.text) : tableRows(text.text, file.name)
  if ('refused' in rows) return wholeFile(rows.refused)
  return withoutDuplicates(rows)
}

function textOf(bytes: Uint8Array): { text: string } | Refused {
  if (bytes.length === 0) return { refused: 'the file is empty' }
  if (bytes.length > LARGEST_FILE_BYTES) {
    return { refused: `the file has ${bytes.length} bytes; at most ${LARGEST_FILE_BYTES} are read` }
  }
  const [first, second] = bytes
  if (first === 0x50 && second === 0x4b) {
    return { refused: 'this is an Excel workbook (or another zip); save it as "CSV UTF-8" and import that' }
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { refused: 'the text is UTF-16; save it as UTF-8' }
  }
  if (bytes.includes(0)) return { refused: 'there are NUL bytes in the file; this is no text' }
  try {
    // The decoder takes a byte order mark away by itself.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (wrong) {
    if (!(wrong instanceof TypeError)) throw wrong
    return { refused: 'the text is not UTF-8; save it as UTF-8' }
  }
}

interface Refused {
  readonly refused: string
}

interface Rows {
  readonly good: readonly { readonly where: string; readonly procedure: Procedure }[]
  readonly bad: readonly RowRefusal[]
}

const OurFile = Compile(
  Type.Object({ format: Type.Literal('luot-procedures/1'), procedures: Type.Array(Type.Unknown()) }),
)
const PortalFile = Compile(
  Type.Union([Type.Object({ procedures: Type.Array(Type.Unknown()) }), Type.Array(Type.Unknown())]),
)
const ourProcedure = Compile(Procedure)
const portalProcedure = Compile(PortalProcedure)

function jsonRows(text: string): Rows | Refused {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (wrong) {
    if (wrong instanceof SyntaxError || wrong instanceof RangeError)
      return { refused: `the JSON is broken: ${wrong.message.slice(0, 160)}` }
    throw wrong
  }
  if (OurFile.Check(data)) return jsonProcedures(data.procedures, (row) => row)
  if (typeof data === 'object' && data !== null && 'format' in data) {
    return { refused: 'the format is not "luot-procedures/1", the only one of ours' }
  }
  if (!PortalFile.Check(data)) return { refused: 'there is no list of procedures in the JSON' }
  return jsonProcedures(Array.isArray(data) ? data : data.procedures, (row) => {
    const wrong = firstError(portalProcedure, row)
    return wrong ? new RowProblem(wrong) : fromPortal(row as PortalProcedure)
  })
}

/** A row that could not be understood, on its way to the report. */
class RowProblem {
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

function jsonProcedures(rows: readonly unknown[], understand: (row: unknown) => unknown): Rows | Refused {
  if (rows.length > MOST_PROCEDURES)
    return { refused: `${rows.length} procedures; at most ${MOST_PROCEDURES} are read` }
  return sorted(rows.map((row, at) => ({ where: rowName(row, at + 1), row: understand(row) })))
}

function tableRows(text: string, name: string): Rows | Refused {
  try {
    const table = readTable(readCsv(text, { rows: MOST_PROCEDURES * 3, columns: 40 }))
    const problems = table.problems.map(({ line, why }) => ({ where: `line ${line}`, why }))
    const { good, bad } = sorted(
      table.procedures.map(({ line, procedure }) => ({ where: `line ${line}`, row: procedure })),
    )
    return { good, bad: [...problems, ...bad] }
  } catch (wrong) {
    if (wrong instanceof BadCsv) return { refused: `${name} cannot be read as CSV: ${wrong.message}` }
    throw wrong
  }
}

function sorted(rows: readonly { where: string; row: unknown }[]): Rows {
  const good: { where: string; procedure: Procedure }[] = []
  const bad: RowRefusal[] = []
  for (const { where, row } of rows) {
    const why = row instanceof RowProblem ? row.why : firstError(ourProcedure, row)
    if (why) bad.push({ where, why })
    else good.push({ where, procedure: inOneOrder(row as Procedure) })
  }
  return { good, bad }
}

/** Puts the keys in the schema's order, so that the same procedure is the same text in the store. */
function inOneOrder(row: Procedure): Procedure {
  const { code, name, field, levels, agency, who, online, link, aliases, serviceHint } = row
  const terms = row.terms.map(({ channels, timeText, feeText, feeVnd, feeNote, description }) => ({
    channels,
    timeText,
    feeText,
    feeVnd,
    feeNote,
    description,
  }))
  const documents = row.documents.map((group) => ({
    case: group.case,
    items: group.items.map(({ text, originals, copies, copiesRaw }) => ({ text, originals, copies, copiesRaw })),
  }))
  return { code, name, field, levels, agency, who, terms, documents, online, link, aliases, serviceHint }
}

/** A code twice in one file: nobody can know which one is meant, so neither is taken. */
function withoutDuplicates({ good, bad }: Rows): ReadCatalogue {
  const byCode = Map.groupBy(good, ({ procedure }) => procedure.code)
  const procedures: Procedure[] = []
  const refusals = [...bad]
  for (const [code, rows] of byCode) {
    if (rows.length === 1) procedures.push(rows[0]!.procedure)
    else
      for (const { where } of rows)
        refusals.push({ where, why: `the code ${code} stands ${rows.length} times in the file` })
  }
  return { procedures, refusals, rows: good.length + bad.length }
}

interface Checker {
  Check(value: unknown): boolean
  Errors(value: unknown): { instancePath: string; message: string }[]
}

function firstError(schema: Checker, value: unknown): string | undefined {
  if (schema.Check(value)) return undefined
  const errors = schema.Errors(value)
  // The deepest complaint names the cell; those above it only say that something below is wrong.
  const deepest = errors.reduce((a, b) => (b.instancePath.length > a.instancePath.length ? b : a), errors[0]!)
  return `${deepest.instancePath || 'the row'}: ${deepest.message}`.slice(0, 300)
}

function rowName(row: unknown, number: number): string {
  const code = typeof row === 'object' && row !== null && 'code' in row ? row.code : undefined
  return typeof code === 'string' && /^[0-9A-Z.-]{1,40}$/.test(code) ? `row ${number} (${code})` : `row ${number}`
}

function wholeFile(why: string): ReadCatalogue {
  return { procedures: [], refusals: [{ where: 'the file', why }], rows: 0 }
}

function countDoubts(procedures: readonly Procedure[]): Partial<Record<Doubt, number>> {
  const counted: Partial<Record<Doubt, number>> = {}
  for (const doubt of procedures.flatMap(doubtsOf)) counted[doubt] = (counted[doubt] ?? 0) + 1
  return counted
}
