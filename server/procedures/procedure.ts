import { type Static, Type } from 'typebox'

/**
 * A procedure as the State publishes it: its words are kept as they came, and what is unknown stays unknown.
 *
 * Fees and times are shown to citizens verbatim with their notes. A bare "1" is not "1 day", and "Miễn phí" with a note
 * that the province sets the fee is not free: see doubts.ts.
 */

const closed = { additionalProperties: false }
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const orUnknown = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A national code (`1.001193`), or an office's own for what the country does not number. */
export const ProcedureCode = Type.String({ pattern: '^[0-9A-Z][0-9A-Z.-]{1,39}$' })

/** One way to hand the dossier in, with its time and fee. */
export const Term = Type.Object(
  {
    channels: Type.Array(line(100), { maxItems: 10 }),
    timeText: orUnknown(line(500)),
    feeText: orUnknown(line(500)),
    /** The bare number of the fee cell, in đồng; its unit (a page, a case) is in the note. */
    feeVnd: orUnknown(Type.Integer({ minimum: 0, maximum: 10_000_000_000 })),
    feeNote: orUnknown(line(10_000)),
    description: orUnknown(line(10_000)),
  },
  closed,
)
export type Term = Static<typeof Term>

/** One paper to bring; with neither originals nor copies it is a remark, not a paper. */
export const Paper = Type.Object(
  {
    text: Type.String({ maxLength: 20_000 }),
    originals: orUnknown(Type.Integer({ minimum: 0, maximum: 99 })),
    copies: orUnknown(Type.Integer({ minimum: 0, maximum: 99 })),
    copiesRaw: orUnknown(line(200)),
  },
  closed,
)
export type Paper = Static<typeof Paper>

/** The papers for one case; a procedure with a single case does not name it. */
export const PaperCase = Type.Object(
  { case: orUnknown(line(10_000)), items: Type.Array(Paper, { maxItems: 300 }) },
  closed,
)

export const Procedure = Type.Object(
  {
    code: ProcedureCode,
    name: line(2_000),
    field: line(300),
    levels: Type.Array(line(100), { maxItems: 10 }),
    agency: orUnknown(line(10_000)),
    who: orUnknown(line(2_000)),
    terms: Type.Array(Term, { maxItems: 50 }),
    documents: Type.Array(PaperCase, { maxItems: 100 }),
    /** Whether it can be done without coming; unknown where nobody said. */
    online: orUnknown(Type.Boolean()),
    link: orUnknown(Type.String({ pattern: '^https://[^\\s"<>]{1,1000}$' })),
    /** Words people use for it and the State does not: "giấy độc thân". */
    aliases: Type.Array(line(200), { maxItems: 40 }),
    /** The service this catalogue suggests; the office's own mapping comes before it. */
    serviceHint: orUnknown(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' })),
  },
  closed,
)
export type Procedure = Static<typeof Procedure>

/** A paper without originals or copies is something to read, not something to bring. */
export function isRemark({ originals, copies }: Paper): boolean {
  return originals === 0 && copies === 0
}
