import { waitingFor } from '#core/domain/calling-order.ts'
import type { Command, Order } from '#core/domain/commands.ts'
import { decide } from '#core/domain/decide.ts'
import type { Happened } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { ORDINARY, type ServiceId } from '#core/domain/office.ts'
import { counterState, heldBy, type Queue } from '#core/domain/queue.ts'
import { instantOf } from '#core/domain/service-day.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import { type Chance, chanceFrom } from '../../simulate/chance.ts'
import { type Agenda, openAgenda } from './agenda.ts'
import type { Errand, Officer, Ward } from './plan.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Told of everything that happened, with the queue right after it. */
export type Watch = (happened: Happened, queue: Queue) => void

interface Day {
  readonly ward: Ward
  readonly chance: Chance
  readonly agenda: Agenda
  readonly at: (hhmm: string) => number
  /** What this day does to the pace of the hall and of each service. */
  readonly pace: (service: ServiceId) => number
  readonly queue: () => Queue
  readonly send: (order: Order) => boolean
  readonly workOf: Map<TicketId, Visit>
}

interface Visit {
  readonly service: ServiceId
  readonly isGone: boolean
  readonly returnsAfterMs: number | null
}

/** One day of a ward through the real rules, with time moved by hand. Returns the queue as the evening leaves it. */
export function liveDay(ward: Ward, date: string, from: Queue, watch: Watch): Queue {
  const chance = chanceFrom(ward.seed * 31 + Number(date.replaceAll('-', '')) * 17)
  const agenda = openAgenda()
  const at = (hhmm: string) => instantOf(date, hhmm, ward.office.timeZone)
  const hall = chance.span(1, ward.daily.pace)
  const own = new Map(ward.errands.map(({ service }) => [service, chance.span(1, ward.daily.service)]))
  let queue = from
  let commands = 0
  const day: Day = {
    ward,
    chance,
    agenda,
    at,
    pace: (service) => hall * (own.get(service) ?? 1),
    queue: () => queue,
    workOf: new Map(),
    send(order) {
      const command = {
        id: `${date}-${++commands}`,
        at: agenda.now(),
        by: { role: 'admin', id: 'ward' } as const,
        order,
      }
      const followed = follow(queue, command, watch)
      queue = followed ?? queue
      return followed !== null
    },
  }
  for (const arrivesAt of arrivals(day)) agenda.add(arrivesAt, () => comeIn(day))
  for (const officer of ward.officers) new Desk(day, officer).begin()
  agenda.run()
  return queue
}

/** Sends one command down the road, or says null when it was refused. */
export function follow(before: Queue, command: Command, watch: Watch): Queue | null {
  const decision = decide(command, before)
  if (!decision.ok) return null
  return decision.value.reduce((queue, event) => {
    const happened = { seq: queue.seq + 1, at: command.at, event }
    const after = evolve(queue, happened)
    watch(happened, after)
    return after
  }, before)
}

/** People stand at the door before it opens, most come in the morning, few come late. */
function arrivals({ ward, chance, at }: Day): number[] {
  const people = Math.round(chance.span(ward.people, ward.daily.people))
  const list: number[] = []
  const doors = at('07:30')
  const afternoon = at('13:30')
  for (let i = 0; i < people; i++) {
    const part = chance.next()
    if (part < 0.07) list.push(doors)
    else if (part < 0.62) list.push(between(doors, at('11:20'), humped(chance, 0.33)))
    else if (part < 0.66) list.push(afternoon)
    else list.push(between(afternoon, at('16:35'), humped(chance, 0.3)))
  }
  list.sort((a, b) => a - b)
  // One machine gives a number in some ten seconds: whoever stands at the door takes turns.
  for (let i = 1; i < list.length; i++) {
    list[i] = Math.max(list[i] ?? 0, (list[i - 1] ?? 0) + 4 * SECOND)
  }
  return list
}

const between = (from: number, to: number, share: number) => Math.round(from + (to - from) * share)

