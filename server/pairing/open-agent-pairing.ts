import type { Logger } from 'pino'
import type { NoteAct } from '../acts.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { AgentKeys } from '../settings/agent-keys.ts'
import type { SettingsStore } from '../settings/store.ts'
import { AGENT_FORGOTTEN_MS, type AgentPairing, openAgentPairing } from './agents.ts'
import { agentBook } from './book.ts'
import { mintOf } from './open-pairing.ts'
import { waitingRoom } from './waiting-room.ts'

/** The hall's agents and their pairing, on the hub's own database. */
export function agentPairingOn(parts: {
  database: Sqlite
  settings: SettingsStore
  keys: AgentKeys
  now: () => number
  steady: () => number
  note: NoteAct
  cut: (agent: string) => void
  log: Logger
}): AgentPairing {
  const { database, settings, log, ...rest } = parts
  return openAgentPairing({
    ...rest,
    book: agentBook(database),
    atOnce: (work) => database.transaction(work)(),
    mint: mintOf(settings),
    atDoor: waitingRoom(AGENT_FORGOTTEN_MS),
    onCopied: ({ place }, addresses) =>
      log.error({ agent: place.agent, addresses }, 'the key of an agent was used in two machines: both were cut'),
  })
}
