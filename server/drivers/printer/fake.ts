import type { Bitmap } from '../bitmap.ts'
import { bytesAcross } from '../bitmap.ts'
import { type FaultCode, type Health, healthTeller } from '../device.ts'
import { pause, type Timers } from '../timers.ts'
import { noted, notNoted } from './begins.ts'
import { oncePerId } from './once.ts'
import type { Printer, PrintJob, PrintOutcome } from './port.ts'

/** A printer of thin air, honest as metal: its paper ends, also in mid-slip, its cover opens, its cable comes out. */
export interface VirtualPrinter extends Printer {
  /** What lies in the tray, oldest first; a slip the paper did not last for is there too, torn. */
  slips(): readonly VirtualSlip[]
  /** What a person can do to it with two hands. */
  readonly hands: VirtualHands
}

export interface VirtualSlip {
  readonly id: string
  readonly title: string
  readonly picture: Bitmap
  readonly torn: boolean
}

export interface VirtualHands {
  loadPaper(mm?: number): void
  /** Leaves just so much paper on the roll. */
  leavePaper(mm: number): void
  openCover(): void
  closeCover(): void
  unplug(): void
  plug(): void
  /** Lets it go on printing without ever answering a question, as cheap mechanisms do. */
  fallSilent(): void
  speakAgain(): void
  /** How fast the paper moves; 0 prints at once. */
  printAt(mmPerSecond: number): void
  clearTray(): void
  state(): { paperMm: number; cover: 'open' | 'closed'; plugged: boolean; silent: boolean }
}

export interface VirtualSettings {
  rollMm: number
  nearEndMm: number
  mmPerSecond: number
}

const dotsPerMm = 8
const feedMm = 17
const trayHolds = 60
const stepMm = 5
const notedMs = 6_000

export function virtualPrinter({
  timers,
  rollMm,
  nearEndMm,
  mmPerSecond,
}: VirtualSettings & { timers: Timers }): VirtualPrinter {
  let paperMm = rollMm
  let coverOpen = false
  let plugged = true
  let silent = false
  let speed = mmPerSecond
  let closed = false
  const tray: VirtualSlip[] = []
  const health = healthTeller({ state: 'ready' })
  let queue: Promise<unknown> = Promise.resolve()

  function feel(): Health {
    if (!plugged) return { state: 'broken', fault: 'device-missing' }
    if (silent) return { state: 'unknown', fault: 'printer-silent' }
    if (coverOpen) return { state: 'broken', fault: 'cover-open' }
    if (paperMm <= 0) return { state: 'broken', fault: 'paper-out' }
    if (paperMm < nearEndMm) return { state: 'warning', fault: 'paper-near-end' }
    return { state: 'ready' }
  }
  // What really stops the paper; a silent printer has these too and only does not tell.
  function obstacle(): FaultCode | undefined {
    if (!plugged) return 'device-missing'
    if (coverOpen) return 'cover-open'
    if (paperMm <= 0) return 'paper-out'
    return undefined
  }
  const touched = <A extends unknown[]>(change: (...given: A) => void) => {
    return (...given: A) => {
      change(...given)
      health.tell(feel())
    }
  }

  async function put(job: PrintJob): Promise<PrintOutcome> {
    if (closed) return { outcome: 'failed', fault: 'device-closed', started: false }
    const before = obstacle()
    if (before && (before === 'device-missing' || !silent)) {
      return { outcome: 'failed', fault: before, started: false }
    }
    if (!(await noted(job, timers, notedMs))) return notNoted
    const slipMm = job.picture.height / dotsPerMm
    let outMm = 0
    let trouble = obstacle()
    while (!trouble && outMm < slipMm) {
      const move = Math.min(stepMm, slipMm - outMm, paperMm)
      if (speed > 0) await pause(timers, (move / speed) * 1000)
      outMm += move
      paperMm -= move
      trouble = obstacle()
    }
    const torn = outMm < slipMm
    if (!torn) paperMm = Math.max(0, paperMm - feedMm)
    lay({ id: job.id, title: job.title, picture: torn ? top(job.picture, outMm * dotsPerMm) : job.picture, torn })
    health.tell(feel())
    if (silent && plugged) return { outcome: 'unconfirmed', fault: 'printer-silent' }
    if (torn && trouble) {
      return { outcome: 'failed', fault: trouble === 'device-missing' ? 'printer-gone' : trouble, started: true }
    }
    // The paper ended behind the last line: the slip is whole, and yet nothing positive was heard after it.
    const after = obstacle()
    return after ? { outcome: 'failed', fault: after, started: true } : { outcome: 'printed' }
  }

  function lay(slip: VirtualSlip): void {
    if (slip.picture.height > 0) tray.push(slip)
    if (tray.length > trayHolds) tray.shift()
  }

  return {
    print: oncePerId((job) => {
      const turn = queue.then(() => put(job))
      queue = turn
      return turn
    }),
    roll: { rollMm, nearEndMm, feedMm, tellsNearEnd: true },
    health: health.now,
    watch: health.watch,
    gone: new Promise<FaultCode>(() => undefined),
    async close() {
      closed = true
      await queue
    },
    slips: () => tray,
    hands: {
      loadPaper: touched((mm = rollMm) => {
        paperMm = mm
      }),
      leavePaper: touched((mm) => {
        paperMm = mm
      }),
      openCover: touched(() => {
        coverOpen = true
      }),
      closeCover: touched(() => {
        coverOpen = false
      }),
      unplug: touched(() => {
        plugged = false
      }),
      plug: touched(() => {
        plugged = true
      }),
      fallSilent: touched(() => {
        silent = true
      }),
      speakAgain: touched(() => {
        silent = false
      }),
      printAt(mm) {
        speed = mm
      },
      clearTray() {
        tray.length = 0
      },
      state: () => ({ paperMm, cover: coverOpen ? 'open' : 'closed', plugged, silent }),
    },
  }
}

function top(picture: Bitmap, lines: number): Bitmap {
  const height = Math.min(picture.height, Math.floor(lines))
  return { width: picture.width, height, bytes: picture.bytes.slice(0, height * bytesAcross(picture.width)) }
}
