import { randomUUID } from 'node:crypto'
import { waitingFor } from '#core/domain/calling-order.ts'
import { can } from '#core/domain/can.ts'
import type { Actor, Order } from '#core/domain/commands.ts'
import { type CounterId, counterOf } from '#core/domain/office.ts'
import { counterState, heldBy, type Queue } from '#core/domain/queue.ts'
import type { Refusal } from '#core/domain/refusals.ts'
import type { Ticket, TicketId } from '#core/domain/ticket.ts'
import type { DeviceMoment } from '../devices/supervisor.ts'
import type { Road } from '../road.ts'
import type { Hall } from '../settings/hall.ts'
import { onceEach } from './once-each.ts'
import { type PadRefusal, ratingPads } from './rating-pad.ts'
import { keyNamed } from './wired-button.ts'

/** Digits nobody has finished by then belong to nobody: the next officer's key must not call a stranger. */
const FORGOTTEN_MS = 10_000
const MOST_DIGITS = 4
const REASON = 'keypad'
/** No hand presses three noughts and then another key by accident. */
const HELP_DIGITS = '000'

/**
 * Turns keys and buttons at a counter into the same orders its desk sends.
 *
 *     NEXT                 the one-button rule of `decide`        1 2 NEXT        calls that number
 *     RECALL               the same number again                  5 TRANSFER      sends the one here to counter 5
 *     FINISH  NO-SHOW      the one who is here, or is not         CLEAR           forgets the digits, and so do 10 s
 *     PAUSE                away; pressed again: back              a rating        see rating-pad.ts
 *     0 0 0 PAUSE          calls colleagues for help              0 0 0 FINISH    "I am coming"; the own call: it is over
 */
export function hearKeypads({
  road,
  hall,
  now,
  steady,
  onRefusal,
}: {
  road: Road
  hall: () => Hall
  now: () => number
  /** Time that nobody sets. */
  steady: () => number
  onRefusal: (device: string, why: string) => void
}) {
  const typed = new Map<string, { readonly digits: string; readonly at: number }>()
  const isNew = onceEach()
  const rated = ratingPads({ now, steady })

  function digitsAt(device: string): string {
    const { digits, at } = typed.get(device) ?? { digits: '', at: 0 }
    return steady() - at < FORGOTTEN_MS ? digits : ''
  }

  return (moment: DeviceMoment): void => {
    const { device } = moment
    if (moment.kind === 'scanner' || !isNew(moment)) return
    const counter = hall().devices.find(({ id }) => id === device)?.counter
    if (counter === undefined) {
      onRefusal(device, 'unknown-counter')
      return
    }
    const key = moment.kind === 'keypad' ? moment.key : keyNamed(moment.button)
    if (key.key === 'digit') {
      typed.set(device, { digits: (digitsAt(device) + key.digit).slice(-MOST_DIGITS), at: steady() })
      return
    }
    const digits = digitsAt(device)
    typed.delete(device)
    if (key.key === 'clear') return
    const queue = road.queue()
    const isHelp = digits === HELP_DIGITS && (key.key === 'pause' || key.key === 'finish')
    const order = isHelp
      ? helpOrder(key.key === 'pause', counter, queue)
      : key.key === 'rate'
        ? rated(device, counter, key.level, queue)
        : orderFor(key.key, digits, counter, queue)
    if (typeof order === 'string') {
      onRefusal(device, order)
      return
    }
    // Delivered twice by an agent, the same press is the same command.
    road.send({ id: moment.id ?? null, by: actorOf(order, device, counter, queue), order }).then(
      (outcome) => outcome.kind === 'refused' && onRefusal(device, outcome.why),
      (error: Error) => onRefusal(device, error.name),
    )
  }
}

type CallKey = 'next' | 'recall' | 'finish' | 'no-show' | 'transfer' | 'pause'

