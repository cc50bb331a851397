import type { Actor, Order } from '#core/domain/commands.ts'
import type { Chance } from '../chance.ts'
import type { Hours, Visitor } from '../day-plan.ts'
import type { Agenda } from './agenda.ts'
import type { Diary, Printed } from './diary.ts'
import type { Officer } from './officers.ts'

const SECOND = 1_000
const MINUTE = 60_000
/** Of those who were served, how many answer at the terminal, by their slip, and on paper. */
const ANSWERS = { terminal: 0.3, slip: 0.1, routine: 0.08, surprise: 0.3 }

/** One officer's day at a counter. */
export interface Desk {
  begin(visitors: ReadonlyMap<string, Visitor>): void
  /** Somebody came: an idle officer looks up. */
  wake(): void
  /** Locks up, whatever still stands there. */
  leave(): Promise<void>
}

type Give = (by: Actor, what: Order) => Promise<Record<string, unknown> | null>

/** Comes (some late), calls, serves, has lunch, goes home when the hall is empty. */
export function openDesk(parts: {
  officer: Officer
  day: string
  hours: Hours
  agenda: Agenda
  order: Give
  diary: Diary
  campaigns: readonly Printed[]
  sentOn: Map<string, string>
  chance: Chance
  now: () => number
}): Desk {
  const { officer, day, hours, agenda, order, diary, chance, now } = parts
  const { counter } = officer
  const by: Actor = { role: 'officer', id: officer.id }
  let visitors: ReadonlyMap<string, Visitor> = new Map()
  /** Whoever was sent on once is served at the next counter, for what they were sent for: all desks of the day share it. */
  const { sentOn } = parts
  let state: 'away' | 'idle' | 'busy' = 'away'
  let isLooking = false
  let lunch: 'ahead' | 'now' | 'over' = 'ahead'

  const later = (ms: number, then: () => Promise<void>) => agenda.at(now() + ms, then)

  async function open(): Promise<void> {
    const { id: staff, name: staffName } = officer
    await order(by, { type: 'OpenCounter', counter, staff, staffName, takeOver: false })
    await next()
  }

  async function next(): Promise<void> {
    if (lunch === 'ahead' && now() >= hours.lunchFrom) return rest()
    const answer = await order(by, { type: 'CallNext', counter })
    const called = (answer?.called ?? null) as { ticket: string } | null
    state = called ? 'busy' : 'idle'
    if (called) await receive(called.ticket)
    else lookUpIn(2 * MINUTE)
  }

  /** One glance at a time, however many come in. */
  function lookUpIn(ms: number): void {
    if (isLooking || now() > hours.doorsCloseAt + 20 * MINUTE) return
    isLooking = true
    later(ms, lookUp)
  }

  async function lookUp(): Promise<void> {
    isLooking = false
    if (state === 'idle') await next()
  }

  async function rest(): Promise<void> {
    lunch = 'now'
    state = 'away'
    await order(by, { type: 'PauseCounter', counter, reason: 'Nghỉ trưa' })
    agenda.at(Math.max(now(), hours.lunchTo), async () => {
      lunch = 'over'
      await open()
    })
  }

  async function receive(ticket: string): Promise<void> {
    const visitor = visitors.get(ticket)
    if (!visitor || visitor.hearsCall === 0) {
      return later(80 * SECOND, async () => {
        await order(by, { type: 'MarkNoShow', counter, ticket })
        await next()
      })
    }
    later(chance.between(8, 30) * SECOND, async () => {
      await order(by, { type: 'StartService', counter, ticket })
      const startedAt = now()
      later(Math.round(visitor.serviceMs * officer.pace), () => end(visitor, startedAt))
    })
  }

  async function end(visitor: Visitor, startedAt: number): Promise<void> {
    const { ticket, service, ends } = visitor
    const isFirst = !sentOn.has(ticket)
    if (isFirst) sentOn.set(ticket, service)
    if (isFirst && (await sendOn(ticket, service, ends))) return next()
    if (await order(by, { type: 'FinishService', counter, ticket })) {
      const served = sentOn.get(ticket) ?? service
      diary.served(day, officer.id, served, now() - startedAt)
      answer(ticket, served)
    }
    await next()
  }

  /** Off for a paper that is missing, or to another service; says whether somebody else may come now. */
  async function sendOn(ticket: string, service: string, ends: Visitor['ends']): Promise<boolean> {
    if (ends === 'parked' || ends === 'parked-for-ever') {
      const limitMs = 40 * MINUTE
      const done = await order(by, { type: 'ParkTicket', counter, ticket, reason: 'Bổ sung giấy tờ', limitMs })
      if (done && ends === 'parked') {
        later(15 * MINUTE, async () => void (await order(by, { type: 'ResumeTicket', ticket })))
      }
      return done !== null
    }
    if (ends !== 'other-service') return false
    const toService = service === 'tra-ket-qua' ? 'chung-thuc' : 'tra-ket-qua'
    // Over lunch nobody may be there to take it: then it is finished here.
    const done = await order(by, { type: 'TransferTicket', counter, ticket, toService, toCounter: null })
    if (done) sentOn.set(ticket, toService)
    return done !== null
  }

  /** One person, one answer: whoever touched the terminal takes no slip of paper home. */
  function answer(ticket: string, service: string): void {
    const luck = chance.next()
    const pleased = chance.next() * 100 < officer.pleases
    const level = pleased ? chance.among(['rat-hai-long', 'hai-long']) : 'chua-hai-long'
    const given = { staff: officer.id, counter, service, level, day }
    const surprise = parts.campaigns.find(({ channel }) => channel === 'surprise')
    const routine = parts.campaigns.find(({ channel }) => channel === 'routine')
    if (luck < ANSWERS.terminal) {
      later(20 * SECOND, async () => {
        const rating: Order = { type: 'RateTicket', ticket, counter, level, reasons: [] }
        if (await order({ role: 'terminal', id: `rating-${counter}` }, rating))
          diary.answered({ ...given, channel: 'terminal' })
      })
    } else if (luck < ANSWERS.terminal + ANSWERS.slip) {
      later(40 * MINUTE, async () => {
        const rating: Order = { type: 'RateTicket', ticket, counter: null, level, reasons: [] }
        if (await order({ role: 'citizen', id: 'slip' }, rating)) diary.answered({ ...given, channel: 'slip' })
      })
    } else if (surprise && luck < ANSWERS.terminal + ANSWERS.slip + ANSWERS.surprise) {
      diary.ticked(surprise, { ...given, channel: 'surprise' })
    } else if (routine && luck < ANSWERS.terminal + ANSWERS.slip + ANSWERS.routine) {
      diary.ticked(routine, { ...given, channel: 'routine' })
    }
  }

  return {
    begin(known) {
      visitors = known
      const comesAt = hours.opensAt + Math.round((officer.comesAfter + chance.between(-2, 2)) * MINUTE)
      diary.opened(day, officer.id, comesAt, comesAt > hours.opensAt)
      agenda.at(comesAt, open)
    },
    wake() {
      if (state === 'idle') lookUpIn(5 * SECOND)
    },
    async leave() {
      await order(by, { type: 'CloseCounter', counter })
    },
  }
}
