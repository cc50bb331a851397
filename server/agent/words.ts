import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** The version of the line between hub and agent; both must speak the same. */
export const AGENT_PROTOCOL = 1

const Id = Type.String({ minLength: 1, maxLength: 200 })
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Count = Type.Integer({ minimum: 0 })

const Outcome = Type.Union([
  Type.Object({ outcome: Type.Literal('printed') }),
  Type.Object({ outcome: Type.Literal('unconfirmed'), fault: Id }),
  Type.Object({ outcome: Type.Literal('failed'), fault: Id, started: Type.Boolean() }),
])
const Heard = Type.Union([
  Type.Object({ outcome: Type.Literal('played') }),
  Type.Object({ outcome: Type.Literal('dropped') }),
  Type.Object({ outcome: Type.Literal('failed'), fault: Id }),
])
const Told = Type.Object({
  device: Id,
  kind: Id,
  state: Type.Union([Type.Literal('ready'), Type.Literal('warning'), Type.Literal('broken'), Type.Literal('unknown')]),
  fault: Type.Optional(Id),
  part: Type.Optional(Id),
  paper: Type.Optional(Type.Object({ leftMm: Type.Number(), rollMm: Type.Number() })),
})
const Digit = Type.Integer({ minimum: 0, maximum: 9 })
const Key = Type.Object({
  key: Type.String({ maxLength: 20 }),
  digit: Type.Optional(Digit),
  level: Type.Optional(Digit),
})
const Scan = Type.Object({
  text: Type.String({ maxLength: 4_096 }),
  symbology: Type.Optional(Type.String({ maxLength: 8 })),
})
const Moment = Type.Union([
  Type.Object({ device: Id, kind: Type.Literal('keypad'), key: Key }),
  Type.Object({ device: Id, kind: Type.Literal('signal'), button: Id }),
  Type.Object({ device: Id, kind: Type.Literal('scanner'), scan: Scan }),
])

/** What an agent introduces itself with. */
export const Hello = Type.Object(
  {
    protocol: Count,
    agent: Type.String({ minLength: 1, maxLength: 40 }),
    nonce: Type.String({ pattern: '^[A-Za-z0-9_-]{32}$' }),
    boot: Type.String({ minLength: 1, maxLength: 60 }),
    version: Type.String({ maxLength: 40 }),
  },
  { additionalProperties: false },
)
export type Hello = Static<typeof Hello>

/**
 * What the hub says. States are whole and the last one wins; a print job is an offer that is made again until its outcome
 * came; buzz and play are moments.
 */
export const FromHub = Type.Union([
  Type.Object({ say: Type.Literal('devices'), boot: Id, devices: Type.Array(Type.Unknown(), { maxItems: 200 }) }),
  Type.Object({ say: Type.Literal('lamps'), device: Id, lamps: Type.Record(Type.String(), Type.Unknown()) }),
  Type.Object({ say: Type.Literal('signs'), device: Id, faces: Type.Record(Type.String(), Type.Unknown()) }),
  Type.Object({ say: Type.Literal('buzz'), device: Id, lamp: Id, forMs: Count }),
  /** Somebody said at the desk that a new roll was put in. */
  Type.Object({ say: Type.Literal('fresh-roll'), device: Id }),
  Type.Object({
    say: Type.Literal('print'),
    job: Id,
    printer: Id,
    title: Type.String(),
    width: Count,
    height: Count,
    /** The dots, packed; fetched part by part, so that a slow line still carries its pulse. */
    picture: Hash,
    /** The same as text, for a printer that is set to print text. */
    lines: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 5_000 })),
    again: Type.Boolean(),
    waitMs: Type.Integer(),
  }),
  Type.Object({
    say: Type.Literal('play'),
    job: Id,
    speaker: Id,
    files: Type.Array(Hash, { maxItems: 40 }),
    volume: Count,
    yields: Type.Boolean(),
    restMs: Count,
  }),
  /** `total` is 0 when nobody wants these bytes any more. */
  Type.Object({ say: Type.Literal('part'), of: Hash, from: Count, total: Count, data: Type.String() }),
  Type.Object({ say: Type.Literal('heard'), seq: Count }),
  Type.Object({ say: Type.Literal('pulse'), at: Type.Number() }),
])
export type FromHub = Static<typeof FromHub>

/** What an agent says. */
export const FromAgent = Type.Union([
  Type.Object({ say: Type.Literal('health'), devices: Type.Array(Told, { maxItems: 200 }) }),
  Type.Object({ say: Type.Literal('part'), of: Hash, from: Count }),
  Type.Object({ say: Type.Literal('printed'), job: Id, outcome: Outcome }),
  Type.Object({ say: Type.Literal('played'), job: Id, outcome: Heard }),
  /** `at` is the agent's own steady time. */
  Type.Object({ say: Type.Literal('moment'), seq: Count, at: Type.Number(), moment: Moment }),
  /** The hub's pulse again, with the agent's steady time and its wall clock. */
  Type.Object({ say: Type.Literal('pulse'), at: Type.Number(), steady: Type.Number(), wall: Type.Number() }),
])
export type FromAgent = Static<typeof FromAgent>

/**
 * Said by an agent that was paired, first on each line and once a minute: the token it holds. The hub answers with the next one
 * now and then, so that a second machine with the same key is noticed (server/pairing/one-holder.ts).
 */
export const Holds = Type.Object({ say: Type.Literal('holds'), token: Type.String({ maxLength: 300 }) })
export type Holds = Static<typeof Holds>

/** What the hub says of the pairing itself. A key that was taken back is good for hearing that, and for nothing else. */
export const OfPairing = Type.Union([
  Type.Object({ say: Type.Literal('hold'), token: Type.String({ maxLength: 300 }) }),
  Type.Object({ say: Type.Literal('unpaired') }),
])
export type OfPairing = Static<typeof OfPairing>

const fromHub = Compile(FromHub)
const fromAgent = Compile(FromAgent)
export const isFromHub = (given: unknown): given is FromHub => fromHub.Check(given)
const holds = Compile(Holds)
const ofPairing = Compile(OfPairing)
export const isHolds = (given: unknown): given is Holds => holds.Check(given)
export const isOfPairing = (given: unknown): given is OfPairing => ofPairing.Check(given)
export const isFromAgent = (given: unknown): given is FromAgent => fromAgent.Check(given)

/** One connection whose other end has proved itself; over for good when it is cut. */
export interface Link<Out> {
  send(message: Out): void
  cut(why: string): void
}

/** What hangs on a link: hears every message, and that it is over. */
export interface Ear<In> {
  hear(message: In): void
  over(): void
}

/** As much of a picture or a sound as one message carries. */
export const PART_BYTES = 4_000
