import { deflateRawSync } from 'node:zlib'
import type { Timers } from '#server/drivers/timers.ts'
import type { SlipJob } from '../devices/once-on-paper.ts'
import type { PrintOutcome } from '../drivers/printer/port.ts'
import type { Parcels } from './parcels.ts'
import type { FromHub } from './words.ts'

/**
 * The print jobs that wait for an agent, one at a time a printer.
 *
 *     asked ──► waiting ──► offered ──► told what became of it
 *                  │           └─ line cut ─► offered again on the next line: the agent's notebook knows what had begun
 *                  └─ nobody wants it any more ─► failed, not started
 *
 * An offer whose answer never comes is `unconfirmed`: there may be a slip.
 */
export interface PrintOrders {
  print(printer: string, job: SlipJob): Promise<PrintOutcome>
  /** A line is there: what waits is offered. The boot tells an agent that was started anew from one that never noticed. */
  connected(send: (offer: Offer) => void, agentBoot: string): void
  disconnected(): void
  told(job: string, outcome: PrintOutcome): void
  close(): void
}

type Offer = Extract<FromHub, { say: 'print' }>

interface Order {
  readonly printer: string
  readonly job: SlipJob
  readonly picture: string
  readonly untilAt: number
  /** The agent's boot it was first offered to. */
  offeredTo: string | null
  isOffered: boolean
  callOff: () => void
  readonly outcome: Promise<PrintOutcome>
  readonly settle: (outcome: PrintOutcome) => void
}

// Whoever gives no time stands before the kiosk and waits for a yes or a no.
const USUAL_WAIT_MS = 20_000
// After a start of the hub its agents come back within seconds, and know what became of the slips.
const ASK_AGAIN_FOR_MS = 60_000
// Longer than any slip takes; who has not answered by then is asked no more.
const ANSWER_MS = 120_000

const AWAY: PrintOutcome = { outcome: 'failed', fault: 'agent-away', started: false }
const NOT_KNOWN: PrintOutcome = { outcome: 'unconfirmed', fault: 'agent-away' }
const TOO_LATE: PrintOutcome = { outcome: 'failed', fault: 'too-late', started: false }

export function printOrders({ timers, parcels }: { timers: Timers; parcels: Parcels }): PrintOrders {
  const orders = new Map<string, Order>()
  let send: ((offer: Offer) => void) | null = null
  let boot = ''

  function offerNext(printer: string): void {
    const next = [...orders.values()].find((order) => order.printer === printer)
    if (!send || !next || next.isOffered) return
    const { job, picture } = next
    const again = job.again === true || (next.offeredTo !== null && next.offeredTo !== boot)
    next.isOffered = true
    next.offeredTo ??= boot
    const { title, picture: dots } = job
    const waitMs = Math.round(next.untilAt - timers.now())
    const size = { width: dots.width, height: dots.height }
    const lines = job.lines && { lines: [...job.lines] }
    send({ say: 'print', job: job.id, printer, title, ...size, picture, ...lines, again, waitMs })
  }

  function end(order: Order, outcome: PrintOutcome): void {
    if (!orders.delete(order.job.id)) return
    order.callOff()
    parcels.takeAway(order.picture)
    order.settle(outcome)
    offerNext(order.printer)
  }

  function tooLong(order: Order): void {
    if (order.offeredTo !== null) {
      order.callOff = timers.after(ANSWER_MS, () => end(order, NOT_KNOWN))
      return
    }
    end(order, order.job.again ? NOT_KNOWN : send ? TOO_LATE : AWAY)
  }

  return {
    print(printer, job) {
      const known = orders.get(job.id)
      if (known) return known.outcome
      if (!send && job.waitMs === undefined) return Promise.resolve(AWAY)
      const waitMs = job.waitMs ?? USUAL_WAIT_MS
      const picture = parcels.put(deflateRawSync(job.picture.bytes))
      const { promise: outcome, resolve: settle } = Promise.withResolvers<PrintOutcome>()
      const untilAt = timers.now() + waitMs
      const facts = { printer, job, picture, untilAt, outcome, settle }
      const order: Order = { ...facts, offeredTo: null, isOffered: false, callOff: () => {} }
      orders.set(job.id, order)
      order.callOff = timers.after(Math.max(waitMs, job.again ? ASK_AGAIN_FOR_MS : 0), () => tooLong(order))
      offerNext(printer)
      return outcome
    },
    connected(sendOffer, agentBoot) {
      send = sendOffer
      boot = agentBoot
      for (const order of orders.values()) order.isOffered = false
      for (const printer of new Set([...orders.values()].map((order) => order.printer))) offerNext(printer)
    },
    disconnected() {
      send = null
    },
    told(job, outcome) {
      const order = orders.get(job)
      // An answer to what was never asked on this life of the hub: the journal has it, or will ask again.
      if (order) end(order, outcome)
    },
    close() {
      // What waits stays owed: the next start asks the agent what became of it.
      for (const order of orders.values()) order.callOff()
      orders.clear()
    },
  }
}
