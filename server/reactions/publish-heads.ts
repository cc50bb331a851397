import type { Logger } from 'pino'
import type { PublishedHeads } from '../audit/published-heads.ts'
import type { Reaction } from '../road.ts'

/** With each day that ends, keeps where the journal stood. */
export function publishHeads({ heads, log }: { heads: PublishedHeads; log: Logger }): Reaction {
  return ({ happened }) => {
    if (!happened.some(({ event }) => event.type === 'DayClosed')) return
    heads.catchUp().catch((error: unknown) => log.error({ err: error }, 'the head of the day could not be kept'))
  }
}
