import { freshKey } from '../agent/handshake.ts'
import type { Sqlite } from '../journal/open-database.ts'

/**
 * The keys by which other machines prove that they belong to this hall. Both ends must hold a key to seal with it, so it is
 * kept as it is, in the database that only the hub reads.
 */
export interface AgentKeys {
  keyOf(agent: string): string | null
  /** Makes a key to be typed in by hand, and shows it this once; an older one dies. */
  make(agent: string): string
  /** Keeps the key that hub and agent made between them; an older one dies. */
  keep(agent: string, key: string): void
  /** The key opens nothing any more, and is kept to tell its machine so: nobody else could say it and be believed. */
  retire(agent: string): void
  retiredKeyOf(agent: string): string | null
  destroy(agent: string): void
  /** Every agent that has one. */
  all(): string[]
}

const LIVING = 'agent-key/'
const RETIRED = 'agent-key-retired/'

export function agentKeys(database: Sqlite): AgentKeys {
  const find = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const write = database.prepare('INSERT OR REPLACE INTO secrets (name, value) VALUES (?, ?)')
  const drop = database.prepare('DELETE FROM secrets WHERE name IN (?, ?)')
  const names = database.prepare<[], { name: string }>(
    `SELECT name FROM secrets WHERE substr(name, 1, ${LIVING.length}) = '${LIVING}'`,
  )
  const keyOf = (agent: string) => find.get(LIVING + agent)?.value ?? null

  /** All the keys of an agent go, and this one alone stands, if any: a power cut finds the former or the latter. */
  function replace(agent: string, name: string, key: string | null): void {
    // Otherwise their bytes would stay in the free part of their page.
    database.pragma('secure_delete = ON')
    database.transaction(() => {
      drop.run(LIVING + agent, RETIRED + agent)
      if (key !== null) write.run(name + agent, key)
    })()
    database.pragma('secure_delete = FAST')
  }

  const keep = (agent: string, key: string) => replace(agent, LIVING, key)

  return {
    keyOf,
    make(agent) {
      const key = freshKey()
      keep(agent, key)
      return key
    },
    keep,
    retire(agent) {
      const key = keyOf(agent)
      if (key !== null) replace(agent, RETIRED, key)
    },
    retiredKeyOf: (agent) => find.get(RETIRED + agent)?.value ?? null,
    destroy: (agent) => replace(agent, LIVING, null),
    all: () => names.all().map(({ name }) => name.slice(LIVING.length)),
  }
}
