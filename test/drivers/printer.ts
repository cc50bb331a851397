import assert from 'node:assert/strict'
import { usualLimits } from '#server/drivers/printer/driver.ts'
import { virtualPrinter } from '#server/drivers/printer/fake.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { benchOf, onMemory, onSocket, settledHealth } from '../kit/printer-bench.ts'
import { spec } from '../kit/spec.ts'
import { type PrinterOnTheBench, printerLaw, slipFor } from '../laws/printer-law.ts'

printerLaw('the virtual printer', async () => {
  const timers = handMovedTimers()
  const printer = virtualPrinter({ timers, rollMm: 50_000, nearEndMm: 100, mmPerSecond: 150 })
  return {
    printer,
    slips: printer.slips,
    until: timers.until,
    hands: printer.hands,
    putAway: () => timers.until(printer.close()),
  }
})

printerLaw('ESC/POS over a wire of memory', async () => lawOnMemory())
printerLaw('ESC/POS that tells unasked, over a wire that is kept', async () => lawOnMemory('epson', { hold: true }))
printerLaw('ESC/POS in a kiosk', async () => lawOnMemory('custom-kiosk'))
printerLaw('ESC/POS in a kiosk, over a wire that is kept', async () => lawOnMemory('custom-kiosk', { hold: true }))

function lawOnMemory(...make: Parameters<typeof onMemory>): PrinterOnTheBench {
  const { printer, machine, timers } = onMemory(...make)
  return benchOf(printer, machine, timers.until, {
    unplug: () => machine.pull(),
    plug: () => {
      machine.plugged = true
    },
    putAway: () => timers.until(printer.close()),
  })
}

printerLaw('ESC/POS over a real socket', async () => {
  const { printer, machine, served } = await onSocket()
  return benchOf(printer, machine, (promise) => promise, {
    unplug: served.unplug,
    plug: served.plug,
    async putAway() {
      await printer.close()
      await served.close()
    },
  })
})

spec('ESC/POS driver on a bad day', ({ test }) => {
  test('says paper-out when the roll ends in mid-slip, and the next slip is cut free of the torn one', async () => {
    const { printer, machine, timers } = onMemory()
    machine.paperDots = 200
    const torn = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(torn, { outcome: 'failed', fault: 'paper-out', started: true })
    machine.paperDots = 100_000
    const next = slipFor('A002')
    assert.deepEqual(await timers.until(printer.print(next)), { outcome: 'printed' })
    assert.deepEqual(
      machine.slips().map(({ picture, torn }) => [picture.height, torn]),
      [
        [200, false],
        [480, false],
      ],
    )
    assert.deepEqual(machine.slips()[1]!.picture.bytes, next.picture.bytes)
    assert.deepEqual(machine.rubbish, [])
    await timers.until(printer.close())
  })

  test('says cover-open when the cover is lifted in mid-slip', async () => {
    const { printer, machine, timers } = onMemory()
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes === 9_000) machine.coverOpen = true
    }
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'cover-open', started: true })
    assert.deepEqual(printer.health(), { state: 'broken', fault: 'cover-open' })
    machine.swallow = undefined
    await timers.until(printer.close())
  })

  test('does not wait ten hours for a printer that takes one byte a second', async () => {
    const { printer, machine, timers } = onMemory()
    machine.swallow = () => new Promise((resolve) => void timers.after(1_000, resolve))
    const askedAt = timers.now()
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-stuck', started: true })
    // by the hand-moved clock: two silences before it, then the limit of a stall
    assert.ok(timers.now() - askedAt <= usualLimits.jobMs + usualLimits.stallMs + 4 * usualLimits.answerMs)
    machine.swallow = undefined
    const next = await timers.until(printer.print(slipFor('A002')))
    assert.deepEqual(next, { outcome: 'printed' })
    await timers.until(printer.close())
  })

  test('lets go of a real printer that stops reading, and nothing of it is left open', async () => {
    const { printer, machine, served } = await onSocket({ answerMs: 200, stallMs: 300, jobMs: 900 })
    let release = () => {}
    const never = new Promise<void>((resolve) => {
      release = resolve
    })
    machine.swallow = () => never
    // long enough that no kernel's buffers swallow it whole
    const long = slipFor('A001')
    const height = 480 * 400
    const bytes = Buffer.concat(Array.from({ length: 400 }, () => Buffer.from(long.picture.bytes)))
    const outcome = await printer.print({ ...long, picture: { width: 384, height, bytes } })
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-stuck', started: true })
    await printer.close()
    await served.close()
    release()
  })

  test('a connection that breaks in mid-slip is a started failure', async () => {
    const { printer, machine, timers } = onMemory()
    await timers.until(settledHealth(printer))
    machine.hangUpAfter = 8_000
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'printer-gone', started: true })
    await timers.until(printer.close())
  })

  test('a real connection that is reset in mid-slip is a started failure too', async () => {
    const { printer, machine, served } = await onSocket()
    machine.hangUpAfter = 8_000
    const outcome = await printer.print(slipFor('A001'))
    assert.equal(outcome.outcome, 'failed')
    assert.deepEqual({ ...outcome, fault: '-' }, { outcome: 'failed', fault: '-', started: true })
    await printer.close()
    await served.close()
  })

  test('takes no noise for an answer: a printer that only babbles is silent', async () => {
    const { printer, machine, timers } = onMemory()
    machine.answersWith = Uint8Array.of(0xff, 0x00, 0x41, 0x13, 0x11, 0x93)
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'unconfirmed', fault: 'printer-silent' })
    await timers.until(printer.close())
  })

  test('finds the answer among automatic status and flow control', async () => {
    const { printer, machine, timers } = onMemory()
    machine.babbles = Uint8Array.of(0x11, 0x10, 0x00, 0x00, 0x0f, 0x13)
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), { outcome: 'printed' })
    await timers.until(printer.close())
  })

  test('falls silent after the slip: taken, but not called printed', async () => {
    const { printer, machine, timers } = onMemory()
    machine.swallow = async () => {
      if (machine.paperDots < 399_500) machine.silent = true
    }
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'unconfirmed', fault: 'printer-silent' })
    await timers.until(printer.close())
  })

  test('asks after the printer by itself, and more often while something is wrong', async () => {
    const { printer, machine, timers } = onMemory()
    await timers.until(settledHealth(printer))
    const calm = machine.connections
    await timers.advance(60_000)
    assert.equal(machine.connections - calm, 4)
    machine.coverOpen = true
    await timers.advance(16_000)
    const troubled = machine.connections
    await timers.advance(60_000)
    assert.ok(machine.connections - troubled >= 14, `${machine.connections - troubled} questions in a minute`)
    await timers.until(printer.close())
  })
})
