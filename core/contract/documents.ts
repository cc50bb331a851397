import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull, Reason, SettingsLine, Text } from './shapes.ts'
import { Differs, VersionHead, VersionList } from './versions.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const Version = Type.Integer({ minimum: 0, description: 'what these settings are known by; see PUT' })
const Loose = Type.Object({}, { additionalProperties: true })

/** Which documents of settings there are, beside the office's rules and the hall. */
export const DocumentKinds = Type.Object(
  { kinds: Type.Array(Type.Object({ kind: Type.String(), title: Text, may: Type.Array(Type.String()) }, closed)) },
  closed,
)
export type DocumentKinds = Static<typeof DocumentKinds>

/** One document as it holds, and as it will: what its page is drawn from. */
export const DocumentSettings = Type.Object(
  {
    kind: Type.String(),
    title: Text,
    version: Version,
    at: OrNull(Instant),
    by: OrNull(Type.String({ description: 'staff id, or hub' })),
    body: Loose,
    planned: Type.Array(Type.Object({ fromDay: Day, body: Loose }, closed)),
    lines: Type.Array(SettingsLine, { description: 'what is in doubt in the settings in force' }),
    initial: Type.Object({}, { additionalProperties: true, description: 'what a document may leave out' }),
    schema: Type.Object({}, { additionalProperties: true, description: 'the JSON schema of `body`' }),
  },
  closed,
)
export type DocumentSettings = Static<typeof DocumentSettings>

/** Another document: whole, at once or from a day on, and why. */
export const DocumentChange = Type.Object({ version: Version, body: Loose, from: OrNull(Day), why: Reason }, closed)
export interface DocumentChange {
  readonly version: number
  readonly body: object
  readonly from: string | null
  readonly why: string
}

/** A document that is only to be looked at. */
export const DocumentToCheck = Type.Object({ body: Loose }, closed)

/** It, with its gaps filled, and every line at fault or in doubt. */
export const DocumentChecked = Type.Object({ body: Loose, lines: Type.Array(SettingsLine) }, closed)
export interface DocumentChecked {
  readonly body: object
  readonly lines: readonly SettingsLine[]
}

/** What came of it. */
export const DocumentChanged = Type.Object(
  { version: Version, from: OrNull(Day), lines: Type.Array(SettingsLine, { description: 'warnings' }) },
  closed,
)
export type DocumentChanged = Static<typeof DocumentChanged>

/** Every version there was, the newest first. */
export const DocumentVersions = VersionList
export type DocumentVersions = VersionList

/** One version whole, and where it differs from the one that held before it; PUT its body to go back to it. */
export const DocumentVersion = Type.Object(
  {
    ...VersionHead,
    body: Loose,
    differs: Differs,
  },
  closed,
)
export type DocumentVersion = Static<typeof DocumentVersion>
