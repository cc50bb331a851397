import { waitAlerts } from '../alerts.ts'
import { waitingFor } from '../calling-order.ts'
import { type Action, can } from '../can.ts'
import type { Text } from '../office.ts'
import { type CounterId, counterOf, serviceOf } from '../office.ts'
import { type CounterState, counterState, heldBy, type Queue } from '../queue.ts'
import { REFUSALS, type Refusal } from '../refusals.ts'
import { stranded } from '../rules/absence.ts'
import { isAutomatic } from '../rules/calling.ts'
import { inLastMinute, isAlarmed } from '../rules/limits.ts'
import { nextOnRoll, rollAt } from '../rules/roll.ts'
import { counterHolding, type Ticket } from '../ticket.ts'
import { helpShown, messagesShown } from './notices.ts'

const WAITING_SHOWN = 100
const SLIPLESS_SHOWN = 3

/** What a desk at one counter shows. Who sits there and how the devices are is added by the hub. */
export function deskView(queue: Queue, staff: string, counter: CounterId | null, at: number) {
  const { office } = queue
  return {
    rev: queue.seq,
    at,
    office: office.name,
    counters: office.counters.map((one) => {
      const state = counterState(queue, one.id)
      return {
        id: one.id,
        label: one.label,
        services: [...one.services],
        state: state.state,
        staff: state.state === 'closed' ? null : state.staff,
        staffName: state.state === 'closed' ? null : state.staffName,
        mine: state.state !== 'closed' && state.staff === staff,
        number: heldBy(queue, one.id)?.number ?? null,
      }
    }),
    services: office.services.map((service) => {
      const line = queue.lines.get(service.id) ?? []
      const oldest = line.reduce((least, ticket) => Math.min(least, ticket.issuedAt), at)
      return {
        id: service.id,
        prefix: service.prefix,
        name: service.name,
        open: service.open,
        waiting: line.length,
        longestMs: at - oldest,
      }
    }),
    classes: office.classes.map(({ id, name, icon }) => ({ id, name, icon })),
    counter: counter === null ? null : counterPart(queue, counter, at),
    rules: {
      callLimit: office.calling.callLimit,
      parkLimitMs: office.calling.parkLimitMs,
      transferred: office.returning.transferred,
    },
    clockSuspect: queue.clockSuspect,
    ...(queue.restored && { restored: { at: queue.restored.at, lost: queue.restored.lost } }),
    practice: queue.practice,
    kiosks: kiosksToLookAt(queue, at),
    waits: waitAlerts(queue, at).map(({ service, name, limitMs, waiting, longestMs, expectedMs }) => ({
      service,
      name,
      limitMs,
      waiting,
      longestMs,
      expectedMs,
    })),
    slipless: slipless(queue),
    closures: closuresShown(queue),
    dayUntilAt: queue.dayUntilAt,
    messages: messagesShown(queue),
    help: helpShown(queue, staff),
    timeZone: office.timeZone,
    rolls: office.services
      .filter((service) => service.numbersFrom === 'roll')
      .map((service) => ({
        service: service.id,
        name: service.name,
        prefix: service.prefix,
        next: nextOnRoll(queue, service),
      })),
  }
}

/** What staff has closed just now: a service, or the hall. */
export function closuresShown({ closures, office }: Queue) {
  return closures.map(({ service, reason, sinceAt, untilAt }) => ({
    service,
    name: service === null ? null : (serviceOf(office, service)?.name ?? null),
    reason,
    sinceAt,
    untilAt,
  }))
}

/** Whose slip failed and who still waits: whoever wants it gets a copy. */
export function slipless(queue: Queue) {
  const failed = [...queue.lines.values()].flatMap((line) => line.filter((ticket) => ticket.slip === 'failed'))
  const newest = failed.sort((a, b) => b.order - a.order).slice(0, SLIPLESS_SHOWN)
  return { count: failed.length, newest: newest.map(({ id, number }) => ({ ticket: id, number })) }
}

/** Kiosks that ring, or that staff has stopped. */
function kiosksToLookAt(queue: Queue, at: number) {
  return kiosksNow(queue, at).filter(({ alarmedAt, paused }) => alarmedAt !== null || paused !== null)
}

/** Every kiosk that was pressed today. */
export function kiosksNow(queue: Queue, at: number) {
  return [...queue.kiosks].map(([id, kiosk]) => {
    const alarmedAt = isAlarmed(kiosk, at) ? kiosk.alarmedAt : null
    return { id, alarmedAt, lately: inLastMinute(kiosk, at), paused: kiosk.paused }
  })
}

