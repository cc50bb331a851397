import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '#core/contract/protocol.ts'
import type {
  Answer,
  AskName,
  BodyOf,
  Contract,
  HubHello,
  MomentName,
  Pulse,
  Refused,
  Unanswered,
  ValueOf,
  ViewOf,
} from './contract.ts'
import { hubClock } from './hub-clock.ts'
import { mayReplace, type Place } from './last-wins.ts'
import { type Heard, type LinkState, linkState, RELAY_MS } from './link-state.ts'

export type { Answer, Contract, Refused, Sentence, Unanswered } from './contract.ts'
export type { LinkState } from './link-state.ts'

/** One screen's line to the hub: the picture it gets, the moments it hears, the questions it asks. */
export interface Link<C extends Contract> {
  /** The whole small picture for this screen; null until the first one came. */
  readonly view: ViewOf<C> | null
  readonly state: LinkState
  /** Why the hub would not let this screen in; null once it did. The link keeps knocking. */
  readonly refused: Refused | null
  /** The hub's clock, ms since epoch. Show times and count down by this one, never by the screen's own. */
  now(): number
  /** Calls back on every change of view, state or refusal; gives back the way to stop. */
  onChange(changed: () => void): () => void
  /** Calls back on each moment of that name; what happened while we were away is never replayed. */
  on<Name extends MomentName<C>>(moment: Name, happened: (what: C['moments'][Name]) => void): () => void
  /**
   * Asks and always gets an answer: the hub's, or `hub-away` when none came in time.
   *
   * The same body is sent again after a reconnect or a second of silence: give it a `command` id of its own, and
   * however often it arrives it is one command.
   */
  ask<Name extends AskName<C>>(
    name: Name,
    body: BodyOf<C, Name>,
    options?: AskOptions,
  ): Promise<Answer<ValueOf<C, Name>>>
  close(): void
}

export interface AskOptions {
  /** How long the asker waits altogether. */
  limitMs?: number
  /** How often at most the same body is sent again; as often as the limit holds when left out. */
  retries?: number
}

export interface LinkOptions {
  /** The socket.io namespace without its slash: 'kiosk', 'display', 'desk', … */
  audience: string
  /** Who this screen is, in its audience's own terms. */
  screen: unknown
  /** The hub's origin; the page's own when left out. */
  url?: string
  /** Called when the hub speaks another protocol than this page: reload, with patience. */
  onOtherProtocol?: () => void
  /** For programs outside a browser, which bring their own cookie. */
  headers?: Record<string, string>
  /** The screen's own clocks, for tests that move time by hand. */
  time?: Time
}

/** The clocks and timers the link lives by. */
export interface Time {
  /** Never steps: for spans. */
  monotonic(): number
  /** The screen's own guess of the date, until the hub tells. */
  wall(): number
  after(ms: number, then: () => void): () => void
}

export const ownTime: Time = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

const ASK_LIMIT_MS = 3_000
const ASK_AGAIN_MS = 1_000
const LOOK_EVERY_MS = 200
const KNOCK_AGAIN_MS = 2_000

const HUB_AWAY: Unanswered = {
  ok: false,
  status: 503,
  code: 'hub-away',
  message: {
    vi: 'Chưa kết nối được máy chủ. Xin thử lại sau ít phút hoặc hỏi cán bộ.',
    en: 'The system is not answering. Please try again in a few minutes or ask a member of staff.',
  },
}

