import { createHmac, randomBytes } from 'node:crypto'
import type { ServiceDay } from '#core/domain/events.ts'
import type { SettingsStore } from '../settings/store.ts'

const OF_CARDS = 'card-key '

/** Makes of an identity card's number what may be kept: a hash that nobody can undo once the day's key is gone. */
export interface CardSeal {
  personOf(card: string): string
  /** The keys of the days before are destroyed, and with them the meaning of their hashes. */
  forgetYesterday(): void
}

/**
 * HMAC-SHA-256 under a random key of the service day. A bare hash of twelve digits could be undone by trying them all, so
 * the key is the secret: kept for its own day, so that a restart at noon still knows who has a number, and no longer.
 */
export function openCardSeal({
  settings,
  day,
}: {
  settings: Pick<SettingsStore, 'secret' | 'forgetSecrets'>
  /** The service day of whatever is asked now. */
  day: () => ServiceDay
}): CardSeal {
  const today = () => `${OF_CARDS}${day()}`
  return {
    personOf(card) {
      const key = settings.secret(today(), () => randomBytes(32).toString('hex'))
      return createHmac('sha256', key).update(card).digest('base64url')
    },
    forgetYesterday: () => settings.forgetSecrets(OF_CARDS, today()),
  }
}
