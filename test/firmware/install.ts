import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readAgentConfig } from '#server/config.ts'
import { run } from '../../scripts/bundle/stage.ts'
import { bundleOf, keyFor, layRelease, makePi, type Pi, repo } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

const firmware = join(repo, 'firmware-config')
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** A card with nothing on it but what Raspberry Pi OS has, and an opened bundle beside it. */
function blankCard(): { pi: Pi; card: string; bundle: string } {
  const pi = makePi()
  const file = bundleOf(pi, layRelease, '0.1.0', keyFor(pi))
  run('tar', ['-xf', file, '-C', join(pi.root, 'bin')], pi.root)
  const card = join(pi.root, 'card')
  mkdirSync(join(card, 'etc'), { recursive: true })
  writeFileSync(join(card, 'etc/hostname'), 'raspberrypi\n')
  writeFileSync(join(card, 'etc/hosts'), '127.0.0.1\tlocalhost\n127.0.1.1\traspberrypi\n')
  writeFileSync(join(card, 'etc/fstab'), 'PARTUUID=1-02  /  ext4  defaults,noatime  0  1\n')
  return { pi, card, bundle: file.replace(/\.tar$/, '') }
}

function install(bundle: string, card: string, ...words: string[]): { code: number | null; said: string } {
  const ended = spawnSync('sh', [join(bundle, 'install.sh'), '--root', card, ...words], { encoding: 'utf8' })
  return { code: ended.status, said: `${ended.stdout}${ended.stderr}` }
}

/** Every file of a card but the release itself: its place, its mode, its bytes. */
function picture(card: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(card, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const place = file.slice(card.length)
    if (entry.isDirectory() || place.startsWith('/opt/luot/releases')) continue
    const bytes = entry.isSymbolicLink() ? readlinkSync(file) : readFileSync(file)
    found[place] = `${(lstatSync(file).mode & 0o777).toString(8)} ${createHash('sha256').update(bytes).digest('hex')}`
  }
  return found
}

