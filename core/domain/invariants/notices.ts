import { MOST_MESSAGES } from '../notices.ts'
import type { Watch } from './names.ts'

/** Messages and calls for help: each begins once and ends once, and what ended is spoken of no more. */
export function watchNotices(): Watch {
  /** Shown now: until when. */
  let messages = new Map<string, number | null>()
  /** Standing now: who called. */
  let calls = new Map<string, string>()

  return ({ at, event }, _hall, check) => {
    switch (event.type) {
      case 'DayOpened':
        messages = new Map()
        calls = new Map()
        return
      case 'MessageShown':
        check('notices', !messages.has(event.message), `message ${event.message} is shown twice`)
        messages.set(event.message, event.untilAt)
        check('notices', messages.size <= MOST_MESSAGES, `${messages.size} messages are shown at once`)
        return
      case 'MessageTaken': {
        const untilAt = messages.get(event.message)
        check('notices', untilAt !== undefined, `message ${event.message} is taken back and was not shown`)
        const isDue = event.because === 'taken-back' || (untilAt ?? Number.POSITIVE_INFINITY) <= at
        check('notices', isDue, `message ${event.message} ended before its time`)
        messages.delete(event.message)
        return
      }
      case 'HelpCalled':
        check('notices', !calls.has(event.help), `call ${event.help} begins twice`)
        calls.set(event.help, event.staff)
        return
      case 'HelpAnswered':
        check('notices', calls.has(event.help), `call ${event.help} is answered and does not stand`)
        check('notices', calls.get(event.help) !== event.staff, `${event.staff} answers the own call`)
        return
      case 'HelpEnded':
        check('notices', calls.has(event.help), `call ${event.help} ends and does not stand`)
        calls.delete(event.help)
        return
      default:
    }
  }
}
