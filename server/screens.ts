import type { Server, Socket } from 'socket.io'
import type { CitizenView } from '#core/contract/citizen.ts'
import type { DeskView } from '#core/contract/desk.ts'
import type { BoardView, CallMoment, GuidanceMoment } from '#core/contract/display.ts'
import type { GuardView } from '#core/contract/guard.ts'
import type { DeviceHealth } from '#core/contract/health.ts'
import type { HubHello, Pulse, Refused } from '#core/contract/hello.ts'
import type { KioskView, RatingView, SlipMoment } from '#core/contract/kiosk.ts'
import type { HallView } from '#core/contract/live.ts'
import { PROTOCOL } from '#core/contract/protocol.ts'
import type { ScannedMoment } from '#core/contract/scanned.ts'
import type { Thresholds } from '#core/domain/hall-now.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import { boardView } from '#core/domain/views/board.ts'
import { citizenView } from '#core/domain/views/citizen.ts'
import { deskView } from '#core/domain/views/desk.ts'
import { guardView } from '#core/domain/views/guard.ts'
import { hallView } from '#core/domain/views/hall.ts'
import { kioskView } from '#core/domain/views/kiosk.ts'
import { ratingView } from '#core/domain/views/rating.ts'
import type { Who } from './edge/who.ts'

export type Audience = 'kiosk' | 'rating' | 'display' | 'guard' | 'desk' | 'hall' | 'citizen'
export const AUDIENCES: readonly Audience[] = ['kiosk', 'rating', 'display', 'guard', 'desk', 'hall', 'citizen']

/** Who is behind a connection: settled in the handshake, true from then on. */
export interface ScreenData {
  readonly audience: Audience
  readonly who: Who
  readonly screen: string
  readonly counter: string | null
  readonly ticket: TicketId | null
  readonly speaks: boolean
  /** Which paired screen it is; none on the hub's own machine. */
  readonly pairing?: string
}

/** Everything the hub ever says to a screen, by the event's name. */
export interface ToScreen {
  hello(body: HubHello): void
  view(body: View): void
  pulse(body: Pulse): void
  call(body: CallMoment): void
  guidance(body: GuidanceMoment): void
  slip(body: SlipMoment): void
  scanned(body: ScannedMoment): void
  refused(body: Refused): void
}
type View = KioskView | RatingView | BoardView | GuardView | DeskView | HallView | CitizenView

export type ScreenSocket = Socket<FromScreen, ToScreen, Record<string, never>, ScreenData>
/** What screens say is parsed at the edge, whatever its name. */
type FromScreen = Record<string, (body: unknown, reply: unknown) => void>
export type ScreenServer = Server<FromScreen, ToScreen, Record<string, never>, ScreenData>

/** The screens that are connected, and the only place that sends to them. */
export interface Screens {
  /** Takes a screen in: hello, its picture, and from now on every newer one. */
  welcome(socket: ScreenSocket): void
  /** Something changed: every screen gets its picture anew. Bursts share one. */
  show(): void
  announce(call: Omit<CallMoment, 'sounds'>, sounds: CallMoment['sounds']): void
  /** Guidance for the hall: read on every board, heard from the one that speaks. */
  guide(guidance: Omit<GuidanceMoment, 'sounds'>, sounds: GuidanceMoment['sounds']): void
  tellSlip(kiosk: string, slip: SlipMoment): void
  /** What somebody held under the scanner beside this kiosk. */
  tellScanned(kiosk: string, scanned: ScannedMoment): void
  pulse(): void
  /** Says why, and hangs up. */
  hangUp(socket: ScreenSocket, why: Refused): void
  /** Says why, and hangs up on every screen that is meant. */
  cut(isMeant: (screen: ScreenData) => boolean, why: Refused): void
  /** The picture a screen would be shown now; null when there is nothing to show it. */
  viewOf(screen: ScreenData): View | null
  counts(): Record<string, number>
  /** Who is connected now. */
  present(): ScreenData[]
  close(): void
}

// A single call is shown at once. Ten pictures a second are more than eyes can follow, so in a storm of calls a Pi draws
// no more than that, and the last one is never left out.
const PICTURES_A_SECOND = 10
const SPEAKER = 'speaker'
const SILENT = 'silent'

