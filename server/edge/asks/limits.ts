import { HEADS } from '#core/contract/access.ts'
import * as limits from '#core/contract/limits.ts'
import { ask, EXAMPLE_TICKET, STAFF } from '../ask.ts'

/** What keeps numbers honest: taking one back, stopping a kiosk, practice, rolls. */
export const LIMITS_ASKS = [
  ask({
    name: 'void-ticket',
    summary:
      'A mistaken press: give the number back at the kiosk it was taken at, soon after. It is never given again.',
    roles: ['kiosk'],
    body: limits.VoidTicket,
    example: EXAMPLE_TICKET,
    order: ({ ticket }, who) => ({ type: 'VoidTicket', ticket, device: who.id }),
  }),
  ask({
    name: 'pause-kiosk',
    summary: 'A kiosk gives no numbers until staff says so.',
    body: limits.PauseKiosk,
    example: { kiosk: 'kiosk-1', reason: 'Trẻ em bấm máy' },
    order: ({ kiosk, reason }) => ({ type: 'PauseKiosk', device: kiosk, reason }),
  }),
  ask({
    name: 'resume-kiosk',
    summary: 'The kiosk is all right: it gives numbers again, and its alarm is over.',
    body: limits.ResumeKiosk,
    example: { kiosk: 'kiosk-1' },
    order: ({ kiosk }) => ({ type: 'ResumeKiosk', device: kiosk }),
  }),
  ask({
    name: 'begin-practice',
    summary: 'The hall practises: from now on no number is real. Refused while anybody waits.',
    roles: HEADS,
    body: limits.Practice,
    example: {},
    order: () => ({ type: 'BeginPractice' }),
  }),
  ask({
    name: 'end-practice',
    summary: 'Practice is over: its numbers are void, and the real ones go on where they were.',
    roles: HEADS,
    body: limits.Practice,
    example: {},
    order: () => ({ type: 'EndPractice' }),
  }),
  ask({
    name: 'start-roll',
    summary: 'A pre-printed roll of numbers hangs there: its first number.',
    roles: STAFF,
    body: limits.StartRoll,
    example: { service: 'tra-ket-qua', first: 1 },
    order: ({ service, first }) => ({ type: 'StartRoll', service, first }),
  }),
  ask({
    name: 'count-roll',
    summary: 'The roll is torn up to this number: everyone before the tear waits.',
    roles: STAFF,
    body: limits.CountRoll,
    example: { service: 'tra-ket-qua', upTo: 57 },
    order: ({ service, upTo }) => ({ type: 'CountRoll', service, upTo }),
  }),
]
