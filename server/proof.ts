import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { dayOfOrders } from '#core/domain/service-day.ts'
import type { NoteAct } from './acts.ts'
import { noteByHand } from './acts-by-hand.ts'
import { keepClosing, printClosingSlip } from './audit/closing.ts'
import { erasedBook } from './audit/erase.ts'
import { type Eraser, monthsBefore, openEraser } from './audit/eraser.ts'
import { eraseOldWords } from './audit/old-words.ts'
import { openPublishedHeads, type PublishedHeads } from './audit/published-heads.ts'
import type { HubClock } from './clock.ts'
import type { Supervisor } from './devices/supervisor.ts'
import { printClosing } from './edge/audit.ts'
import type { Errand } from './edge/ear.ts'
import type { Journal } from './journal/journal.ts'
import type { Sqlite } from './journal/open-database.ts'
import type { LazyDraw } from './paper/lazy-drawer.ts'
import { eraseOld } from './reactions/erase-old.ts'
import { publishHeads } from './reactions/publish-heads.ts'
import { dayReport } from './reports/day.ts'
import type { Facts } from './reports/facts.ts'
import type { Reaction, Road } from './road.ts'
import { CLOSING } from './settings/closing.ts'
import type { DocumentRoom } from './settings/documents.ts'
import type { Hall } from './settings/hall.ts'
import { RETENTION } from './settings/retention.ts'

/** What proves that the journal is as it was written, and what may be taken out of it. */
export interface Proof {
  readonly heads: PublishedHeads
  readonly eraser: Eraser
  /** The closing slip, as a desk asks for it. */
  readonly closingSlip: Errand
  readonly reactions: readonly Reaction[]
  /** Before anybody comes in: what a note promised and a power cut left undone. */
  settle(): void
  /** Once the doors are open. */
  start(): { stop(): void }
}

/** Heads of past days, the closing slip, erasing: everything of `server/audit/` the hub keeps running. */
export function openProof(parts: {
  database: Sqlite
  journal: Journal
  road: () => Road
  clock: () => HubClock
  documents: DocumentRoom
  facts: () => Facts
  printers: () => Supervisor
  draw: LazyDraw
  hall: () => Hall
  note: NoteAct
  log: Logger
}): Proof {
  const { database, journal, documents, note, log } = parts
  const queue = () => parts.road().queue()
  const now = () => parts.clock().now()
  const today = () => dayOfOrders(queue(), now())
  const heads = openPublishedHeads({ database, journal, now })
  const eraser = openEraser({
    book: erasedBook(database),
    days: journal.days,
    today,
    note,
    onErased: (day) => parts.facts().forget(day),
  })
  const words = (months: number) => eraseOldWords({ database, note }, monthsBefore(today(), months))
  const print = printClosingSlip({
    heads,
    report: async (untilSeq) => {
      const { office, day } = queue()
      return day === null ? null : dayReport(journal, { office, day, madeAt: now(), untilSeq })
    },
    printers: parts.printers,
    draw: parts.draw,
    hall: parts.hall,
    queue,
    now,
    note,
  })
  return {
    heads,
    eraser,
    closingSlip: printClosing(print),
    reactions: [publishHeads({ heads, log }), eraseOld({ eraser, words, months: () => documents.now(RETENTION), log })],
    settle() {
      const records = eraser.makeGood()
      if (records > 0) log.warn({ records }, 'records that were to be erased are erased now')
    },
    start() {
      heads.catchUp().catch((error: unknown) => log.error({ err: error }, 'the heads of past days could not be kept'))
      const afterMinutes = () => documents.now(CLOSING).printAfterMinutes
      const closing = keepClosing({ print, afterMinutes, queue, now, log })
      const byHand = noteByHand({ dataFolder: dirname(database.name), note, log })
      return {
        stop() {
          closing.stop()
          byHand.stop()
        },
      }
    },
  }
}
