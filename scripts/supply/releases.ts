import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN } from '../bundle/sbom.ts'
import type { Manifest } from './lock-file.ts'

/** What a registry tells of one package: when each version came out, and which of them its maker warns of. */
export interface Releases {
  readonly name: string
  /** ISO times by version. */
  readonly at: Readonly<Record<string, string>>
  readonly warnedOf: Readonly<Record<string, string>>
}

/** A packument, as far as it is read. */
interface Told {
  readonly name?: string
  readonly time?: Readonly<Record<string, string>>
  readonly versions?: Readonly<Record<string, { deprecated?: string | boolean }>>
}

/**
 * Asks npm's own registry, whichever that is here, about everything that goes out with a release.
 *
 * Nobody asks name by name: npm plans one installation of our packages in an empty folder, with an empty cache and a date, for which it
 * needs the whole story of each package; the stories are then read from that cache. Throws when npm could not.
 */
export function askForReleases(manifest: Manifest, root: string): ReadonlyMap<string, Releases> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-supply-'))
  try {
    const here = (version: string) => version.replace(/^file:/, `file:${root}/`)
    const builtIn = BUILT_IN.map((name) => [name, manifest.devDependencies?.[name] ?? '*'])
    const wanted = {
      name: 'releases-of-luot',
      dependencies: Object.fromEntries(
        [...Object.entries(manifest.dependencies), ...builtIn].map(([name = '', version = '*']) => [
          name,
          here(version),
        ]),
      ),
      optionalDependencies: manifest.optionalDependencies,
      overrides: manifest.overrides,
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted))
    const cache = join(folder, 'cache')
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    const plan = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = spawnSync('npm', [...plan, `--before=${tomorrow}`, '--cache', cache], { cwd: folder, encoding: 'utf8' })
    if (npm.status !== 0) throw new Error(`npm could not ask its registry:\n${npm.stderr || npm.error?.message}`)
    return new Map(storiesIn(cache).map((one) => [one.name, one]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** npm's cache: `index-v5` names by checksum what lies in `content-v2`, one line of JSON after a tab. */
function storiesIn(cache: string): Releases[] {
  const files = globSync('_cacache/index-v5/*/*/*', { cwd: cache })
  const sums = files.flatMap((file) =>
    readFileSync(join(cache, file), 'utf8')
      .split('\n')
      .flatMap((line) => /"integrity":"sha512-([^" ]+)/.exec(line)?.[1] ?? []),
  )
  return [...new Set(sums)].flatMap((sum) => {
    const hex = Buffer.from(sum, 'base64').toString('hex')
    const file = join(cache, '_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4))
    const { name, time, versions } = JSON.parse(readFileSync(file, 'utf8')) as Told
    if (name === undefined || time === undefined) return []
    const { created, modified, ...at } = time
    const warnedOf = Object.entries(versions ?? {}).flatMap(([version, { deprecated }]) =>
      deprecated ? [[version, String(deprecated)] as const] : [],
    )
    return [{ name, at, warnedOf: Object.fromEntries(warnedOf) }]
  })
}

/** When a package last spoke: the time of its latest release of any kind. */
export function lastOf({ at }: Releases): string {
  return Object.values(at).sort().at(-1) ?? ''
}

/**
 * Whether a package's times are those of its releases: within one line of versions (the same first two numbers) a later one came out
 * later. A mirror that tells when it fetched a version has them in any order, all later than they were.
 */
export function inOrder({ at }: Releases): boolean {
  const lines = new Map<string, [number, string][]>()
  for (const [version, time] of Object.entries(at)) {
    const [, line, last] = /^(\d+\.\d+)\.(\d+)$/.exec(version) ?? []
    if (line !== undefined) lines.set(line, [...(lines.get(line) ?? []), [Number(last), time]])
  }
  for (const line of lines.values()) {
    const times = line.sort(([a], [b]) => a - b).map(([, time]) => time)
    if (times.some((time, n) => n > 0 && time < (times[n - 1] ?? ''))) return false
  }
  return true
}

/** The packages a page of notes speaks of: what stands in backticks in the first column of its tables. */
export function notedIn(page: string): string[] {
  const cells = [...page.matchAll(/^\| *(`[^|]+?) *\|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
}
