/** Chance that can be repeated: the same seed gives the same day. */
export interface Chance {
  /** Evenly from 0 up to 1. */
  next(): number
  between(from: number, to: number): number
  happens(share: number): boolean
  among<T>(list: readonly T[]): T
  /** Lognormal round a mean: most are short, a few are very long, as at every counter. */
  span(mean: number, spread: number): number
  id(): string
  /** A stream of its own: what one person does never moves what another does. */
  fork(): Chance
}

/** Mulberry32, a generator of one 32-bit word by Tommy Ettinger (public domain). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => word() / 2 ** 32
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    happens: (share) => next() < share,
    among<T>(list: readonly T[]) {
      if (list.length === 0) throw new Error('nothing to choose from')
      return list[Math.floor(next() * list.length)] as T
    },
    span(mean, spread) {
      const bell = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return mean * Math.exp(spread * bell - (spread * spread) / 2)
    },
    id: () => Array.from({ length: 4 }, () => word().toString(16).padStart(8, '0')).join('-'),
    fork: () => chanceFrom(word()),
  }
}