function counterPart(queue: Queue, id: CounterId, at: number) {
  const counter = counterOf(queue.office, id)
  if (!counter) return null
  const state = counterState(queue, id)
  const current = heldBy(queue, id)
  const waiting = waitingFor(queue, id, at)
  const aside = queue.aside.flatMap((one) => queue.tickets.get(one) ?? [])
  const show = (ticket: Ticket) => deskTicket(queue, ticket, id)
  return {
    id,
    label: counter.label,
    state: state.state,
    pausedWhy: state.state === 'paused' ? state.reason : null,
    current: current && show(current),
    waiting: waiting.slice(0, WAITING_SHOWN).map(show),
    waitingCount: waiting.length,
    parked: aside.filter((ticket) => ticket.state === 'parked').map(show),
    missed: aside.filter((ticket) => ticket.state === 'no-show').map(show),
    stranded: stranded(queue).map(show),
    automatic: queue.office.calling.automaticAfterMs === null ? null : isAutomatic(queue, id),
    // Whoever tore a number off a roll may wait though nobody has counted it.
    buttons: buttonsFor(state, current, waiting.length + (rollAt(queue, id) ? 1 : 0), queue),
    servedToday: queue.servedAt[id] ?? 0,
  }
}

function deskTicket(queue: Queue, ticket: Ticket, here: CounterId) {
  const holder = counterHolding(ticket)
  return {
    id: ticket.id,
    number: ticket.number,
    service: ticket.service,
    class: ticket.class,
    state: ticket.state,
    issuedAt: ticket.issuedAt,
    calledAt: ticket.state === 'called' || ticket.state === 'serving' ? ticket.calledAt : null,
    startedAt: ticket.state === 'serving' ? ticket.startedAt : null,
    calls: ticket.state === 'called' ? ticket.calls : 0,
    counter: holder === null ? null : (counterOf(queue.office, holder)?.label ?? holder),
    onlyHere: ticket.onlyCounter === here,
    onlyCounter: ticket.onlyCounter && (counterOf(queue.office, ticket.onlyCounter)?.label ?? ticket.onlyCounter),
    onlyOfficer: ticket.onlyStaff && nameOf(queue, ticket.onlyStaff),
    declared: ticket.declared,
    visit: [...ticket.visit],
    notBeforeAt: ticket.state === 'waiting' ? ticket.notBeforeAt : null,
    automatic: holder !== null && calledByItself(queue, ticket),
    procedure: ticket.procedure,
    parked: ticket.state === 'parked' ? { reason: ticket.reason, untilAt: ticket.untilAt } : null,
  }
}

function calledByItself(queue: Queue, ticket: Ticket): boolean {
  const why = queue.calls.get(ticket.id)?.at(-1)?.why
  return why?.how === 'in-order' && why.automatic === true
}

/** As the officer is called at the counter where he or she sits; the id alone when nowhere. */
export function nameOf(queue: Queue, staff: string): string {
  for (const state of queue.counters.values())
    if (state.state !== 'closed' && state.staff === staff) return state.staffName
  return staff
}

type Button =
  | 'next'
  | 'recall'
  | 'start'
  | 'finish'
  | 'no-show'
  | 'park'
  | 'transfer'
  | 'pick'
  | 'pause'
  | 'open'
  | 'close'

/** Null where a button may be pressed; else the sentence that says why not. The same table decides in decide.ts. */
function buttonsFor(
  state: CounterState,
  current: Ticket | null,
  waiting: number,
  queue: Queue,
): Record<Button, Text | null> {
  const shut: Refusal | null =
    state.state === 'closed' ? 'counter-closed' : state.state === 'paused' ? 'counter-paused' : null
  const holding = (action: Action): Text | null => {
    if (shut) return REFUSALS[shut]
    if (current === null) return NO_TICKET
    return can(action, current) ? null : REFUSALS['not-now']
  }
  const whenFree = current === null ? null : REFUSALS['counter-busy']
  const spent = current?.state === 'called' && current.calls >= queue.office.calling.callLimit
  return {
    next: shut ? REFUSALS[shut] : current === null && waiting === 0 ? REFUSALS['nobody-waiting'] : null,
    recall: holding('recall') ?? (spent ? REFUSALS['call-limit'] : null),
    start: holding('start'),
    finish: holding('finish'),
    'no-show': holding('no-show'),
    park: holding('park'),
    transfer: holding('transfer'),
    pick: shut ? REFUSALS[shut] : whenFree,
    pause:
      state.state === 'closed'
        ? REFUSALS['counter-closed']
        : state.state === 'paused'
          ? REFUSALS['counter-paused']
          : whenFree,
    open: state.state === 'open' ? ALREADY_OPEN : null,
    close: state.state === 'closed' ? REFUSALS['counter-not-open'] : whenFree,
  }
}

const NO_TICKET: Text = { vi: 'Quầy chưa gọi số nào.', en: 'No ticket is called at this counter.' }
const ALREADY_OPEN: Text = { vi: 'Quầy đang mở.', en: 'The counter is open.' }
