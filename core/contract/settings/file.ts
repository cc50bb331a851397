import Type, { type Static } from 'typebox'
import { closed, Reason, SettingsLine, Text } from '../shapes.ts'

const Loose = Type.Object({}, { additionalProperties: true })

export const FILE_FORMAT = 'luot-settings'
/** Raised when an older program could not read the file any more. */
export const FILE_VERSION = 1

/**
 * All settings of an office in one file people can read: keys sorted, nothing secret. `parts` is what holds and what is brought
 * in; `listed` only tells what else there is: plans, files, recordings, people by id and role.
 */
export const SettingsFile = Type.Object(
  {
    format: Type.Literal(FILE_FORMAT),
    version: Type.Integer({ minimum: 1 }),
    program: Type.String({ maxLength: 40, description: 'the release that wrote it' }),
    office: Text,
    date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD, in the office’s time' }),
    parts: Type.Object(
      {
        office: Loose,
        hall: Loose,
        documents: Type.Record(Type.String(), Loose),
      },
      closed,
    ),
    listed: Type.Optional(Loose),
  },
  closed,
)
export interface SettingsFile {
  readonly format: typeof FILE_FORMAT
  readonly version: number
  readonly program: string
  readonly office: Text
  readonly date: string
  readonly parts: {
    readonly office: object
    readonly hall: object
    readonly documents: Readonly<Record<string, object>>
  }
  readonly listed?: object
}

export const FileToCheck = Type.Object({ file: Loose }, closed)
export const FileToTake = Type.Object({ file: Loose, why: Reason }, closed)

const Difference = Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown() }, closed)

/** What a file would change, part by part, and every line of it at fault. */
export const FileChecked = Type.Object(
  {
    ok: Type.Boolean(),
    parts: Type.Array(
      Type.Object(
        {
          part: Type.String({ description: 'office, hall, or a kind of settings' }),
          title: Text,
          state: Type.Union([Type.Literal('same'), Type.Literal('differs'), Type.Literal('wrong')]),
          differs: Type.Array(Difference),
          lines: Type.Array(SettingsLine, { description: 'paths begin at the file: /parts/hall/devices/0' }),
        },
        closed,
      ),
    ),
    /** Pictures and films the settings name and this hub has not. */
    missing: Type.Array(Type.String()),
  },
  closed,
)
export type FileChecked = Static<typeof FileChecked>

/** Which settings were tried in the practice, and whether the hall still asks what becomes of them. */
export const Trial = Type.Object(
  {
    state: Type.Union([Type.Literal('none'), Type.Literal('practising'), Type.Literal('asking')]),
    changed: Type.Array(Type.Object({ part: Type.String(), title: Text, differs: Type.Array(Difference) }, closed)),
  },
  closed,
)
export type Trial = Static<typeof Trial>

/** What becomes of them: kept, or taken back as they were when the practice began. */
export const TrialEnd = Type.Object({ keep: Type.Boolean(), why: Reason }, closed)
export type TrialEnd = Static<typeof TrialEnd>
