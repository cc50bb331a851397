import { freshKey } from '../agent/handshake.ts'
import type { Sqlite } from '../journal/open-database.ts'

/**
 * The keys by which other machines prove that they belong to this hall. Both ends must hold a key to seal with it, so it is
 * kept as it is, in the database that only the hub reads; it is shown once and never again.
 */
export interface AgentKeys {
  keyOf(agent: string): string | null
  /** Makes a key, and shows it this once; an older one dies. */
  make(agent: string): string
  destroy(agent: string): void
  /** Every agent that has one. */
  all(): string[]
}

const PREFIX = 'agent-key/'

export function agentKeys(database: Sqlite): AgentKeys {
  const find = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO secrets (name, value) VALUES (?, ?)')
  const drop = database.prepare('DELETE FROM secrets WHERE name = ?')
  const names = database.prepare<[], { name: string }>(
    `SELECT name FROM secrets WHERE substr(name, 1, ${PREFIX.length}) = '${PREFIX}'`,
  )
  const nameOf = (agent: string) => PREFIX + agent

  function destroy(agent: string): void {
    // Otherwise its bytes would stay in the free part of their page.
    database.pragma('secure_delete = ON')
    drop.run(nameOf(agent))
    database.pragma('secure_delete = OFF')
  }

  return {
    keyOf: (agent) => find.get(nameOf(agent))?.value ?? null,
    make(agent) {
      destroy(agent)
      const key = freshKey()
      keep.run(nameOf(agent), key)
      return key
    },
    destroy,
    all: () => names.all().map(({ name }) => name.slice(PREFIX.length)),
  }
}
