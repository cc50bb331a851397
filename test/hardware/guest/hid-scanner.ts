import assert from 'node:assert/strict'
import { layoutOf } from '#server/drivers/scanner/pos-report.ts'
import { posDescriptor, posReports, keysOf as typed } from '../../kit/scanner-reports.ts'
import { spec } from '../../kit/spec.ts'
import { keyboardOf, listenIn } from '../kit/evdev.ts'
import { scansOf, withHall } from '../kit/hall-at-work.ts'
import { keyboardDescriptor, plugUhid, type UhidDevice } from '../kit/uhid.ts'
import { soon, witness } from '../kit/witness.ts'

/** Scanners: codes longer than a report, the cable pulled between two of them, and one that can only type. */
witness({
  real: ['HID core, hidraw, evdev', 'native node-hid', 'hid-scanner and typing-scanner drivers, supervisor'],
  emulated: ['the scanners (uhid)'],
})

const gun = { vendorId: 0x0c2e, productId: 0x0b61 }
const typist = { vendorId: 0x0c2e, productId: 0x0b62 }
const card = '001099012345||Trần Thị Bưởi|01011990|Nữ|Số 5, ngõ 12, phường Bến Nghé|01012021'
const long = 'https://luot.local/t/'.padEnd(400, 'A012')

spec('scanners over hidraw', ({ test }) => {
  for (const [title, descriptor] of [
    ['with the usual reports', posDescriptor({ reportId: 2, dataMost: 56 })],
    ['whose reports have no id', posDescriptor({ reportId: null, dataMost: 57 })],
  ] as const) {
    test(
      `HID POS ${title}: a code of one report, of many, and in Vietnamese; half a code is none`,
      () =>
        withHall([{ id: 'gun', driver: 'hid-scanner', settings: gun }], async ({ heard, told, ready }) => {
          const layout = layoutOf(descriptor)
          const plug = () => plugUhid({ name: 'Scanner', ...gun, serialNumber: 'G1', descriptor })
          const scan = (device: UhidDevice, text: string) => slowly(device, posReports(Buffer.from(text), layout))
          const device = plug()
          await ready('gun')
          for (const text of ['A012', long, card]) await scan(device, text)
          await soon('three codes', () => heard.length >= 3)
          assert.deepEqual(scansOf(heard, 'gun'), ['A012', long, card])

          await slowly(device, posReports(Buffer.from(long), layout).slice(0, 3))
          device.unplug()
          await soon('it is missing', () => told.some(({ fault }) => fault === 'device-missing'))
          told.length = 0
          const again = plug()
          await soon('it is ready again', () => told.some(({ state }) => state === 'ready'))
          await scan(again, 'B007')
          await soon('the code after the cable', () => heard.length >= 4)
          assert.deepEqual(scansOf(heard, 'gun').slice(3), ['B007'])
          again.unplug()
        }),
      90_000,
    )
  }

  test(
    'one that can only type is heard by the hub, and by nobody else',
    () =>
      withHall([{ id: 'typist', driver: 'typing-scanner', settings: typist }], async ({ heard, ready }) => {
        const device = plugUhid({ name: 'Scanner', ...typist, serialNumber: 'T1', descriptor: keyboardDescriptor })
        await ready('typist')
        const bystander = listenIn(await soon('its keyboard', () => keyboardOf('T1')))
        await slowly(device, typed('001099012345\n'))
        await soon('the code', () => heard.length >= 1)
        assert.deepEqual(scansOf(heard, 'typist'), ['001099012345'])
        assert.deepEqual(bystander.heard(), [])
        bystander.leave()
        device.unplug()
      }),
    60_000,
  )
})

/** At a scanner's pace: hidraw keeps 64 reports for a reader, and this reader's processor is emulated. */
async function slowly(device: UhidDevice, reports: readonly Uint8Array[]): Promise<void> {
  for (const report of reports) {
    device.send(report)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}
