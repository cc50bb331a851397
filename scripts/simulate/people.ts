import type { IssuedTicket, KioskContract, RatingContract } from '#core/contract/kiosk.ts'
import type { Chance } from './chance.ts'
import type { Hours, Visitor } from './day-plan.ts'
import type { HallTime } from './hall-time.ts'
import type { InformationDesk } from './information-desk.ts'
import { type Line, openLine } from './line.ts'
import type { Notebook } from './notebook.ts'
import { numberTaking } from './take-number.ts'
import { CONFIRMED_BY_STAFF } from './ward.ts'

/** The people who come today, where each of them stands, and what they do at the machines. */
export interface People {
  /** Everyone's day, from the door to the way home. */
  liveThrough(visitors: readonly Visitor[]): Promise<void>
  of(ticket: string): Guest | undefined
  numbered(number: string): Guest | undefined
  /** A number pressed by mistake, which nobody holds. */
  isAbandoned(ticket: string): boolean
  /** Nobody is expected any more. */
  allGone(): boolean
  served(guest: Guest | undefined, counter: string): void
  /** On to the next service of the same visit. */
  goesOn(guest: Guest | undefined): void
  heldOff(guest: Guest | undefined): void
  missed(guest: Guest | undefined): void
  gone(guest: Guest): void
  parked(guest: Guest, comesBack: () => void): void
  /** Resolves when every rating that was begun is over. */
  settled(): Promise<void>
}

export interface Guest {
  readonly visitor: Visitor
  readonly told: IssuedTicket
  where: 'waiting' | 'at-counter' | 'away' | 'gone'
  /** How their visit ends now: a transfer or parking happens once. */
  ends: Visitor['ends']
  /** The services this visit still goes on to. */
  left: string[]
  /** Called, not answered, and offered again: the next time it is a no-show. */
  wasHeldOff: boolean
}

