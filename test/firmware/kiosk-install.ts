import * as assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
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
import { delimiter, join } from 'node:path'
import { spec } from '../kit/spec.ts'

const KIOSK = join(import.meta.dirname, '../../firmware-config/kiosk')

spec('a machine becomes a kiosk', ({ test, skip, before, after }) => {
  const root = mkdtempSync(join(tmpdir(), 'luot-root-'))
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const install = () =>
    spawnSync(join(KIOSK, 'install-kiosk.sh'), ['--root', root], {
      encoding: 'utf8',
      env: { ...process.env, LUOT_NODE: process.execPath },
    })
  const settings = (name: string, lines: string[]) => {
    mkdirSync(join(root, 'etc/luot'), { recursive: true })
    writeFileSync(join(root, 'etc/luot', name), `${lines.join('\n')}\n`)
  }

  before(() => {
    mkdirSync(join(root, 'boot/firmware'), { recursive: true })
    writeFileSync(join(root, 'boot/firmware/cmdline.txt'), 'console=tty1 root=PARTUUID=1-02 rootwait quiet\n')
    settings('kiosk-HDMI-A-1.env', [
      'LUOT_SCREEN_URL=http://127.0.0.1:8080/kiosk/?id=kiosk-1',
      'LUOT_SCREEN_TOUCH=222A:0001',
    ])
    settings('board-HDMI-A-2.env', [
      'LUOT_SCREEN_URL=http://luot.local:8080/enter?key=secret&to=%2Fdisplay%2Fboard',
      'LUOT_SCREEN_ROTATE=90',
      'LUOT_SCREEN_MODE=1920x1080@60Hz',
    ])
    const done = install()
    assert.equal(done.status, 0, done.stderr)
  })
  after(() => rmSync(root, { recursive: true, force: true }))

  test('each screen of the settings gets its unit, and the compositor both', () => {
    const wants = (unit: string) => readlinkSync(join(root, 'etc/systemd/system', unit))
    assert.match(wants('luot-screens.service.wants/luot-kiosk@HDMI-A-1.service'), /luot-kiosk@\.service$/)
    assert.match(wants('luot-screens.service.wants/luot-board@HDMI-A-2.service'), /luot-board@\.service$/)
    assert.match(wants('multi-user.target.wants/luot-screens.service'), /luot-screens\.service$/)
  })

  test('nobody can log in at the machine, and three keys do not restart it', () => {
    for (const unit of ['getty@tty1.service', 'autovt@.service', 'ctrl-alt-del.target', 'debug-shell.service']) {
      assert.equal(readlinkSync(join(root, 'etc/systemd/system', unit)), '/dev/null')
    }
    assert.match(read('etc/systemd/logind.conf.d/luot-kiosk.conf'), /^NAutoVTs=0$/m)
    assert.match(read('etc/sysctl.d/90-luot-kiosk.conf'), /^kernel\.sysrq = 0$/m)
    for (const kernelModule of ['usb-storage', 'uas', 'btusb', 'bluetooth']) {
      assert.match(read('etc/modprobe.d/luot-kiosk.conf'), new RegExp(`^install ${kernelModule} /bin/false$`, 'm'))
    }
  })

  test('only the named touch screen belongs to the seat', () => {
    const rules = read('etc/udev/rules.d/90-luot-seat.rules').split('\n')
    const ignoresAll = rules.indexOf('ENV{LIBINPUT_IGNORE_DEVICE}="1"')
    const keeps = rules.filter((line) => line.includes('LIBINPUT_IGNORE_DEVICE}="0"'))
    assert.ok(ignoresAll > 0)
    assert.equal(keeps.length, 1)
    assert.ok(rules.indexOf(keeps[0]!) > ignoresAll, 'the exception must come after the rule')
    assert.match(keeps[0]!, /ID_INPUT_TOUCHSCREEN}=="1".*ID_INPUT_KEYBOARD}!="1".*vendor}=="222a".*product}=="0001"/)
    assert.match(keeps[0]!, /WL_OUTPUT}="HDMI-A-1"/)
  })

  test('the browser may open the pages of its hub and nothing else', () => {
    const policies = JSON.parse(read('etc/chromium/policies/managed/luot.json'))
    assert.ok(policies.URLBlocklist.includes('*') && policies.URLBlocklist.includes('chrome://*'))
    assert.deepEqual(policies.URLAllowlist.toSorted(), [
      'file:///run/luot-screen/board-HDMI-A-2/waiting/',
      'file:///run/luot-screen/kiosk-HDMI-A-1/waiting/',
      'http://127.0.0.1:8080/display',
      'http://127.0.0.1:8080/enter',
      'http://127.0.0.1:8080/kiosk',
      'http://luot.local:8080/display',
      'http://luot.local:8080/enter',
      'http://luot.local:8080/kiosk',
    ])
  })

  test('the compositor is told no key, no bar and no menu', () => {
    const config = read('etc/luot/sway.conf')
    assert.doesNotMatch(config, /^\s*(bind|bar|mode|exec|include)/m)
    assert.match(config, /^input type:keyboard events disabled$/m)
    assert.match(config, /^output HDMI-A-2 mode 1920x1080@60Hz transform 90 scale 1$/m)
    assert.doesNotMatch(config, /secret/)
  })

  if (onPath('sway')) {
    test('the compositor of this machine understands what it is told', () => {
      // sway refuses to run as root, also only to read; its folder must lie where everybody may go.
      const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
      const runtime = mkdtempSync('/tmp/luot-sway-')
      if (user.uid !== undefined) chownSync(runtime, user.uid, user.gid)
      const env = { ...process.env, XDG_RUNTIME_DIR: runtime, WLR_BACKENDS: 'headless' }
      // Below a folder that only the tests' user may enter, another user finds no file.
      const copy = join(runtime, 'sway.conf')
      copyFileSync(join(root, 'etc/luot/sway.conf'), copy)
      const checked = spawnSync('sway', ['--validate', '--config', copy], { ...user, env, encoding: 'utf8' })
      rmSync(runtime, { recursive: true, force: true })
      assert.equal(checked.status, 0, checked.stderr)
    })
  } else {
    skip('the compositor of this machine understands what it is told', 'sway is not on this machine')
  }

  test('a second run changes nothing, and a screen that was taken away goes', () => {
    const files = () =>
      execFileSync('find', [root, '-ls'], { encoding: 'utf8' })
        .replaceAll(/\b\w{3} +\d+ +[\d:]+/g, '')
        .split('\n')
    const names = () =>
      files()
        .map((line) => line.split(/\s+/).at(-1))
        .sort()
    const [before, line] = [names(), read('boot/firmware/cmdline.txt')]
    assert.equal(install().status, 0)
    assert.deepEqual(names(), before)
    assert.equal(read('boot/firmware/cmdline.txt'), line)
    assert.match(line, /^console=tty1 .* consoleblank=0 .*\n$/)

    rmSync(join(root, 'etc/luot/board-HDMI-A-2.env'))
    assert.equal(install().status, 0)
    assert.equal(
      existsSync(join(root, 'etc/systemd/system/luot-screens.service.wants/luot-board@HDMI-A-2.service')),
      false,
    )
  })

  test('settings that make no sense are named, and nothing is written', () => {
    settings('kiosk-HDMI-A-1.env', ['LUOT_SCREEN_URL=http://127.0.0.1:8080/kiosk/', 'LUOT_SCREEN_ROTATE=45'])
    const rules = read('etc/udev/rules.d/90-luot-seat.rules')
    const refused = install()
    assert.notEqual(refused.status, 0)
    assert.match(refused.stderr, /LUOT_SCREEN_ROTATE.*0, 90, 180 or 270.*kiosk-HDMI-A-1\.env/)
    assert.equal(read('etc/udev/rules.d/90-luot-seat.rules'), rules)
  })
})

