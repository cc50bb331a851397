import Type, { type Static } from 'typebox'
import { HandedPin, StaffId, StaffName } from './people.ts'
import { closed, Name, OrNull, SettingsLine, Text } from './shapes.ts'

const Loose = (description: string) => Type.Object({}, { additionalProperties: true, description })
const Documents = Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), Loose('as GET /api/settings/{kind} tells it'))

/** An office to begin with, and what comes with it. */
export const SetupTemplate = Type.Object(
  {
    id: Type.String(),
    title: Text,
    about: Text,
    office: Loose('as PUT /api/office takes it'),
    documents: Documents,
    screens: Type.Object({ kiosks: Type.Integer(), boards: Type.Array(Type.String()) }, closed),
  },
  closed,
)
export interface SetupTemplate {
  readonly id: string
  readonly title: Text
  readonly about: Text
  readonly office: object
  readonly documents: Readonly<Record<string, object>>
  readonly screens: { readonly kiosks: number; readonly boards: readonly string[] }
}
export const SetupTemplates = Type.Object({ templates: Type.Array(SetupTemplate) }, closed)
export interface SetupTemplates {
  readonly templates: readonly SetupTemplate[]
}

/** Which template was begun with, or 'file'; null where it goes on from what holds. */
const Begun = OrNull(Type.String({ pattern: '^[a-z-]{1,40}$' }))

/** An officer to be; what they can do by service id, null for everything. */
const Officer = Type.Object(
  { id: StaffId, name: StaffName, services: OrNull(Type.Array(Name, { maxItems: 200 })) },
  closed,
)
export type SetupOfficer = Static<typeof Officer>

/** As a field of a date gives them: YYYY-MM-DD, or empty. */
const Days = Type.Object({ from: Type.String({ maxLength: 16 }), to: Type.String({ maxLength: 16 }) }, closed)

/** What the assistant has been told so far; its fields may still be empty or wrong. */
export const SetupDraft = Type.Object(
  {
    step: Type.Integer({ minimum: 1, maximum: 8 }),
    template: Begun,
    office: Loose('the office as it is going to be'),
    documents: Documents,
    holidays: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), Days, {
        description: 'days of a holiday that cannot be yet, as they were written; they are not in the office',
      }),
    ),
    people: Type.Array(
      Type.Object(
        {
          id: Type.String({ maxLength: 40 }),
          name: Type.String({ maxLength: 80 }),
          services: OrNull(Type.Array(Name, { maxItems: 200 })),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
    catalogue: Type.Boolean(),
  },
  closed,
)
export interface SetupDraft {
  readonly step: number
  readonly template: string | null
  readonly office: object
  readonly documents: Readonly<Record<string, object>>
  readonly holidays?: Readonly<Record<string, Static<typeof Days>>>
  readonly people: readonly SetupOfficer[]
  readonly catalogue: boolean
}

export const SetupDraftKept = Type.Object({ draft: OrNull(SetupDraft) }, closed)

/** preparing: not open yet. demonstration: nobody has set up an office of their own. open: at work. */
const State = Type.Union([Type.Literal('preparing'), Type.Literal('demonstration'), Type.Literal('open')])
export type SetupState = Static<typeof State>

/** How far the office is, and what was said so far. */
export const Setup = Type.Object(
  {
    state: State,
    practice: Type.Boolean(),
    /** Where the assistant goes on from: the office and its documents as they hold. */
    office: Loose('in force'),
    documents: Documents,
    /** Officers of the demonstration who leave when an office of one’s own begins. */
    demonstrators: Type.Array(Type.String()),
    procedures: Type.Integer({ description: 'how many the catalogue has' }),
    draft: OrNull(SetupDraft),
  },
  closed,
)
export interface Setup {
  readonly state: SetupState
  readonly practice: boolean
  readonly office: object
  readonly documents: Readonly<Record<string, object>>
  readonly demonstrators: readonly string[]
  readonly procedures: number
  readonly draft: SetupDraft | null
}

/** The whole office as it shall be. */
export const SetupApply = Type.Object(
  {
    template: Begun,
    office: Loose('as PUT /api/office takes it'),
    documents: Documents,
    /** Officers; whoever has an account already keeps it. */
    people: Type.Array(Officer, { maxItems: 500 }),
    /** Whether an empty catalogue gets the demonstration’s procedures. */
    catalogue: Type.Boolean(),
    /** false: kiosks and boards say that the hall is being prepared. true: it gives numbers. */
    open: Type.Boolean(),
  },
  closed,
)
export interface SetupApply {
  readonly template: string | null
  readonly office: object
  readonly documents: Readonly<Record<string, object>>
  readonly people: readonly SetupOfficer[]
  readonly catalogue: boolean
  readonly open: boolean
}

/** What came of it. The PINs are told this once. */
export const SetupApplied = Type.Object(
  {
    state: State,
    handed: Type.Array(HandedPin),
    left: Type.Array(Type.String({ description: 'officers of the demonstration who left' })),
    lines: Type.Array(SettingsLine, { description: 'warnings' }),
  },
  closed,
)
export type SetupApplied = Static<typeof SetupApplied>
