import type { Database, RunResult } from 'better-sqlite3'
import type { Procedure } from './procedure.ts'

/** The catalogue on the disk: every version of every procedure, and the office's own word on top. */
export interface ProcedureStore {
  /** What a list would change, without writing. */
  weigh(procedures: readonly Procedure[]): ListWeight
  /** Writes what is new or different, all or nothing; a file seen before leaves no trace. */
  takeImport(delivery: Delivery): ImportCounts
  /** Every procedure as last imported, or as last imported before an instant, those switched off included. */
  procedures(before?: number): StoredProcedure[]
  /** Each text a procedure ever had, the oldest first. */
  versions(code: string): StoredVersion[]
  /** The lists that came in: which codes each had, the oldest first. A list that has the same codes as the one before is not kept. */
  lists(): CodeList[]
  switchOff(code: string, reason: string, at: number): void
  switchOn(code: string): void
  /** Says where a field or one procedure is handled; nulls take the word back. */
  setPlace(place: PlaceRule): void
  places(): PlaceRule[]
  /** Rises with every change, whoever made it. */
  rev(): number
}

export interface Delivery {
  readonly source: string
  readonly at: number
  readonly procedures: readonly Procedure[]
}

export interface ListWeight {
  /** How many procedures were known before. */
  readonly known: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Others are on this list than on the one before: what is gone from it is told. */
  readonly isOtherList: boolean
}

export interface ImportCounts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** The import's id, or null when nothing was different. */
  readonly importId: number | null
}

export interface StoredProcedure {
  readonly procedure: Procedure
  readonly importId: number
  readonly importedAt: number
  /** Why the office does not take it, or null when it does. */
  readonly off: string | null
}

export interface StoredVersion {
  readonly importId: number
  readonly at: number
  readonly source: string
}

export interface CodeList {
  readonly at: number
  readonly source: string
  readonly codes: readonly string[]
}

export interface PlaceRule {
  readonly scope: 'field' | 'code'
  readonly name: string
  readonly serviceId: string | null
  readonly place: string | null
}

const EVER = Number.MAX_SAFE_INTEGER

/** Opens the catalogue in a database that has its migrations. */
export function openProcedureStore(db: Database): ProcedureStore {
  const latest = db.prepare<[number], LatestRow>(`
    SELECT v.code, v.content, v.import_id, i.imported_at, o.reason AS off
    FROM procedure_version v
    JOIN procedure_import i ON i.id = v.import_id
    LEFT JOIN procedure_off o ON o.code = v.code
    WHERE v.import_id = (SELECT max(import_id) FROM procedure_version WHERE code = v.code 
        AND import_id IN (SELECT id FROM procedure_import WHERE imported_at < ?))
    ORDER BY v.code`)
  const versionsOf = db.prepare<[string], StoredVersion>(`
    SELECT i.id AS importId, i.imported_at AS at, i.source FROM procedure_version v
    JOIN procedure_import i ON i.id = v.import_id WHERE v.code = ? ORDER BY i.id`)
  const addList = db.prepare<[number, string, string]>(`
    INSERT INTO procedure_list (at, source, codes) VALUES (?, ?, ?)`)
  const allLists = db.prepare<[], { at: number; source: string; codes: string }>(`
    SELECT at, source, codes FROM procedure_list ORDER BY id`)
  const lastCodes = db.prepare<[], string>('SELECT codes FROM procedure_list ORDER BY id DESC LIMIT 1').pluck()
  const addImport = db.prepare<[number, string, number, number, number]>(`
    INSERT INTO procedure_import (imported_at, source, added, changed, unchanged) VALUES (?, ?, ?, ?, ?)`)
  const addVersion = db.prepare<[string, number, string]>(`
    INSERT INTO procedure_version (code, import_id, content) VALUES (?, ?, ?)`)
  const setOff = db.prepare<[string, number, string]>(`
    INSERT INTO procedure_off (code, off_at, reason) VALUES (?, ?, ?)
    ON CONFLICT (code) DO UPDATE SET off_at = excluded.off_at, reason = excluded.reason
      WHERE reason <> excluded.reason`)
  const clearOff = db.prepare<[string]>('DELETE FROM procedure_off WHERE code = ?')
  const putPlace = db.prepare<[string, string, string | null, string | null]>(`
    INSERT INTO procedure_place (scope, name, service_id, place) VALUES (?, ?, ?, ?)
    ON CONFLICT (scope, name) DO UPDATE SET service_id = excluded.service_id, place = excluded.place
      WHERE service_id IS NOT excluded.service_id OR place IS NOT excluded.place`)
  const dropPlace = db.prepare<[string, string]>('DELETE FROM procedure_place WHERE scope = ? AND name = ?')
  const allPlaces = db.prepare<[], PlaceRule>(`
    SELECT scope, name, service_id AS serviceId, place FROM procedure_place ORDER BY scope, name`)
  const raiseRev = db.prepare('UPDATE procedure_rev SET rev = rev + 1')
  const readRev = db.prepare<[], number>('SELECT rev FROM procedure_rev').pluck()

  /** Makes a change and, when it made a difference, raises the rev with it. */
  function change(write: () => RunResult): void {
    db.transaction(() => {
      if (write().changes > 0) raiseRev.run()
    }).immediate()
  }

  function compare(procedures: readonly Procedure[]) {
    const before = new Map(latest.all(EVER).map(({ code, content }) => [code, content]))
    const contents = procedures.map((procedure) => ({ code: procedure.code, content: JSON.stringify(procedure) }))
    const different = contents.filter(({ code, content }) => before.get(code) !== content)
    const added = different.filter(({ code }) => !before.has(code)).length
    const changed = different.length - added
    const unchanged = contents.length - different.length
    const codes = JSON.stringify(contents.map(({ code }) => code).sort())
    return { known: before.size, different, added, changed, unchanged, codes, isOtherList: lastCodes.get() !== codes }
  }

  return {
    weigh(procedures) {
      const { known, added, changed, unchanged, isOtherList } = compare(procedures)
      return { known, added, changed, unchanged, isOtherList }
    },
    takeImport({ source, at, procedures }) {
      return db
        .transaction((): ImportCounts => {
          const { different, added, changed, unchanged, codes, isOtherList } = compare(procedures)
          if (isOtherList) addList.run(at, source, codes)
          if (isOtherList || different.length > 0) raiseRev.run()
          if (different.length === 0) return { added, changed, unchanged, importId: null }
          const importId = Number(addImport.run(at, source, added, changed, unchanged).lastInsertRowid)
          for (const { code, content } of different) addVersion.run(code, importId, content)
          return { added, changed, unchanged, importId }
        })
        .immediate()
    },

    procedures: (before = EVER) =>
      latest.all(before).map(({ content, import_id, imported_at, off }) => ({
        procedure: JSON.parse(content) as Procedure,
        importId: import_id,
        importedAt: imported_at,
        off,
      })),

    versions: (code) => versionsOf.all(code),
    lists: () => allLists.all().map(({ codes, ...list }) => ({ ...list, codes: JSON.parse(codes) as string[] })),

    switchOff: (code, reason, at) => change(() => setOff.run(code, at, reason)),
    switchOn: (code) => change(() => clearOff.run(code)),

    setPlace: ({ scope, name, serviceId, place }) =>
      change(() =>
        serviceId === null && place === null ? dropPlace.run(scope, name) : putPlace.run(scope, name, serviceId, place),
      ),
    places: () => allPlaces.all(),
    rev: () => readRev.get()!,
  }
}

interface LatestRow {
  readonly code: string
  readonly content: string
  readonly import_id: number
  readonly imported_at: number
  readonly off: string | null
}
