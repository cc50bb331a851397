import type { RatingChannel } from '#core/domain/campaigns.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { monthOf, type Told, tellings } from '#core/domain/told-answers.ts'
import type { Facts } from './facts.ts'
import { isAnswer, type WrittenFact } from './rating-facts.ts'

/**
 * Answers that are told together (core/domain/told-answers.ts), added up. Every report of answers is made of these sums and of when and
 * for whom people came, never of what one of them said: so whoever holds all reports knows the sums, and nothing more.
 *
 *     who       hour  class          said            the bundle says    told by hour: each with the bundle's mean
 *     A         8     ordinary       satisfied                          8  0.8
 *     B         8     elderly        satisfied       4 of 5             8  0.8
 *     C         9     ordinary       not satisfied   satisfied          9  0.8
 *     D, E      9     ordinary       satisfied                          9  0.8  0.8
 */
export interface Bundle {
  /** The record of its first answer. */
  readonly first: number
  readonly channel: RatingChannel
  readonly on: ServiceDay
  readonly service: string | null
  readonly counter: string | null
  readonly staff: string | null
  /** What was left over in a month: of no service, counter or officer. */
  readonly inSum: boolean
  readonly answers: number
  readonly satisfied: number
  /** When and for whom its people came, one place for each answer; where it is not known (paper), fewer. */
  readonly came: readonly { readonly day: ServiceDay; readonly hour: number; readonly class: string }[]
  /** How often each reason was given, and how many gave one; null once one of the answers was erased: what it said is not known. */
  readonly reasons: Readonly<Record<string, number>> | null
  readonly gaveReasons: number
  /** The day the last of its answers came in. Until that is over a person may still say why. */
  readonly cameOn: ServiceDay
}

/** What a cut needs of an answer. */
export type Cuttable = Pick<
  WrittenFact,
  'seq' | 'channel' | 'counter' | 'service' | 'staff' | 'on_day' | 'day' | 'satisfied' | 'hour' | 'class' | 'reasons'
>

/** A month of answers: its bundles, the earliest first, and how many answers there were of each channel, service and day. */
export interface BundledMonth {
  readonly bundles: readonly Bundle[]
  readonly given: readonly { channel: RatingChannel; service: string | null; day: ServiceDay; answers: number }[]
  readonly firstSeq: number
  readonly lastSeq: number
}

/**
 * A month as far as it is cut. Bundles of five stay as they are whatever comes later, so that whoever has a cut goes on from there:
 *
 *     bundles   1–5  6–10        left   11 12        three more: 13 14 15        bundles   1–5  6–10  11–15        left   –
 */
export interface CutMonth extends BundledMonth {
  /** Those that stand in no bundle of five, in the order they came. */
  readonly left: readonly Cuttable[]
}

export const NOTHING_CUT: CutMonth = { bundles: [], given: [], firstSeq: 0, lastSeq: 0, left: [] }

/** Reads months as bundles: those of the days that are over as they are kept, and today's answers with them. */
export function bundledMonths(facts: Pick<Facts, 'answers' | 'gathered' | 'today'>, today: () => ServiceDay) {
  return async (anyDay: ServiceDay): Promise<BundledMonth> => {
    await facts.gathered()
    const month = monthOf(anyDay)
    const now = await facts.today()
    const ratings = now?.ratings ?? []
    const takenBack = ratings.flatMap(({ takes_back }) => takes_back ?? [])
    const before = takenBack.filter((entry) => !ratings.some(({ seq }) => seq === entry))
    const past = await facts.answers(month, before)
    const fresh = ratings.filter(
      // A day that ended between the two questions stands in both.
      (one) => one.seq > past.lastSeq && one.takes_back === null && monthOf(one.on_day) === month,
    )
    const counted = fresh.filter((one) => isAnswer(one) && !takenBack.includes(one.seq))
    const rows = counted.map((one) => ({ ...one, day: now?.day ?? '' }))
    return withRest(cutOn(past, rows), today())
  }
}

