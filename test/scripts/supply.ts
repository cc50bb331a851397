import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN, type Lock, type LockedPackage, placeOf, sbomOf } from '../../scripts/bundle/sbom.ts'
import { spec } from '../kit/spec.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const lock = read('package-lock.json') as Lock & { lockfileVersion: number }
const manifest = read('package.json')
const locked = Object.entries(lock.packages).filter(([place]) => place !== '') as [
  string,
  LockedPackage & { dev?: boolean },
][]
const nameAt = (place: string) => place.replace(/^.*node_modules\//, '')
const AT = new Date('2026-11-23T00:00:00Z')

spec('what the hub is made of (S15)', ({ test }) => {
  test('each package of the lock file carries its checksum, and none says from where it must come', () => {
    assert.equal(lock.lockfileVersion, 3)
    const ours = locked.filter(([, { integrity }]) => integrity === undefined)
    // Our own stand-in, and the link to it, are files of this project.
    assert.deepEqual(
      ours.map(([place]) => place),
      ['node_modules/get-pixels', 'server/drivers/printer/no-get-pixels'],
    )
    for (const [place, { integrity, resolved }] of locked) {
      if (integrity !== undefined) assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/, place)
      assert.ok(resolved === undefined || !resolved.includes(':'), `${place} is bound to ${resolved}`)
    }
  })

  test('a package that wants to run something while it is installed stands in allowScripts, and may not', () => {
    const wanting = new Set(
      locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameAt(place)),
    )
    assert.deepEqual(Object.keys(manifest.allowScripts).sort(), [...wanting].sort())
    for (const [name, may] of Object.entries(manifest.allowScripts)) assert.equal(may, false, name)
  })

  test('at most 25 packages are chosen by us, each at one version', () => {
    const chosen = Object.entries<string>({ ...manifest.dependencies, ...manifest.optionalDependencies })
    const fromOutside = chosen.filter(([, version]) => !version.startsWith('file:'))
    assert.ok(fromOutside.length <= 25, `${fromOutside.length}: ${fromOutside.map(([name]) => name).join(', ')}`)
    for (const [name, version] of [...fromOutside, ...Object.entries<string>(manifest.devDependencies)]) {
      assert.match(version, /^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/, name)
      assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name)
    }
  })

  for (const arch of ['arm64', 'x64'] as const) {
    const sbom = sbomOf({ lock, arch, node: '24.0.0', at: AT })
    const listed = new Set(sbom.components.map((one) => one['bom-ref']))

    test(`the list of a release for ${arch} holds all that is installed there, all that is in its screens, and nothing else`, () => {
      const fits = ({ os, cpu, libc }: LockedPackage) =>
        (os?.includes('linux') ?? true) && (cpu?.includes(arch) ?? true) && (libc?.includes('glibc') ?? true)
      // npm marks what only tools need; the rest is what `npm ci --omit=dev` lays on a Pi.
      const installed = locked
        .filter(([, one]) => !one.dev && !one.link && fits(one))
        .map(([place, { name, version }]) => `${name ?? nameAt(place)}@${version}`)
      for (const ref of installed) assert.ok(listed.has(ref), `${ref} is missing`)
      const inScreens = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@fontsource/be-vietnam-pro']
      for (const name of inScreens) {
        assert.ok(listed.has(`${name}@${lock.packages[`node_modules/${name}`]?.version}`), name)
      }
      assert.ok(listed.has('node@24.0.0'))
      const tools = locked.filter(([, { dev }]) => dev).map(([place, { version }]) => `${nameAt(place)}@${version}`)
      for (const tool of ['vite', 'typescript', 'playwright-core', 'oidc-provider', '@biomejs/biome']) {
        assert.ok(
          tools.some((ref) => ref.startsWith(`${tool}@`)) && !listed.has(`${tool}@${manifest.devDependencies[tool]}`),
        )
      }
    })

    test(`for ${arch} each entry says its version, checksum and address, and whom it needs`, () => {
      for (const { 'bom-ref': ref, version, purl, hashes, type } of sbom.components) {
        assert.ok(version, ref)
        if (type === 'platform' || ref.startsWith('get-pixels@')) continue
        assert.match(purl ?? '', /^pkg:npm\/(%40[a-z0-9.-]+\/)?[a-z0-9._-]+@\d/, ref)
        assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, ref)
      }
      const refs = new Set(sbom.dependencies.map(({ ref }) => ref))
      for (const { dependsOn } of sbom.dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref)
      assert.equal(refs.size, sbom.components.length + 1)
    })
  }

  test('the same lock file makes the same list', () => {
    const [one, two] = [0, 1].map(() => JSON.stringify(sbomOf({ lock, arch: 'arm64', node: '24.0.0', at: AT })))
    assert.equal(one, two)
    assert.notEqual(one, JSON.stringify(sbomOf({ lock, arch: 'x64', node: '24.0.0', at: AT })))
  })

  test('tools that end up inside the screens are the ones the list knows', () => {
    const files = globSync('{web,kiosk,display,desk}/**/*.{ts,css}', { cwd: root, exclude: ['**/node_modules/**'] })
    assert.ok(files.length > 200)
    const imported = new Set<string>()
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8')
      for (const [, name] of text.matchAll(/(?:from|import|import\(|url\()\s*['"]((?:@[\w-]+\/)?[a-z][\w.-]*)[/'"]/g)) {
        if (name && name in manifest.devDependencies) imported.add(name)
      }
    }
    assert.deepEqual([...imported].sort(), [...BUILT_IN].sort())
  })

  test('a package is found where Node would find it', () => {
    const packages = {
      'node_modules/a': {},
      'node_modules/a/node_modules/b': {},
      'node_modules/@s/c': {},
      'node_modules/b': {},
    }
    assert.equal(placeOf(packages, 'b', 'node_modules/a'), 'node_modules/a/node_modules/b')
    assert.equal(placeOf(packages, 'b', 'node_modules/@s/c'), 'node_modules/b')
    assert.equal(placeOf(packages, '@s/c', 'node_modules/a/node_modules/b'), 'node_modules/@s/c')
    assert.equal(placeOf(packages, 'b', 'server/own'), 'node_modules/b')
    assert.equal(placeOf(packages, 'd', 'node_modules/a'), null)
  })
})
