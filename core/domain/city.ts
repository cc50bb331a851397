/*
 * Many halls on one page: how each stands as far as its city can know, which is the worst, and what they come to together. Figures
 * alone; how they reach the city is server/city's business.
 */

export type HallState = 'bad' | 'silent' | 'warn' | 'ok'

/** A hall speaks every ten seconds: after so long it is not the line that hiccups. */
export const SILENT_AFTER_MS = 3 * 60_000
/** A hall whose last word lies so far ahead had a wrong clock when it said it. */
const CLOCK_AHEAD_MS = 5 * 60_000

/** One moment of each ticket's life: issued is the sum of all states (I24). */
export interface TallyOf {
  readonly issued: number
  readonly waiting: number
  readonly called: number
  readonly serving: number
  readonly parked: number
  readonly served: number
  readonly 'no-show': number
  readonly cancelled: number
  readonly void: number
}

/** What of a hall's word the rules here look at. */
export interface Said {
  readonly at: number
  readonly seq: number
  readonly practice: boolean
  readonly level: 'ok' | 'warn' | 'bad'
  readonly tally: TallyOf
  readonly longestMs: number
  readonly open: number
  readonly paused: number
  readonly counters: number
  readonly wrong: { readonly devices: number; readonly hub: number }
}

export interface Hall {
  readonly id: string
  readonly heardAt: number | null
  readonly standing: Said | null
}

/**
 * How a hall stands. Of whom nothing was heard nobody knows that it is well. A hall that practises has nobody to keep waiting; a broken
 * device or a full disk is to be watched, not more.
 */
export function stateOf({ heardAt, standing }: Omit<Hall, 'id'>, at: number): HallState {
  if (heardAt === null || standing === null || at - heardAt > SILENT_AFTER_MS) return 'silent'
  const { practice, level, wrong } = standing
  if (level !== 'ok' && !practice) return level
  return wrong.devices + wrong.hub > 0 ? 'warn' : 'ok'
}

// What is known to be bad goes before what nobody knows: when the Internet fails forty halls fall silent at once.
const RANK: Readonly<Record<HallState, number>> = { bad: 0, silent: 1, warn: 2, ok: 3 }

/**
 * The worst first: by state; among the silent whoever was heard longest ago, and last of them who never spoke; among the others the
 * longest wait, then the most who wait. What is equal in all of that stands by its id, so that rows do not change places for nothing.
 */
export function worstFirst(a: Hall & { state: HallState }, b: Hall & { state: HallState }): number {
  const rank = RANK[a.state] - RANK[b.state]
  if (rank !== 0) return rank
  const first = a.state === 'silent' ? compare(a.heardAt ?? Infinity, b.heardAt ?? Infinity) : 0
  return (
    first ||
    compare(b.standing?.longestMs ?? 0, a.standing?.longestMs ?? 0) ||
    compare(b.standing?.tally.waiting ?? 0, a.standing?.tally.waiting ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Is this word newer than the one that is held? An older one, or the same again, changes nothing. */
export function isNewer(said: Pick<Said, 'at' | 'seq'>, held: Pick<Said, 'at' | 'seq'> | null, now: number): boolean {
  if (held === null || held.at > now + CLOCK_AHEAD_MS) return true
  return said.at > held.at || (said.at === held.at && said.seq > held.seq)
}

/** Do the states add up to what was issued (I24)? */
export function addsUp({ issued, ...states }: TallyOf): boolean {
  return Object.values(states).reduce((sum, n) => sum + n, 0) === issued
}

/** What the halls come to together: those that were heard of and do not practise. */
export function sumOf(halls: readonly (Hall & { state: HallState })[]) {
  const counted = halls.flatMap(({ state, standing }) =>
    state === 'silent' || standing === null || standing.practice ? [] : [standing],
  )
  const all = (figure: (standing: Said) => number) => counted.reduce((sum, one) => sum + figure(one), 0)
  const tally = {
    issued: all(({ tally }) => tally.issued),
    waiting: all(({ tally }) => tally.waiting),
    called: all(({ tally }) => tally.called),
    serving: all(({ tally }) => tally.serving),
    parked: all(({ tally }) => tally.parked),
    served: all(({ tally }) => tally.served),
    'no-show': all(({ tally }) => tally['no-show']),
    cancelled: all(({ tally }) => tally.cancelled),
    void: all(({ tally }) => tally.void),
  }
  return {
    halls: counted.length,
    tally,
    open: all(({ open }) => open),
    paused: all(({ paused }) => paused),
    counters: all(({ counters }) => counters),
    longestMs: counted.reduce((longest, one) => Math.max(longest, one.longestMs), 0),
  }
}

/** How many halls are in each state. */
export function statesOf(halls: readonly { state: HallState }[]): Record<HallState, number> {
  const states = { bad: 0, silent: 0, warn: 0, ok: 0 }
  for (const { state } of halls) states[state]++
  return states
}
