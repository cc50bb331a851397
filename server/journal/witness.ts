import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Head } from './journal.ts'

/**
 * A second, separate note of where the journal ends, in the file `luot.head`: `          42 3f9c…`.
 *
 * The head inside the database goes back together with it: when luot.db-wal is deleted, or an old copy is put in place,
 * the chain is whole and only too short. This note stays. It is written after the database has synced and needs no sync of
 * its own: a power cut leaves it behind the journal, never ahead.
 */
export interface Witness {
  /** The last end that was noted, or null when there is none that can be read. */
  readonly last: Head | null
  /** False when the disk did not take it: the note stays behind, and that is allowed. */
  note(head: Head): boolean
  close(): void
}

const FILE = 'luot.head'
const LINE = /^ *(\d+) ([0-9a-f]{64})\n$/

export function openWitness(folder: string): Witness {
  const path = join(folder, FILE)
  const last = readHead(folder)
  // Made when it is not there, and never cut: 'r+' alone would not make it, 'w' would empty it.
  closeSync(openSync(path, 'a'))
  const file = openSync(path, 'r+')
  return {
    last,
    note({ seq, hash }) {
      try {
        // Always as long and always in place: a full disk has room for it.
        writeSync(file, `${String(seq).padStart(12)} ${hash}\n`, 0)
        return true
      } catch {
        return false
      }
    },
    close: () => closeSync(file),
  }
}

/** The end that was noted in a data folder; null when nothing was, or a power cut left it unreadable. */
export function readHead(folder: string): Head | null {
  const path = join(folder, FILE)
  const [, seq, hash] = LINE.exec(existsSync(path) ? readFileSync(path, 'latin1') : '') ?? []
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash }
}
