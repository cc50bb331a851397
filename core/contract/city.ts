import Type, { type Static } from 'typebox'
import { SendingTold } from './health.ts'
import { Level, LineTrouble } from './live.ts'
import { Count, closed, InEachState, Instant, Name, OrNull, Text } from './shapes.ts'

const Ms = Type.Number({ minimum: 0, description: 'ms' })
const Key = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** Where a hub is: its door and nothing behind it, no name and no password. */
const HubAddress = Type.String({
  maxLength: 300,
  pattern: '^https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?$|^https?://\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?$',
})

/**
 * One line of a hall that stands badly. `because`: somebody waits longer than the line's limit (waited), whoever comes now will (expected),
 * people wait and no counter is open, or it gives no numbers. `trouble` is what else is seen of it, as on the hall's own page.
 */
export const Breach = Type.Object(
  {
    service: Name,
    name: Text,
    level: Type.Union([Type.Literal('warn'), Type.Literal('bad')]),
    because: Type.Union([
      Type.Literal('no-counter'),
      Type.Literal('waited'),
      Type.Literal('expected'),
      Type.Literal('stopped'),
    ]),
    trouble: OrNull(LineTrouble),
    waiting: Count,
    longestMs: Ms,
    expectedMs: OrNull(Ms),
    limitMs: Ms,
  },
  closed,
)
export type Breach = Static<typeof Breach>

/**
 * What one hall says of itself to its city, every ten seconds and at once when a line passes a threshold or is well again. Figures and
 * reasons alone: no person, no number of a ticket, no counter by its name. Fields are added as optional ones, and never renamed; a city
 * is upgraded before its halls.
 */
export const Standing = Type.Object(
  {
    site: Name,
    name: Text,
    /** Where the hall's own pages are; null: it does not know. */
    url: OrNull(HubAddress),
    version: Type.String({ maxLength: 40 }),
    day: OrNull(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    at: Instant,
    /** The last record of the hall's journal these figures know. */
    seq: Count,
    practice: Type.Boolean(),
    /** As its worst line. */
    level: Level,
    /** issued = the sum of the others, at every moment (I24). */
    tally: Type.Object(
      {
        issued: Count,
        ...InEachState,
      },
      closed,
    ),
    longestMs: Ms,
    open: Count,
    paused: Count,
    counters: Count,
    /** The worst first. */
    breaches: Type.Array(Breach, { maxItems: 200 }),
    /** The last quarter of an hour: numbers taken, and numbers called for the first time. */
    lately: Type.Object({ came: Count, called: Count }, closed),
    /** How many wait at this hour of such a weekday; null: not known yet. */
    usualWaiting: OrNull(Type.Number({ minimum: 0 })),
    /** Of today, in whole bundles of five answers; null: nothing may be told yet. */
    satisfiedShare: OrNull(Type.Number({ minimum: 0, maximum: 1 })),
    target: Type.Number({ minimum: 0, maximum: 1 }),
    /** What needs a hand: devices that do not work, printers whose paper is out or nearly, troubles of the hub itself. */
    wrong: Type.Object({ devices: Count, paper: Count, hub: Count }, closed),
  },
  closed,
)
export type Standing = Static<typeof Standing>

export const StandingTaken = Type.Object(
  { taken: Type.Boolean({ description: 'false: a newer one is here already' }) },
  closed,
)

/** silent: nothing was heard of it for three minutes, so nobody knows how it is. */
const HallState = Type.Union([...Level.anyOf, Type.Literal('silent')])

/** One hall as its city knows it. */
export const CityHall = Type.Object(
  {
    id: Name,
    /** As the city calls it. */
    name: Type.String(),
    state: HallState,
    /** By the city's clock; null: never. */
    heardAt: OrNull(Instant),
    /** The last thing it said, however old. */
    standing: OrNull(Standing),
  },
  closed,
)
export type CityHall = Static<typeof CityHall>

/** `GET /api/city`: every hall, the worst first. */
export const CityView = Type.Object(
  {
    at: Instant,
    timeZone: Type.String(),
    halls: Type.Array(CityHall),
    states: Type.Object({ bad: Count, silent: Count, warn: Count, ok: Count }, closed),
    /** The sum over halls that were heard of and do not practise; `halls` says how many those are. */
    sum: Type.Object(
      {
        halls: Count,
        tally: Standing.properties.tally,
        open: Count,
        paused: Count,
        counters: Count,
        longestMs: Ms,
      },
      closed,
    ),
    /** What this hub itself sends to a city above it; null: nothing. */
    sending: OrNull(SendingTold),
  },
  closed,
)
export type CityView = Static<typeof CityView>

/** The document `city`: which hub this hall tells how it stands. null: none. */
export const CitySettings = Type.Object(
  {
    hub: OrNull(HubAddress),
    /** As the city has entered it. */
    site: OrNull(Name),
  },
  closed,
)
export type CitySettings = Static<typeof CitySettings>

export const HallAsked = Type.Object({ id: Name, name: Type.String({ minLength: 1, maxLength: 80 }) }, closed)
export type HallAsked = Static<typeof HallAsked>
export const HallKey = Type.Object({ id: Type.String(), key: Key }, closed)
export type HallKey = Static<typeof HallKey>
export const CityKey = Type.Object({ key: Key }, closed)
