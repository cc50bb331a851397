import type { Logger } from 'pino'
import type { CardSeal } from '../edge/card-seal.ts'
import type { Reaction } from '../road.ts'

/** Destroys the key of yesterday's identity cards with the first event of the new day. */
export function forgetCards(parts: { cards: CardSeal; log: Logger }): Reaction {
  return ({ happened }) => {
    if (happened.some(({ event }) => event.type === 'DayOpened')) destroyOldKeys(parts)
  }
}

/** The same for a hub that stopped between the new day and this. */
export function destroyOldKeys({ cards, log }: { cards: CardSeal; log: Logger }): void {
  try {
    cards.forgetYesterday()
  } catch (error) {
    // A full disk: the key carries its day, so it is not used again, and the next start or day tries once more.
    log.error({ err: error }, 'the key of yesterday’s identity cards could not be destroyed yet')
  }
}
