import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, small enough to fill: only root may mount one. */
export interface SmallDisk {
  readonly path: string
  /** Takes every free byte. */
  fill(): void
  /** Gives them back. */
  empty(): void
  readOnly(on: boolean): void
  remove(): void
}

/** Why no small disk can be had here, or null when it can. */
export function whyNoSmallDisk(): string | null {
  const place = mkdtempSync(join(tmpdir(), 'luot-disk-'))
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status !== 0)
      return 'needs the right to mount a tmpfs (root)'
    spawnSync('umount', [place])
    return null
  } finally {
    rmdirSync(place)
  }
}

export function smallDisk(sizeMb: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'luot-disk-'))
  mount(['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', path])
  const ballast = join(path, 'ballast')
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(path)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    empty: () => rmSync(ballast, { force: true }),
    readOnly: (on) => mount(['-o', `remount,${on ? 'ro' : 'rw'}`, path]),
    remove() {
      spawnSync('umount', ['-l', path])
      rmdirSync(path)
    },
  }
}

function mount(words: string[]): void {
  const { status, stderr } = spawnSync('mount', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mount ${words.join(' ')}: ${stderr}`)
}