spec('the installer', ({ test, skip, before, after }) => {
  let pi: Pi
  let card: string
  let bundle: string
  const text = (place: string) => readFileSync(join(card, place), 'utf8')
  before(() => {
    ;({ pi, card, bundle } = blankCard())
  })
  after(() => pi.remove())

  test('makes a hub of a blank card', () => {
    const { code, said } = install(bundle, card, '--role', 'hub')
    assert.equal(code, 0, said)
    assert.match(said, /from now on this machine believes the key [0-9a-f]{32}/)
    assert.match(said, /\d+ things were changed/)
    assert.equal(readlinkSync(join(card, 'opt/luot/current')), 'releases/0.1.0')
    assert.equal(readlinkSync(join(card, 'usr/local/sbin/luot-upgrade')), '/usr/local/lib/luot/luot-upgrade')
    assert.equal(text('etc/hostname'), 'luot\n')
    assert.match(text('etc/hosts'), /^127\.0\.0\.1\tlocalhost\n127\.0\.1\.1\tluot\n$/)
    assert.match(text('etc/fstab'), /defaults,noatime,commit=30/)
    assert.match(text('etc/luot/hub.env'), /^LUOT_PUBLIC_URL=http:\/\/luot\.local:8080$/m)
    assert.equal(lstatSync(join(card, 'etc/luot/hub.env')).mode & 0o777, 0o600)
    assert.equal(text('etc/udev/rules.d/60-luot.rules'), readFileSync(join(firmware, 'udev/60-luot.rules'), 'utf8'))
  })

  test('and a second time changes nothing, and says so', () => {
    const first = picture(card)
    const { code, said } = install(bundle, card)
    assert.equal(code, 0, said)
    assert.match(said, /nothing was changed/)
    assert.deepEqual(picture(card), first)
  })

  test('what a person wrote stays', () => {
    appendFileSync(join(card, 'etc/luot/hub.env'), 'LUOT_LOG=debug\n')
    writeFileSync(join(card, 'etc/luot/firewall.conf'), '# ours\n')
    writeFileSync(join(card, 'etc/hostname'), 'phuong-mau\n')
    assert.equal(install(bundle, card, '--role', 'hub').code, 0)
    assert.match(text('etc/luot/hub.env'), /LUOT_LOG=debug/)
    assert.equal(text('etc/luot/firewall.conf'), '# ours\n')
    assert.equal(text('etc/hostname'), 'phuong-mau\n')
  })

  test('a file of ours that was spoilt is laid anew', () => {
    appendFileSync(join(card, 'etc/systemd/system/luot-hub.service'), 'spoilt\n')
    const { said } = install(bundle, card)
    assert.match(said, /laid \/etc\/systemd\/system\/luot-hub\.service/)
    assert.doesNotMatch(text('etc/systemd/system/luot-hub.service'), /spoilt/)
  })

  test('the clock is never waited for, and nothing writes to the card for nothing', () => {
    const masked = 'etc/systemd/system/systemd-time-wait-sync.service'
    assert.equal(readlinkSync(join(card, masked)), '/dev/null')
    assert.match(text('etc/systemd/journald.conf.d/60-luot.conf'), /^SystemMaxUse=64M$/m)
    assert.match(text('etc/systemd/system.conf.d/60-luot.conf'), /^RuntimeWatchdogSec=14s$/m)
    assert.match(text('etc/systemd/system/tmp.mount'), /^Type=tmpfs$/m)
    assert.match(text('etc/rpi/swap.conf.d/60-luot.conf'), /^Mechanism=zram$/m)
  })

  test('a fixed address and a Wi-Fi of the hall', () => {
    const words = ['--address', '192.168.1.10/24', '--gateway', '192.168.1.1', '--hotspot', 'Phuong Mau']
    assert.equal(install(bundle, card, ...words).code, 0)
    const lan = text('etc/NetworkManager/system-connections/luot-lan.nmconnection')
    assert.match(lan, /^address1=192\.168\.1\.10\/24,192\.168\.1\.1$/m)
    const wifi = text('etc/NetworkManager/system-connections/luot-hotspot.nmconnection')
    const psk = /^psk=([a-z2-9]{12})$/m.exec(wifi)?.[1]
    assert.ok(psk, wifi)
    // Its password is made once and stays.
    assert.equal(install(bundle, card, ...words).code, 0)
    assert.ok(text('etc/NetworkManager/system-connections/luot-hotspot.nmconnection').includes(psk))
    assert.match(install(bundle, card, '--address', '192.168.1.10; reboot').said, /--address is like/)
  })

  test('an agent with a kiosk, on a machine of its own', () => {
    const { pi: other, card, bundle } = blankCard()
    try {
      const poor = install(bundle, card, '--role', 'agent')
      assert.match(poor.said, /an agent needs --hub/)
      const key = 'k'.repeat(43)
      const keyOfNobody = install(bundle, card, '--role', 'agent', '--hub', 'http://h:8080', '--agent-key', key)
      assert.match(keyOfNobody.said, /a key is of one agent: --agent ID/)
      const words = [
        '--role',
        'agent,kiosk',
        '--hub',
        'http://luot.local:8080',
        '--agent',
        'kiosk-pi',
        '--agent-key',
        key,
      ]
      const { code, said } = install(bundle, card, ...words)
      assert.equal(code, 0, said)
      const env = readFileSync(join(card, 'etc/luot/agent.env'), 'utf8')
      assert.match(env, new RegExp(`LUOT_HUB=http://luot.local:8080\nLUOT_AGENT=kiosk-pi\nLUOT_AGENT_KEY=${key}`))
      const screen = readFileSync(join(card, 'etc/luot/kiosk-HDMI-A-1.env'), 'utf8')
      assert.match(screen, /^LUOT_SCREEN_URL=http:\/\/luot\.local:8080\/kiosk\//m)
      assert.ok(lstatSync(join(card, 'etc/systemd/system/multi-user.target.wants/luot-agent.service')))
      const first = picture(card)
      assert.match(install(bundle, card, ...words).said, /nothing was changed/)
      assert.deepEqual(picture(card), first)
      // Without a key it asks to be paired: the program reads an empty line as none.
      rmSync(join(card, 'etc/luot/agent.env'))
      assert.equal(install(bundle, card, '--role', 'agent', '--hub', 'http://luot.local:8080').code, 0)
      const bare = readFileSync(join(card, 'etc/luot/agent.env'), 'utf8')
      const given = Object.fromEntries(
        bare
          .split('\n')
          .filter((line) => /^LUOT_/.test(line))
          .map((line) => line.split('=')),
      )
      assert.equal(readAgentConfig(given).key, null)
    } finally {
      other.remove()
    }
  })

  test('words it does not know, roles there are not, bundles that are spoilt: a sentence, and nothing done', () => {
    const before = picture(card)
    assert.match(install(bundle, card, '--rolle', 'hub').said, /unknown: --rolle/)
    assert.match(install(bundle, card, '--role', 'hub,waiter').said, /there is no role waiter/)
    assert.match(install(bundle, card, '--role', 'hub,agent').said, /a hub needs no agent/)
    const manifest = readFileSync(join(bundle, 'MANIFEST'))
    writeFileSync(join(bundle, 'MANIFEST'), `${manifest}`.replace('sha256=', 'sha256=0'))
    assert.match(install(bundle, card).said, /nobody this machine knows has signed/)
    assert.match(install(bundle, card, '--unsigned').said, /damaged/)
    writeFileSync(join(bundle, 'MANIFEST'), manifest)
    assert.deepEqual(picture(card), before)
  })

  if (!has('systemd-sysusers')) skip('its users come to be', 'systemd-sysusers is not on this machine')
  else
    test('its users come to be, without a door of their own', () => {
      const made = spawnSync('systemd-sysusers', [`--root=${card}`], { encoding: 'utf8' })
      assert.equal(made.status, 0, made.stderr)
      assert.match(text('etc/passwd'), /^luot:.*:\/usr\/sbin\/nologin$/m)
      assert.match(text('etc/group'), /^luot:x:\d+:luot-agent$/m)
    })
})

spec('what the installer is made of', ({ test, skip }) => {
  const scripts = globSync(['*.sh', 'release/luot-*', 'release/*.sh', 'first-boot/*.sh'], { cwd: firmware }).sort()

  test('every script stops at the first trouble', () => {
    assert.ok(scripts.length >= 8)
    const sourced = /shellcheck shell=sh/
    for (const name of scripts) {
      const text = readFileSync(join(firmware, name), 'utf8')
      if (!sourced.test(text)) assert.match(text, /^set -eu$/m, name)
    }
  })

  if (!has('shellcheck')) skip('shellcheck finds nothing', 'shellcheck is not on this machine')
  else
    test('shellcheck finds nothing', () => {
      for (const name of scripts) {
        const read = spawnSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', join(firmware, name)], { encoding: 'utf8' })
        assert.equal(read.status, 0, read.stdout)
      }
    })

  const nft = ['/usr/sbin/nft', '/usr/bin/nft'].find((place) => has(place))
  const title = 'the firewall is one the kernel takes, and lets in the declared ports'
  if (!nft || process.getuid?.() !== 0) skip(title, nft ? 'only root may ask the kernel' : 'nft is not on this machine')
  else
    test(title, () => {
      const conf = join(firmware, 'network/firewall.conf')
      const rules = readFileSync(join(firmware, 'network/firewall.nft'), 'utf8').replace(
        /^include .*$/m,
        `include "${conf}"`,
      )
      // In a network of its own: the machine that runs the tests keeps its rules.
      const loaded = spawnSync('unshare', ['-n', 'sh', '-c', `${nft} -f - && ${nft} list table inet luot`], {
        input: rules,
        encoding: 'utf8',
      })
      assert.equal(loaded.status, 0, loaded.stderr)
      const ports = [...loaded.stdout.matchAll(/dport (\{[^}]+\}|\d+)[^\n]* accept/g)].map((match) => match[1])
      assert.deepEqual(ports, ['8080', '5353', '68', '{ 53, 67 }', '53', '22', '22'])
      assert.equal((loaded.stdout.match(/policy drop/g) ?? []).length, 2)
    })
})
