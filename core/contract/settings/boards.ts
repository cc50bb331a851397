import Type, { type Static } from 'typebox'
import { closed, Name, OrNull, Text } from '../shapes.ts'

/** What a board is called in its address; `*` stands for every board not named. */
const BoardName = Type.String({
  default: '*',
  pattern: '^(\\*|(?![0-9]{9,12}$)[A-Za-z0-9_-]{1,64})$',
  maxLength: 64,
})
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'HH:MM' })

/** Pixels of the glasses offices hang up; only for the reckoning before it hangs, a board knows its own. */
const Glass = Type.Union([
  Type.Literal('1920x1080'),
  Type.Literal('3840x2160'),
  Type.Literal('1366x768'),
  Type.Literal('1280x720'),
  Type.Literal('1080x1920'),
  Type.Literal('2160x3840'),
])

/** One board, or all that are not named: how large its letters must be, and what it shows. */
const BoardLook = Type.Object(
  {
    id: BoardName,
    /** Inches of glass; null: as the board’s address says, 55 without. */
    diagonal: OrNull(Type.Integer({ minimum: 10, maximum: 300 })),
    /** Metres to the farthest seat; null: as the address says, 10 without. */
    distance: OrNull(Type.Number({ minimum: 1, maximum: 60 })),
    glass: Glass,
    /** How many of the last calls are listed; null: as many as the farthest seat can read. */
    rows: OrNull(Type.Integer({ minimum: 4, maximum: 10 })),
    /** Only calls of these counters; none named: all. */
    counters: Type.Array(Name, { maxItems: 300 }),
    /** Whose waiting figures stand at the foot; none named: all. */
    services: Type.Array(Name, { maxItems: 200 }),
    /** Whether it shows how many wait, and about how long. */
    waiting: Type.Boolean({ default: true }),
    /** Whether pictures and films are shown beside the calls or, where there is no room, between them. */
    media: Type.Boolean({ default: true }),
  },
  closed,
)

/** Something boards say for a time: whole days, and within them certain hours. */
export const BoardNotice = Type.Object(
  {
    text: Text,
    fromDay: OrNull(Day),
    /** The last day it stands, that day included. */
    untilDay: OrNull(Day),
    fromTime: OrNull(TimeOfDay),
    untilTime: OrNull(TimeOfDay),
  },
  closed,
)
export type BoardNotice = Static<typeof BoardNotice>

/** How the boards of the hall look. What they are asked by address (core of an older hall) holds where this leaves it open. */
export const Boards = Type.Object(
  {
    boards: Type.Array(BoardLook, { maxItems: 60 }),
    notices: Type.Array(BoardNotice, { maxItems: 40 }),
    playlist: Type.Object(
      {
        items: Type.Array(
          Type.Object(
            {
              /** The name of a file on the shelf: see GET /api/media. */
              file: Type.String({ maxLength: 120 }),
              /** How long a picture stands; a film takes its own time. */
              seconds: Type.Integer({ minimum: 3, maximum: 600 }),
            },
            closed,
          ),
          { maxItems: 60 },
        ),
        /** Of films, 0 (silent) to 100; it sinks to a fifth while the hall is called. */
        volume: Type.Integer({ minimum: 0, maximum: 100 }),
      },
      closed,
    ),
  },
  closed,
)
export type Boards = Static<typeof Boards>
