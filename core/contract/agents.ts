import { type Static, Type } from 'typebox'
import { HallAgent } from './hall.ts'
import { closed, Instant, OrNull } from './shapes.ts'

/** The other machines that carry devices of this hall, and how the line to each is. */
export const Agents = Type.Object(
  {
    agents: Type.Array(
      Type.Object(
        {
          id: HallAgent.properties.id,
          name: HallAgent.properties.name,
          /** Without a key it cannot come in: it was never given one, or it died. */
          hasKey: Type.Boolean(),
          line: OrNull(
            Type.Object(
              {
                sinceAt: Instant,
                version: Type.String(),
                address: Type.String(),
                clockAheadMs: OrNull(Type.Number({ description: 'its wall clock against the hub’s' })),
                roundTripMs: OrNull(Type.Number()),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Agents = Static<typeof Agents>

/** A machine to be added to the hall. */
export const NewAgent = HallAgent
export type NewAgent = Static<typeof NewAgent>

/** The key of an agent, shown this once. */
export const AgentKey = Type.Object({ id: Type.String(), key: Type.String() }, closed)
export type AgentKey = Static<typeof AgentKey>

/** What came of taking an agent out. */
export const AgentRemoved = Type.Object(
  {
    inHall: Type.Boolean({ description: 'it stays in the hall without a key, because devices are plugged in there' }),
  },
  closed,
)
export type AgentRemoved = Static<typeof AgentRemoved>