/** The order a key means just now, or why it means none. */
function orderFor(key: CallKey, digits: string, counter: CounterId, queue: Queue): Order | Refusal | PadRefusal {
  if (key === 'next') return nextOrder(digits, counter, queue)
  if (key === 'pause') return pauseOrder(counter, queue)
  const held = heldBy(queue, counter)
  if (!held) return 'not-at-this-counter'
  const at = { counter, ticket: held.id }
  switch (key) {
    case 'recall':
      return { type: 'RecallTicket', ...at }
    case 'finish':
      return { type: 'FinishService', ...at }
    case 'no-show':
      return { type: 'MarkNoShow', ...at }
    case 'transfer': {
      const toCounter = counterLabelled(digits, queue)
      return toCounter === null ? 'unknown-counter' : { type: 'TransferTicket', ...at, toService: null, toCounter }
    }
    default:
      return key satisfies never
  }
}

function nextOrder(digits: string, counter: CounterId, queue: Queue): Order | Refusal {
  if (digits === '') return { type: 'CallNext', counter }
  const ticket = numbered(queue, counter, Number(digits))
  return ticket === null ? 'unknown-ticket' : { type: 'PickTicket', counter, ticket, reason: REASON }
}

/**
 * The ticket that digits mean at this counter: of those it may call, the first in line; then who went to correct papers or
 * missed the call. The letter is left out: a keypad has none, and two services of one counter seldom are as far.
 */
function numbered(queue: Queue, counter: CounterId, seq: number): TicketId | null {
  const isIt = (ticket: Ticket | undefined) => ticket?.seq === seq
  const waiting = waitingFor(queue, counter, queue.lastAt).find(isIt)
  if (waiting) return waiting.id
  const services = counterOf(queue.office, counter)?.services ?? []
  const aside = queue.aside
    .map((id) => queue.tickets.get(id))
    .find((ticket) => ticket && isIt(ticket) && can('pick', ticket) && services.includes(ticket.service))
  return aside?.id ?? null
}

/** The counter whose label has these figures, letters left out (`5` means `5` and `A5`); none where two have them. */
function counterLabelled(digits: string, queue: Queue): CounterId | null {
  if (digits === '') return null
  const same = queue.office.counters.filter(({ label }) => {
    const figures = label.replace(/\D/g, '')
    return figures !== '' && Number(figures) === Number(digits)
  })
  return same.length === 1 ? same[0]!.id : null
}

/** Away, or back again at the place one has; who sits at a closed counter no keypad can know. */
function pauseOrder(counter: CounterId, queue: Queue): Order | Refusal {
  const state = counterState(queue, counter)
  if (state.state === 'closed') return 'counter-closed'
  if (state.state === 'open') return { type: 'PauseCounter', counter, reason: REASON }
  const { staff, staffName } = state
  return { type: 'OpenCounter', counter, staff, staffName, takeOver: false }
}

/** Who sits at an open counter calls for help from its keypad, says "I am coming", and says when it is over. */
function helpOrder(calls: boolean, counter: CounterId, queue: Queue): Order | Refusal {
  const state = counterState(queue, counter)
  if (state.state === 'closed') return 'counter-closed'
  const { staff, staffName } = state
  if (calls) return { type: 'CallHelp', help: randomUUID(), counter, staff, staffName }
  const mine = queue.help.find((call) => call.staff === staff || call.coming.some((one) => one.staff === staff))
  if (mine) return { type: 'EndHelp', help: mine.id }
  const other = queue.help.find(({ coming }) => coming.length === 0) ?? queue.help[0]
  return other ? { type: 'AnswerHelp', help: other.id, staff, staffName } : 'help-over'
}

/** A citizen presses a rating pad; whoever sits at the counter presses the rest. */
function actorOf(order: Order, device: string, counter: CounterId, queue: Queue): Actor {
  if (order.type === 'RateTicket') return { role: 'terminal', id: device }
  const state = counterState(queue, counter)
  return { role: 'officer', id: state.state === 'closed' ? REASON : state.staff }
}
