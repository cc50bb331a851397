import { type Static, Type } from 'typebox'
import { HallAgent } from './hall.ts'
import { Code, PairingId } from './screens.ts'
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
          key: Type.Union(
            [Type.Literal('none'), Type.Literal('by-hand'), Type.Literal('paired'), Type.Literal('copied')],
            { description: 'copied: two machines used it, and both were cut' },
          ),
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
    waiting: Type.Array(
      Type.Object(
        {
          id: PairingId,
          code: Code,
          address: Type.String(),
          machine: Type.String({ description: 'what it calls itself' }),
          version: Type.String(),
          sinceAt: Instant,
          was: OrNull(Type.String({ description: 'the agent it was until its key died' })),
        },
        closed,
      ),
      { description: 'told to administrators' },
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

const Bytes32 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: '32 bytes as base64url' })
const Nonce = Type.String({ pattern: '^[A-Za-z0-9_-]{32}$' })

/** An agent without a key asks to be paired (server/agent/introduction.ts): it binds itself to what it says next, then says it, again and again. */
export const AgentHere = Type.Union([
  Type.Object(
    {
      say: Type.Literal('greet'),
      commitment: Bytes32,
      machine: Type.String({
        pattern: '^[A-Za-z0-9._-]{1,63}$',
        description: 'the name of the machine, or its wished id',
      }),
      version: Type.String({ pattern: '^[\\w.+-]{1,40}$' }),
      was: OrNull(Type.String({ maxLength: 300, description: 'the token of the pairing that ended' })),
    },
    closed,
  ),
  Type.Object({ say: Type.Literal('wait'), id: PairingId, publicKey: Bytes32, nonce: Nonce }, closed),
])
export type AgentHere = Static<typeof AgentHere>

/** What the hub answers. The code itself is never said: both ends make it, and two people compare. */
export const AgentStanding = Type.Union([
  Type.Object({ state: Type.Literal('greeted'), id: PairingId, publicKey: Bytes32, nonce: Nonce }, closed),
  Type.Object(
    {
      state: Type.Literal('waiting'),
      untilMs: Type.Number({ description: 'how long the code holds' }),
      why: OrNull(Type.Union([Type.Literal('revoked'), Type.Literal('suspended')])),
    },
    closed,
  ),
  Type.Object({ state: Type.Literal('again') }, { ...closed, description: 'too old or unknown: greet anew' }),
  Type.Object(
    {
      state: Type.Literal('paired'),
      answer: Type.Object(
        { n: Type.Integer(), last: Type.Boolean(), text: Type.String(), seal: Type.String() },
        { ...closed, description: 'its id, name and token, closed with what both agreed on' },
      ),
    },
    closed,
  ),
])
export type AgentStanding = Static<typeof AgentStanding>

/** Lets a waiting agent in, after its code was compared. Where another machine has that id and a key, `replaces` says that it is meant. */
export const AgentApproval = Type.Object({ code: Code, ...HallAgent.properties, replaces: Type.Boolean() }, closed)
export type AgentApproval = Static<typeof AgentApproval>

export const AgentPaired = Type.Object({ id: Type.String() }, closed)
export type AgentPaired = Static<typeof AgentPaired>
