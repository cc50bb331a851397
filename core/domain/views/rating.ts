import type { CounterId } from '../office.ts'
import { counterOf } from '../office.ts'
import { counterState, type Queue } from '../queue.ts'

/** What the rating terminal of one counter asks: about the ticket just finished there, once. */
export function ratingView(queue: Queue, counterId: CounterId, at: number) {
  const { office } = queue
  const counter = counterOf(office, counterId)
  if (!counter) return null
  const state = counterState(queue, counterId)
  return {
    rev: queue.seq,
    at,
    office: office.name,
    counter: { id: counter.id, label: counter.label, open: state.state === 'open' },
    ask: askAbout(queue, counterId, at),
    levels: office.rating.levels.map(({ id, name, face, satisfied }) => ({ id, name, face, satisfied })),
    reasons: office.rating.reasons.map(({ id, name }) => ({ id, name })),
    repeatMs: office.rating.repeatMs,
  }
}

function askAbout(queue: Queue, counter: CounterId, at: number) {
  const state = counterState(queue, counter)
  if (state.state === 'closed' || state.lastFinished === null) return null
  const ticket = queue.tickets.get(state.lastFinished.ticket)
  if (ticket?.state !== 'served' || ticket.rating !== null) return null
  const untilAt = ticket.finishedAt + queue.office.rating.terminalWindowMs
  return at < untilAt ? { ticket: ticket.id, number: ticket.number, untilAt } : null
}
