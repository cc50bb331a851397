import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull } from '../shapes.ts'

/** One picture or film the office may show. */
export const MediaRow = Type.Object(
  {
    name: Type.String({ description: 'what settings call it' }),
    kind: Type.Union([Type.Literal('picture'), Type.Literal('film')]),
    type: Type.String({ description: 'image/png, video/mp4, …: by its content' }),
    bytes: Type.Integer(),
    at: Instant,
    url: Type.String(),
    unplayable: OrNull(
      Type.String({ description: 'why boards pass it over: its coding or its size; null where they play it' }),
    ),
    /** The settings that name it: while there are any it cannot be taken away. */
    usedBy: Type.Array(Type.String()),
  },
  closed,
)
export type MediaRow = Static<typeof MediaRow>

export const MediaList = Type.Object({ files: Type.Array(MediaRow) }, closed)
export type MediaList = Static<typeof MediaList>
