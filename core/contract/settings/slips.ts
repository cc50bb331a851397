import Type, { type Static } from 'typebox'
import { closed, OrNull, SettingsLine } from '../shapes.ts'

/**
 * What may stand on a slip beside what always does: the office’s name at its top, the number, and when it was taken. Those three
 * make a slip a slip and cannot be left out.
 */
const Part = Type.Union([
  Type.Literal('service'),
  Type.Literal('counter'),
  Type.Literal('ahead'),
  Type.Literal('estimate'),
  Type.Literal('please'),
  Type.Literal('missed'),
  Type.Literal('notes'),
  Type.Literal('qr'),
])
export type SlipPart = Static<typeof Part>
/** Every part there is, in the order they stood before anybody changed it. */
const SLIP_PARTS: readonly SlipPart[] = Part.anyOf.map(({ const: part }) => part)

const Lines = Type.Object(
  { vi: Type.String({ maxLength: 200 }), en: Type.String({ maxLength: 200 }) },
  { ...closed, description: 'empty: nothing; a new line begins a new one' },
)

/** The ticket slip of this office: what stands on it, in which order. How wide the paper is, each printer says (the hall). */
export const Slips = Type.Object(
  {
    /** A PNG of the shelf, printed in black dots at the top. */
    logo: OrNull(Type.String({ maxLength: 120 })),
    header: Lines,
    /** From top to bottom; what is not named is not printed. */
    parts: Type.Array(Type.Object({ what: Part }, closed), { maxItems: 8 }),
    footer: Lines,
    /** Whether the English words stand under the Vietnamese. */
    english: Type.Boolean(),
    /** Paper costs money: from this length on the page says so. */
    longestCm: Type.Integer({ minimum: 8, maximum: 40 }),
  },
  closed,
)
export type Slips = Static<typeof Slips>

/** A slip to look at before it holds: the template, the paper it would come out on, and whose it is where that is no office yet. */
export const SlipToPreview = Type.Object(
  {
    slips: Type.Object({}, { additionalProperties: true, description: 'as GET /api/settings/slips tells it' }),
    dots: Type.Union([Type.Literal(384), Type.Literal(512), Type.Literal(576)]),
    office: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: true, description: 'as PUT /api/office takes it; left out: the office in force' },
      ),
    ),
  },
  closed,
)
export interface SlipToPreview {
  readonly slips: object
  readonly office?: object
  readonly dots: 384 | 512 | 576
}

/** The slip dot by dot, by the hand that draws for the printers, and what is in doubt about it. */
export const SlipPreview = Type.Object(
  {
    png: Type.String({ description: 'data:image/png;base64,…' }),
    widthMm: Type.Number(),
    lengthMm: Type.Number(),
    numberMm: Type.Number({ description: 'how high the number stands' }),
    lines: Type.Array(SettingsLine),
  },
  closed,
)
export type SlipPreview = Static<typeof SlipPreview>

/** What every slip said before anybody changed it. */
export const STANDARD_SLIP: Slips = {
  logo: null,
  header: { vi: '', en: '' },
  parts: SLIP_PARTS.map((what) => ({ what })),
  footer: { vi: '', en: '' },
  english: true,
  longestCm: 24,
}
