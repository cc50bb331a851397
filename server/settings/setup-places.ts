import type { PlaceRule } from '../procedures/store.ts'

/**
 * Where the catalogue's fields are handled in another office: what changes, and nothing else.
 *
 * A field goes to the service whose template names it; where none does it stays with its own, as long as the office has that.
 */
export function placesFor(
  places: readonly PlaceRule[],
  office: { services: readonly string[]; fields: Readonly<Record<string, readonly string[]>> },
): readonly PlaceRule[] {
  const has = new Set(office.services)
  const takers = Object.entries(office.fields).filter(([service]) => has.has(service))
  const takerOf = (name: string) => takers.find(([, names]) => names.includes(name))?.[0] ?? null
  const moved = places.flatMap((place) => {
    const { scope, name, serviceId } = place
    const taker = scope === 'field' ? takerOf(name) : null
    const kept = serviceId !== null && has.has(serviceId) ? serviceId : null
    return (taker ?? kept) === serviceId ? [] : [{ ...place, serviceId: taker ?? kept }]
  })
  const known = new Set(places.flatMap(({ scope, name }) => (scope === 'field' ? [name] : [])))
  const added = takers.flatMap(([serviceId, names]) =>
    names.filter((name) => !known.has(name)).map((name) => ({ scope: 'field' as const, name, serviceId, place: null })),
  )
  return [...moved, ...added]
}
