import { type Static, Type } from 'typebox'
import { ProcedureFull } from './procedures.ts'
import { closed, Instant, Name, OrNull, ProcedureCode, Reason, Text } from './shapes.ts'

/** A day of the office's calendar. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

/** A procedure of the office's own, beside the common list: what its people write down for it. */
export const OwnProcedure = Type.Object(
  {
    name: line(300),
    field: line(300),
    papers: Type.Array(line(400), { maxItems: 40, description: 'what to bring, one paper each' }),
    timeText: OrNull(line(200)),
    feeText: OrNull(line(200)),
    feeNote: OrNull(line(500)),
    link: OrNull(Type.String({ pattern: '^https://[^\\s"<>]{1,1000}$' })),
  },
  closed,
)
export type OwnProcedure = Static<typeof OwnProcedure>

/** What the office says about a field or a procedure, one topic at a time; null takes the word back. */
export const Says = Type.Union([
  Type.Object({ topic: Type.Literal('off'), reason: OrNull(Reason) }, closed),
  Type.Object({ topic: Type.Literal('place'), service: OrNull(Name), place: OrNull(line(200)) }, closed),
  Type.Object({ topic: Type.Literal('note'), text: OrNull(line(500)) }, closed),
  Type.Object({ topic: Type.Literal('own'), own: OrNull(OwnProcedure) }, closed),
])
export type Says = Static<typeof Says>
export type Topic = Says['topic']

const Scope = Type.Union([Type.Literal('code'), Type.Literal('field')])
export type Scope = Static<typeof Scope>

/** `POST /api/catalogue/say`: holds from a day on, today or later. */
export const Say = Type.Object(
  {
    scope: Scope,
    name: Type.String({ minLength: 1, maxLength: 300, description: 'the code of a procedure, or the name of a field' }),
    from: Day,
    why: OrNull(Reason),
    says: Says,
  },
  closed,
)
export type Say = Static<typeof Say>

/** What looks wrong with a procedure, by kind; the sentences are told once for each kind. */
export const FindingKind = Type.Union([
  Type.Literal('no-place'),
  Type.Literal('no-agency'),
  Type.Literal('service-unknown'),
  Type.Literal('no-counter'),
  Type.Literal('fees-contradict'),
  Type.Literal('fee-free-and-not'),
  Type.Literal('fee-in-papers'),
  Type.Literal('fee-without-unit'),
  Type.Literal('fee-by-channel'),
  Type.Literal('fee-missing'),
  Type.Literal('time-missing'),
  Type.Literal('time-without-unit'),
  Type.Literal('name-twice'),
  Type.Literal('vanished'),
  Type.Literal('off-with-place'),
])
export type FindingKind = Static<typeof FindingKind>

/** One kind of finding: how many, why it matters, what to do. */
export const FindingLine = Type.Object(
  {
    kind: FindingKind,
    /** mend: somebody would be sent wrong. look: it may be meant so. */
    weight: Type.Union([Type.Literal('mend'), Type.Literal('look')]),
    count: Type.Integer(),
    title: Text,
    whatToDo: Text,
  },
  closed,
)
export type FindingLine = Static<typeof FindingLine>

const Origin = Type.Union([Type.Literal('list'), Type.Literal('own')])
const Plan = Type.Object({ topic: Type.String(), from: Day }, closed)

/** A procedure in the editor's list. */
export const CatalogueRow = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    field: Type.String(),
    origin: Origin,
    off: OrNull(Type.String({ description: 'why it is not taken here' })),
    service: OrNull(Name),
    place: OrNull(Type.String()),
    note: OrNull(Type.String()),
    /** What begins on a later day. */
    plans: Type.Array(Plan),
    flags: Type.Array(FindingKind),
  },
  closed,
)
export type CatalogueRow = Static<typeof CatalogueRow>

/** What the office says of a whole field. */
const FieldRow = Type.Object(
  {
    name: Type.String(),
    count: Type.Integer({ description: 'procedures taken here' }),
    service: OrNull(Name),
    place: OrNull(Type.String()),
    note: OrNull(Type.String()),
    plans: Type.Array(Plan),
  },
  closed,
)

/** `GET /api/catalogue`: the whole catalogue as the editor lists it today. */
export const CatalogueBook = Type.Object(
  {
    today: Day,
    rows: Type.Array(CatalogueRow),
    fields: Type.Array(FieldRow),
    findings: Type.Array(FindingLine),
    services: Type.Array(Type.Object({ id: Name, name: Text }, closed)),
    imported: OrNull(Type.Object({ at: Instant, source: Type.String() }, closed)),
  },
  closed,
)
export type CatalogueBook = Static<typeof CatalogueBook>

/** One step of what a procedure or a field was: a text that came with a list, or a word of the office. */
export const Step = Type.Object(
  {
    what: Type.Union([Type.Literal('import'), Type.Literal('said')]),
    at: Instant,
    from: OrNull(Day),
    by: OrNull(Type.Object({ id: Type.String(), name: OrNull(Type.String()) }, closed)),
    why: OrNull(Type.String()),
    scope: Scope,
    says: OrNull(Says),
    source: OrNull(Type.String({ description: 'the file of an import' })),
    /** now: what holds on the day asked about. later: not yet. past: it held, or was replaced before its day. */
    holds: Type.Union([Type.Literal('now'), Type.Literal('later'), Type.Literal('past')]),
  },
  closed,
)
export type Step = Static<typeof Step>

/** `GET /api/catalogue/one?code=&on=`: one procedure as it is, or was, on a day, and how it came to that. */
export const CatalogueOne = Type.Object(
  {
    on: Day,
    origin: Origin,
    off: OrNull(Type.String()),
    note: OrNull(Type.String()),
    place: OrNull(Type.String()),
    /** What the office says of this procedure alone; where it says nothing, the field's word counts. */
    ownService: OrNull(Name),
    ownPlace: OrNull(Type.String()),
    ownNote: OrNull(Type.String()),
    own: OrNull(OwnProcedure),
    shown: ProcedureFull,
    findings: Type.Array(Type.Object({ kind: FindingKind, seen: Type.Array(Type.String()) }, closed)),
    history: Type.Array(Step),
  },
  closed,
)
export type CatalogueOne = Static<typeof CatalogueOne>

/** `GET /api/catalogue/field?name=`: what was said of a field. */
export const FieldHistory = Type.Object({ history: Type.Array(Step) }, closed)
export type FieldHistory = Static<typeof FieldHistory>

export const CatalogueAsked = Type.Object({ code: ProcedureCode, on: Type.Optional(Day) }, closed)
export const FieldAsked = Type.Object({ name: line(300) }, closed)
export const NoticeAsked = Type.Object({ field: Type.Optional(line(300)), on: Type.Optional(Day) }, closed)

/** What came of saying something: it holds today, or will. */
export const Said = Type.Object({ from: Day, holds: Type.Union([Type.Literal('now'), Type.Literal('later')]) }, closed)
export type Said = Static<typeof Said>
