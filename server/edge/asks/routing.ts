import * as routing from '#core/contract/routing.ts'
import { type Ask, ask, EXAMPLE_COUNTER, EXAMPLE_TICKET, STAFF } from '../ask.ts'

/** Where a ticket goes next: further services, a priority confirmed, a desk that calls by itself. */
export const ROUTING_ASKS: readonly Ask[] = [
  ask({
    name: 'transfer-ticket',
    summary: 'To another service, to one counter or to one officer; the number stays.',
    body: routing.TransferTicket,
    example: { ...EXAMPLE_COUNTER, ...EXAMPLE_TICKET, toService: 'tra-ket-qua', toCounter: null },
    order: ({ counter, ticket, toService, toCounter, toStaff, reason }) => ({
      type: 'TransferTicket',
      counter,
      ticket,
      toService,
      toCounter,
      toStaff: toStaff ?? null,
      ...(reason !== undefined && { reason }),
    }),
  }),
  ask({
    name: 'extend-visit',
    summary: 'One more service in the same visit: joined by itself after the ones before, under the same number.',
    roles: ['kiosk', ...STAFF],
    body: routing.ExtendVisit,
    example: { ...EXAMPLE_TICKET, service: 'cu-tru' },
    // A kiosk may change the visit only of a ticket that was taken there.
    order: ({ ticket, service }, who) => ({
      type: 'ExtendVisit',
      ticket,
      service,
      device: who.role === 'kiosk' ? who.id : null,
    }),
  }),
  ask({
    name: 'shorten-visit',
    summary: 'Take a further service out of the visit again; the service under way stays.',
    roles: ['kiosk', ...STAFF],
    body: routing.ShortenVisit,
    example: { ...EXAMPLE_TICKET, service: 'cu-tru' },
    order: ({ ticket, service }, who) => ({
      type: 'ShortenVisit',
      ticket,
      service,
      device: who.role === 'kiosk' ? who.id : null,
    }),
  }),
  ask({
    name: 'change-class',
    summary: 'Confirm a priority that was said at the kiosk, give one or take it away, with a reason that is kept.',
    body: routing.ChangeClass,
    example: { ...EXAMPLE_TICKET, class: 'cao-tuoi', reason: 'Đã xem giấy tờ' },
    order: ({ ticket, class: priority, reason }) => ({ type: 'ChangeClass', ticket, class: priority, reason }),
  }),
  ask({
    name: 'set-automatic',
    summary: 'The own desk calls by itself when idle, or no longer does.',
    body: routing.SetAutomatic,
    example: { ...EXAMPLE_COUNTER, on: true },
    order: ({ counter, on }) => ({ type: 'SetAutomatic', counter, on }),
  }),
]
