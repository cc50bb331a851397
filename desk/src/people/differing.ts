/** One place of a thing, as it was and as it is; null where there was nothing. */
export interface Differing {
  readonly place: string
  readonly before: string | null
  readonly after: string | null
}

/** Lays what was beside what is, place by place; places that are the same are left out. */
export function differing(before: unknown, after: unknown): Differing[] {
  if (!isThing(before) && !isThing(after)) {
    const line = { place: '', before: told(before), after: told(after) }
    return line.before === line.after ? [] : [line]
  }
  const [was, is] = [isThing(before) ? before : {}, isThing(after) ? after : {}]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((place) => ({ place, before: told(was[place]), after: told(is[place]) }))
    .filter((line) => line.before !== line.after)
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function told(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
