import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { BackupTarget } from '#core/contract/backups.ts'

/** The hub's own corner of its data folder: what is on its way, and this note. No copy takes it along. */
export const CORNER = 'keeping'

/**
 * Where the copies of this hub lie and what opens them, beside the database: whoever has lost the database still knows. It says no
 * more than the database itself, and is as closed.
 */
export const Whereabouts = Type.Object({
  hub: Type.String({ pattern: '^[0-9a-f]{8}$' }),
  key: Type.String({ pattern: '^[0-9a-f]{40}$' }),
  targets: Type.Array(BackupTarget),
})
export type Whereabouts = Static<typeof Whereabouts>

const FILE = 'where.json'

export function noteWhereabouts(dataFolder: string, where: Whereabouts): void {
  const corner = join(dataFolder, CORNER)
  mkdirSync(corner, { recursive: true, mode: 0o700 })
  const text = `${JSON.stringify(where, null, 2)}\n`
  if (existsSync(join(corner, FILE)) && readFileSync(join(corner, FILE), 'utf8') === text) return
  const part = join(corner, `${FILE}.part`)
  const file = openSync(part, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  renameSync(part, join(corner, FILE))
}

/** Null: this hub had no copies, or nobody can read where. */
export function readWhereabouts(dataFolder: string): Whereabouts | null {
  const file = join(dataFolder, CORNER, FILE)
  if (!existsSync(file)) return null
  try {
    const told: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Check(Whereabouts, told) ? told : null
  } catch (error) {
    if (error instanceof SyntaxError) return null // damaged with the rest: then there is nothing to restore from
    throw error
  }
}
