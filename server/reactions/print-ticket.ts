import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { aheadOf } from '#core/domain/calling-order.ts'
import { countersServing, serviceName } from '#core/domain/office.ts'
import { type OwedSlip, slipAskedBy } from '#core/domain/owed-slips.ts'
import type { Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import { slipNotes } from '#core/domain/slip-notes.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import { waitOf } from '#core/domain/waiting-time.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { PrintOutcome } from '../drivers/printer/port.ts'
import { faultEntry } from '../faults.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { type SlipFacts, type SlipTemplate, ticketSlip } from '../paper/ticket-slip.ts'
import type { Reaction, Road } from '../road.ts'
import type { Screens } from '../screens.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'

/**
 * How long somebody waits for paper. After a short power cut the person still stands there; a slip that comes out later would
 * lie in the mouth of the printer for the next one to take as theirs.
 */
const WANTED_MS = 10 * 60_000
const TRY_AGAIN_MS = 5_000

/** Slips going to paper, and those that were under way when the power went. */
export interface Slips {
  readonly reaction: Reaction
  /**
   * Settles what a life before this one still owed: what is young is printed, and tried again as long as it is; what is old is
   * written down as failed; what had begun is told as not sure. Nothing of it is ever printed twice under its own name.
   */
  settle(owed: readonly OwedSlip[]): void
  /** From now on a slip that finds no paper stays owed, for the next start. */
  stop(): void
}

/**
 * Puts an issued ticket on paper, and a copy when one is asked for; what became of it goes down the road as an order of
 * its own. Nobody waits for paper: the number stood on the screen before the first dot.
 */
export function printTicket(parts: {
  printers: Supervisor
  draw: LazyDraw
  hall: () => Hall
  /** What the office wants on its slips, for paper so many dots wide. */
  template: (dots: number) => Promise<SlipTemplate>
  urlOf: (ticket: Ticket) => string
  screens: Screens
  road: () => Road
  now: () => number
  log: Logger
}): Slips {
  const stopping = new AbortController()

  async function print(slip: OwedSlip, queue: Queue, again: boolean): Promise<void> {
    const ticket = queue.tickets.get(slip.ticket)
    const hall = parts.hall()
    const printer = printerOf(hall, slip.kiosk)
    if (printer === null || !ticket) return
    const facts = factsOf(ticket, queue, parts.urlOf(ticket), slip.copy, again ? parts.now() : slip.askedAt)
    const dots = dotsOf(hall, printer)
    const paper = ticketSlip(facts, await parts.template(dots))
    const picture = await parts.draw(paper, dots)
    const job = { id: `${ticket.id}-${slip.asked}`, title: paper.title, picture, lines: linesOf(paper) }
    const ask = () => {
      const waitMs = slip.askedAt + WANTED_MS - parts.now()
      return parts.printers.printer(printer).print({ ...job, again, waitMs })
    }
    let outcome = await ask()
    // Nobody is told of a number that stands there since before the cut: so it may wait for its printer to wake up too.
    while (again && isUntouched(outcome) && outcome.fault !== 'too-late' && !stopping.signal.aborted) {
      await setTimeout(TRY_AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped: still owed
      if (!stopping.signal.aborted) outcome = await ask()
    }
    if (isUntouched(outcome) && stopping.signal.aborted) return
    await record(slip, ticket, printer, outcome)
  }

  async function record(slip: OwedSlip, ticket: Ticket, printer: string, outcome: PrintOutcome): Promise<void> {
    if (outcome.outcome !== 'printed') parts.log.warn({ number: ticket.number, printer, ...outcome }, 'slip not sure')
    if (slip.kiosk !== null) parts.screens.tellSlip(slip.kiosk, { ticket: ticket.id, ...toldAs(outcome) })
    await parts.road().send({
      id: null,
      by: { role: 'hub', id: printer },
      order: {
        type: 'RecordSlip',
        ticket: ticket.id,
        copy: slip.copy,
        asked: slip.asked,
        outcome: recordedAs(outcome),
      },
    })
  }

  function begin(slip: OwedSlip, queue: Queue, again: boolean): void {
    print(slip, queue, again).catch((error: unknown) =>
      parts.log.error({ err: error, ticket: slip.ticket }, 'a slip could not be printed or recorded'),
    )
  }

  return {
    reaction({ happened, queue }) {
      for (const record of happened) {
        const slip = slipAskedBy(record)
        if (slip) begin(slip, queue, false)
      }
    },
    settle(owed) {
      if (owed.length > 0) parts.log.warn({ slips: owed.length }, 'slips were under way when the hub ended')
      for (const slip of owed) begin(slip, parts.road().queue(), true)
    },
    stop() {
      stopping.abort()
    },
  }
}

type Failed = Extract<PrintOutcome, { outcome: 'failed' }>
const isUntouched = (outcome: PrintOutcome): outcome is Failed => outcome.outcome === 'failed' && !outcome.started

function factsOf(ticket: Ticket, queue: Queue, url: string, copy: boolean, at: number): SlipFacts {
  const { office } = queue
  const ahead = aheadOf(queue, ticket)
  const wait = waitOf(queue, ticket, at)
  const clock = (instant: number) => {
    const { minutes } = localTime(instant, office.timeZone)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  const [year, month, day] = localTime(ticket.issuedAt, office.timeZone).date.split('-')
  const minutes = Math.round(office.calling.bringBackWithinMs / 60_000)
  return {
    office: office.name.vi,
    number: ticket.number,
    service: serviceName(office, ticket.service),
    further: ticket.visit.map((id) => serviceName(office, id)),
    counters: countersServing(office, ticket.service)
      .map((counter) => counter.label)
      .join(', '),
    ahead,
    estimate: wait && {
      from: clock(at + wait.fromMs),
      to: clock(at + wait.toMs),
      ...(wait.beyond && { beyond: wait.beyond }),
    },
    madeAt: clock(at),
    date: `${day}/${month}/${year}`,
    time: clock(ticket.issuedAt),
    url,
    copy,
    practice: ticket.practice,
    notes: slipNotes(office, ticket, wait, ticket.issuedAt),
    missed: {
      vi: `Lỡ lượt, xin báo quầy hướng dẫn trong ${minutes} phút để được gọi lại.`,
      en: `Missed your call? Tell the information desk within ${minutes} minutes.`,
    },
  }
}

function toldAs(outcome: PrintOutcome) {
  if (outcome.outcome === 'printed') return { outcome: 'printed' as const, message: null }
  return { outcome: outcome.outcome, message: faultEntry(outcome.fault).sentence }
}

function recordedAs(outcome: PrintOutcome) {
  if (outcome.outcome === 'failed') return { kind: 'failed' as const, fault: outcome.fault }
  return { kind: 'printed' as const, confirmed: outcome.outcome === 'printed' }
}
