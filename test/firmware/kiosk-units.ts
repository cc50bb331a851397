import * as assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spec } from '../kit/spec.ts'

const UNITS = join(import.meta.dirname, '../../firmware-config/kiosk/systemd')
const unit = (name: string) => readFileSync(join(UNITS, name), 'utf8')
const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' })

spec('the units of the screens', ({ test, skip }) => {
  const browsers = ['luot-kiosk@.service', 'luot-board@.service']

  test('browsers come back for ever, belong to nobody powerful, and leave nothing on the card but their key', () => {
    for (const name of browsers) {
      const text = unit(name)
      assert.match(text, /^Restart=always$/m)
      assert.match(text, /^StartLimitIntervalSec=0$/m)
      assert.match(text, /^WatchdogSec=\d+$/m)
      assert.match(text, /^User=luot-kiosk$/m)
      assert.match(text, /^NoNewPrivileges=yes$/m)
      // The profile is made below the runtime directory, and /run is memory.
      assert.match(text, /^RuntimeDirectory=luot-screen\/(kiosk|board)-%i$/m)
      assert.match(text, /^StateDirectory=luot-screen\/(kiosk|board)-%i$/m)
      assert.match(text, /^StateDirectoryMode=0700$/m)
      assert.doesNotMatch(text, /^(CacheDirectory|LogsDirectory)=/m)
    }
  })

  test('the connector’s name is used as it stands: unescaped, HDMI-A-1 would be HDMI/A/1', () => {
    for (const name of browsers) assert.doesNotMatch(unit(name), /%I/)
  })

  test('nothing opens the debugger’s port, and memory may be both written and run, as JavaScript needs', () => {
    for (const name of [...browsers, 'luot-screens.service']) {
      assert.doesNotMatch(unit(name), /remote-debugging|^MemoryDenyWriteExecute=/m)
    }
  })

  test('the compositor takes the first console and comes back for ever', () => {
    const text = unit('luot-screens.service')
    assert.match(text, /^Conflicts=getty@tty1\.service$/m)
    assert.match(text, /^Restart=always$/m)
    assert.match(text, /^StartLimitIntervalSec=0$/m)
  })

  if (analyze('--version').status !== 0) {
    skip('exposure is 3.0 at most', 'systemd-analyze is not on this machine')
    skip('systemd understands the units', 'systemd-analyze is not on this machine')
    return
  }

  for (const name of [...browsers, 'luot-screens.service']) {
    test(`exposure of ${name} is 3.0 at most`, () => {
      const judged = analyze('security', '--offline=true', '--threshold=30', join(UNITS, name))
      assert.equal(judged.status, 0, judged.stdout + judged.stderr)
      console.log(judged.stdout.trim().split('\n').at(-1))
    })
  }

  test('systemd understands the units', () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-units-'))
    for (const name of [...browsers, 'luot-screens.service', 'luot-usb-learn.service']) {
      // The programs they name are on a Pi; whether every line is understood can be told anywhere.
      writeFileSync(join(folder, name), unit(name).replaceAll(/^(Exec\w+=)\S+/gm, '$1/bin/true'))
    }
    const files = [
      'luot-kiosk@HDMI-A-1.service',
      'luot-board@HDMI-A-2.service',
      'luot-screens.service',
      'luot-usb-learn.service',
    ]
    const read = analyze('verify', '--man=no', ...files.map((name) => join(folder, name)))
    rmSync(folder, { recursive: true, force: true })
    const about = read.stderr
      .split('\n')
      .filter((line) => /luot-/.test(line) && !/not found|Failed to load|user.*exist/i.test(line))
    assert.deepEqual(about, [])
  })
})