spec('which USB devices a kiosk may have', ({ test, skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'luot-usb-'))
  const usb = (word: string, env: Record<string, string>) =>
    spawnSync(join(KIOSK, 'luot-kiosk-usb'), [word], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, ...env },
    })
  const rules = join(folder, 'rules.conf')
  const learnt = 'allow id 0c2e:0901 serial "" name "Scanner" hash "aGFzaA==" with-interface 03:00:00'

  test('what is plugged in is shown as the settings name it, touch screens first', () => {
    const devices = join(folder, 'devices')
    writeFileSync(devices, `${[keyboard, panel].join('\n\n')}\n\n`)
    const shown = usb('show', { LUOT_INPUT_DEVICES: devices })
    assert.deepEqual(
      shown.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.trim().replaceAll(/ +/g, ' ')),
      ['touch screen 222a:0001 ILITEK ILITEK-TP', '0c2e:0901 Honeywell Scanner'],
    )
  })

  test('what is learnt is allowed after sticks and Bluetooth are refused', () => {
    writeFileSync(join(folder, 'usbguard'), `#!/bin/sh\necho '${learnt}'\n`)
    writeFileSync(join(folder, 'systemctl'), '#!/bin/sh\nexit 0\n')
    for (const program of ['usbguard', 'systemctl']) chmodSync(join(folder, program), 0o755)
    const done = usb('learn', { LUOT_USB_RULES: rules })
    assert.equal(done.status, 0, done.stderr)
    assert.match(done.stdout, /^1 devices are allowed/)
    const lines = readFileSync(rules, 'utf8')
      .split('\n')
      .filter((line) => /^(allow|reject)/.test(line))
    assert.match(lines[0]!, /^reject with-interface one-of \{ 08:\*:\* e0:01:\* \}$/)
    assert.equal(lines.at(-1), learnt)
    assert.ok(lines.slice(1, -1).every((line) => /^allow with-interface equals \{ 09:/.test(line)))
  })

  if (onPath('usbguard-rule-parser')) {
    test('USBGuard understands every rule', () => {
      const parsed = spawnSync('usbguard-rule-parser', ['-f', rules], { encoding: 'utf8' })
      assert.equal(parsed.status, 0, `${parsed.stdout}${parsed.stderr}`)
      assert.doesNotMatch(parsed.stdout + parsed.stderr, /error|exception/i)
    })
  } else {
    skip('USBGuard understands every rule', 'usbguard is not on this machine')
  }
})

/** As the kernel lists a scanner that types, and a touch screen (PROP bit 1: fingers touch the picture itself). */
const keyboard = `I: Bus=0003 Vendor=0c2e Product=0901 Version=0110
N: Name="Honeywell Scanner"
H: Handlers=sysrq kbd event0
B: PROP=0
B: EV=120013`
const panel = `I: Bus=0003 Vendor=222a Product=0001 Version=0110
N: Name="ILITEK ILITEK-TP"
H: Handlers=event1
B: PROP=2
B: EV=1b`

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}
