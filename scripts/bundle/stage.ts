import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Lock, sbomOf } from './sbom.ts'

/** A machine that bundles are made for, in Node's own words. */
export type Arch = 'arm64' | 'x64'

/** What a Pi needs of a checkout: the hub's sources run as they are, the screens as they were built. */
const TAKEN = [
  'core',
  'server',
  'scripts',
  'firmware-config',
  'docs',
  'dist',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'README.md',
]
const LEFT = /^docs\/pictures|^scripts\/(bench|simulate|capture|dev|hardware)|^dist\/\.|\.map$/

/**
 * Lays a whole release into an empty folder: program, screens, packages of the lock file for that machine, and Node.
 *
 * Every file gets the same age, given by `at`: the same sources make the same bytes, and the hub's files without their types
 * (which are kept by size and age) still fit after they were unpacked on a Pi.
 */
export function stageRelease(parts: { root: string; into: string; arch: Arch; at: Date }): void {
  const { root, into, arch, at } = parts
  mkdirSync(into, { recursive: true })
  for (const name of TAKEN) {
    const from = join(root, name)
    if (!existsSync(from))
      throw new Error(`${name} is missing: npm run build makes dist/, a fresh checkout has the rest`)
    const isTaken = (file: string) => !LEFT.test(file.slice(root.length + 1))
    cpSync(from, join(into, name), { recursive: true, filter: isTaken, verbatimSymlinks: true })
  }
  // Debian's own packages for a Pi without Internet, where somebody brought them.
  if (existsSync(join(root, 'debs'))) cpSync(join(root, 'debs'), join(into, 'debs'), { recursive: true })
  installModules(into, arch)
  writeSbom(into, arch, at)
  fetchNode(into, arch)
  age(into, at)
  // After the ages are set: strip.ts writes down each file's age. With this Node, which is of the very version in the bundle.
  run(process.execPath, [join(into, 'scripts/strip.ts')], into)
  age(into, at)
}

function installModules(into: string, arch: Arch): void {
  const wanted = [
    'ci',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--os=linux',
    `--cpu=${arch}`,
    '--libc=glibc',
  ]
  run('npm', [...wanted, '--loglevel=error'], into)
  // Binaries for other machines, which some packages carry for all of them.
  const others = `{darwin,win32,linuxmusl,android,linux-ia32,linux-arm,linux-${arch === 'arm64' ? 'x64' : 'arm64'},HID-darwin,HID-win32}`
  const own = new RegExp(`/linux-${arch}(\\.node)?$`)
  for (const folder of globSync(`node_modules/**/prebuilds/${others}*`, { cwd: into })) {
    if (own.test(folder)) continue
    rmSync(join(into, folder), { recursive: true, force: true })
  }
}

/** What this very release is made of, beside it, under the same checksums and signature. */
function writeSbom(into: string, arch: Arch, at: Date): void {
  const lock = JSON.parse(readFileSync(join(into, 'package-lock.json'), 'utf8')) as Lock
  const sbom = sbomOf({ lock, arch, node: process.versions.node, at })
  writeFileSync(join(into, 'SBOM.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`)
}

/** Brings in the Node of this very version, for the other machine, and checks it against the registry's own word. */
function fetchNode(into: string, arch: Arch): void {
  mkdirSync(join(into, 'node'))
  const fresh = mkdtempSync(join(into, 'node/fetching-'))
  const what = `node-linux-${arch}@${process.versions.node}`
  const said = run('npm', ['pack', what, '--json', '--ignore-scripts'], fresh)
  const name = readdirSync(fresh).find((file) => file.endsWith('.tgz'))
  if (!name) throw new Error(`npm said it packed ${what} but left no file behind`)
  const promised = /"integrity":\s*"sha512-([^"]+)"/.exec(said)?.[1]
  const have = createHash('sha512')
    .update(readFileSync(join(fresh, name)))
    .digest('base64')
  if (promised !== have) throw new Error(`${what} is not the one that was announced: its checksum differs`)
  run('tar', ['-xzf', name, 'package/bin/node', 'package/LICENSE'], fresh)
  cpSync(join(fresh, 'package'), join(into, 'node'), { recursive: true })
  rmSync(fresh, { recursive: true })
}

function age(folder: string, at: Date): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lutimesSync(join(entry.parentPath, entry.name), at, at)
  }
}

/** The checksums of every file of a release, in the form `sha256sum -c` reads. */
export function writeChecksums(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => file !== 'SHA256SUMS')
    .sort()
  const lines = files.map((file) => `${sha256(join(folder, file))}  ${file}\n`)
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''))
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** Runs a program to its good end and tells what it said; throws with its own words otherwise. */
export function run(program: string, args: readonly string[], cwd: string): string {
  const ended = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (ended.status === 0) return ended.stdout
  throw new Error(`${program} ${args[0]} failed: ${(ended.error?.message ?? ended.stderr ?? ended.stdout).trim()}`)
}
