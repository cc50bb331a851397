import type { DeskContract, DeskTicket } from '#core/contract/desk.ts'
import { can } from '#core/domain/can.ts'
import type { Answer, Link, Sentence } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { tell } from '#web/words/words.ts'
import type { Act } from './acts.ts'
import type { AskedFirst } from './asking.ts'
import { type After, ForAWhile } from './for-a-while.ts'
import { type Orders, orders } from './orders.ts'
import { pictureOf } from './picture-of.ts'
import { nameOf, type Place } from './places.ts'
import { serviceName, toldOfCall, toldOfEnd } from './told.ts'
import { UNDO_MS, type Undo, undoOf } from './undo.ts'
import { say } from './words.ts'

/** The last thing said to the officer. */
export interface Told {
  kind: 'done' | 'refused'
  text: string
}

/** What goes to the hub with the press itself: nothing is asked before, and nothing is only looked at. */
type AtOnce = Exclude<Act, AskedFirst | 'list' | 'aside' | 'leave'>

const TOLD_MS = 8_000

/**
 * The work at one counter: each press goes to the hub as one order, what came of it is told, and where there is a way
 * back it is offered for a while.
 *
 *     press ──▶ order ──▶ answer ──▶ picture shows it ──▶ told (8 s) and, perhaps, the way back (5 s)
 */
export class CounterWork {
  readonly orders: Orders
  private readonly link: Pick<Link<DeskContract>, 'ask' | 'view' | 'onChange'>
  private readonly counter: string
  private readonly said: ForAWhile<Told>
  private readonly wayBack: ForAWhile<Undo>

  constructor(given: { link: CounterWork['link']; counter: string; changed: () => void; after?: After }) {
    this.link = given.link
    this.counter = given.counter
    this.orders = orders(given.link, given.counter, newId)
    this.said = new ForAWhile(TOLD_MS, given.changed, given.after)
    this.wayBack = new ForAWhile(UNDO_MS, given.changed, given.after)
  }

  get told(): Told | null {
    return this.said.now
  }

  /** The way back from the last act, while it is offered. */
  get undo(): Undo | null {
    return this.wayBack.now
  }

  stop(): void {
    this.said.stop()
    this.wayBack.stop()
  }

  /** Does an act that needs nothing more: `current` is the ticket at the counter, `chosen` the one chosen in a list. */
  async carryOut(act: AtOnce, current: DeskTicket | null, chosen: DeskTicket | null): Promise<void> {
    const to = this.orders
    switch (act) {
      case 'next':
        // Past the call limit this press also wrote the one before down as missed; that can be taken back.
        return this.order(
          to.next(),
          (answer) => toldOfCall(answer, this.link.view),
          ({ missed }) => (missed ? undoOf('no-show', current) : null),
        )
      case 'open':
        return this.open()
      case 'close':
        return this.order(
          to.close(),
          () => say('closedNow'),
          () => undoOf('close', null),
        )
      case 'automatic':
        return this.switchAutomatic()
      case 'undo':
        return this.takeBack()
      case 'return':
        if (chosen) return this.bringIn(chosen.id, chosen.number, can('resume', chosen))
        return
      case 'copy': {
        const meant = chosen ?? current
        if (meant) return this.order(to.copy(meant.id), () => say('copyOrdered', meant.number))
        return
      }
      case 'recall':
        if (current) return this.order(to.recall(current.id), () => say('calledAgain', current.number))
        return
      case 'start':
        if (current) return this.order(to.start(current.id), () => say('startedNow', current.number))
        return
      case 'finish':
        if (current) return this.finish(current)
        return
      case 'no-show':
        if (current) return this.noShow(current)
        return
      default:
        return act satisfies never
    }
  }

  park(ticket: DeskTicket, reason: string): Promise<void> {
    return this.order(
      this.orders.park(ticket.id, reason),
      () => say('parkedNow', ticket.number),
      () => undoOf('park', ticket),
    )
  }

  cancel(ticket: DeskTicket, reason: string): Promise<void> {
    return this.order(this.orders.cancel(ticket.id, reason), () => say('cancelledNow', ticket.number))
  }

