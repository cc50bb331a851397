import Type, { type Static } from 'typebox'
import { Office } from './office.ts'
import { closed, OrNull, Reason, SettingsLine } from './shapes.ts'
import { Differs, VersionHead, VersionList } from './versions.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const Version = Type.String({ minLength: 1, maxLength: 64, description: 'what these settings are known by; see PUT' })

/** The office's settings as they hold, and as they will: what the page of rules is drawn from. */
export const OfficeSettings = Type.Object(
  {
    version: Version,
    day: OrNull(Day),
    office: Office,
    planned: Type.Array(Type.Object({ fromDay: Day, office: Office }, closed)),
    lines: Type.Array(SettingsLine, { description: 'warnings about the settings in force' }),
    defaults: Type.Object({}, { additionalProperties: true, description: 'what a document may leave out' }),
    schema: Type.Object({}, { additionalProperties: true, description: 'the JSON schema of `office`' }),
  },
  closed,
)
export type OfficeSettings = Static<typeof OfficeSettings>

/** Other settings: whole, at once or from a day on, and why. */
export const OfficeChange = Type.Object(
  {
    version: Version,
    office: Type.Object(
      {},
      {
        additionalProperties: true,
        description: 'the whole document, as GET shows it; what has a default may be left out',
      },
    ),
    from: OrNull(Day),
    why: Reason,
  },
  closed,
)
export interface OfficeChange {
  readonly version: string
  readonly office: object
  readonly from: string | null
  readonly why: string
}

const Document = Type.Object({}, { additionalProperties: true })

/** A document that is only to be looked at. */
export const OfficeToCheck = Type.Object({ office: Document }, closed)

/** It, with its gaps filled, and every line at fault or in doubt. */
export const OfficeChecked = Type.Object(
  { ok: Type.Boolean(), office: Document, lines: Type.Array(SettingsLine) },
  closed,
)
export interface OfficeChecked {
  readonly ok: boolean
  readonly office: object
  readonly lines: readonly SettingsLine[]
}

/** What came of it. */
export const OfficeChanged = Type.Object(
  { version: Version, from: OrNull(Day), lines: Type.Array(SettingsLine, { description: 'warnings' }) },
  closed,
)
export type OfficeChanged = Static<typeof OfficeChanged>

/** Every version there was, the newest first. */
export const OfficeVersions = VersionList
export type OfficeVersions = VersionList

/** One version whole, and where it differs from the one that held before it. */
export const OfficeVersion = Type.Object(
  {
    ...VersionHead,
    office: Office,
    differs: Differs,
  },
  closed,
)
export type OfficeVersion = Static<typeof OfficeVersion>
