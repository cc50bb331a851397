import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { Parse } from 'typebox/value'
import { type ImportReport, importCatalogue } from './importer.ts'
import type { ProcedureStore } from './store.ts'

const file = new URL('./demo-catalogue.json', import.meta.url)

const Places = Type.Object({
  places: Type.Array(
    Type.Object({
      scope: Type.Union([Type.Literal('field'), Type.Literal('code')]),
      name: Type.String(),
      serviceId: Type.Union([Type.String(), Type.Null()]),
      place: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

/** Gives a demonstration office its catalogue, and says which of its services takes each field. */
export function loadDemoCatalogue(store: ProcedureStore, at: number): ImportReport {
  const bytes = readFileSync(file)
  const report = importCatalogue({ name: 'demo-catalogue.json', bytes }, { store, at })
  const { places } = Parse(Places, JSON.parse(bytes.toString('utf8')))
  for (const place of places) store.setPlace(place)
  return report
}
