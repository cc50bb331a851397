import { setImmediate } from 'node:timers/promises'
import type { ServiceDay } from '#core/domain/events.ts'
import type { Journal } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { type Edge, grown, leafOf, NO_LEAVES, rootOf } from './merkle.ts'

/** Where the journal stood, so that a paper in somebody's drawer can be held against it years later. */
export interface PublishedHead {
  /** The day it closes, or the day that was open. */
  readonly day: ServiceDay
  readonly seq: number
  /** The chain's hash at that record, hex. */
  readonly hash: string
  /** The Merkle head over the texts of all records up to there, hex. */
  readonly root: string
  /** When it was made, ms since epoch. */
  readonly at: number
}

/** The heads of all days that have ended; what was published once is never reckoned again here (`npm run audit` does). */
export interface PublishedHeads {
  /** The newest first. */
  list(limit: number): readonly PublishedHead[]
  /** Adds the head of every day that has ended since the last one. */
  catchUp(): Promise<readonly PublishedHead[]>
  /** As the journal stands now. */
  now(): Promise<PublishedHead>
}

// About two milliseconds of work; then whoever waits at a counter goes first.
const LEAVES_IN_A_ROW = 200

export function openPublishedHeads(parts: { database: Sqlite; journal: Journal; now: () => number }): PublishedHeads {
  const { journal } = parts
  type Row = PublishedHead & { heads: string }
  const newest = parts.database.prepare<[], Row>('SELECT * FROM published_heads ORDER BY seq DESC LIMIT 1')
  const some = parts.database.prepare<[number], PublishedHead>(
    'SELECT day, seq, hash, root, at FROM published_heads ORDER BY seq DESC LIMIT ?',
  )
  const add = parts.database.prepare(
    'INSERT INTO published_heads (seq, day, hash, root, heads, at) VALUES (@seq, @day, @hash, @root, @heads, @at)',
  )
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
    return turn
  }
  const standing = (): { edge: Edge; seq: number } => {
    const row = newest.get()
    return row ? { edge: { size: row.seq, heads: JSON.parse(row.heads) }, seq: row.seq } : { edge: NO_LEAVES, seq: 0 }
  }

  async function catchUp(): Promise<readonly PublishedHead[]> {
    const made: PublishedHead[] = []
    let { edge, seq } = standing()
    for await (const { record, text, hash, leaf } of journal.read(seq + 1)) {
      // Of a record that was erased the leaf is kept, so that every head stays what it was.
      edge = grown(edge, leaf ?? leafOf(text))
      if (edge.size % LEAVES_IN_A_ROW === 0) await setImmediate()
      seq = record.seq
      if (record.event.type !== 'DayClosed') continue
      const head = { day: record.event.day, seq, hash, root: rootOf(edge), at: parts.now() }
      add.run({ ...head, heads: JSON.stringify(edge.heads) })
      made.push(head)
    }
    return made
  }

  return {
    list: (limit) => some.all(limit),
    catchUp: () => inTurn(catchUp),
    now: () =>
      inTurn(async () => {
        let { edge, seq } = standing()
        let { day = '', hash = '0'.repeat(64) } = newest.get() ?? {}
        for await (const one of journal.read(seq + 1)) {
          edge = grown(edge, one.leaf ?? leafOf(one.text))
          if (edge.size % LEAVES_IN_A_ROW === 0) await setImmediate()
          ;({ seq, day } = one.record)
          hash = one.hash
        }
        return { day, seq, hash, root: rootOf(edge), at: parts.now() }
      }),
  }
}
