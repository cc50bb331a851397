import assert from 'node:assert/strict'
import net from 'node:net'
import { escposPrinter, usualLimits } from '#server/drivers/printer/driver.ts'
import type { PrintOutcome } from '#server/drivers/printer/port.ts'
import type { ProfileId } from '#server/drivers/printer/profiles.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { tcpTransport } from '#server/drivers/transport/tcp.ts'
import type { EscposMachine } from '../kit/escpos-machine.ts'
import { onMemory, onSocket, settledHealth } from '../kit/printer-bench.ts'
import { makeFor } from '../kit/printer-make.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

const kinds: readonly { profile: ProfileId; hold: boolean }[] = [
  { profile: 'generic-80', hold: false },
  { profile: 'epson', hold: true },
  { profile: 'custom-kiosk', hold: true },
]

/** What may befall a printer at any byte of a slip. */
const mishaps: Readonly<
  Record<string, (machine: EscposMachine, after: (ms: number, run: () => void) => void) => void>
> = {
  'is let alone': () => undefined,
  'paper out': (machine) => {
    machine.paperDots = 0
  },
  'cover open': (machine) => {
    machine.coverOpen = true
  },
  'cover open and closed again': (machine, after) => {
    machine.coverOpen = true
    after(700, () => {
      machine.coverOpen = false
    })
  },
  'hangs, and says nothing': (machine) => {
    machine.silent = true
    machine.swallow = () => new Promise(() => undefined)
  },
  'goes silent': (machine) => {
    machine.silent = true
  },
  'silent for 30 s': (machine, after) => {
    machine.silent = true
    after(30_000, () => {
      machine.silent = false
    })
  },
  'takes nothing for 30 s': (machine, after) => {
    machine.swallow = () => new Promise((resolve) => after(30_000, () => resolve()))
    after(30_000, () => {
      machine.swallow = undefined
    })
  },
  'speaks garbage': (machine) => {
    machine.answersWith = Uint8Array.of(0x93, 0xff, 0x10, 0x0f, 0x41)
  },
  'is unplugged': (machine) => machine.pull(),
  'is unplugged in the middle of a report': (machine) => {
    machine.say(Uint8Array.of(0x10, 0x0f, 0x00))
    machine.pull()
  },
  'hangs up': (machine) => machine.hangUp(),
}

spec('I14: printed is said of whole slips only', ({ test }) => {
  for (const { profile, hold } of kinds) {
    test(`${profile}: whatever befalls it, wherever in the slip`, async () => {
      const ends = new Map<string, number>()
      for (const [what, befall] of Object.entries(mishaps)) {
        for (const atByte of [1, 60, 2_500, 3_400, 9_000, 17_123, 23_000, 23_140, 23_165]) {
          const { outcome, whole, torn, rubbish } = await oneSlip(profile, hold, atByte, befall)
          const where = `${what} at byte ${atByte}: ${JSON.stringify(outcome)}`
          if (what === 'is let alone') assert.deepEqual(outcome, { outcome: 'printed' }, where)
          if (outcome.outcome === 'printed') assert.ok(whole && !torn, where)
          if (outcome.outcome === 'failed' && !outcome.started) assert.ok(!whole && !torn, where)
          assert.equal(rubbish, 0, where)
          ends.set(outcome.outcome, (ends.get(outcome.outcome) ?? 0) + 1)
        }
      }
      // each end was really met: a driver that calls everything unsure would keep the law, too
      for (const end of ['printed', 'unconfirmed', 'failed'])
        assert.ok((ends.get(end) ?? 0) > 5, `${end}: ${ends.get(end)}`)
    }, 120_000)
  }
})

async function oneSlip(
  profile: ProfileId,
  hold: boolean,
  atByte: number,
  befall: (typeof mishaps)[string],
): Promise<{ outcome: PrintOutcome; whole: boolean; torn: boolean; rubbish: number }> {
  const { printer, machine, timers } = onMemory(profile, { hold })
  await timers.until(settledHealth(printer))
  const job = slipFor('A001')
  let bytes = 0
  machine.swallow = async () => {
    if (++bytes !== atByte) return
    machine.swallow = undefined
    befall(machine, (ms, run) => void timers.after(ms, run))
  }
  const outcome = await timers.until(printer.print(job))
  const slips = machine.slips()
  const same = (bytes: Uint8Array) => Buffer.from(bytes).equals(job.picture.bytes)
  const found = {
    outcome,
    whole: slips.some(({ picture, torn }) => !torn && same(picture.bytes)),
    torn: slips.some(({ torn }) => torn),
    rubbish: machine.rubbish.length,
  }
  machine.swallow = undefined
  machine.silent = false
  await timers.until(printer.close())
  return found
}

