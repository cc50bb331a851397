import { randomInt } from 'node:crypto'

// No 0/O, 1/I: two people read the code to each other across a hall.
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code as it is shown, from eight values of five bits. */
export function codeOf(values: readonly number[]): string {
  const letters = values.map((value) => LETTERS[value & 31]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

export const freshCode = () => codeOf(Array.from({ length: 8 }, () => randomInt(LETTERS.length)))
