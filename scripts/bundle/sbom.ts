import { createHash } from 'node:crypto'
import type { Arch } from './stage.ts'

/**
 * Packages that are tools by their place in package.json, but whose code is built into the screens of `dist/` and goes out with every
 * release. test/scripts/supply.ts holds this list against what the screens import.
 */
export const BUILT_IN = ['lit', '@fontsource/be-vietnam-pro'] as const

/** What of package-lock.json (version 3) is read. */
export interface Lock {
  readonly lockfileVersion: number
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  /** `sha512-<base64>`, several parted by spaces. */
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  /** Only tools need it. */
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>
}

interface Component {
  readonly type: 'library' | 'platform'
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly purl?: string
  readonly licenses?: readonly object[]
  readonly hashes?: readonly { alg: string; content: string }[]
}

export interface Sbom {
  readonly components: readonly Component[]
  readonly dependencies: readonly { ref: string; dependsOn: readonly string[] }[]
}

/**
 * Lists everything that goes out with a release for one machine, as CycloneDX 1.6: the packages of the lock file with their checksums,
 * what is built into the screens, and Node. npm's own list leaves the second out, and differs with every run; this one is the same for the
 * same lock file.
 */
export function sbomOf(parts: { lock: Lock; arch: Arch; node: string; at: Date }): Sbom {
  const { packages } = parts.lock
  const own = packages['']
  if (!own?.name || !own.version) throw new Error('package-lock.json names no project: npm install writes it anew')
  const ownRef = `${own.name}@${own.version}`
  const node: Component = {
    type: 'platform',
    'bom-ref': `node@${parts.node}`,
    name: 'node',
    version: parts.node,
    purl: `pkg:generic/node@${parts.node}`,
  }
  const components = new Map<string, Component>()
  const needs = new Map<string, Set<string>>([
    [ownRef, new Set([node['bom-ref']])],
    [node['bom-ref'], new Set()],
  ])

  function take(name: string, from: string, by: string): void {
    const place = placeOf(packages, name, from)
    const found = place === null ? undefined : packages[place]
    // A package for other machines, or an optional one that nobody could install: not in this release.
    if (place === null || !found || !fits(found, parts.arch)) return
    const component = componentOf(name, found)
    const ref = component['bom-ref']
    needs.get(by)?.add(ref)
    if (components.has(ref)) return
    components.set(ref, component)
    needs.set(ref, new Set())
    for (const needed of neededBy(found)) take(needed, place, ref)
  }
  for (const name of [...neededBy(own), ...BUILT_IN]) take(name, '', ownRef)

  const listed = [...components.values(), node].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1))
  const said = createHash('sha256')
    .update(JSON.stringify([ownRef, parts.arch, listed]))
    .digest('hex')
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${said.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')}`,
    version: 1,
    metadata: {
      timestamp: parts.at.toISOString(),
      component: {
        type: 'application',
        'bom-ref': ownRef,
        name: own.name,
        version: own.version,
        ...licensesOf(own),
        properties: [{ name: 'luot:machine', value: `linux-${parts.arch}` }],
      },
    },
    components: listed,
    dependencies: [...needs].map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn].sort() })),
  }
  return document
}

/** The name of the package at a place: `node_modules/a/node_modules/@s/b` is `@s/b`. */
export function nameAt(place: string): string {
  return place.replace(/^.*node_modules\//, '')
}

/** Where Node would find a package that is needed from there: in the nearest node_modules going up. */
export function placeOf(packages: Lock['packages'], name: string, from: string): string | null {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    const found = packages[place]
    if (found) return found.link && found.resolved !== undefined ? found.resolved : place
    // A folder of the project itself, such as our stand-in for get-pixels, looks in the project's node_modules.
    if (folder === '' || !folder.includes('node_modules/')) return folder === '' ? null : placeOf(packages, name, '')
  }
}

function neededBy(one: LockedPackage): string[] {
  const peers = Object.keys(one.peerDependencies ?? {}).filter((name) => !one.peerDependenciesMeta?.[name]?.optional)
  return [...Object.keys({ ...one.dependencies, ...one.optionalDependencies }), ...peers]
}

function fits({ os, cpu, libc }: LockedPackage, arch: Arch): boolean {
  return (
    (os?.includes('linux') ?? true) && (cpu?.includes(arch) ?? true) && (libc === undefined || libc.includes('glibc'))
  )
}

function componentOf(name: string, one: LockedPackage): Component {
  const version = one.version ?? '0'
  const hashes = (one.integrity ?? '').split(' ').flatMap((each) => {
    const [, bits, digest = ''] = /^sha(\d+)-(.+)$/.exec(each) ?? []
    return bits ? [{ alg: `SHA-${bits}`, content: Buffer.from(digest, 'base64').toString('hex') }] : []
  })
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...licensesOf(one),
    ...(hashes.length > 0 && { hashes }),
  }
}

function licensesOf({ license }: LockedPackage): { licenses?: readonly object[] } {
  if (license === undefined) return {}
  return { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }
}
