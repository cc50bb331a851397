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
  /** Destroys it; says whether there was one. */
  destroy(agent: string): boolean
}

export function agentKeys(database: Sqlite): AgentKeys {
  const find = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO secrets (name, value) VALUES (?, ?)')
  const drop = database.prepare('DELETE FROM secrets WHERE name = ?')
  const nameOf = (agent: string) => `agent-key/${agent}`

  function destroy(agent: string): boolean {
    // Otherwise its bytes would stay in the free part of their page.
    database.pragma('secure_delete = ON')
    const { changes } = drop.run(nameOf(agent))
    database.pragma('secure_delete = OFF')
    return changes > 0
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
  }
}
