import type { Event } from '../events.ts'
import type { Check, Watch } from './names.ts'
import type { Seen, SeenHall } from './seen-hall.ts'

/** Calls, returns, parked and held-off places, and numbers taken back keep the times and counts of the office (I9). */
export function watchLimits(): Watch {
  let late: Seen | null = null

  /** After the time to come back is over, only a pick brings somebody in: its reason is kept, and it follows at once. */
  function checkLateReturn(event: Event, check: Check): void {
    if (!late) return
    const isPicked = event.type === 'TicketCalled' && event.ticket === late.id && event.why.how === 'picked'
    check('within-limits', isPicked, `${late.number} came back too late, and nobody gave a reason`)
    late = null
  }

  return ({ at, event }, hall, check) => {
    checkLateReturn(event, check)
    const ticket = 'ticket' in event && event.ticket !== null ? hall.tickets.get(event.ticket) : undefined
    const calling = hall.office?.calling
    if (!ticket || !calling) return
    const { number } = ticket
    const within = (holds: boolean, what: string) => check('within-limits', holds, `${number} ${what}`)
    switch (event.type) {
      case 'TicketRecalled':
        return within(ticket.calls < calling.callLimit, `is called ${ticket.calls + 1} times`)
      case 'TicketMissed':
        if (event.reason === 'parked-too-long') within(at >= ticket.parkedUntilAt, 'lost its parked place too soon')
        return
      case 'TicketBroughtBack':
        if (at - ticket.missedAt > calling.bringBackWithinMs) late = ticket
        else within(true, 'came back in time')
        return
      case 'TicketParked':
        return within(event.untilAt - at <= calling.parkLimitMs, 'is parked for too long')
      case 'TicketHeldOff':
        within(ticket.offeredAgain < calling.offersAgain, `is offered again for the ${ticket.offeredAgain + 1}. time`)
        return within(event.untilAt - at === calling.holdOffMs, 'is held off for another time than the office says')
      case 'TicketVoided':
        return takenBack(ticket, event.reason, at, hall, check)
      default:
    }
  }
}

function takenBack(ticket: Seen, reason: string, at: number, hall: SeenHall, check: Check): void {
  check(
    'taken-back',
    reason === (ticket.practice ? 'practice' : 'mistake'),
    `${ticket.number} is taken back as ${reason}`,
  )
  if (ticket.practice) return
  const limitMs = hall.office?.limits.voidWithinMs ?? 0
  const isSoon = at - ticket.issuedAt <= limitMs && ticket.state === 'waiting'
  check('taken-back', isSoon && ticket.device !== null, `${ticket.number} is taken back too late, or not at a kiosk`)
}
