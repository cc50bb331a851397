import { DeviceFault, type FaultCode, faultOfSystemError, type Health, healthTeller } from '../device.ts'
import { pause, type Timers, within } from '../timers.ts'
import type { Transport, Wire } from '../transport/wire.ts'
import { noted, notNoted } from './begins.ts'
import { clearAway, encodeJob, healthFrom, type JobLayout } from './codec.ts'
import { type Interview, interview } from './interview.ts'
import { oncePerId } from './once.ts'
import type { Printer, PrintJob, PrintOutcome } from './port.ts'

/** How long we wait for a printer, and how often we ask after it. */
export interface PrinterLimits {
  /** A status answer comes at once or not at all. */
  answerMs: number
  /** A printer that takes nothing for so long has stopped reading. */
  stallMs: number
  /** The whole job: one that takes a byte a second is not stuck by the rule above, and yet nobody waits ten hours. */
  jobMs: number
  /** The slowest paper we expect. Status answers come at once, while the paper is still moving: we wait for the paper. */
  mmPerSecond: number
  /** Time for the motor to start and the knife to fall. */
  cutMs: number
  pollMs: number
  /** While something is wrong a person stands in front of it and wants to see that closing the cover helped. */
  troubledPollMs: number
}

export const usualLimits: PrinterLimits = {
  answerMs: 1_000,
  stallMs: 6_000,
  jobMs: 20_000,
  mmPerSecond: 80,
  cutMs: 400,
  pollMs: 15_000,
  troubledPollMs: 4_000,
}

const dotsPerMm = 8 // 203 dpi
const feedMmPerLine = 4.25

/**
 * An ESC/POS printer at the end of a transport: one visit for each slip, one queue for all of them.
 *
 *     queue:  slip · slip · how are you? · slip · …            never two visits at once
 *
 *     visit:  open → 1 4 2 3 ?  → ESC @ → band → 1 ? → band → 1 ? → … → feed, cut → (paper moves) → 1 4 2 3 ? → finish
 *               │       │          └──────── from here on: started ─────────┘                           │
 *               ▼       ▼                              ▼                                                ▼
 *          failed   failed: the fault it names     stuck, broken, offline: failed, started        printed · unconfirmed
 */
export function escposPrinter({
  transport,
  timers,
  layout,
  limits,
}: {
  transport: Transport
  timers: Timers
  layout: JobLayout
  limits: PrinterLimits
}): Printer {
  const health = healthTeller({ state: 'unknown', fault: 'device-opening' })
  let closed = false
  let longestBand = 0
  let halfSlipInMouth = false
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0

  function inTurn<T>(visit: () => Promise<T>): Promise<T> {
    waiting++
    const turn = queue.then(visit).finally(() => {
      waiting--
    })
    queue = turn.catch(() => undefined) // whoever asked hears of it; the next visit starts afresh
    return turn
  }

  const print = oncePerId((job) => inTurn(() => visitToPrint(job)))

  async function visitToPrint(job: PrintJob): Promise<PrintOutcome> {
    if (closed) return { outcome: 'failed', fault: 'device-closed', started: false }
    let wire: Wire
    try {
      wire = await transport.open()
    } catch (error) {
      return failed(faultOfSystemError(error), false)
    }
    const questions = interview(wire, timers, limits.answerMs)
    const before = healthFrom(await questions.askAll())
    health.tell(before)
    if (before.state === 'broken') {
      await wire.finish(limits.answerMs)
      return { outcome: 'failed', fault: before.fault, started: false }
    }
    const outcome = await printOver(wire, questions, job, before)
    // A clean goodbye after a good end; otherwise nothing that is still under way may reach the paper later.
    if (outcome.outcome === 'failed') wire.cut()
    else await wire.finish(limits.answerMs)
    return outcome
  }

  async function printOver(wire: Wire, questions: Interview, job: PrintJob, before: Health): Promise<PrintOutcome> {
    const { begin, bands, end } = encodeJob(job.picture, layout)
    const leftovers = halfSlipInMouth ? clearAway(longestBand, layout) : []
    longestBand = Math.max(longestBand, ...bands.map((band) => band.length))
    const deadline = timers.now() + limits.jobMs
    let answers = before.state !== 'unknown'
    let started = false

    for (const part of [...leftovers, begin, ...bands, end]) {
      if (part === bands[0] && !(await noted(job, timers, limits.stallMs))) return notNoted
      started ||= part === bands[0]
      halfSlipInMouth ||= started
      const room = Math.min(limits.stallMs, deadline - timers.now())
      const sent = await within(timers, room, sending(wire, part), 'late')
      if (sent === 'late') return failed('printer-stuck', started)
      if (sent !== 'sent') return failed(sent, started)
      if (!answers || !started) continue
      // Paper that ends in mid-slip shows here, while the printer still listens; once its buffer is full it is mute.
      const online = await questions.ask(1)
      if (online === undefined) answers = false
      else if (healthFrom({ 1: online }).state === 'broken') return await troubleInMidSlip(questions)
    }

    await pause(timers, timeForPaper(job))
    const after = healthFrom(await questions.askAll())
    health.tell(after)
    if (after.state === 'broken') return { outcome: 'failed', fault: after.fault, started: true }
    halfSlipInMouth = false
    if (after.state === 'unknown') return { outcome: 'unconfirmed', fault: after.fault }
    return { outcome: 'printed' }
  }

  async function troubleInMidSlip(questions: Interview): Promise<PrintOutcome> {
    const now = healthFrom(await questions.askAll())
    return failed(now.state === 'broken' ? now.fault : 'printer-offline', true)
  }

  function timeForPaper(job: PrintJob): number {
    const mm = job.picture.height / dotsPerMm + layout.feedLines * feedMmPerLine
    return (mm / limits.mmPerSecond) * 1000 + limits.cutMs
  }

  function failed(fault: FaultCode, started: boolean): PrintOutcome {
    health.tell({ state: 'broken', fault })
    return { outcome: 'failed', fault, started }
  }

  async function visitToAsk(): Promise<void> {
    if (closed) return
    try {
      const wire = await transport.open()
      const answers = await interview(wire, timers, limits.answerMs).askAll()
      await wire.finish(limits.answerMs)
      health.tell(healthFrom(answers))
    } catch (error) {
      health.tell({ state: 'broken', fault: faultOfSystemError(error) })
    }
  }

  let callOffPoll = () => {}
  function pollAgain(): void {
    if (closed) return
    const spanMs = health.now().state === 'ready' ? limits.pollMs : limits.troubledPollMs
    callOffPoll = timers.after(spanMs, () => {
      // A slip on its way asks by itself; a person waiting for paper does not also wait for our curiosity.
      if (waiting > 0) pollAgain()
      else void inTurn(visitToAsk).finally(pollAgain)
    })
  }
  void inTurn(visitToAsk).finally(pollAgain)

  return {
    print,
    health: health.now,
    watch: health.watch,
    // Every visit opens the wire anew, so a printer that comes back is simply there at the next one.
    gone: new Promise<FaultCode>(() => undefined),
    async close() {
      closed = true
      callOffPoll()
      await queue
      callOffPoll()
    },
  }
}

async function sending(wire: Wire, part: Uint8Array): Promise<'sent' | FaultCode> {
  try {
    await wire.write(part)
    return 'sent'
  } catch (error) {
    return error instanceof DeviceFault ? error.fault : faultOfSystemError(error, 'printer-gone')
  }
}
