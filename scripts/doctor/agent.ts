import { accessSync, constants } from 'node:fs'
import { type AgentStatus, readStatus } from '#server/agent/status.ts'
import { type AgentConfig, CannotStart, readAgentConfig } from '#server/config.ts'
import { type Finding, fault, note, ok } from './finding.ts'

/** How a machine that carries devices for a hub stands with it: as its program last wrote down. */
export function agent(env: Record<string, string | undefined>, now: number): Finding[] {
  let config: AgentConfig
  try {
    config = readAgentConfig(env)
  } catch (cause) {
    if (!(cause instanceof CannotStart)) throw cause
    return [fault('environment', cause.message, 'Set these variables right and ask again.')]
  }
  const right = ok('environment', 'every LUOT_ variable can be used')
  try {
    accessSync(config.dataFolder, constants.R_OK | constants.X_OK)
  } catch {
    const why = 'It is there once the agent has run; ask as its user or as root.'
    return [right, note('hub', `${config.dataFolder} cannot be read`, why)]
  }
  return [right, standing(readStatus(config.dataFolder), config.hub, now)]
}

export function standing(status: AgentStatus | null, hub: string, now: number): Finding {
  if (status === null)
    return note('hub', `nothing was heard of ${hub} yet`, 'Start the agent (systemctl start luot-agent).')
  switch (status.state) {
    case 'connected':
      return ok('hub', `this machine is ${status.agent} at ${status.hub}`)
    case 'away':
      return fault('hub', `no line to ${status.hub}`, status.why)
    case 'asking':
      return now < status.untilAt
        ? note(
            'hub',
            `waits to be paired with ${status.hub}, code ${status.code}`,
            'At the hub’s desk, page Devices, approve the very same code.',
          )
        : note('hub', 'its last code is too old', 'See that the agent runs: a new code comes by itself.')
    default:
      return status satisfies never
  }
}
