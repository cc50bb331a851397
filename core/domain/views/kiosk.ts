import { countersServing } from '../office.ts'
import { counterState, type Queue } from '../queue.ts'
import { gateOf, gateOfHall } from '../rules/gate.ts'
import { takesAppointments } from '../slots.ts'
import { waitFor } from '../waiting-time.ts'
import { messagesShown } from './notices.ts'

/** What a kiosk may know: the services and how full they are. Built field by field; paper is added by the hub. */
export function kioskView(queue: Queue, at: number, device: string) {
  const { office } = queue
  return {
    rev: queue.seq,
    at,
    office: office.name,
    timeZone: office.timeZone,
    hall: gateOfHall(queue, at),
    lunch: office.calendar.lunch,
    // Whoever wants another service tears a number off its roll.
    services: office.services
      .filter(({ numbersFrom }) => numbersFrom === 'kiosk')
      .map((service) => {
        const counters = countersServing(office, service.id)
        const waiting = queue.lines.get(service.id)?.length ?? 0
        return {
          id: service.id,
          prefix: service.prefix,
          name: service.name,
          about: service.about,
          gate: gateOf(queue, service, at),
          waiting,
          counters: counters.map((counter) => counter.label),
          countersOpen: counters.filter((counter) => counterState(queue, counter.id).state === 'open').length,
          wait: waitFor(queue, service.id, at),
        }
      }),
    classes: office.classes.map(({ id, name, icon, confirmedBy }) => ({ id, name, icon, confirmedBy })),
    appointments: office.services.some(takesAppointments),
    practice: queue.practice,
    messages: messagesShown(queue),
    paused: (queue.kiosks.get(device)?.paused ?? null) !== null,
    asksCard: office.limits.perPersonDay !== null && !queue.practice,
    voidWithinMs: office.limits.voidWithinMs,
  }
}
