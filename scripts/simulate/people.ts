import type { DeskContract } from '#core/contract/desk.ts'
import type { IssuedTicket, KioskContract, RatingContract } from '#core/contract/kiosk.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Chance } from './chance.ts'
import type { Visitor } from './day-plan.ts'
import type { HallTime } from './hall-time.ts'
import { type Line, openLine } from './line.ts'
import type { Notebook } from './notebook.ts'

/** The people who come today, where each of them stands, and what they do at the machines. */
export interface People {
  /** Everyone's day, from the door to the way home. */
  liveThrough(visitors: readonly Visitor[]): Promise<void>
  of(ticket: string): Guest | undefined
  numbered(number: string): Guest | undefined
  /** Nobody is expected any more. */
  allGone(): boolean
  served(guest: Guest | undefined, counter: string): void
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
}

const MINUTE = 60_000
/** How long people wait before they press again, by what the kiosk told them. */
const KIOSK_NEEDS_MS: Readonly<Record<string, number>> = { 'too-fast': 2_500, 'kiosk-limit': 15_000 }

export function openPeople(parts: {
  url: string
  time: HallTime
  chance: Chance
  notebook: Notebook
  kiosks: readonly Line<KioskContract>[]
  informationDesk: Line<DeskContract>
  terminals: ReadonlyMap<string, Line<RatingContract>>
  lightsOutAt: number
}): People {
  const { time, chance, notebook, kiosks, informationDesk, terminals } = parts
  const guests = new Map<string, Guest>()
  const errands = new Set<Promise<void>>()
  let expected = 0

  function send(errand: Promise<void>): void {
    errands.add(errand)
    void errand.finally(() => errands.delete(errand))
  }

  async function visit(visitor: Visitor): Promise<void> {
    await time.until(visitor.arrivesAt)
    const told = await takeNumber(visitor)
    if (!told) {
      expected--
      return
    }
    const guest: Guest = { visitor, told, where: 'waiting', ends: visitor.ends }
    guests.set(visitor.ticket, guest)
    if (visitor.patienceMs === null) return
    await time.sleep(visitor.patienceMs)
    if (guest.where !== 'waiting') return
    const command = chance.id()
    const body = { command, ticket: visitor.ticket, reason: 'Công dân xin về' }
    const answer = await informationDesk.ask('cancel-ticket', body)
    notebook.heard('cancel-ticket', command, answer)
    if (answer.ok) leave(guest)
  }

  /** Whoever is told that the kiosk needs a moment waits for it and presses again. */
  async function takeNumber(visitor: Visitor): Promise<IssuedTicket | null> {
    for (;;) {
      const answer = await press(visitor)
      if (!answer) return null
      if (answer.ok) return answer.value
      const waitMs = KIOSK_NEEDS_MS[answer.code]
      if (waitMs === undefined || isDark()) return null
      await time.sleep(waitMs)
    }
  }

  async function press(visitor: Visitor): Promise<Answer<IssuedTicket> | undefined> {
    const { ticket, service, class: priority, taps } = visitor
    const command = visitor.chance.id()
    // Two people after each other may want the same: whoever is asked "one more?" says yes.
    const body = { command, ticket, service, class: priority, again: true }
    const machine = visitor.takesNumberAt === 'kiosk' ? chance.among(kiosks) : informationDesk
    const asks = Array.from({ length: taps }, () => (machine as Line<KioskContract>).ask('issue-ticket', body))
    const [answer, second] = await Promise.all(asks)
    if (!answer) return undefined
    notebook.heard('issue-ticket', command, answer)
    if (second) {
      notebook.heardAgain('issue-ticket', answer, second)
      await tryOtherBody(machine as Line<KioskContract>, body)
    }
    return answer
  }

  /** A broken program uses the id of one command for another: it must not get a second number. */
  async function tryOtherBody(
    machine: Line<KioskContract>,
    body: { command: string; ticket: string; service: string; class: string; again: boolean },
  ): Promise<void> {
    if (!chance.happens(0.2)) return
    const answer: Answer<unknown> = await machine.ask('issue-ticket', { ...body, ticket: chance.id() })
    if (answer.ok || answer.code !== 'idempotency-key-reused') {
      notebook.wrong(`one id with two bodies was answered ${JSON.stringify(answer)}`)
    }
  }

  /** Whoever would come later finds the door shut, and nobody signed in. */
  const isDark = () => time.now() >= parts.lightsOutAt

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
    gone: leave,
    allGone: () => expected === 0,
    served(guest, counter) {
      if (!guest) return
      leave(guest)
      send(rate(guest, counter))
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
          const command = chance.id()
          const answer = await informationDesk.ask('bring-back', { command, ticket: guest.visitor.ticket })
          notebook.heard('bring-back', command, answer)
          if (answer.ok) guest.where = 'waiting'
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
