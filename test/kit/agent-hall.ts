import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/journal/open-database.ts'
import { agentKeys } from '#server/settings/agent-keys.ts'
import { type ChaosProxy, chaosProxy } from './chaos-proxy.ts'
import { type EscposMachine, escposMachine, serveMachine } from './escpos-machine.ts'
import { type HubProcess, startAgentProcess, startProcess } from './hub-process.ts'
import { furnishWithPrinter, slipStory, until } from './paper-hall.ts'

export const AGENT = 'kiosk-pi'

/** A hub and an agent as two programs, a cable between them with hands on it, and a printer at the agent. */
export interface AgentHall {
  readonly machine: EscposMachine
  readonly cable: ChaosProxy
  readonly folder: string
  startHub(): Promise<string>
  startAgent(): Promise<void>
  killHub(): Promise<void>
  killAgent(): Promise<void>
  agent(): HubProcess
  url(): string
  /** How the hub sees the printer: its state, and its fault. */
  printer(): Promise<string>
  whole(): number
  /** Waits until the journal knows what became of a slip, and says what. */
  settled(ticket: string): Promise<readonly string[]>
  close(): Promise<void>
}

/** Nothing runs yet. */
export async function agentHall(): Promise<AgentHall> {
  const base = mkdtempSync(join(tmpdir(), 'luot-agents-'))
  const folder = join(base, 'hub')
  const machine = escposMachine()
  const printer = await serveMachine(machine)
  await furnishWithPrinter(folder, printer.port, AGENT)
  const database = openDatabase(folder)
  const keyFile = join(base, 'key')
  writeFileSync(keyFile, `${agentKeys(database).make(AGENT)}\n`)
  database.close()
  const target = { port: 0 }
  const cable = await chaosProxy(target)
  let hub: HubProcess | null = null
  let agent: HubProcess | null = null

  const hall: AgentHall = {
    machine,
    cable,
    folder,
    async startHub() {
      hub = await startProcess({ LUOT_DATA: folder })
      if (hub.url === null) throw new Error(hub.output())
      target.port = Number(new URL(hub.url).port)
      return hub.url
    },
    async startAgent() {
      agent = await startAgentProcess({
        LUOT_HUB: `http://127.0.0.1:${cable.port}`,
        LUOT_AGENT: AGENT,
        LUOT_AGENT_KEY_FILE: keyFile,
        LUOT_DATA: join(base, 'agent'),
      })
      if (agent.url === null) throw new Error(agent.output())
    },
    async killHub() {
      await hub?.stop('SIGKILL')
      hub = null
    },
    async killAgent() {
      await agent?.stop('SIGKILL')
      agent = null
    },
    agent() {
      if (!agent) throw new Error('no agent runs')
      return agent
    },
    url: () => hub?.url ?? '',
    async printer() {
      const { devices } = (await (await fetch(`${hub?.url}/healthz`)).json()) as {
        devices: { state: string; fault: string | null }[]
      }
      return [devices[0]?.state, devices[0]?.fault].filter(Boolean).join(' ')
    },
    whole: () => machine.slips().filter((slip) => !slip.torn).length,
    async settled(ticket) {
      await until(() => slipStory(folder, ticket).length >= 2)
      return slipStory(folder, ticket)
    },
    async close() {
      await hall.killAgent()
      await hall.killHub()
      await cable.close()
      await printer.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
  return hall
}
