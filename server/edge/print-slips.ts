import Type, { type Static } from 'typebox'
import { HEADS } from '#core/contract/access.ts'
import { PrintSlips } from '#core/contract/ratings.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { counterOfSlip } from '#core/domain/campaigns.ts'
import { readPaperCode } from '#core/domain/paper-code.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { ratingSlip } from '../paper/rating-slip.ts'
import { slipsOf } from '../reports/campaign-paper.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'
import type { Errand } from './ear.ts'
import type { PaperCodes } from './paper-codes.ts'
import { refusal } from './problem.ts'
import type { Who } from './who.ts'

/** Prints some slips of a campaign on the hall's printer. They are the campaign's own slips: printed twice, each still counts once. */
export function printSlips(parts: {
  codes: PaperCodes
  printers: Supervisor
  draw: LazyDraw
  hall: () => Hall
  queue: () => Queue
}): Errand {
  const run = async (given: Static<typeof PrintSlips>, who: Who): Promise<Answer<{ printed: number }>> => {
    const found = slipsOf(given.campaign, { queue: parts.queue(), codes: parts.codes })
    if (!found) return refusal('unknown-campaign')
    const printer = printerOf(parts.hall(), who.id)
    if (printer === null) return { ok: true, value: { printed: 0 } }
    const wanted = found.slips.filter(({ code }) => {
      const number = readPaperCode(code)?.number ?? 0
      return number >= given.first && counterOfSlip(found.campaign, number) === given.counter
    })
    let printed = 0
    for (const slip of wanted.slice(0, given.count)) {
      const paper = ratingSlip(slip)
      const picture = await parts.draw(paper, dotsOf(parts.hall(), printer))
      const job = { id: `${given.command}-${slip.code}`, title: paper.title, picture, lines: linesOf(paper) }
      const outcome = await parts.printers.printer(printer).print(job)
      if (outcome.outcome === 'failed') break
      printed++
    }
    return { ok: true, value: { printed } }
  }
  return {
    row: {
      name: 'print-slips',
      summary: 'Print some slips of a campaign on the hall’s printer; says how many came out.',
      roles: HEADS,
      body: PrintSlips,
      value: Type.Object({ printed: Type.Integer() }, { additionalProperties: false }),
      example: { campaign: '001', counter: 'quay-1', first: 1, count: 2 },
    },
    run,
  }
}
