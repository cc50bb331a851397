import { randomBytes } from 'node:crypto'
import type { LevelCounts } from '#core/contract/ratings.ts'
import type { ReasonsQuery } from '#core/contract/reasons.ts'
import type { ReportQuery } from '#core/contract/reports.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayOfOrders } from '#core/domain/service-day.ts'
import type { Errand } from './edge/ear.ts'
import { paperCodes } from './edge/paper-codes.ts'
import { printSlips } from './edge/print-slips.ts'
import type { RatingDoors } from './edge/ratings.ts'
import type { ReasonDoors } from './edge/reasons.ts'
import type { Journal } from './journal/journal.ts'
import { bundledMonths } from './reports/bundles.ts'
import { slipsOf } from './reports/campaign-paper.ts'
import { deviceShares, type Shares } from './reports/device-shares.ts'
import type { Facts } from './reports/facts.ts'
import { type PaperSlips, paperSlips } from './reports/paper-slips.ts'
import { type Answer, ratingFigures } from './reports/rating-figures.ts'
import { makeReasons } from './reports/reasons.ts'
import { reasonsDocument, reasonsSheet } from './reports/reasons-document.ts'
import { written } from './reports/sheets/written.ts'
import { whoSat } from './reports/who-sat.ts'
import type { SettingsStore } from './settings/store.ts'

/** Everything about citizens' answers that is not the queue's: paper slips and their codes, and the figures that may be told. */
export interface RatingRoom {
  readonly paper: PaperSlips
  readonly doors: { readonly ratings: RatingDoors; readonly reasons: ReasonDoors }
  readonly printSlips: Errand
  /** How people were satisfied at terminals and by telephone, for the rows of other reports. */
  readonly shares: (query: ReportQuery) => Promise<Shares>
  /** Every answer of whole months, and how it may be told. */
  readonly answers: (from: ServiceDay, to: ServiceDay) => Promise<readonly Answer[]>
  /** The levels of one day, as far as they may be told. */
  readonly levelsOn: (day: ServiceDay) => Promise<LevelCounts | null>
}

export function openRatings(parts: {
  settings: Pick<SettingsStore, 'secret'>
  journal: Journal
  facts: Facts
  queue: () => Queue
  now: () => number
  target: () => number
  nameOf: (staff: string) => string | null
  printing: Omit<Parameters<typeof printSlips>[0], 'codes' | 'queue'>
}): RatingRoom {
  const { settings, journal, facts, queue, now, target } = parts
  const codes = paperCodes(settings.secret('paper-key', () => randomBytes(32).toString('hex')))
  const office = () => queue().office
  const today = () => dayOfOrders(queue(), now())
  const paper = paperSlips({ codes, queue, journal, whoSat: whoSat({ journal, timeZone: () => office().timeZone }) })
  const figures = ratingFigures({ facts, office, target, nameOf: (staff) => parts.nameOf(staff) ?? staff })
  const monthOf = bundledMonths(facts, today)
  const reasons = (query: ReasonsQuery) =>
    makeReasons(query, { monthOf, office: office(), today: today(), madeAt: now() })
  return {
    paper,
    printSlips: printSlips({ ...parts.printing, codes, queue }),
    shares: deviceShares(monthOf),
    answers: (from, to) => figures.answers(from, to, today()),
    levelsOn: (day) => figures.levelsOn(day, today()),
    doors: {
      reasons: {
        report: reasons,
        async file({ form, ...query }) {
          const report = await reasons(query)
          const name = `ly-do-${query.from}-den-${query.to}-${query.by}.${form}`
          return {
            name,
            bytes: await written(form, reasonsSheet(report), reasonsDocument(report, await journal.head())),
          }
        },
      },
      ratings: {
        queue,
        now,
        paper,
        figures,
        async slipSheets(id) {
          const found = slipsOf(id, { queue: queue(), codes })
          if (!found) return null
          // Loaded when somebody prints: setting PDF weighs more than the queue.
          const { slipSheets } = await import('./reports/sheets/slips.ts')
          return slipSheets({ title: found.campaign.name, madeAt: now(), slips: found.slips })
        },
      },
    },
  }
}