export function openScreens(parts: {
  io: ScreenServer
  boot: string
  version: string
  now: () => number
  queue: () => Queue
  /** Each kiosk's paper, by its printer; built apart so that the queue knows no printer. */
  paper: (kiosk: string) => KioskView['paper']
  devices: () => DeviceHealth[]
  /** How the boards look, by the settings. */
  look: (at: number) => BoardView['look']
  /** What is wrong with the hub itself just now. */
  faults: () => HallView['faults']
  /** From which wait on a figure is coloured. */
  thresholds: () => Thresholds
}): Screens {
  const { io, now, queue } = parts
  const screens = new Map<Audience, Set<ScreenSocket>>(AUDIENCES.map((audience) => [audience, new Set()]))
  let left = PICTURES_A_SECOND
  let countedAt = 0
  let waiting: NodeJS.Timeout | null = null

  const of = (audience: Audience) => screens.get(audience) ?? new Set()
  function viewFor({ audience, who, screen, counter, ticket }: ScreenData, speaks: boolean) {
    const hall = queue()
    const at = now()
    switch (audience) {
      case 'kiosk':
        return { ...kioskView(hall, at, screen), paper: parts.paper(screen) } satisfies KioskView
      case 'rating':
        return counter === null ? null : (ratingView(hall, counter, at) satisfies RatingView | null)
      case 'display':
        return { ...boardView(hall, at), look: parts.look(at), speaks } satisfies BoardView
      case 'guard':
        return guardView(hall) satisfies GuardView
      case 'desk': {
        const me = { id: who.id, name: who.name, role: who.role }
        return { ...deskView(hall, who.id, counter, at), me, devices: parts.devices() } satisfies DeskView
      }
      case 'hall': {
        const me = { id: who.id, name: who.name, role: who.role }
        const devices = parts.devices().filter(({ state }) => state !== 'ready')
        return {
          ...hallView(hall, who.id, parts.thresholds(), at),
          me,
          devices,
          faults: parts.faults(),
        } satisfies HallView
      }
      case 'citizen':
        return ticket === null ? null : (citizenView(hall, ticket, at) satisfies CitizenView | null)
      default:
        return audience satisfies never
    }
  }

  function showOne(socket: ScreenSocket): void {
    const view = viewFor(socket.data, socket.rooms.has(SPEAKER))
    if (view) socket.emit('view', view)
  }

  function showAll(): void {
    left--
    // Boards share two pictures, encoded once each however many hang in the hall.
    if (of('display').size > 0) {
      const at = now()
      const board = { ...boardView(queue(), at), look: parts.look(at) }
      const displays = io.of('/display')
      displays.to(SPEAKER).emit('view', { ...board, speaks: true } satisfies BoardView)
      displays.to(SILENT).emit('view', { ...board, speaks: false } satisfies BoardView)
    }
    for (const audience of AUDIENCES) if (audience !== 'display') for (const socket of of(audience)) showOne(socket)
  }

  /** One board of the hall speaks: the one that has been connected longest and may. */
  function electSpeaker(): void {
    const boards = [...of('display')]
    const speaker = boards.find((socket) => socket.data.speaks)
    for (const socket of boards) {
      const shall = socket === speaker
      if (shall === socket.rooms.has(SPEAKER) && !shall === socket.rooms.has(SILENT)) continue
      socket.leave(shall ? SILENT : SPEAKER)
      socket.join(shall ? SPEAKER : SILENT)
      showOne(socket)
    }
  }

  function hangUp(socket: ScreenSocket, why: Refused): void {
    socket.emit('refused', why)
    socket.disconnect(true)
  }

  return {
    welcome(socket) {
      const { audience } = socket.data
      of(audience).add(socket)
      socket.on('disconnect', () => {
        of(audience).delete(socket)
        if (audience === 'display') electSpeaker()
      })
      const hello = { protocol: PROTOCOL, version: parts.version, boot: parts.boot, now: now() }
      socket.emit('hello', hello)
      if (audience === 'display') electSpeaker()
      else showOne(socket)
    },
    show() {
      if (waiting) return
      const at = performance.now()
      left = Math.min(PICTURES_A_SECOND, left + ((at - countedAt) / 1_000) * PICTURES_A_SECOND)
      countedAt = at
      if (left >= 1) return showAll()
      waiting = setTimeout(
        () => {
          waiting = null
          showAll()
        },
        ((1 - left) / PICTURES_A_SECOND) * 1_000,
      )
    },
    announce(call, sounds) {
      io.of('/display')
        .to(SPEAKER)
        .emit('call', { ...call, sounds } satisfies CallMoment)
      io.of('/display')
        .to(SILENT)
        .emit('call', { ...call, sounds: [] } satisfies CallMoment)
    },
    guide(guidance, sounds) {
      const displays = io.of('/display')
      displays.to(SPEAKER).emit('guidance', { ...guidance, sounds } satisfies GuidanceMoment)
      displays.to(SILENT).emit('guidance', { ...guidance, sounds: [] } satisfies GuidanceMoment)
    },
    tellSlip(kiosk, slip) {
      for (const socket of of('kiosk')) {
        if (socket.data.screen === kiosk) socket.emit('slip', slip)
      }
    },
    tellScanned(kiosk, scanned) {
      for (const socket of of('kiosk')) {
        if (socket.data.screen === kiosk) socket.emit('scanned', scanned)
      }
    },
    pulse() {
      const beat = { now: now(), rev: queue().seq }
      for (const audience of AUDIENCES) if (of(audience).size > 0) io.of(`/${audience}`).volatile.emit('pulse', beat)
    },
    hangUp,
    cut(isMeant, why) {
      for (const audience of AUDIENCES) {
        for (const socket of [...of(audience)]) if (isMeant(socket.data)) hangUp(socket, why)
      }
    },
    viewOf: (screen) => viewFor(screen, false),
    counts: () => Object.fromEntries(AUDIENCES.map((audience) => [audience, of(audience).size])),
    present: () => AUDIENCES.flatMap((audience) => [...of(audience)].map(({ data }) => data)),
    close() {
      if (waiting) clearTimeout(waiting)
    },
  }
}
