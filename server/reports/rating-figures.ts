import type { LevelCounts, MonthBoard, RatingFigure, RatingsBy, RatingsReport } from '#core/contract/ratings.ts'
import { RATING_CHANNELS } from '#core/domain/campaigns.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { counterOf, type Office, serviceName, type Text } from '#core/domain/office.ts'
import { firstDayOf, lastDayOf, monthOf, shownFrom, type Told, tellings } from '#core/domain/told-answers.ts'
import type { Facts } from './facts.ts'
import { PAST_RATINGS } from './kept-bundles.ts'
import { isAnswer, type RatingFact, type WrittenFact } from './rating-facts.ts'

/** How people were satisfied, as far as it may be told (S18): the one way to figures of ratings, for every page and report. */
export interface RatingFigures {
  report(asked: { from: ServiceDay; to: ServiceDay; by: RatingsBy; today: ServiceDay }): Promise<RatingsReport>
  /** The month so far, for the hall's board: no person, no counter. */
  month(today: ServiceDay, madeAt: number): Promise<MonthBoard>
  /** The levels of one day at terminals and by telephone; null where nothing may be told. */
  levelsOn(day: ServiceDay, today: ServiceDay): Promise<LevelCounts | null>
  /** Every answer of whole months, and how each may be told; for figures of other kinds. */
  answers(from: ServiceDay, to: ServiceDay, today: ServiceDay): Promise<readonly Answer[]>
}

/** One answer. Nothing may be shown of its level but in sums of those that `told` says may stand in them. */
export interface Answer extends WrittenFact {
  readonly told: Told
}

const BOARD_KEPT_MS = 60_000

export function ratingFigures(parts: {
  facts: Facts
  office: () => Office
  nameOf: (staff: string) => string
  target: () => number
}): RatingFigures {
  const { facts, office } = parts
  let board: MonthBoard | null = null

  async function read(from: ServiceDay, to: ServiceDay): Promise<{ rows: WrittenFact[] }> {
    await facts.gathered()
    const today = await facts.today()
    const since = firstDayOf(from)
    const until = lastDayOf(to)
    const past = await facts.all<WrittenFact>(PAST_RATINGS, since, until)
    const now = (today?.ratings ?? []).map((one) => ({ ...one, day: today?.day ?? '' }))
    // A day that ended between the two questions stands in both.
    const known = new Set(past.map(({ seq }) => seq))
    const takenBack = new Set(now.map(({ takes_back }) => takes_back))
    const isOfThese = (one: RatingFact) => one.takes_back === null && one.on_day >= since && one.on_day <= until
    const all = [...past, ...now.filter((one) => !known.has(one.seq) && isOfThese(one))]
    return { rows: all.filter(({ seq }) => !takenBack.has(seq)) }
  }

  async function answers(from: ServiceDay, to: ServiceDay, today: ServiceDay): Promise<readonly Answer[]> {
    const rows = (await read(from, to)).rows.filter(isAnswer)
    const told = tellings(
      rows.map((row) => ({ ...row, day: row.on_day, cameOn: row.day })),
      today,
    )
    return rows.map((row) => ({ ...row, told: told.get(row.seq) ?? { how: 'not', on: row.on_day, bundle: null } }))
  }

  function figureOf(given: readonly Answer[], inSums: boolean, from: ServiceDay, to: ServiceDay): RatingFigure {
    const mayBeTold = given.filter(
      ({ told }) =>
        (told.how === 'with-its-group' || (inSums && told.how === 'in-sum')) && told.on >= from && told.on <= to,
    )
    const count = given.filter(({ on_day }) => on_day >= from && on_day <= to).length
    if (!shownFrom(mayBeTold.length)) return { answers: count, told: 0, levels: null, satisfiedShare: null }
    const satisfied = mayBeTold.filter((one) => one.satisfied).length
    return {
      answers: count,
      told: mayBeTold.length,
      levels: levelsOf(mayBeTold, office()),
      satisfiedShare: satisfied / mayBeTold.length,
    }
  }

  function nameIn(by: RatingsBy, id: string): Text {
    if (by === 'counter') {
      const label = counterOf(office(), id)?.label ?? id
      return { vi: `Quầy ${label}`, en: `Counter ${label}` }
    }
    if (by === 'service') return serviceName(office(), id)
    const name = by === 'officer' ? parts.nameOf(id) : id
    return { vi: name, en: name }
  }

  return {
    answers,
    async report({ from, to, by, today }) {
      const given = await answers(from, to, today)
      const seqs = given.map(({ seq }) => seq)
      const unlinked = (await read(from, to)).rows.filter(
        (row) => !isAnswer(row) && row.on_day >= from && row.on_day <= to,
      )
      const channels = RATING_CHANNELS.map((channel) => {
        const own = given.filter((one) => one.channel === channel)
        const groups = by === 'channel' ? [] : [...Map.groupBy(own, (one) => groupOf(one, by))]
        const rows = groups.flatMap(([id, some]) => {
          if (id === null) return []
          const figure = figureOf(some, by === 'month', from, to)
          return figure.answers + figure.told === 0 ? [] : [{ id, name: nameIn(by, id), ...figure }]
        })
        return {
          channel,
          ...figureOf(own, true, from, to),
          rows: rows.sort((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi', { numeric: true })),
        }
      })
      const [firstSeq, lastSeq] = [seqs.reduce(lesser, Infinity), seqs.reduce(greater, 0)]
      return {
        from,
        to,
        by,
        firstSeq: lastSeq === 0 ? 0 : firstSeq,
        lastSeq,
        unlinked: unlinked.length,
        target: parts.target(),
        channels,
      }
    },
    async levelsOn(day, today) {
      const given = await answers(day, day, today)
      const atDevices = given.filter(({ channel }) => channel === 'terminal' || channel === 'slip')
      return figureOf(atDevices, false, day, day).levels
    },
    async month(today, madeAt) {
      // Every board asks with every picture it gets; the figures themselves may be a minute old.
      const isFresh = board !== null && madeAt >= board.madeAt && madeAt - board.madeAt < BOARD_KEPT_MS
      if (board && isFresh && board.target === parts.target() && board.month === monthOf(today)) return board
      const [from, to] = [firstDayOf(today), lastDayOf(today)]
      const given = await answers(from, to, today)
      const channels = RATING_CHANNELS.map((channel) => ({
        channel,
        ...figureOf(
          given.filter((one) => one.channel === channel),
          true,
          from,
          to,
        ),
      }))
      board = { month: monthOf(today), office: office().name, target: parts.target(), madeAt, channels }
      return board
    },
  }
}

const lesser = (a: number, b: number) => Math.min(a, b)
const greater = (a: number, b: number) => Math.max(a, b)

function groupOf({ counter, service, staff, on_day }: Answer, by: RatingsBy): string | null {
  if (by === 'counter') return counter
  if (by === 'service') return service
  if (by === 'officer') return staff
  return monthOf(on_day)
}

/** The office's levels in its order, and after them what it has no more. */
function levelsOf(given: readonly Answer[], { rating }: Office): LevelCounts {
  const known = rating.levels.map(({ id, name, face, satisfied }) => ({ id, name, face, satisfied, count: 0 }))
  const levels = new Map<string, LevelCounts[number]>(known.map((level) => [level.id, level]))
  for (const { level, satisfied } of given) {
    const name = { vi: level, en: level }
    const row = levels.get(level) ?? { id: level, name, face: satisfied ? 'good' : 'bad', satisfied, count: 0 }
    levels.set(level, { ...row, count: row.count + 1 })
  }
  return [...levels.values()]
}
