import type { DayOpened, Event, Happened, Placed, ServiceDay, TicketIssued } from '../events.ts'
import { type ClassId, type CounterId, counterOf, type Office, type ServiceId } from '../office.ts'
import { completeOffice } from '../office-defaults.ts'
import { STATE_NAMES, type StateName, type Ticket, type TicketId } from '../ticket.ts'

/** A ticket as a stranger at the door would know it. */
export interface Seen {
  readonly id: TicketId
  readonly number: string
  readonly order: number
  readonly issuedAt: number
  readonly device: string | null
  readonly practice: boolean
  readonly issuedFor: ServiceId
  class: ClassId
  claimAt: number
  service: ServiceId
  sitting: number
  first: boolean
  putFirst: boolean
  notBeforeAt: number | null
  onlyCounter: CounterId | null
  onlyStaff: string | null
  visit: readonly ServiceId[]
  state: StateName
  counter: CounterId | null
  calls: number
  offeredAgain: number
  missedAt: number
  parkedUntilAt: number
  rated: boolean
  explained: boolean
}

interface SeenCounter {
  state: 'open' | 'paused'
  staff: string
  holding: TicketId | null
}

/**
 * A small hall of the examiner's own, kept apart from `evolve`, so that a mistake there cannot hide itself. It believes every
 * record, also a wrong one: judging is the business of those who watch it.
 */
export class SeenHall {
  office: Office | null = null
  day: ServiceDay = ''
  practice = false
  tickets = new Map<TicketId, Seen>()
  counters = new Map<CounterId, SeenCounter>()
  tally = emptyTally()

  waiting(): Seen[] {
    return [...this.tickets.values()].filter(({ state }) => state === 'waiting')
  }

  apply({ at, event }: Happened): void {
    switch (event.type) {
      case 'DayOpened':
        this.#openDay(event)
        return
      case 'OfficeChanged':
        this.office = completeOffice(event.office)
        return
      case 'PracticeBegan':
        this.practice = true
        return
      case 'PracticeEnded':
        this.practice = false
        return
      case 'TicketIssued':
        this.#issue(event, at)
        return
      case 'CounterOpened': {
        // A hand-over keeps the ticket that stands at the counter.
        const holding = this.counters.get(event.counter)?.holding ?? null
        this.counters.set(event.counter, { state: 'open', staff: event.staff, holding })
        return
      }
      case 'CounterPaused': {
        const staff = this.counters.get(event.counter)?.staff ?? ''
        this.counters.set(event.counter, { state: 'paused', staff, holding: null })
        return
      }
      case 'CounterClosed':
        this.counters.delete(event.counter)
        return
      default:
        if ('ticket' in event) this.#move(event, at)
    }
  }