const MINUTE = 60_000
const SLOT = 30 * MINUTE
export function openPeople(parts: {
  url: string
  time: HallTime
  chance: Chance
  notebook: Notebook
  kiosks: readonly Line<KioskContract>[]
  informationDesk: InformationDesk
  terminals: ReadonlyMap<string, Line<RatingContract>>
  hours: Hours
}): People {
  const { time, notebook, informationDesk, terminals } = parts
  const taking = numberTaking({ ...parts, doorsCloseAt: parts.hours.doorsCloseAt })
  const guests = new Map<string, Guest>()
  const errands = new Set<Promise<void>>()
  let expected = 0

  function send(errand: Promise<void>): void {
    errands.add(errand)
    void errand.finally(() => errands.delete(errand))
  }

  async function visit(visitor: Visitor): Promise<void> {
    const told = (await comeToAppointment(visitor)) ?? (await comeForNumber(visitor))
    if (!told) {
      expected--
      return
    }
    const left = [...visitor.visit]
    const guest: Guest = { visitor, told, where: 'waiting', ends: visitor.ends, left, wasHeldOff: false }
    guests.set(visitor.ticket, guest)
    if (visitor.class === CONFIRMED_BY_STAFF && visitor.takesNumberAt === 'kiosk') send(showPapers(visitor))
    if (visitor.patienceMs === null) return
    await time.sleep(visitor.patienceMs)
    if (guest.where !== 'waiting') return
    const body = { ticket: visitor.ticket, reason: 'Công dân xin về' }
    if (await informationDesk.ask('cancel-ticket', body)) leave(guest)
  }

  async function comeForNumber(visitor: Visitor): Promise<IssuedTicket | null> {
    if (visitor.books?.comesAfterMs === null) return null
    await time.until(visitor.arrivesAt)
    return taking.takeNumber(visitor)
  }

  /** Books a slot by telephone as the doors open and comes to it; null: it was not booked, or they came too late for it. */
  async function comeToAppointment(visitor: Visitor): Promise<IssuedTicket | null> {
    const { books, service, arrivesAt } = visitor
    if (!books) return null
    await time.until(parts.hours.opensAt + visitor.chance.between(0, 2 * MINUTE))
    const from = arrivesAt < parts.hours.lunchTo ? parts.hours.opensAt : parts.hours.lunchTo
    const slotAt = from + Math.floor((arrivesAt - from) / SLOT) * SLOT
    const booked = await informationDesk.ask('book-appointment', { appointment: visitor.chance.id(), service, slotAt })
    if (!booked || books.comesAfterMs === null) return null
    await time.until(slotAt + books.comesAfterMs)
    return taking.checkIn(visitor, booked.code)
  }

  async function showPapers({ ticket, chance: own }: Visitor): Promise<void> {
    await time.sleep(own.between(0.5, 3) * MINUTE)
    await informationDesk.ask('change-class', { ticket, class: CONFIRMED_BY_STAFF, reason: 'Đã xem giấy tờ' })
  }

  /** Whoever would come later finds the door shut, and nobody signed in. */
  const isDark = () => time.now() >= parts.hours.lightsOutAt

  function leave(guest: Guest): void {
    if (guest.where === 'gone') return
    guest.where = 'gone'
    expected--
  }

  async function rate(guest: Guest, counter: string): Promise<void> {
    const { visitor, told } = guest
    if (!visitor.rates) return
    const { level, at, twice } = visitor.rates
    const terminal = at === 'terminal' ? terminals.get(counter) : undefined
    await time.sleep(visitor.chance.between(3_000, terminal ? 40_000 : 20 * MINUTE))
    if (isDark()) return
    const code = new URL(told.url).pathname.split('/').pop() ?? ''
    // A slip asks the same as a terminal, over its own wire.
    const line: Line<RatingContract> =
      terminal ?? (await openLine<RatingContract>(parts.url, 'citizen', { id: `phone-${visitor.ticket}`, code }))
    const presses = twice ? 2 : 1
    for (let press = 0; press < presses; press++) {
      const command = visitor.chance.id()
      const body = { command, ticket: visitor.ticket, counter: terminal ? counter : null, level }
      const answer = await line.ask('rate-ticket', body)
      notebook.heard('rate-ticket', command, answer)
      if (answer.ok && press > 0) notebook.wrong(`${told.number} could be rated twice`)
    }
    if (terminal && level === 'chua-hai-long') {
      const command = visitor.chance.id()
      const answer = await terminal.ask('explain-rating', { command, ticket: visitor.ticket, reasons: ['thoi-gian'] })
      notebook.heard('explain-rating', command, answer)
    }
    if (!terminal) line.close()
  }

  return {
    async liveThrough(visitors) {
      expected = visitors.length
      await Promise.all(visitors.map(visit))
    },
    of: (ticket) => guests.get(ticket),
    numbered: (number) => [...guests.values()].find(({ told }) => told.number === number),
    isAbandoned: taking.isAbandoned,
    gone: leave,
    allGone: () => expected === 0,
    served(guest, counter) {
      if (!guest) return
      leave(guest)
      send(rate(guest, counter))
    },
    goesOn(guest) {
      if (!guest) return
      guest.left.shift()
      guest.wasHeldOff = false
      guest.where = 'waiting'
    },
    heldOff(guest) {
      if (!guest) return
      guest.wasHeldOff = true
      if (guest.where !== 'gone') guest.where = 'waiting'
    },
    missed(guest) {
      if (!guest) return
      const { returnsAfterMs } = guest.visitor
      if (returnsAfterMs === null) return leave(guest)
      guest.where = 'away'
      send(
        (async () => {
          await time.sleep(returnsAfterMs)
          if (isDark()) return leave(guest)
          if (await informationDesk.ask('bring-back', { ticket: guest.visitor.ticket })) guest.where = 'waiting'
          else leave(guest)
        })(),
      )
    },
    parked(guest, comesBack) {
      guest.where = 'away'
      if (guest.ends === 'parked-for-ever') return leave(guest)
      guest.ends = 'finished'
      const away = time.sleep(guest.visitor.chance.between(4, 14) * MINUTE)
      send(away.then(() => (isDark() ? leave(guest) : comesBack())))
    },
    async settled() {
      while (errands.size > 0 && !isDark()) await Promise.race([...errands, time.sleep(MINUTE)])
    },
  }
}
