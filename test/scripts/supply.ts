import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN, type Lock, type LockedPackage, nameAt, placeOf, sbomOf } from '../../scripts/bundle/sbom.ts'
import { inReleases, type Manifest, wrongInLockFile } from '../../scripts/supply/lock-file.ts'
import { inOrder, lastOf, notedIn } from '../../scripts/supply/releases.ts'
import { spec } from '../kit/spec.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const lock = read('package-lock.json') as Lock
const manifest = read('package.json')
const locked = Object.entries(lock.packages).filter(([place]) => place !== '') as [string, LockedPackage][]
const AT = new Date('2026-11-23T00:00:00Z')

spec('what the hub is made of (S15)', ({ test }) => {
  test('the lock file keeps every rule: checksums, no place to come from, nothing run, 25 chosen at most, licences', () => {
    assert.deepEqual(wrongInLockFile(manifest, lock), [])
  })

  const one = { version: '1.0.0', license: 'MIT', integrity: `sha512-${'A'.repeat(86)}==` }
  const broken: [string, Partial<Manifest>, Record<string, Partial<LockedPackage>>][] = [
    ['carries no sha512 checksum', {}, { 'node_modules/a': { ...one, integrity: 'sha1-AAAA' } }],
    ['carries no sha512 checksum', {}, { 'node_modules/b': { version: '1.0.0' } }],
    ['is bound to', {}, { 'node_modules/a': { ...one, resolved: 'git+ssh://git@host.example/a.git#1' } }],
    ['comes from no registry', {}, { 'elsewhere/b': one }],
    ['has the licence GPL-3.0', {}, { 'node_modules/a': { ...one, license: 'GPL-3.0' } }],
    ['has the licence of nobody', {}, { 'node_modules/a': { version: '1.0.0', integrity: one.integrity } }],
    ['has the licence MIT AND SSPL-1.0', {}, { 'node_modules/a': { ...one, license: 'MIT AND SSPL-1.0' } }],
    ['a wants to run something', {}, { 'node_modules/a': { ...one, hasInstallScript: true } }],
    ['a may run something', { allowScripts: { a: true } }, { 'node_modules/a': { ...one, hasInstallScript: true } }],
    ['wants to run nothing', { allowScripts: { a: false } }, {}],
    ['a is not at one version: ^1.0.0', { dependencies: { a: '^1.0.0' } }, {}],
    ['a is locked at another version', { dependencies: { a: '1.0.1' } }, {}],
    [
      '26 packages are chosen',
      { dependencies: Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].map((n) => [n, '1.0.0'])) },
      {},
    ],
  ]
  test('whatever breaks a rule is told', () => {
    const lockOf = (more: object, dependencies: object) => {
      const own = { name: 'x', version: '1.0.0', dependencies } as LockedPackage
      return { lockfileVersion: 3, packages: { '': own, 'node_modules/a': one, ...more } }
    }
    assert.deepEqual(wrongInLockFile({ dependencies: { a: '1.0.0' } }, lockOf({}, { a: '1.0.0' })), [])
    for (const [sentence, change, packages] of broken) {
      const given = { dependencies: { a: '1.0.0' }, ...change }
      const said = wrongInLockFile(given, lockOf(packages, given.dependencies))
      assert.ok(
        said.some((each) => each.includes(sentence)),
        `${sentence}: ${said.join('; ') || 'not a word'}`,
      )
    }
  })

  test('whoever is noted as silent goes out with a release, and a note says why it is still good', () => {
    const page = readFileSync(join(root, 'docs/supply.md'), 'utf8')
    const names = [...inReleases(lock)].map((ref) => ref.slice(0, ref.lastIndexOf('@')))
    const notes = notedIn(page)
    assert.ok(notes.length > 40)
    for (const note of notes) assert.ok(names.includes(note), `${note} is in no release any more`)
    assert.equal(new Set(notes).size, notes.length)
    for (const row of page.match(/^\| *`.*$/gm) ?? []) {
      const cells = row.split('|').slice(1, -1)
      assert.ok(cells.length === 4 && cells.every((cell) => cell.trim() !== ''), row)
    }
  })

  test('times of releases are believed when later versions are later', () => {
    const story = (at: Record<string, string>) => ({ name: 'x', at, warnedOf: {} })
    const kept = { '1.0.0': '2020-01-01', '1.1.0': '2020-06-01', '1.0.10': '2021-01-01', '1.0.9': '2020-07-01' }
    assert.ok(inOrder(story(kept)))
    assert.equal(lastOf(story(kept)), '2021-01-01')
    assert.ok(!inOrder(story({ ...kept, '1.0.11': '2019-01-01' })))
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
