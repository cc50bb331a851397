import type { Sentence } from '#web/hub/contract.ts'
import type { Json } from './pointers.ts'

/** A JSON schema, as far as a form reads it. */
export interface Schema {
  readonly type?: string
  /** What a choice is called, with `description` in English. */
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly const?: string | number | boolean
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxLength?: number
  readonly default?: Json
  readonly required?: readonly string[]
}

/** How one part of the settings is asked for. */
export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'word'; readonly longest: number }
  | { readonly kind: 'number'; readonly least: number | undefined; readonly most: number | undefined }
  | { readonly kind: 'share' }
  | { readonly kind: 'span' }
  | { readonly kind: 'time' }
  | { readonly kind: 'date' }
  | { readonly kind: 'yes-no' }
  | {
      readonly kind: 'choice'
      readonly values: readonly string[]
      /** What they are called, where the words of the field cannot know. */
      readonly names?: Readonly<Record<string, Sentence>>
      /** What a choice is kept as, where that is no text. */
      readonly read?: (value: string) => Json
    }
  | { readonly kind: 'one-of'; readonly list: NamedList }
  | { readonly kind: 'some-of'; readonly list: NamedList }
  | { readonly kind: 'weekdays' }
  | { readonly kind: 'weekday' }
  | { readonly kind: 'group'; readonly fields: Readonly<Record<string, Schema>> }
  | { readonly kind: 'list'; readonly entry: Schema }
  /** Plain words in one line, with commas between them. */
  | { readonly kind: 'names' }
  | { readonly kind: 'variant'; readonly by: string; readonly cases: Readonly<Record<string, Schema>> }
  | { readonly kind: 'maybe'; readonly of: Schema }
  /** Nothing this form knows: shown as it is, so that no rule hides. */
  | { readonly kind: 'raw' }

/** Lists of the office whose entries other rules name. */
export type NamedList = 'services' | 'classes' | 'counters'

// A class is shown by a picture the kiosk has; the schema takes any name.
const ICONS = ['elderly', 'disabled', 'pregnant', 'child', 'merit', 'baby', 'person', 'people', 'star']

/** How to ask for what a schema describes; `name` is the field's own. */
export function shapeOf(schema: Schema, name: string): Shape {
  if (schema.anyOf) return unionShape(schema.anyOf)
  switch (schema.type) {
    case 'boolean':
      return { kind: 'yes-no' }
    case 'integer':
    case 'number':
      return numberShape(schema, name)
    case 'string':
      return stringShape(schema, name)
    case 'array':
      return arrayShape(schema, name)
    case 'object':
      return objectShape(schema)
    default:
      return { kind: 'raw' }
  }
}

function unionShape(kinds: readonly Schema[]): Shape {
  const real = kinds.filter(({ type }) => type !== 'null')
  if (real.length < kinds.length) {
    const [only] = real
    return only && real.length === 1 ? { kind: 'maybe', of: only } : { kind: 'raw' }
  }
  if (kinds.every((kind) => kind.const !== undefined))
    return {
      kind: 'choice',
      values: kinds.map((kind) => String(kind.const)),
      ...(kinds.every((kind) => typeof kind.const === 'number') && { read: Number }),
      ...(kinds.some((kind) => kind.title) && { names: namesOf(kinds) }),
    }
  const [first] = kinds
  const by = Object.entries(first?.properties ?? {}).find(([, field]) => field.const !== undefined)?.[0]
  if (by === undefined || !kinds.every((kind) => kind.properties?.[by]?.const !== undefined)) return { kind: 'raw' }
  return {
    kind: 'variant',
    by,
    cases: Object.fromEntries(kinds.map((kind) => [String(kind.properties?.[by]?.const), kind])),
  }
}

function namesOf(kinds: readonly Schema[]): Readonly<Record<string, Sentence>> {
  const named = kinds.map(({ const: value, title = '', description = title }) => [
    String(value),
    { vi: title, en: description },
  ])
  return Object.fromEntries(named)
}

function numberShape({ description, minimum, maximum }: Schema, name: string): Shape {
  if (description === 'ms') return { kind: 'span' }
  if (name === 'weekday') return { kind: 'weekday' }
  if (minimum === 0 && maximum === 1) return { kind: 'share' }
  return { kind: 'number', least: minimum, most: maximum }
}

function stringShape({ description = '', maxLength = 200 }: Schema, name: string): Shape {
  if (description.startsWith('HH:MM')) return { kind: 'time' }
  if (description.startsWith('YYYY-MM-DD')) return { kind: 'date' }
  if (name === 'service') return { kind: 'one-of', list: 'services' }
  if (name === 'class') return { kind: 'one-of', list: 'classes' }
  if (name === 'icon') return { kind: 'choice', values: ICONS }
  return { kind: 'word', longest: maxLength }
}

function arrayShape({ items }: Schema, name: string): Shape {
  if (!items) return { kind: 'raw' }
  if (items.type === 'integer' && items.minimum === 1 && items.maximum === 7) return { kind: 'weekdays' }
  if (items.type === 'string' && (name === 'services' || name === 'classes' || name === 'counters'))
    return { kind: 'some-of', list: name }
  if (items.type === 'string') return { kind: 'names' }
  return items.type === 'object' ? { kind: 'list', entry: items } : { kind: 'raw' }
}

function objectShape({ properties }: Schema): Shape {
  if (!properties) return { kind: 'raw' }
  const names = Object.keys(properties)
  return names.length === 2 && names.includes('vi') && names.includes('en')
    ? { kind: 'text' }
    : { kind: 'group', fields: properties }
}
