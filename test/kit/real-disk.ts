import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of so many MB, with a file system of its own in a file: what a USB disk is to the kernel, for whoever may mount. */
export interface RealDisk {
  readonly at: string
  fill(leaveBytes: number): void
  makeRoom(): void
  readOnly(on: boolean): void
  /** Pulled out: what has it open keeps it until it is closed, everybody else sees the bare folder beneath. */
  pull(): void
  plugIn(): void
  remove(): void
}

/** Null where disks cannot be mounted, and why. */
export function realDisk(folder: string, megabytes: number): RealDisk | string {
  const image = join(folder, 'disk.img')
  const at = join(folder, 'disk')
  const run = (program: string, ...args: string[]) => {
    const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
    return status === 0 ? null : `${program}: ${error?.message ?? stderr.trim()}`
  }
  const must = (program: string, ...args: string[]) => {
    const failed = run(program, ...args)
    if (failed !== null) throw new Error(failed)
  }
  if (process.getuid?.() !== 0) return 'only root may mount a disk'
  mkdirSync(at, { recursive: true })
  closeSync(openSync(image, 'w'))
  truncateSync(image, megabytes * 1024 * 1024)
  // FAT as bought where this machine knows it; else what every Linux knows.
  const isFat = run('mkfs.vfat', image) === null
  const failed =
    isFat && run('mount', '-o', 'loop', image, at) === null
      ? null
      : (run('mke2fs', '-q', '-F', '-m', '0', image) ?? run('mount', '-o', 'loop', image, at))
  if (failed !== null) {
    rmSync(image)
    return failed
  }
  const filler = join(at, 'filler')
  return {
    at,
    fill(leave) {
      const file = openSync(filler, 'a')
      const piece = Buffer.alloc(1024 * 1024, 1)
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(at)
          const left = bavail * bsize - leave
          if (left < 4_096) return
          writeSync(file, piece, 0, Math.min(piece.length, left))
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    makeRoom: () => rmSync(filler, { force: true }),
    readOnly: (on) => must('mount', '-o', on ? 'remount,ro' : 'remount,rw', at),
    pull: () => must('umount', '-l', at),
    plugIn: () => must('mount', '-o', 'loop', image, at),
    remove() {
      run('umount', '-l', at)
      rmSync(image, { force: true })
    },
  }
}
