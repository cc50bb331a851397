import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { writeWhole } from './kept-pairing.ts'

/** How an agent stands with its hub, as the file `status.json` in its folder says it: for `npm run doctor`, and for whoever looks. */
export const AgentStatus = Type.Union([
  Type.Object({ state: Type.Literal('asking'), hub: Type.String(), code: Type.String(), untilAt: Type.Number() }),
  Type.Object({ state: Type.Literal('connected'), hub: Type.String(), agent: Type.String() }),
  Type.Object({ state: Type.Literal('away'), hub: Type.String(), why: Type.String() }),
])
export type AgentStatus = Static<typeof AgentStatus>

export const STATUS_FILE = 'status.json'

export function writeStatus(folder: string, status: AgentStatus): void {
  writeWhole(join(folder, STATUS_FILE), `${JSON.stringify(status)}\n`, 0o600)
}

export function readStatus(folder: string): AgentStatus | null {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, STATUS_FILE), 'utf8'))
    return Check(AgentStatus, found) ? found : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
