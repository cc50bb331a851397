import Type, { type Static } from 'typebox'
import { closed, Id, Instant } from './shapes.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** Where the journal stood: what is printed on the day's closing slip and shown to anyone who asks. */
export const PublishedHead = Type.Object(
  {
    day: Type.String({ description: 'the service day it closes, or the one that is open' }),
    seq: Type.Integer({ minimum: 0, description: 'the last record it covers' }),
    hash: Type.Unsafe<string>({ ...Hash, description: 'the chain’s hash at that record' }),
    root: Type.Unsafe<string>({ ...Hash, description: 'the Merkle head over all records up to it (RFC 6962)' }),
    at: Instant,
  },
  closed,
)

/** The head as it is now, and those of the days that have ended, the newest first. */
export const PublishedHeads = Type.Object({ now: PublishedHead, days: Type.Array(PublishedHead) }, closed)
export type PublishedHeads = Static<typeof PublishedHeads>

/** An order to print the day's closing slip; the same command prints once. */
export const PrintClosing = Type.Object({ command: Id }, closed)

/** When the closing slip is printed without anybody asking: so long after the last session of the day, or never. */
export const Closing = Type.Object(
  {
    printAfterMinutes: Type.Union([Type.Integer({ minimum: 0, maximum: 240 }), Type.Null()], {
      description: 'minutes after the last session of the day; null: only when somebody prints it',
    }),
  },
  closed,
)
export type Closing = Static<typeof Closing>
