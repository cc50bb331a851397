import type { CheckIn } from '#core/contract/appointments.ts'
import type { IssuedTicket, IssueTicket, KioskContract, SlipMoment } from '#core/contract/kiosk.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import {
  givenBack,
  ONE_SERVICE,
  type Screen,
  ticketShown,
  type Visit,
  type Wanted,
  withLess,
  withMore,
  withoutNumber,
} from './flow.ts'
import type { Way } from './way.ts'

/** Longer than the hub ever needs: what is not answered by then is asked again, with the same ids. */
const LIMIT = { limitMs: 4_000 }

/**
 * What the kiosk asks of the hub for a citizen, and where each answer leads them.
 *
 * The ids are made here, once per intent: however often the body is sent, it is one ticket.
 */
export class Errands {
  readonly #linkOf: () => Link<KioskContract>
  readonly #way: Way
  /** What the printer said of tickets whose number is not on the glass yet. */
  readonly #slips = new Map<string, SlipMoment>()
  #isChanging = false
  #wasLive = false

  constructor(way: Way, linkOf: () => Link<KioskContract>) {
    this.#way = way
    this.#linkOf = linkOf
  }

  takeNumber(wanted: Wanted & Pick<IssueTicket, 'card' | 'pass'>): void {
    if (this.#way.here.at !== 'asking') void this.#issue({ command: newId(), ticket: newId(), ...wanted })
  }

  checkIn(code: string): void {
    void this.#issue({ command: newId(), ticket: newId(), code })
  }

  /** Once more, because nobody answered: the very same ask. */
  repeat(ask: IssueTicket | CheckIn): void {
    void this.#issue(ask)
  }

  /** Once more, because the rules said no once and for all: a command of its own, for the same ticket. */
  retry(ask: IssueTicket, more: Pick<IssueTicket, 'again'> = {}): void {
    void this.#issue({ ...ask, command: newId(), ...more })
  }

  /** A number asked for while the hub was away comes by itself when it is back: same ids, so never twice. */
  repeatOnceBack(): void {
    const isLive = this.#link.state === 'live'
    const screen = this.#way.here
    if (screen.at === 'unanswered' && isLive && !this.#wasLive) this.repeat(screen.ask)
    this.#wasLive = isLive
  }

  hearOfSlip(said: SlipMoment): void {
    const screen = this.#way.here
    if (screen.at === 'asking' && screen.ask.ticket === said.ticket) this.#slips.set(said.ticket, said)
    this.#way.hearOfSlip(said)
  }

  /** One more service for the number that stands on the glass. Until the hub has said so nothing is promised. */
  async addService(screen: Screen & { at: 'more' }, service: string): Promise<void> {
    const name = this.#link.view?.services.find(({ id }) => id === service)?.name
    if (this.#isChanging || name === undefined) return
    this.#isChanging = true
    const body = { command: newId(), ticket: screen.issued.id, service }
    const answer = await this.#link.ask('extend-visit', body, LIMIT)
    this.#isChanging = false
    if (this.#way.here !== screen) return
    if (!answer.ok) {
      this.#way.showHere({ ...screen, wrong: answer.message })
      return
    }
    this.#way.back()
    this.#way.showHere(withMore(this.#way.here, service, name))
  }

  /** One service less under the number that stands on the glass. Until the hub has said so it stays. */
  async dropService({ id }: IssuedTicket, service: string): Promise<void> {
    if (this.#isChanging) return
    this.#isChanging = true
    const answer = await this.#link.ask('shorten-visit', { command: newId(), ticket: id, service }, LIMIT)
    this.#isChanging = false
    const screen = this.#way.here
    // Gone already is as good as gone now: an answer may have been lost.
    if (answer.ok || answer.code === 'not-in-visit') this.#way.showHere(withLess(screen, id, service))
    else if (screen.at === 'ticket' && screen.issued.id === id)
      this.#way.showHere({ ...screen, visit: { ...screen.visit, wrong: answer.message } })
  }

  /** A mistaken press taken back. Until the hub has said so the number stands. */
  async giveBack({ id, number }: IssuedTicket): Promise<void> {
    const answer = await this.#link.ask('void-ticket', { command: newId(), ticket: id }, LIMIT)
    if (this.#way.here.at !== 'give-back') return
    this.#way.forwardFromHome(
      answer.ok
        ? givenBack(number, performance.now())
        : { at: 'refused', code: answer.code, message: answer.message, ask: null },
    )
  }

  async #issue(ask: IssueTicket | CheckIn): Promise<void> {
    this.#way.forwardFromHome({ at: 'asking', ask })
    const answer =
      'code' in ask ? await this.#link.ask('check-in', ask, LIMIT) : await this.#link.ask('issue-ticket', ask, LIMIT)
    if (!answer.ok) {
      this.#way.forwardFromHome(withoutNumber(ask, answer.code, answer.message))
      return
    }
    const said = this.#slips.get(ask.ticket)
    this.#slips.clear()
    const { voidWithinMs } = this.#link.view ?? {}
    this.#way.forwardFromHome(ticketShown(answer.value, said, performance.now(), voidWithinMs, this.#visitOf(ask)))
  }

  #visitOf(ask: IssueTicket | CheckIn): Visit {
    if ('code' in ask) return ONE_SERVICE
    const said = this.#link.view?.classes.find(({ id }) => id === ask.class)
    return { services: [ask.service], further: [], toConfirm: said?.confirmedBy === 'staff' }
  }

  get #link(): Link<KioskContract> {
    return this.#linkOf()
  }
}
