import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { escposPrinter, type PrinterMake, usualLimits } from '#server/drivers/printer/driver.ts'
import { realTimers, within } from '#server/drivers/timers.ts'
import { serialTransport, slowLine } from '#server/drivers/transport/serial.ts'
import { escposMachine, serveMachine } from '../kit/escpos-machine.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { benchOf, settledHealth } from '../kit/printer-bench.ts'
import { makeFor } from '../kit/printer-make.ts'
import { pseudoTerminal } from '../kit/pty.ts'
import { spec } from '../kit/spec.ts'
import { printerLaw, slipFor } from '../laws/printer-law.ts'

// Waits for real time: a line of the kernel carries bytes and ends by its own clock.
// Real terminals of the kernel, the real native part of serialport; only the copper is missing.
const haveSocat = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'socat')))

spec('how slow a serial line is', ({ test, skip }) => {
  test('staff are told how long a slip takes, and only where it is long', () => {
    assert.equal(slowLine(115_200), null)
    assert.equal(slowLine(230_400), null)
    assert.deepEqual(slowLine(9_600), { state: 'warning', fault: 'baud-slow', part: '9600 baud, 200 mm: 120 s' })
    assert.deepEqual(slowLine(57_600)?.part, '57600 baud, 200 mm: 20 s')
  })
  if (!haveSocat) skip('everything else about serial lines', 'socat is not installed')
})

if (haveSocat) {
  printerLaw('ESC/POS over a real serial line', async () => lawOnSerial(await onSerial()))
  printerLaw('ESC/POS that tells unasked, over a real serial line', async () =>
    lawOnSerial(await onSerial({ profile: 'epson' })),
  )

  printerLaw('ESC/POS in a kiosk, over a real serial line', async () =>
    lawOnSerial(await onSerial({ profile: 'custom-kiosk' })),
  )

  spec('a serial line', ({ test }) => {
    test('carries every value a byte can have, both ways', async () => {
      const { machine, pty, putAway } = await onSerial()
      const got: number[] = []
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
      const line = serialTransport({ path: pty.path, baud: 921_600, flow: 'none' })
      const wire = await line.open()
      machine.silent = true
      machine.overhear = (bytes) => void got.push(...bytes)
      await wire.write(all)
      await eventually(() => got.length >= 256)
      assert.deepEqual(got, [...all])
      const heard: number[] = []
      wire.onBytes((bytes) => heard.push(...bytes))
      machine.say(all)
      await eventually(() => heard.length >= 256)
      assert.deepEqual(heard, [...all])
      wire.cut()
      await putAway()
    })

    test('takes bytes no faster than it carries them, and stops in the middle when it is let go', async () => {
      const { machine, pty, putAway } = await onSerial()
      let got = 0
      machine.overhear = (bytes) => {
        got += bytes.length
      }
      const timers = handMovedTimers()
      const wire = await serialTransport({ path: pty.path, baud: 9_600, flow: 'none' }, timers).open()
      const written = wire.write(new Uint8Array(960_000)).then(
        () => 'written',
        () => 'let go',
      )
      // a line that carries 960 bytes in a second is given two of them
      let passedMs = 0
      while (got < 1_920) {
        await timers.advance(20)
        passedMs += 20
        assert.ok(got <= 0.96 * passedMs + 1_024, `${got} bytes in ${passedMs} ms`)
      }
      assert.ok(passedMs >= 900, `${got} bytes in ${passedMs} ms`)
      wire.cut()
      assert.equal(await written, 'let go')
      await putAway()
    })

    test('whose plug is pulled ends at once, although nobody was listening or writing', async () => {
      const { pty, putAway } = await onSerial()
      const wire = await serialTransport({ path: pty.path, baud: 115_200, flow: 'none' }).open()
      await pty.pull()
      assert.equal(
        await within(
          realTimers,
          5_000,
          wire.ended.then(() => 'ended'),
          'still open',
        ),
        'ended',
      )
      await assert.rejects(wire.write(Uint8Array.of(1)), { fault: 'printer-gone' })
      await putAway()
    })

    test('may be opened again right after it was let go, but not by two at once', async () => {
      const { pty, putAway } = await onSerial()
      const line = serialTransport({ path: pty.path, baud: 115_200, flow: 'xon-xoff' })
      for (let time = 0; time < 5; time++) (await line.open()).cut()
      const wire = await line.open()
      const other = serialTransport({ path: pty.path, baud: 115_200, flow: 'none' })
      await assert.rejects(other.open(), { fault: 'device-busy' })
      await wire.finish(0)
      await putAway()
    })

    test('that is not there is a missing device', async () => {
      const nowhere = serialTransport({ path: '/dev/ttyNowhere', baud: 115_200, flow: 'none' })
      await assert.rejects(nowhere.open(), { fault: 'device-missing' })
    })
  })

  spec('a printer on a serial line, on a bad day', ({ test }) => {
    test('pulled out in mid-slip it fails as started, and prints the next when it is back', async () => {
      const { printer, machine, pty, putAway } = await openPrinter()
      let pulled: Promise<void> | undefined
      let bytes = 0
      machine.swallow = async () => {
        if (++bytes === 9_000) pulled = pty.pull()
      }
      const outcome = await printer.print(slipFor('A001'))
      assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-gone', started: true })
      await pulled
      machine.swallow = undefined
      await pty.plug()
      assert.deepEqual(await printer.print(slipFor('A002')), { outcome: 'printed' })
      await putAway()
    })

    test('of which only noise is heard, as at a wrong rate, is silent and never called printed', async () => {
      const { printer, machine, putAway } = await openPrinter({ limits: { answerMs: 80 } })
      machine.answersWith = Uint8Array.of(0xff, 0x00, 0xe6, 0x80, 0x98, 0x06)
      const outcome = await printer.print(slipFor('A001'))
      assert.deepEqual(outcome, { outcome: 'unconfirmed', fault: 'printer-silent' })
      await putAway()
    })

    test('that stops reading is stuck, and the line is free again afterwards', async () => {
      const { printer, machine, pty, putAway } = await openPrinter({ limits: { stallMs: 300, answerMs: 200 } })
      let bytes = 0
      machine.swallow = async () => {
        if (++bytes === 9_000) pty.freeze()
      }
      // longer than all that lies between the driver and the frozen end can hold
      const long = slipFor('A001')
      const dots = Buffer.concat(Array.from({ length: 10 }, () => long.picture.bytes))
      const outcome = await printer.print({ ...long, picture: { width: 384, height: 4_800, bytes: dots } })
      assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-stuck', started: true })
      machine.swallow = undefined
      pty.thaw()
      assert.deepEqual(await printer.print(slipFor('A002')), { outcome: 'printed' })
      await putAway()
    })

    test('on a slow line works, and staff are told how slow while all else is well', async () => {
      const standing = slowLine(57_600)
      const { printer, machine, putAway } = await openPrinter({ standing })
      await settledHealth(printer)
      assert.deepEqual(printer.health(), standing)
      assert.deepEqual(await printer.print(slipFor('A001')), { outcome: 'printed' })
      machine.paperDots = 0
      await eventually(() => printer.health().state === 'broken')
      assert.deepEqual(printer.health(), { state: 'broken', fault: 'paper-out' })
      await putAway()
    })
  })
}

