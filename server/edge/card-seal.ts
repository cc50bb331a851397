import { createHmac, randomBytes } from 'node:crypto'
import type { ServiceDay } from '#core/domain/events.ts'
import type { SettingsStore } from '../settings/store.ts'

const NAME = 'card-key'

/** Makes of an identity card's number what may be kept: a hash that nobody can undo once the day's key is gone. */
export interface CardSeal {
  personOf(card: string): string
  /** The day has turned: the key of the day before is destroyed, and with it the meaning of its hashes. */
  forgetYesterday(): void
}

/**
 * HMAC-SHA-256 under a random key of the service day. A bare hash of twelve digits could be undone by trying them all, so
 * the key is the secret: kept only for its own day, so that a restart at noon still knows who has a number.
 */
export function openCardSeal({
  settings,
  day,
}: {
  settings: Pick<SettingsStore, 'secret' | 'forgetSecret'>
  day: () => ServiceDay
}): CardSeal {
  const newKey = () => `${day()} ${randomBytes(32).toString('hex')}`

  function keyOfToday(): string {
    const known = settings.secret(NAME, newKey)
    if (known.startsWith(`${day()} `)) return known
    settings.forgetSecret(NAME)
    return settings.secret(NAME, newKey)
  }

  return {
    personOf: (card) => createHmac('sha256', keyOfToday()).update(card).digest('base64url'),
    forgetYesterday: () => settings.forgetSecret(NAME),
  }
}
