import { type Json, listAt } from './pointers.ts'
import { type Schema, shapeOf } from './shape.ts'

/** An entry that was just added: as plain as its schema allows. */
export function blankOf(schema: Schema, name = ''): Json {
  if (schema.default !== undefined) return schema.default
  const shape = shapeOf(schema, name)
  switch (shape.kind) {
    case 'text':
      return { vi: '', en: '' }
    case 'group':
      return Object.fromEntries(Object.entries(shape.fields).map(([key, field]) => [key, blankOf(field, key)]))
    case 'variant':
      return blankCase(shape.by, Object.entries(shape.cases)[0])
    case 'maybe':
      return null
    case 'list':
      return (schema.minItems ?? 0) > 0 ? [blankOf(shape.entry)] : []
    case 'some-of':
    case 'names':
      return []
    case 'weekdays':
      return [1, 2, 3, 4, 5]
    case 'weekday':
      return 1
    case 'yes-no':
      return false
    case 'choice':
      return shape.values[0] ?? ''
    case 'number':
      return shape.least ?? 0
    case 'span':
      return schema.minimum ?? 0
    case 'share':
      return 0.5
    case 'time':
      return '07:30'
    default:
      return ''
  }
}

/** One case of a variant, named by its own field. */
export function blankCase(by: string, [value, schema]: readonly [string, Schema] = ['', {}]): Json {
  return { ...(blankOf(schema) as { readonly [key: string]: Json }), [by]: value }
}

/** What the hub fills in for entries of the large lists. */
export type Defaults = Readonly<Record<'service' | 'counter' | 'class', { readonly [key: string]: Json }>>

/** A new entry of a list, with an id nobody has, the next letter, the next number. */
export function newEntry(document: Json, path: string, schema: Schema, defaults: Defaults): Json {
  const blank = blankOf(schema)
  const nth = listAt(document, path).length + 1
  switch (path) {
    case '/services':
      return {
        ...(blank as object),
        ...defaults.service,
        id: `linh-vuc-${nth}`,
        prefix: freeLetter(document),
        open: true,
        usualServiceMs: 600_000,
      }
    case '/counters':
      return { ...(blank as object), ...defaults.counter, id: `quay-${nth}`, label: String(nth) }
    case '/classes':
      return { ...(blank as object), ...defaults.class, id: `dien-${nth}`, headStartMs: 1_800_000 }
    case '/rating/levels':
    case '/rating/reasons':
      return { ...(blank as object), id: `muc-${nth}` }
    default:
      return blank
  }
}

// Letters that are not taken for a digit, nor for one another over a loudspeaker.
const LETTERS = 'ACDEGHKLMNPQRSTUVXY'

function freeLetter(document: Json): string {
  const used = new Set(listAt(document, '/services').map((one) => (one as { readonly prefix?: string }).prefix))
  return [...LETTERS].find((letter) => !used.has(letter)) ?? 'AA'
}
