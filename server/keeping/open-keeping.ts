import type { Logger } from 'pino'
import type { KeepingHealth } from '#core/contract/backups.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Journal } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { BACKUPS } from '../settings/backups.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import type { SettingsStore } from '../settings/store.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { type Keeper, openKeeper } from './keeper.ts'
import { keepingKeys } from './keys.ts'
import { targetNotes } from './notes.ts'

/** Everything about copies: those this hub makes, and those it keeps for others. */
export interface Keeping {
  readonly copies: Keeper
  readonly inbox: Inbox
  /** How each place stands, for machines that watch. */
  health(): KeepingHealth
}

export function openKeeping(parts: {
  dataFolder: string
  database: Sqlite
  journal: Journal
  settings: SettingsStore
  documents: DocumentRoom
  queue: () => Queue
  now: () => number
  log: Logger
}): Keeping {
  const { database, dataFolder, documents } = parts
  const keys = keepingKeys(database, parts.settings)
  const notes = targetNotes(database)
  const inbox = openInbox(database, dataFolder)
  const settings = () => documents.now(BACKUPS)
  const copies = openKeeper({ ...parts, settings, keys, notes, inbox })
  documents.onChange((kind) => {
    if (kind === BACKUPS.kind) copies.settingsChanged()
  })
  return {
    copies,
    inbox,
    health: () =>
      settings().targets.map(({ id }) => {
        const { lastCopy, proof } = notes.of(id)
        return {
          target: id,
          copyAt: lastCopy?.at ?? null,
          provedAt: proof?.ok ? proof.at : null,
          tailSeq: copies.tailSeq(id),
        }
      }),
  }
}
