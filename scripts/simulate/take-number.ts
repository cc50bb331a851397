import type { IssuedTicket, KioskContract } from '#core/contract/kiosk.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Chance } from './chance.ts'
import type { Visitor } from './day-plan.ts'
import type { HallTime } from './hall-time.ts'
import type { InformationDesk } from './information-desk.ts'
import type { Line } from './line.ts'
import type { Notebook } from './notebook.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** How long people wait before they press again, by what the kiosk told them; whoever hears anything else goes home. */
const PRESS_AGAIN_MS: Readonly<Record<string, number>> = {
  'too-fast': 2.5 * SECOND,
  'one-more': 0,
  'kiosk-limit': 15 * SECOND,
  'kiosk-paused': MINUTE,
  'closed-for-now': 4 * MINUTE,
  lunch: 4 * MINUTE,
  'last-number-given': 4 * MINUTE,
  'quota-session': 15 * MINUTE,
  'hall-closed': MINUTE,
}

/** People at the machines: they press twice, press wrong and take it back, come again after lunch, show a code. */
export function numberTaking(parts: {
  time: HallTime
  chance: Chance
  notebook: Notebook
  kiosks: readonly Line<KioskContract>[]
  informationDesk: InformationDesk
  doorsCloseAt: number
}) {
  const { time, chance, notebook, kiosks, informationDesk, doorsCloseAt } = parts

  /** Numbers nobody holds: pressed by mistake. */
  const abandoned = new Set<string>()

  /** People stand in line before a kiosk, and press one after another. */
  const turns = new Map(kiosks.map((kiosk) => [kiosk, Promise.resolve()]))
  async function atKiosk<T>(kiosk: Line<KioskContract>, press: () => Promise<T>): Promise<T> {
    const before = turns.get(kiosk)
    const mine = (async () => {
      await before
      const answer = await press()
      await time.sleep(PRESS_AGAIN_MS['too-fast'] ?? 0)
      return answer
    })()
    turns.set(
      kiosk,
      mine.then(() => undefined),
    )
    return mine
  }

  /** A number, or null: they went home without one. */
  async function takeNumber(visitor: Visitor): Promise<IssuedTicket | null> {
    let again = false
    for (;;) {
      const kiosk = chance.among(kiosks)
      if (visitor.pressesWrong) await atKiosk(kiosk, () => pressWrong(visitor, kiosk))
      const answer = await atKiosk(kiosk, () => press(visitor, kiosk, again))
      if (!answer) return null
      if (answer.ok) return answer.value
      const waitMs = PRESS_AGAIN_MS[answer.code]
      if (waitMs === undefined || time.now() + waitMs >= doorsCloseAt) return null
      again = answer.code === 'one-more'
      await time.sleep(waitMs * visitor.chance.between(1, 1.5))
    }
  }

  async function press(
    visitor: Visitor,
    kiosk: Line<KioskContract>,
    again: boolean,
  ): Promise<Answer<IssuedTicket> | undefined> {
    const { ticket, service, class: priority, taps, visit } = visitor
    const command = visitor.chance.id()
    const body = { command, ticket, service, class: priority, again, visit: [...visit] }
    const machine = (visitor.takesNumberAt === 'kiosk' ? kiosk : informationDesk.line) as Line<KioskContract>
    const asks = Array.from({ length: taps }, () => machine.ask('issue-ticket', body))
    const [answer, second] = await Promise.all(asks)
    if (!answer) return undefined
    notebook.heard('issue-ticket', command, answer)
    if (second) {
      notebook.heardAgain('issue-ticket', answer, second)
      await tryOtherBody(machine, body)
    }
    return answer
  }

  /** A broken program uses the id of one command for another: it must not get a second number. */
  async function tryOtherBody(machine: Line<KioskContract>, body: Parameters<typeof machine.ask>[1]): Promise<void> {
    if (!chance.happens(0.2)) return
    const other = { ...body, ticket: chance.id() } as never
    const answer: Answer<unknown> = await machine.ask('issue-ticket', other)
    if (answer.ok || answer.code !== 'idempotency-key-reused') {
      notebook.wrong(`one id with two bodies was answered ${JSON.stringify(answer)}`)
    }
  }

  /** The wrong service first, taken back at once; whoever is too late for that leaves the number lying about. */
  async function pressWrong(visitor: Visitor, kiosk: Line<KioskContract>): Promise<void> {
    const ticket = visitor.chance.id()
    const service = visitor.service === 'cu-tru' ? 'ho-tich' : 'cu-tru'
    const command = visitor.chance.id()
    const answer = await kiosk.ask('issue-ticket', { command, ticket, service, class: 'ordinary', again: true })
    notebook.heard('issue-ticket', command, answer)
    if (!answer.ok) return
    abandoned.add(ticket)
    const sorry = visitor.chance.id()
    notebook.heard('void-ticket', sorry, await kiosk.ask('void-ticket', { command: sorry, ticket }))
  }

  /** Shows the code of an appointment; null when it is too late for it, or the place is closed. */
  async function checkIn(visitor: Visitor, code: string): Promise<IssuedTicket | null> {
    const command = visitor.chance.id()
    const kiosk = chance.among(kiosks)
    const answer = await atKiosk(kiosk, () => kiosk.ask('check-in', { command, ticket: visitor.ticket, code }))
    notebook.heard('check-in', command, answer)
    return answer.ok ? answer.value : null
  }

  return { takeNumber, checkIn, isAbandoned: (ticket: string) => abandoned.has(ticket) }
}
