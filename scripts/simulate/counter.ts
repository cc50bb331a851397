import type { CallAnswer, DeskContract } from '#core/contract/desk.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Chance } from './chance.ts'
import type { Hours } from './day-plan.ts'
import type { HallTime } from './hall-time.ts'
import type { Line } from './line.ts'
import type { Notebook } from './notebook.ts'
import type { Guest, People } from './people.ts'
import { AUTOMATIC_DESKS } from './ward.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

type Asks = DeskContract['asks']
type Called = NonNullable<CallAnswer['called']>

/** One counter and whoever sits there: calls, waits, serves, rests, and hands over to a colleague in the middle of it. */
export interface Counter {
  readonly id: string
  /** From the opening of the doors until the lights go out. */
  work(): Promise<void>
  /** Whoever sits here goes as soon as nobody stands at the counter, and comes back then. */
  restUntil(at: number, why: string): void
  isResting(): boolean
  /** A colleague sits down here and goes on with whoever stands at the counter. */
  handOverTo(line: Line<DeskContract>): Promise<void>
  readonly home: Line<DeskContract>
}

export function openCounter(parts: {
  id: string
  home: Line<DeskContract>
  time: HallTime
  hours: Hours
  chance: Chance
  notebook: Notebook
  people: People
}): Counter {
  const { id, time, hours, chance, notebook, people } = parts
  const automatic = AUTOMATIC_DESKS.includes(id)
  let line = parts.home
  let rest: { until: number; why: string } | null = null
  let resting = false
  /** Parked people who came back to this very counter and wait for a sign. */
  const beckoning: Guest[] = []

  /** Asks as whoever sits here now; during a hand-over the old hand may be too late and the new one asks again. */
  async function ask<Name extends keyof Asks & string>(
    name: Name,
    more: Omit<Asks[Name]['body'], 'command'>,
  ): Promise<Answer<Asks[Name]['value']>> {
    for (;;) {
      const asking = line
      const command = chance.id()
      const body = { command, ...more } as never
      const answer = (await asking.ask(name, body)) as Answer<Asks[Name]['value']>
      notebook.heard(name, command, answer)
      if (!answer.ok && answer.code === 'not-your-counter' && asking !== line) continue
      // Now and then a desk asks again what was answered already; whoever has handed over is no longer heard.
      if (chance.happens(0.04)) {
        const again = (await asking.ask(name, body)) as Answer<unknown>
        if (asking === line) notebook.heardAgain(name, answer, again)
      }
      return answer
    }
  }

  async function next(): Promise<CallAnswer | null> {
    // A nervous finger: a second press, a command of its own, in the same instant.
    const presses = chance.happens(0.08) ? 2 : 1
    const answers = await Promise.all(Array.from({ length: presses }, () => ask('call-next', { counter: id })))
    const heard = answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
    const [first] = heard
    if (!first) return null
    const called = heard.find((one) => one.called && !one.called.again) ?? heard.find((one) => one.called) ?? first
    for (const { finished, goesOn, heldOff, missed } of heard) {
      if (finished && goesOn) people.goesOn(people.numbered(finished))
      else if (finished) people.served(people.numbered(finished), id)
      if (heldOff) people.heldOff(people.numbered(heldOff))
      if (missed) people.missed(people.numbered(missed))
    }
    return called
  }

  async function serve(called: Called): Promise<Called | null> {
    const guest = people.of(called.ticket) ?? (await known(called.ticket))
    if (people.isAbandoned(called.ticket)) return nobodyComes(called)
    if (!guest) {
      notebook.wrong(`${called.number} is called, but nobody was told that number`)
      return null
    }
    if (guest.told.number !== called.number) notebook.wrong(`${guest.told.number} is called as ${called.number}`)
    guest.where = 'at-counter'
    const outcome = await waitFor(guest, called)
    if (outcome !== 'came') return outcome
    if (chance.happens(0.8)) await ask('start-service', { counter: id, ticket: called.ticket })
    await time.sleep(guest.visitor.serviceMs)
    return end(guest, called)
  }

  const isKnown = (ticket: string) => people.of(ticket) !== undefined || people.isAbandoned(ticket)

  async function nobodyComes({ ticket }: Called): Promise<null> {
    await time.sleep(chance.between(20, 40) * SECOND)
    await ask('mark-no-show', { counter: id, ticket })
    return null
  }

  /** The number may be called before its own kiosk has heard of it. */
  async function known(ticket: string): Promise<Guest | undefined> {
    for (let patience = 0; patience < 20 && !isKnown(ticket); patience++) await time.sleep(20 * SECOND)
    return people.of(ticket)
  }

  /** Waits for the person to come, calling again where needed; says what came of it. */
  async function waitFor(guest: Guest, called: Called): Promise<'came' | Called | null> {
    const { hearsCall } = guest.visitor
    for (let calls = 1; ; calls++) {
      if (calls === hearsCall) {
        await time.sleep(chance.between(5, 30) * SECOND)
        return 'came'
      }
      await time.sleep(chance.between(15, 30) * SECOND)
      if (chance.happens(0.5)) {
        const answer = await ask('recall-ticket', { counter: id, ticket: called.ticket })
        if (answer.ok) continue
        if (answer.code === 'just-called') {
          calls--
          continue
        }
        if (answer.code !== 'call-limit') return null
        const missed = await ask('mark-no-show', { counter: id, ticket: called.ticket })
        if (missed.ok && guest.wasHeldOff) people.missed(guest)
        else if (missed.ok) people.heldOff(guest)
        return null
      }
      const pressed = await next()
      if (!pressed) return null
      if (pressed.called?.again) continue
      return pressed.called
    }
  }

  async function end(guest: Guest, { ticket }: Called): Promise<Called | null> {
    const at = { counter: id, ticket }
    switch (guest.ends) {
      case 'parked':
      case 'parked-for-ever': {
        const answer = await ask('park-ticket', { ...at, reason: 'Bổ sung giấy tờ', limitMs: 20 * MINUTE })
        if (answer.ok) people.parked(guest, () => comeBack(guest))
        else people.gone(guest)
        return null
      }
      case 'other-service':
      case 'other-counter':
      case 'other-officer': {
        const to =
          guest.ends === 'other-service'
            ? { toService: guest.visitor.service === 'tra-ket-qua' ? 'chung-thuc' : 'tra-ket-qua', toCounter: null }
            : guest.ends === 'other-officer'
              ? { toService: null, toCounter: null, toStaff: line === parts.home ? 'binh' : 'dung' }
              : { toService: null, toCounter: id === 'quay-4' ? 'quay-5' : 'quay-4' }
        guest.ends = 'finished'
        guest.where = 'waiting'
        const answer = await ask('transfer-ticket', { ...at, ...to })
        if (!answer.ok) people.gone(guest)
        return null
      }
      case 'finished': {
        if (!isOver() && !rest && !automatic && chance.happens(0.5)) return (await next())?.called ?? null
        const answer = await ask('finish-service', at)
        if (answer.ok && guest.left.length > 0) people.goesOn(guest)
        else if (answer.ok) people.served(guest, id)
        else people.gone(guest)
        return null
      }
      default:
        return guest.ends satisfies never
    }
  }

  /** One who went for a paper is back: in line again, or beckoned over as soon as the counter is free. */
  async function comeBack(guest: Guest): Promise<void> {
    if (chance.happens(0.4)) {
      beckoning.push(guest)
      return
    }
    const { ticket } = guest.visitor
    const answer = await ask('resume-ticket', { ticket })
    // The place was kept for twenty minutes and is lost: who is back late asks to be let in again.
    const isIn = answer.ok || (await ask('bring-back', { ticket })).ok
    if (isIn) guest.where = 'waiting'
    else people.gone(guest)
  }

  async function beckon(guest: Guest): Promise<Called | null> {
    const body = { counter: id, ticket: guest.visitor.ticket, reason: 'Đã bổ sung giấy tờ' }
    const answer = await ask('pick-ticket', body)
    if (!answer.ok) people.gone(guest)
    return answer.ok ? answer.value.called : null
  }

  /** At a desk that calls by itself the officer looks up when a number appears; after a while presses all the same. */
  async function lookUp(): Promise<Called | null> {
    for (let patience = 0; patience < 20 && !rest && !isOver() && beckoning.length === 0; patience++) {
      const current = line.view()?.counter?.current
      if (current?.state === 'called') return { ticket: current.id, number: current.number, again: false }
      await time.sleep(20 * SECOND)
    }
    return null
  }

  async function takeRest(): Promise<void> {
    if (!rest) return
    const { until, why } = rest
    rest = null
    const paused = await ask('pause-counter', { counter: id, reason: why })
    if (!paused.ok) return
    resting = true
    await time.until(until)
    resting = false
    await ask('open-counter', { counter: id })
  }

  const isOver = () =>
    time.now() >= hours.lightsOutAt || (time.now() >= hours.doorsCloseAt && people.allGone() && beckoning.length === 0)

  return {
    id,
    home: parts.home,
    restUntil(until, why) {
      rest = { until, why }
    },
    isResting: () => resting,
    async handOverTo(colleague) {
      line = colleague
      const opened = await ask('open-counter', { counter: id, takeOver: true })
      if (!opened.ok) notebook.wrong(`${id} could not be handed over: ${opened.code}`)
    },
    async work() {
      await time.until(hours.opensAt)
      await ask('open-counter', { counter: id })
      if (automatic) await ask('set-automatic', { counter: id, on: true })
      while (!isOver()) {
        await takeRest()
        const back = beckoning.shift()
        let called = back ? await beckon(back) : (((automatic && (await lookUp())) || (await next())?.called) ?? null)
        if (!called) await time.sleep(chance.between(20, 40) * SECOND)
        while (called) called = await serve(called)
      }
      await ask('close-counter', { counter: id })
    },
  }
}
