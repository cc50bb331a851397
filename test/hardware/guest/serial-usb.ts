import assert from 'node:assert/strict'
import { superviseDevices } from '#server/devices/supervisor.ts'
import { driverRow } from '#server/drivers/catalog.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import type { FarEnd } from '#server/drivers/transport/memory.ts'
import { escposMachine } from '../../kit/escpos-machine.ts'
import { modbusSlaves } from '../../kit/modbus-slave.ts'
import { spec } from '../../kit/spec.ts'
import { slipFor } from '../../laws/printer-law.ts'
import { scansOf, withHall } from '../kit/hall-at-work.ts'
import { plugUsbSerial } from '../kit/usb-serial.ts'
import { soon, witness } from '../kit/witness.ts'

/** Printers, signs and scanners on serial lines that come and go with a USB cable. */
witness({
  real: [
    'usb core, cdc-acm, tty layer',
    'native serialport',
    'escpos-serial, modbus-signs, serial-scanner, supervisor',
  ],
  emulated: ['the cable (dummy_hcd)', 'the adapter (ACM gadget)', 'printer, Modbus signs and scanner behind it'],
})

let made = 0
const nameOf = (kind: string) => `${kind}${++made}`

spec('a printer on a USB serial line', ({ test }) => {
  const on = (title: string, body: (bench: Awaited<ReturnType<typeof onTheLine>>) => Promise<void>) =>
    test(title, async () => {
      const bench = await onTheLine()
      await body(bench).finally(bench.putAway)
    })

  on('a slip comes out dot for dot, and paper that ends in mid-slip is named', async ({ printer, machine }) => {
    const job = slipFor('A001')
    assert.deepEqual(await printer.print(job), { outcome: 'printed' })
    assert.deepEqual(Buffer.from(machine.slips()[0]!.picture.bytes), Buffer.from(job.picture.bytes))
    machine.paperDots = 240
    const torn = { outcome: 'failed', fault: 'paper-out', started: true }
    assert.deepEqual(await printer.print(slipFor('A002')), torn)
    machine.paperDots = 400_000
    assert.deepEqual(await printer.print(slipFor('A003')), { outcome: 'printed' })
  })

  on('the cable pulled in mid-slip is a started failure, and it prints again when it is back', async (bench) => {
    const { printer, machine, cable } = bench
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes !== 9_000) return
      machine.swallow = undefined
      cable.unplug()
    }
    const outcome = await printer.print(slipFor('A001'))
    assert.equal(outcome.outcome === 'failed' && outcome.started, true)
    await soon('it is broken', () => printer.health().state === 'broken')
    await cable.plug()
    await soon('it is ready again', () => printer.health().state === 'ready')
    const next = slipFor('A002')
    assert.deepEqual(await printer.print(next), { outcome: 'printed' })
    assert.deepEqual(Buffer.from(machine.slips().at(-1)!.picture.bytes), Buffer.from(next.picture.bytes))
  })
})

spec('signs and scanners on a USB serial line', ({ test }) => {
  test('three signs of one bus show their numbers, the cable pulled is missing, and back in they are written anew', async () => {
    const slaves = modbusSlaves([1, 2, 3], (bytes) => serial.send(bytes))
    const serial = await plugUsbSerial({ name: nameOf('signs'), socket: 1, hear: slaves.hear })
    const signs = [1, 2, 3].map((address) => ({ address, place: `quay-${address}` }))
    const settings = { path: serial.path(), baud: 115_200, model: 'ascii', rewriteMs: 1_000, answerMs: 400, signs }
    const supervisor = superviseDevices({ devices: [{ id: 'signs', driver: 'modbus-signs', settings }] })
    const reads = (...texts: string[]) =>
      soon(`the signs read ${texts}`, () => texts.every((text, at) => textOf(slaves.slave(at + 1).registers) === text))
    try {
      supervisor.wantSigns('signs', { 'quay-1': face('A012'), 'quay-2': face('B007'), 'quay-3': face('C100') })
      await reads('A012', 'B007', 'C100')
      serial.unplug()
      await soon('they are missing', () => supervisor.health()[0]?.state === 'broken')
      for (const address of [1, 2, 3]) slaves.slave(address).registers.clear()
      await serial.plug()
      await reads('A012', 'B007', 'C100')
    } finally {
      await supervisor.close()
      serial.putAway()
    }
  }, 90_000)

  test('a scanner is heard, also after its cable was pulled in mid-code', async () => {
    const serial = await plugUsbSerial({ name: nameOf('scanner'), socket: 1, hear: () => undefined })
    const settings = { path: serial.path(), baudRate: 9_600 }
    try {
      await withHall([{ id: 'gun', driver: 'serial-scanner', settings }], async ({ heard, told, ready }) => {
        await ready('gun')
        serial.send(Buffer.from('Phường Bến Nghé|A012\r\n'))
        await soon('the code', () => heard.length >= 1)
        serial.send(Buffer.from('half a code'))
        await new Promise((resolve) => setTimeout(resolve, 100))
        serial.unplug()
        await soon('it is missing', () => told.some(({ state }) => state === 'broken'))
        told.length = 0
        await serial.plug()
        await soon('it is ready again', () => told.some(({ state }) => state === 'ready'))
        serial.send(Buffer.from('B007\r\n'))
        await soon('the code after the cable', () => heard.length >= 2)
        assert.deepEqual(scansOf(heard, 'gun'), ['Phường Bến Nghé|A012', 'B007'])
      })
    } finally {
      serial.putAway()
    }
  }, 90_000)
})

/** A printer that stands behind the adapter, and the cable between: a machine meets a new visitor each time it is plugged. */
async function onTheLine() {
  const machine = escposMachine()
  let far: FarEnd | undefined
  const serial = await plugUsbSerial({ name: nameOf('printer'), socket: 0, hear: (bytes) => far?.onBytes(bytes) })
  function meet(): void {
    let hungUp = false
    far = {
      onBytes: () => undefined,
      send: (bytes) => (hungUp ? undefined : serial.send(bytes)),
      hangUp: () => {
        hungUp = true
      },
      get hungUp() {
        return hungUp
      },
    }
    machine.connect(far)
  }
  meet()
  const cable = {
    unplug() {
      far?.hangUp()
      serial.unplug()
    },
    async plug() {
      meet()
      await serial.plug()
    },
  }
  const line = { path: serial.path(), baud: 921_600 }
  const limits = { answerMs: 1_500, jobMs: 60_000, mmPerSecond: 400, cutMs: 50, pollMs: 500, troubledPollMs: 500 }
  const opened = await driverRow('escpos-serial')!.open({ ...line, ...limits }, realTimers)
  assert.ok(opened.kind === 'printer')
  const printer = opened.device
  async function putAway() {
    machine.swallow = undefined
    await printer.close()
    serial.putAway()
  }
  return { printer, machine, cable, putAway }
}

const face = (number: string): SignFace => ({ number, counter: '1', calling: false })

const textOf = (registers: ReadonlyMap<number, number>) =>
  [registers.get(0) ?? 0x2020, registers.get(1) ?? 0x2020]
    .map((word) => String.fromCharCode(word >> 8, word & 0xff))
    .join('')
