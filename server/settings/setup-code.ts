import { randomInt, timingSafeEqual } from 'node:crypto'

/** The one-time code of a first start: it makes the first administrator, once, within fifteen minutes. */
export interface SetupCode {
  readonly code: string
  readonly untilAt: number
  /** Uses the code up. False when it is wrong, late or used; after ten wrong tries it is void. */
  use(given: string, at: number): boolean
}

const LIFE_MS = 15 * 60_000
const WRONG_TRIES = 10
// No 0/O, 1/I/L: the code is read from a screen and typed by hand.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** `at` here and in `use` is steady time: setting the clock neither shortens nor lengthens the code's life. */
export function setupCode(at: number): SetupCode {
  const code = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const untilAt = at + LIFE_MS
  let left = WRONG_TRIES
  return {
    code: `${code.slice(0, 4)}-${code.slice(4)}`,
    untilAt,
    use(given, now) {
      if (left <= 0 || now > untilAt) return false
      const plain = Buffer.from(given.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
      const right = plain.length === code.length && timingSafeEqual(plain, Buffer.from(code))
      left = right ? 0 : left - 1
      return right
    },
  }
}
