import type { Actor } from '#core/domain/commands.ts'
import type { Event, ServiceDay } from '#core/domain/events.ts'
import { GENESIS, link } from '../journal/chain.ts'
import type { Head, JournalRecord } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { digestOf, type ErasedNote, type Erasing, isBare, noteIn } from './erase.ts'
import { type Edge, grown, leafOf, NO_LEAVES, rootOf } from './merkle.ts'

/** A head somebody kept: from a closing slip, from a screen, from another machine. */
export interface KeptHead {
  readonly seq: number
  readonly hash?: string
  readonly root?: string
  /** Where it comes from, in English. */
  readonly from: string
}

/** What was found: nothing, when the journal is as it was written. */
export interface Verdict {
  readonly records: number
  readonly head: Head
  readonly root: string
  /** How many kept heads the journal was held against. */
  readonly heldAgainst: number
  /** Each says where and what, the first one first; a broken chain is told once, at its first break. */
  readonly findings: readonly string[]
  /** How many records were erased, each noted in the journal. */
  readonly erased: number
  /** Which those are, by whose note. */
  readonly erasings: readonly NotedErasing[]
}

/** A note of an erasing, and what it names: the chain proves who noted it, not that what stands there now is what it was. */
export interface NotedErasing {
  /** The record that notes it, and of which day that one is. */
  readonly seq: number
  readonly day: ServiceDay
  readonly who: Actor
  readonly records: readonly Pick<ErasedRecord, 'seq' | 'day' | 'type'>[]
}

/** A record as an erasing left it. */
interface ErasedRecord extends Erasing {
  readonly day: ServiceDay
  readonly type: Event['type']
  readonly isBare: boolean
}

type Note = ErasedNote & { readonly by: number }

interface Line {
  readonly seq: number
  readonly text: string
  readonly hash: string
  /** Of a record that was erased: the leaf of what stood there. */
  readonly leaf?: string | null
}

// A printed head is noted in the same breath: a few busy seconds of records lie between, never more.
const FAR_BACK = 2_000
const MOST_NAMED = 20

/**
 * Walks a whole journal from its first record and holds it against every head that was ever kept of it (I18): an edit, a removal, an
 * insertion or a reorder breaks the chain or the tree; a cut tail misses the newest kept head. Heads that the journal itself tells of
 * (`printed-head`) are held against it too.
 */
export function verifyLines(lines: Iterable<Line>, kept: readonly KeptHead[]): Verdict {
  const findings: string[] = []
  const wanted = new Map<number, KeptHead[]>()
  for (const one of kept) wanted.set(one.seq, [...(wanted.get(one.seq) ?? []), one])
  const told: KeptHead[] = []
  const known = new Map<number, { hash: string; root: string }>()
  const erased = new Map<number, ErasedRecord>()
  const notes: (Note & Pick<JournalRecord, 'day'> & { readonly who: Actor })[] = []
  const recent: { seq: number; hash: string; edge: Edge }[] = []
  let head: Head = GENESIS
  let edge: Edge = NO_LEAVES
  for (const { seq, text, hash, leaf } of lines) {
    if (seq !== head.seq + 1) {
      findings.push(`record ${seq} stands where record ${head.seq + 1} should: something was removed, added or moved`)
      break
    }
    if (!leaf && hash !== link(head.hash, text)) {
      findings.push(`the chain breaks at record ${seq}: it, or what stood before it, was changed`)
      break
    }
    const record = readRecord(text)
    if (record?.seq !== seq) {
      findings.push(`the text of record ${seq} is not that record's`)
      break
    }
    head = { seq, hash }
    edge = grown(edge, leaf ?? leafOf(text))
    const { event, day } = record
    if (leaf) erased.set(seq, { seq, leaf, text, day, type: event.type, isBare: isBare(record) })
    if (event.type === 'ActNoted' && event.act.did === 'printed-head') {
      const { seq: at, hash: printed, root } = event.act.after as { seq: number; hash: string; root: string }
      told.push({ seq: at, hash: printed, root, from: `the closing slip that record ${seq} tells of` })
      const there = recent.find((one) => one.seq === at)
      if (there) known.set(at, { hash: there.hash, root: rootOf(there.edge) })
    }
    const note = event.type === 'ActNoted' ? noteIn(event.act) : null
    if (note) notes.push({ ...note, by: seq, day, who: record.by })
    recent.push({ seq, hash, edge })
    if (recent.length > FAR_BACK) recent.shift()
    if (wanted.has(seq)) known.set(seq, { hash, root: rootOf(edge) })
  }
  const all = [...kept, ...told]
  if (findings.length === 0) findings.push(...notErased(erased), ...unnoted(erased, notes))
  if (findings.length === 0) findings.push(...all.flatMap((one) => whyNot(one, known, head)))
  const erasings = notes.map(({ seqs, by, day, who }) => {
    const records = seqs.flatMap((seq) => erased.get(seq) ?? [])
    return { seq: by, day, who, records: records.map(({ seq, day, type }) => ({ seq, day, type })) }
  })
  return {
    records: head.seq,
    head,
    root: rootOf(edge),
    heldAgainst: all.length,
    findings,
    erased: erased.size,
    erasings: erasings.filter(({ records }) => records.length > 0),
  }
}

