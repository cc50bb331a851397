import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Hall, Hall as HallSchema } from '#core/contract/hall.ts'
import { type OfficeDocument, Office as OfficeSchema } from '#core/contract/office.ts'
import { CannotStart } from '../config.ts'
import { completeHall } from './hall.ts'
import { completed } from './office-lines.ts'
import type { SettingsStore } from './store.ts'

/** The settings in force. Throws CannotStart that names the document, the place and what it should be. */
export function readSettings(settings: SettingsStore): { office: OfficeDocument; hall: Hall } {
  return {
    office: checked<OfficeDocument>('office', OfficeSchema, completed(settings.read('office'))),
    hall: checked<Hall>('hall', HallSchema, completeHall(settings.read('hall'))),
  }
}

function checked<Document>(kind: string, schema: TSchema, given: unknown): Document {
  const check = Compile(schema)
  if (check.Check(given)) return given as Document
  const first = given === null ? undefined : check.Errors(given)[0]
  const where = first ? `at ${first.instancePath || 'its top'}: ${first.message}` : 'they are missing'
  throw new CannotStart(
    `The ${kind} settings in the database cannot be used, ${where}.\nRestore a backup of the data folder, or mend the newest version of "${kind}" in the table settings.`,
  )
}
