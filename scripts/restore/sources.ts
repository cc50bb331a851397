import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { keptBy } from '#server/keeping/names.ts'
import { folderPlace } from '#server/keeping/place.ts'
import type { Source } from '#server/keeping/restore.ts'
import { standbyPlace } from '#server/keeping/standby-place.ts'
import { folderName, MARKER, rootOf } from '#server/keeping/targets.ts'
import { readWhereabouts } from '#server/keeping/whereabouts.ts'

/** Where disks appear on a machine that a person has just plugged one into. */
const DISKS = ['/media', '/mnt', '/run/media']

/** The places somebody named; or those this hub's own note names, and every disk that is plugged in. */
export function sourcesFor(parts: {
  from: readonly string[]
  dataFolder: string
  key: Buffer | null
  hubKey: string | null
}): Source[] {
  const where = readWhereabouts(parts.dataFolder)
  // This hub's own key opens its own copies alone: a new machine that was started once has a hub, and a key, of its own.
  const keyOf = (isOwn: boolean) => parts.key ?? (where !== null && isOwn ? Buffer.from(where.key, 'hex') : null)
  const folders = new Map<string, string>()
  if (parts.from.length === 0) {
    for (const target of where?.targets ?? []) {
      const root = target.kind === 'hub' ? null : rootOf(target)
      const folder = root === null ? null : join(root, folderName(where?.hub ?? ''))
      if (folder !== null && existsSync(folder)) folders.set(folder, target.name)
    }
    for (const disk of DISKS)
      for (const folder of foldersOfCopies(disk, 3)) if (!folders.has(folder)) folders.set(folder, folder)
  }
  const hubs: Source[] = []
  for (const one of parts.from) {
    if (/^https?:\/\//.test(one)) {
      if (parts.hubKey === null) throw new Error('Cần --hub-key cho máy dự phòng. · The standby needs --hub-key.')
      const url = one.replace(/\/$/, '')
      const isOwn = where?.targets.some((target) => target.kind === 'hub' && target.where === url) ?? false
      hubs.push({ place: standbyPlace({ url, key: parts.hubKey }), key: keyOf(isOwn), name: one })
    } else {
      for (const folder of foldersOfCopies(resolve(one), 3)) folders.set(folder, folder)
    }
  }
  const own = where === null ? null : folderName(where.hub)
  const placeOf = ([folder, name]: [string, string]) => {
    return { place: folderPlace(folder), key: keyOf(basename(folder) === own), name }
  }
  return [...[...folders].map(placeOf), ...hubs]
}

/** Folders that hold copies: with our marker, or files named as copies are (a standby's inbox). */
function foldersOfCopies(folder: string, depth: number): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  let entries: { name: string; isDirectory(): boolean }[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    // Somebody else's disk: it is not ours to look into.
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return []
    throw error
  }
  if (entries.some(({ name }) => name === MARKER || keptBy(name)?.kind === 'copy')) return [folder]
  if (depth === 0) return []
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => foldersOfCopies(join(folder, name), depth - 1))
}
