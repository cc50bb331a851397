import type { AgentKey, AgentRemoved, Agents, NewAgent } from '#core/contract/agents.ts'
import type { Hall } from '#core/contract/hall.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { AgentLine } from '../agent/far-devices.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { AgentKeys } from './agent-keys.ts'
import type { HallRoom } from './hall-room.ts'

/** The agents of the hall and their keys. The hall's document says which there are; the key lets one in. */
export interface AgentRoom {
  look(): Agents
  /** Adds a machine to the hall and shows its key this once. */
  add(asked: NewAgent, who: Who): Promise<Answer<AgentKey>>
  /** A new key; the old one dies, and whoever came in with it is cut off at once. */
  newKey(id: string): Answer<AgentKey>
  remove(id: string, who: Who): Promise<Answer<AgentRemoved>>
  /** Another hall holds: keys of agents it no longer has die with them. */
  settle(hall: Hall): void
}

export function openAgentRoom(parts: {
  hallRoom: Pick<HallRoom, 'now' | 'look' | 'change'>
  keys: AgentKeys
  line: (agent: string) => AgentLine | null
  cut: (agent: string) => void
}): AgentRoom {
  const { hallRoom, keys, line, cut } = parts
  const isInHall = (id: string) => hallRoom.now().agents.some((agent) => agent.id === id)

  function changeAgents(agents: Hall['agents'], who: Who): Promise<Answer<unknown>> {
    const { version, hall } = hallRoom.look()
    return hallRoom.change({ version, hall: { ...hall, agents } }, who)
  }

  function showKey(id: string): Answer<AgentKey> {
    const key = keys.make(id)
    cut(id)
    return { ok: true, value: { id, key } }
  }

  return {
    look: () => ({
      agents: hallRoom
        .now()
        .agents.map(({ id, name }) => ({ id, name, hasKey: keys.keyOf(id) !== null, line: line(id) })),
    }),
    async add(agent, who) {
      if (isInHall(agent.id)) return problem('name-taken')
      const changed = await changeAgents([...hallRoom.now().agents, agent], who)
      return changed.ok ? showKey(agent.id) : changed
    },
    newKey: (id) => (isInHall(id) ? showKey(id) : problem('not-found')),
    async remove(id, who) {
      if (!isInHall(id)) return problem('not-found')
      keys.destroy(id)
      cut(id)
      const { agents, devices } = hallRoom.now()
      if (devices.some((device) => device.at === id)) return { ok: true, value: { inHall: true } }
      const changed = await changeAgents(
        agents.filter((agent) => agent.id !== id),
        who,
      )
      return changed.ok ? { ok: true, value: { inHall: false } } : changed
    },
    settle(hall) {
      for (const id of keys.all()) {
        if (hall.agents.some((agent) => agent.id === id)) continue
        keys.destroy(id)
        cut(id)
      }
    },
  }
}
