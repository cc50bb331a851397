import { createHash, randomBytes } from 'node:crypto'
import type { Sqlite } from '../journal/open-database.ts'
import type { Place } from './wrong-tries.ts'

/** The sessions that are open. A token is kept only as its SHA-256; a session's own name is the head of that, and opens nothing. */
export interface SessionBook {
  /** A new token every time: what a browser brought along before is worth nothing. */
  open(staff: string, place: Place, at: number, choosing: boolean): OpenedSession
  /** The session behind a token, or null; whoever asks with it has been seen. */
  find(token: string, at: number): FoundSession | null
  /** Whether it is open still. Asking does not count as being seen. */
  isOpen(id: string, at: number): boolean
  of(staff: string, at: number): readonly KeptSession[]
  /** Ends one of somebody's sessions; false when they have no such session. */
  end(id: string, staff: string): boolean
  /** `along` is written in the same commit: a power cut takes both or neither. */
  endAll(staff: string, along?: () => void): void
  /** Calls back at once with every session that was ended before its time. */
  onEnd(ended: (ids: readonly string[]) => void): void
}

export interface OpenedSession {
  readonly token: string
  readonly untilAt: number
  /** It may do nothing but choose a secret. */
  readonly choosing: boolean
}

export interface FoundSession {
  readonly id: string
  readonly staff: string
  readonly choosing: boolean
}

export interface KeptSession {
  readonly id: string
  readonly from: string
  readonly browser: string
  readonly sinceAt: number
  readonly seenAt: number
  readonly untilAt: number
}

/** A working day; after that everybody signs in anew. */
export const SESSION_MS = 12 * 3_600_000
/** Longer than any lunch: a desk nobody has touched since is nobody's. */
export const IDLE_MS = 4 * 3_600_000
/** Who is seen is known in memory at once; a memory card is spared the writing. */
const WRITTEN_EVERY_MS = 5 * 60_000
const ID_LETTERS = 16

export function sessionBook(database: Sqlite): SessionBook {
  type Row = { hash: string; staff: string; since: number; until: number; seen: number; place: string; browser: string }
  const COLUMNS = 'token_hash AS hash, staff, since, until, coalesce(seen, since) AS seen, place, browser, choosing'
  const insert = database.prepare(
    'INSERT INTO sessions (token_hash, staff, since, until, seen, place, browser, choosing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byHash = database.prepare<[string], Row & { choosing: number }>(
    `SELECT ${COLUMNS} FROM sessions WHERE token_hash = ?`,
  )
  const byId = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM sessions WHERE substr(token_hash, 1, ${ID_LETTERS}) = ?`,
  )
  const byStaff = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM sessions WHERE staff = ? ORDER BY since DESC`)
  const remove = database.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const sweep = database.prepare('DELETE FROM sessions WHERE until <= ? OR coalesce(seen, since) <= ?')
  const writeSeen = database.prepare('UPDATE sessions SET seen = ? WHERE token_hash = ?')
  const writeSeenOf = database.prepare('UPDATE staff SET seen = ? WHERE id = ?')
  /** When each was heard of last, newer than what is written down. */
  const seen = new Map<string, number>()
  const listeners: ((ids: readonly string[]) => void)[] = []

  const seenAt = (row: Row) => Math.max(row.seen, seen.get(row.hash) ?? 0)
  const lives = (row: Row, at: number) => row.until > at && seenAt(row) + IDLE_MS > at

  function note(row: Row, at: number): void {
    seen.set(row.hash, at)
    if (at - row.seen < WRITTEN_EVERY_MS) return
    try {
      writeSeen.run(at, row.hash)
      writeSeenOf.run(at, row.staff)
    } catch (cause) {
      // A full disk shows on the page of health by what must be written; being seen need not, and asking goes on.
      if (!/^SQLITE_/.test((cause as { code?: string }).code ?? '')) throw cause
    }
  }

  const write = database.transaction((rows: readonly Row[], along?: () => void) => {
    along?.()
    for (const { hash } of rows) remove.run(hash)
  })

  function drop(rows: readonly Row[], along?: () => void): void {
    write(rows, along)
    for (const { hash } of rows) seen.delete(hash)
    const ids = rows.map(({ hash }) => idOf(hash))
    if (ids.length > 0) for (const listener of listeners) listener(ids)
  }

  return {
    open(staff, { from, browser }, at, choosing) {
      sweep.run(at, at - IDLE_MS - WRITTEN_EVERY_MS)
      const token = randomBytes(32).toString('base64url')
      const untilAt = at + SESSION_MS
      insert.run(hashOf(token), staff, at, untilAt, at, from, browser, choosing ? 1 : 0)
      writeSeenOf.run(at, staff)
      return { token, untilAt, choosing }
    },
    find(token, at) {
      const row = byHash.get(hashOf(token))
      if (!row || !lives(row, at)) return null
      note(row, at)
      return { id: idOf(row.hash), staff: row.staff, choosing: row.choosing === 1 }
    },
    isOpen(id, at) {
      const row = byId.get(id)
      return row !== undefined && lives(row, at)
    },
    of: (staff, at) =>
      byStaff
        .all(staff)
        .filter((row) => lives(row, at))
        .map((row) => ({
          id: idOf(row.hash),
          from: row.place,
          browser: row.browser,
          sinceAt: row.since,
          seenAt: seenAt(row),
          untilAt: row.until,
        })),
    end(id, staff) {
      const row = byId.get(id)
      if (row?.staff !== staff) return false
      drop([row])
      return true
    },
    endAll: (staff, along) => drop(byStaff.all(staff), along),
    onEnd: (ended) => void listeners.push(ended),
  }
}

function idOf(hash: string): string {
  return hash.slice(0, ID_LETTERS)
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
