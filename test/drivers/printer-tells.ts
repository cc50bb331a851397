import assert from 'node:assert/strict'
import type { Health } from '#server/drivers/device.ts'
import { usualLimits } from '#server/drivers/printer/driver.ts'
import type { Printer } from '#server/drivers/printer/port.ts'
import { onMemory, settledHealth } from '../kit/printer-bench.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

const kept = { hold: true } as const
const moment = 0

spec('a printer that tells unasked', ({ test }) => {
  test('trouble and its end are told at once, long before anybody asks', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    await timers.advance(1_000)
    const heard = listenTo(printer)
    machine.coverOpen = true
    await timers.advance(moment)
    machine.coverOpen = false
    machine.paperDots = 500
    await timers.advance(moment)
    machine.paperDots = 0
    await timers.advance(moment)
    assert.deepEqual(heard, [
      { state: 'broken', fault: 'cover-open' },
      { state: 'ready' },
      { state: 'warning', fault: 'paper-near-end' },
      { state: 'broken', fault: 'paper-out' },
    ])
    assert.equal(machine.connections, 1)
    await timers.until(printer.close())
  })

  test('in the middle of a band the fault is named at once, and not guessed from a stall', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    await timers.advance(1_000)
    // the printer stops in a band and takes nothing more; an open cover is told while the band is still on its way
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes === 3_000) machine.coverOpen = true
    }
    const askedAt = timers.now()
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'failed', fault: 'cover-open', started: true })
    assert.ok(timers.now() - askedAt < usualLimits.stallMs)
    assert.equal(machine.askedInsideBand, 0)
    machine.swallow = undefined
    machine.coverOpen = false
    assert.deepEqual(await timers.until(printer.print(slipFor('A002'))), { outcome: 'printed' })
    await timers.until(printer.close())
  })

  test('a cover that is opened while the paper still moves is no printed slip', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    const slip = printer.print(slipFor('A001'))
    await timers.advance(300)
    machine.coverOpen = true
    assert.deepEqual(await timers.until(slip), { outcome: 'failed', fault: 'cover-open', started: true })
    await timers.until(printer.close())
  })

  test('one whose profile says that it does not tell is neither asked to nor believed', async () => {
    const { printer, machine, timers } = onMemory('generic-80', kept)
    machine.knowsAutomatic = true
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), { outcome: 'printed' })
    machine.coverOpen = true
    await timers.advance(moment)
    assert.deepEqual(printer.health(), { state: 'ready' })
    await timers.advance(usualLimits.pollMs)
    assert.deepEqual(printer.health(), { state: 'broken', fault: 'cover-open' })
    await timers.until(printer.close())
  })

  test('what is told between question and answer is no answer', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    machine.babbles = Uint8Array.of(0x38, 0x00, 0x00, 0x0f, 0x10, 0x00, 0x00, 0x0f)
    machine.silent = true
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), {
      outcome: 'unconfirmed',
      fault: 'printer-silent',
    })
    await timers.until(printer.close())
  })
})

spec('a line that is kept', ({ test }) => {
  test('is opened once for questions and slips alike', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    for (const number of ['A001', 'A002', 'A003']) await timers.until(printer.print(slipFor(number)))
    await timers.advance(120_000)
    assert.equal(machine.connections, 1)
    assert.deepEqual(machine.rubbish, [])
    await timers.until(printer.close())
  })

  test('that is pulled out is told at once, and found again', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    await timers.advance(10_000)
    machine.pull()
    await timers.advance(moment)
    assert.deepEqual(printer.health(), { state: 'broken', fault: 'device-missing' })
    machine.plugged = true
    await timers.advance(usualLimits.troubledPollMs)
    assert.deepEqual(printer.health(), { state: 'ready' })
    await timers.until(printer.close())
  })

  test('that died unnoticed is opened anew before a slip is trusted to it', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    // the printer was switched off and on: the old connection leads nowhere and does not know
    machine.loseConnection()
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), { outcome: 'printed' })
    assert.equal(machine.connections, 2)
    assert.equal(machine.slips().length, 1)
    await timers.until(printer.close())
  })

  test('on which the printer hangs up again and again is not run at', async () => {
    const { printer, machine, timers } = onMemory('epson', kept)
    await timers.until(settledHealth(printer))
    for (let second = 0; second < 60; second++) {
      await timers.advance(1_000)
      machine.hangUp()
    }
    assert.ok(machine.connections <= 1 + 60_000 / usualLimits.troubledPollMs, `${machine.connections} connections`)
    await timers.until(printer.close())
  })
})

spec('a printer in a kiosk', ({ test }) => {
  const mouth = (clearAfterMs: number) => ({
    mouth: { leftMs: 20_000, clearAfterMs, forgotten: 'retract' as const },
  })

  test('holds the ticket out, and a ticket that is taken soon is no news', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk', mouth(60_000))
    await timers.until(settledHealth(printer))
    const heard = listenTo(printer)
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), { outcome: 'printed' })
    assert.equal(machine.ticketInMouth, true)
    await timers.advance(10_000)
    machine.ticketInMouth = false
    await timers.advance(300_000)
    assert.deepEqual(heard, [])
    assert.equal(machine.retracted, 0)
    await timers.until(printer.close())
  })

  test('a ticket nobody takes is told after a while, and stays where it is unless it shall be taken back', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk', mouth(0))
    await timers.until(settledHealth(printer))
    await timers.until(printer.print(slipFor('A001')))
    await timers.advance(30_000)
    assert.deepEqual(printer.health(), { state: 'warning', fault: 'ticket-left' })
    await timers.advance(300_000)
    assert.deepEqual([machine.ticketInMouth, machine.retracted], [true, 0])
    machine.ticketInMouth = false
    await timers.advance(usualLimits.troubledPollMs)
    assert.deepEqual(printer.health(), { state: 'ready' })
    await timers.until(printer.close())
  })

  test('a forgotten ticket is taken back once, after the time that was set', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk', mouth(60_000))
    await timers.until(settledHealth(printer))
    await timers.until(printer.print(slipFor('A001')))
    await timers.advance(55_000)
    assert.deepEqual([machine.ticketInMouth, machine.retracted], [true, 0])
    await timers.advance(15_000)
    assert.deepEqual([machine.ticketInMouth, machine.retracted], [false, 1])
    assert.deepEqual(printer.health(), { state: 'ready' })
    assert.deepEqual(machine.rubbish, [])
    await timers.until(printer.close())
  })

  test('the next ticket has its own time', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk', mouth(60_000))
    await timers.until(printer.print(slipFor('A001')))
    await timers.advance(50_000)
    await timers.until(printer.print(slipFor('A002')))
    assert.deepEqual(printer.health(), { state: 'ready' })
    await timers.advance(40_000)
    assert.equal(machine.retracted, 0)
    await timers.advance(30_000)
    assert.equal(machine.retracted, 1)
    await timers.until(printer.close())
  })

  test('a jam is told by its name, and nothing is started', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk')
    await timers.until(settledHealth(printer))
    machine.jammed = true
    const jam = { outcome: 'failed', fault: 'paper-jam', started: false }
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), jam)
    assert.equal(machine.slips().length, 0)
    await timers.until(printer.close())
  })
})

function listenTo(printer: Printer): Health[] {
  const heard: Health[] = []
  printer.watch((health) => heard.push(health))
  return heard
}
