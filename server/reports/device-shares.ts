import type { ReportQuery } from '#core/contract/reports.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { firstDayOf, lastDayOf, monthOf, shownFrom } from '#core/domain/told-answers.ts'
import { groupingBy } from './grouping.ts'
import { breather } from './in-slices.ts'
import type { Answer, RatingFigures } from './rating-figures.ts'

/** Which part of the answers at terminals and by the slips' links satisfied, for the rows of a report; null where it is not told. */
export interface Shares {
  readonly total: number | null
  of(key: string): number | null
}

export const NO_SHARES: Shares = { total: null, of: () => null }

/** Answers that are told together, added up: a year of them is a few hundred of these. */
interface Cell {
  readonly on: ServiceDay
  readonly service: string | null
  readonly counter: string | null
  readonly staff: string | null
  readonly inSum: boolean
  told: number
  satisfied: number
}

/**
 * Reckons those shares from whole bundles (core/domain/told-answers.ts), so that nothing can be reckoned from two reports. A bundle has
 * no hour and no class: by those no share is told.
 */
export function deviceShares(figures: Pick<RatingFigures, 'answers'>, today: () => ServiceDay) {
  // What a past month's terminals said does not change: it is added up once a day.
  const known = new Map<string, { on: ServiceDay; cells: readonly Cell[] }>()

  async function cellsOf(month: ServiceDay): Promise<readonly Cell[]> {
    const day = today()
    const found = known.get(month)
    if (found?.on === day) return found.cells
    const cells = addedUp(await figures.answers(month, lastDayOf(month), day))
    if (monthOf(month) < monthOf(day)) known.set(month, { on: day, cells })
    return cells
  }

  return async ({ from, to, by, service, counter }: ReportQuery): Promise<Shares> => {
    const { stops, keyOf } = groupingBy(by)
    const breathe = breather()
    const tally = new Map<string, { told: number; satisfied: number }>()
    const add = (key: string, { told, satisfied }: Cell) => {
      const before = tally.get(key) ?? { told: 0, satisfied: 0 }
      tally.set(key, { told: before.told + told, satisfied: before.satisfied + satisfied })
    }
    const isWhole = service === undefined && counter === undefined
    for (let month = firstDayOf(from); month <= to; month = dayAfter(lastDayOf(month), 1)) {
      for (const cell of await cellsOf(month)) {
        if (cell.on < from || cell.on > to || (cell.inSum && !isWhole)) continue
        if ((service ?? cell.service) !== cell.service || (counter ?? cell.counter) !== cell.counter) continue
        add(TOTAL, cell)
        if (stops === 'hour' || stops === 'class') continue
        if (stops === null) add(keyOf(cell.on, ''), cell)
        else if (!cell.inSum && cell[stops] !== null) add(keyOf(cell.on, cell[stops]), cell)
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

function addedUp(answers: readonly Answer[]): readonly Cell[] {
  const cells = new Map<string, Cell>()
  for (const { channel, service, counter, staff, told, satisfied } of answers) {
    if (told.how === 'not' || (channel !== 'terminal' && channel !== 'slip')) continue
    const { on, how } = told
    const key = JSON.stringify([on, how, service, counter, staff])
    const cell = cells.get(key) ?? { on, service, counter, staff, inSum: how === 'in-sum', told: 0, satisfied: 0 }
    cells.set(key, cell)
    cell.told++
    cell.satisfied += Number(satisfied)
  }
  return [...cells.values()]
}