  #move(event: Event & { readonly ticket: TicketId }, at: number): void {
    const ticket = this.tickets.get(event.ticket)
    if (!ticket) return
    switch (event.type) {
      case 'TicketCalled':
        Object.assign(ticket, { calls: 1, first: false, putFirst: false, notBeforeAt: null })
        this.#to(ticket, 'called', event.counter)
        break
      case 'TicketRecalled':
        ticket.calls++
        break
      case 'ServiceStarted':
        this.#to(ticket, 'serving', event.counter)
        break
      case 'ServiceFinished':
        this.#to(ticket, 'served', null)
        break
      case 'TicketMissed':
        ticket.missedAt = at
        this.#to(ticket, 'no-show', null)
        break
      case 'TicketHeldOff':
        ticket.offeredAgain++
        ticket.notBeforeAt = event.untilAt
        this.#to(ticket, 'waiting', null)
        break
      case 'TicketParked':
        ticket.parkedUntilAt = event.untilAt
        this.#to(ticket, 'parked', null)
        break
      case 'TicketBroughtBack':
      case 'TicketResumed':
        this.#back(ticket, event.placed)
        break
      case 'TicketTransferred':
        ticket.service = event.service
        ticket.onlyCounter = event.onlyCounter
        ticket.onlyStaff = event.onlyStaff ?? null
        this.#back(ticket, event.placed)
        break
      case 'VisitContinued':
        ticket.visit = ticket.visit.slice(ticket.visit.indexOf(event.service) + 1)
        Object.assign(ticket, { service: event.service, onlyCounter: null, onlyStaff: null, offeredAgain: 0 })
        this.#back(ticket, event.placed)
        break
      case 'VisitExtended':
        ticket.visit = [...ticket.visit, event.service]
        break
      case 'VisitShortened':
        ticket.visit = ticket.visit.filter((service) => service !== event.service)
        break
      case 'TicketPlaced':
        Object.assign(ticket, { notBeforeAt: null, putFirst: event.place === 'first' }, event.placed)
        break
      case 'ClassChanged':
        ticket.class = event.class
        break
      case 'TicketCancelled':
        this.#to(ticket, 'cancelled', null)
        break
      case 'TicketVoided':
        this.#to(ticket, 'void', null)
        break
      case 'TicketRated':
        ticket.rated = true
        break
      case 'RatingExplained':
        ticket.explained = true
        break
      default:
    }
  }

  #back(ticket: Seen, placed: Placed | undefined): void {
    Object.assign(ticket, { notBeforeAt: null }, placed)
    this.#to(ticket, 'waiting', null)
  }

  #to(ticket: Seen, state: StateName, counter: CounterId | null): void {
    const left = ticket.counter === null ? undefined : this.counters.get(ticket.counter)
    if (ticket.counter !== counter && left?.holding === ticket.id) left.holding = null
    this.tally[ticket.state]--
    this.tally[state]++
    ticket.state = state
    ticket.counter = counter
    const there = counter === null ? undefined : this.counters.get(counter)
    if (there) there.holding = ticket.id
  }

  #openDay(event: DayOpened): void {
    this.office = completeOffice(event.office)
    this.day = event.day
    this.practice = false
    this.tickets = new Map()
    this.counters = new Map()
    this.tally = emptyTally()
    for (const kept of event.kept ?? []) this.#keep(kept)
  }

  /** Somebody who waited over night. */
  #keep(kept: Ticket): void {
    const { id, number, claimAt, service, sitting, first, onlyCounter, onlyStaff, visit, offeredAgain } = kept
    const known = { id, number, claimAt, service, sitting, first, onlyCounter, onlyStaff, visit, offeredAgain }
    const putFirst = (kept.putFirst ?? null) !== null
    const parkedUntilAt = kept.state === 'parked' ? kept.untilAt : 0
    const { issuedAt, device } = kept
    this.#add(
      { ...FRESH, ...known, putFirst, class: kept.class, issuedAt, device, issuedFor: service, parkedUntilAt },
      kept.state,
    )
  }

  #issue(event: TicketIssued, at: number): void {
    const { ticket: id, number, service, claimAt, device, sitting = 0, visit = [], practice = false } = event
    const known = { id, number, service, claimAt, device, sitting, visit, practice }
    this.#add({ ...FRESH, ...known, class: event.class, issuedAt: at, issuedFor: service }, 'waiting')
  }

  #add(ticket: Omit<Seen, 'order' | 'state'>, state: StateName): void {
    this.tally.issued++
    this.tally[state]++
    this.tickets.set(ticket.id, { ...ticket, order: this.tally.issued, state })
  }
}

const FRESH = {
  practice: false,
  first: false,
  putFirst: false,
  notBeforeAt: null,
  onlyCounter: null,
  onlyStaff: null,
  counter: null,
  calls: 0,
  offeredAgain: 0,
  missedAt: 0,
  parkedUntilAt: 0,
  rated: false,
  explained: false,
} as const

function emptyTally(): Record<StateName | 'issued', number> {
  const states = Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<StateName, number>
  return { issued: 0, ...states }
}

/** May this counter call this ticket: was it sent there, or is it of a service served there by somebody who learned it? */
export function belongsTo(hall: SeenHall, counter: CounterId, { service, onlyCounter, onlyStaff }: Seen): boolean {
  const staff = hall.counters.get(counter)?.staff
  if (onlyStaff !== null) return onlyStaff === staff
  if (onlyCounter !== null) return onlyCounter === counter
  const skills = hall.office?.skills.find((one) => one.staff === staff)
  const serves = hall.office ? counterOf(hall.office, counter)?.services.includes(service) : false
  return (serves ?? false) && (skills?.services.includes(service) ?? true)
}
