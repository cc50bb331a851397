import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { afterTime, kept, type Screen } from './flow.ts'
import { type Idle, idleOf } from './idle.ts'
import type { Way } from './way.ts'

/** How often the glass looks whether time has changed anything on it. */
const LOOK_EVERY_MS = 200

/** What only the kiosk can tell, and what follows when time is up. */
interface Kiosk {
  /** Home, and looking as the office set it: there is nothing to lose by waiting. */
  isUntouched: () => boolean
  startOver: () => void
  /** Whatever else is due, at each look. */
  look: () => void
}

/** What passing time does to the screen: seconds are counted down, an empty place is noticed, and a touch stops both. */
export class PassingTime implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #way: Way
  readonly #kiosk: Kiosk
  #touchedAt = 0
  #idle: Idle = { is: 'here' }
  #secondsLeft: number | null = null
  #voidSeconds = 0
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor(host: ReactiveControllerHost, way: Way, kiosk: Kiosk) {
    this.#host = host
    this.#way = way
    this.#kiosk = kiosk
    host.addController(this)
  }

  get idle(): Idle {
    return this.#idle
  }

  /** Until the number leaves the glass; null while its slip is still printing. */
  get secondsLeft(): number | null {
    return this.#secondsLeft
  }

  /** Until the number can no longer be given back. */
  get voidSeconds(): number {
    return this.#voidSeconds
  }

  hostConnected(): void {
    this.beginAnew()
    this.#ticking = setInterval(() => this.#pass(), LOOK_EVERY_MS)
    for (const kind of ['pointerdown', 'keydown'] as const) window.addEventListener(kind, this.#touched, true)
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking)
    for (const kind of ['pointerdown', 'keydown'] as const) window.removeEventListener(kind, this.#touched, true)
  }

  /** Somebody is here: their time begins again, and the number stays for them. */
  stay(): void {
    this.#touchedAt = performance.now()
    if (this.#idle.is === 'leaving') this.#show({ idle: { is: 'here' } })
    this.#way.showHere(kept(this.#way.here, performance.now()))
  }

  beginAnew(): void {
    this.#touchedAt = performance.now()
    this.#show({ idle: { is: 'here' } })
  }

  readonly #touched = (event: Event): void => {
    // The question closes when the finger is lifted: closed under it, the lifting would meet the page behind.
    if (this.#idle.is === 'leaving' && event.type === 'pointerdown') return
    this.stay()
  }

  #pass(): void {
    const now = performance.now()
    const screen = afterTime(this.#way.here, now)
    if (screen === 'go-home') {
      this.#kiosk.startOver()
      return
    }
    this.#way.showHere(screen)
    // A number on the glass has its own time, and one being asked for is not left alone.
    if (screen.at === 'ticket' || screen.at === 'asking' || this.#kiosk.isUntouched()) this.#touchedAt = now
    const idle = idleOf(this.#touchedAt, now)
    if (idle.is === 'gone') {
      this.#kiosk.startOver()
      return
    }
    this.#show({ idle, ...countedDown(screen, now) })
    this.#kiosk.look()
  }

  /** Five times a second nothing has changed: then nothing is drawn. */
  #show({ idle, secondsLeft = this.#secondsLeft, voidSeconds = this.#voidSeconds }: Told): void {
    const isSame =
      secondsLeft === this.#secondsLeft &&
      voidSeconds === this.#voidSeconds &&
      JSON.stringify(idle) === JSON.stringify(this.#idle)
    if (isSame) return
    this.#idle = idle
    this.#secondsLeft = secondsLeft
    this.#voidSeconds = voidSeconds
    this.#host.requestUpdate()
  }
}

interface Told {
  idle: Idle
  secondsLeft?: number | null
  voidSeconds?: number
}

function countedDown(screen: Screen, now: number): Pick<Told, 'secondsLeft' | 'voidSeconds'> {
  if (screen.at !== 'ticket') return { secondsLeft: null, voidSeconds: 0 }
  return {
    secondsLeft: screen.slip.is === 'printing' ? null : Math.ceil((screen.homeAt - now) / 1000),
    voidSeconds: Math.max(0, Math.ceil((screen.voidUntil - now) / 1000)),
  }
}
