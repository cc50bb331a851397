import type { DayFacts } from '../reports/day-facts.ts'
import type { Facts } from '../reports/facts.ts'
import { breather } from '../reports/in-slices.ts'
import type { Answer } from '../reports/rating-figures.ts'

/** What is read of a month, from the days that are over and from today: the rows that evidence is made of. */
export interface MonthRows {
  readonly served: readonly ServedRow[]
  readonly spells: readonly SpellRow[]
  readonly duty: readonly { readonly staff: string; readonly openMs: number }[]
  readonly ratings: readonly RatingRow[]
  /** The first and the last record of the journal the month's days are made of; 0 where there are none. */
  readonly firstSeq: number
  readonly lastSeq: number
}

export interface ServedRow {
  readonly day: string
  readonly staff: string
  readonly service: string
  readonly waitMs: number | null
  readonly serviceMs: number | null
  readonly fromSeq: number
  readonly toSeq: number
}

export interface SpellRow {
  readonly day: string
  readonly staff: string
  readonly counter: string
  readonly name: string
  readonly kind: 'open' | 'paused'
  readonly fromAt: number
  readonly untilAt: number
  readonly fromSeq: number
}

export interface RatingRow {
  readonly day: string
  readonly staff: string
  readonly satisfied: number
  readonly channel: string
  readonly seq: number
  /** It stands in a whole bundle: only then anything is said of what it was. */
  readonly isTold: boolean
}

/**
 * Reads a month ('YYYY-MM'); `now` ends what still goes on. Citizens' answers come with whether they may be told, each under the
 * day its bundle was full: no ranking can be held against a report to reckon what a few people answered.
 */
export async function readMonth(
  facts: Pick<Facts, 'all' | 'today'>,
  answers: (from: string, to: string) => Promise<readonly Answer[]>,
  month: string,
  now: number,
): Promise<MonthRows> {
  const [from, to] = [`${month}-01`, `${month}-31`]
  const served: ServedRow[] = []
  const spells: SpellRow[] = []
  // Day by day, and a rest when it takes long: 25,000 rows at once would hold a small machine's hall up.
  const breathe = breather()
  for (const { day } of await facts.all<{ day: string }>(
    'SELECT DISTINCT day FROM day WHERE day BETWEEN ? AND ? ORDER BY day',
    from,
    to,
  )) {
    const turns = await facts.all<ServedRow>(
      `SELECT day, staff, service, wait_ms AS waitMs, service_ms AS serviceMs, issued_seq AS fromSeq,
              coalesce(ended_seq, issued_seq) AS toSeq
       FROM stop WHERE day = ? AND state = 'served' AND staff IS NOT NULL`,
      day,
    )
    const sat = await facts.all<SpellRow>(
      `SELECT day, staff, counter, staff_name AS name, kind, from_at AS fromAt, until_at AS untilAt, from_seq AS fromSeq
       FROM presence WHERE day = ?`,
      day,
    )
    served.push(...turns)
    spells.push(...sat)
    await breathe()
  }
  const duty = await facts.all<{ staff: string; openMs: number }>(
    'SELECT staff, sum(open_ms) AS openMs FROM duty WHERE day BETWEEN ? AND ? GROUP BY staff',
    from,
    to,
  )
  const ratings = (await answers(from, from)).flatMap(({ staff, satisfied, channel, seq, told }) => {
    const isTold = told.how === 'with-its-group'
    return staff === null ? [] : [{ day: told.on, staff, satisfied: Number(satisfied), channel, seq, isTold }]
  })
  const [ends] = await facts.all<{ firstSeq: number | null; lastSeq: number | null }>(
    'SELECT min(first_seq) AS firstSeq, max(last_seq) AS lastSeq FROM day WHERE day BETWEEN ? AND ?',
    from,
    to,
  )
  const past = { served, spells, duty, ratings, firstSeq: ends?.firstSeq ?? 0, lastSeq: ends?.lastSeq ?? 0 }
  const today = await facts.today()
  // A day that ended a moment ago may already be among the past ones.
  const isNew = today?.day.startsWith(month) && today.firstSeq > past.lastSeq
  return today && isNew ? joined(past, rowsOf(today, now)) : past
}

function rowsOf(today: DayFacts, now: number): Omit<MonthRows, 'ratings'> {
  const { day, firstSeq, lastSeq } = today
  return {
    served: today.stops.flatMap(({ state, staff, service, waitMs, serviceMs, issuedSeq, endedSeq }) =>
      state === 'served' && staff !== null
        ? [{ day, staff, service, waitMs, serviceMs, fromSeq: issuedSeq, toSeq: endedSeq ?? issuedSeq }]
        : [],
    ),
    spells: today.spells.map(({ staff, counter, staffName, kind, fromAt, untilAt, fromSeq }) => ({
      day,
      staff,
      counter,
      name: staffName,
      kind,
      fromAt,
      untilAt: untilAt ?? Math.max(now, fromAt),
      fromSeq,
    })),
    duty: today.duty.map(({ staff, openMs }) => ({ staff, openMs })),
    firstSeq,
    lastSeq,
  }
}

function joined(a: MonthRows, b: Omit<MonthRows, 'ratings'>): MonthRows {
  return {
    served: [...a.served, ...b.served],
    spells: [...a.spells, ...b.spells],
    duty: [...a.duty, ...b.duty],
    ratings: a.ratings,
    firstSeq: a.firstSeq || b.firstSeq,
    lastSeq: b.lastSeq,
  }
}
