/** One line of the settings at fault, and what to do about it. */
export interface Line {
  readonly severity: 'error' | 'warning'
  /** A JSON pointer into the document: '/services/2/quota/session'. */
  readonly path: string
  readonly code: string
  readonly vi: string
  readonly en: string
}

export function error(path: string, code: string, vi: string, en: string): Line {
  return { severity: 'error', path, code, vi, en }
}

export function warning(path: string, code: string, vi: string, en: string): Line {
  return { severity: 'warning', path, code, vi, en }
}

/** Each entry that says what an earlier one has said, by what is to be unique about it. */
export function repeated<One>(list: readonly One[], keyOf: (one: One) => string): readonly (readonly [One, number])[] {
  const seen = new Set<string>()
  const found: (readonly [One, number])[] = []
  for (const [i, one] of list.entries()) {
    const key = keyOf(one)
    if (seen.has(key)) found.push([one, i])
    seen.add(key)
  }
  return found
}

/** Each entry that is not among the known ones, with where it stands. */
export function strangers(
  named: readonly string[],
  known: ReadonlySet<string>,
): readonly (readonly [string, number])[] {
  return named.flatMap((name, i) => (known.has(name) ? [] : [[name, i] as const]))
}
