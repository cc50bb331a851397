import { lastNumberAt, sittingNow } from '../calendar.ts'
import type { TicketIssued } from '../events.ts'
import { type ServiceId, serviceOf } from '../office.ts'
import type { Check, Watch } from './names.ts'
import type { SeenHall } from './seen-hall.ts'

const MINUTE = 60_000
/** Under this name the whole hall is closed. */
const HALL = ''

/** What machines may give: nothing where it is closed, and no more than a kiosk, a quota and a person may have (S7). */
export function watchMachines(): Watch {
  let stopped = new Map<ServiceId, number | null>()
  let paused = new Set<string>()
  let given: TicketIssued[] = []
  let takenBack = new Set<string>()
  let kiosks = new Map<string, number[]>()

  function isStopped(service: ServiceId, at: number): boolean {
    return [service, HALL].some((name) => {
      const untilAt = stopped.get(name)
      return untilAt !== undefined && (untilAt === null || at < untilAt)
    })
  }

  function counted(which: (one: TicketIssued) => boolean): number {
    return given.filter((one) => which(one) && !takenBack.has(one.ticket)).length
  }

  function closed(event: TicketIssued, hall: SeenHall, at: number, check: Check): void {
    const { number, service, device } = event
    check('closed-is-closed', !isStopped(service, at), `${number} is given while ${service} is stopped`)
    check('closed-is-closed', device === null || !paused.has(device), `${number} comes from a kiosk that is paused`)
    const { office } = hall
    if (!office) return
    check('closed-is-closed', serviceOf(office, service)?.open === true, `${number} is of a service that is closed`)
    // Whoever has an appointment may come before the doors open, and after the last number.
    if (event.appointment !== undefined) return
    const session = sittingNow(office, service, at)
    const isInTime = session !== null && at < lastNumberAt(office, service, session)
    check('closed-is-closed', isInTime, `${number} is given outside the hours, or after the last number`)
  }

  function asManyAsMay(event: TicketIssued, hall: SeenHall, at: number, check: Check): void {
    const { number, device, service, sitting = 0, person } = event
    const office = hall.office
    if (!office) return
    const { perKioskMinute, kioskGapMs, perPersonDay } = office.limits
    const may = (holds: boolean, what: string) => check('as-many-as-may', holds, `${number} ${what}`)
    if (device !== null) {
      const before = kiosks.get(device) ?? []
      const inAMinute = before.filter((one) => one > at - MINUTE).length
      may(perKioskMinute === null || inAMinute < perKioskMinute, `is the ${inAMinute + 1}. of ${device} in a minute`)
      may(at - (before.at(-1) ?? Number.NEGATIVE_INFINITY) >= kioskGapMs, `comes too fast from ${device}`)
    }
    const { day, session } = serviceOf(office, service)?.quota ?? { day: null, session: null }
    const today = counted((one) => one.service === service)
    may(day === null || today < day, `is the ${today + 1}. of ${service} today`)
    const now = counted((one) => one.service === service && (one.sitting ?? 0) === sitting)
    may(session === null || now < session, `is the ${now + 1}. of ${service} in its session`)
    const own = person ? counted((one) => one.person === person) : 0
    may(perPersonDay === null || own < perPersonDay, `is the ${own + 1}. of one person`)
  }

  return ({ at, event }, hall, check) => {
    switch (event.type) {
      case 'DayOpened':
        stopped = new Map()
        paused = new Set()
        given = []
        takenBack = new Set()
        kiosks = new Map()
        return
      case 'ServiceStopped':
        stopped.set(event.service ?? HALL, event.untilAt)
        return
      case 'ServiceResumed':
        stopped.delete(event.service ?? HALL)
        return
      case 'KioskPaused':
        paused.add(event.device)
        return
      case 'KioskResumed':
        paused.delete(event.device)
        return
      case 'TicketVoided':
        takenBack.add(event.ticket)
        return
      case 'TicketIssued': {
        if (event.practice) return
        const isByMachine = event.origin === 'kiosk' || event.origin === 'api'
        if (isByMachine) closed(event, hall, at, check)
        // The place of an appointment was promised: no quota and no kiosk's pace stands in its way.
        if (event.origin === 'kiosk' && event.appointment === undefined) asManyAsMay(event, hall, at, check)
        given.push(event)
        if (event.device !== null) kiosks.set(event.device, [...(kiosks.get(event.device) ?? []), at].slice(-100))
        return
      }
      default:
    }
  }
}
