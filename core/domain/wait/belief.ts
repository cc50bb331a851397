/** What is believed of one figure: its middle, and how far off that may be (a variance). */
export interface Belief {
  readonly mean: number
  readonly doubt: number
}

/** Figures as they came: how many, their mean and their variance. Older ones are forgotten little by little. */
export interface Spread {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

/** How often something happens, of so many times it could have. */
export interface Share {
  readonly n: number
  readonly share: number
}

/**
 * Adds a figure to a spread. The first ones weigh as many as were imagined at the start (`n`), later ones never less than
 * one in `memory`.
 */
export function seen(spread: Spread, figure: number, memory: number): Spread {
  const n = Math.min(spread.n + 1, memory)
  const off = figure - spread.mean
  const mean = spread.mean + off / n
  return { n, mean, variance: spread.variance + (off * (figure - mean) - spread.variance) / n }
}

export function counted(share: Share, happened: boolean, memory: number): Share {
  const n = Math.min(share.n + 1, memory)
  return { n, share: share.share + ((happened ? 1 : 0) - share.share) / n }
}

/**
 * Moves several beliefs whose sum was seen, each by as much as it is doubted: what is known well stays, what is new follows.
 * `surprise` is what was seen less the sum of the beliefs, `noise` the variance of what chance adds.
 */
export function corrected(belief: Belief, surprise: number, doubtOfAll: number): Belief {
  const gain = belief.doubt / doubtOfAll
  return { mean: belief.mean + gain * surprise, doubt: belief.doubt * (1 - gain) }
}

/** What is believed after a while in which it may have changed. */
export function aged(belief: Belief, drift: number, most: number): Belief {
  return { mean: belief.mean, doubt: Math.min(most, belief.doubt + drift) }
}
