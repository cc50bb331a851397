import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { noteIn } from '../audit/erase.ts'
import { notNoted } from '../audit/verify.ts'
import { link } from '../journal/chain.ts'
import type { Head, JournalRecord } from '../journal/journal.ts'
import { type WentOn, wentOnBy } from './history.ts'
import { keptBy } from './names.ts'
import type { Place } from './place.ts'
import { NotOpened, unsealed } from './seal.ts'

/**
 * The journal as people and programs read it, one record a line; scripts/verify-journal.mjs checks such files on any machine.
 *
 *     {"hash":"<64 hex: SHA-256 of the hash before, a line end, and the text>","text":"<the record exactly as it was hashed>"}
 *
 * and of a record that was erased ,"leaf":"<64 hex: what stood there, as the Merkle tree has it>" besides: its text is another.
 */
export function lineOf({ text, hash, leaf }: { text: string; hash: string; leaf?: string | null }): string {
  return `${JSON.stringify({ hash, text, ...(leaf && { leaf }) })}\n`
}

/** One record of such a file, and its text as it was hashed, or as it stands since it was erased. */
export interface Line extends Head {
  readonly text: string
  readonly leaf?: string
}

/** Reads a line; null: torn, or none of ours. */
export function readLine(line: string): Line | null {
  try {
    const { hash, text, leaf } = JSON.parse(line) as { hash?: unknown; text?: unknown; leaf?: unknown }
    if (typeof hash !== 'string' || typeof text !== 'string') return null
    const { seq } = JSON.parse(text) as { seq?: unknown }
    if (typeof seq !== 'number') return null
    return typeof leaf === 'string' ? { seq, hash, text, leaf } : { seq, hash, text }
  } catch {
    return null // torn by a power cut in mid-line; a record in the middle that is missing is seen by its link
  }
}

/**
 * The records after `head` that a place knows, from its days and tails: only what links to it, in order, without a gap. And whatever else
 * it tells of the hub having gone on from a copy: another one than this, maybe.
 */
export async function linesAfter(
  head: Head,
  sources: readonly { place: Place; key: Buffer | null }[],
  onTrouble: (name: string, error: unknown) => void,
): Promise<{ lines: Line[]; wentOn: WentOn[] }> {
  const found = new Map<number, Map<string, Line>>()
  const wentOn: WentOn[] = []
  for (const { place, key } of sources) {
    for (const { name } of await place.list()) {
      const kept = keptBy(name)
      if (kept === null || kept.kind === 'copy') continue
      try {
        for await (const line of linesIn(place, name, key)) {
          const told = wentOnBy(line.text)
          if (told) wentOn.push(told)
          if (line.seq <= head.seq) continue
          const there = found.get(line.seq) ?? new Map<string, Line>()
          // Where one file has it as it was written, that one proves itself; what was to be erased is erased at the start.
          if (line.leaf === undefined || !there.has(line.hash)) there.set(line.hash, line)
          found.set(line.seq, there)
        }
      } catch (error) {
        // What was read of it before counts: each line proves itself by its link.
        onTrouble(name, error)
      }
    }
  }
  return { lines: longest(head, found), wentOn }
}

interface Tip {
  readonly hash: string
  readonly line: Line | null
  readonly before: Tip | null
}

/**
 * Where two histories part (a hub that went on from a copy), the one that was written later is ours. A record that was erased is
 * believed for the record after it, which links to its hash, and for a later one of the same history that notes the erasing.
 */
export function longest(head: Head, found: ReadonlyMap<number, ReadonlyMap<string, Line>>): Line[] {
  const root: Tip = { hash: head.hash, line: null, before: null }
  let best = root
  let tips = [root]
  for (let seq = head.seq + 1; tips.length > 0; seq++) {
    const next: Tip[] = []
    for (const line of found.get(seq)?.values() ?? []) {
      const before =
        line.leaf === undefined
          ? tips.find(({ hash }) => link(hash, line.text) === line.hash)
          : tips.reduce((latest, tip) => (atOf(tip) > atOf(latest) ? tip : latest))
      if (before) next.push({ hash: line.hash, line, before })
    }
    const ends = tips.filter((tip) => !next.some(({ before }) => before === tip))
    for (const end of ends) if (atOf(end) > atOf(best)) best = end
    tips = next
  }
  const lines: Line[] = []
  for (let tip: Tip | null = best; tip?.line; tip = tip.before) lines.push(tip.line)
  return lines.reverse()
}

/** Up to the first record that was erased without a note anywhere behind it: nobody can say what it was. */
export function asFarAsNoted(lines: readonly Line[]): readonly Line[] {
  const erased = lines.flatMap(({ seq, text, leaf }) => (leaf === undefined ? [] : [{ seq, text, leaf }]))
  if (erased.length === 0) return lines
  const notes = lines.flatMap(({ seq, text }) => {
    const { event } = JSON.parse(text) as JournalRecord
    const note = event.type === 'ActNoted' ? noteIn(event.act) : null
    return note ? [{ ...note, by: seq }] : []
  })
  const [first] = notNoted(new Map(erased.map((one) => [one.seq, one])), notes)
  return first === undefined ? lines : asFarAsNoted(lines.filter(({ seq }) => seq < first))
}

function atOf({ line }: Tip): number {
  return line === null ? -1 : (JSON.parse(line.text) as { at: number }).at
}

async function* linesIn(place: Place, name: string, key: Buffer | null): AsyncGenerator<Line> {
  const isGrowing = name.startsWith('tail-')
  let bytes: AsyncIterable<Uint8Array> = place.read(name)
  if (name.endsWith('.sealed')) {
    if (key === null) throw new NotOpened('it is sealed, and the recovery key is not there')
    bytes = unsealed(bytes, key, { mayGrow: isGrowing })
  }
  if (!isGrowing) bytes = gunzipped(bytes)
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const read = readLine(line)
      if (read) yield read
    }
  }
}

/** Unpacks; a fault of the source reaches whoever reads. */
export function gunzipped(source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const gunzip = createGunzip()
  // The error arrives at the reader of gunzip itself.
  pipeline(Readable.from(source), gunzip, () => undefined)
  return gunzip
}