/** Cuts on with answers that came later than all that are cut. */
export function cutOn(before: CutMonth, later: readonly Cuttable[]): CutMonth {
  if (later.length === 0) return before
  const inOrder = later.toSorted((a, b) => a.seq - b.seq)
  const rows = [...before.left, ...inOrder]
  const { bundles, left } = cut(rows, NOTHING_IS_OVER)
  return {
    bundles: [...before.bundles, ...bundles].sort((a, b) => a.first - b.first),
    given: counted(before.given, inOrder),
    firstSeq: before.firstSeq || (rows[0]?.seq ?? 0),
    lastSeq: inOrder.at(-1)?.seq ?? 0,
    left,
  }
}

/** The month as it is told today: what is left over of one that is over is one bundle more. */
export function withRest({ bundles, left, ...month }: CutMonth, today: ServiceDay): BundledMonth {
  const rest = cut(left, today).bundles
  return { ...month, bundles: [...bundles, ...rest].sort((a, b) => a.first - b.first) }
}

// Earlier than any day.
const NOTHING_IS_OVER = ''

function cut(rows: readonly Cuttable[], today: ServiceDay): { bundles: Bundle[]; left: Cuttable[] } {
  const told = tellings(
    rows.map(({ seq, channel, counter, service, staff, on_day, day }) => {
      return { seq, channel, counter, service, staff, day: on_day, cameOn: day }
    }),
    today,
  )
  const bundleOf = (row: Cuttable) => told.get(row.seq)?.bundle ?? null
  const bundles: Bundle[] = []
  for (const [first, own] of Map.groupBy(rows, bundleOf)) {
    const how = told.get(first ?? 0)
    if (how) bundles.push(sumOf(own, how))
  }
  return { bundles, left: rows.filter((row) => bundleOf(row) === null).map(toCut) }
}

/** Nothing more of an answer is kept: what is not kept needs no erasing. */
function toCut({ seq, channel, counter, service, staff, on_day, day, satisfied, hour, class: of, reasons }: Cuttable) {
  return { seq, channel, counter, service, staff, on_day, day, satisfied, hour, class: of, reasons }
}

function counted(before: BundledMonth['given'], rows: readonly Cuttable[]): BundledMonth['given'] {
  const given = new Map(before.map((one) => [`${one.channel} ${one.day} ${one.service}`, one]))
  for (const { channel, service, on_day: day } of rows) {
    const key = `${channel} ${day} ${service}`
    const many = given.get(key) ?? { channel, service, day, answers: 0 }
    given.set(key, { ...many, answers: many.answers + 1 })
  }
  return [...given.values()]
}

function sumOf(answers: readonly Cuttable[], told: Told): Bundle {
  const [first] = answers
  if (!first) throw new Error('a bundle of no answers')
  const { seq, channel, service, counter, staff } = first
  const inSum = told.how === 'in-sum'
  const reasons: Record<string, number> = {}
  let gaveReasons = 0
  let isKnown = true
  for (const answer of answers) {
    if (answer.reasons === null) isKnown = false
    if (answer.reasons === null || answer.reasons === '[]') continue
    gaveReasons++
    for (const id of JSON.parse(answer.reasons) as string[]) reasons[id] = (reasons[id] ?? 0) + 1
  }
  return {
    first: seq,
    channel,
    on: told.on,
    service: inSum ? null : service,
    counter: inSum ? null : counter,
    staff: inSum ? null : staff,
    inSum,
    answers: answers.length,
    satisfied: answers.filter(({ satisfied }) => satisfied).length,
    came: answers.flatMap(({ on_day: day, hour, class: of }) =>
      hour === null || of === null ? [] : [{ day, hour, class: of }],
    ),
    reasons: isKnown ? reasons : null,
    gaveReasons,
    cameOn: answers.reduce((last, { day }) => (day > last ? day : last), ''),
  }
}
