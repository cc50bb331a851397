import type { Actor, Order } from '../commands.ts'
import type { Event } from '../events.ts'
import { type HelpCall, MOST_MESSAGES } from '../notices.ts'
import { counterOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/** A few words to everyone who waits. Without English the Vietnamese stands alone. */
export function showMessage(order: OrderOf<'ShowMessage'>, queue: Queue, at: number): Decision {
  const { message, kind, untilAt, spoken } = order
  const vi = order.text.vi.trim()
  if (vi === '') return no('message-empty')
  if (queue.messages.some(({ id }) => id === message)) return no('message-shown')
  if (queue.messages.length >= MOST_MESSAGES) return no('messages-full')
  if (untilAt !== null && untilAt <= at) return no('already-over')
  const text = { vi, en: order.text.en.trim() || vi }
  return ok([{ type: 'MessageShown', message, kind, text, untilAt, spoken }])
}

export function takeMessage({ message }: OrderOf<'TakeMessage'>, queue: Queue): Decision {
  if (!queue.messages.some(({ id }) => id === message)) return no('unknown-message')
  return ok([{ type: 'MessageTaken', message, because: 'taken-back' }])
}

/** Messages whose time is over. */
export function overdueMessages(queue: Queue, at: number): readonly Event[] {
  return queue.messages.flatMap(({ id, untilAt }): Event[] =>
    untilAt === null || at < untilAt ? [] : [{ type: 'MessageTaken', message: id, because: 'over' }],
  )
}

/** Somebody needs a colleague now. Pressed again while it stands, it is the same call. */
export function callHelp(order: OrderOf<'CallHelp'>, queue: Queue): Decision {
  const { help, counter, staff, staffName } = order
  if (counter !== null && !counterOf(queue.office, counter)) return no('unknown-counter')
  if (queue.help.some((one) => one.id === help || (one.staff === staff && one.counter === counter))) return ok([])
  return ok([{ type: 'HelpCalled', help, counter, staff, staffName }])
}

/** "I am coming." Several may; whoever called cannot. */
export function answerHelp({ help, staff, staffName }: OrderOf<'AnswerHelp'>, queue: Queue): Decision {
  const call = queue.help.find(({ id }) => id === help)
  if (!call) return no('help-over')
  if (call.staff === staff) return no('own-call')
  if (isComing(call, staff)) return ok([])
  return ok([{ type: 'HelpAnswered', help, staff, staffName }])
}

/** It is over: said by who called or by who came; whoever runs the hall may say so too. */
export function endHelp({ help }: OrderOf<'EndHelp'>, by: Actor, queue: Queue): Decision {
  const call = queue.help.find(({ id }) => id === help)
  if (!call) return no('help-over')
  if (by.role === 'officer' && call.staff !== by.id && !isComing(call, by.id)) return no('not-in-this-call')
  return ok([{ type: 'HelpEnded', help, staff: by.id }])
}

function isComing({ coming }: HelpCall, staff: string): boolean {
  return coming.some((one) => one.staff === staff)
}
