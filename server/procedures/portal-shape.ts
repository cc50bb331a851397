import { type Static, Type } from 'typebox'
import type { Procedure } from './procedure.ts'

/**
 * The shape the national portal's procedures have when crawled: snake_case, values and units beside their texts.
 *
 * What we do not use may be there and is left alone; what we use must be what it says.
 */
const orNull = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = Type.String({ maxLength: 20_000 })

export const PortalProcedure = Type.Object({
  code: Type.String(),
  name: text,
  field: text,
  levels: Type.Array(text, { maxItems: 10 }),
  agency: orNull(text),
  who: orNull(text),
  terms: orNull(
    Type.Array(
      Type.Object({
        channels: Type.Array(text, { maxItems: 10 }),
        time_text: orNull(text),
        fee_text: orNull(text),
        fee_vnd: orNull(Type.Integer()),
        fee_note: orNull(text),
        description: orNull(text),
      }),
      { maxItems: 50 },
    ),
  ),
  documents: orNull(
    Type.Array(
      Type.Object({
        case: orNull(text),
        items: Type.Array(
          Type.Object({
            text,
            originals: orNull(Type.Integer()),
            copies: orNull(Type.Integer()),
            copies_raw: orNull(text),
          }),
          { maxItems: 300 },
        ),
      }),
      { maxItems: 100 },
    ),
  ),
  source: Type.Optional(Type.Object({ portal_url: orNull(text) })),
})
export type PortalProcedure = Static<typeof PortalProcedure>

/** Takes a crawled procedure over, word for word; only what surrounds the words is tidied. */
export function fromPortal(row: PortalProcedure): Procedure {
  const terms = row.terms ?? []
  const link = row.source?.portal_url ?? null
  return {
    code: row.code.trim(),
    name: tidy(row.name) ?? '',
    field: tidy(row.field) ?? '',
    levels: row.levels.flatMap((level) => tidy(level) ?? []),
    agency: tidy(row.agency),
    who: tidy(row.who),
    terms: terms.map((term) => ({
      channels: term.channels.flatMap((channel) => tidy(channel) ?? []),
      timeText: tidy(term.time_text),
      feeText: tidy(term.fee_text),
      feeVnd: term.fee_vnd ?? null,
      feeNote: tidy(term.fee_note),
      description: tidy(term.description),
    })),
    documents: (row.documents ?? []).map((group) => ({
      case: tidy(group.case),
      items: group.items.map((item) => ({
        text: tidy(item.text) ?? '',
        originals: item.originals ?? null,
        copies: item.copies ?? null,
        copiesRaw: tidy(item.copies_raw),
      })),
    })),
    online: terms.length === 0 ? null : terms.some(({ channels }) => channels.includes('Trực tuyến')),
    link: link?.startsWith('https://') ? link : null,
    aliases: [],
    serviceHint: null,
  }
}

/** One Unicode form and no spaces at the ends; a text of nothing is unknown. */
export function tidy(value: string | null | undefined): string | null {
  const tidied = value?.normalize('NFC').trim() ?? ''
  return tidied === '' ? null : tidied
}
