import assert from 'node:assert/strict'
import type { Bitmap } from '#server/drivers/bitmap.ts'
import { bytesAcross } from '#server/drivers/bitmap.ts'
import type { Health } from '#server/drivers/device.ts'
import type { Printer, PrintJob } from '#server/drivers/printer/port.ts'
import { spec } from '../kit/spec.ts'

/** A printer opened for the law, with hands to do to it what people and cables do. */
export interface PrinterOnTheBench {
  printer: Printer
  slips(): ReadonlyArray<{ picture: Bitmap; torn: boolean }>
  /** Lets time pass until it has happened. */
  until<T>(promise: Promise<T>): Promise<T>
  hands: {
    loadPaper(): void
    leavePaper(mm: number): void
    openCover(): void
    closeCover(): void
    unplug(): void | Promise<void>
    plug(): void | Promise<void>
    fallSilent(): void
  }
  putAway(): Promise<void>
}

/** What every printer keeps, of metal or of air. */
export function printerLaw(name: string, open: () => Promise<PrinterOnTheBench>): void {
  spec(`printer law: ${name}`, ({ test }) => {
    const on = (title: string, body: (bench: PrinterOnTheBench) => Promise<void>) =>
      test(title, async () => {
        const bench = await open()
        try {
          await body(bench)
        } finally {
          await bench.putAway()
        }
      })

    on('a slip that came out whole is printed, dot for dot', async ({ printer, slips, until }) => {
      const job = slipFor('A001')
      assert.deepEqual(await until(printer.print(job)), { outcome: 'printed' })
      assert.equal(slips().length, 1)
      assert.deepEqual(dots(slips()[0]!.picture), dots(job.picture))
    })

    on('slips asked for at once come out one after the other, in order', async ({ printer, slips, until }) => {
      const jobs = ['A001', 'H002', 'K003', 'M004'].map((number) => slipFor(number))
      const outcomes = await until(Promise.all(jobs.map((job) => printer.print(job))))
      assert.deepEqual(outcomes, Array(4).fill({ outcome: 'printed' }))
      assert.deepEqual(
        slips().map(({ picture }) => dots(picture)),
        jobs.map(({ picture }) => dots(picture)),
      )
    })

    on('the same id asked for twice, at once or later, is on paper once', async ({ printer, slips, until }) => {
      const job = slipFor('A001')
      const both = await until(Promise.all([printer.print(job), printer.print(job)]))
      const later = await until(printer.print(job))
      assert.deepEqual([...both, later], Array(3).fill({ outcome: 'printed' }))
      assert.equal(slips().length, 1)
    })

    on('without paper nothing is started, and the same job prints when there is some', async (bench) => {
      const { printer, slips, until, hands } = bench
      hands.leavePaper(0)
      const job = slipFor('A001')
      assert.deepEqual(await until(printer.print(job)), { outcome: 'failed', fault: 'paper-out', started: false })
      assert.deepEqual(printer.health(), { state: 'broken', fault: 'paper-out' })
      assert.equal(slips().length, 0)
      hands.loadPaper()
      assert.deepEqual(await until(printer.print(job)), { outcome: 'printed' })
      assert.equal(slips().length, 1)
    })

    on(
      'before the first dot whoever keeps the book is told, once, and waited for',
      async ({ printer, slips, until }) => {
        const onPaper: number[] = []
        const begins = async () => {
          await new Promise((resolve) => setImmediate(resolve))
          onPaper.push(slips().length)
        }
        assert.deepEqual(await until(printer.print({ ...slipFor('A001'), begins })), { outcome: 'printed' })
        assert.deepEqual(onPaper, [0])
        assert.equal(slips().length, 1)
      },
    )

    on('what cannot be written down is not printed, and prints when it can', async ({ printer, slips, until }) => {
      await until(becomes(printer, 'ready'))
      const begins = () => Promise.reject(new Error('the disk is full'))
      const refused = await until(printer.print({ ...slipFor('A001'), begins }))
      assert.deepEqual(refused, { outcome: 'failed', fault: 'print-not-noted', started: false })
      assert.equal(slips().length, 0)
      assert.deepEqual(printer.health(), { state: 'ready' })
      assert.deepEqual(await until(printer.print(slipFor('A001'))), { outcome: 'printed' })
      assert.equal(slips().length, 1)
    })

    on('a slip that cannot begin is not written down as begun', async ({ printer, until, hands }) => {
      hands.leavePaper(0)
      let begun = 0
      const begins = async () => void begun++
      const outcome = await until(printer.print({ ...slipFor('A001'), begins }))
      assert.deepEqual(outcome, { outcome: 'failed', fault: 'paper-out', started: false })
      assert.equal(begun, 0)
    })

    on('paper that ends in mid-slip is a started failure, and that id stays off the paper', async (bench) => {
      const { printer, slips, until, hands } = bench
      hands.leavePaper(30)
      const job = slipFor('A001')
      const failed = { outcome: 'failed', fault: 'paper-out', started: true }
      assert.deepEqual(await until(printer.print(job)), failed)
      assert.equal(slips().length, 1)
      assert.equal(slips()[0]!.torn, true)
      hands.loadPaper()
      assert.deepEqual(await until(printer.print(job)), failed)
      const copy = slipFor('A001', 'A001, copy')
      assert.deepEqual(await until(printer.print(copy)), { outcome: 'printed' })
      assert.deepEqual(dots(slips().at(-1)!.picture), dots(copy.picture))
    })

    on('an open cover stops the slip before it starts', async ({ printer, slips, until, hands }) => {
      hands.openCover()
      const job = slipFor('A001')
      assert.deepEqual(await until(printer.print(job)), { outcome: 'failed', fault: 'cover-open', started: false })
      hands.closeCover()
      assert.deepEqual(await until(printer.print(job)), { outcome: 'printed' })
      assert.equal(slips().length, 1)
    })

    on('unplugged, it fails without an exception and prints again when it is back', async (bench) => {
      const { printer, slips, until, hands } = bench
      await hands.unplug()
      const job = slipFor('A001')
      const outcome = await until(printer.print(job))
      assert.equal(outcome.outcome, 'failed')
      assert.equal(outcome.outcome === 'failed' && outcome.started, false)
      assert.equal(printer.health().state, 'broken')
      await hands.plug()
      assert.deepEqual(await until(printer.print(job)), { outcome: 'printed' })
      assert.equal(slips().length, 1)
    })

    on('silence is unknown: the slip goes out, and nobody calls it printed', async (bench) => {
      const { printer, slips, until, hands } = bench
      hands.fallSilent()
      const unknown = { outcome: 'unconfirmed', fault: 'printer-silent' }
      assert.deepEqual(await until(printer.print(slipFor('A001'))), unknown)
      assert.deepEqual(printer.health(), { state: 'unknown', fault: 'printer-silent' })
      assert.equal(slips().length, 1)
    })

    on('paper near its end is a warning, and slips still come out', async ({ printer, until, hands }) => {
      hands.leavePaper(90)
      assert.deepEqual(await until(printer.print(slipFor('A001'))), { outcome: 'printed' })
      assert.deepEqual(printer.health(), { state: 'warning', fault: 'paper-near-end' })
    })

    on('whoever watches hears each change once, without asking', async ({ printer, until, hands }) => {
      await until(becomes(printer, 'ready'))
      const heard: Health[] = []
      const stop = printer.watch((health) => heard.push(health))
      hands.openCover()
      await until(becomes(printer, 'broken'))
      hands.closeCover()
      await until(becomes(printer, 'ready'))
      stop()
      hands.openCover()
      await until(becomes(printer, 'broken'))
      assert.deepEqual(heard, [{ state: 'broken', fault: 'cover-open' }, { state: 'ready' }])
    })

    on('closed, it takes no more slips and says so', async ({ printer, slips, until }) => {
      await until(printer.close())
      const closed = { outcome: 'failed', fault: 'device-closed', started: false }
      assert.deepEqual(await until(printer.print(slipFor('A001'))), closed)
      assert.equal(slips().length, 0)
    })
  })
}

function becomes(printer: Printer, state: Health['state']): Promise<void> {
  if (printer.health().state === state) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = printer.watch((health) => {
      if (health.state !== state) return
      stop()
      resolve()
    })
  })
}

/** A picture 60 mm long that is unlike that of any other number, and has no byte a printer could take for an order. */
export function slipFor(number: string, id = number): PrintJob {
  const width = 384
  const height = 480
  const bytes = new Uint8Array(bytesAcross(width) * height)
  let seed = [...number].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
  for (let i = 0; i < bytes.length; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    bytes[i] = (seed >> 16) & 0xee
  }
  return { id, title: number, picture: { width, height, bytes } }
}

function dots({ width, height, bytes }: Bitmap): { width: number; height: number; bytes: string } {
  return { width, height, bytes: Buffer.from(bytes).toString('base64') }
}
