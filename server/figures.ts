import type { Logger } from 'pino'
import { dayOfOrders } from '#core/domain/service-day.ts'
import type { NoteAct } from './acts.ts'
import type { Journal } from './journal/journal.ts'
import type { Sqlite } from './journal/open-database.ts'
import { openRatings, type RatingRoom } from './ratings.ts'
import { dayReport } from './reports/day.ts'
import { type Facts, openFacts } from './reports/facts.ts'
import { type HallRules, openHallRules } from './reports/hall-rules.ts'
import { type LeaderRoom, openLeaderRoom } from './reports/leader-room.ts'
import { openReportRoom, type ReportRoom } from './reports/report-room.ts'
import type { Road } from './road.ts'
import { openScoring, type ScoringRoom } from './scoring/room.ts'
import { scoringRules } from './scoring/rules-room.ts'
import type { DocumentRoom } from './settings/documents.ts'
import { SITE } from './settings/site.ts'
import type { Staff } from './settings/staff.ts'
import type { SettingsStore } from './settings/store.ts'

/** Everything that reads the journal and tells figures: reports, ratings, the ranking, why and what if. Nothing here changes the queue. */
export interface FiguresRooms {
  readonly facts: Facts
  readonly leader: LeaderRoom
  readonly ratings: RatingRoom
  readonly reports: ReportRoom
  readonly rules: HallRules
  readonly scoring: ScoringRoom
  /** What the doors to figures are opened with. */
  readonly doors: ReturnType<typeof doorsOf>
  close(): Promise<void>
}

interface Parts {
  readonly dataFolder: string
  readonly database: Sqlite
  readonly journal: Journal
  readonly settings: Pick<SettingsStore, 'secret'>
  readonly documents: DocumentRoom
  readonly staff: Staff
  readonly road: () => Road
  readonly now: () => number
  readonly note: NoteAct
  readonly printing: Parameters<typeof openRatings>[0]['printing']
  readonly log: Logger
}

export function openFigures(parts: Parts): FiguresRooms {
  const { dataFolder, database, journal, settings, documents, staff, now, note, printing, log } = parts
  const queue = () => parts.road().queue()
  const told = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const facts = openFacts({
    folder: dataFolder,
    journal,
    office: () => queue().office,
    now,
    onTrouble: told('the facts for the reports could not be gathered'),
  })
  const ratings = openRatings({
    settings,
    journal,
    facts,
    queue,
    now,
    target: () => documents.now(SITE).target.satisfiedShare,
    nameOf: (id) => staff.find(id)?.name ?? null,
    printing,
  })
  const scoring = openScoring({
    database,
    documents,
    facts,
    answers: ratings.answers,
    office: () => queue().office,
    people: () => staff.everybody(now()),
    today: () => dayOfOrders(queue(), now()),
    now,
    note,
  })
  const reports = openReportRoom({
    facts,
    journal,
    queue,
    now,
    thresholds: () => documents.now(SITE).thresholds,
    shares: ratings.shares,
    onTrouble: told('advice on staffing could not be reckoned'),
  })
  const leader = openLeaderRoom({
    queue,
    now,
    site: () => documents.now(SITE),
    facts,
    shares: ratings.shares,
    onTrouble: told('what is usual could not be read'),
  })
  const rules = openHallRules({ journal, queue, onTrouble: told('a past day could not be replayed') })
  const rooms = { facts, leader, ratings, scoring, reports, rules }
  return {
    ...rooms,
    doors: doorsOf(parts, rooms),
    close: async () => void (await Promise.all([rules.close(), reports.close().then(facts.close)])),
  }
}

function doorsOf(parts: Parts, { leader, ratings, scoring, reports, rules }: Omit<FiguresRooms, 'doors' | 'close'>) {
  const { journal, documents, now, log } = parts
  const queue = () => parts.road().queue()
  return {
    ...ratings.doors,
    reports,
    rules,
    scoring,
    scoringRules: scoringRules(documents),
    leader,
    aroundSheets: async () => ({ madeAt: now(), timeZone: queue().office.timeZone, head: await journal.head() }),
    dayReport: async () => {
      const { office, day } = queue()
      if (day === null) return null
      // The day is told from the journal alone; what citizens said of it waits until the facts can be gathered again.
      const levels = await ratings.levelsOn(day).catch((error: unknown) => {
        log.error({ err: error }, 'what citizens answered today could not be read')
        return null
      })
      return dayReport(journal, { office, day, madeAt: now(), levels })
    },
  }
}