/** The same for the database of a data folder, held also against what lies beside its journal there. */
export function verifyDatabase(database: Sqlite, kept: readonly KeptHead[]): Verdict {
  const hasErased = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'journal_erased'").get() !== undefined
  const lines = database.prepare<[], Line>(
    hasErased
      ? 'SELECT seq, text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) ORDER BY seq'
      : 'SELECT seq, text, hash FROM journal ORDER BY seq',
  )
  const published = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'published_heads'").get()
    ? database
        .prepare<[], KeptHead & { day: string }>('SELECT seq, hash, root, day FROM published_heads')
        .all()
        .map(({ day, ...head }) => ({ ...head, from: `the head published on ${day}` }))
    : []
  const own = database.prepare<[], Head>('SELECT seq, hash FROM journal_head').get()
  const verdict = verifyLines(lines.iterate(), [
    ...kept,
    ...published,
    ...(own && own.seq > 0 ? [{ ...own, from: 'the head kept in the database' }] : []),
  ])
  const longer = own && verdict.findings.length === 0 && own.seq < verdict.head.seq
  return longer
    ? {
        ...verdict,
        findings: [`the journal goes on to record ${verdict.head.seq}, and the database knows of ${own.seq}`],
      }
    : verdict
}

/**
 * An erased record is believed if a later one names it, with the digest of exactly what stands there now: the first that does, so that
 * nobody writes it anew under a note of their own. These are not, the first first.
 */
export function notNoted(erased: ReadonlyMap<number, Erasing>, notes: readonly Note[]): readonly number[] {
  const left = new Set(erased.keys())
  const named = new Set<number>()
  for (const { seqs, digest, by } of notes) {
    const those = seqs.flatMap((seq) => erased.get(seq) ?? [])
    const isDone = those.length === seqs.length && digestOf(those) === digest && seqs.every((seq) => seq < by)
    for (const seq of seqs) {
      if (isDone && !named.has(seq)) left.delete(seq)
      named.add(seq)
    }
  }
  return [...left]
}

function notErased(erased: ReadonlyMap<number, ErasedRecord>): string[] {
  const strange = [...erased.values()].filter((one) => !one.isBare).map(({ seq }) => seq)
  return strange.length === 0
    ? []
    : [
        `no erasing leaves what stands where records were erased: ${strange.slice(0, MOST_NAMED).join(', ')} (${strange.length} in all)`,
      ]
}

function unnoted(erased: ReadonlyMap<number, Erasing>, notes: readonly Note[]): string[] {
  const left = notNoted(erased, notes)
  return left[0] === undefined
    ? []
    : [
        `record ${left[0]} was erased, and no note in the journal says so of what stands there (${left.length} such records)`,
      ]
}

function whyNot(
  { seq, hash, root, from }: KeptHead,
  known: ReadonlyMap<number, { hash: string; root: string }>,
  head: Head,
): string[] {
  if (seq > head.seq) {
    return [
      `the journal ends at record ${head.seq}, and ${from} is of record ${seq}: ${seq - head.seq} records or more were cut off`,
    ]
  }
  const there = known.get(seq)
  if (!there) return []
  if (hash !== undefined && hash !== there.hash) return [`record ${seq} has another hash than ${from}`]
  if (root !== undefined && root !== there.root) return [`at record ${seq} the Merkle head is another than in ${from}`]
  return []
}

function readRecord(text: string): JournalRecord | null {
  try {
    return JSON.parse(text) as JournalRecord
  } catch {
    return null // told as a finding where it stands
  }
}
