import type { TicketIssued } from '../events.ts'
import { type Office, serviceOf } from '../office.ts'
import { numberText, PRACTICE_SERIES } from '../ticket.ts'
import type { Check, Watch } from './names.ts'
import type { SeenHall } from './seen-hall.ts'

/** Numbers: once, rising, without a gap; only a new roll may leap, and a practice has a series of its own (I1–I3). */
export function watchNumbers(): Watch {
  /** The last number of each series of each day: a day met for the second time goes on counting. */
  const last = new Map<string, number>()
  let given = new Set<string>()

  function issue(event: TicketIssued, hall: SeenHall, check: Check): void {
    const { series, seq, number } = event
    const key = `${hall.day} ${series}`
    const before = last.get(key) ?? 0
    const follows = `${number} follows ${numberText(series, before)}`
    const isNew = seq !== before && !given.has(number) && !hall.tickets.has(event.ticket)
    check('unique', isNew, `${number} is issued a second time`)
    check('unique', number === numberText(series, seq), `${number} reads wrong`)
    check('no-gap', seq <= before + 1, follows)
    check('monotone', seq >= before, follows)
    const isUnreal = event.practice === true
    check(
      'unreal',
      isUnreal === hall.practice,
      `${number} is ${isUnreal ? 'not real in a real hall' : 'real in a practice'}`,
    )
    const own = hall.office && !isUnreal ? seriesOf(hall.office, event.service) : PRACTICE_SERIES
    check('unreal', series === own, `${number} counts in a series that is not its own`)
    last.set(key, Math.max(before, seq))
    given.add(number)
  }

  return ({ event }, hall, check) => {
    switch (event.type) {
      case 'DayOpened':
        given = new Set((event.kept ?? []).map(({ number }) => number))
        for (const [day, series] of Object.entries(event.met))
          for (const [name, number] of Object.entries(series))
            last.set(`${day} ${name}`, Math.max(number, last.get(`${day} ${name}`) ?? 0))
        return
      case 'RollStarted': {
        const key = `${hall.day} ${event.series}`
        check('monotone', event.next > (last.get(key) ?? 0), `a roll of ${event.series} begins at ${event.next}`)
        last.set(key, event.next - 1)
        return
      }
      case 'HubRestored':
        for (const [series, { after, next }] of Object.entries(event.leaps)) {
          const key = `${hall.day} ${series}`
          check('monotone', next > after && after === (last.get(key) ?? 0), `${series} leaps from ${after} to ${next}`)
          last.set(key, next - 1)
        }
        return
      case 'TicketIssued':
        return issue(event, hall, check)
      default:
    }
  }
}

function seriesOf(office: Office, service: string): string | undefined {
  return office.numbering.kind === 'common' ? office.numbering.prefix : serviceOf(office, service)?.prefix
}
