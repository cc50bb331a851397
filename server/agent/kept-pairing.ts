import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Check } from 'typebox/value'

/** What a paired agent keeps: who it is, its key, and the token it shows (server/pairing/tokens.ts). */
export interface Pairing {
  readonly agent: string
  readonly name: string
  readonly key: string
  readonly token: string
}

export interface KeptPairing {
  now(): Pairing | null
  /** On the disk before it returns. */
  keep(pairing: Pairing): void
  forget(): void
}

export const PAIRING_FILE = 'pairing.json'
const Shape = Type.Object({
  agent: Type.String({ minLength: 1, maxLength: 40 }),
  name: Type.String({ maxLength: 80 }),
  key: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  token: Type.String({ minLength: 1, maxLength: 300 }),
})

export const isPairing = (given: unknown): given is Pairing => Check(Shape, given)

/** The file `pairing.json` in the agent's own folder, for its user alone (0600). A power cut leaves the old one or the new one. */
export function keptPairing(folder: string, onTrouble: (error: unknown) => void): KeptPairing {
  const file = join(folder, PAIRING_FILE)
  let now = read()

  function read(): Pairing | null {
    try {
      const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (isPairing(found)) return found
      throw new Error(`${file} is no pairing`)
    } catch (error) {
      // Without it the machine asks to be paired, and somebody comes: better than one that does not start.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onTrouble(error)
      return null
    }
  }

  return {
    now: () => now,
    keep(pairing) {
      writeWhole(file, JSON.stringify(pairing), 0o600)
      syncFolder(folder)
      now = pairing
    },
    forget() {
      rmSync(file, { force: true })
      syncFolder(folder)
      now = null
    },
  }
}

/** Writes a small file so that it is whole or as it was before. */
export function writeWhole(file: string, text: string, mode: number): void {
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  const open = openSync(beside, 'wx', mode)
  try {
    writeSync(open, text)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
  renameSync(beside, file)
}

function syncFolder(folder: string): void {
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}
