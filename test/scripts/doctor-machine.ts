import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { demoHall } from '#server/settings/demo-office.ts'
import { glass } from '../../scripts/doctor/glass.ts'
import { machine } from '../../scripts/doctor/machine.ts'
import { wiring } from '../../scripts/doctor/wiring.ts'
import { spec } from '../kit/spec.ts'

const folders: string[] = []

/** A machine as its kernel shows it, by path below the root. */
function recorded(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), 'luot-machine-'))
  folders.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const FIRMWARE = 'sys/devices/platform/soc/soc:firmware/get_throttled'
const wellPi = {
  'proc/device-tree/model': 'Raspberry Pi 4 Model B Rev 1.5\0',
  'proc/mounts':
    '/dev/mmcblk0p2 / ext4 rw,noatime 0 0\n/dev/mmcblk0p3 /var/lib/luot ext4 rw 0 0\ntmpfs /run tmpfs ro 0 0\n',
  'sys/fs/ext4/mmcblk0p2/errors_count': '0\n',
  'sys/block/mmcblk0/device/name': 'SD64G\n',
  'sys/class/thermal/thermal_zone0/temp': '51608\n',
  [FIRMWARE]: '0\n',
  'sys/class/rtc/rtc0/name': 'rtc-ds1307 1-0068\n',
}
const now = () => ({ 'sys/class/rtc/rtc0/since_epoch': `${Math.round(Date.now() / 1_000)}\n` })

async function said(files: Record<string, string | Buffer>, part: string): Promise<[string, string] | null> {
  const found = (await machine(recorded(files))).find((one) => one.part === part)
  return found ? [found.state, found.says] : null
}

spec('the doctor looks at a machine', ({ test, after }) => {
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  test('a Pi that is well', async () => {
    const findings = await machine(recorded({ ...wellPi, ...now() }))
    const told = Object.fromEntries(findings.map(({ part, state, says }) => [part, `${state}: ${says}`]))
    assert.equal(told.computer, 'ok: Raspberry Pi 4 Model B Rev 1.5')
    assert.equal(told.power, 'ok: enough voltage since the last start')
    assert.equal(told.heat, 'ok: 52 °C')
    assert.equal(told.card, 'ok: SD64G: no errors met')
    assert.equal(told['battery clock'], "ok: rtc-ds1307 1-0068, as the system's clock")
  })

  test('too little voltage: now is a fault, since the start a note; by the firmware or by the sensor', async () => {
    assert.equal((await said({ ...wellPi, [FIRMWARE]: '50005\n' }, 'power'))?.[0], 'fault')
    assert.match((await said({ ...wellPi, [FIRMWARE]: '0x50000\n' }, 'power'))?.[1] ?? '', /since the last start/)
    assert.match((await said({ ...wellPi, [FIRMWARE]: '40000\n' }, 'power'))?.[1] ?? '', /slowed down/)
    const sensor = { 'sys/class/hwmon/hwmon1/name': 'rpi_volt\n', 'sys/class/hwmon/hwmon1/in0_lcrit_alarm': '1\n' }
    assert.equal((await said(sensor, 'power'))?.[0], 'fault')
    assert.equal(await said({}, 'power'), null)
  })

  test('a hot box', async () => {
    assert.deepEqual(await said({ 'sys/class/thermal/thermal_zone0/temp': '81200' }, 'heat'), ['note', '81 °C'])
  })

  test('a card that fails: read-only by an error, errors counted, life used up', async () => {
    const turned = { ...wellPi, 'proc/mounts': '/dev/mmcblk0p2 / ext4 ro,noatime 0 0\n' }
    assert.deepEqual(await said(turned, 'card'), ['fault', '/ has become read-only'])
    const meant = { ...turned, 'etc/fstab': '/dev/mmcblk0p2  /  ext4  defaults,ro  0 1\n' }
    assert.equal((await said(meant, 'card'))?.[0], 'ok')
    const errors = { ...wellPi, 'sys/fs/ext4/mmcblk0p2/errors_count': '7\n' }
    assert.deepEqual(await said(errors, 'card'), ['fault', 'the file system on mmcblk0p2 has met 7 errors'])
    const life = (used: string) => said({ ...wellPi, 'sys/block/mmcblk0/device/life_time': used }, 'card')
    assert.equal((await life('0x01 0x02'))?.[0], 'ok')
    assert.deepEqual(await life('0x09 0x03'), ['note', 'mmcblk0 has used 90 % of its life'])
    assert.equal((await life('0x01 0x0b'))?.[0], 'fault')
  })

  test('no battery clock, and one that is wrong', async () => {
    assert.deepEqual(await said({}, 'battery clock'), ['note', 'there is none'])
    const behind = { ...wellPi, 'sys/class/rtc/rtc0/since_epoch': `${Math.round(Date.now() / 1_000) - 86_400}` }
    assert.match((await said(behind, 'battery clock'))?.[1] ?? '', /8640\d s behind/)
  })
})

const hallOf = (...devices: { driver: string; settings: object }[]) => ({
  ...demoHall,
  devices: devices.map((device, at) => ({
    id: `d-${at}`,
    name: `Máy ${at}`,
    ...device,
    settings: { ...device.settings },
  })),
})

