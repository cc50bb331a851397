import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from '../config.ts'
import { makeFolder } from './open-database.ts'

/** Somebody else has the folder now. */
export class FolderHeld extends CannotStart {
  override name = 'FolderHeld'
}

/**
 * Holds a data folder for one hub alone, for as long as the process lives.
 *
 * Two hubs on one journal would each give the next number. The hold is a lock of the kernel's on an empty file, so it ends
 * with the process however that ends.
 */
export function holdFolder(folder: string): { release(): void } {
  makeFolder(folder)
  let lock: Database.Database | undefined
  try {
    lock = new Database(join(folder, 'luot.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return { release: () => held.close() }
  } catch (cause) {
    lock?.close()
    const { code = '', message } = cause as { code?: string; message: string }
    if (!code.startsWith('SQLITE_BUSY')) throw new CannotStart(`${folder}/luot.lock cannot be written (${message}).`)
    throw new FolderHeld(
      `Another hub is running on the data folder ${folder}.\n` +
        'Stop that one first, or set LUOT_DATA (and LUOT_PORT) for a second hub of its own.',
    )
  }
}
