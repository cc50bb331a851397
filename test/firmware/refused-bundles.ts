import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../scripts/bundle/stage.ts'
import { bundleOf, install, keyFor, layToyRelease, makePi, type Pi } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

spec('a bundle that is refused (S16)', ({ test, before, after }) => {
  let pi: Pi
  let key: string
  let good: string
  before(() => {
    pi = makePi({ LUOT_TRIAL_SECONDS: '0', LUOT_TRIAL_PAUSE: '0' })
    key = keyFor(pi)
    install(pi, layToyRelease, '0.5.0', 'agent\n')
    good = bundleOf(pi, layToyRelease, '0.6.0', key)
  })
  after(() => pi.remove())

  async function refused(bundle: string, why: RegExp): Promise<void> {
    const ran = await pi.run('luot-upgrade', [bundle])
    assert.notEqual(ran.code, 0, ran.output)
    assert.match(ran.output, why)
    assert.deepEqual(pi.releases(), ['0.5.0'])
    assert.equal(pi.current(), '0.5.0')
    assert.equal(existsSync(join(pi.root, 'opt/luot/trial')), false)
  }

  /** The good bundle, with one of its files changed. */
  function spoilt(file: string, change: (bytes: Buffer) => Buffer): string {
    const folder = join(pi.root, 'bin/spoilt')
    rmSync(folder, { recursive: true, force: true })
    run('mkdir', [folder], pi.root)
    run('tar', ['-xf', good, '-C', folder], pi.root)
    const [name = ''] = readdirSync(folder)
    const inside = join(folder, name, file)
    writeFileSync(inside, change(readFileSync(inside)))
    const bundle = join(pi.root, 'bin/spoilt.tar')
    run('tar', ['-cf', bundle, '-C', folder, name], pi.root)
    return bundle
  }

  test('of no signature', () => refused(bundleOf(pi, layToyRelease, '0.6.1', null), /no signed bundle/))

  test('of a stranger’s key', () => {
    const stranger = makePi()
    try {
      return refused(bundleOf(pi, layToyRelease, '0.6.2', keyFor(stranger)), /signature .* nothing was changed/)
    } finally {
      stranger.remove()
    }
  })

  test('with a changed manifest: another version, another checksum', async () => {
    const newer = spoilt('MANIFEST', (bytes) => Buffer.from(`${bytes}`.replace('version=0.6.0', 'version=9.0.0')))
    await refused(newer, /signature .* nothing was changed/)
  })

  test('with one byte of the program changed', () =>
    refused(
      spoilt('luot.tar.xz', (bytes) => Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))),
      /damaged .* nothing was changed/,
    ))

  test('that is older, or the very same', async () => {
    await refused(bundleOf(pi, layToyRelease, '0.4.9', key), /older than 0\.5\.0/)
    await refused(bundleOf(pi, layToyRelease, '0.5.0', key), /runs already/)
  })

  test('that is cut off, or no bundle at all', async () => {
    const half = join(pi.root, 'bin/half.tar')
    writeFileSync(half, readFileSync(good).subarray(0, 700))
    await refused(half, /no signed bundle/)
    copyFileSync(process.execPath, join(pi.root, 'bin/node.tar'))
    await refused(join(pi.root, 'bin/node.tar'), /no signed bundle/)
    await refused(join(pi.root, 'bin/nothing.tar'), /is not there/)
  })

  test('but not when a person insists on an older one', async () => {
    const older = bundleOf(pi, layToyRelease, '0.4.8', key)
    const ran = await pi.run('luot-upgrade', ['--force', older])
    assert.equal(ran.code, 0, ran.output)
    assert.equal(pi.current(), '0.4.8')
  })
})
