import { type Static, Type } from 'typebox'

/**
 * Small shapes that several contracts share. Every object refuses unknown fields; an instant is a number named `…At`
 * (ms since epoch), a span is `…Ms`.
 */
export const closed = { additionalProperties: false } as const

// Nine to twelve bare digits are how identity cards and telephones are numbered: kept for ever, they would name a person.
const NOT_OF_A_PERSON = '(?![0-9]{9,12}$)'

/** Ids are made by screens and programs: UUIDs, or anything as plain. */
export const Id = Type.String({
  pattern: `^${NOT_OF_A_PERSON}[A-Za-z0-9_-]{8,64}$`,
  description: 'made by the asker, a UUID for example',
})
/** Names of settings: services, counters, classes. */
// A service called "constructor" would be found in every object that nobody put it in.
export const Name = Type.String({ pattern: '^(?!constructor$)[a-z0-9][a-z0-9-]{0,39}$' })
/** A screen's own name, kept over reloads. */
export const ScreenName = Type.String({ pattern: `^${NOT_OF_A_PERSON}[A-Za-z0-9_-]{1,64}$` })
/** The national code of a procedure (`1.001193`), or an office's own. */
export const ProcedureCode = Type.String({ pattern: `^${NOT_OF_A_PERSON}[0-9A-Z][0-9A-Z.-]{1,39}$` })
export const Instant = Type.Number({ description: 'ms since epoch, UTC' })
export const Span = Type.Number({ description: 'ms' })
export const Count = Type.Integer({ minimum: 0 })
/** A reason written by staff. Never a citizen's name. */
export const Reason = Type.String({ minLength: 1, maxLength: 200 })

export const Text = Type.Object({ vi: Type.String(), en: Type.String() }, closed)
export type Text = Static<typeof Text>

export const Wait = Type.Object(
  {
    fromMs: Span,
    toMs: Span,
    madeAt: Instant,
    /** The turn may come only after the break, or not before closing: said beside the interval. */
    beyond: Type.Optional(Type.Union([Type.Literal('lunch'), Type.Literal('closing')])),
  },
  { ...closed, description: 'an honest interval, and when it was made' },
)
export type Wait = Static<typeof Wait>

export function OrNull<T extends Type.TSchema>(schema: T): Type.TUnion<[T, Type.TNull]> {
  return Type.Union([schema, Type.Null()])
}

export const TicketState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('called'),
  Type.Literal('serving'),
  Type.Literal('parked'),
  Type.Literal('served'),
  Type.Literal('no-show'),
  Type.Literal('cancelled'),
  Type.Literal('void'),
])

/** How many tickets, or stops, are in each state: every one in exactly one of them (I24). */
export const InEachState = {
  waiting: Count,
  called: Count,
  serving: Count,
  parked: Count,
  served: Count,
  'no-show': Count,
  cancelled: Count,
  void: Count,
}

/** One line of the settings at fault: where, how bad, and what to do. */
export const SettingsLine = Type.Object(
  {
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
    path: Type.String({ description: 'a JSON pointer into the document, /services/2/quota/session' }),
    code: Type.String(),
    vi: Type.String(),
    en: Type.String(),
  },
  closed,
)
export type SettingsLine = Static<typeof SettingsLine>

/** A problem as RFC 9457 asks for it, with the sentence in both languages. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  message: Text,
  lines: Type.Optional(Type.Array(SettingsLine, { description: 'every line at fault, where a document was refused' })),
})
export type Problem = Static<typeof Problem>

/** What every asker gets, once: the value, or why not and what to do. */
export type Answer<Value> =
  | { ok: true; value: Value }
  | { ok: false; status: number; code: string; message: Text; lines?: readonly SettingsLine[] }
