import type { ReportQuery } from '#core/contract/reports.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { firstDayOf, lastDayOf, shownFrom } from '#core/domain/told-answers.ts'
import type { Bundle, BundledMonth } from './bundles.ts'
import { groupingBy } from './grouping.ts'
import { breather } from './in-slices.ts'

/** Which part of the answers at terminals and by the slips' links satisfied, for the rows of a report; null where it is not told. */
export interface Shares {
  readonly total: number | null
  of(key: string): number | null
}

export const NO_SHARES: Shares = { total: null, of: () => null }

/**
 * Reckons those shares from whole bundles (core/domain/told-answers.ts), so that nothing can be reckoned from two reports. A bundle is
 * of one service, counter and officer, and told on one day. By hour and by class it is not told as a whole: there each of its answers
 * counts with the bundle's mean, and the rows still add up to the total.
 */
export function deviceShares(monthOf: (anyDay: ServiceDay) => Promise<BundledMonth>) {
  return async ({ from, to, by, service, counter }: ReportQuery): Promise<Shares> => {
    const { stops, keyOf } = groupingBy(by)
    const breathe = breather()
    const tally = new Map<string, { told: number; satisfied: number }>()
    const add = (key: string, told: number, satisfied: number) => {
      const before = tally.get(key)
      if (before) {
        before.told += told
        before.satisfied += satisfied
      } else tally.set(key, { told, satisfied })
    }
    const isWhole = service === undefined && counter === undefined
    const isAsked = ({ channel, on, inSum, ...bundle }: Bundle) => {
      if ((channel !== 'terminal' && channel !== 'slip') || on < from || on > to || (inSum && !isWhole)) return false
      return (service ?? bundle.service) === bundle.service && (counter ?? bundle.counter) === bundle.counter
    }
    for (let month = firstDayOf(from); month <= to; month = dayAfter(lastDayOf(month), 1)) {
      for (const bundle of (await monthOf(month)).bundles) {
        if (!isAsked(bundle)) continue
        const { on, answers, satisfied } = bundle
        add(TOTAL, answers, satisfied)
        if (stops === null) add(keyOf(on, ''), answers, satisfied)
        else if (stops === 'hour' || stops === 'class') {
          for (const came of bundle.came) add(keyOf(came.day, String(came[stops])), 1, satisfied / answers)
        } else if (!bundle.inSum && bundle[stops] !== null) add(keyOf(on, bundle[stops]), answers, satisfied)
      }
      await breathe()
    }
    const shareOf = (key: string) => {
      const { told, satisfied } = tally.get(key) ?? { told: 0, satisfied: 0 }
      return shownFrom(told) ? satisfied / told : null
    }
    return { total: shareOf(TOTAL), of: shareOf }
  }
}

// No row has this key.
const TOTAL = ' '
