/** One place of a thing, as it was and as it is; null where there was nothing. */
export interface Differing {
  readonly place: string
  readonly before: string | null
  readonly after: string | null
}

/** Lays what was beside what is, place by place, down to the last figure; places that are the same are left out. */
export function differing(before: unknown, after: unknown): Differing[] {
  const [was, is] = [new Map(placesIn(before)), new Map(placesIn(after))]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((place) => ({ place, before: was.get(place) ?? null, after: is.get(place) ?? null }))
    .filter((line) => line.before !== line.after)
}

/** Every value with the way to it: `/notices/0/text/vi`; a list of names is one value. */
function placesIn(value: unknown, place = ''): [place: string, told: string][] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [[place, String(value)]]
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return [[place, value.join(', ')]]
  return Object.entries(value).flatMap(([key, own]) =>
    placesIn(own, key.startsWith('/') ? place + key : `${place}/${key}`),
  )
}
