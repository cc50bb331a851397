import { type Lock, type LockedPackage, nameAt, sbomOf } from '../bundle/sbom.ts'

/** What of package.json is read. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly overrides?: Readonly<Record<string, string>>
  readonly allowScripts?: Readonly<Record<string, boolean>>
}

/** How many packages of others the hub itself may be built on (S15). */
const MOST_CHOSEN = 25

/** Licences under which a package may go out with a release: none asks more than its own text and its own sources. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MPL-2.0']
/** Letters, which are no program. */
const LETTERS = ['OFL-1.1']
/** Packages that say their licence in a file or in npm's old form alone; somebody read it. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'png-js': 'MIT', 'xmlhttprequest-ssl': 'MIT' }

/** The parts of the project that npm takes for packages: one stands in for a package we do not want. */
const OWN = ['node_modules/get-pixels', 'server/drivers/printer/no-get-pixels']

/** Says what is wrong with package.json and package-lock.json, a sentence each; a sound pair has nothing to say (S15). */
export function wrongInLockFile(manifest: Manifest, lock: Lock): string[] {
  const packages = Object.entries(lock.packages).filter(([place]) => place !== '' && !OWN.includes(place))
  const released = inReleases(lock)
  const said: string[] = []
  if (lock.lockfileVersion !== 3) said.push(`package-lock.json is of version ${lock.lockfileVersion}, not 3`)
  for (const [place, one] of packages) {
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? '')) said.push(`${place} carries no sha512 checksum`)
    // Without an address npm asks the registry of whoever installs, which can give nothing but what has this checksum.
    if (one.resolved !== undefined) said.push(`${place} is bound to ${one.resolved}`)
    if (one.link || !place.includes('node_modules/')) said.push(`${place} comes from no registry`)
    const isReleased = released.has(`${nameAt(place)}@${one.version}`)
    if (isReleased && !mayGoOut(nameAt(place), one)) said.push(`${place} has the licence ${one.license ?? 'of nobody'}`)
  }
  const wanting = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameAt(place))
  for (const name of wanting) {
    if (manifest.allowScripts?.[name] === undefined) said.push(`${name} wants to run something when it is installed`)
  }
  for (const [name, may] of Object.entries(manifest.allowScripts ?? {})) {
    if (may) said.push(`${name} may run something when it is installed`)
    if (!wanting.includes(name)) said.push(`${name} stands in allowScripts, and wants to run nothing`)
  }
  const chosen = chosenOf(manifest)
  if (chosen.length > MOST_CHOSEN) said.push(`${chosen.length} packages are chosen, of ${MOST_CHOSEN} at most`)
  for (const [name, version] of [...chosen, ...Object.entries(manifest.devDependencies ?? {})]) {
    if (!/^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test(version)) said.push(`${name} is not at one version: ${version}`)
    else if (lock.packages[`node_modules/${name}`]?.version !== version)
      said.push(`${name} is locked at another version`)
  }
  return said
}

/** What goes out with a release for any machine, as `name@version`: the list every bundle carries, without what is ours. */
export function inReleases(lock: Lock): Set<string> {
  const lists = (['arm64', 'x64'] as const).map((arch) => sbomOf({ lock, arch, node: '0', at: new Date(0) }))
  const parts = lists.flatMap(({ components }) => components).filter(({ type, hashes }) => type === 'library' && hashes)
  return new Set(parts.map((one) => one['bom-ref']))
}

function chosenOf({ dependencies, optionalDependencies }: Manifest): [string, string][] {
  const all = Object.entries({ ...dependencies, ...optionalDependencies })
  return all.filter(([, version]) => !version.startsWith('file:'))
}

/** `MIT`, `(MIT OR X11)`: one suffices; `MIT AND OFL-1.1`: each must do. */
function mayGoOut(name: string, { license = READ_BY_HAND[name] ?? '' }: LockedPackage): boolean {
  const may = [...LICENCES, ...LETTERS]
  return license
    .replace(/^\((.*)\)$/, '$1')
    .split(' AND ')
    .every((each) => each.split(' OR ').some((one) => may.includes(one)))
}
