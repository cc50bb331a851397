import type { RatingChannel } from '#core/domain/campaigns.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { firstDayOf, lastDayOf, monthOf } from '#core/domain/told-answers.ts'
import type { Answer, RatingFigures } from './rating-figures.ts'

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

/** A month of answers: its bundles, and how many answers there were of each channel, service and day. */
export interface BundledMonth {
  readonly bundles: readonly Bundle[]
  readonly given: readonly { channel: RatingChannel; service: string | null; day: ServiceDay; answers: number }[]
  readonly firstSeq: number
  readonly lastSeq: number
}

/** Reads months as bundles. What a past month said does not change within a day: it is added up once a day. */
export function bundledMonths(figures: Pick<RatingFigures, 'answers'>, today: () => ServiceDay) {
  const known = new Map<string, { on: ServiceDay; month: BundledMonth }>()

  return async (anyDay: ServiceDay): Promise<BundledMonth> => {
    const first = firstDayOf(anyDay)
    const day = today()
    const found = known.get(first)
    if (found?.on === day) return found.month
    const month = bundled(await figures.answers(first, lastDayOf(first), day))
    if (monthOf(first) < monthOf(day)) known.set(first, { on: day, month })
    return month
  }
}

export function bundled(answers: readonly Answer[]): BundledMonth {
  const bundles = new Map<number, Answer[]>()
  const given = new Map<string, BundledMonth['given'][number]>()
  let [firstSeq, lastSeq] = [0, 0]
  for (const answer of answers) {
    const { channel, service, on_day: day, seq, told } = answer
    firstSeq = firstSeq === 0 ? seq : Math.min(firstSeq, seq)
    lastSeq = Math.max(lastSeq, seq)
    const key = `${channel} ${day} ${service}`
    const many = given.get(key) ?? { channel, service, day, answers: 0 }
    given.set(key, { ...many, answers: many.answers + 1 })
    if (told.bundle === null) continue
    const bundle = bundles.get(told.bundle)
    if (bundle) bundle.push(answer)
    else bundles.set(told.bundle, [answer])
  }
  return { bundles: [...bundles.values()].map(sumOf), given: [...given.values()], firstSeq, lastSeq }
}

function sumOf(answers: readonly Answer[]): Bundle {
  const [first] = answers
  if (!first) throw new Error('a bundle of no answers')
  const { channel, service, counter, staff, told } = first
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
