import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeKey, sealRelease } from './bundle/pack.ts'
import { type Arch, run, stageRelease } from './bundle/stage.ts'
import { makeMachine, plainDebian } from './firmware/machine.ts'
import { apps, root } from './setup.cjs'

/**
 * Installs a bundle on a Debian with a real systemd, upgrades it, breaks it, and pulls its plug: `npm run test:firmware`.
 *
 * Real: systemd, its sandbox and watchdog, the installer, the signed bundle with its own Node and packages, the hub. Not real: the
 * card, the Pi, its kernel; the machine is a container of this kernel. Needs root, debootstrap and systemd-container, and Debian's
 * archive the first time. About five minutes.
 */
const missing = ['debootstrap', 'systemd-nspawn', 'nsenter'].filter((tool) => spawnSync('which', [tool]).status !== 0)
if (missing.length > 0 || process.getuid?.() !== 0) {
  console.log(
    `This needs root and ${missing.join(', ') || 'nothing else'}: sudo apt-get install debootstrap systemd-container`,
  )
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'luot-firmware-'))
const arch: Arch = process.arch === 'arm64' ? 'arm64' : 'x64'
const at = new Date(1_700_000_000_000)
const sum = { passed: 0, failed: 0 }

async function step(title: string, body: () => Promise<void> | void): Promise<void> {
  const began = performance.now()
  try {
    await body()
    sum.passed++
    console.log(`✓ ${title} (${Math.round((performance.now() - began) / 1_000)} s)`)
  } catch (error) {
    sum.failed++
    console.log(`✘ ${title}\n${(error as Error).message.replace(/^/gm, '    ')}`)
  }
}

