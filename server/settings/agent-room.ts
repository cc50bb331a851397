import type { AgentApproval, AgentKey, AgentPaired, AgentRemoved, Agents, NewAgent } from '#core/contract/agents.ts'
import type { Hall } from '#core/contract/hall.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import type { AgentLine } from '../agent/far-devices.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { AgentPairing } from '../pairing/agents.ts'
import type { AgentKeys } from './agent-keys.ts'
import type { HallRoom } from './hall-room.ts'

/** The agents of the hall and their keys. The hall's document says which there are; the key lets one in. */
export interface AgentRoom extends Pick<AgentPairing, 'here'> {
  /** Codes of those that wait are told to whoever may approve them. */
  look(who: Who): Agents
  /** Lets a waiting agent in, as a new agent of the hall or in place of one. */
  approve(waiting: string, asked: AgentApproval, who: Who): Promise<Answer<AgentPaired>>
  /** Adds a machine to the hall whose key is typed in by hand, and shows that key this once. */
  add(asked: NewAgent, who: Who): Promise<Answer<AgentKey>>
  /** A new key by hand; the old one dies, and whoever came in with it is cut off at once. */
  newKey(id: string, who: Who): Promise<Answer<AgentKey>>
  remove(id: string, who: Who): Promise<Answer<AgentRemoved>>
  /** Another hall holds: keys of agents it no longer has die with them. */
  settle(hall: Hall): void
  /** Is there an agent whose key was copied, and nobody has looked after it yet? */
  isAnyCopied(): boolean
}

export function openAgentRoom(parts: {
  hallRoom: Pick<HallRoom, 'now' | 'look' | 'change'>
  keys: AgentKeys
  pairing: AgentPairing
  note: NoteAct
  line: (agent: string) => AgentLine | null
  cut: (agent: string) => void
}): AgentRoom {
  const { hallRoom, keys, pairing, line, cut } = parts
  const inHall = (id: string) => hallRoom.now().agents.find((agent) => agent.id === id)

  function changeAgents(agents: Hall['agents'], who: Who): Promise<Answer<unknown>> {
    const { version, hall } = hallRoom.look()
    return hallRoom.change({ version, hall: { ...hall, agents } }, who)
  }

  function keyKind(id: string): Agents['agents'][number]['key'] {
    const state = pairing.recordOf(id)?.state
    if (state === 'suspended') return 'copied'
    if (keys.keyOf(id) === null) return 'none'
    return state === 'paired' ? 'paired' : 'by-hand'
  }

  function noted(id: string, did: string, key: string, who: Who) {
    const told = { name: inHall(id)?.name ?? id, what: 'agent', agent: id }
    const before = { ...told, key: keyKind(id) }
    return parts.note(who, { about: 'device', id, did, before, after: { ...told, key } })
  }

  function dies(id: string, by: string): void {
    pairing.revoke(id, by)
    cut(id)
  }

  async function showKey(id: string, who: Who): Promise<Answer<AgentKey>> {
    const written = await noted(id, 'key-made', 'by-hand', who)
    if (!written.ok) return written
    dies(id, who.id)
    return { ok: true, value: { id, key: keys.make(id) } }
  }

  return {
    here: pairing.here,
    look: (who) => ({
      agents: hallRoom.now().agents.map(({ id, name }) => ({
        id,
        name,
        hasKey: keys.keyOf(id) !== null,
        key: keyKind(id),
        line: line(id),
      })),
      waiting:
        who.role !== 'admin'
          ? []
          : pairing.waiting().map(({ id, code, address, wants, version, sinceAt, was }) => ({
              id,
              code,
              address,
              machine: wants,
              version,
              sinceAt,
              was: was?.name ?? null,
            })),
    }),
    async approve(waiting, { code, id, name, replaces }, who) {
      const compared = pairing.compared(waiting, code)
      if (!compared.ok) return compared
      const known = inHall(id)
      if (known && keys.keyOf(id) !== null && !replaces) return problem('agent-taken')
      const others = hallRoom.now().agents.filter((agent) => agent.id !== id)
      const changed = known?.name === name ? null : await changeAgents([...others, { id, name }], who)
      if (changed && !changed.ok) return changed
      const ended = known && keyKind(id) !== 'none' ? await noted(id, 'revoked', 'none', who) : null
      if (ended && !ended.ok) return ended
      const paired = await pairing.pair(waiting, { id, name }, who)
      if (paired.ok) cut(id)
      return paired
    },
    async add(agent, who) {
      if (inHall(agent.id)) return problem('name-taken')
      const changed = await changeAgents([...hallRoom.now().agents, agent], who)
      return changed.ok ? showKey(agent.id, who) : changed
    },
    newKey: async (id, who) => (inHall(id) ? showKey(id, who) : problem('not-found')),
    async remove(id, who) {
      if (!inHall(id)) return problem('not-found')
      const written = await noted(id, 'revoked', 'none', who)
      if (!written.ok) return written
      dies(id, who.id)
      const { agents, devices } = hallRoom.now()
      if (devices.some((device) => device.at === id)) return { ok: true, value: { inHall: true } }
      const changed = await changeAgents(
        agents.filter((agent) => agent.id !== id),
        who,
      )
      return changed.ok ? { ok: true, value: { inHall: false } } : changed
    },
    settle(hall) {
      for (const id of keys.all()) if (!hall.agents.some((agent) => agent.id === id)) dies(id, 'hub')
    },
    isAnyCopied: () => hallRoom.now().agents.some(({ id }) => pairing.recordOf(id)?.state === 'suspended'),
  }
}
