import { type Static, Type } from 'typebox'
import { StaffRole } from './access.ts'
import { Closure, type ResumeService, type StopService } from './closures.ts'
import { DeviceHealth } from './health.ts'
import { Done, type IssuedTicket, type IssueTicket } from './kiosk.ts'
import type { CountRoll, PauseKiosk, ResumeKiosk, StartRoll } from './limits.ts'
import { type CallHelp, HallMessage, HelpNow, type HelpOnly } from './notices.ts'
import { StaffId, StaffName } from './people.ts'
import type { ChangeClass, ExtendVisit, SetAutomatic, ShortenVisit, TransferTicket } from './routing.ts'
import { closed, Id, Instant, Name, OrNull, Reason, Span, Text, TicketState } from './shapes.ts'

export const DeskTicket = Type.Object(
  {
    id: Id,
    number: Type.String(),
    service: Name,
    class: Name,
    state: TicketState,
    issuedAt: Instant,
    calledAt: OrNull(Instant),
    startedAt: OrNull(Instant),
    calls: Type.Integer(),
    counter: OrNull(Type.String({ description: 'label of the counter holding it' })),
    onlyHere: Type.Boolean({ description: 'sent to this counter: nobody else may call it' }),
    onlyCounter: OrNull(Type.String({ description: 'label of the one counter it was sent to' })),
    onlyOfficer: OrNull(Type.String({ description: 'name of the one officer it was sent to' })),
    /** A priority that was said and that staff has not confirmed yet. */
    declared: OrNull(Name),
    /** The services this visit goes on to. */
    visit: Type.Array(Name),
    /** Held off: offered again at this instant. */
    notBeforeAt: OrNull(Instant),
    /** Called by an idle desk by itself. */
    automatic: Type.Boolean(),
    procedure: OrNull(Type.String()),
    /** Parked: why, and how long the place is kept. */
    parked: OrNull(Type.Object({ reason: Type.String(), untilAt: Instant }, closed)),
  },
  closed,
)
export type DeskTicket = Static<typeof DeskTicket>

/** For each button of the counter: null when it may be pressed, or the sentence that says why not. */
export const Buttons = Type.Object(
  {
    next: OrNull(Text),
    recall: OrNull(Text),
    start: OrNull(Text),
    finish: OrNull(Text),
    'no-show': OrNull(Text),
    park: OrNull(Text),
    transfer: OrNull(Text),
    pick: OrNull(Text),
    pause: OrNull(Text),
    open: OrNull(Text),
    close: OrNull(Text),
  },
  closed,
)
export type Buttons = Static<typeof Buttons>

