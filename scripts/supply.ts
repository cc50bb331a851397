import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lock } from './bundle/sbom.ts'
import { root } from './setup.cjs'
import { inReleases, type Manifest, wrongInLockFile } from './supply/lock-file.ts'
import { askForReleases, inOrder, lastOf, notedIn } from './supply/releases.ts'

/**
 * Looks over everything the hub is made of (S15): `npm run supply`, with the Internet.
 *
 * The lock file is held against the rules, as in every test run; then npm's registry is asked when each package of a release last came out.
 * Who has been silent for two years needs a note in docs/supply.md: why it is still good, and what would take its place.
 */
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(read('package-lock.json')) as Lock
const notes = notedIn(read('docs/supply.md'))

const wrong = wrongInLockFile(manifest, lock)
for (const sentence of wrong) console.log(`✘ ${sentence}`)
if (wrong.length === 0) console.log('✓ the lock file keeps every rule')

const nameIn = (ref: string) => ref.slice(0, ref.lastIndexOf('@'))
const refs = [...inReleases(lock)].sort()
const names = [...new Set(refs.map(nameIn))]
const releases = askForReleases(manifest, root)
const unknown = names.filter((name) => !releases.has(name))
const known = names.flatMap((name) => releases.get(name) ?? [])
const limit = new Date()
limit.setMonth(limit.getMonth() - 24)

const silent = known.filter((one) => lastOf(one) < limit.toISOString())
const unnoted = silent.filter(({ name }) => !notes.includes(name))
console.log(`${known.length} packages go out with a release; silent since ${limit.toISOString().slice(0, 10)}:`)
for (const one of silent) {
  const sign = unnoted.includes(one) ? '✘' : '✓'
  console.log(
    `${sign} ${one.name}, last on ${lastOf(one).slice(0, 10)}${sign === '✘' ? ': no note in docs/supply.md' : ''}`,
  )
}
if (silent.length === 0) console.log('  none')

const warned = refs.flatMap((ref) => {
  const warning = releases.get(nameIn(ref))?.warnedOf[ref.slice(nameIn(ref).length + 1)]
  return warning ? [`${ref}: ${warning}`] : []
})
for (const line of warned) console.log(`✘ its maker warns of ${line}`)
for (const name of unknown) console.log(`✘ the registry told nothing of ${name}`)

const disordered = known.filter((one) => !inOrder(one))
if (disordered.length > known.length / 10) {
  console.log(
    `! ${disordered.length} packages have later versions that are older: this registry is a mirror that tells when it fetched a version.\n` +
      '  Whoever is silent by its times is; others may be, too. docs/supply.md notes those known from elsewhere.',
  )
}
if (wrong.length + unnoted.length + warned.length + unknown.length > 0) process.exitCode = 1
