import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The hub's sounds on this machine, by their hash: words and chimes come again all day and cross the line once. */
export interface SoundShelf {
  /** The file of a sound, fetched where it is not there yet; null where the hub has it no more. */
  file(hash: string, fetch: () => Promise<Uint8Array | null>): Promise<string | null>
}

const MOST_FILES = 400

export function soundShelf(folder: string): SoundShelf {
  mkdirSync(folder, { recursive: true })

  function makeRoom(): void {
    const files = readdirSync(folder).map((name) => ({ name, usedAt: statSync(join(folder, name)).mtimeMs }))
    const oldest = files.sort((a, b) => a.usedAt - b.usedAt).slice(0, Math.max(0, files.length - MOST_FILES))
    for (const { name } of oldest) rmSync(join(folder, name), { force: true })
  }

  return {
    async file(hash, fetch) {
      const file = join(folder, `${hash}.wav`)
      // A file that a power cut left empty is fetched again.
      if (existsSync(file) && statSync(file).size > 0) return file
      const bytes = await fetch()
      if (!bytes) return null
      writeFileSync(file, bytes)
      makeRoom()
      return file
    },
  }
}
