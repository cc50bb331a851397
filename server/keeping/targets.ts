import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupTarget } from '#core/contract/backups.ts'
import { folderPlace, type Place } from './place.ts'
import { standbyPlace } from './standby-place.ts'

export const MARKER = 'LUOT-COPIES.json'

/** A target as it is found now. `away` says why nothing can be written there: a fault's code. */
export type Found =
  | { readonly kind: 'there'; readonly place: Place; readonly folder: string | null }
  | { readonly kind: 'away'; readonly why: AwayCode }

export type AwayCode = 'target-away' | 'target-another' | 'target-no-key' | 'target-read-only'

/** What a place could not do, told by the system's own word. A disk that was pulled out fails in one of many ways. */
export type PlaceFault = 'target-away' | 'target-full' | 'target-read-only' | 'target-file-limit'

const FAULTS: Readonly<Record<string, PlaceFault>> = {
  ENOSPC: 'target-full',
  EDQUOT: 'target-full',
  SQLITE_FULL: 'target-full',
  EROFS: 'target-read-only',
  EFBIG: 'target-file-limit',
  EIO: 'target-away',
  ENOENT: 'target-away',
  ENODEV: 'target-away',
  ENXIO: 'target-away',
  ESTALE: 'target-away',
}

export function placeFault(error: unknown): PlaceFault | null {
  return FAULTS[(error as NodeJS.ErrnoException).code ?? ''] ?? null
}

/** The folder inside a target that is this hub's own: copies of two offices on one disk do not mix. */
export function folderName(hub: string): string {
  return `luot-${hub}`
}

/**
 * Looks where a target is. A disk that is not mounted leaves its bare mount point behind, and copies must not end up on the card
 * beneath it: a USB disk has to be a file system of its own, and a place that was used before has to carry our marker.
 */
export async function findTarget(
  target: BackupTarget,
  { hub, isKnown, keyOf }: { hub: string; isKnown: boolean; keyOf: (id: string) => string | null },
): Promise<Found> {
  if (target.kind === 'hub') {
    const key = keyOf(target.id)
    if (key === null) return { kind: 'away', why: 'target-no-key' }
    return { kind: 'there', place: standbyPlace({ url: target.where, key }), folder: null }
  }
  const root = rootOf(target)
  if (root === null) return { kind: 'away', why: 'target-away' }
  const folder = join(root, folderName(hub))
  if (!isThere(join(folder, MARKER))) {
    if (isKnown) return { kind: 'away', why: 'target-another' }
    await mkdir(folder, { recursive: true })
    const marker = { format: 'luot-copies', version: 1, hub, target: target.id }
    await folderPlace(folder).put(MARKER, bytesOf(`${JSON.stringify(marker)}\n`))
  }
  return { kind: 'there', place: folderPlace(folder), folder }
}

/** A disk that fails while it is asked is no other disk: that is thrown. */
function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined
}

/** The folder a target names, or null: not there, or not mounted. */
export function rootOf({ kind, where }: Pick<BackupTarget, 'kind' | 'where'>): string | null {
  const [, by, name] = /^(LABEL|UUID)=(.+)$/.exec(where) ?? []
  const path = by === undefined || name === undefined ? where : mountPointOf(`/dev/disk/by-${by.toLowerCase()}/${name}`)
  if (path === null || !existsSync(path) || !statSync(path).isDirectory()) return null
  if (kind === 'usb' && statSync(path).dev === statSync(dirname(path)).dev) return null
  return path
}

/** Where a disk is mounted, as the kernel tells; null: not plugged in, or not mounted. */
function mountPointOf(link: string): string | null {
  if (!existsSync(link)) return null
  const device = realpathSync(link)
  for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
    const [source, point] = line.split(' ')
    if (source === device && point) return point.replaceAll('\\040', ' ')
  }
  return null
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