/** A share of the session: evenly for some, round its busiest time for most. */
function humped(chance: Chance, peak: number): number {
  for (;;) {
    const share = chance.next()
    const busy = 0.35 + 0.65 * Math.exp(-(((share - peak) / 0.25) ** 2))
    if (chance.next() < busy) return share
  }
}

function comeIn(day: Day): void {
  const { ward, chance, agenda } = day
  const errand = errandOf(ward, chance)
  const ticket = chance.id()
  const isGone = chance.happens(0.06)
  day.workOf.set(ticket, {
    service: errand.service,
    isGone,
    returnsAfterMs: isGone && chance.happens(0.35) ? chance.between(4, 20) * MINUTE : null,
  })
  const priority = chance.happens(0.11) ? chance.among(ward.office.classes).id : ORDINARY
  const origin = chance.happens(0.05) ? 'desk' : 'kiosk'
  const issue = { type: 'IssueTicket', ticket, service: errand.service, class: priority } as const
  const given = day.send({ ...issue, origin, device: origin === 'kiosk' ? chance.id() : null, procedure: null })
  if (given && chance.happens(0.015)) {
    agenda.add(agenda.now() + chance.between(8, 40) * MINUTE, () => {
      day.send({ type: 'CancelTicket', ticket, reason: 'Công dân xin về' })
    })
  }
}

function errandOf({ errands }: Ward, chance: Chance): Errand {
  let left = chance.next()
  for (const errand of errands) {
    left -= errand.share
    if (left < 0) return errand
  }
  return errands[0] as Errand
}

/** One officer's day: late, called away, at lunch, and in between one person after another. */
class Desk {
  readonly #day: Day
  readonly #officer: Officer
  readonly #chance: Chance
  readonly #pace: number
  #session: { readonly to: number; readonly last: boolean } = { to: 0, last: false }
  #breaks: number[] = []

  constructor(day: Day, officer: Officer) {
    this.#day = day
    this.#officer = officer
    this.#chance = day.chance.fork()
    this.#pace = officer.pace * this.#chance.span(1, 0.05)
  }

