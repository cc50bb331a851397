import type { DeskContract } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'

/** The part of the line to the hub that carries orders. */
export type Asking = Pick<Link<DeskContract>, 'ask'>

/**
 * What an officer may order from one counter, each press under a command id of its own.
 *
 * A press whose ask is still on the way is not sent again: it gives null, and nothing needs to be said.
 */
export function orders(hub: Asking, counter: string, newId: () => string) {
  const once = oncePerAnswer(newId)
  return {
    next: () => once('next', (command) => hub.ask('call-next', { command, counter })),
    pick: (ticket: string, reason: string) =>
      once(`pick ${ticket}`, (command) => hub.ask('pick-ticket', { command, counter, ticket, reason })),
    recall: (ticket: string) =>
      once(`recall ${ticket}`, (command) => hub.ask('recall-ticket', { command, counter, ticket })),
    start: (ticket: string) =>
      once(`start ${ticket}`, (command) => hub.ask('start-service', { command, counter, ticket })),
    finish: (ticket: string) =>
      once(`finish ${ticket}`, (command) => hub.ask('finish-service', { command, counter, ticket })),
    noShow: (ticket: string) =>
      once(`no-show ${ticket}`, (command) => hub.ask('mark-no-show', { command, counter, ticket })),
    park: (ticket: string, reason: string) =>
      once(`park ${ticket}`, (command) => hub.ask('park-ticket', { command, counter, ticket, reason })),
    resume: (ticket: string) => once(`resume ${ticket}`, (command) => hub.ask('resume-ticket', { command, ticket })),
    bringBack: (ticket: string) =>
      once(`bring-back ${ticket}`, (command) => hub.ask('bring-back', { command, ticket })),
    /** `fromCounter` is named when the ticket is held there. */
    transfer: (ticket: string, fromCounter: string | null, to: Destination) =>
      once(`transfer ${ticket}`, (command) =>
        hub.ask('transfer-ticket', { command, ticket, counter: fromCounter, ...to }),
      ),
    extend: (ticket: string, service: string) =>
      once(`extend ${ticket} ${service}`, (command) => hub.ask('extend-visit', { command, ticket, service })),
    shorten: (ticket: string, service: string) =>
      once(`shorten ${ticket} ${service}`, (command) => hub.ask('shorten-visit', { command, ticket, service })),
    changeClass: (ticket: string, priority: string, reason: string) =>
      once(`class ${ticket}`, (command) => hub.ask('change-class', { command, ticket, class: priority, reason })),
    automatic: (on: boolean) => once('automatic', (command) => hub.ask('set-automatic', { command, counter, on })),
    cancel: (ticket: string, reason: string) =>
      once(`cancel ${ticket}`, (command) => hub.ask('cancel-ticket', { command, ticket, reason })),
    copy: (ticket: string) => once(`copy ${ticket}`, (command) => hub.ask('print-copy', { command, ticket })),
    issue: (service: string, priority: string) =>
      once('issue', (command) =>
        hub.ask('issue-ticket', { command, ticket: newId(), service, class: priority, procedure: null }),
      ),
    pause: (reason: string) => once('pause', (command) => hub.ask('pause-counter', { command, counter, reason })),
    open: (takeOver = false) => once('open', (command) => hub.ask('open-counter', { command, counter, takeOver })),
    close: () => once('close', (command) => hub.ask('close-counter', { command, counter })),
  }
}

export type Orders = ReturnType<typeof orders>

/** Where a ticket is sent: another line, one counter or one officer. */
export type Destination =
  | { toService: string; toCounter: null }
  | { toService: null; toCounter: string }
  | { toService: null; toCounter: null; toStaff: string }

/** Sends each press once: while its answer is awaited, the same press is the same press twice. */
function oncePerAnswer(newId: () => string) {
  const awaited = new Set<string>()
  return async <Got>(press: string, send: (command: string) => Promise<Got>): Promise<Got | null> => {
    if (awaited.has(press)) return null
    awaited.add(press)
    try {
      return await send(newId())
    } finally {
      awaited.delete(press)
    }
  }
}
