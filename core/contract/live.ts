import { type Static, Type } from 'typebox'
import { Closure, type ResumeService, type StopService } from './closures.ts'
import { type CancelTicket, DeskView, type TicketOnly } from './desk.ts'
import { DeviceHealth } from './health.ts'
import type { Done } from './kiosk.ts'
import type { PauseKiosk, ResumeKiosk } from './limits.ts'
import {
  HelpNow,
  type HelpOnly,
  type PlaceTicket,
  type ShowMessage,
  StandingMessage,
  type TakeMessage,
} from './notices.ts'
import type { ChangeClass, TransferTicket } from './routing.ts'
import { Count, closed, Id, InEachState, Instant, Name, OrNull, Span, Text, TicketState } from './shapes.ts'

/** How a figure stands: never told by its colour alone. */
export const Level = Type.Union([Type.Literal('ok'), Type.Literal('warn'), Type.Literal('bad')])
export type Level = Static<typeof Level>

/** All of the day's tickets, each in one state: issued is their sum at every moment (I24). */
export const Tally = Type.Object(
  {
    issued: Count,
    ...InEachState,
  },
  closed,
)
export type Tally = Static<typeof Tally>

/** Why a line stands badly, the weightiest reason first. */
export const LineTrouble = Type.Union([
  Type.Literal('stopped'),
  Type.Literal('no-counter'),
  Type.Literal('paused'),
  Type.Literal('crowd'),
  Type.Literal('slow'),
])
export type LineTrouble = Static<typeof LineTrouble>

/** One service's line as it stands. */
export const LineNow = Type.Object(
  {
    service: Name,
    prefix: Type.String(),
    name: Text,
    level: Level,
    waiting: Type.Integer(),
    longestMs: Span,
    /** How long whoever comes now will wait, in the middle; null when nobody can know. */
    expectedMs: OrNull(Span),
    /** From which wait on the office wants to know. */
    limitMs: Span,
    /** The last quarter of an hour: numbers taken, and numbers called for the first time. */
    came: Type.Integer(),
    called: Type.Integer(),
    /** Counters that serve it, by how they stand. */
    open: Type.Integer(),
    counters: Type.Integer(),
    /** null: nothing is wrong with it. */
    trouble: OrNull(LineTrouble),
    /** The counters the trouble is about, by their labels. */
    where: Type.Array(Type.String()),
  },
  closed,
)
export type LineNow = Static<typeof LineNow>

export const CounterNow = Type.Object(
  {
    id: Name,
    label: Type.String(),
    doing: Type.Union([
      Type.Literal('serving'),
      Type.Literal('called'),
      Type.Literal('idle'),
      Type.Literal('paused'),
      Type.Literal('closed'),
    ]),
    /** Since when; null where it is closed. */
    sinceAt: OrNull(Instant),
    number: OrNull(Type.String()),
    staff: OrNull(Type.String()),
    staffName: OrNull(Type.String()),
    pausedWhy: OrNull(Type.String()),
    served: Type.Integer(),
  },
  closed,
)
export type CounterNow = Static<typeof CounterNow>

/** One who waits or stands aside, as far as the hall's manager must know to move it. */
export const TicketNow = Type.Object(
  {
    id: Id,
    number: Type.String(),
    service: Name,
    class: Name,
    state: TicketState,
    issuedAt: Instant,
    /** Put before everyone, or came back to the front. */
    first: Type.Boolean(),
    notBeforeAt: OrNull(Instant),
    /** The one counter or officer it was sent to. */
    sentTo: OrNull(Type.String()),
  },
  closed,
)
export type TicketNow = Static<typeof TicketNow>

/** The whole hall on one screen, for whoever runs it. */
export const HallView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    timeZone: Type.String(),
    me: DeskView.properties.me,
    practice: Type.Boolean(),
    clockSuspect: Type.Boolean(),
    tally: Tally,
    /** The worst first. */
    lines: Type.Array(LineNow),
    counters: Type.Array(CounterNow),
    /** In calling order, line by line; then who stands aside. The first of them, where there are very many. */
    tickets: Type.Array(TicketNow),
    classes: DeskView.properties.classes,
    closures: Type.Array(Closure),
    dayUntilAt: DeskView.properties.dayUntilAt,
    messages: Type.Array(StandingMessage),
    help: Type.Array(HelpNow),
    /** Every kiosk that was pressed today, those that ring among them. */
    kiosks: DeskView.properties.kiosks,
    /** Rating terminals pressed more often than people press: somebody should look. */
    flagged: Type.Array(Type.Object({ counter: Name, label: Type.String(), flaggedAt: Instant }, closed)),
    slipless: DeskView.properties.slipless,
    /** Those that need a hand. */
    devices: Type.Array(DeviceHealth),
    /** What is wrong with the hub itself: the disk, the clock. */
    faults: Type.Array(Type.Object({ code: Type.String(), sentence: Text, whatToDo: Text }, closed)),
  },
  closed,
)
export type HallView = Static<typeof HallView>

/** The wire of the hall manager's page. */
export interface HallContract {
  view: HallView
  moments: Record<never, never>
  asks: {
    'transfer-ticket': { body: TransferTicket; value: Done }
    'cancel-ticket': { body: Static<typeof CancelTicket>; value: Done }
    'change-class': { body: ChangeClass; value: Done }
    'place-ticket': { body: PlaceTicket; value: Done }
    'print-copy': { body: Static<typeof TicketOnly>; value: Done }
    'resume-ticket': { body: Static<typeof TicketOnly>; value: Done }
    'bring-back': { body: Static<typeof TicketOnly>; value: Done }
    'stop-service': { body: StopService; value: Done }
    'resume-service': { body: ResumeService; value: Done }
    'pause-kiosk': { body: PauseKiosk; value: Done }
    'resume-kiosk': { body: ResumeKiosk; value: Done }
    'show-message': { body: ShowMessage; value: Done }
    'take-message': { body: TakeMessage; value: Done }
    'answer-help': { body: HelpOnly; value: Done }
    'end-help': { body: HelpOnly; value: Done }
  }
}
