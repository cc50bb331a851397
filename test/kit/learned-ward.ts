import assert from 'node:assert/strict'
import type { Order } from '#core/domain/commands.ts'
import type { Happened } from '#core/domain/events.ts'
import { type Office, ORDINARY } from '#core/domain/office.ts'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import { instantOf } from '#core/domain/service-day.ts'
import { promiseOf } from '#core/domain/waiting-time.ts'
import { follow, liveDay } from '../../scripts/bench/ward/live-day.ts'
import { drawWard, type Ward, type WardKind } from '../../scripts/bench/ward/plan.ts'

const LEARNED_ON = ['2026-11-02', '2026-11-03', '2026-11-04'] as const
export const MORNING_AFTER = '2026-11-05'

/** A ward after three days of work, and what was written down since the last of them began. */
export interface Learned {
  readonly ward: Ward
  readonly queue: Queue
  readonly lastDay: readonly Happened[]
}

export function learnedWard(kind: WardKind, seed: number): Learned {
  const ward = drawWard(kind, seed)
  let lastDay: Happened[] = []
  let queue = emptyQueue(ward.office)
  for (const day of LEARNED_ON) {
    queue = liveDay(ward, day, queue, (happened) => {
      if (happened.event.type === 'DayOpened') lastDay = []
      lastDay.push(happened)
    })
  }
  return { ward, queue, lastDay }
}

/** The morning after, in hand: the clock stands where it is put. */
export class Morning {
  readonly ward: Ward
  readonly happened: Happened[] = []
  queue: Queue
  at: number
  #orders = 0

  constructor({ ward, queue }: Learned, hhmm = '08:30') {
    this.ward = ward
    this.queue = queue
    this.at = this.clock(hhmm)
  }

  clock(hhmm: string): number {
    return instantOf(MORNING_AFTER, hhmm, this.ward.office.timeZone)
  }

  do(order: Order): void {
    const command = { id: `order-${++this.#orders}`, at: this.at, by: { role: 'admin', id: 'test' } as const, order }
    const after = follow(this.queue, command, (happened) => this.happened.push(happened))
    assert.ok(after, `${order.type} is refused`)
    this.queue = after
  }

  change(office: Partial<Office>): this {
    this.do({ type: 'ChangeOffice', office: { ...this.queue.office, ...office } })
    return this
  }

  /** So many counters open, of those that serve this service; all of the hall by default. */
  open(service: string | null = null, many = Number.POSITIVE_INFINITY): this {
    const counters = this.queue.office.counters.filter(({ services }) => service === null || services.includes(service))
    for (const { id } of counters.slice(0, many)) {
      const staff = this.ward.officers.find(({ counter }) => counter === id)?.staff ?? id
      this.do({ type: 'OpenCounter', counter: id, staff, staffName: staff, takeOver: true })
    }
    return this
  }

  /** People come, one every second; the last one's ticket. */
  come(service: string, many = 1, ofClass = ORDINARY): string {
    let ticket = ''
    for (let i = 0; i < many; i++) {
      this.at += 1_000
      ticket = `ticket-${this.queue.issued + 1}`
      const from = { origin: 'desk', device: null, procedure: null } as const
      this.do({ type: 'IssueTicket', ticket, service, class: ofClass, ...from })
    }
    return ticket
  }

  promised(ticket: string) {
    const waiting = this.queue.tickets.get(ticket)
    assert.ok(waiting)
    const promise = promiseOf(this.queue, waiting, this.at)
    assert.ok(promise, 'somebody waits, a counter is open, and nothing is promised')
    return promise
  }
}
