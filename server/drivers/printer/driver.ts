import { DeviceFault, type FaultCode, faultOfSystemError, type Health, healthTeller, sameHealth } from '../device.ts'
import { pause, type Timers, within } from '../timers.ts'
import type { Transport, Wire } from '../transport/wire.ts'
import { noted, notNoted } from './begins.ts'
import { beginning, clearAway, clearMouth, type EncodedJob, encodeJob, type JobLayout } from './codec.ts'
import { type Line, wayTo } from './line.ts'
import { type MouthLimits, watchMouth } from './mouth.ts'
import { oncePerId } from './once.ts'
import type { Printer, PrintJob, PrintOutcome, Roll } from './port.ts'
import { type Answers, healthFrom, healthFromAutomatic, type Question, ticketInMouth } from './status.ts'
import { encodeLines, type TextMode } from './text.ts'

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
  /** What the line carries at most, where that is less than a printer eats; null where it is no matter. */
  bytesPerSecond: number | null
}

export const usualLimits: PrinterLimits = {
  answerMs: 1_000,
  stallMs: 6_000,
  jobMs: 20_000,
  mmPerSecond: 80,
  cutMs: 400,
  pollMs: 15_000,
  troubledPollMs: 4_000,
  bytesPerSecond: null,
}

/** What one printer is like: its profile, with what this device's settings say instead. */
export interface PrinterMake {
  readonly layout: JobLayout
  readonly limits: PrinterLimits
  readonly questions: readonly Question[]
  readonly mouth: MouthLimits
  readonly roll: Roll
  /** Its own letters instead of pictures, where somebody chose them. */
  readonly text: TextMode | null
  /** Whether the line is kept between visits. */
  readonly hold: boolean
  /** A warning that stands as long as the device is set up so: a slow line. */
  readonly standing: Extract<Health, { state: 'warning' }> | null
}

/**
 * An ESC/POS printer at the end of a transport: one visit for each slip, one queue for all of them.
 *
 *     queue:  slip · slip · how are you? · slip · …            never two visits at once
 *
 *     visit:  open → 1 4 2 3 ?  → ESC @ → begins → band → 1 ? → … → feed, cut → (paper moves) → 1 4 2 3 ? → finish
 *               │       │                    │  └──────── from here on: started ─────┘              │
 *               ▼       ▼                    ▼            ▼                                         ▼
 *          failed   failed: its fault   not noted   stuck, broken, offline: failed, started   printed · unconfirmed
 *
 * A printer that tells of trouble unasked is heard at any time: between visits on a line that is kept, and inside a band.
 */
