import { HEADS } from '#core/contract/access.ts'
import * as notices from '#core/contract/notices.ts'
import { type Ask, ask, EXAMPLE_COUNTER, EXAMPLE_TICKET } from '../ask.ts'

const EXAMPLE_MESSAGE = { message: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a20' }
const EXAMPLE_HELP = { help: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a30' }

/** What is said beside the numbers: to everyone who waits, and from desk to desk. And who goes first by hand. */
export const NOTICES_ASKS: readonly Ask[] = [
  ask({
    name: 'show-message',
    summary: 'Tell everyone who waits: on boards, kiosks, telephones and desks, until then or until it is taken back.',
    roles: HEADS,
    body: notices.ShowMessage,
    example: {
      ...EXAMPLE_MESSAGE,
      kind: 'information',
      text: {
        vi: 'Hệ thống đang chậm, mong bà con thông cảm.',
        en: 'The system is slow just now. Thank you for waiting.',
      },
      untilAt: null,
      spoken: false,
    },
    order: ({ message, kind, text, untilAt, spoken }) => ({
      type: 'ShowMessage',
      message,
      kind,
      text,
      untilAt,
      spoken,
    }),
  }),
  ask({
    name: 'take-message',
    summary: 'Take a message back: it leaves every screen.',
    roles: HEADS,
    body: notices.TakeMessage,
    example: EXAMPLE_MESSAGE,
    order: ({ message }) => ({ type: 'TakeMessage', message }),
  }),
  ask({
    name: 'call-help',
    summary:
      'A colleague is needed here now: every desk shows it, no public screen does. Pressed again it is the same call.',
    body: notices.CallHelp,
    example: { ...EXAMPLE_HELP, ...EXAMPLE_COUNTER },
    order: ({ help, counter }, who) => ({ type: 'CallHelp', help, counter, staff: who.id, staffName: who.name }),
  }),
  ask({
    name: 'answer-help',
    summary: '“I am coming.”',
    body: notices.HelpOnly,
    example: EXAMPLE_HELP,
    order: ({ help }, who) => ({ type: 'AnswerHelp', help, staff: who.id, staffName: who.name }),
  }),
  ask({
    name: 'end-help',
    summary: 'The call for help is over: said by who called, by who came, or by whoever runs the hall.',
    body: notices.HelpOnly,
    example: EXAMPLE_HELP,
    order: ({ help }) => ({ type: 'EndHelp', help }),
  }),
  ask({
    name: 'place-ticket',
    summary: 'Put somebody first, or back where the time of coming puts them, with a reason that is kept and told.',
    roles: HEADS,
    body: notices.PlaceTicket,
    example: { ...EXAMPLE_TICKET, place: 'first', reason: 'Người bệnh cần về sớm' },
    order: ({ ticket, place, reason }) => ({ type: 'PlaceTicket', ticket, place, reason }),
  }),
]
