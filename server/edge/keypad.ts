import { waitingFor } from '#core/domain/calling-order.ts'
import type { Order } from '#core/domain/commands.ts'
import { counterState, heldBy, type Queue } from '#core/domain/queue.ts'
import type { DeviceMoment } from '../devices/supervisor.ts'
import type { Road } from '../road.ts'
import type { Hall } from '../settings/hall.ts'

/**
 * Turns keys and buttons at a counter into the same orders its desk sends. Digits before NEXT call that number
 * (`1 2 NEXT` calls the waiting ticket whose number ends so); NEXT alone follows the one-button rule of `decide`, as the
 * counter's button is set: it recalls first, or passes on.
 */
export function hearKeypads({
  road,
  hall,
  onRefusal,
}: {
  road: Road
  hall: () => Hall
  onRefusal: (device: string, why: string) => void
}) {
  const typed = new Map<string, string>()
  return (moment: DeviceMoment): void => {
    const counter = hall().devices.find((device) => device.id === moment.device)?.counter
    if (counter === undefined) {
      onRefusal(moment.device, 'unknown-counter')
      return
    }
    if (moment.kind === 'keypad' && moment.key.key === 'digit') {
      typed.set(moment.device, ((typed.get(moment.device) ?? '') + moment.key.digit).slice(-4))
      return
    }
    const digits = typed.get(moment.device) ?? ''
    typed.delete(moment.device)
    const key = moment.kind === 'keypad' ? moment.key.key : 'next'
    const order = orderFor(key, digits, counter, road.queue())
    if (!order) {
      onRefusal(moment.device, 'unknown-ticket')
      return
    }
    const actor = { role: 'officer', id: staffAt(road.queue(), counter) } as const
    road.send({ id: null, by: actor, order }).then(
      (outcome) => outcome.kind === 'refused' && onRefusal(moment.device, outcome.why),
      (error: Error) => onRefusal(moment.device, error.name),
    )
  }
}

function orderFor(key: string, digits: string, counter: string, queue: Queue): Order | null {
  const held = heldBy(queue, counter)
  if (key === 'next' && digits === '') return { type: 'CallNext', counter }
  if (key === 'next') {
    const ticket = waitingWithDigits(queue, counter, digits)
    return ticket === null ? null : { type: 'PickTicket', counter, ticket, reason: 'keypad' }
  }
  if (!held) return null
  if (key === 'recall') return { type: 'RecallTicket', counter, ticket: held.id }
  if (key === 'finish') return { type: 'FinishService', counter, ticket: held.id }
  return null
}

/** Of those this counter may call, the first in line whose number ends so; whoever was sent here by a transfer too. */
function waitingWithDigits(queue: Queue, counter: string, digits: string): string | null {
  const found = waitingFor(queue, counter, queue.lastAt).find((ticket) => ticket.seq === Number(digits))
  return found?.id ?? null
}

function staffAt(queue: Queue, counter: string): string {
  const state = counterState(queue, counter)
  return state.state === 'closed' ? 'keypad' : state.staff
}
