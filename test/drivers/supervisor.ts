import assert from 'node:assert/strict'
import { type DeviceHealth, type DeviceMoment, superviseDevices } from '#server/devices/supervisor.ts'
import { type DriverRow, driverRow, type OpenDevice } from '#server/drivers/catalog.ts'
import { DeviceFault } from '#server/drivers/device.ts'
import { type VirtualKeypad, virtualKeypad } from '#server/drivers/keypad/fake.ts'
import type { VirtualPrinter } from '#server/drivers/printer/fake.ts'
import { type VirtualSignal, virtualSignal } from '#server/drivers/signal/fake.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

spec('supervisor', ({ test }) => {
  test('the first slip of the day waits for its printer to be opened, and prints', async () => {
    const { supervisor, timers } = hall([{ id: 'kiosk', driver: 'virtual' }])
    assert.deepEqual(await timers.until(supervisor.printer('kiosk').print(slipFor('A001'))), { outcome: 'printed' })
    assert.equal(virtualPrinterOf(supervisor.opened('kiosk')).slips().length, 1)
    await timers.until(supervisor.close())
  })

  test('printing where there is no printer fails by name and never throws', async () => {
    const { supervisor, timers } = hall([
      { id: 'keys', driver: 'virtual-keypad' },
      { id: 'wrong', driver: 'escpos-tcp', settings: { port: 9100 } },
      { id: 'strange', driver: 'matrix-printer' },
    ])
    const faultAt = async (id: string) => await timers.until(supervisor.printer(id).print(slipFor('A001', id)))
    const failed = (fault: string) => ({ outcome: 'failed', fault, started: false })
    assert.deepEqual(await faultAt('nowhere'), failed('device-unconfigured'))
    assert.deepEqual(await faultAt('keys'), failed('device-unconfigured'))
    assert.deepEqual(await faultAt('wrong'), failed('device-settings'))
    assert.deepEqual(await faultAt('strange'), failed('driver-missing'))
    await timers.until(supervisor.close())
  })

  test('an unplugged printer fails, prints the same slip once it is back, and never twice', async () => {
    const { supervisor, timers } = hall([{ id: 'kiosk', driver: 'virtual' }])
    await timers.advance(0)
    const { hands, slips } = virtualPrinterOf(supervisor.opened('kiosk'))
    const door = supervisor.printer('kiosk')
    hands.unplug()
    const failed = { outcome: 'failed', fault: 'device-missing', started: false }
    assert.deepEqual(await timers.until(door.print(slipFor('A001'))), failed)
    hands.plug()
    assert.deepEqual(await timers.until(door.print(slipFor('A001'))), { outcome: 'printed' })
    assert.deepEqual(await timers.until(door.print(slipFor('A001'))), { outcome: 'printed' })
    assert.equal(slips().length, 1)
    await timers.until(supervisor.close())
  })

  test('every change of health is told once, with its device, its fault and since when', async () => {
    const { supervisor, timers, heard } = hall([{ id: 'kiosk', driver: 'virtual' }])
    await timers.advance(0)
    const { hands } = virtualPrinterOf(supervisor.opened('kiosk'))
    await timers.advance(1_000)
    hands.leavePaper(0)
    hands.leavePaper(0)
    await timers.advance(1_000)
    hands.loadPaper()
    const kiosk = { device: 'kiosk', kind: 'printer' as const, paper: { leftMm: 50_000, rollMm: 50_000 } }
    assert.deepEqual(heard, [
      { ...kiosk, state: 'ready', sinceAt: 0 },
      { ...kiosk, state: 'broken', fault: 'paper-out', sinceAt: 1_000, paper: { leftMm: 0, rollMm: 50_000 } },
      { ...kiosk, state: 'ready', sinceAt: 2_000 },
    ])
    assert.deepEqual(supervisor.health(), [heard[2]])
    await timers.until(supervisor.close())
  })

  test('tries again for ever, quickly at first and then patiently', async () => {
    const triedAt: number[] = []
    let missing = true
    const row: DriverRow = {
      ...driverRow('virtual-keypad')!,
      async open(_settings, { now }): Promise<OpenDevice> {
        triedAt.push(now())
        if (missing) throw new DeviceFault('device-missing', 'not here')
        return { kind: 'keypad', device: virtualKeypad() }
      },
    }
    const { supervisor, timers, heard, troubles } = hall([{ id: 'keys', driver: row.id }], [row])
    await timers.advance(80_000)
    assert.deepEqual(triedAt, [0, 500, 1_500, 3_500, 8_500, 18_500, 48_500, 78_500])
    missing = false
    await timers.advance(30_000)
    assert.deepEqual(
      heard.map(({ state, sinceAt }) => [state, sinceAt]),
      [
        ['broken', 0],
        ['ready', 108_500],
      ],
    )
    assert.equal(troubles.length, triedAt.length - 1)
    assert.match(troubles[0]!, /^keys: DeviceFault: device-missing: not here/)
    await timers.until(supervisor.close())
  })

  test('a keypad that is pulled out and put back goes on telling its keys', async () => {
    const opened: VirtualKeypad[] = []
    const row: DriverRow = {
      ...driverRow('virtual-keypad')!,
      async open(): Promise<OpenDevice> {
        const device = virtualKeypad()
        opened.push(device)
        return { kind: 'keypad', device }
      },
    }
    const { supervisor, timers, heard, moments } = hall([{ id: 'keys', driver: row.id }], [row])
    await timers.advance(0)
    opened[0]!.press({ key: 'next' })
    opened[0]!.unplug()
    await timers.advance(500)
    opened[1]!.press({ key: 'recall' })
    assert.deepEqual(moments, [
      { device: 'keys', kind: 'keypad', key: { key: 'next' } },
      { device: 'keys', kind: 'keypad', key: { key: 'recall' } },
    ])
    assert.deepEqual(
      heard.map(({ state }) => state),
      ['ready', 'broken', 'ready'],
    )
    await timers.until(supervisor.close())
  })

  test('lamps show what is wanted as soon as they are there, and again after a cable was pulled', async () => {
    const opened: VirtualSignal[] = []
    const row: DriverRow = {
      ...driverRow('virtual-signal')!,
      async open(): Promise<OpenDevice> {
        const device = virtualSignal({ lamps: ['call'], buttons: [] })
        opened.push(device)
        return { kind: 'signal', device }
      },
    }
    const { supervisor, timers } = hall([{ id: 'desk-3', driver: row.id }], [row])
    supervisor.wantLamps('desk-3', { call: 'on' })
    await timers.advance(0)
    assert.deepEqual(opened[0]!.burning(), ['call'])
    opened[0]!.unplug()
    await timers.advance(500)
    assert.deepEqual(opened[1]!.burning(), ['call'])
    supervisor.wantLamps('desk-3', {})
    assert.deepEqual(opened[1]!.burning(), [])
    await timers.until(supervisor.close())
  })

  test('new settings close what changed, open what is new, and leave the rest alone', async () => {
    const { supervisor, timers } = hall([
      { id: 'kiosk', driver: 'virtual' },
      { id: 'back', driver: 'virtual', settings: { rollMm: 1_000 } },
    ])
    await timers.advance(0)
    const kept = supervisor.opened('kiosk')
    const changed = supervisor.opened('back')
    await timers.until(
      supervisor.configure([
        { id: 'kiosk', driver: 'virtual' },
        { id: 'back', driver: 'virtual', settings: { rollMm: 2_000 } },
        { id: 'keys', driver: 'virtual-keypad' },
      ]),
    )
    await timers.advance(0)
    assert.equal(supervisor.opened('kiosk'), kept)
    assert.notEqual(supervisor.opened('back'), changed)
    assert.equal(supervisor.opened('keys')?.kind, 'keypad')
    await timers.until(supervisor.configure([]))
    assert.deepEqual(supervisor.health(), [])
    await timers.until(supervisor.close())
  })
})

function hall(devices: Parameters<typeof superviseDevices>[0]['devices'], catalog?: readonly DriverRow[]) {
  const timers = handMovedTimers()
  const heard: DeviceHealth[] = []
  const moments: DeviceMoment[] = []
  const troubles: string[] = []
  const supervisor = superviseDevices({
    ...(devices ? { devices } : {}),
    ...(catalog ? { catalog } : {}),
    timers,
    wallClock: timers.now,
    onHealth: (health) => heard.push(health),
    onMoment: (moment) => moments.push(moment),
    onTrouble: (device, error) => troubles.push(`${device}: ${error}`),
  })
  return { supervisor, timers, heard, moments, troubles }
}

// The catalogue's virtual printer is the fake: the test only needs its hands.
function virtualPrinterOf(open: OpenDevice | undefined): VirtualPrinter {
  assert.ok(open?.kind === 'printer' && 'hands' in open.device)
  return open.device as VirtualPrinter
}
