import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bundleOf, keyFor, layRelease, makePi, type Pi, repo } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

const folder = join(repo, 'firmware-config/first-boot')
const hasCloudInit = spawnSync('cloud-init', ['--version']).status === 0

spec('the first start of a card', ({ test, skip, before, after }) => {
  let pi: Pi
  let boot: string
  let card: string
  const run = (script: string) =>
    spawnSync('sh', [join(folder, script)], {
      env: { PATH: process.env.PATH, LUOT_BOOT: boot, LUOT_ROOT: card },
      encoding: 'utf8',
    })
  before(() => {
    pi = makePi()
    boot = join(pi.root, 'bootfs')
    card = join(pi.root, 'card')
    mkdirSync(boot)
    mkdirSync(join(card, 'etc/systemd/system'), { recursive: true })
  })
  after(() => pi.remove())

  test('without luot.txt it does nothing', () => {
    assert.equal(run('luot-first-boot.sh').status, 0)
    assert.equal(existsSync(join(boot, 'luot-first-boot.log')), false)
  })

  test('without a bundle it says what is missing, where every computer can read it', () => {
    writeFileSync(join(boot, 'luot.txt'), `# a comment\n--role hub --root ${card}\n`)
    assert.equal(run('luot-first-boot.sh').status, 1)
    assert.match(readFileSync(join(boot, 'luot-first-boot.log'), 'utf8'), /There is no luot-….tar/)
  })

  test('with a word that installs nothing it keeps luot.txt, to be corrected', () => {
    const bundle = bundleOf(pi, layRelease, '0.1.0', keyFor(pi))
    copyFileSync(bundle, join(boot, basename(bundle)))
    writeFileSync(join(boot, 'luot.txt'), `--role waiter --root ${card}\n`)
    assert.equal(run('luot-first-boot.sh').status, 1)
    assert.match(readFileSync(join(boot, 'luot-first-boot.log'), 'utf8'), /there is no role waiter/)
    assert.ok(existsSync(join(boot, 'luot.txt')))
  })

  test('with the right ones it installs, once', () => {
    writeFileSync(join(boot, 'luot.txt'), `# the hub\n--role hub\n--root ${card}\n`)
    const ran = run('luot-first-boot.sh')
    assert.equal(ran.status, 0, readFileSync(join(boot, 'luot-first-boot.log'), 'utf8'))
    assert.equal(readlinkSync(join(card, 'opt/luot/current')), 'releases/0.1.0')
    assert.equal(existsSync(join(boot, 'luot.txt')), false)
    assert.match(run('luot-first-boot.sh').stdout, /^$/)
  })

  test('Bookworm’s firstrun.sh hands over to the next start and takes itself out of the kernel’s line', () => {
    const ours = 'systemd.run=/boot/firmware/firstrun.sh systemd.run_success_action=reboot'
    writeFileSync(
      join(boot, 'cmdline.txt'),
      `root=PARTUUID=1-02 rootwait ${ours} systemd.unit=kernel-command-line.target\n`,
    )
    const ran = run('firstrun.sh')
    assert.equal(ran.status, 0, ran.stderr)
    assert.equal(readFileSync(join(boot, 'cmdline.txt'), 'utf8'), 'root=PARTUUID=1-02 rootwait\n')
    const unit = join(card, 'etc/systemd/system/multi-user.target.wants/luot-first-boot.service')
    assert.equal(readlinkSync(unit), '/etc/systemd/system/luot-first-boot.service')
  })

  test('the words of luot.txt are words of install.sh', () => {
    const installer = readFileSync(join(repo, 'firmware-config/install.sh'), 'utf8')
    const words = readFileSync(join(folder, 'luot.txt'), 'utf8').match(/--[a-z-]+/g) ?? []
    assert.ok(words.length > 4)
    for (const word of words) assert.match(installer, new RegExp(`^ +(--[a-z-]+ \\| )*${word}( \\||\\))`, 'm'), word)
  })

  const title = 'cloud-init takes user-data'
  if (!hasCloudInit) skip(title, 'cloud-init is not on this machine')
  else
    test(title, () => {
      const asked = spawnSync('cloud-init', ['schema', '--config-file', join(folder, 'user-data')], {
        encoding: 'utf8',
      })
      assert.equal(asked.status, 0, `${asked.stdout}${asked.stderr}`)
    })
})
