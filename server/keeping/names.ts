import type { ServiceDay } from '#core/domain/events.ts'

/**
 * What lies at a target, told by its name:
 *
 *     luot-20261123T113000Z-000001234.tar.gz            a copy: made at, up to which record
 *     luot-20261124T113000Z-000000990-r20261123T140000Z.tar.gz    … of a hub that went on from a copy itself, and when
 *     day-2026-11-23-000000988-5be0a4d1.jsonl.gz        the journal of a day that is over, from its first record to the one of this hash
 *     tail-2026-11-23-000000988-3f9c21.jsonl            the running day, as far as this run of the hub has told it
 *
 * and `.sealed` behind each where it is. The last record of a day is named because a hub that goes on from a copy (history.ts) may live
 * that day a second time.
 */
export type Kept =
  | {
      readonly kind: 'copy'
      readonly name: string
      readonly madeAt: number
      readonly seq: number
      /** When its hub last went on from a copy; 0: never. */
      readonly wentOnAt: number
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

const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
const COPY = /^luot-(\d{8}T\d{6}Z)-(\d{9,})(?:-r(\d{8}T\d{6}Z))?\.tar\.gz(\.sealed)?$/
// Days of the first builds name no last record.
const DAY = /^day-(\d{4}-\d\d-\d\d)-(\d{9,})(?:-[0-9a-f]{8})?\.jsonl\.gz(\.sealed)?$/
const TAIL = /^tail-(\d{4}-\d\d-\d\d)-(\d{9,})-[0-9a-f]{6}\.jsonl(\.sealed)?$/

/** What a file of a target is; null: none of ours, or not finished. */
export function keptBy(name: string): Kept | null {
  const copy = COPY.exec(name)
  if (copy) {
    const [, made, seq, wentOn, end] = copy
    const wentOnAt = wentOn === undefined ? 0 : instantOf(wentOn)
    return { kind: 'copy', name, madeAt: instantOf(made!), seq: Number(seq), wentOnAt, sealed: end !== undefined }
  }
  const day = DAY.exec(name)
  if (day) return { kind: 'day', name, day: day[1]!, seq: Number(day[2]), sealed: day[3] !== undefined }
  const tail = TAIL.exec(name)
  if (tail) return { kind: 'tail', name, day: tail[1]!, seq: Number(tail[2]), sealed: tail[3] !== undefined }
  return null
}

export function copyName(madeAt: number, seq: number, sealed: boolean, wentOnAt = 0): string {
  const history = wentOnAt === 0 ? '' : `-r${stampOf(wentOnAt)}`
  return `luot-${stampOf(madeAt)}-${nine(seq)}${history}.tar.gz${sealed ? '.sealed' : ''}`
}

export function dayName(day: ServiceDay, seq: number, lastHash: string, sealed: boolean): string {
  return `day-${day}-${nine(seq)}-${lastHash.slice(0, 8)}.jsonl.gz${sealed ? '.sealed' : ''}`
}

export function tailName(day: ServiceDay, seq: number, run: string, sealed: boolean): string {
  return `tail-${day}-${nine(seq)}-${run}.jsonl${sealed ? '.sealed' : ''}`
}

function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
}

function instantOf(stamp: string): number {
  return Date.parse(stamp.replace(STAMP, '$1-$2-$3T$4:$5:$6Z'))
}

function nine(seq: number): string {
  return String(seq).padStart(9, '0')
}
