import assert from 'node:assert/strict'
import { driverRow } from '#server/drivers/catalog.ts'
import type { Printer } from '#server/drivers/printer/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { type EscposMachine, escposMachine } from '../../kit/escpos-machine.ts'
import { spec } from '../../kit/spec.ts'
import { printerLaw, slipFor } from '../../laws/printer-law.ts'
import { plugUsbPrinter, type UsbPrinter } from '../kit/usb-printer.ts'
import { soon, witness } from '../kit/witness.ts'

/** The printer driver on `/dev/usb/lp*`: the law every printer keeps, and the bad days only a cable has. */
witness({
  real: ['usblp, usb core, udev', '/dev/usb/lp*', 'escpos-file driver'],
  emulated: [
    'the cable (dummy_hcd)',
    'the USB end of the printer (printer gadget)',
    'its mechanism (test/kit/escpos-machine.ts)',
  ],
})

printerLaw('ESC/POS over usblp', async () => {
  const { printer, machine, usb, putAway } = await onTheCable()
  return {
    printer,
    slips: machine.slips,
    until: (promise) => promise,
    hands: {
      loadPaper: () => {
        machine.paperDots = 50_000 * 8
      },
      leavePaper: (mm) => {
        machine.paperDots = mm * 8
      },
      openCover: () => {
        machine.coverOpen = true
      },
      closeCover: () => {
        machine.coverOpen = false
      },
      unplug: usb.unplug,
      plug: usb.plug,
      fallSilent: () => {
        machine.silent = true
      },
    },
    putAway,
  }
})

spec('a USB printer on a bad day', ({ test }) => {
  const on = (title: string, body: (bench: Awaited<ReturnType<typeof onTheCable>>) => Promise<void>) =>
    test(title, async () => {
      const bench = await onTheCable()
      await body(bench).finally(bench.putAway)
    }, 120_000)

  on('what leaves the driver arrives, byte for byte, and no question hides in the picture', async (bench) => {
    const { printer, machine, usb } = bench
    const job = slipFor('A001')
    assert.deepEqual(await printer.print(job), { outcome: 'printed' })
    assert.deepEqual(machine.rubbish, [])
    const bytes = usb.received()
    // Lines of the picture in the order they were drawn: what lies between them is orders and questions, never dots.
    let from = 0
    for (let row = 0; row < job.picture.height; row++) {
      const line = Buffer.from(job.picture.bytes.subarray(row * 48, (row + 1) * 48))
      from = bytes.indexOf(line, from)
      assert.notEqual(from, -1, `line ${row} is not where it should be`)
      from += line.length
    }
  })

  on('the cover opened in mid-slip is named, and the slip counts as started', async ({ printer, machine }) => {
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes === 9_000) machine.coverOpen = true
    }
    const outcome = await printer.print(slipFor('A001'))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'cover-open', started: true })
    assert.deepEqual(printer.health(), { state: 'broken', fault: 'cover-open' })
  })

  on('the cable pulled in mid-slip is a started failure, and the next slip comes out whole', async (bench) => {
    const { printer, machine, usb } = bench
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes !== 9_000) return
      machine.swallow = undefined
      usb.unplug()
    }
    const outcome = await printer.print(slipFor('A001'))
    assert.equal(outcome.outcome, 'failed')
    assert.equal(outcome.outcome === 'failed' && outcome.started, true)
    assert.equal(printer.health().state, 'broken')
    await usb.plug()
    const next = slipFor('A002')
    assert.deepEqual(await printer.print(next), { outcome: 'printed' })
    assert.deepEqual(Buffer.from(machine.slips().at(-1)!.picture.bytes), Buffer.from(next.picture.bytes))
  })

  on('one that stops reading is stuck: nobody waits for ever, and it prints again when it reads', async (bench) => {
    const { printer, usb } = bench
    await soon('the first look at it', () => printer.health().state === 'ready')
    usb.reads = false
    const outcome = await printer.print(slipFor('A001'))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-stuck', started: true })
    usb.reads = true
    assert.deepEqual(await printer.print(slipFor('A002')), { outcome: 'printed' })
  })

  on('one byte a second is stuck too, by the limit of the whole job', async ({ printer, machine }) => {
    await soon('the first look at it', () => printer.health().state === 'ready')
    const slow = { bytes: 0 }
    machine.swallow = () => {
      slow.bytes++
      return new Promise((resolve) => setTimeout(resolve, slow.bytes < 20 ? 0 : 1_000))
    }
    const outcome = await printer.print(slipFor('A001'))
    assert.equal(outcome.outcome, 'failed')
    assert.equal(printer.health().state, 'broken')
    machine.swallow = undefined
  })

  on('answers that are no status are silence: the slip goes out unconfirmed', async ({ printer, machine }) => {
    machine.answersWith = Uint8Array.of(0xff, 0x00, 0x81)
    const outcome = await printer.print(slipFor('A001'))
    assert.equal(outcome.outcome, 'unconfirmed')
    assert.equal(machine.slips().length, 1)
  })

  on('half a minute of silence, then it speaks: unknown all the while, ready at once after', async (bench) => {
    const { printer, machine } = bench
    machine.silent = true
    assert.equal((await printer.print(slipFor('A001'))).outcome, 'unconfirmed')
    await new Promise((resolve) => setTimeout(resolve, 30_000))
    assert.deepEqual(printer.health(), { state: 'unknown', fault: 'printer-silent' })
    machine.silent = false
    await soon('it is ready', () => printer.health().state === 'ready')
    assert.deepEqual(await printer.print(slipFor('A002')), { outcome: 'printed' })
  })

  test('two printers at two files each print what is theirs', async () => {
    const first = await onTheCable(0)
    const second = await onTheCable(1)
    assert.notEqual(first.usb.path(), second.usb.path())
    const [a, b] = [slipFor('A001'), slipFor('B001')]
    const outcomes = await Promise.all([first.printer.print(a), second.printer.print(b)])
    assert.deepEqual(outcomes, [{ outcome: 'printed' }, { outcome: 'printed' }])
    assert.deepEqual(Buffer.from(first.machine.slips()[0]!.picture.bytes), Buffer.from(a.picture.bytes))
    assert.deepEqual(Buffer.from(second.machine.slips()[0]!.picture.bytes), Buffer.from(b.picture.bytes))
    await first.putAway()
    await second.putAway()
  }, 60_000)
})

/** Quick limits, so that a bad day does not take a day; generous answers, because this processor is emulated. */
const limits = {
  answerMs: 1_500,
  stallMs: 3_000,
  jobMs: 12_000,
  mmPerSecond: 400,
  cutMs: 50,
  pollMs: 500,
  troubledPollMs: 500,
}

let plugged = 0

async function onTheCable(socket: 0 | 1 = 0): Promise<{
  printer: Printer
  machine: EscposMachine
  usb: UsbPrinter
  putAway(): Promise<void>
}> {
  const machine = escposMachine()
  const name = `printer${++plugged}`
  const usb = await plugUsbPrinter({ name, socket, serialNumber: `TM${plugged}`, connect: machine.connect })
  const printer = await openPrinter(usb).catch((error: unknown) => {
    usb.putAway()
    throw error
  })
  return {
    printer,
    machine,
    usb,
    async putAway() {
      machine.swallow = undefined
      usb.reads = true
      await printer.close()
      usb.putAway()
    },
  }
}

async function openPrinter(usb: UsbPrinter): Promise<Printer> {
  const opened = await driverRow('escpos-file')!.open({ path: usb.path(), ...limits }, realTimers)
  assert.ok(opened.kind === 'printer')
  return opened.device
}
