import { randomBytes } from 'node:crypto'
import type { Sqlite } from '../journal/open-database.ts'
import type { SettingsStore } from '../settings/store.ts'
import { keyId, newKey, writtenKey } from './recovery-key.ts'

/** The keys of keeping: the one that opens sealed copies, and those that let this hub into others. */
export interface KeepingKeys {
  /** Whose copies these are: eight hex digits that stay over every restore. */
  readonly hub: string
  recovery(): Buffer
  recoveryId(): string
  shownAt(): number | null
  /** As people write it down; noted as shown. */
  show(at: number): string
  /** A new one for every copy from now on; older copies open with the older sheet. */
  renew(): void
  ofTarget(id: string): string | null
  setOfTarget(id: string, key: string): void
}

const KEY = 'keeping-recovery-key'
const SHOWN = 'keeping-key-shown'

export function keepingKeys(database: Sqlite, settings: SettingsStore): KeepingKeys {
  const find = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const put = database.prepare(
    'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const recovery = () =>
    Buffer.from(
      settings.secret(KEY, () => newKey().toString('hex')),
      'hex',
    )
  return {
    hub: settings.secret('keeping-hub', () => randomBytes(4).toString('hex')),
    recovery,
    recoveryId: () => keyId(recovery()),
    shownAt() {
      const [id, at] = find.get(SHOWN)?.value.split(' ') ?? []
      return id === keyId(recovery()) ? Number(at) : null
    },
    show(at) {
      put.run(SHOWN, `${keyId(recovery())} ${at}`)
      return writtenKey(recovery())
    },
    renew() {
      put.run(KEY, newKey().toString('hex'))
    },
    ofTarget: (id) => find.get(`keeping-target-${id}`)?.value ?? null,
    setOfTarget(id, key) {
      put.run(`keeping-target-${id}`, key)
    },
  }
}
