import type { StrictFigure, TriedRule, TryRule } from '#core/contract/try-rule.ts'
import type { DayCalls } from '#core/contract/why.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { type Office, ORDINARY, serviceOf } from '#core/domain/office.ts'
import { completeOffice } from '#core/domain/office-defaults.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Refusal } from '#core/domain/refusals.ts'
import { no, ok, type Result } from '#core/domain/result.ts'
import { tryRule } from '#core/domain/try-rule.ts'
import { type Audience, type Why, whyBefore } from '#core/domain/why.ts'
import type { Journal } from '../journal/journal.ts'
import { dayCalls } from './day-calls.ts'
import { inSlices } from './in-slices.ts'
import { foldDay, knownDays, recordsOf } from './past-days.ts'
import { countStrict } from './strict-figure.ts'

/** What the rules of the hall did, and what others would have done: read from the journal, never changing it. */
export interface HallRules {
  /** Why the first was called before the second; null for a day the journal does not know. */
  why(first: string, second: string, day: ServiceDay | null, audience: Audience): Promise<Why | null>
  calls(day: ServiceDay | null): Promise<DayCalls | null>
  days(): Promise<readonly ServiceDay[]>
  /** Null for a day the journal does not know. */
  tried(trial: TryRule): Promise<Result<TriedRule, Refusal> | null>
  strict(): Promise<StrictFigure>
  /** Begins nothing more, and lets what is under way come to its end. */
  close(): Promise<void>
}

export function openHallRules(parts: {
  journal: Journal
  queue: () => Queue
  onTrouble: (error: unknown) => void
}): HallRules {
  const { journal, queue } = parts
  const office = () => queue().office
  const strict = countStrict({ journal, office, today: () => queue().day, onTrouble: parts.onTrouble })
  // One trial after another: ten pressed at once take their turns, and the hall goes on.
  let last: Promise<unknown> = Promise.resolve()

  async function hallOn(day: ServiceDay | null): Promise<Queue | null> {
    if (day === null || day === queue().day) return queue()
    const records = await recordsOf(journal, day)
    return records && foldDay(records, office())
  }

  return {
    async why(first, second, day, audience) {
      const hall = await hallOn(day)
      return hall && whyBefore(hall, first, second, audience)
    },
    async calls(day) {
      const hall = await hallOn(day)
      return hall && dayCalls(hall, day ?? hall.day ?? '')
    },
    days: () => knownDays(journal),
    tried(trial) {
      const turn = last.then(() => tryOn(journal, trial))
      last = turn.catch(parts.onTrouble)
      return turn
    },
    strict: strict.read,
    async close() {
      await strict.stop()
      await last
    },
  }
}

/** Tries a rule on one day of a journal. */
export async function tryOn(
  journal: Pick<Journal, 'days' | 'read'>,
  { day, ...trial }: TryRule,
): Promise<Result<TriedRule, Refusal> | null> {
  const records = await recordsOf(journal, day)
  const opening = records?.find(({ event }) => event.type === 'DayOpened')?.event
  if (!records || opening?.type !== 'DayOpened') return null
  const office = completeOffice(opening.office)
  const why = whyNotTry(office, { day, ...trial })
  if (why) return no(why)
  const tried = await inSlices(tryRule(records, office, trial))
  return tried && ok({ day, timeZone: office.timeZone, names: namesOf(office), ...tried } as TriedRule)
}

function whyNotTry(office: Office, { counters, without }: TryRule): Refusal | null {
  if (counters.some(({ services }) => services.some((id) => !serviceOf(office, id)))) return 'unknown-service'
  const isKnown = (counter: string) => office.counters.some(({ id }) => id === counter)
  return without.every(({ counter }) => isKnown(counter)) ? null : 'unknown-counter'
}

function namesOf({ classes, services }: Office): TriedRule['names'] {
  const ordinary = [ORDINARY, { vi: 'Không ưu tiên', en: 'Without priority' }] as const
  return {
    classes: Object.fromEntries([ordinary, ...classes.map(({ id, name }) => [id, name] as const)]),
    services: Object.fromEntries(services.map(({ id, name }) => [id, name])),
  }
}
