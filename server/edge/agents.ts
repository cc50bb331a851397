import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ADMINS, PEOPLE } from '#core/contract/access.ts'
import {
  AgentApproval,
  AgentHere,
  AgentKey,
  AgentPaired,
  AgentRemoved,
  AgentStanding,
  Agents,
  NewAgent,
} from '#core/contract/agents.ts'
import { PairingId } from '#core/contract/screens.ts'
import type { AgentRoom } from '../settings/agent-room.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import type { DoorKeeper } from './who.ts'

const Place = Type.Object({ id: Type.String({ maxLength: 40 }) })

/** The doors to the hall's agents: one without a key asks, staff may look, the administrator lets one in or takes it out. */
export function agentRoutes(
  app: FastifyInstance,
  { agentRoom, keeper }: { agentRoom: AgentRoom; keeper: DoorKeeper },
): void {
  const tags = ['devices']
  const config = { may: ADMINS, rateLimit: { max: 60, timeWindow: 60_000 } }

  app.get(
    '/api/agents',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'The agents of the hall, and the line to each', response: answers(Agents, 401) },
    },
    async (request) => agentRoom.look(request.who),
  )

  app.post(
    '/api/agents/here',
    {
      config: { may: 'anyone', rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'An agent without a key asks to be paired, and tells that it is still here',
        description:
          'Both ends make a code from what they said, and a key that never crosses; the code stands on the agent and at the desk.',
        body: AgentHere,
        response: answers(AgentStanding, ...OF_A_BODY),
      },
    },
    async (request, reply) => {
      const { address } = keeper.credentialsOf(request.raw)
      return say(reply, agentRoom.here(request.body as AgentHere, address))
    },
  )

  app.post(
    '/api/agents/:id/approve',
    {
      config,
      schema: {
        tags,
        summary: 'Let a waiting agent in, after its code was compared, and give it its id and name',
        params: Type.Object({ id: PairingId }),
        body: AgentApproval,
        response: answers(AgentPaired, ...OF_A_BODY, 401, 403, 404, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) =>
      say(
        reply,
        await agentRoom.approve((request.params as { id: string }).id, request.body as AgentApproval, request.who),
      ),
  )

  app.post(
    '/api/agents',
    {
      config,
      schema: {
        tags,
        summary: 'Add another machine to the hall whose key is typed in by hand, and get that key',
        description: 'Administrators only. The key is shown this once; whoever missed it makes a new one.',
        body: NewAgent,
        response: answers(AgentKey, ...OF_A_BODY, 401, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await agentRoom.add(request.body as NewAgent, request.who)),
  )

  app.post(
    '/api/agents/:id/key',
    {
      config,
      schema: {
        tags,
        summary: 'Make a new key for an agent; the old one dies and its line is cut at once',
        description: 'Administrators only. The key is shown this once.',
        params: Place,
        response: answers(AgentKey, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await agentRoom.newKey((request.params as { id: string }).id, request.who)),
  )

  app.delete(
    '/api/agents/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Take an agent out: its key dies and its line is cut at once',
        description: 'Administrators only. While devices are plugged in there it stays in the hall, without a key.',
        params: Place,
        response: answers(AgentRemoved, 401, 403, 404, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await agentRoom.remove((request.params as { id: string }).id, request.who)),
  )
}