  begin(): void {
    const { at } = this.#day
    if (this.#chance.happens(0.03)) return
    this.#sitDown(at('07:30') + this.#lateness(), { from: at('07:30'), to: at('11:30'), last: false })
  }

  #lateness(): number {
    return Math.max(-8 * MINUTE, this.#officer.lateMs + (this.#chance.next() + this.#chance.next() - 1) * 8 * MINUTE)
  }

  #sitDown(when: number, session: { from: number; to: number; last: boolean }): void {
    const { agenda, send } = this.#day
    agenda.add(when, () => {
      const slack = this.#officer.clears ? this.#chance.between(0, 14) : this.#chance.between(-7, 3)
      this.#session = { to: session.to + slack * MINUTE, last: session.last }
      const often = this.#officer.breaks
      this.#breaks = Array.from({ length: 3 }, () => this.#chance.between(session.from, session.to)).filter(
        (one) => one > when + 20 * MINUTE && this.#chance.happens(often / 3),
      )
      const { counter, staff } = this.#officer
      send({ type: 'OpenCounter', counter, staff, staffName: staff, takeOver: true })
      this.#next()
    })
  }

  #line(): number {
    return waitingFor(this.#day.queue(), this.#officer.counter, this.#day.agenda.now()).length
  }

  /** Between two people: the day's end, lunch, a break, or the next one. */
  #next(): void {
    const { agenda, send, at } = this.#day
    const { counter } = this.#officer
    const now = agenda.now()
    const isOver = this.#session.last
      ? now >= at('17:00') && (this.#line() === 0 || now > at('18:15'))
      : now >= this.#session.to || (now >= at('11:27') && this.#line() === 0)
    const held = heldBy(this.#day.queue(), counter)
    if (isOver) {
      if (held) send({ type: 'FinishService', counter, ticket: held.id })
      if (this.#session.last) {
        send({ type: 'CloseCounter', counter })
        return
      }
      if (this.#chance.happens(0.5)) send({ type: 'PauseCounter', counter, reason: 'Nghỉ trưa' })
      else send({ type: 'CloseCounter', counter })
      this.#sitDown(Math.max(now + 10 * MINUTE, at('13:30') + this.#lateness() * 0.7), {
        from: at('13:30'),
        to: at('17:00'),
        last: true,
      })
      return
    }
    if (this.#breaks.some((one) => one <= now)) {
      this.#breaks = this.#breaks.filter((one) => one > now)
      if (held) send({ type: 'FinishService', counter, ticket: held.id })
      send({ type: 'PauseCounter', counter, reason: 'Việc riêng' })
      agenda.add(now + Math.min(35 * MINUTE, this.#chance.span(9 * MINUTE, 0.6)), () => {
        const { staff } = this.#officer
        send({ type: 'OpenCounter', counter, staff, staffName: staff, takeOver: true })
        this.#next()
      })
      return
    }
    send({ type: 'CallNext', counter })
    const called = heldBy(this.#day.queue(), counter)
    if (called === null || called.id === held?.id)
      agenda.add(now + this.#chance.between(5, 20) * SECOND, () => this.#next())
    else this.#serve(called.id)
  }

  #serve(ticket: TicketId): void {
    const { agenda, send, workOf, pace, ward } = this.#day
    const { counter } = this.#officer
    const now = agenda.now()
    const visit = workOf.get(ticket)
    if (visit?.isGone) {
      agenda.add(now + 40 * SECOND, () => send({ type: 'RecallTicket', counter, ticket }))
      agenda.add(now + this.#chance.between(70, 120) * SECOND, () => {
        send({ type: 'MarkNoShow', counter, ticket })
        const { returnsAfterMs } = visit
        if (returnsAfterMs !== null) {
          workOf.set(ticket, { ...visit, isGone: false })
          agenda.add(agenda.now() + returnsAfterMs, () => send({ type: 'BringBack', ticket }))
        }
        this.#next()
      })
      return
    }
    const service = this.#day.queue().tickets.get(ticket)?.service ?? visit?.service ?? ''
    const errand = ward.errands.find((one) => one.service === service) as Errand
    const walkMs = this.#chance.between(8, 45) * SECOND
    const times = this.#chance.happens(errand.long.share) ? errand.long.times : 1
    const usual = errand.meanMs / (1 + errand.long.share * (errand.long.times - 1))
    const workMs = this.#chance.span(usual, errand.spread) * times * this.#pace * pace(service)
    if (this.#chance.happens(0.7)) {
      agenda.add(now + walkMs, () => send({ type: 'StartService', counter, ticket }))
    }
    agenda.add(now + walkMs + Math.max(20 * SECOND, workMs), () => this.#end(ticket, service))
  }

  #end(ticket: TicketId, service: ServiceId): void {
    const { agenda, send, ward } = this.#day
    const { counter } = this.#officer
    const now = agenda.now()
    const kind = this.#chance.next()
    if (kind < 0.035) {
      const to = this.#chance.among(ward.errands).service
      if (to !== service) send({ type: 'TransferTicket', counter, ticket, toService: to, toCounter: null })
    } else if (kind < 0.06) {
      send({ type: 'ParkTicket', counter, ticket, reason: 'Bổ sung giấy tờ', limitMs: null })
      agenda.add(now + this.#chance.between(6, 30) * MINUTE, () => send({ type: 'ResumeTicket', ticket }))
    } else if (kind < 0.5 || counterState(this.#day.queue(), counter).state !== 'open') {
      send({ type: 'FinishService', counter, ticket })
    }
    // A word to a colleague, a stamp, a sip of tea; then the key.
    const tidies = this.#chance.happens(0.4) ? this.#chance.between(20, 110) : this.#chance.between(2, 15)
    agenda.add(now + tidies * SECOND, () => this.#next())
  }
}
