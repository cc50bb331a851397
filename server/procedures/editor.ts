import type {
  CatalogueBook,
  CatalogueOne,
  FieldHistory,
  FindingKind,
  Said,
  Say,
  Says,
  Scope,
  Step,
} from '#core/contract/catalogue.ts'
import type { ProcedureFull } from '#core/contract/procedures.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { countersServing, type Office } from '#core/domain/office.ts'
import { endOfDay } from '#core/domain/service-day.ts'
import type { NoteAct } from '../acts.ts'
import { problem, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { oneAfterTheOther } from '../settings/in-turn.ts'
import { type ProcedurePage, pageOf } from './catalogue.ts'
import { FINDING_WORDS } from './finding-words.ts'
import { type Finding, findingsOf, vanishedFrom } from './findings.ts'
import { type Held, heldOn } from './held.ts'
import { actOf, whyNotSaid } from './say-rules.ts'
import { keyOf, plans, type Saying, type SayingBook, standing } from './sayings.ts'
import type { ProcedureStore } from './store.ts'

/**
 * Where the office keeps its own word about the catalogue: what it does not take, what it adds, where to go. The common list is never
 * edited; each word is noted in the journal first, has a day it holds from, and stays readable for ever.
 */
export interface CatalogueEditor {
  /** The whole catalogue as it stands today, with what looks wrong in it. */
  book(): CatalogueBook
  /** One procedure as it was on a day, with how it came to that; null when there was none. */
  one(code: string, on?: string): CatalogueOne | null
  field(name: string): FieldHistory
  say(asked: Say, who: Who): Promise<Answer<Said>>
  /** What is taken on a day, for paper; `since`: the day from which all of it holds. */
  taken(on?: string): { readonly on: string; readonly since: string | null; readonly held: readonly Held[] }
}

export interface EditorParts {
  readonly store: ProcedureStore
  readonly sayings: SayingBook
  readonly office: () => Office
  readonly today: () => string
  readonly dayOf: (at: number) => string
  readonly now: () => number
  readonly note: NoteAct
  readonly nameOf: (id: string) => string | null
  readonly shown: (page: ProcedurePage) => ProcedureFull
}

export function openEditor(parts: EditorParts): CatalogueEditor {
  const { store, sayings, today } = parts
  const inTurn = oneAfterTheOther()

  /** Up to when texts count that came in: what is there today counts, whatever the clocks of hub and import say. */
  const endOf = (day: string) => (day >= today() ? Number.MAX_SAFE_INTEGER : endOfDay(day, parts.office()))
  function heldAt(day: string): Held[] {
    return heldOn(day, { stored: store.procedures(endOf(day)), places: store.places(), sayings: sayings.all() })
  }
  // Reading hundreds of procedures takes a tenth of a second on a small machine: done once for each state of things.
  let last: { key: string; office: Office; held: Held[]; found: Map<string, Finding[]> } | null = null
  function now() {
    const day = today()
    const key = `${store.rev()} ${day}`
    if (last?.key !== key || last.office !== parts.office()) {
      const held = heldAt(day)
      last = { key, office: parts.office(), held, found: findings(held) }
    }
    return { day, ...last }
  }
  function past(day: string) {
    const held = heldAt(day)
    return { held, found: findings(held) }
  }
  function findings(held: readonly Held[]): Map<string, Finding[]> {
    const office = parts.office()
    const services = office.services.map(({ id }) => id)
    const listed = held.filter(({ origin }) => origin === 'list').map(({ procedure }) => procedure.code)
    return findingsOf(held, {
      services: new Set(services),
      atCounters: new Set(services.filter((id) => countersServing(office, id).length > 0)),
      vanished: vanishedFrom(listed, store.lists()),
    })
  }

  function stepsOf(said: readonly Saying[], on: string): Step[] {
    const holding = new Set([...standing(said, on).values()].map(({ id }) => id))
    const later = new Set(plans(said, on).map(({ id }) => id))
    return said.map(({ id, scope, from, says, by, at, why }) => ({
      what: 'said' as const,
      at,
      // What stood before anybody gave days has none.
      from: from < '1000' ? null : from,
      by: { id: by, name: parts.nameOf(by) },
      why,
      scope,
      says,
      source: null,
      holds: holding.has(id) ? ('now' as const) : later.has(id) ? ('later' as const) : ('past' as const),
    }))
  }
  function importsOf(code: string, on: string): Step[] {
    const end = endOf(on)
    const versions = store.versions(code)
    const newest = versions.findLast(({ at }) => at < end)
    return versions.map(({ importId, at, source }) => ({
      what: 'import' as const,
      at,
      from: parts.dayOf(at),
      by: null,
      why: null,
      scope: 'code' as const,
      says: null,
      source,
      holds: importId === newest?.importId ? 'now' : at < end ? 'past' : 'later',
    }))
  }

  return {
    book() {
      const { day, held, found } = now()
      const planned = Map.groupBy(plans(sayings.all(), day), ({ scope, name }) => `${scope} ${name}`)
      const plansOf = (scope: Scope, name: string) =>
        (planned.get(`${scope} ${name}`) ?? []).map(({ says, from }) => ({ topic: says.topic, from }))
      const rules = sayingsAndPlaces(day)
      const fields = Map.groupBy(held, ({ procedure }) => procedure.field)
      const list = store.lists().at(-1)
      return {
        today: day,
        rows: held.map(({ procedure: { code, name, field }, origin, off, serviceId, place, note }) => ({
          code,
          name,
          field,
          origin,
          off,
          service: serviceId,
          place,
          note,
          plans: plansOf('code', code),
          flags: (found.get(code) ?? []).map(({ kind }) => kind),
        })),
        fields: [...fields]
          .map(([name, inside]) => ({
            name,
            count: inside.filter(({ off }) => off === null).length,
            ...rules(name),
            plans: plansOf('field', name),
          }))
          .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'vi')),
        findings: linesOf(found),
        services: parts.office().services.map(({ id, name }) => ({ id, name })),
        imported: list ? { at: list.at, source: list.source } : null,
      }
    },
    one(code, on = today()) {
      const { held, found } = on === today() ? now() : past(on)
      const one = held.find(({ procedure }) => procedure.code === code)
      if (!one) return null
      const { field } = one.procedure
      const said = [...sayings.of('code', code), ...sayings.of('field', field)]
      const holding = standing(said, on)
      const own = holding.get(keyOf('code', code, 'own'))?.says
      const note = holding.get(keyOf('code', code, 'note'))?.says
      const place = ownPlaceOf(code, on)
      const history = [...importsOf(code, on), ...stepsOf(said, on)]
      return {
        on,
        origin: one.origin,
        off: one.off,
        note: one.note,
        place: one.place,
        ownService: place.service,
        ownPlace: place.place,
        ownNote: note?.topic === 'note' ? note.text : null,
        own: own?.topic === 'own' ? own.own : null,
        shown: parts.shown(pageOf(one)),
        findings: (found.get(code) ?? []).map(({ kind, seen }) => ({ kind, seen: [...seen] })),
        history: history.sort((a, b) => b.at - a.at),
      }
    },
    field: (name) => ({ history: stepsOf(sayings.of('field', name), today()).sort((a, b) => b.at - a.at) }),
    say: (asked, who) =>
      inTurn(async () => {
        const { day, held } = now()
        const isKnown =
          asked.scope === 'code'
            ? held.some(({ procedure }) => procedure.code === asked.name)
            : held.some(({ procedure }) => procedure.field === asked.name)
        const isListed = store.versions(asked.name).length > 0
        // A plan's addition is known before its day, and what was taken back may be said anew.
        if (!isKnown && asked.says.topic !== 'own' && sayings.of(asked.scope, asked.name).length === 0) {
          return problem('not-found')
        }
        const lines = whyNotSaid(asked, { today: day, office: parts.office(), isListed })
        if (lines.length > 0) return wrongLines(lines)
        const before = standing(sayings.of(asked.scope, asked.name), day).get(
          keyOf(asked.scope, asked.name, asked.says.topic),
        )
        const noted = await parts.note(who, actOf(asked, before?.says ?? stoodAs(asked.name, asked.says, held)))
        if (!noted.ok) return noted
        const { scope, name, from, says } = asked
        const why = asked.why ?? (says.topic === 'off' ? says.reason : null)
        sayings.say({ scope, name, from, says, by: who.id, at: parts.now(), why }, day)
        return { ok: true, value: { from, holds: from <= day ? 'now' : 'later' } }
      }),
    taken(on = today()) {
      const held = heldAt(on).filter(({ off }) => off === null)
      const days = [...standing(sayings.all(), on).values()].map(({ from }) => from).filter((from) => from > '1000')
      const imports = held.filter(({ origin }) => origin === 'list').map(({ at }) => parts.dayOf(at))
      return { on, since: [...days, ...imports].sort().at(-1) ?? null, held }
    },
  }

  /** What is said of each field on a day. */
  function sayingsAndPlaces(day: string) {
    const all = sayings.all()
    const holding = standing(all, day)
    const spokenOf = new Set(all.map(({ scope, name, says }) => keyOf(scope, name, says.topic)))
    const rules = store.places()
    return (name: string) => {
      const place = holding.get(keyOf('field', name, 'place'))?.says
      const note = holding.get(keyOf('field', name, 'note'))?.says
      const rule = spokenOf.has(keyOf('field', name, 'place'))
        ? undefined
        : rules.find((one) => one.scope === 'field' && one.name === name)
      return {
        service: place?.topic === 'place' ? place.service : (rule?.serviceId ?? null),
        place: place?.topic === 'place' ? place.place : (rule?.place ?? null),
        note: note?.topic === 'note' ? note.text : null,
      }
    }
  }
  function ownPlaceOf(code: string, on: string): { service: string | null; place: string | null } {
    const said = sayings.of('code', code).filter(({ says }) => says.topic === 'place')
    const says = standing(said, on).get(keyOf('code', code, 'place'))?.says
    if (says?.topic === 'place') return { service: says.service, place: says.place }
    const rule = said.length > 0 ? undefined : store.places().find((one) => one.scope === 'code' && one.name === code)
    return { service: rule?.serviceId ?? null, place: rule?.place ?? null }
  }
}

function linesOf(found: ReadonlyMap<string, readonly Finding[]>): CatalogueBook['findings'] {
  const counts = new Map<FindingKind, number>()
  for (const { kind } of [...found.values()].flat()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return Object.entries(FINDING_WORDS).flatMap(([kind, words]) => {
    const count = counts.get(kind as FindingKind) ?? 0
    return count > 0 ? [{ kind: kind as FindingKind, count, ...words }] : []
  })
}

/** What held before anybody wrote down days. */
function stoodAs(name: string, says: Says, held: readonly Held[]): Says | null {
  if (says.topic !== 'off') return null
  const off = held.find(({ procedure }) => procedure.code === name)?.off ?? null
  return off === null ? null : { topic: 'off', reason: off }
}
