import { randomBytes } from 'node:crypto'
import type { ServiceDay } from '#core/domain/events.ts'
import type { ChainedRecord, Journal } from '../journal/journal.ts'
import { gzipped } from './copy.ts'
import { lineOf } from './lines.ts'
import { dayName, keptBy, tailName } from './names.ts'
import type { Place } from './place.ts'
import { openSealer, type Sealer, sealed } from './seal.ts'

// One write of the tail: a morning's records go in a few.
const PIECE = 512 * 1024
// A place that was away for long gets its days bit by bit.
const DAYS_AT_ONCE = 3

/** Tells one place of the journal as it grows: the form of a backup that any text editor reads. */
export interface Tail {
  /** Writes what is new. Resolves with the last record the place knows of now; null: there is no day yet. */
  write(): Promise<number | null>
  /** Writes days that are over and not there yet, a few at a time; the newest first. */
  writeDays(oldest: ServiceDay): Promise<void>
}

/**
 * Each run of the hub begins a file of its own from the day's opening on, so that nothing that is there is ever written over; so does a
 * place that failed. When the day is over its whole journal is written once more in one piece, packed.
 */
export function openTail(
  journal: Pick<Journal, 'read' | 'days' | 'lastDayOpened' | 'hashOf'>,
  place: Place,
  key: Buffer | null,
): Tail {
  let file: { name: string; bytes: number; sealer: Sealer | null } | null = null
  let next = 0

  async function add(lines: readonly string[]): Promise<void> {
    if (file === null || lines.length === 0) return
    const plain = Buffer.from(lines.join(''))
    const frame = file.sealer === null ? plain : file.sealer.frame(plain)
    const bytes = file.bytes === 0 && file.sealer !== null ? Buffer.concat([file.sealer.head, frame]) : frame
    await place.append(file.name, file.bytes, bytes)
    file.bytes += bytes.length
  }

  function begin({ record }: ChainedRecord): void {
    const name = tailName(record.day, record.seq, randomBytes(3).toString('hex'), key !== null)
    file = { name, bytes: 0, sealer: key === null ? null : openSealer(key) }
  }

  async function writeNew(): Promise<number | null> {
    if (file === null) next = await journal.lastDayOpened()
    if (next === 0) return null
    let lines: string[] = []
    let size = 0
    for await (const line of journal.read(next)) {
      const { type } = line.record.event
      if (file === null || type === 'DayOpened' || size > PIECE) {
        await add(lines)
        lines = []
        size = 0
      }
      if (file === null || type === 'DayOpened') begin(line)
      const text = lineOf(line)
      lines.push(text)
      size += text.length
      next = line.record.seq + 1
    }
    await add(lines)
    return next - 1
  }

  return {
    async write() {
      try {
        return await writeNew()
      } catch (error) {
        // What of it arrived is not known: begin anew, in another file.
        file = null
        throw error
      }
    },
    async writeDays(oldest) {
      const days = await journal.days()
      const there = new Set((await place.list()).flatMap(({ name }) => (keptBy(name)?.kind === 'day' ? [name] : [])))
      const owed: { name: string; seq: number; until: number }[] = []
      for (const [i, { seq, day }] of days.slice(0, -1).entries()) {
        const until = days[i + 1]?.seq ?? 0
        const last = day < oldest ? null : await journal.hashOf(until - 1)
        if (last === null) continue
        const name = dayName(day, seq, last, key !== null)
        if (!there.has(name)) owed.push({ name, seq, until })
      }
      for (const { name, seq, until } of owed.slice(-DAYS_AT_ONCE)) {
        const packed = gzipped(linesBetween(journal, seq, until))
        await place.put(name, key === null ? packed : sealed(packed, key))
      }
    },
  }
}

async function* linesBetween(journal: Pick<Journal, 'read'>, from: number, until: number): AsyncGenerator<Buffer> {
  for await (const line of journal.read(from)) {
    if (line.record.seq >= until) return
    yield Buffer.from(lineOf(line))
  }
}
