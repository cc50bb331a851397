import { isIPv6 } from 'node:net'

/** Where somebody signs in: an address, or 'hub' for the hub's own machine, and a family of browsers in few words. */
export interface Place {
  readonly from: string
  readonly browser: string
}

/**
 * Counts wrong PINs and makes the next try wait, longer each time.
 *
 *     by name and place   five tries at once, then 1 s, 2 s, 4 s … a quarter of an hour
 *     by name alone       after thirty tries within a quarter of an hour from places this name never signed in from,
 *                         places like that wait until the quarter is over
 *
 * So a stranger who tries An's name from another machine keeps An from nothing: the desk where An signs in counts for itself. A
 * name nobody has is counted like any other.
 */
export interface WrongTries {
  /** Counts a try before it is looked at, so that a hundred at once do not all pass for the first. Says how long to wait, or 0. */
  begin(name: string, from: string): number
  /** It was right: the name is at home in this place. */
  right(name: string, from: string): void
  /** How many wrong ones in a row, all places together. */
  wrongOf(name: string): number
}

const FREE_TRIES = 5
const LONGEST_WAIT_MS = 15 * 60_000
const STRANGE_TRIES = 30
const STRANGE_MS = 15 * 60_000
const MOST_KEPT = 10_000

/**
 * `steady` is time nobody can set. In memory: a restart forgives, and nobody outside can bring one about. `hasSession` knows from before
 * it where somebody sits.
 */
export function wrongTries(steady: () => number, hasSession: (name: string, from: string) => boolean): WrongTries {
  const tries = new Map<string, { wrong: number; againAt: number }>()
  const strange = new Map<string, { tries: number; sinceAt: number }>()
  const wrong = new Map<string, number>()
  /** Where each name has signed in since the start. */
  const homes = new Map<string, Set<string>>()

  function strangersWait(name: string, from: string): number {
    if (homes.get(name)?.has(placeOf(from)) || hasSession(name, from)) return 0
    const now = steady()
    const before = strange.get(name)
    const counted = before && now - before.sinceAt < STRANGE_MS ? before : { tries: 0, sinceAt: now }
    if (counted.tries >= STRANGE_TRIES) return counted.sinceAt + STRANGE_MS - now
    keep(strange, name, { ...counted, tries: counted.tries + 1 })
    return 0
  }

  return {
    begin(name, from) {
      const key = `${name}\n${placeOf(from)}`
      const before = tries.get(key)
      if (before && steady() < before.againAt) return before.againAt - steady()
      const waitMs = strangersWait(name, from)
      if (waitMs > 0) return waitMs
      const count = (before?.wrong ?? 0) + 1
      const rest = count < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (count - FREE_TRIES))
      keep(tries, key, { wrong: count, againAt: steady() + rest })
      keep(wrong, name, (wrong.get(name) ?? 0) + 1)
      return 0
    },
    right(name, from) {
      const place = placeOf(from)
      tries.delete(`${name}\n${place}`)
      wrong.delete(name)
      homes.set(name, new Set([...(homes.get(name) ?? []), place]))
    },
    wrongOf: (name) => wrong.get(name) ?? 0,
  }
}

/** Whoever has one address of the sixth version has a whole street of them. */
function placeOf(from: string): string {
  return isIPv6(from) ? from.split(':').slice(0, 4).join(':') : from
}

/** The one tried longest ago makes room: a flood of invented names does not wash away one under attack. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > MOST_KEPT && !oldest.done) map.delete(oldest.value)
}
