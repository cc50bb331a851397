import { STOP_STATES, type Stop } from './stops.ts'

/*
 * A day's stops packed for figures: a year of 300,000 stops is read as some 250 blobs of a few dozen kilobytes and counted in a
 * moment, where reading 300,000 rows would hold a Pi for seconds.
 *
 *     cells   Int32, little-endian:  service₀ service₁ … │ class₀ class₁ … │ counter₀ … │ …      one column after the other
 *     words   the texts that service, class, counter and staff point into; −1 for none
 */
const COLUMNS = [
  'service',
  'class',
  'counter',
  'staff',
  'hour',
  'state',
  'waitMs',
  'serviceMs',
  'issued',
  'kept',
  'appointment',
  'atDayEnd',
  'transferred',
  'recalls',
  'picked',
  'automatic',
  'overtaken',
  'rated',
] as const

/** What the citizen's answer counts as. */
export const NOT_RATED = 0
const NOT_SATISFIED = 1
const SATISFIED = 2
export const NONE = -1

export type Columns = Readonly<Record<(typeof COLUMNS)[number], Int32Array>> & {
  readonly length: number
  readonly words: readonly string[]
}

/** Packs stops; `isSatisfied` says what a level's answer counts as. */
export function pack(
  stops: readonly (Stop & { readonly hour: number })[],
  isSatisfied: (level: string) => boolean,
): Columns {
  const words: string[] = []
  const known = new Map<string, number>()
  const word = (text: string | null) => {
    if (text === null) return NONE
    const at = known.get(text) ?? words.push(text) - 1
    known.set(text, at)
    return at
  }
  const columns = emptyColumns(stops.length)
  for (const [i, stop] of stops.entries()) {
    columns.service[i] = word(stop.service)
    columns.class[i] = word(stop.class)
    columns.counter[i] = word(stop.counter)
    columns.staff[i] = word(stop.staff)
    columns.hour[i] = stop.hour
    columns.state[i] = STOP_STATES.indexOf(stop.state)
    columns.waitMs[i] = stop.waitMs ?? NONE
    columns.serviceMs[i] = stop.serviceMs ?? NONE
    columns.issued[i] = Number(stop.part === 0 && !stop.kept)
    columns.kept[i] = Number(stop.kept)
    columns.appointment[i] = Number(stop.appointment)
    columns.atDayEnd[i] = Number(stop.atDayEnd)
    columns.transferred[i] = stop.transferred
    columns.recalls[i] = stop.recalls
    columns.picked[i] = stop.picked
    columns.automatic[i] = stop.automatic
    columns.overtaken[i] = stop.overtaken
    columns.rated[i] = stop.level === null ? NOT_RATED : isSatisfied(stop.level) ? SATISFIED : NOT_SATISFIED
  }
  return { ...columns, length: stops.length, words }
}

export function toCells(columns: Columns): Buffer {
  return Buffer.concat(
    COLUMNS.map((name) => Buffer.from(columns[name].buffer, columns[name].byteOffset, columns[name].byteLength)),
  )
}

export function fromCells(cells: Buffer, words: readonly string[]): Columns {
  const length = cells.byteLength / Int32Array.BYTES_PER_ELEMENT / COLUMNS.length
  if (!Number.isInteger(length)) throw new Error('the packed stops of a day are cut short')
  // Copied: what comes from the database may begin at any byte.
  const all = new Int32Array(length * COLUMNS.length)
  new Uint8Array(all.buffer).set(cells)
  const columns = Object.fromEntries(COLUMNS.map((name, i) => [name, all.subarray(i * length, (i + 1) * length)]))
  return { ...(columns as Record<(typeof COLUMNS)[number], Int32Array>), length, words }
}

function emptyColumns(length: number): Record<(typeof COLUMNS)[number], Int32Array> {
  return Object.fromEntries(COLUMNS.map((name) => [name, new Int32Array(length)])) as ReturnType<typeof emptyColumns>
}
