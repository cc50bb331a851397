import type { DayFacts } from '../reports/day-facts.ts'
import type { Facts } from '../reports/facts.ts'

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
}

/** Reads a month ('YYYY-MM'); `now` ends what still goes on. */
export async function readMonth(facts: Pick<Facts, 'all' | 'today'>, month: string, now: number): Promise<MonthRows> {
  const [from, to] = [`${month}-01`, `${month}-31`]
  const served = await facts.all<ServedRow>(
    `SELECT day, staff, service, wait_ms AS waitMs, service_ms AS serviceMs, issued_seq AS fromSeq,
            coalesce(ended_seq, issued_seq) AS toSeq
     FROM stop WHERE day BETWEEN ? AND ? AND state = 'served' AND staff IS NOT NULL`,
    from,
    to,
  )
  const spells = await facts.all<SpellRow>(
    `SELECT day, staff, counter, staff_name AS name, kind, from_at AS fromAt, until_at AS untilAt, from_seq AS fromSeq
     FROM presence WHERE day BETWEEN ? AND ?`,
    from,
    to,
  )
  const duty = await facts.all<{ staff: string; openMs: number }>(
    'SELECT staff, sum(open_ms) AS openMs FROM duty WHERE day BETWEEN ? AND ? GROUP BY staff',
    from,
    to,
  )
  const ratings = await facts.all<RatingRow>(
    `SELECT day, staff, satisfied, channel, seq FROM rating WHERE day BETWEEN ? AND ? AND staff IS NOT NULL`,
    from,
    to,
  )
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

function rowsOf(today: DayFacts, now: number): MonthRows {
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
    ratings: today.ratings.flatMap(({ staff, satisfied, channel, seq }) =>
      staff === null ? [] : [{ day, staff, satisfied: Number(satisfied), channel, seq }],
    ),
    firstSeq,
    lastSeq,
  }
}

function joined(a: MonthRows, b: MonthRows): MonthRows {
  return {
    served: [...a.served, ...b.served],
    spells: [...a.spells, ...b.spells],
    duty: [...a.duty, ...b.duty],
    ratings: [...a.ratings, ...b.ratings],
    firstSeq: a.firstSeq || b.firstSeq,
    lastSeq: b.lastSeq,
  }
}
