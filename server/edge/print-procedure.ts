import Type, { type Static } from 'typebox'
import { PrintProcedure } from '#core/contract/kiosk.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { procedureSlip } from '../paper/procedure-slip.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'
import { STAFF } from './ask.ts'
import type { Errand } from './ear.ts'
import type { openLookup } from './lookup.ts'
import { problem } from './problem.ts'
import type { Who } from './who.ts'

/** Prints a procedure to take home. No change of the hall: it does not go down the road, but the same id prints once. */
export function printProcedure(parts: {
  lookup: ReturnType<typeof openLookup>
  printers: Supervisor
  draw: LazyDraw
  hall: () => Hall
  queue: () => Queue
  now: () => number
}): Errand {
  const run = async (given: Static<typeof PrintProcedure>, who: Who): Promise<Answer<{ printed: boolean }>> => {
    const [year, month, day] = localTime(parts.now(), parts.queue().office.timeZone).date.split('-')
    const facts = parts.lookup.slipFacts(given.code, `${day}/${month}/${year}`)
    if (!facts) return problem('not-found')
    const printer = printerOf(parts.hall(), who.id)
    if (printer === null) return { ok: true, value: { printed: false } }
    const paper = procedureSlip(facts)
    const picture = await parts.draw(paper, dotsOf(parts.hall(), printer))
    const job = { id: `${given.command}-${given.code}`, title: paper.title, picture, lines: linesOf(paper) }
    const outcome = await parts.printers.printer(printer).print(job)
    return { ok: true, value: { printed: outcome.outcome !== 'failed' } }
  }
  return {
    row: {
      name: 'print-procedure',
      summary: 'Print a procedure to take home. Changes nothing in the hall; the same key prints once.',
      roles: ['kiosk', ...STAFF],
      body: PrintProcedure,
      value: Type.Object({ printed: Type.Boolean() }, { additionalProperties: false }),
      example: { code: '1.001193' },
    },
    run,
  }
}
