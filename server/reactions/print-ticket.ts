import type { Logger } from 'pino'
import { aheadOf } from '#core/domain/calling-order.ts'
import { countersServing, serviceName } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import { slipNotes } from '#core/domain/slip-notes.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import { waitOf } from '#core/domain/waiting-time.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { PrintOutcome } from '../drivers/printer/port.ts'
import { faultEntry } from '../faults.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { type SlipFacts, ticketSlip } from '../paper/ticket-slip.ts'
import type { Reaction, Road } from '../road.ts'
import type { Screens } from '../screens.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'

/**
 * Puts an issued ticket on paper, and a copy when one is asked for; what became of it goes down the road as an order of
 * its own. Nobody waits for paper: the number stood on the screen before the first dot.
 */
export function printTicket(parts: {
  printers: Supervisor
  draw: LazyDraw
  hall: () => Hall
  urlOf: (ticket: Ticket) => string
  screens: Screens
  road: () => Road
  log: Logger
}): Reaction {
  const print = async (ticket: Ticket, queue: Queue, kiosk: string | null, copy: boolean, job: string, at: number) => {
    const hall = parts.hall()
    const printer = printerOf(hall, kiosk)
    if (printer === null) return
    const facts = factsOf(ticket, queue, parts.urlOf(ticket), copy, at)
    const paper = ticketSlip(facts)
    const picture = await parts.draw(paper, dotsOf(hall, printer))
    const outcome = await parts.printers.printer(printer).print({ id: job, title: paper.title, picture })
    if (outcome.outcome !== 'printed') parts.log.warn({ number: ticket.number, printer, ...outcome }, 'slip not sure')
    if (kiosk !== null) parts.screens.tellSlip(kiosk, { ticket: ticket.id, ...toldAs(outcome) })
    await parts.road().send({
      id: null,
      by: { role: 'hub', id: printer },
      order: { type: 'RecordSlip', ticket: ticket.id, copy, outcome: recordedAs(outcome) },
    })
  }

  return ({ happened, queue }) => {
    for (const { seq, at, event, by } of happened) {
      if (event.type !== 'TicketIssued' && event.type !== 'SlipCopyOrdered') continue
      const ticket = queue.tickets.get(event.ticket)
      if (!ticket) continue
      const copy = event.type === 'SlipCopyOrdered'
      const kiosk = event.type === 'TicketIssued' ? event.device : by.role === 'kiosk' ? by.id : null
      print(ticket, queue, kiosk, copy, `${ticket.id}-${seq}`, at).catch((error: unknown) =>
        parts.log.error({ err: error, number: ticket.number }, 'a slip could not be printed or recorded'),
      )
    }
  }
}

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
