import { type Doubt, doubtsOf } from './doubts.ts'
import type { Procedure } from './procedure.ts'
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

/** Opens the lookup board's catalogue: what the office takes, held in memory and read again when the store has moved on. */
export function openCatalogue(store: ProcedureStore): Catalogue {
  let picture = pictureOf(store)
  function now(): Picture {
    if (store.rev() !== picture.rev) picture = pictureOf(store)
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

interface Picture {
  readonly rev: number
  readonly pages: ReadonlyMap<string, ProcedurePage>
  readonly fields: FieldLine[]
  readonly search: (query: string, limit: number) => string[]
}

function pictureOf(store: ProcedureStore): Picture {
  const rev = store.rev()
  const rules = new Map(store.places().map((rule) => [`${rule.scope} ${rule.name}`, rule]))
  const placeOf = ({ code, field, serviceHint }: Procedure) => {
    const own = rules.get(`code ${code}`)
    const wide = rules.get(`field ${field}`)
    return {
      serviceId: own?.serviceId ?? wide?.serviceId ?? serviceHint,
      place: own?.place ?? wide?.place ?? null,
    }
  }
  const taken = store.procedures().filter(({ off }) => off === null)
  const pages = new Map(
    taken.map(({ procedure, importedAt }): [string, ProcedurePage] => [
      procedure.code,
      { ...procedure, ...placeOf(procedure), doubts: doubtsOf(procedure), importedAt },
    ]),
  )
  const search = openSearch(taken.map(({ procedure }) => procedure))
  return { rev, pages, fields: fieldsOf([...pages.values()]), search }
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
