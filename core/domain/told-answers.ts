import type { RatingChannel } from './campaigns.ts'
import type { Event, ServiceDay } from './events.ts'
import { dayAfter } from './service-day.ts'

/** Fewer answers could be traced back to a person: nothing is told of a group of fewer. */
export const FEWEST_ANSWERS = 5

/** May something be said of a group with so many answers (S18)? */
export function shownFrom(answers: number): boolean {
  return answers >= FEWEST_ANSWERS
}

const OF_ANSWERS: ReadonlySet<Event['type']> = new Set([
  'TicketRated',
  'RatingExplained',
  'UnlinkedRating',
  'PaperRated',
  'PaperWithdrawn',
])

/** Is this a record of an answer? None is told by itself: even that one was explained tells what it was, and whose (S18). */
export function isOfAnswer({ type }: Event): boolean {
  return OF_ANSWERS.has(type)
}

/** What is known of one answer when it is decided whether it may be told. */
export interface GivenAnswer {
  /** Its journal record: the order in which answers came. */
  readonly seq: number
  readonly channel: RatingChannel
  readonly counter: string | null
  readonly service: string | null
  readonly staff: string | null
  /** The day it is about. */
  readonly day: ServiceDay
  /** The day it was written down: for paper, when it was typed in. */
  readonly cameOn: ServiceDay
}

/**
 * How an answer is told. with-its-group: under its counter, service and officer. in-sum: in the sum of its channel alone. not: only
 * counted.
 */
export interface Told {
  readonly how: 'with-its-group' | 'in-sum' | 'not'
  /** The day under which it is told: a bundle is never cut by a span of days. */
  readonly on: ServiceDay
  /** The first record of the bundle it stands in; null while it stands in none. */
  readonly bundle: number | null
}

/** Answers of a month that come later than so many days after its end are told among themselves. */
const DAYS_TO_COME = 15

/**
 * Decides which answers are told, so that no two reports, whatever they ask for, differ by fewer than five answers.
 *
 *     one channel, counter, service, officer, month     1 2 3 4 5 │ 6 7 8 9 10 │ 11 12
 *     in the order they came                            a bundle    a bundle     not yet
 *
 * Answers are told in bundles of five. A report adds up whole bundles: the difference of any two is whole bundles again, and a page
 * that is looked at every minute changes by five answers at once. What is left over when a month is done is told in the sum of its
 * channel, if five or more are left there; in no group. Any month's bundles stay as they are whatever comes later.
 *
 * There is this one way to cut, and nothing that is ever erased (a class, a reason) has a say in it. What is told of answers by something
 * a bundle has no part of, an hour or a class, is told through the bundles' own sums (server/reports/bundles.ts).
 */
export function tellings(answers: readonly GivenAnswer[], today: ServiceDay): ReadonlyMap<number, Told> {
  const told = new Map<number, Told>()
  const inOrder = answers.toSorted((a, b) => a.seq - b.seq)
  const leftOver = new Map<string, GivenAnswer[]>()
  for (const group of Map.groupBy(inOrder, groupOf).values()) {
    const whole = group.length - (group.length % FEWEST_ANSWERS)
    for (let from = 0; from < whole; from += FEWEST_ANSWERS) {
      const bundle = group.slice(from, from + FEWEST_ANSWERS)
      const on = bundle.reduce((last, { day }) => (day > last ? day : last), '')
      const first = bundle[0]?.seq ?? null
      for (const { seq } of bundle) told.set(seq, { how: 'with-its-group', on, bundle: first })
    }
    for (const answer of group.slice(whole)) {
      told.set(answer.seq, { how: 'not', on: answer.day, bundle: null })
      if (cameLate(answer) || today <= lastDayToCome(answer.day)) continue
      const sum = `${answer.channel} ${monthOf(answer.day)}`
      leftOver.set(sum, [...(leftOver.get(sum) ?? []), answer])
    }
  }
  for (const left of leftOver.values()) {
    if (!shownFrom(left.length)) continue
    const bundle = left.reduce((first, { seq }) => Math.min(first, seq), Number.POSITIVE_INFINITY)
    for (const { seq, day } of left) told.set(seq, { how: 'in-sum', on: lastDayOf(day), bundle })
  }
  return told
}

function groupOf(answer: GivenAnswer): string {
  const { channel, counter, service, staff, day } = answer
  return [channel, counter, service, staff, monthOf(day), cameLate(answer)].join('\n')
}

function cameLate({ day, cameOn }: GivenAnswer): boolean {
  // Nearly all come within their month, and a year has a hundred thousand of them.
  return monthOf(cameOn) !== monthOf(day) && cameOn > lastDayToCome(day)
}

export function monthOf(day: ServiceDay): string {
  return day.slice(0, 7)
}

export function firstDayOf(day: ServiceDay): ServiceDay {
  return `${monthOf(day)}-01`
}

export function lastDayOf(day: ServiceDay): ServiceDay {
  return dayAfter(firstOfNext(day), -1)
}

function lastDayToCome(day: ServiceDay): ServiceDay {
  return dayAfter(firstOfNext(day), DAYS_TO_COME)
}

function firstOfNext(day: ServiceDay): ServiceDay {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}
