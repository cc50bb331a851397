import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { spec } from '../kit/spec.ts'

const folder = join(import.meta.dirname, '../../firmware-config/systemd')
const units = globSync('*.{service,mount,timer}', { cwd: folder }).sort()
const services = units.filter((name) => name.endsWith('.service'))
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')
/** What a unit says of one setting, every time it says it; comments say nothing. */
const said = (name: string, setting: string) =>
  [...textOf(name).matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'))].map((match) => match[1])

const analyze = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' })
const systemd = Number(/^systemd (\d+)/.exec(analyze.stdout ?? '')?.[1] ?? 0)

spec('systemd units', ({ test, skip }) => {
  test('there are a hub, an agent, a boot check, a trial and a firewall', () => {
    const wanted = ['luot-agent', 'luot-boot-check', 'luot-firewall', 'luot-hub', 'luot-trial']
    for (const name of wanted) assert.ok(services.includes(`${name}.service`), name)
  })

  for (const name of services) {
    const limit = name === 'luot-hub.service' ? 20 : 30
    const title = `${name} is shut in: exposure at most ${limit / 10} (S14)`
    // `security --offline` came with systemd 250.
    if (systemd < 250) skip(title, 'systemd-analyze 250 or newer is not on this machine')
    else
      test(title, () => {
        const args = ['security', '--offline=true', `--threshold=${limit}`, '--no-pager', join(folder, name)]
        const asked = spawnSync('systemd-analyze', args, { encoding: 'utf8' })
        const verdict = /Overall exposure level for \S+ (\d+\.\d)/.exec(asked.stdout)
        assert.ok(verdict, `${asked.stdout}${asked.stderr}`)
        assert.ok(Number(verdict[1]) <= limit / 10, asked.stdout)
        assert.equal(asked.status, 0)
      })
  }

  if (systemd === 0) skip('systemd understands every line', 'systemd-analyze is not on this machine')
  else
    test('systemd understands every line', () => {
      const copy = mkdtempSync(join(tmpdir(), 'luot-units-'))
      try {
        cpSync(folder, copy, { recursive: true })
        // The programs are on a Pi, not here; everything else of the unit is read as it is.
        for (const name of services) {
          const program = /^(Exec\w+=)\S+/gm
          writeFileSync(join(copy, name), textOf(name).replace(program, '$1/bin/true'))
        }
        const files = units.map((name) => join(copy, name))
        const asked = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' })
        const about = asked.stderr.split('\n').filter((line) => units.some((name) => line.includes(basename(name))))
        assert.deepEqual(about, [])
      } finally {
        rmSync(copy, { recursive: true, force: true })
      }
    })

  test('an installed hub begins without the demonstration’s officers (S1), and hub.env has the last word', () => {
    assert.ok(said('luot-hub.service', 'Environment').includes('LUOT_DEMO=0'))
    assert.deepEqual(said('luot-hub.service', 'EnvironmentFile'), ['/etc/luot/hub.env'])
  })

  for (const name of ['luot-hub.service', 'luot-agent.service']) {
    test(`${name} comes back for ever, and is watched`, () => {
      assert.deepEqual(said(name, 'Restart'), ['always'])
      assert.deepEqual(said(name, 'StartLimitIntervalSec'), ['0'])
      assert.deepEqual(said(name, 'Type'), ['notify'])
      assert.deepEqual(said(name, 'WatchdogSec'), ['60'])
      // READY and WATCHDOG come from systemd-notify, which is a child.
      assert.deepEqual(said(name, 'NotifyAccess'), ['all'])
    })

    test(`${name} reaches the devices of a hall and no others`, () => {
      assert.deepEqual(said(name, 'DevicePolicy'), ['closed'])
      const devices = said(name, 'DeviceAllow').sort()
      const kinds = ['alsa', 'gpiochip', 'hidraw', 'input', 'ttyACM', 'ttyAMA', 'ttyS', 'ttyUSB', 'usb', 'usb_device']
      assert.deepEqual(
        devices,
        kinds.map((kind) => `char-${kind} rw`),
      )
    })
  }

  test('the hub may write copies to a disk or a share, and to no other place of the machine', () => {
    const paths = said('luot-hub.service', 'ReadWritePaths').flatMap((line) => (line ?? '').split(' '))
    assert.deepEqual(paths.sort(), ['-/media/luot', '-/mnt/luot', '-/sys/class/gpio', '-/sys/devices/platform'])
    assert.deepEqual(said('luot-hub.service', 'ProtectSystem'), ['strict'])
    // The copyist lowers its own priority; everything else of its kind stays shut.
    assert.deepEqual(said('luot-hub.service', 'SystemCallFilter'), [
      '@system-service',
      '~@privileged @resources',
      'setpriority',
    ])
  })

  test('the compiler of JavaScript is never forbidden to compile', () => {
    const withNode = services.filter((name) => said(name, 'ExecStart').some((line) => line?.includes('node')))
    assert.ok(withNode.length >= 2)
    for (const name of withNode) assert.deepEqual(said(name, 'MemoryDenyWriteExecute'), [])
  })

  test('no unit waits for a network, a time server or the right time', () => {
    const waits = /time-wait-sync|time-sync\.target|network-online\.target|NetworkManager-wait-online/
    for (const name of units) assert.doesNotMatch(textOf(name), waits, name)
  })
})
