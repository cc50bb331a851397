import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { link } from '../journal/chain.ts'
import type { Head } from '../journal/journal.ts'
import { keptBy } from './names.ts'
import type { Place } from './place.ts'
import { NotOpened, unsealed } from './seal.ts'

/**
 * The journal as people and programs read it, one record a line; scripts/verify-journal.mjs checks such files on any machine.
 *
 *     {"hash":"<64 hex: SHA-256 of the hash before, a line end, and the text>","text":"<the record exactly as it was hashed>"}
 */
export function lineOf({ text, hash }: { text: string; hash: string }): string {
  return `${JSON.stringify({ hash, text })}\n`
}

/** One record of such a file, and its text as it was hashed. */
export interface Line extends Head {
  readonly text: string
}

/** Reads a line; null: torn, or none of ours. */
export function readLine(line: string): Line | null {
  try {
    const { hash, text } = JSON.parse(line) as { hash?: unknown; text?: unknown }
    if (typeof hash !== 'string' || typeof text !== 'string') return null
    const { seq } = JSON.parse(text) as { seq?: unknown }
    return typeof seq === 'number' ? { seq, hash, text } : null
  } catch {
    return null // torn by a power cut in mid-line; a record in the middle that is missing is seen by its link
  }
}

/** The records after `head` that a place knows, from its days and tails: only what links to it, in order, without a gap. */
export async function linesAfter(
  head: Head,
  sources: readonly { place: Place; key: Buffer | null }[],
  onTrouble: (name: string, error: unknown) => void,
): Promise<Line[]> {
  const found = new Map<number, Map<string, Line>>()
  for (const { place, key } of sources) {
    for (const { name } of await place.list()) {
      const kept = keptBy(name)
      if (kept === null || kept.kind === 'copy') continue
      try {
        for await (const line of linesIn(place, name, key)) {
          if (line.seq <= head.seq) continue
          const there = found.get(line.seq) ?? new Map<string, Line>()
          there.set(line.hash, line)
          found.set(line.seq, there)
        }
      } catch (error) {
        // What was read of it before counts: each line proves itself by its link.
        onTrouble(name, error)
      }
    }
  }
  return longest(head, found)
}

interface Tip {
  readonly hash: string
  readonly line: Line | null
  readonly before: Tip | null
}

/** Where two histories part (a hub that went on from a copy), the one that was written later is ours. */
export function longest(head: Head, found: ReadonlyMap<number, ReadonlyMap<string, Line>>): Line[] {
  const root: Tip = { hash: head.hash, line: null, before: null }
  let best = root
  let tips = [root]
  for (let seq = head.seq + 1; tips.length > 0; seq++) {
    const next: Tip[] = []
    for (const line of found.get(seq)?.values() ?? []) {
      const before = tips.find(({ hash }) => link(hash, line.text) === line.hash)
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
