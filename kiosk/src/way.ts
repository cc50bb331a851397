import type { SlipMoment } from '#core/contract/kiosk.ts'
import { back, forward, here, home, instead, kept, type Path, type Screen, slipSaid } from './flow.ts'

/** Where the citizen stands and how they came there. Whoever draws it is told of every step. */
export class Way {
  readonly #changed: () => void
  #path: Path = [{ at: 'home' }]
  #turnedAt = 0

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get here(): Screen {
    return here(this.#path)
  }

  /** What this kiosk shows when nobody is there. */
  get root(): Screen {
    return this.#path[0]
  }

  get isAtRoot(): boolean {
    return this.#path.length === 1
  }

  /** When another page last appeared under the finger. */
  get turnedAt(): number {
    return this.#turnedAt
  }

  startAt(root: Screen): void {
    this.#show([root])
  }

  forward(screen: Screen): void {
    this.#turnTo(forward(this.#path, screen))
  }

  /** On to this screen, and Back from it leads home: what is asked for once is not walked into again. */
  forwardFromHome(screen: Screen): void {
    this.#turnTo(forward(home(this.#path), screen))
  }

  home(): void {
    this.#turnTo(home(this.#path))
  }

  /** One step back; a number that was covered for a while has its time again. */
  back(): void {
    const before = back(this.#path)
    this.#turnTo(instead(before, kept(here(before), performance.now())))
  }

  /** The same step, shown differently: no other page, so a second tap may follow at once. */
  showHere(screen: Screen): void {
    if (screen !== this.here) this.#show(instead(this.#path, screen))
  }

  /** A number may be covered by a question just now; it hears of its slip all the same. */
  hearOfSlip(said: SlipMoment): void {
    const heard = this.#path.map((screen) => slipSaid(screen, said, performance.now())) as unknown as Path
    if (heard.some((screen, step) => screen !== this.#path[step])) this.#show(heard)
  }

  #turnTo(path: Path): void {
    this.#turnedAt = performance.now()
    this.#show(path)
  }

  #show(path: Path): void {
    this.#path = path
    this.#changed()
  }
}
