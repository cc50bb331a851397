import type { OwnProcedure, Says, Scope, Topic } from '#core/contract/catalogue.ts'
import type { Procedure } from './procedure.ts'
import { keyOf, type Saying, standing } from './sayings.ts'
import type { PlaceRule, StoredProcedure } from './store.ts'

/** A procedure as it holds in this office on a day: the State's text, or the office's own, and what the office says on top. */
export interface Held {
  readonly procedure: Procedure
  readonly origin: 'list' | 'own'
  /** When its text came in. */
  readonly at: number
  readonly off: string | null
  readonly serviceId: string | null
  readonly place: string | null
  readonly note: string | null
  /** Whether a place is said of this procedure itself, not only of its field. */
  readonly hasOwnPlace: boolean
}

export interface HeldFrom {
  readonly stored: readonly StoredProcedure[]
  readonly places: readonly PlaceRule[]
  readonly sayings: readonly Saying[]
}

/** Everything the office has on a day, what is switched off included, in the order of codes. */
export function heldOn(day: string, { stored, places, sayings }: HeldFrom): Held[] {
  const holding = standing(sayings, day)
  const spokenOf = new Set(sayings.map(({ scope, name, says }) => keyOf(scope, name, says.topic)))
  const rules = new Map(places.map((rule) => [`${rule.scope} ${rule.name}`, rule]))

  function said<T extends Topic>(scope: Scope, name: string, topic: T): Extract<Says, { topic: T }> | undefined {
    return holding.get(keyOf(scope, name, topic))?.says as Extract<Says, { topic: T }> | undefined
  }
  function placeOf(scope: Scope, name: string): { service: string | null; place: string | null } | undefined {
    if (spokenOf.has(keyOf(scope, name, 'place'))) return said(scope, name, 'place')
    const rule = rules.get(`${scope} ${name}`)
    return rule && { service: rule.serviceId, place: rule.place }
  }
  function held(procedure: Procedure, origin: Held['origin'], at: number, wasOff: string | null): Held {
    const { code, field, serviceHint } = procedure
    const own = placeOf('code', code)
    const wide = placeOf('field', field)
    const isSpokenOf = spokenOf.has(keyOf('code', code, 'off'))
    return {
      procedure,
      origin,
      at,
      off: isSpokenOf ? (said('code', code, 'off')?.reason ?? null) : wasOff,
      serviceId: own?.service ?? wide?.service ?? serviceHint,
      place: own?.place ?? wide?.place ?? null,
      note: said('code', code, 'note')?.text ?? said('field', field, 'note')?.text ?? null,
      hasOwnPlace: (own?.service ?? own?.place ?? null) !== null,
    }
  }

  const all = new Map(
    stored.map(({ procedure, importedAt, off }) => [procedure.code, held(procedure, 'list', importedAt, off)]),
  )
  for (const { scope, name, says, at } of holding.values()) {
    if (scope === 'code' && says.topic === 'own' && says.own) {
      all.set(name, held(asProcedure(name, says.own), 'own', at, null))
    }
  }
  return [...all.values()].sort((a, b) => (a.procedure.code < b.procedure.code ? -1 : 1))
}

/** An own addition in the shape every screen knows. */
function asProcedure(code: string, own: OwnProcedure): Procedure {
  const { name, field, papers, timeText, feeText, feeNote, link } = own
  const items = papers.map((text) => ({ text, originals: null, copies: null, copiesRaw: null }))
  return {
    code,
    name,
    field,
    levels: [],
    agency: null,
    who: null,
    terms: [{ channels: ['Trực tiếp'], timeText, feeText, feeVnd: null, feeNote, description: null }],
    documents: items.length === 0 ? [] : [{ case: null, items }],
    online: link === null ? null : true,
    link,
    aliases: [],
    serviceHint: null,
  }
}
