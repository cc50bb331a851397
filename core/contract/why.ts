import { type Static, Type } from 'typebox'
import { closed, Instant, Text } from './shapes.ts'

export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a service day, YYYY-MM-DD' })
const Printed = Type.String({ pattern: '^\\s*[A-Za-z]{0,4}\\d{1,6}\\s*$', description: 'as printed: A012' })

/** `GET /api/why`: two numbers, and how the asker is known: staff by their session, a citizen by the code of the slip. */
export const WhyQuery = Type.Object(
  {
    first: Printed,
    second: Printed,
    day: Type.Optional(Day),
    code: Type.Optional(Type.String({ maxLength: 40, description: 'a citizen’s: one of the two must be its number' })),
  },
  closed,
)
export type WhyQuery = Static<typeof WhyQuery>

/** Why the first was, or will be, called before the second. */
export const WhyAnswer = Type.Object(
  { code: Type.String({ description: 'came-earlier, head-start, picked … : docs/rules.md' }), sentence: Text },
  closed,
)
export type WhyAnswer = Static<typeof WhyAnswer>

/** `GET /api/calls`: every call of a day with its reason, for the head of office. Out of order first, then the newest. */
export const DayCalls = Type.Object(
  {
    day: Type.String(),
    calls: Type.Array(
      Type.Object(
        {
          at: Instant,
          number: Type.String(),
          counter: Type.String(),
          service: Text,
          how: Type.Union([Type.Literal('in-order'), Type.Literal('picked')]),
          automatic: Type.Boolean(),
          why: Text,
          overtaken: Type.Integer({ description: 'people with an earlier claim who waited for the same counter' }),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type DayCalls = Static<typeof DayCalls>
