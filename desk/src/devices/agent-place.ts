import type { Agents } from '#core/contract/agents.ts'

export type Agent = Agents['agents'][number]
export type WaitingAgent = Agents['waiting'][number]

export const AGENT_ID = /^[a-z0-9][a-z0-9-]{0,39}$/

/** What is said of an agent without a line, by what becomes of its key. */
export const STATE_WITHOUT_LINE = {
  none: 'agent-keyless',
  copied: 'agent-copied',
  paired: 'agent-away',
  'by-hand': 'agent-away',
} as const
export const HELP_WITHOUT_LINE = {
  none: 'agentKeylessHelp',
  copied: 'agentCopiedHelp',
  paired: 'agentAwayHelp',
  'by-hand': 'agentAwayHelp',
} as const

/** Which agent somebody most likely approves: the one it was, or a new one under the name the machine goes by. */
export function guessAgent(
  one: WaitingAgent,
  agents: readonly Agent[],
): { id: string; name: string; replaces: boolean } {
  const was = agents.find(({ name }) => name === one.was)
  if (was) return { id: was.id, name: was.name, replaces: true }
  const wish = one.machine.toLowerCase().split('.')[0] ?? ''
  const isFree = AGENT_ID.test(wish) && wish !== 'localhost' && !agents.some(({ id }) => id === wish)
  if (isFree) return { id: wish, name: one.was ?? '', replaces: false }
  for (let n = 1; ; n++) {
    if (!agents.some(({ id }) => id === `may-phu-${n}`))
      return { id: `may-phu-${n}`, name: one.was ?? '', replaces: false }
  }
}