export function escposPrinter({
  transport,
  timers,
  make,
}: {
  transport: Transport
  timers: Timers
  make: PrinterMake
}): Printer {
  const { layout, limits } = make
  const health = healthTeller({ state: 'unknown', fault: 'device-opening' })
  const mouth = watchMouth(timers, make.mouth)
  let closed = false
  let longestBand = 0
  let halfSlipInMouth = false
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let alarm: ((fault: FaultCode) => void) | undefined

  const way = wayTo({
    transport,
    timers,
    answerMs: limits.answerMs,
    questions: make.questions,
    hold: make.hold,
    onAutomatic(frame) {
      if (!layout.automatic) return
      const told = healthFromAutomatic(frame)
      tell(told)
      if (told.state === 'broken') alarm?.(told.fault)
    },
    onLost(line) {
      // A cable pulled out is told at once. A printer that hangs up on whoever is idle is asked at its usual time.
      if (!closed && timers.now() - line.openedAt > limits.troubledPollMs) askNow()
    },
  })

  function inTurn<T>(visit: () => Promise<T>): Promise<T> {
    waiting++
    const turn = queue.then(visit).finally(() => {
      waiting--
    })
    queue = turn.catch(() => undefined) // whoever asked hears of it; the next visit starts afresh
    return turn
  }

  /** What is shown: the printer's own word, and where it is content, what else staff should know. */
  function tell(now: Health): void {
    if (now.state !== 'ready') health.tell(now)
    else if (mouth.left()) health.tell({ state: 'warning', fault: 'ticket-left' })
    else health.tell(make.standing ?? now)
  }

  function heard(answers: Answers): Health {
    mouth.seen(ticketInMouth(answers))
    const now = healthFrom(answers)
    tell(now)
    return now
  }

  function failed(fault: FaultCode, started: boolean): PrintOutcome {
    tell({ state: 'broken', fault })
    return { outcome: 'failed', fault, started }
  }

  const print = oncePerId((job) => inTurn(() => visitToPrint(job)))

  async function visitToPrint(job: PrintJob): Promise<PrintOutcome> {
    if (closed) return { outcome: 'failed', fault: 'device-closed', started: false }
    let asked: { line: Line; answers: Answers }
    try {
      asked = await openAndAsk()
    } catch (error) {
      return failed(faultOfSystemError(error), false)
    }
    const { line, answers } = asked
    const before = heard(answers)
    if (before.state === 'broken') {
      await way.letGo(line)
      return { outcome: 'failed', fault: before.fault, started: false }
    }
    const outcome = await printOver(line, job, before)
    if (outcome.outcome === 'failed') way.cut(line)
    else if (outcome.outcome === 'unconfirmed') await way.letGo(line)
    else await way.leave(line)
    return outcome
  }

  // A line kept from the last visit may be dead without knowing it: silence on it is believed only from a new one.
  async function openAndAsk(): Promise<{ line: Line; answers: Answers }> {
    const wasKept = way.isKept()
    const line = await way.visit()
    const answers = await line.questions.askAll()
    if (!wasKept || Object.keys(answers).length > 0) return { line, answers }
    way.cut(line)
    const another = await way.visit()
    return { line: another, answers: await another.questions.askAll() }
  }

  async function printOver({ wire, questions }: Line, job: PrintJob, before: Health): Promise<PrintOutcome> {
    const { begin, bands, end, mm } = encoded(job)
    longestBand = Math.max(longestBand, ...bands.map((band) => band.length))
    const leftovers = halfSlipInMouth || job.clearFirst ? clearAway(longestBand, layout) : []
    const parts = [...leftovers, begin, ...bands, end]
    const deadline = timers.now() + limits.jobMs + onTheLineMs(parts.reduce((sum, part) => sum + part.length, 0))
    const alarmed = new Promise<FaultCode>((resolve) => {
      alarm = resolve
    })
    let answers = before.state !== 'unknown'
    let started = false

    try {
      for (const part of parts) {
        if (part === bands[0]) {
          if (!(await noted(job, timers, limits.stallMs))) return notNoted
          started = halfSlipInMouth = true
          mouth.newTicket()
        }
        const room = Math.min(limits.stallMs + onTheLineMs(part.length), deadline - timers.now())
        const sent = await within(timers, room, Promise.race([sending(wire, part), alarmed]), 'late')
        if (sent === 'late') return failed('printer-stuck', started)
        if (sent !== 'sent') return failed(sent, started)
        if (!answers || !started) continue
        // Paper that ends in mid-slip shows here, while the printer still listens; once its buffer is full it is mute.
        const brief = await questions.askBriefly()
        if (Object.keys(brief).length === 0) answers = false
        else if (healthFrom(brief).state === 'broken') return await troubleInMidSlip(questions)
      }
      const trouble = await Promise.race([pause(timers, (mm / limits.mmPerSecond) * 1000 + limits.cutMs), alarmed])
      if (trouble) return failed(trouble, true)
    } finally {
      alarm = undefined
    }

    const after = heard(await questions.askAll())
    if (after.state === 'broken') return { outcome: 'failed', fault: after.fault, started: true }
    halfSlipInMouth = false
    if (after.state === 'unknown') return { outcome: 'unconfirmed', fault: after.fault }
    return { outcome: 'printed' }
  }

  // A letter the page has no place for, or a caller without lines: the picture always comes out right.
  function encoded(job: PrintJob): EncodedJob {
    const asText = make.text && job.lines && encodeLines(job.lines, make.text, layout)
    return asText || encodeJob(job.picture, layout)
  }

  async function troubleInMidSlip(questions: Line['questions']): Promise<PrintOutcome> {
    const now = healthFrom(await questions.askAll())
    return failed(now.state === 'broken' ? now.fault : 'printer-offline', true)
  }

  function onTheLineMs(bytes: number): number {
    return limits.bytesPerSecond === null ? 0 : (bytes / limits.bytesPerSecond) * 1000
  }

  async function visitToAsk(): Promise<void> {
    if (closed) return
    try {
      const fresh = !way.isKept()
      const { line, answers } = await openAndAsk()
      mouth.seen(ticketInMouth(answers))
      if (mouth.clearingDue()) await line.wire.write(clearMouth(make.mouth.forgotten))
      const now = heard(answers)
      if (now.state === 'unknown') return await way.letGo(line)
      // Behind a torn band the printer would take the request for dots; the next slip clears that away and asks itself.
      if (fresh && make.hold && layout.automatic && !halfSlipInMouth) await line.wire.write(beginning(layout))
      await way.leave(line)
    } catch (error) {
      tell({ state: 'broken', fault: faultOfSystemError(error) })
    }
  }

  let callOffPoll = () => {}
  function askNow(): void {
    callOffPoll()
    void inTurn(visitToAsk).finally(pollAgain)
  }
  function pollAgain(): void {
    if (closed) return
    const now = health.now()
    const calm = now.state === 'ready' || (make.standing !== null && sameHealth(now, make.standing))
    callOffPoll()
    callOffPoll = timers.after(calm && !mouth.waiting() ? limits.pollMs : limits.troubledPollMs, () => {
      // A slip on its way asks by itself; a person waiting for paper does not also wait for our curiosity.
      if (waiting > 0) pollAgain()
      else askNow()
    })
  }
  askNow()

  return {
    print,
    roll: make.roll,
    health: health.now,
    watch: health.watch,
    // Every visit opens the wire anew, so a printer that comes back is simply there at the next one.
    gone: new Promise<FaultCode>(() => undefined),
    async close() {
      closed = true
      callOffPoll()
      await queue
      callOffPoll()
      await way.close()
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