  pick(ticket: DeskTicket, reason: string): Promise<void> {
    return this.callOutOfOrder(ticket.id, reason)
  }

  pause(reason: string): Promise<void> {
    return this.order(
      this.orders.pause(reason),
      () => say('pausedNow'),
      () => undoOf('pause', null),
    )
  }

  transfer(ticket: DeskTicket, place: Place): Promise<void> {
    const to = nameOf(place)
    const held = ticket.state === 'called' || ticket.state === 'serving'
    return this.order(this.orders.transfer(ticket.id, held ? this.counter : null, place.to), () =>
      say('transferredNow', ticket.number, to),
    )
  }

  changeVisit({ id, number }: DeskTicket, service: string, add: boolean): Promise<void> {
    const { extend, shorten } = this.orders
    const to = serviceName(service, this.link.view)
    return this.order((add ? extend : shorten)(id, service), () =>
      say(add ? 'extendedNow' : 'shortenedNow', number, to),
    )
  }

  changeClass(ticket: DeskTicket, priority: string, reason: string): Promise<void> {
    const known = this.link.view?.classes.find(({ id }) => id === priority)
    const name = known ? tell(known.name) : say('ordinary')
    return this.order(this.orders.changeClass(ticket.id, priority, reason), () => say('classNow', ticket.number, name))
  }

  refuse(why: Sentence): void {
    this.said.put({ kind: 'refused', text: tell(why) })
  }

  private open(): Promise<void> {
    return this.order(this.orders.open(), () => say('openedNow'))
  }

  private noShow(ticket: DeskTicket): Promise<void> {
    // Whether the office offers it again is for the hub to say: the picture shows where the ticket stands now.
    const isHeldOff = () => {
      const missed = this.link.view?.counter?.missed
      return missed !== undefined && !missed.some(({ id }) => id === ticket.id)
    }
    return this.order(
      this.orders.noShow(ticket.id),
      () => say(isHeldOff() ? 'heldOffNow' : 'missedNow', ticket.number),
      () => undoOf(isHeldOff() ? 'hold-off' : 'no-show', ticket),
    )
  }

  private finish(ticket: DeskTicket): Promise<void> {
    const [goesOn = null] = ticket.visit
    return this.order(this.orders.finish(ticket.id), () => toldOfEnd(ticket.number, goesOn, this.link.view))
  }

  private callOutOfOrder(ticket: string, reason: string): Promise<void> {
    return this.order(this.orders.pick(ticket, reason), (answer) => toldOfCall(answer, this.link.view))
  }

  private switchAutomatic(): Promise<void> {
    const on = !(this.link.view?.counter?.automatic ?? false)
    return this.order(this.orders.automatic(on), () => say(on ? 'automaticOn' : 'automaticOff'))
  }

  private bringIn(ticket: string, number: string, parked: boolean): Promise<void> {
    return this.order(parked ? this.orders.resume(ticket) : this.orders.bringBack(ticket), () =>
      say('backInLine', number),
    )
  }

  private async takeBack(): Promise<void> {
    const undo = this.undo
    if (undo?.take === 'open') await this.open()
    else if (undo?.take === 'call-back') await this.callOutOfOrder(undo.ticket, say('pressedByMistake'))
    else if (undo) await this.bringIn(undo.ticket, undo.number, undo.take === 'resume')
  }

  /** Waits for the one answer and says what came of it; a press already on its way says nothing. */
  private async order<Value extends { seq: number }>(
    answered: Promise<Answer<Value> | null>,
    done: (value: Value) => string,
    wayBack: (value: Value) => Undo | null = () => null,
  ): Promise<void> {
    const answer = await answered
    if (answer === null) return
    if (!answer.ok) {
      if (answer.code === 'hub-away') this.said.put({ kind: 'refused', text: say('notSure') })
      else this.refuse(answer.message)
      return
    }
    await pictureOf(answer.value.seq, this.link)
    this.said.put({ kind: 'done', text: done(answer.value) })
    // Whatever was done since has the last word: what has no way back takes the older offer away.
    this.wayBack.put(wayBack(answer.value))
  }
}
