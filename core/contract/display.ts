import { type Static, Type } from 'typebox'
import { Gate, Lunch } from './gate.ts'
import { HallMessage } from './notices.ts'
import { closed, Instant, OrNull, Span, Text, Wait } from './shapes.ts'

export const BoardCall = Type.Object(
  {
    number: Type.String(),
    counter: Type.String({ description: 'what hangs over the counter: 5' }),
    /** called: please come. serving: has come. gone: finished or missed, still listed for a while. */
    state: Type.Union([Type.Literal('called'), Type.Literal('serving'), Type.Literal('gone')]),
    calledAt: Instant,
    calls: Type.Integer(),
  },
  closed,
)
export type BoardCall = Static<typeof BoardCall>

export const BoardView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    timeZone: Type.String(),
    hall: Gate,
    lunch: Lunch,
    /** Newest call first. */
    calls: Type.Array(BoardCall),
    services: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          prefix: Type.String(),
          name: Text,
          gate: Gate,
          waiting: Type.Integer(),
          /** For whoever takes a number now; null when no counter serves it just now. */
          wait: OrNull(Wait),
          counters: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    counters: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          label: Type.String(),
          state: Type.Union([Type.Literal('open'), Type.Literal('paused'), Type.Literal('closed')]),
          number: OrNull(Type.String()),
          calledAt: OrNull(Instant),
        },
        closed,
      ),
    ),
    notice: OrNull(Text),
    /** How the boards look, each by its name in the address; `*` is every other. A board takes its own row. */
    look: Type.Object(
      {
        boards: Type.Array(
          Type.Object(
            {
              id: Type.String(),
              diagonal: OrNull(Type.Number({ description: 'inches' })),
              distance: OrNull(Type.Number({ description: 'metres to the farthest seat' })),
              rows: OrNull(Type.Integer()),
              counters: Type.Array(Type.String(), { description: 'labels; none: all' }),
              services: Type.Array(Type.String(), { description: 'ids; none: all' }),
              waiting: Type.Boolean(),
              media: Type.Boolean(),
            },
            closed,
          ),
        ),
        /** Beside `notice`: what is to be said just now. */
        notices: Type.Array(Text),
        media: Type.Object(
          {
            items: Type.Array(
              Type.Object(
                {
                  url: Type.String(),
                  kind: Type.Union([Type.Literal('picture'), Type.Literal('film')]),
                  seconds: Type.Integer(),
                },
                closed,
              ),
            ),
            volume: Type.Integer({ minimum: 0, maximum: 100, description: 'of films' }),
          },
          closed,
        ),
        /** How often a call is said, and the rest between; null: as the board's address has it. */
        voice: OrNull(Type.Object({ times: Type.Integer(), restMs: Span }, closed)),
      },
      closed,
    ),
    /** What the hall's manager tells everyone who waits, urgent words first. */
    messages: Type.Array(HallMessage),
    /** The hall practises: no number shown is real. */
    practice: Type.Boolean(),
    /** This board is the one that speaks; the others stay silent. */
    speaks: Type.Boolean(),
  },
  closed,
)
export type BoardView = Static<typeof BoardView>

/** "A012, please come to counter 5": said once, never repeated by a reconnection. */
export const CallMoment = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    counter: Type.String(),
    kind: Type.Union([Type.Literal('call'), Type.Literal('recall')]),
    calledAt: Instant,
    /** 0 to 100, as the hall's settings say for this hour. */
    volume: Type.Integer({ minimum: 0, maximum: 100 }),
    /** What to play, in order, when this board speaks; empty for a silent board or a hub without a voice. */
    sounds: Type.Array(
      Type.Object(
        { url: Type.String(), durationMs: Span, role: Type.Union([Type.Literal('chime'), Type.Literal('sentence')]) },
        closed,
      ),
    ),
  },
  closed,
)
export type CallMoment = Static<typeof CallMoment>

/** Something the hall is told by the clock: heard where this board speaks, read on every board. It gives way to any call. */
export const GuidanceMoment = Type.Object(
  {
    id: Type.String(),
    text: Text,
    sounds: CallMoment.properties.sounds,
    volume: CallMoment.properties.volume,
  },
  closed,
)
export type GuidanceMoment = Static<typeof GuidanceMoment>

/** The wire of a board, LED board or counter sign. It has no asks: a board cannot send a command. */
export interface DisplayContract {
  view: BoardView
  moments: { call: CallMoment; guidance: GuidanceMoment }
  asks: Record<never, never>
}
