import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Where copies lie: a folder of this machine, or another hub. Files appear whole or not at all, but for a running day's tail, which
 * grows. Everything resolves only when it would survive a power cut there.
 */
export interface Place {
  list(): Promise<readonly { readonly name: string; readonly bytes: number }[]>
  /** A whole file under its name; nothing under that name before. */
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<void>
  /** Adds to a file that must be `at` bytes long by now (0: not there yet). Throws where it is not. */
  append(name: string, at: number, bytes: Uint8Array): Promise<void>
  read(name: string): AsyncIterable<Buffer>
  /** Removes what may go; another hub decides that for itself. */
  remove(name: string): Promise<void>
}

/** A file at a place is not as long as it was: somebody else wrote, or the disk did not keep it. */
export class OtherLength extends Error {
  override name = 'OtherLength'
}

const PART = '.part-'

/** Copies in a folder. A copy is written under another name, synced, and renamed: half a one is never taken for a copy. */
export function folderPlace(folder: string): Place {
  const at = (name: string) => join(folder, name)
  return {
    async list() {
      const entries = await readdir(folder, { withFileTypes: true })
      const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name)
      return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(at(name))).size })))
    },
    async put(name, content) {
      // The folder is never made here: beneath a disk that was just pulled out it would lie on the card.
      const part = at(`${PART}${name}-${randomBytes(3).toString('hex')}`)
      try {
        const file = await open(part, 'wx', 0o600)
        try {
          for await (const piece of content) await file.writeFile(piece)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(part, at(name))
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      await syncFolder(folder)
    },
    async append(name, from, bytes) {
      const file = await open(at(name), from === 0 ? 'wx' : 'r+', 0o600)
      try {
        const { size } = await file.stat()
        if (size !== from) throw new OtherLength(`${name} is ${size} bytes long, not ${from}`)
        let done = 0
        while (done < bytes.length)
          done += (await file.write(bytes, done, bytes.length - done, from + done)).bytesWritten
        await file.datasync()
      } finally {
        await file.close()
      }
      if (from === 0) await syncFolder(folder)
    },
    read: (name) => createReadStream(at(name)) as AsyncIterable<Buffer>,
    remove: (name) => rm(at(name), { force: true }),
  }
}

/** What a power cut left of copies that were being written. */
export async function sweepParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.startsWith(PART)) await rm(join(folder, name), { force: true })
}

/** A new name in a folder is kept only when the folder itself is synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // FAT and some network disks cannot sync a folder: the file itself is synced all the same.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await handle.close()
  }
}
