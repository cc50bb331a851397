import { type Doubt, doubtsOf } from './doubts.ts'
import { type Held, heldOn } from './held.ts'
import type { Procedure } from './procedure.ts'
import type { SayingBook } from './sayings.ts'
import { openSearch } from './search.ts'
import type { ProcedureStore } from './store.ts'

/** A line in a list: enough to choose by. */
export interface ProcedureLine {
  readonly code: string
  readonly name: string
  readonly field: string
  /** The service that takes it here, for one tap to a ticket; null where the office has not said. */
  readonly serviceId: string | null
  readonly online: boolean | null
}

/** Everything the lookup board shows about one procedure. */
export interface ProcedurePage extends Procedure {
  readonly serviceId: string | null
  /** Where to go, in the office's own words. */
  readonly place: string | null
  /** What the office adds for everybody who reads it. */
  readonly note: string | null
  readonly doubts: readonly Doubt[]
  readonly importedAt: number
}

export interface FieldLine {
  readonly field: string
  readonly count: number
  readonly serviceId: string | null
}

export interface Catalogue {
  searchProcedures(query: string, limit?: number): ProcedureLine[]
  procedure(code: string): ProcedurePage | undefined
  /** The fields that have procedures here, the fullest first. */
  fields(): FieldLine[]
  byField(field: string): ProcedureLine[]
}

/** What the office says on top, and which day it is. */
export interface OfficeSays {
  readonly sayings: SayingBook
  readonly today: () => string
  readonly onTrouble: (error: unknown) => void
}

/**
 * Opens the lookup board's catalogue: what the office takes, held in memory and read again when the store has moved on or a day has
 * turned. Without `says` it is the list as it came in.
 */
export function openCatalogue(store: ProcedureStore, says?: OfficeSays): Catalogue {
  let picture: Picture | null = null
  function now(): Picture {
    const day = says?.today() ?? ''
    const isOver = picture !== null && picture.day !== day
    if (picture?.rev !== store.rev() || isOver) {
      if (isOver && says) settle(says, day)
      picture = pictureOf(store, says, day)
    }
    return picture
  }
  return {
    searchProcedures: (query, limit = 10) =>
      now()
        .search(query, limit)
        .map((code) => lineOf(now().pages.get(code)!)),
    procedure: (code) => now().pages.get(code),
    fields: () => now().fields,
    byField(field) {
      const pages = [...now().pages.values()].filter((page) => page.field === field)
      return pages.map(lineOf).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    },
  }
}

/** What begins today is carried into the tables of the release before. The picture does not need it, so a full disk stops no reader. */
function settle({ sayings, onTrouble }: OfficeSays, day: string): void {
  try {
    sayings.settle(day)
  } catch (error) {
    onTrouble(error)
  }
}

interface Picture {
  readonly rev: number
  readonly day: string
  readonly pages: ReadonlyMap<string, ProcedurePage>
  readonly fields: FieldLine[]
  readonly search: (query: string, limit: number) => string[]
}

function pictureOf(store: ProcedureStore, says: OfficeSays | undefined, day: string): Picture {
  const rev = store.rev()
  const held = heldOn(day, {
    stored: store.procedures(),
    places: store.places(),
    sayings: says?.sayings.all() ?? [],
  })
  const taken = held.filter(({ off }) => off === null)
  const pages = new Map(taken.map((one): [string, ProcedurePage] => [one.procedure.code, pageOf(one)]))
  const search = openSearch(taken.map(({ procedure }) => procedure))
  return { rev, day, pages, fields: fieldsOf([...pages.values()]), search }
}

/** A procedure as the lookup board shows it. */
export function pageOf({ procedure, serviceId, place, note, at }: Held): ProcedurePage {
  return { ...procedure, serviceId, place, note, doubts: doubtsOf(procedure), importedAt: at }
}

function fieldsOf(pages: ProcedurePage[]): FieldLine[] {
  const fields = Map.groupBy(pages, ({ field }) => field)
  return [...fields]
    .map(([field, inside]) => ({ field, count: inside.length, serviceId: commonService(inside) }))
    .sort((a, b) => b.count - a.count || a.field.localeCompare(b.field, 'vi'))
}

/** A field's service, when all its procedures agree on one. */
function commonService(pages: ProcedurePage[]): string | null {
  const first = pages[0]!.serviceId
  return pages.every(({ serviceId }) => serviceId === first) ? first : null
}

function lineOf({ code, name, field, serviceId, online }: ProcedurePage): ProcedureLine {
  return { code, name, field, serviceId, online }
}
