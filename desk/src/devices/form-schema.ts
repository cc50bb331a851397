import { blankOf } from '../rules/blank.ts'
import type { Json } from '../rules/pointers.ts'
import type { Schema } from '../rules/shape.ts'

/*
 * Settings of devices leave out what has a standard and what was not said. A form needs every field: so it shows the standards
 * filled in and nothing as null, and what is saved leaves both out again.
 *
 *     kept {path}  ──filled──▶  form {path, cut: null, pollMs: 15000}  ──bare──▶  kept {path}
 */

type Fields = { readonly [key: string]: Json }

/** The schema as a form draws it: what may be left out may be null. */
export function asForm(schema: Schema): Schema {
  if (schema.items) return { ...schema, items: asForm(schema.items) }
  const { properties } = schema
  if (!properties) return schema
  const drawn = Object.entries(properties).map(([name, field]) => {
    const own = asForm(field)
    return [name, isOptional(schema, name) ? { anyOf: [own, { type: 'null' }] } : own] as const
  })
  return { ...schema, properties: Object.fromEntries(drawn) }
}

/** A document with every field of its schema. */
export function filled(schema: Schema, value: Json | undefined): Json {
  if (schema.items && Array.isArray(value)) return value.map((entry) => filled(schema.items ?? {}, entry))
  const { properties } = schema
  if (!properties) return value ?? schema.default ?? null
  const given = fieldsOf(value)
  const all = Object.entries(properties).map(([name, field]) => {
    const own = given[name] ?? field.default
    if (own !== undefined) return [name, filled(field, own)] as const
    return [name, isOptional(schema, name) ? null : blankOf(field, name)] as const
  })
  // A field the schema does not know stays: the hub names it, and nobody's settings are lost in silence.
  return { ...given, ...Object.fromEntries(all) }
}

/** A document without what was not said and what is standard anyway. */
export function bare(schema: Schema, value: Json): Json {
  if (schema.items && Array.isArray(value)) return value.map((entry) => bare(schema.items ?? {}, entry))
  const { properties } = schema
  if (!properties) return value
  const kept = Object.entries(fieldsOf(value)).filter(([name, own]) => {
    const field = properties[name]
    if (!field) return true
    if (own === null && isOptional(schema, name)) return false
    return field.default === undefined || JSON.stringify(own) !== JSON.stringify(field.default)
  })
  return Object.fromEntries(kept.map(([name, own]) => [name, bare(properties[name] ?? {}, own)]))
}

function isOptional({ required = [] }: Schema, name: string): boolean {
  return !required.includes(name)
}

function fieldsOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
