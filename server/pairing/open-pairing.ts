import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Queue } from '#core/domain/queue.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Screens } from '../screens.ts'
import type { SettingsStore } from '../settings/store.ts'
import { screenBook } from './book.ts'
import { openPairingRoom, type PairingRoom } from './room.ts'
import { type TokenMint, tokenMint } from './tokens.ts'
import { waitingRoom } from './waiting-room.ts'

/** The hall's screens and their keys, on the hub's own database. */
export function openPairing(parts: {
  database: Sqlite
  settings: SettingsStore
  queue: () => Queue
  now: () => number
  steady: () => number
  note: NoteAct
  screens: () => Pick<Screens, 'cut'>
  log: Logger
}): PairingRoom {
  const { database, settings, queue, now, steady, note, screens, log } = parts
  return openPairingRoom({
    book: screenBook(database),
    mint: mintOf(settings),
    atDoor: waitingRoom(),
    queue,
    now,
    steady,
    note,
    cut: (id, why) => screens().cut(({ pairing }) => pairing === id, problem(why)),
    onCopied: ({ id, place }, addresses) =>
      log.error({ screen: id, place, addresses }, 'the key of a screen was used in two places: both were cut'),
  })
}

/** Seals the tokens of this hub's screens and agents. */
export function mintOf(settings: SettingsStore): TokenMint {
  return tokenMint(settings.secret('screen-seal', () => randomBytes(32).toString('hex')))
}