interface Wanted {
  profile?: Parameters<typeof makeFor>[0]
  limits?: Partial<PrinterMake['limits']>
  standing?: PrinterMake['standing']
}

async function onSerial({ profile = 'generic-80', limits = {}, standing = null }: Wanted = {}) {
  const machine = escposMachine()
  const served = await serveMachine(machine)
  const pty = await pseudoTerminal(served.port)
  const make = makeFor(profile, {
    hold: true,
    standing,
    limits: {
      ...usualLimits,
      answerMs: 700,
      mmPerSecond: 100_000,
      cutMs: 0,
      pollMs: 60,
      troubledPollMs: 40,
      bytesPerSecond: 92_160,
      ...limits,
    },
  })
  machine.knowsAutomatic = make.layout.automatic
  async function putAway() {
    await pty.close()
    await served.close()
  }
  return { machine, pty, make, putAway }
}

async function openPrinter(wanted: Wanted = {}) {
  const { machine, pty, make, putAway } = await onSerial(wanted)
  const transport = serialTransport({ path: pty.path, baud: 921_600, flow: 'rts-cts' })
  const printer = escposPrinter({ transport, timers: realTimers, make })
  return {
    printer,
    machine,
    pty,
    async putAway() {
      await printer.close()
      await putAway()
    },
  }
}

async function lawOnSerial({ machine, pty, make, putAway }: Awaited<ReturnType<typeof onSerial>>) {
  const transport = serialTransport({ path: pty.path, baud: 921_600, flow: 'rts-cts' })
  const printer = escposPrinter({ transport, timers: realTimers, make })
  return benchOf(printer, machine, (promise) => promise, {
    unplug: pty.pull,
    plug: pty.plug,
    async putAway() {
      await printer.close()
      await putAway()
    },
  })
}

async function eventually(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 5))
}
