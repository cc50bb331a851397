import type { Logger } from 'pino'
import type { DayReport } from '#core/contract/report.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { dayOf, sittingsOn } from '#core/domain/calendar.ts'
import type { Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { NoteAct } from '../acts.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import { wallWords } from '../edge/check-in-words.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { closingSlip } from '../paper/closing-slip.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'
import type { PublishedHeads } from './published-heads.ts'

const LOOK_EVERY_MS = 30_000
const MINUTE = 60_000
const HUB: Who = { role: 'hub', id: 'hub', name: '' }

/** Prints the day's closing slip at the desk's printer. `job` names the paper: the same name prints once. */
export type PrintClosingSlip = (who: Who, job: string) => Promise<Answer<{ printed: boolean }>>

/**
 * The head it carries is of the moment before, and its figures are those of the day's report over the records up to that head. That it
 * was printed, and which head, is noted in the journal, so that a paper and the journal can be held against each other from both sides.
 */
export function printClosingSlip(parts: {
  heads: PublishedHeads
  /** The running day, by its records up to one of them; null where none of them is of it. */
  report: (untilSeq: number) => Promise<DayReport | null>
  printers: () => Supervisor
  draw: LazyDraw
  hall: () => Hall
  queue: () => Queue
  now: () => number
  note: NoteAct
}): PrintClosingSlip {
  return async (who, job) => {
    const hall = parts.hall()
    const printer = printerOf(hall, null)
    if (printer === null) return problem('no-printer')
    const head = await parts.heads.now()
    const day = await parts.report(head.seq)
    if (!day) return problem('not-found')
    const { issued, keptBefore, states, conserved } = day
    const noted = await parts.note(who, {
      about: 'record',
      id: head.day,
      did: 'printed-head',
      before: null,
      after: { seq: head.seq, hash: head.hash, root: head.root },
    })
    if (!noted.ok) return noted
    const { office } = parts.queue()
    const paper = closingSlip({
      office: office.name.vi,
      ...wallWords(parts.now(), office.timeZone),
      issued,
      keptBefore,
      served: states.served,
      waiting: states.waiting + states.called + states.serving,
      others: states.parked + states['no-show'] + states.cancelled + states.void,
      conserved,
      head,
    })
    const picture = await parts.draw(paper, dotsOf(hall, printer))
    const outcome = await parts
      .printers()
      .printer(printer)
      .print({ id: job, title: paper.title, picture, lines: linesOf(paper) })
    return { ok: true, value: { printed: outcome.outcome !== 'failed' } }
  }
}

/** When the slip of the day an instant belongs to is due by itself; null on a day without sessions. */
export function closingDueAt({ office }: Pick<Queue, 'office'>, at: number, afterMinutes: number): number | null {
  const ends = sittingsOn(office, null, dayOf(office, at)).map(({ toAt }) => toAt)
  return ends.length === 0 ? null : Math.max(...ends) + afterMinutes * MINUTE
}

/** Prints the slip once a day, where the office wants it by itself. A hub that was off in that minute does not: somebody prints it by hand. */
export function keepClosing(parts: {
  print: PrintClosingSlip
  afterMinutes: () => number | null
  queue: () => Queue
  now: () => number
  log: Logger
}): { stop(): void } {
  let since = parts.now()
  const timer = setInterval(() => {
    const [before, at, after] = [since, parts.now(), parts.afterMinutes()]
    since = at
    const queue = parts.queue()
    if (after === null || queue.day === null || queue.practice) return
    const due = closingDueAt(queue, at, after)
    if (due === null || due <= before || due > at) return
    const { date } = localTime(at, queue.office.timeZone)
    parts
      .print(HUB, `closing-${date}`)
      .then((said) => said.ok || parts.log.warn({ why: said.code }, 'the closing slip was not printed'))
      .catch((error: unknown) => parts.log.error({ err: error }, 'the closing slip could not be printed'))
  }, LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}