spec('the doctor looks at the wiring', ({ test, skip }) => {
  const lamps = hallOf({ driver: 'gpio', settings: { lamps: [{ name: 'call', pin: 17 }] } })

  test('where the pins begin, by the chip’s label', async () => {
    const pi = recorded({
      'sys/class/gpio/gpiochip512/label': 'pinctrl-bcm2711\n',
      'sys/class/gpio/gpiochip512/base': '512\n',
      'sys/class/gpio/gpiochip512/ngpio': '58\n',
    })
    assert.deepEqual(
      (await wiring(lamps, pi)).map(({ state, says }) => [state, says]),
      [['ok', 'd-0: BCM 0 is line 512 of the kernel']],
    )
    assert.equal((await wiring(lamps, recorded({ 'sys/class/gpio/export': '' })))[0]?.state, 'fault')
  })

  test('a keypad that is missing, and one that is there', async () => {
    const keypads = hallOf({ driver: 'hid-keypad', settings: { vendorId: 0x04d9, productId: 0xa088 } })
    assert.match((await wiring(keypads, recorded({})))[0]?.says ?? '', /not plugged in/)
    const root = recorded({
      'sys/class/hidraw/hidraw3/device/uevent': 'DRIVER=hid-generic\nHID_ID=0003:000004D9:0000A088\nHID_NAME=pad\n',
      'dev/hidraw3': '',
    })
    assert.equal((await wiring(keypads, root))[0]?.state, 'ok')
  })

  const shut = 'a keypad that this user may not read'
  if (process.getuid?.() === 0) skip(shut, 'root may read everything')
  else {
    test(shut, async () => {
      const keypads = hallOf({ driver: 'hid-keypad', settings: { vendorId: 0x04d9, productId: 0xa088 } })
      const root = recorded({
        'sys/class/hidraw/hidraw3/device/uevent': 'HID_ID=0003:000004D9:0000A088\n',
        'dev/hidraw3': '',
      })
      chmodSync(join(root, 'dev/hidraw3'), 0)
      assert.equal((await wiring(keypads, root))[0]?.state, 'fault')
    })
  }

  test('a sound card by its name', async () => {
    const cards = { 'proc/asound/cards': ' 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones\n' }
    const by = (device: string) => hallOf({ driver: 'alsa', settings: { device } })
    assert.equal((await wiring(by('plughw:CARD=Headphones'), recorded(cards)))[0]?.state, 'ok')
    assert.match((await wiring(by('plughw:CARD=Set'), recorded(cards)))[0]?.says ?? '', /no card Set/)
    assert.match((await wiring(by('default'), recorded({})))[0]?.says ?? '', /no sound card/)
  })

  test('says nothing of what plugs into another machine, or of kinds nobody uses', async () => {
    const away = { ...lamps, devices: lamps.devices.map((device) => ({ ...device, at: 'pi-2' })) }
    assert.deepEqual(await wiring(away, recorded({})), [])
    assert.deepEqual(await wiring(demoHall, recorded({})), [])
    assert.deepEqual(await wiring(null, recorded({})), [])
  })
})

spec('the doctor looks at the screens', ({ test }) => {
  // Bytes 21 and 22 of an EDID: width and height of the glass in cm. A 55-inch set is 122 by 68.
  const edid = (width: number, height: number) => Buffer.alloc(128).fill(0).fill(width, 21, 22).fill(height, 22, 23)
  const set = (address: string, size: Buffer) => ({
    'sys/class/drm/card1-HDMI-A-1/status': 'connected\n',
    'sys/class/drm/card1-HDMI-A-1/modes': '1920x1080\n1280x720\n',
    'sys/class/drm/card1-HDMI-A-1/edid': size,
    'sys/class/drm/card1-HDMI-A-2/status': 'disconnected\n',
    'etc/luot/board-HDMI-A-1.env': `LUOT_SCREEN_URL=${address}\n`,
  })
  const board = (query: string) => `http://luot.local:8080/display/board?id=b1&${query}`

  test('a board that the farthest seat can read', () => {
    const findings = glass(recorded(set(board('diagonal=55&distance=8'), edid(122, 68))))
    assert.deepEqual(findings, [
      { part: 'screen HDMI-A-1', state: 'ok', says: '1920 × 1080, 55″: the board can be read from 8 m' },
    ])
  })

  test('a board that hangs too far away, with the size that would do', () => {
    const [found] = glass(recorded(set(board('diagonal=32&distance=12'), edid(71, 40))))
    assert.equal(found?.state, 'note')
    assert.match(found?.says ?? '', /can be read from \d+\.\d m, and the farthest seat is at 12 m/)
    assert.match(found?.toDo ?? '', /a set of \d+″/)
  })

  test('an address that tells another size than the glass', () => {
    const [found] = glass(recorded(set(board('diagonal=55&distance=8'), edid(71, 40))))
    assert.match(found?.toDo ?? '', /diagonal=32/)
  })

  test('a set without a picture, and one that shows a kiosk', () => {
    const dark = recorded({ 'sys/class/drm/card0-DSI-1/status': 'connected', 'sys/class/drm/card0-DSI-1/modes': '' })
    assert.match(glass(dark)[0]?.says ?? '', /no picture mode/)
    const [kiosk] = glass(recorded(set('http://luot.local:8080/kiosk/', edid(48, 27))))
    assert.equal(kiosk?.says, '1920 × 1080, 22″')
  })
})