/** Opens a screen's line to the hub; from then on it mends itself until it is closed. */
export function openLink<C extends Contract>(options: LinkOptions): Link<C> {
  const { audience, screen, url = '', onOtherProtocol = () => {}, time = ownTime } = options

  const clock = hubClock(time.wall() - time.monotonic())
  const heard: Heard = { lastAt: time.monotonic(), cutAt: null, greeted: false }
  const listeners = new Set<() => void>()
  const openAsks = new Set<() => void>()

  let view: ViewOf<C> | null = null
  let place: Place | null = null
  let state: LinkState = 'connecting'
  let refused: Refused | null = null
  /** The run of the hub at the other end of this very connection; null until it greeted. */
  let boot: string | null = null
  let closed = false
  let relaidAt = time.monotonic()
  let stopKnocking = () => {}

  const socket: Socket = io(`${url}/${audience}`, {
    // A line of its own: closing a silent wire must not cut another screen's in the same page.
    forceNew: true,
    transports: ['websocket'],
    ...(options.headers ? { extraHeaders: options.headers } : {}),
    auth: { protocol: PROTOCOL, screen },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    timeout: 4_000,
  })

  socket.on('hello', (hello: HubHello) => {
    if (hello.protocol !== PROTOCOL) {
      heardFromHub()
      onOtherProtocol()
      return
    }
    boot = hello.boot
    heard.greeted = true
    heard.cutAt = null
    refused = null
    clock.forget()
    clock.heard(hello.now, time.monotonic())
    heardFromHub()
    for (const send of openAsks) send()
    tell()
  })

  socket.on('pulse', (pulse: Pulse) => {
    clock.heard(pulse.now, time.monotonic())
    heardFromHub()
  })

  socket.on('view', (arrived: ViewOf<C> & { rev: number }) => {
    heardFromHub()
    if (boot === null) return
    const arrivedPlace = { boot, rev: arrived.rev }
    if (!mayReplace(place, arrivedPlace)) return
    place = arrivedPlace
    view = arrived
    tell()
  })

  socket.on('refused', (why: Refused) => {
    refused = why
    if (why.code === 'wrong-protocol') onOtherProtocol()
    tell()
  })

  socket.on('disconnect', () => {
    boot = null
    heard.cutAt ??= time.monotonic()
    knockIfLeftOutside()
  })

  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    heard.cutAt ??= time.monotonic()
    if (isRefused(error.data)) {
      refused = error.data
      if (refused.code === 'wrong-protocol') onOtherProtocol()
      tell()
    }
    knockIfLeftOutside()
  })

  /** socket.io reconnects a broken wire by itself, but takes a hub that hung up at its word. A screen knocks again. */
  function knockIfLeftOutside(): void {
    if (closed || socket.active) return
    stopKnocking()
    stopKnocking = time.after(KNOCK_AGAIN_MS, () => socket.connect())
  }

  function heardFromHub(): void {
    heard.lastAt = time.monotonic()
    judge()
  }

  function judge(): void {
    const judged = linkState(heard, time.monotonic())
    if (judged === state) return
    state = judged
    tell()
  }

  /** A wire that stays silent may be cut where TCP cannot see it, so it is laid anew. */
  function relaySilentWire(): void {
    const now = time.monotonic()
    if (!socket.connected || now - heard.lastAt < RELAY_MS || now - relaidAt < RELAY_MS) return
    relaidAt = now
    socket.io.engine.close()
  }

  let stopLooking = () => {}
  function look(): void {
    judge()
    relaySilentWire()
    stopLooking = time.after(LOOK_EVERY_MS, look)
  }
  look()

  function tell(): void {
    for (const changed of [...listeners]) changed()
  }

  return {
    get view() {
      return view
    },
    get state() {
      return state
    },
    get refused() {
      return refused
    },
    now: () => clock.at(time.monotonic()),
    onChange(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    on(moment, happened) {
      socket.on(moment as string, happened)
      return () => socket.off(moment as string, happened)
    },
    ask<Name extends AskName<C>>(
      name: Name,
      body: BodyOf<C, Name>,
      { limitMs = ASK_LIMIT_MS, retries = Number.POSITIVE_INFINITY }: AskOptions = {},
    ) {
      return new Promise<Answer<ValueOf<C, Name>>>((resolve) => {
        let sent = 0
        let stopWaiting = () => {}

        function send(): void {
          // What is emitted before the hub's hello would be queued by socket.io and arrive late and twice.
          if (boot === null || sent > retries) return
          sent++
          stopWaiting()
          stopWaiting = time.after(ASK_AGAIN_MS, send)
          socket.emit(name as string, body, answered)
        }

        // Whichever sending is answered first answers the ask: they are the same command.
        function answered(answer: Answer<ValueOf<C, Name>>): void {
          openAsks.delete(send)
          stopWaiting()
          stopLimit()
          resolve(answer)
        }

        const stopLimit = time.after(limitMs, () => answered(HUB_AWAY))
        openAsks.add(send)
        send()
      })
    },
    close() {
      closed = true
      stopLooking()
      stopKnocking()
      socket.close()
    },
  }
}

function isRefused(data: unknown): data is Refused {
  return typeof data === 'object' && data !== null && 'code' in data && 'message' in data
}
