import { createHash } from 'node:crypto'
import type { ChainedRecord, Head, JournalRecord } from './journal.ts'

/** The hash that stands before the first record. */
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) }

/** Links records to the chain: each hash covers the text and the hash before it, so no line can change unseen (I18). */
export function chain(head: Head, records: readonly JournalRecord[]): ChainedRecord[] {
  let { seq, hash } = head
  return records.map((record) => {
    if (record.seq !== seq + 1) throw new Error(`record ${record.seq} cannot follow ${seq}`)
    const text = JSON.stringify(record)
    seq = record.seq
    hash = link(hash, text)
    return { record, text, hash }
  })
}

export function link(before: string, text: string): string {
  return createHash('sha256').update(before).update('\n').update(text).digest('hex')
}
