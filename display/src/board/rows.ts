import type { BoardCall } from '#core/contract/display.ts'

/**
 * The last calls as this board lists them, newest on top, each seen for six seconds at least.
 *
 * The hub's list is the truth, but a burst of calls would roll over a short list before anybody could read it. So a
 * new call enters only when the row it pushes out has had its time; at an ordinary pace that is at once.
 */
export const SEEN_MS = 6_000
/** Calls older than this are history: they take their place without waiting for anybody. */
const FRESH_MS = 30_000
/** How long a row that just came in is marked. */
const MARKED_MS = 10_000

export interface Row extends BoardCall {
  /** When it came into the list, by the screen's monotonic clock. */
  readonly since: number
  readonly marked: boolean
}

export interface Rows {
  readonly rows: readonly Row[]
  /** The newest call that has been let in. */
  readonly upTo: number
}

export const noRows: Rows = { rows: [], upTo: Number.NEGATIVE_INFINITY }

/** Brings the list up to the hub's: `calls` newest first, `now` monotonic, `hubNow` the hub's date. */
export function roll(list: Rows, calls: readonly BoardCall[], room: number, now: number, hubNow: number): Rows {
  const isFirst = list === noRows
  let upTo = Math.max(0, list.upTo)

  // The hub's word on those already listed; one called again keeps its row until the new call may enter.
  let rows = list.rows.flatMap((row): Unmarked[] => {
    const call = calls.find(({ number }) => number === row.number)
    if (!call) return []
    return [call.calledAt > upTo ? row : { ...call, since: row.since }]
  })

  for (const call of calls.filter(({ calledAt }) => calledAt > upTo).reverse()) {
    const isFresh = hubNow - call.calledAt < FRESH_MS
    const others = rows.filter(({ number }) => number !== call.number)
    const pushedOut = others[room - 1]
    if (pushedOut && isFresh && !isFirst && now - pushedOut.since < SEEN_MS) break
    rows = [{ ...call, since: isFresh ? now : now - MARKED_MS }, ...others].slice(0, room)
    upTo = call.calledAt
  }

  const listed = new Set(rows.map(({ number }) => number))
  const before = calls.filter(({ calledAt, number }) => calledAt <= upTo && !listed.has(number))
  const free = before.slice(0, room - rows.length).map((call) => ({ ...call, since: now - MARKED_MS }))
  return {
    upTo,
    rows: [...rows, ...free].map((row) => ({
      ...row,
      marked: now - row.since < MARKED_MS && row.state === 'called',
    })),
  }
}

type Unmarked = Omit<Row, 'marked'>