export const DeskView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    me: Type.Object({ id: Type.String(), name: Type.String(), role: Type.String() }, closed),
    counters: Type.Array(
      Type.Object(
        {
          id: Name,
          label: Type.String(),
          services: Type.Array(Name),
          state: Type.Union([Type.Literal('open'), Type.Literal('paused'), Type.Literal('closed')]),
          staff: OrNull(Type.String()),
          staffName: OrNull(Type.String()),
          mine: Type.Boolean(),
          number: OrNull(Type.String()),
        },
        closed,
      ),
    ),
    services: Type.Array(
      Type.Object(
        { id: Name, prefix: Type.String(), name: Text, open: Type.Boolean(), waiting: Type.Integer(), longestMs: Span },
        closed,
      ),
    ),
    classes: Type.Array(Type.Object({ id: Name, name: Text, icon: Type.String() }, closed)),
    /** The counter this desk sits at, or null before one is chosen. */
    counter: OrNull(
      Type.Object(
        {
          id: Name,
          label: Type.String(),
          state: Type.Union([Type.Literal('open'), Type.Literal('paused'), Type.Literal('closed')]),
          pausedWhy: OrNull(Type.String()),
          current: OrNull(DeskTicket),
          /** In the order they would be called; the first hundred. */
          waiting: Type.Array(DeskTicket),
          waitingCount: Type.Integer(),
          parked: Type.Array(DeskTicket),
          missed: Type.Array(DeskTicket),
          /** Whom no counter of the hall would call as things stand: somebody has to send them on. */
          stranded: Type.Array(DeskTicket),
          /** Calls by itself when idle; null where the office does not call automatically. */
          automatic: OrNull(Type.Boolean()),
          buttons: Buttons,
          servedToday: Type.Integer(),
        },
        closed,
      ),
    ),
    rules: Type.Object(
      {
        callLimit: Type.Integer(),
        parkLimitMs: Span,
        /** Where the office puts whoever is transferred. */
        transferred: Type.Object(
          {
            place: Type.Union([Type.Literal('kept'), Type.Literal('first'), Type.Literal('last')]),
            delayMs: Span,
          },
          closed,
        ),
      },
      closed,
    ),
    devices: Type.Array(DeviceHealth),
    clockSuspect: Type.Boolean(),
    /** The hub went on from a copy today; how many records are lost, null: nobody knows. */
    restored: Type.Optional(Type.Object({ at: Instant, lost: OrNull(Type.Integer()) }, closed)),
    /** The hall practises: no number is real. */
    practice: Type.Boolean(),
    /** Kiosks staff should look at: stopped, or pressed as often as they may be. */
    kiosks: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          alarmedAt: OrNull(Instant),
          /** Numbers it gave in the last minute. */
          lately: Type.Integer(),
          paused: OrNull(Type.String({ description: 'why staff stopped it' })),
        },
        closed,
      ),
    ),
    /** Services where people wait longer than the office allows, or will: the longest wait first. */
    waits: Type.Array(
      Type.Object(
        {
          service: Name,
          name: Text,
          limitMs: Span,
          waiting: Type.Integer(),
          longestMs: Span,
          expectedMs: OrNull(Span),
        },
        closed,
      ),
    ),
    /** People who wait and whose slip may not have come out: the newest first, and how many there are. */
    slipless: Type.Object(
      {
        count: Type.Integer(),
        newest: Type.Array(Type.Object({ ticket: Id, number: Type.String() }, closed), { maxItems: 3 }),
      },
      closed,
    ),
    /** What staff has closed at once: a service, or the hall. */
    closures: Type.Array(Closure),
    /** When the hall's day ends, and every closure with it; in the past where no day has begun since. */
    dayUntilAt: Instant,
    /** What everyone who waits is told. */
    messages: Type.Array(HallMessage),
    /** Colleagues who need somebody now. On no public screen. */
    help: Type.Array(HelpNow),
    timeZone: Type.String(),
    /** Services whose numbers come from a pre-printed roll. */
    rolls: Type.Array(
      Type.Object(
        {
          service: Name,
          name: Text,
          prefix: Type.String(),
          next: OrNull(Type.Integer({ description: 'null: none hangs yet today' })),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type DeskView = Static<typeof DeskView>

const AtCounter = { command: Id, counter: Name }
const TicketAtCounter = { ...AtCounter, ticket: Id }

export const CallNext = Type.Object(AtCounter, closed)
export const TicketMove = Type.Object(TicketAtCounter, closed)
export const PickTicket = Type.Object({ ...TicketAtCounter, reason: Reason }, closed)
export const ParkTicket = Type.Object(
  {
    ...TicketAtCounter,
    reason: Reason,
    limitMs: Type.Optional(OrNull(Type.Integer({ minimum: 60_000, maximum: 86_400_000 }))),
  },
  closed,
)
export const TicketOnly = Type.Object({ command: Id, ticket: Id }, closed)
export const CancelTicket = Type.Object({ command: Id, ticket: Id, reason: Reason }, closed)
export const OpenCounter = Type.Object({ ...AtCounter, takeOver: Type.Optional(Type.Boolean()) }, closed)
export const PauseCounter = Type.Object({ ...AtCounter, reason: Reason }, closed)
export const ConfirmClock = Type.Object({ command: Id }, closed)
export const CloseCounter = Type.Object(AtCounter, closed)

/** What came of a call: who is called now, or that nobody waits; and what ended before. */
export const CallAnswer = Type.Object(
  {
    seq: Type.Integer(),
    called: OrNull(Type.Object({ ticket: Id, number: Type.String(), again: Type.Boolean() }, closed)),
    finished: OrNull(Type.String({ description: 'number finished by this press' })),
    goesOn: Type.Optional(OrNull(Name)),
    heldOff: Type.Optional(OrNull(Type.String({ description: 'number not answered, offered again later' }))),
    missed: OrNull(Type.String({ description: 'number marked as no-show by this press' })),
  },
  closed,
)
export type CallAnswer = Static<typeof CallAnswer>

/** The wire of a staff desk. */
export interface DeskContract {
  view: DeskView
  moments: Record<never, never>
  asks: {
    'call-next': { body: Static<typeof CallNext>; value: CallAnswer }
    'pick-ticket': { body: Static<typeof PickTicket>; value: CallAnswer }
    'recall-ticket': { body: Static<typeof TicketMove>; value: Done }
    'start-service': { body: Static<typeof TicketMove>; value: Done }
    'finish-service': { body: Static<typeof TicketMove>; value: Done }
    'mark-no-show': { body: Static<typeof TicketMove>; value: Done }
    'bring-back': { body: Static<typeof TicketOnly>; value: Done }
    'park-ticket': { body: Static<typeof ParkTicket>; value: Done }
    'resume-ticket': { body: Static<typeof TicketOnly>; value: Done }
    'transfer-ticket': { body: TransferTicket; value: Done }
    'extend-visit': { body: ExtendVisit; value: Done }
    'shorten-visit': { body: ShortenVisit; value: Done }
    'change-class': { body: ChangeClass; value: Done }
    'set-automatic': { body: SetAutomatic; value: Done }
    'cancel-ticket': { body: Static<typeof CancelTicket>; value: Done }
    'print-copy': { body: Static<typeof TicketOnly>; value: Done }
    'issue-ticket': { body: Static<typeof IssueTicket>; value: Static<typeof IssuedTicket> }
    'stop-service': { body: StopService; value: Done }
    'resume-service': { body: ResumeService; value: Done }
    'open-counter': { body: Static<typeof OpenCounter>; value: Done }
    'pause-counter': { body: Static<typeof PauseCounter>; value: Done }
    'close-counter': { body: Static<typeof CloseCounter>; value: Done }
    'pause-kiosk': { body: PauseKiosk; value: Done }
    'resume-kiosk': { body: ResumeKiosk; value: Done }
    'start-roll': { body: StartRoll; value: Done }
    'count-roll': { body: CountRoll; value: Done }
    'call-help': { body: CallHelp; value: Done }
    'answer-help': { body: HelpOnly; value: Done }
    'end-help': { body: HelpOnly; value: Done }
  }
}

/** Sign-in over HTTP (`POST /api/session`); the session lives in a cookie no script can read. */
export const SignIn = Type.Object(
  { staff: Type.String({ minLength: 1, maxLength: 40 }), pin: Type.String({ minLength: 4, maxLength: 128 }) },
  closed,
)
export const Me = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    role: StaffRole,
    choose: Type.Optional(Type.Boolean({ description: 'a PIN of one’s own must be chosen before anything else' })),
  },
  closed,
)
export type Me = Static<typeof Me>

/** `POST /api/setup`: the one-time code of the first start makes the first administrator. */
export const Setup = Type.Object(
  {
    code: Type.String({ minLength: 4, maxLength: 40 }),
    staff: StaffId,
    name: StaffName,
    password: Type.String({ minLength: 8, maxLength: 128, description: 'PIN of 8 digits, or 10 characters' }),
  },
  closed,
)
export type Setup = Static<typeof Setup>

/** `GET /api/staff`: who may sign in here, for the sign-in page's list. Names of staff only, no figures. */
export const StaffList = Type.Object(
  {
    needsSetup: Type.Boolean(),
    staff: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
  },
  closed,
)
export type StaffList = Static<typeof StaffList>
export { Done }
