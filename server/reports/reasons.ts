import type { ReasonFigure, ReasonsQuery, ReasonsReport } from '#core/contract/reasons.ts'
import { RATING_CHANNELS, type RatingChannel } from '#core/domain/campaigns.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { type Office, serviceName, type Text } from '#core/domain/office.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { firstDayOf, lastDayOf, shownFrom } from '#core/domain/told-answers.ts'
import type { Bundle, BundledMonth } from './bundles.ts'
import { groupingBy, rowName } from './grouping.ts'
import { breather } from './in-slices.ts'

const REST = 'rest'
const NAMES: Readonly<Record<string, Text>> = {
  [REST]: { vi: 'Phần lẻ của tháng', en: 'Left over in the month' },
  '': { vi: 'Không ghi lĩnh vực', en: 'No service noted' },
}

/**
 * What citizens gave as reasons, in whole bundles.
 *
 * A reason is often given after its answer: seconds later, or by telephone in the afternoon. So the reasons of a bundle are told from the
 * day after its last answer came in, all at once; a page looked at every minute never shows one of them alone. A bundle with an erased
 * answer is told no more: the difference would be that person's reasons.
 */
export async function makeReasons(
  query: ReasonsQuery,
  parts: {
    monthOf: (anyDay: ServiceDay) => Promise<BundledMonth>
    office: Office
    today: ServiceDay
    madeAt: number
  },
): Promise<ReasonsReport> {
  const { from, to, by } = query
  const { office, today } = parts
  const sums = Object.fromEntries(RATING_CHANNELS.map((channel) => [channel, new Sums()])) as Record<
    RatingChannel,
    Sums
  >
  const keyOf = (day: ServiceDay, service: string | null) =>
    by === 'service' ? (service ?? '') : groupingBy(by).keyOf(day, '')
  const breathe = breather()
  let [firstSeq, lastSeq] = [0, 0]
  for (let month = firstDayOf(from); month <= to; month = dayAfter(lastDayOf(month), 1)) {
    const { bundles, given, ...seqs } = await parts.monthOf(month)
    firstSeq ||= seqs.firstSeq
    lastSeq = Math.max(lastSeq, seqs.lastSeq)
    for (const { channel, service, day, answers } of given)
      if (day >= from && day <= to) sums[channel].give(keyOf(day, service), answers)
    for (const bundle of bundles) {
      if (bundle.on < from || bundle.on > to || bundle.cameOn >= today) continue
      const key = bundle.inSum && by === 'service' ? REST : keyOf(bundle.on, bundle.service)
      sums[bundle.channel].tell(key, bundle)
    }
    await breathe()
  }
  const reasons = named(office, Object.values(sums))
  const nameOf = (key: string): Text =>
    NAMES[key] ?? (by === 'service' ? serviceName(office, key) : rowName(by, key, NO_NAMES))
  const placeOf = (key: string) => {
    const place = office.services.findIndex(({ id }) => id === key)
    return isAside(key) ? Number.POSITIVE_INFINITY : place
  }
  const channels = RATING_CHANNELS.map((channel) => sums[channel].told(channel, reasons, nameOf, placeOf))
  return {
    from,
    to,
    by,
    office: office.name,
    timeZone: office.timeZone,
    madeAt: parts.madeAt,
    firstSeq,
    lastSeq,
    reasons,
    channels,
    conserved: Object.values(sums).every((sum) => sum.addsUp()),
  }
}

const NO_NAMES = { services: new Map(), classes: new Map(), counters: new Map(), staff: new Map() }

/** Sums of one row, and of a whole channel. */
class Sum {
  answers = 0
  told = 0
  gave = 0
  readonly reasons = new Map<string, number>()

  tell({ answers, gaveReasons, reasons }: Pick<Bundle, 'answers' | 'gaveReasons' | 'reasons'>): void {
    this.told += answers
    this.gave += gaveReasons
    for (const [id, many] of Object.entries(reasons ?? {})) this.reasons.set(id, (this.reasons.get(id) ?? 0) + many)
  }

  figure(reasons: ReasonsReport['reasons']): ReasonFigure {
    const { answers, told, gave } = this
    if (!shownFrom(told)) return { answers, told: 0, gave: null, counts: null }
    return { answers, told, gave, counts: reasons.map(({ id }) => this.reasons.get(id) ?? 0) }
  }
}

class Sums {
  readonly #whole = new Sum()
  readonly #rows = new Map<string, Sum>()

  give(key: string, answers: number): void {
    for (const sum of [this.#whole, this.#row(key)]) sum.answers += answers
  }

  tell(key: string, bundle: Bundle): void {
    if (bundle.reasons === null) return
    for (const sum of [this.#whole, this.#row(key)]) sum.tell(bundle)
  }

  ids(): Iterable<string> {
    return this.#whole.reasons.keys()
  }

  addsUp(): boolean {
    const rows = [...this.#rows.values()]
    const sum = (of: (one: Sum) => number) => rows.reduce((all, one) => all + of(one), 0)
    const isSame = (of: (one: Sum) => number) => sum(of) === of(this.#whole)
    return (
      isSame(({ answers }) => answers) &&
      isSame(({ told }) => told) &&
      isSame(({ gave }) => gave) &&
      [...this.#whole.reasons.keys()].every((id) => isSame(({ reasons }) => reasons.get(id) ?? 0))
    )
  }

  told(
    channel: RatingChannel,
    reasons: ReasonsReport['reasons'],
    nameOf: (key: string) => Text,
    placeOf: (key: string) => number,
  ) {
    const rows = [...this.#rows]
      .sort(([a], [b]) => compare(placeOf(a), placeOf(b)) || compare(a, b))
      .map(([key, sum]) => ({ key, name: nameOf(key), ...sum.figure(reasons) }))
    return { channel, ...this.#whole.figure(reasons), rows }
  }

  #row(key: string): Sum {
    const known = this.#rows.get(key) ?? new Sum()
    this.#rows.set(key, known)
    return known
  }
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : Number(a > b)
}

function isAside(key: string): boolean {
  return key === REST || key === ''
}

function named({ rating }: Office, sums: readonly Sums[]): ReasonsReport['reasons'] {
  const known = rating.reasons.map(({ id, name }) => ({ id, name }))
  const given = new Set(sums.flatMap((sum) => [...sum.ids()]))
  for (const { id } of known) given.delete(id)
  return [...known, ...[...given].sort().map((id) => ({ id, name: { vi: id, en: id } }))]
}
