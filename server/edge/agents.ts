import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ADMINS, PEOPLE } from '#core/contract/access.ts'
import { AgentKey, AgentRemoved, Agents, NewAgent } from '#core/contract/agents.ts'
import type { AgentRoom } from '../settings/agent-room.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'

const Place = Type.Object({ id: Type.String({ maxLength: 40 }) })

/** The doors to the hall's agents: staff may look, the administrator adds one, gives it a new key, or takes it out. */
export function agentRoutes(app: FastifyInstance, { agentRoom }: { agentRoom: AgentRoom }): void {
  const tags = ['devices']
  const config = { may: ADMINS, rateLimit: { max: 60, timeWindow: 60_000 } }

  app.get(
    '/api/agents',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'The agents of the hall, and the line to each', response: answers(Agents, 401) },
    },
    async () => agentRoom.look(),
  )

  app.post(
    '/api/agents',
    {
      config,
      schema: {
        tags,
        summary: 'Add another machine to the hall, and get its key',
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
    async (request, reply) => say(reply, agentRoom.newKey((request.params as { id: string }).id)),
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