spec('a printer that lies', ({ test }) => {
  test('says that it is ready and takes nothing: stuck, and neither printed nor waited for without end', async () => {
    const { printer, machine, timers } = onMemory()
    await timers.until(settledHealth(printer))
    let bytes = 0
    // the questions before the slip are taken and answered well, and whenever it is asked later it says the same
    machine.swallow = () => (++bytes > 12 ? new Promise(() => undefined) : Promise.resolve())
    const askedAt = timers.now()
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.equal(outcome.outcome, 'failed')
    assert.deepEqual({ ...outcome, started: '-' }, { outcome: 'failed', fault: 'printer-stuck', started: '-' })
    assert.ok(timers.now() - askedAt <= usualLimits.stallMs + usualLimits.answerMs)
    machine.swallow = undefined
    await timers.until(printer.close())
  })

  test('answers well until the last band and never again: taken, but not called printed', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk')
    await timers.until(settledHealth(printer))
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes > 23_000) machine.silent = true
    }
    const outcome = await timers.until(printer.print(slipFor('A001')))
    assert.deepEqual(outcome, { outcome: 'unconfirmed', fault: 'printer-silent' })
    assert.deepEqual(printer.health(), { state: 'unknown', fault: 'printer-silent' })
    await timers.until(printer.close())
  })

  test('half a report before the plug was pulled is not made whole by the next one', async () => {
    const { printer, machine, timers } = onMemory('custom-kiosk', { hold: true })
    await timers.until(settledHealth(printer))
    await timers.advance(10_000)
    machine.say(Uint8Array.of(0x10, 0x0f, 0x01))
    machine.pull()
    await timers.advance(0)
    assert.deepEqual(printer.health(), { state: 'broken', fault: 'device-missing' })
    machine.plugged = true
    assert.deepEqual(await timers.until(printer.print(slipFor('A001'))), { outcome: 'printed' })
    assert.deepEqual(printer.health(), { state: 'ready' })
    await timers.until(printer.close())
  })
})

spec('bad days on a real socket', ({ test }) => {
  test('a printer that accepts and never answers is unconfirmed, slip after slip', async () => {
    const sockets: net.Socket[] = []
    const server = net.createServer((socket) => sockets.push(socket.on('error', () => socket.destroy())))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as net.AddressInfo
    const make = makeFor('generic-80')
    const limits = { ...make.limits, answerMs: 100, mmPerSecond: 100_000, cutMs: 0 }
    const transport = tcpTransport({ host: '127.0.0.1', port, connectMs: 2_000 })
    const printer = escposPrinter({ transport, timers: realTimers, make: { ...make, limits } })
    for (const number of ['A001', 'A002']) {
      assert.deepEqual(await printer.print(slipFor(number)), { outcome: 'unconfirmed', fault: 'printer-silent' })
    }
    await printer.close()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })

  test('garbage instead of status is no status', async () => {
    const { printer, machine, served } = await onSocket({ answerMs: 150 })
    machine.answersWith = Uint8Array.of(0xff, 0x00, 0x41, 0x93)
    assert.deepEqual(await printer.print(slipFor('A001')), { outcome: 'unconfirmed', fault: 'printer-silent' })
    await printer.close()
    await served.close()
  })

  test('the cover is opened in mid-slip: told unasked, named at once', async () => {
    const { printer, machine, served } = await onSocket({ stallMs: 60_000 }, 'epson')
    let bytes = 0
    machine.swallow = async () => {
      if (++bytes === 9_000) machine.coverOpen = true
    }
    const failed = { outcome: 'failed', fault: 'cover-open', started: true }
    assert.deepEqual(await printer.print(slipFor('A001')), failed)
    assert.equal(machine.askedInsideBand, 0)
    await printer.close()
    await served.close()
  })
})
