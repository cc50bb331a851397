import type { Happened } from '#core/domain/events.ts'

/** What one stop was, reckoned from the bare events by somebody who knows neither the queue nor the reports. */
export interface NaiveStop {
  readonly day: string
  service: string
  class: string
  counter: string
  waitMs: number | null
  serviceMs: number | null
  end: string
  transfers: number
  recalls: number
  picked: number
  overtaken: number
  first: boolean
  rating: string | null
}

/** Reads events one after the other, for days on which nobody waits over night and nobody practises. */
export function naiveStops(happened: readonly Happened[]): NaiveStop[] {
  const stops: NaiveStop[] = []
  const now = new Map<string, NaiveStop & { arrivedAt: number; calledAt: number | null; startedAt: number | null }>()
  let day = ''
  for (const { at, event } of happened) {
    if (event.type === 'DayOpened') {
      day = event.day
      now.clear()
    }
    if (event.type === 'TicketIssued') {
      const stop = {
        ...{ day, service: event.service, class: event.class, counter: '', waitMs: null, serviceMs: null },
        ...{ end: 'open', transfers: 0, recalls: 0, picked: 0, overtaken: 0, first: true, rating: null },
        ...{ arrivedAt: at, calledAt: null, startedAt: null },
      }
      now.set(event.ticket, stop)
      stops.push(stop)
    }
    const stop = 'ticket' in event && event.ticket ? now.get(event.ticket) : undefined
    if (!stop) continue
    if (event.type === 'TicketCalled') {
      if (stop.calledAt === null) {
        stop.calledAt = at
        stop.waitMs = at - stop.arrivedAt
      }
      stop.counter = event.counter
      stop.overtaken += event.why.overtaken
      if (event.why.how === 'picked') stop.picked++
    } else if (event.type === 'TicketRecalled') stop.recalls++
    else if (event.type === 'ServiceStarted') stop.startedAt = event.startedAt
    else if (event.type === 'ClassChanged') stop.class = event.class
    else if (event.type === 'TicketTransferred') {
      stop.transfers++
      stop.service = event.service
    } else if (event.type === 'ServiceFinished') {
      stop.end = 'served'
      if (event.by === 'staff') stop.serviceMs = at - (stop.startedAt ?? at)
    } else if (event.type === 'TicketMissed') stop.end = 'no-show'
    else if (event.type === 'TicketBroughtBack') stop.end = 'open'
    else if (event.type === 'TicketCancelled') {
      if (!(stop.end === 'no-show' && event.reason === 'day-ended')) stop.end = 'cancelled'
    } else if (event.type === 'TicketVoided') stop.end = 'void'
    else if (event.type === 'TicketRated') stop.rating = event.level
    else if (event.type === 'VisitContinued') {
      stop.end = 'served'
      stop.serviceMs = at - (stop.startedAt ?? at)
      stop.counter = event.counter
      const next = {
        ...{ day, service: event.service, class: stop.class, counter: '', waitMs: null, serviceMs: null },
        ...{ end: 'open', transfers: 0, recalls: 0, picked: 0, overtaken: 0, first: false, rating: null },
        ...{ arrivedAt: at, calledAt: null, startedAt: null },
      }
      now.set('ticket' in event ? event.ticket : '', next)
      stops.push(next)
    }
  }
  return stops
}

/** The nearest rank, by sorting all of them. */
export function naiveRank(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null
}
