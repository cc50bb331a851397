import { type Static, Type } from 'typebox'
import { closed, Name, OrNull } from './shapes.ts'

/** A device, an agent: plain names, as they stand on a label. */
const DeviceId = Type.String({ pattern: '^(?!constructor$)[a-z0-9][a-z0-9-]{0,39}$' })
const Label = Type.String({ minLength: 1, maxLength: 80 })
const TimeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'HH:MM, in the office’s time',
})

export const HallDevice = Type.Object(
  {
    id: DeviceId,
    name: Label,
    /** A row of server/drivers/catalog.ts. */
    driver: Type.String({ maxLength: 40 }),
    // The driver brings the schema of its own settings; a mistake there is that device's fault, not the hub's.
    settings: Type.Record(Type.String(), Type.Unknown()),
    /** The agent it is plugged into; without one, the hub itself. */
    at: Type.Optional(DeviceId),
    /** Keypads, rating pads, buttons and lamps belong to a counter. */
    counter: Type.Optional(Name),
    /** Scanners belong to a kiosk: what they read is told to its page. */
    kiosk: Type.Optional(Type.String({ maxLength: 64 })),
    /** Printers: the paper's width in dots. 384 for 58 mm, 576 for 80 mm, 512 where the printer says so. */
    dots: Type.Optional(Type.Union([Type.Literal(384), Type.Literal(512), Type.Literal(576)])),
  },
  closed,
)
export type HallDevice = Static<typeof HallDevice>

/** Another machine that carries devices of this hall. */
export const HallAgent = Type.Object({ id: DeviceId, name: Label }, closed)
export type HallAgent = Static<typeof HallAgent>

/** Something the hall hears by the clock: please keep your number, the office closes in half an hour. */
export const Guidance = Type.Object(
  {
    id: DeviceId,
    vi: Type.String({ minLength: 1, maxLength: 300 }),
    en: Type.Optional(Type.String({ maxLength: 300 })),
    /** On these times of every open day. */
    at: Type.Array(TimeOfDay, { maxItems: 48 }),
    /** Or again and again while the office is open; a call always goes first. */
    everyMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 480 })),
  },
  closed,
)
export type Guidance = Static<typeof Guidance>

export const HallSound = Type.Object(
  {
    /** 0 (silent) to 100 (as recorded), on boards and speakers alike. */
    volume: Type.Integer({ minimum: 0, maximum: 100 }),
    /** Times of the day with another volume: 0 is silence. */
    quiet: Type.Array(
      Type.Object({ from: TimeOfDay, to: TimeOfDay, volume: Type.Integer({ minimum: 0, maximum: 100 }) }, closed),
      { maxItems: 12 },
    ),
    guidance: Type.Array(Guidance, { maxItems: 40 }),
  },
  closed,
)
export type HallSound = Static<typeof HallSound>

/** What stands in the hall: its devices and where they are plugged in, which printer each kiosk uses, how it sounds. */
export const Hall = Type.Object(
  {
    devices: Type.Array(HallDevice, { maxItems: 200 }),
    agents: Type.Array(HallAgent, { maxItems: 60 }),
    kiosks: Type.Array(
      // The id in the kiosk's address; '*' stands for every kiosk not named.
      Type.Object({ id: Type.String({ maxLength: 64 }), printer: OrNull(DeviceId) }, closed),
      { maxItems: 200 },
    ),
    voice: Type.Object(
      {
        language: Type.Union([Type.Literal('vi'), Type.Literal('en'), Type.Literal('vi+en')]),
        form: Type.Union([Type.Literal('polite'), Type.Literal('short')]),
      },
      closed,
    ),
    sound: HallSound,
  },
  closed,
)
export type Hall = Static<typeof Hall>
