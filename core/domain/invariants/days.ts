import type { DayOpened } from '../events.ts'
import type { StateName } from '../ticket.ts'
import type { Check, Watch } from './names.ts'
import type { Seen } from './seen-hall.ts'

const OVER: readonly StateName[] = ['served', 'cancelled', 'void']
const MAY_STAY: readonly StateName[] = ['waiting', 'called', 'parked']

/** Records follow each other, and time goes on; it goes back only where a clock was put right by hand, and a day begins. */
export function watchTime(): Watch {
  let before: { seq: number; at: number } | null = null
  return ({ seq, at, event }, _hall, check) => {
    check('one-by-one', before === null || seq === before.seq + 1, `follows record ${before?.seq}`)
    check(
      'one-by-one',
      before === null || at >= before.at || event.type === 'DayOpened' || event.type === 'ClockTrusted',
      `${event.type} lies in the past`,
    )
    before = { seq, at }
  }
}

/** Nobody is left open over night but those the office keeps, and each of them is there in the morning (I15). */
export function watchDays(): Watch {
  let left: readonly Seen[] = []
  let wasAhead = false
  return ({ event }, hall, check) => {
    if (event.type === 'DayOpened') return comesBack(event, left, wasAhead, check)
    if (event.type !== 'DayClosed') return
    wasAhead = event.reason === 'clock-confirmed'
    const open = [...hall.tickets.values()].filter(({ state }) => !OVER.includes(state))
    const keeps = hall.office?.calendar.overnight === 'keep'
    left = keeps ? open.filter(({ state, practice }) => MAY_STAY.includes(state) && !practice) : []
    const lost = open.filter((ticket) => !left.includes(ticket))
    check('day-closed', lost.length === 0, `still open: ${lost.map((one) => one.number).join(' ')}`)
  }
}

/** Where a clock had run ahead and was put right, the claims of those who are kept are put right with it. */
function comesBack(event: DayOpened, left: readonly Seen[], wasAhead: boolean, check: Check): void {
  const kept = new Map((event.kept ?? []).map((ticket) => [ticket.id, ticket]))
  for (const { id, number, claimAt, state } of left) {
    const there = kept.get(id)
    const isMoved = wasAhead && there !== undefined && there.claimAt < claimAt
    const isSame = there?.number === number && (there.claimAt === claimAt || isMoved)
    const isPlaced = (there?.state === 'parked') === (state === 'parked')
    check('day-closed', isSame && isPlaced, `${number} was kept over night and is not there as it was`)
  }
  check('day-closed', kept.size === left.length, `${kept.size} stand there in the morning, ${left.length} were kept`)
}

/** Practice ends with nothing of it left open. */
export const watchPractice: Watch = ({ event }, hall, check) => {
  if (event.type === 'PracticeBegan') {
    check('unreal', !hall.practice, 'a practice begins in a practice')
    const there = [...hall.tickets.values()].filter(({ state }) => MAY_STAY.includes(state) || state === 'serving')
    check('unreal', there.length === 0, `${there.length} real people are there when a practice begins`)
  }
  if (event.type !== 'PracticeEnded') return
  check('unreal', hall.practice, 'a practice ends that never began')
  const open = [...hall.tickets.values()].filter(({ practice, state }) => practice && !OVER.includes(state))
  check('unreal', open.length === 0, `of the practice still open: ${open.map((one) => one.number).join(' ')}`)
}
