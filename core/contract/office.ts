import Type, { type Static } from 'typebox'
import type { Office as DomainOffice } from '../domain/office.ts'
import { closed, Name, OrNull, Text } from './shapes.ts'

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM in the office’s zone' })
const Prefix = Type.String({ pattern: '^[A-Z]{0,3}$' })
const Span = Type.Number({ minimum: 0, maximum: 7 * 86_400_000, description: 'ms' })

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

const Session = Type.Object(
  {
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
    from: Time,
    to: Time,
  },
  closed,
)

const Service = Type.Object(
  {
    id: Name,
    prefix: Prefix,
    name: Text,
    about: Text,
    open: Type.Boolean(),
    usualServiceMs: Span,
    sessions: OrNull(Type.Array(Session, { maxItems: 40 })),
    lastNumberMs: OrNull(Span),
    quota: Type.Object(
      {
        session: OrNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
        day: OrNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
      },
      closed,
    ),
    slots: OrNull(
      Type.Object(
        {
          everyMs: Type.Number({ minimum: 60_000, maximum: 86_400_000, description: 'ms' }),
          capacity: Type.Integer({ minimum: 1, maximum: 1_000 }),
          walkInShare: Type.Number({ minimum: 0, maximum: 1 }),
        },
        closed,
      ),
    ),
    waitAlertMs: OrNull(Span),
    numbersFrom: Type.Union([Type.Literal('kiosk'), Type.Literal('roll')]),
  },
  closed,
)

const Counter = Type.Object(
  {
    id: Name,
    label: Type.String({ minLength: 1, maxLength: 8 }),
    services: Type.Array(Name, { maxItems: 200 }),
    serves: Type.Union([Type.Literal('together'), Type.Literal('preference'), Type.Literal('shares')]),
    shares: Type.Array(Type.Object({ service: Name, share: Type.Integer({ minimum: 1, maximum: 20 }) }, closed)),
    fastLane: OrNull(Type.Object({ classes: Type.Array(Name, { minItems: 1 }), helpsOthers: Type.Boolean() }, closed)),
    button: Type.Union([Type.Literal('recall-first'), Type.Literal('passes-on')]),
    automatic: Type.Boolean(),
  },
  closed,
)

const Calendar = Type.Object(
  {
    sessions: Type.Array(Session, { maxItems: 40 }),
    specialDays: Type.Array(
      Type.Object(
        {
          date: Type.String({
            pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$',
            description: 'YYYY-MM-DD, or MM-DD for every year',
          }),
          name: Text,
          services: OrNull(Type.Array(Name)),
          hours: Type.Union([
            Type.Object({ kind: Type.Literal('closed') }, closed),
            Type.Object({ kind: Type.Literal('like'), weekday: Type.Integer({ minimum: 1, maximum: 7 }) }, closed),
            Type.Object(
              {
                kind: Type.Literal('sessions'),
                sessions: Type.Array(Type.Object({ from: Time, to: Time }, closed), { minItems: 1, maxItems: 6 }),
              },
              closed,
            ),
          ]),
        },
        closed,
      ),
      { maxItems: 400 },
    ),
    lastNumberMs: Span,
    lunch: Type.Union([Type.Literal('morning-first'), Type.Literal('by-claim')]),
    lateNoteAt: OrNull(Time),
    overnight: Type.Union([Type.Literal('close'), Type.Literal('keep')]),
  },
  closed,
)

const Return = Type.Object(
  {
    place: Type.Union([Type.Literal('kept'), Type.Literal('first'), Type.Literal('last')]),
    delayMs: Span,
  },
  closed,
)

/** How an office runs its hall, as it is kept: checked when it is read, so that a wrong document stops the start with its place named. */
export const Office = Type.Object(
  {
    id: Name,
    name: Text,
    preparing: Type.Optional(Type.Boolean({ description: 'still being set up: no real numbers yet' })),
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    dayStartsAt: Time,
    numbering: Type.Union([
      Type.Object({ kind: Type.Literal('per-service') }, closed),
      Type.Object({ kind: Type.Literal('common'), prefix: Prefix }, closed),
    ]),
    services: Type.Array(Service, { minItems: 1, maxItems: 200 }),
    counters: Type.Array(Counter, { minItems: 1, maxItems: 500 }),
    classes: Type.Array(
      Type.Object(
        {
          id: Name,
          name: Text,
          icon: Type.String({ maxLength: 40 }),
          headStartMs: Span,
          rank: Type.Integer({ minimum: 1, maximum: 9 }),
          confirmedBy: Type.Union([Type.Literal('self'), Type.Literal('staff')]),
          fromAge: OrNull(Type.Integer({ minimum: 1, maximum: 120 })),
        },
        closed,
      ),
      { maxItems: 20 },
    ),
    calendar: Calendar,
    order: Type.Union([
      Type.Object({ policy: Type.Literal('head-start') }, closed),
      Type.Object({ policy: Type.Literal('ratio'), inARow: Type.Integer({ minimum: 1, maximum: 20 }) }, closed),
      Type.Object({ policy: Type.Literal('strict') }, closed),
    ]),
    calling: Type.Object(
      {
        callLimit: Type.Integer({ minimum: 1, maximum: 20 }),
        repeatMs: Span,
        answerWindowMs: Span,
        bringBackWithinMs: Span,
        parkLimitMs: Span,
        offersAgain: Type.Integer({ minimum: 0, maximum: 9 }),
        holdOffMs: Span,
        passesOnWithinMs: Span,
        automaticAfterMs: OrNull(Span),
      },
      closed,
    ),
    returning: Type.Object({ parked: Return, missed: Return, transferred: Return, nextService: Return }, closed),
    limits: Type.Object(
      {
        perKioskMinute: OrNull(Type.Integer({ minimum: 1, maximum: 600 })),
        kioskGapMs: Span,
        againWithinMs: Span,
        perPersonDay: OrNull(Type.Integer({ minimum: 1, maximum: 100 })),
        voidWithinMs: Span,
      },
      closed,
    ),
    appointments: Type.Object(
      {
        class: Name,
        earlyMs: Span,
        lateMs: Span,
        late: Type.Union([Type.Literal('keeps-time'), Type.Literal('counts-from-arrival')]),
        leadMs: Span,
        horizonDays: Type.Integer({ minimum: 0, maximum: 366 }),
        blackouts: Type.Array(
          Type.Object({ from: Day, to: Day, services: OrNull(Type.Array(Name)), reason: Text }, closed),
          { maxItems: 200 },
        ),
      },
      closed,
    ),
    skills: Type.Array(
      Type.Object({ staff: Type.String({ minLength: 1, maxLength: 40 }), services: Type.Array(Name) }, closed),
      { maxItems: 500 },
    ),
    rating: Type.Object(
      {
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
          { minItems: 2, maxItems: 5 },
        ),
        reasons: Type.Array(Type.Object({ id: Name, name: Text }, closed), { maxItems: 12 }),
        terminalWindowMs: Span,
        repeatMs: Span,
      },
      closed,
    ),
    notice: OrNull(Text),
  },
  closed,
)

/** The rules read the same office: the compiler holds the two together. */
export type OfficeDocument = Static<typeof Office> extends DomainOffice ? Static<typeof Office> : never
