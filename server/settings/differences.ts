export interface Difference {
  /** A JSON pointer. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Where two documents differ, place by place; an entry that is new or gone is told whole. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const keys = isNested(before) && isNested(after) ? new Set([...Object.keys(before), ...Object.keys(after)]) : null
  if (keys === null || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before: told(before), after: told(after) }]
  return [...keys].flatMap((key) => differences(part(before, key), part(after, key), `${path}/${key}`))
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function part(value: unknown, key: string): unknown {
  return (value as Record<string, unknown>)[key]
}

/** JSON has no word for what is not there. */
function told(value: unknown): unknown {
  return value === undefined ? null : value
}
