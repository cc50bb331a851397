/**
 * A figure without error: a fraction of whole numbers. Bands are lost by a tenth, and 0.1 + 0.2 of a machine's numbers is not 0.3,
 * so points are reckoned here and become decimals only where a rule says that they are rounded.
 */
export interface Exact {
  readonly over: bigint
  /** Always above zero. */
  readonly under: bigint
}

export const ZERO: Exact = { over: 0n, under: 1n }

/** The very decimal that was written: 3.5 is 35/10, as a person means it, not the nearest number a machine keeps. */
export function exact(written: number): Exact {
  if (!Number.isFinite(written)) throw new Error(`not a figure: ${written}`)
  const [digits = '0', exponent = '0'] = String(written).split('e')
  const [whole = '0', parts = ''] = digits.split('.')
  const shift = Number(exponent) - parts.length
  const over = BigInt(whole + parts)
  return shift >= 0 ? { over: over * 10n ** BigInt(shift), under: 1n } : { over, under: 10n ** BigInt(-shift) }
}

export function plus(a: Exact, b: Exact): Exact {
  return lowest({ over: a.over * b.under + b.over * a.under, under: a.under * b.under })
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, { over: -b.over, under: b.under })
}

export function times(a: Exact, b: Exact): Exact {
  return lowest({ over: a.over * b.over, under: a.under * b.under })
}

export function dividedBy(a: Exact, b: Exact): Exact {
  if (b.over === 0n) throw new Error('divided by nothing')
  const sign = b.over < 0n ? -1n : 1n
  return lowest({ over: sign * a.over * b.under, under: sign * a.under * b.over })
}

export function sumOf(figures: readonly Exact[]): Exact {
  return figures.reduce(plus, ZERO)
}

/** Below zero: a is less than b. */
export function compare(a: Exact, b: Exact): number {
  const gap = a.over * b.under - b.over * a.under
  return gap < 0n ? -1 : gap > 0n ? 1 : 0
}

function lowest(figure: Exact): Exact {
  const common = divisor(figure.over < 0n ? -figure.over : figure.over, figure.under)
  return common === 1n ? figure : { over: figure.over / common, under: figure.under / common }
}

/** Rounded half up: 14.95 becomes 15.0, 14.949 becomes 14.9. */
export function rounded(figure: Exact, decimals: number): Exact {
  const scale = 10n ** BigInt(decimals)
  return { over: floor(2n * figure.over * scale + figure.under, 2n * figure.under), under: scale }
}

/** Never rounded up over a band's edge it did not reach: what is left out is cut off. */
export function cut(figure: Exact, decimals: number): Exact {
  const scale = 10n ** BigInt(decimals)
  return { over: floor(figure.over * scale, figure.under), under: scale }
}

/** For screens and paper, once everything is decided. */
export function asNumber(figure: Exact): number {
  const { over, under } = lowest(figure)
  return Number(over) / Number(under)
}

function floor(over: bigint, under: bigint): bigint {
  const whole = over / under
  return over % under < 0n ? whole - 1n : whole
}

function divisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
