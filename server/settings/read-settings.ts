import Type, { type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type OfficeDocument, Office as OfficeSchema } from '#core/contract/office.ts'
import { CannotStart } from '../config.ts'
import type { Hall } from './hall.ts'
import { completed } from './office-lines.ts'
import type { SettingsStore } from './store.ts'

const closed = { additionalProperties: false }
const Device = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })

const HallSchema = Type.Object(
  {
    devices: Type.Array(
      Type.Object(
        {
          id: Device,
          name: Type.String({ minLength: 1, maxLength: 80 }),
          driver: Type.String({ maxLength: 40 }),
          // The driver brings the schema of its own settings; a mistake there is that device's fault, not the hub's.
          settings: Type.Record(Type.String(), Type.Unknown()),
          counter: Type.Optional(Device),
          dots: Type.Optional(Type.Union([Type.Literal(384), Type.Literal(512), Type.Literal(576)])),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
    kiosks: Type.Array(
      Type.Object({ id: Type.String({ maxLength: 64 }), printer: Type.Union([Device, Type.Null()]) }, closed),
    ),
    voice: Type.Object(
      {
        language: Type.Union([Type.Literal('vi'), Type.Literal('en'), Type.Literal('vi+en')]),
        form: Type.Union([Type.Literal('polite'), Type.Literal('short')]),
      },
      closed,
    ),
  },
  closed,
)

/** The settings in force. Throws CannotStart that names the document, the place and what it should be. */
export function readSettings(settings: SettingsStore): { office: OfficeDocument; hall: Hall } {
  return {
    office: checked<OfficeDocument>('office', OfficeSchema, completed(settings.read('office'))),
    hall: checked<Hall>('hall', HallSchema, settings.read('hall')),
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
