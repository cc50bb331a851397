import Type, { type Static } from 'typebox'
import { Hall } from './hall.ts'
import { closed, Instant, OrNull, Reason, SettingsLine, Text } from './shapes.ts'

const Version = Type.Integer({ minimum: 0, description: 'what these settings are known by; see PUT' })
const Loose = Type.Object({}, { additionalProperties: true })

/** What stands in the hall, as it holds: what the page of devices is drawn from. */
export const HallSettings = Type.Object(
  {
    version: Version,
    at: OrNull(Instant),
    by: OrNull(Type.String({ description: 'staff id, or hub' })),
    hall: Hall,
    /** The counters a device may belong to. */
    counters: Type.Array(Type.Object({ id: Type.String(), label: Type.String() }, closed)),
    lines: Type.Array(SettingsLine, { description: 'what is wrong with the settings in force' }),
    schema: Type.Object({}, { additionalProperties: true, description: 'the JSON schema of `hall`' }),
  },
  closed,
)
export type HallSettings = Static<typeof HallSettings>

/** Another hall: the whole document, made from the version it names. */
export const HallChange = Type.Object(
  {
    version: Version,
    hall: Type.Object({}, { additionalProperties: true, description: 'the whole document, as GET shows it' }),
    why: Type.Optional(Reason),
  },
  closed,
)
export interface HallChange {
  readonly version: number
  readonly hall: object
  readonly why?: string
}

/** What came of it: in force, without a restart. */
export const HallChanged = Type.Object({ version: Version }, closed)
export type HallChanged = Static<typeof HallChanged>

const Kind = Type.String({ description: 'printer, keypad, scanner, signal, sign or speaker' })

/** Every driver there is, each with the JSON schema of its own settings. */
export const Drivers = Type.Object(
  {
    drivers: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind: Kind,
          label: Text,
          settings: Loose,
          /** The USB devices it is known to fit, `04b8:0e28`; a row without a product fits all of its vendor, `04b8:*`. */
          usb: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export interface Drivers {
  readonly drivers: readonly {
    readonly id: string
    readonly kind: string
    readonly label: Text
    readonly settings: object
    readonly usb: readonly string[]
  }[]
}

/** What is plugged into the hub and could be a device of the hall. */
export const FoundDevices = Type.Object(
  {
    found: Type.Array(
      Type.Object(
        {
          /** Where it is: a device file, or a place on the USB where there is none. */
          place: Type.String(),
          /** What it calls itself. */
          name: Type.String(),
          usb: OrNull(Type.String()),
          kind: Kind,
          /** The driver that fits, and the settings to begin with; null where a person has to look first. */
          driver: OrNull(Type.String()),
          settings: Loose,
          /** The device of the hall that stands for it already. */
          device: OrNull(Type.String()),
          /** What to do before it can be used. */
          hint: OrNull(Text),
        },
        closed,
      ),
    ),
  },
  closed,
)
export interface FoundDevices {
  readonly found: readonly {
    readonly place: string
    readonly name: string
    readonly usb: string | null
    readonly kind: string
    readonly driver: string | null
    readonly settings: object
    readonly device: string | null
    readonly hint: Text | null
  }[]
}

/** What can be tried on a device; which of them, depends on its kind. */
export const DeviceTest = Type.Object(
  {
    what: Type.Union(
      (['test-page', 'pulse', 'buzz', 'show-8888', 'chime', 'new-roll'] as const).map((what) => Type.Literal(what)),
    ),
  },
  closed,
)
export type DeviceTest = { readonly what: 'test-page' | 'pulse' | 'buzz' | 'show-8888' | 'chime' | 'new-roll' }

/** What became of it, in words; `unsure` where only eyes and ears can tell. */
export const DeviceTested = Type.Object(
  {
    outcome: Type.Union([Type.Literal('done'), Type.Literal('unsure'), Type.Literal('failed')]),
    message: Text,
  },
  closed,
)
export type DeviceTested = Static<typeof DeviceTested>
