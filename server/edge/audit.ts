import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import Type from 'typebox'
import { HEADS } from '#core/contract/access.ts'
import { PrintClosing, PublishedHeads } from '#core/contract/audit.ts'
import type { PrintClosingSlip } from '../audit/closing.ts'
import type { PublishedHeads as Heads } from '../audit/published-heads.ts'
import { answers } from './answers.ts'
import type { Errand } from './ear.ts'
import type { Who } from './who.ts'

const DAYS_SHOWN = 62

/** Where the journal stands: anyone may know, that is what it is good for. It says nothing of what is in it. */
export function auditRoutes(app: FastifyInstance, { heads }: { heads: Heads }): void {
  app.get(
    '/api/heads',
    {
      config: { may: 'anyone', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags: ['proof'],
        summary: 'The journal’s head now and at the end of the last days, to hold a closing slip against',
        response: answers(PublishedHeads),
      },
    },
    async () => ({ now: await heads.now(), days: heads.list(DAYS_SHOWN) }),
  )
}

/** The closing slip as something a desk may ask. */
export function printClosing(print: PrintClosingSlip): Errand {
  return {
    row: {
      name: 'print-closing',
      summary: 'Print the day’s closing slip: its figures and the journal’s head. The same key prints once.',
      roles: HEADS,
      body: PrintClosing,
      value: Type.Object({ printed: Type.Boolean() }, { additionalProperties: false }),
      example: {},
    },
    run: ({ command }: Static<typeof PrintClosing>, who: Who) => print(who, `closing-${command}`),
  }
}
