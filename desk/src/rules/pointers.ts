/** A value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What stands at a JSON pointer, or undefined where nothing does. */
export function valueAt(document: Json, path: string): Json | undefined {
  return keysOf(path).reduce<Json | undefined>((part, key) => inside(part, key), document)
}

/** The document with another value at a pointer; everything beside the way there stays the same object. */
export function withValue(document: Json, path: string, value: Json): Json {
  const [key, ...rest] = keysOf(path)
  if (key === undefined) return value
  const own = withValue(inside(document, key) ?? null, pointer(rest), value)
  if (Array.isArray(document)) return document.with(Number(key), own)
  return { ...(document as { readonly [key: string]: Json }), [key]: own }
}

/** The document with one more entry at the end of a list. */
export function withEntry(document: Json, path: string, entry: Json): Json {
  return withValue(document, path, [...listAt(document, path), entry])
}

/** The document without one entry of a list. */
export function withoutEntry(document: Json, path: string, at: number): Json {
  return withValue(document, path, listAt(document, path).toSpliced(at, 1))
}

/** The document with one entry of a list further up (-1) or down (1). */
export function withMoved(document: Json, path: string, at: number, by: -1 | 1): Json {
  const list = listAt(document, path)
  const moved = list[at]
  if (moved === undefined || at + by < 0 || at + by >= list.length) return document
  return withValue(document, path, list.toSpliced(at, 1).toSpliced(at + by, 0, moved))
}

export function listAt(document: Json, path: string): readonly Json[] {
  const list = valueAt(document, path)
  return Array.isArray(list) ? list : []
}

/** '/services/2/quota' → ['services', '2', 'quota'] */
export function keysOf(path: string): string[] {
  return path === '' ? [] : path.slice(1).split('/')
}

/** '/services/2/quota' → its field, whichever entry it belongs to. */
export function fieldOf(path: string): string {
  return path.replaceAll(/\/\d+(?=\/|$)/g, '/*')
}

function pointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key}`).join('')
}

function inside(part: Json | undefined, key: string): Json | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  return Array.isArray(part) ? part[Number(key)] : (part as { readonly [key: string]: Json })[key]
}
