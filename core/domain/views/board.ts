import { counterOf, countersServing } from '../office.ts'
import { counterState, heldBy, type Queue } from '../queue.ts'
import { gateOf, gateOfHall } from '../rules/gate.ts'
import { waitFor } from '../waiting-time.ts'
import { messagesShown } from './notices.ts'

/** What a board shows: numbers and counters, never a name, a class or a reason. `speaks` and `look` are added by the hub. */
export function boardView(queue: Queue, at: number) {
  const { office } = queue
  return {
    rev: queue.seq,
    at,
    office: office.name,
    timeZone: office.timeZone,
    hall: gateOfHall(queue, at),
    lunch: office.calendar.lunch,
    calls: queue.lastCalls.flatMap((call) => {
      const ticket = queue.tickets.get(call.ticket)
      if (!ticket) return []
      const isThere = (ticket.state === 'called' || ticket.state === 'serving') && ticket.counter === call.counter
      return [
        {
          number: ticket.number,
          counter: counterOf(office, call.counter)?.label ?? call.counter,
          state: isThere ? (ticket.state as 'called' | 'serving') : ('gone' as const),
          calledAt: call.calledAt,
          calls: ticket.state === 'called' ? ticket.calls : 1,
        },
      ]
    }),
    services: office.services.map((service) => {
      const waiting = queue.lines.get(service.id)?.length ?? 0
      return {
        id: service.id,
        prefix: service.prefix,
        name: service.name,
        gate: gateOf(queue, service, at),
        waiting,
        wait: waitFor(queue, service.id, at),
        counters: countersServing(office, service.id).map((counter) => counter.label),
      }
    }),
    counters: office.counters.map((counter) => {
      const held = heldBy(queue, counter.id)
      return {
        id: counter.id,
        label: counter.label,
        state: counterState(queue, counter.id).state,
        number: held?.number ?? null,
        calledAt: held && (held.state === 'called' || held.state === 'serving') ? held.calledAt : null,
      }
    }),
    notice: office.notice,
    practice: queue.practice,
    messages: messagesShown(queue),
  }
}
