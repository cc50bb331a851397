import type { ServiceDay } from '#core/domain/events.ts'

/**
 * What lies at a target, told by its name:
 *
 *     luot-20261123T113000Z-000001234.tar.gz            a copy: made at, up to which record
 *     day-2026-11-23-000000988.jsonl.gz                 the journal of a day that is over, from its first record on
 *     tail-2026-11-23-000000988-3f9c21.jsonl            the running day, as far as this run of the hub has told it
 *
 * and `.sealed` behind each where it is.
 */
export type Kept =
  | {
      readonly kind: 'copy'
      readonly name: string
      readonly madeAt: number
      readonly seq: number
      readonly sealed: boolean
    }
  | {
      readonly kind: 'day'
      readonly name: string
      readonly day: ServiceDay
      readonly seq: number
      readonly sealed: boolean
    }
  | {
      readonly kind: 'tail'
      readonly name: string
      readonly day: ServiceDay
      readonly seq: number
      readonly sealed: boolean
    }

const COPY = /^luot-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{9,})\.tar\.gz(\.sealed)?$/
const DAY = /^day-(\d{4}-\d\d-\d\d)-(\d{9,})\.jsonl\.gz(\.sealed)?$/
const TAIL = /^tail-(\d{4}-\d\d-\d\d)-(\d{9,})-[0-9a-f]{6}\.jsonl(\.sealed)?$/

/** What a file of a target is; null: none of ours, or not finished. */
export function keptBy(name: string): Kept | null {
  const copy = COPY.exec(name)
  if (copy) {
    const [, year, month, date, hour, minute, second, seq, end] = copy
    const madeAt = Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second))
    return { kind: 'copy', name, madeAt, seq: Number(seq), sealed: end !== undefined }
  }
  const day = DAY.exec(name)
  if (day) return { kind: 'day', name, day: day[1]!, seq: Number(day[2]), sealed: day[3] !== undefined }
  const tail = TAIL.exec(name)
  if (tail) return { kind: 'tail', name, day: tail[1]!, seq: Number(tail[2]), sealed: tail[3] !== undefined }
  return null
}

export function copyName(madeAt: number, seq: number, sealed: boolean): string {
  const stamp = new Date(madeAt).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
  return `luot-${stamp}-${nine(seq)}.tar.gz${sealed ? '.sealed' : ''}`
}

export function dayName(day: ServiceDay, seq: number, sealed: boolean): string {
  return `day-${day}-${nine(seq)}.jsonl.gz${sealed ? '.sealed' : ''}`
}

export function tailName(day: ServiceDay, seq: number, run: string, sealed: boolean): string {
  return `tail-${day}-${nine(seq)}-${run}.jsonl${sealed ? '.sealed' : ''}`
}

function nine(seq: number): string {
  return String(seq).padStart(9, '0')
}