await apps(process.execPath)
console.log('making three releases and a machine …')
makeKey(join(scratch, 'key'))
const staged = join(scratch, 'release')
stageRelease({ root, into: staged, arch, at })
const bundleOf = (version: string) => {
  const file = join(staged, 'package.json')
  const manifest = readFileSync(file, 'utf8')
  writeFileSync(file, manifest.replace(/"version": "[^"]+"/, `"version": "${version}"`))
  return sealRelease({ release: staged, out: scratch, arch, key: join(scratch, 'key.pem'), at, effort: 0 })
}
const first = bundleOf('0.1.0')
const second = bundleOf('0.1.1')
writeFileSync(join(staged, 'server/main.ts'), 'throw new Error("born dead")')
const dead = bundleOf('0.1.2')

plainDebian(join(root, '.cache/bookworm'))
const machine = makeMachine(join(root, '.cache/bookworm'), join(scratch, 'machine'))
const { inside } = machine
const place = (...path: string[]) => join(machine.folder, ...path)
mkdirSync(place('srv/opened'))
run('tar', ['-xf', first, '-C', place('srv/opened'), '--strip-components=1'], scratch)
for (const file of [second, dead]) copyFileSync(file, place('srv', basename(file)))
const current = () => readlinkSync(place('opt/luot/current'))
const log = () => readFileSync(place('opt/luot/upgrades.log'), 'utf8')
const health = () => {
  const { said } = inside('curl', '-s', '--max-time', '5', 'http://127.0.0.1:8080/healthz')
  return JSON.parse(said) as { version: string; seq: number }
}
const issue = () => {
  const ticket = JSON.stringify({ ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' })
  const words = ['-H', 'content-type: application/json', '-H', `idempotency-key: ${randomUUID()}`, '-d', ticket]
  const { said } = inside('curl', '-s', ...words, 'http://127.0.0.1:8080/api/issue-ticket')
  assert.match(said, /"number":"H\d+"/, said)
}
/** The hub runs within two minutes: sixty seconds of watchdog, and the start. */
const comesBack = async () => {
  for (let tries = 0; tries < 240; tries++) {
    const { ok } = inside('curl', '-s', '--max-time', '2', 'http://127.0.0.1:8080/healthz')
    if (ok) return
    await wait(500)
  }
  throw new Error(inside('journalctl', '-u', 'luot-hub', '-b', '--no-pager', '-n', '30').said)
}

try {
  await machine.boot()
  const install = () => inside('sh', '/srv/opened/install.sh', '--role', 'hub', '--no-packages')

  await step('the installer makes a hub that runs in its sandbox', () => {
    const { ok, said } = install()
    assert.ok(ok, said)
    assert.equal(inside('systemctl', 'is-active', 'luot-hub').said, 'active')
    assert.equal(health().version, '0.1.0')
    const asked = inside(
      'systemctl',
      'show',
      '-p',
      'User',
      '-p',
      'NoNewPrivileges',
      '-p',
      'WatchdogUSec',
      'luot-hub',
    ).said
    assert.match(asked, /User=luot/)
    assert.match(asked, /WatchdogUSec=1min/)
  })

  await step(
    'it begins with an empty hall that gives no numbers, and shows the demonstration when told to',
    async () => {
      assert.throws(issue, /being-prepared/)
      const anew =
        'systemctl stop luot-hub && rm -rf /var/lib/luot/* && echo LUOT_DEMO=1 >>/etc/luot/hub.env && systemctl start luot-hub'
      const { ok, said } = inside('sh', '-c', anew)
      assert.ok(ok, said)
      await comesBack()
      issue()
    },
  )

  await step('a second time nothing is changed, and the hub goes on as it was', () => {
    const before = inside('systemctl', 'show', '-p', 'MainPID', 'luot-hub').said
    assert.match(install().said, /nothing was changed/)
    assert.equal(inside('systemctl', 'show', '-p', 'MainPID', 'luot-hub').said, before)
  })

  await step('no unit has failed, and the firewall lets in what is declared', () => {
    assert.equal(inside('systemctl', '--failed', '--no-legend', 'list-units', 'luot*').said, '')
    assert.match(inside('nft', 'list', 'table', 'inet', 'luot').said, /tcp dport 8080 accept/)
  })

  await step('a good upgrade stays', () => {
    const { ok, said } = inside('luot-upgrade', `/srv/${basename(second)}`)
    assert.ok(ok, said)
    assert.equal(health().version, '0.1.1')
    assert.ok(existsSync(place('var/lib/luot/backups/before-0.1.1.db')))
  })

  await step('a hub that hangs is started anew by the watchdog', async () => {
    const pid = inside('systemctl', 'show', '-p', 'MainPID', '--value', 'luot-hub').said
    inside('kill', '-STOP', pid)
    await comesBack()
    assert.notEqual(inside('systemctl', 'show', '-p', 'MainPID', '--value', 'luot-hub').said, pid)
    assert.match(inside('journalctl', '-u', 'luot-hub', '-b', '--no-pager').said, /Watchdog timeout/)
  })

  await step('an upgrade that does not start goes back, with the data', () => {
    inside('sh', '-c', 'echo LUOT_TRIAL_SECONDS=15 >>/etc/luot/hub.env')
    const before = health().seq
    const { ok, said } = inside('luot-upgrade', `/srv/${basename(dead)}`)
    assert.equal(ok, false, said)
    assert.equal(current(), 'releases/0.1.1')
    assert.match(log(), /returned from release 0\.1\.2 to 0\.1\.1/)
    assert.ok(health().seq >= before)
  })

  await step('a power cut in the middle of a trial: the next start goes back', async () => {
    inside('systemd-run', '--quiet', '/usr/local/sbin/luot-upgrade', `/srv/${basename(dead)}`)
    while (!(existsSync(place('opt/luot/trial')) && current() === 'releases/0.1.2')) await wait(100)
    await machine.pullThePlug()
    assert.equal(current(), 'releases/0.1.2')
    await machine.boot()
    while (existsSync(place('opt/luot/trial'))) await wait(500)
    assert.equal(current(), 'releases/0.1.1')
    await comesBack()
    assert.equal(health().version, '0.1.1')
    issue()
  })

  await step('back to the release before, by hand', () => {
    const { ok, said } = inside('luot-rollback')
    assert.ok(ok, said)
    assert.equal(health().version, '0.1.0')
    issue()
  })

  await step('the same machine as an agent: it runs in its sandbox, and waits for a hub that is away', () => {
    const hub = ['--hub', 'http://127.0.0.1:8080', '--agent', 'kiosk-pi', '--agent-key', 'k'.repeat(43)]
    const { ok, said } = inside(
      'sh',
      '/opt/luot/current/firmware-config/install.sh',
      '--role',
      'agent',
      ...hub,
      '--no-packages',
    )
    assert.ok(ok, said)
    assert.equal(inside('systemctl', 'is-active', 'luot-agent').said, 'active')
    assert.equal(inside('systemctl', 'is-active', 'luot-hub').said, 'inactive')
  })
} finally {
  await machine.remove()
  rmSync(scratch, { recursive: true, force: true })
}

await step('a power cut before every single command of an upgrade', () => {
  const env = { ...process.env, LUOT_CUT_EVERY: '1' }
  const ended = spawnSync(process.execPath, ['test/firmware/power-cuts.ts'], { cwd: root, env, encoding: 'utf8' })
  assert.equal(ended.status, 0, ended.stdout)
})
console.log(`${sum.passed} passed, ${sum.failed} failed, 0 skipped`)
process.exitCode = sum.failed === 0 ? 0 : 1
