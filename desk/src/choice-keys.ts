/**
 * Gives each choice of a question the key that picks it: the one it asks for where that is free, else a free one.
 *
 * A service asks for the letter of its numbers and a counter for its own digit, so the officer presses what the hall
 * calls them. Keys are written as they stand on the keyboard, A–Z and 0–9; who comes after those has none.
 */
export function choiceKeys(wanted: readonly string[], spare: string): string[] {
  const taken = new Set<string>()
  const keys = wanted.map((wish) => {
    const key = wish.toUpperCase()
    if (!/^[A-Z0-9]$/.test(key) || taken.has(key)) return ''
    taken.add(key)
    return key
  })
  const free = [...spare].filter((key) => !taken.has(key))
  return keys.map((key) => key || (free.shift() ?? ''))
}

export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The key at the place a press names: KeyA → A, Digit1 and Numpad1 → 1. */
export function keyAt(code: string): string {
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] ?? ''
}
