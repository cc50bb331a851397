import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The kernel's files, looked at from `root`: `/` on a machine, a folder with a recorded machine in tests. */
export function kernelFiles(root: string) {
  const read = (path: string): string | null => {
    try {
      return readFileSync(join(root, path), 'utf8').split('\0').join('').trim()
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException
      // Absent, or a sensor that cannot be read just now: either way this machine does not tell.
      if (code !== undefined) return null
      throw cause
    }
  }
  return {
    read,
    number(path: string): number | null {
      const text = read(path)
      const value = text === null || text === '' ? Number.NaN : Number(text)
      return Number.isNaN(value) ? null : value
    },
    bytes(path: string): Buffer | null {
      try {
        return readFileSync(join(root, path))
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== undefined) return null
        throw cause
      }
    },
    find: (pattern: string): string[] => globSync(pattern, { cwd: root }).sort(),
  }
}

export type KernelFiles = ReturnType<typeof kernelFiles>
