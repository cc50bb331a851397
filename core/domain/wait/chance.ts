/**
 * Chance without chance: the same hall always imagines the same futures.
 *
 * A draw is looked up by what it is for (which future, which ticket, which question), not by how many were drawn before.
 * So a ticket keeps its imagined service time while others come and go, and what is told does not flicker.
 */
export function drawn(future: number, what: number, question: number): number {
  let mixed = Math.imul(future + 1, 0x9e3779b1) ^ Math.imul(what + 0x51ed270b, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(question + 1, 0xc2b2ae35), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** Evenly between 0 and 1, neither included. */
export function evenly(word: number): number {
  return (word + 0.5) / 2 ** 32
}

/** From the bell curve: most near 0, two thirds between -1 and 1. */
export function bell(word: number): number {
  return BELL[word >>> 20] as number
}

/** How much of the bell curve lies below a point. */
export function belowBell(point: number): number {
  // Abramowitz and Stegun 26.2.17: wrong by less than 0.0000001.
  const t = 1 / (1 + 0.2316419 * Math.abs(point))
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = 0.3989422804 * Math.exp((-point * point) / 2) * poly
  return point >= 0 ? 1 - tail : tail
}

/** The point below which this share of the bell curve lies. */
export function bellAt(share: number): number {
  // Acklam's rational approximation, good to nine digits; in the tails by its own formula.
  if (share < 0.02425) return tailAt(Math.max(share, 1e-12))
  if (share > 0.97575) return -tailAt(Math.max(1 - share, 1e-12))
  const q = share - 0.5
  const r = q * q
  const over =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239
  const under =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1
  return (over * q) / under
}

function tailAt(share: number): number {
  const q = Math.sqrt(-2 * Math.log(share))
  const over =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783
  const under =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1
  return over / under
}

const POINTS = 4096
const BELL = Float64Array.from({ length: POINTS }, (_, i) => bellAt((i + 0.5) / POINTS))
