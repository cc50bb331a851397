import { type Static, Type } from 'typebox'
import type { CheckIn } from './appointments.ts'
import { Gate, Lunch } from './gate.ts'
import { Card, type VoidTicket } from './limits.ts'
import { HallMessage } from './notices.ts'
import { type ExtendVisit, FurtherServices, type ShortenVisit } from './routing.ts'
import { CardPass, type ScannedMoment } from './scanned.ts'
import { closed, Id, Instant, Name, OrNull, ProcedureCode, Span, Text, Wait } from './shapes.ts'

export const KioskService = Type.Object(
  {
    id: Name,
    prefix: Type.String(),
    name: Text,
    about: Text,
    gate: Gate,
    waiting: Type.Integer(),
    /** Labels of the counters that serve it, open or not. */
    counters: Type.Array(Type.String()),
    countersOpen: Type.Integer(),
    /** For whoever takes a number now; null when no counter serves it just now. */
    wait: OrNull(Wait),
  },
  closed,
)
export type KioskService = Static<typeof KioskService>

export const KioskView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    hall: Gate,
    lunch: Lunch,
    timeZone: Type.String(),
    services: Type.Array(KioskService),
    classes: Type.Array(
      Type.Object(
        {
          id: Name,
          name: Text,
          icon: Type.String(),
          /** staff: said here, it counts once an officer has confirmed it. */
          confirmedBy: Type.Union([Type.Literal('self'), Type.Literal('staff')]),
        },
        closed,
      ),
    ),
    /** Somebody may come with an appointment. */
    appointments: Type.Boolean(),
    /** The hall practises: no number is real. */
    practice: Type.Boolean(),
    /** What the hall's manager tells everyone who waits, urgent words first. */
    messages: Type.Array(HallMessage),
    /** Staff has stopped this kiosk. */
    paused: Type.Boolean(),
    /** The office asks for an identity card before it gives a number. */
    asksCard: Type.Boolean(),
    /** How long a mistaken press may be taken back. */
    voidWithinMs: Span,
    paper: Type.Object(
      {
        /** none: this kiosk has no printer; the number stays on the screen with a QR. */
        state: Type.Union([
          Type.Literal('ready'),
          Type.Literal('low'),
          Type.Literal('broken'),
          Type.Literal('unknown'),
          Type.Literal('none'),
        ]),
        message: OrNull(Text),
      },
      closed,
    ),
  },
  closed,
)
export type KioskView = Static<typeof KioskView>

export const IssueTicket = Type.Object(
  {
    command: Id,
    ticket: Id,
    service: Name,
    class: Name,
    /** National code of the procedure, when the number is taken from the lookup board. */
    procedure: Type.Optional(OrNull(ProcedureCode)),
    visit: Type.Optional(FurtherServices),
    /** The question "one more number?" was answered with yes. */
    again: Type.Optional(Type.Boolean()),
    card: Type.Optional(Card),
    /** Instead of the card itself, where the hub's own scanner has read it. */
    pass: Type.Optional(CardPass),
  },
  closed,
)
export type IssueTicket = Static<typeof IssueTicket>

export const IssuedTicket = Type.Object(
  {
    id: Id,
    number: Type.String(),
    service: Text,
    counters: Type.Array(Type.String()),
    ahead: Type.Integer(),
    wait: OrNull(Wait),
    issuedAt: Instant,
    /** What this hour has to say: lunch, the closing, results tomorrow. */
    notes: Type.Array(Text),
    /** A number of a practice: worth nothing. */
    practice: Type.Boolean(),
    /** The citizen's page for this ticket: shown and printed as a QR. */
    url: Type.String(),
    /** printing: a slip is on its way, a `slip` moment follows. none: there is no printer here. */
    slip: Type.Union([Type.Literal('printing'), Type.Literal('none')]),
  },
  closed,
)
export type IssuedTicket = Static<typeof IssuedTicket>

/** How the slip went: said once, to the kiosk the ticket came from. */
export const SlipMoment = Type.Object(
  {
    ticket: Id,
    outcome: Type.Union([Type.Literal('printed'), Type.Literal('unconfirmed'), Type.Literal('failed')]),
    message: OrNull(Text),
  },
  closed,
)
export type SlipMoment = Static<typeof SlipMoment>

export const PrintProcedure = Type.Object({ command: Id, code: Type.String({ maxLength: 40 }) }, closed)
export type PrintProcedure = Static<typeof PrintProcedure>

/** The wire of a kiosk. */
export interface KioskContract {
  view: KioskView
  moments: { slip: SlipMoment; scanned: ScannedMoment }
  asks: {
    'issue-ticket': { body: IssueTicket; value: IssuedTicket }
    'check-in': { body: CheckIn; value: IssuedTicket }
    'void-ticket': { body: VoidTicket; value: Done }
    'extend-visit': { body: ExtendVisit; value: Done }
    'shorten-visit': { body: ShortenVisit; value: Done }
    'print-procedure': { body: PrintProcedure; value: { printed: boolean } }
  }
}

export const RatingView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    counter: Type.Object({ id: Name, label: Type.String(), open: Type.Boolean() }, closed),
    /** The ticket just finished here and not yet rated; null when nobody is to be asked. */
    ask: OrNull(Type.Object({ ticket: Id, number: Type.String(), untilAt: Instant }, closed)),
    levels: Type.Array(
      Type.Object(
        {
          id: Name,
          name: Text,
          face: Type.Union([
            Type.Literal('very-good'),
            Type.Literal('good'),
            Type.Literal('plain'),
            Type.Literal('bad'),
          ]),
          satisfied: Type.Boolean(),
        },
        closed,
      ),
    ),
    reasons: Type.Array(Type.Object({ id: Name, name: Text }, closed)),
    repeatMs: Span,
  },
  closed,
)
export type RatingView = Static<typeof RatingView>

export const RateTicket = Type.Object(
  {
    command: Id,
    /** Null: somebody pressed though nobody was just served; kept, but marked as unlinked. */
    ticket: OrNull(Id),
    counter: OrNull(Name),
    level: Name,
    reasons: Type.Optional(Type.Array(Name, { maxItems: 4 })),
  },
  closed,
)
export type RateTicket = Static<typeof RateTicket>

export const ExplainRating = Type.Object(
  { command: Id, ticket: Id, reasons: Type.Array(Name, { minItems: 1, maxItems: 4 }) },
  closed,
)
export type ExplainRating = Static<typeof ExplainRating>

/** The wire of a rating terminal at one counter (its `screen.counter`). */
export interface RatingContract {
  view: RatingView
  moments: Record<never, never>
  asks: {
    'rate-ticket': { body: RateTicket; value: Done }
    'explain-rating': { body: ExplainRating; value: Done }
  }
}

/** The answer of a command that has nothing more to say: it is written down. */
export const Done = Type.Object({ seq: Type.Integer({ description: 'journal sequence of its last record' }) }, closed)
export type Done = Static<typeof Done>
