import Type, { type Static } from 'typebox'
import type { Office as DomainOffice } from '../domain/office.ts'
import { closed, Name, OrNull, Text } from './shapes.ts'

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM in the office’s zone' })
const Prefix = Type.String({ pattern: '^[A-Z]{0,3}$' })
const Span = Type.Number({ minimum: 0, maximum: 7 * 86_400_000, description: 'ms' })

/** How an office runs its hall, as it is kept: checked when it is read, so that a wrong document stops the start with its place named. */
export const Office = Type.Object(
  {
    id: Name,
    name: Text,
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    dayStartsAt: Time,
    numbering: Type.Union([
      Type.Object({ kind: Type.Literal('per-service') }, closed),
      Type.Object({ kind: Type.Literal('common'), prefix: Prefix }, closed),
    ]),
    services: Type.Array(
      Type.Object(
        { id: Name, prefix: Prefix, name: Text, about: Text, open: Type.Boolean(), usualServiceMs: Span },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
    counters: Type.Array(
      Type.Object(
        { id: Name, label: Type.String({ minLength: 1, maxLength: 8 }), services: Type.Array(Name, { maxItems: 200 }) },
        closed,
      ),
      { minItems: 1, maxItems: 500 },
    ),
    classes: Type.Array(
      Type.Object({ id: Name, name: Text, icon: Type.String({ maxLength: 40 }), headStartMs: Span }, closed),
      { maxItems: 20 },
    ),
    opening: Type.Array(
      Type.Object(
        {
          days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
          from: Time,
          to: Time,
        },
        closed,
      ),
      { maxItems: 40 },
    ),
    calling: Type.Object(
      {
        callLimit: Type.Integer({ minimum: 1, maximum: 20 }),
        repeatMs: Span,
        answerWindowMs: Span,
        bringBackWithinMs: Span,
        parkLimitMs: Span,
      },
      closed,
    ),
    rating: Type.Object(
      {
        levels: Type.Array(
          Type.Object(
            {
              id: Name,
              name: Text,
              face: Type.Union([Type.Literal('very-good'), Type.Literal('good'), Type.Literal('bad')]),
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
