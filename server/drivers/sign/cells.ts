/** What one sign can draw: how many cells it has, and which letters. */
export interface Cells {
  readonly cells: number
  /** any: whatever has a code. segments: what seven bars draw and nobody can take for a digit. none: digits only. */
  readonly letters: 'any' | 'segments' | 'none'
  /** Where the letter cannot be shown, the digits alone may stand; else the sign stays blank. */
  readonly dropLetters: boolean
}

// Seven bars draw S as 5, O and D as 0, I as 1, Z as 2, G as 6, B as 8 and Q as 9: a sign that shows those shows a wrong number.
const onSevenBars = /^[0-9ACEFHJLNPRTUY-]*$/

/**
 * The cells of a sign for a number, filled from the left with blanks, or null where nothing true fits.
 *
 *     A012 on 4 bars   "A012"      K012 on 4 bars   " 012"      A012 on 3   "012"      A1012 on 3   null: blank
 */
export function fitOnCells(number: string, { cells, letters, dropLetters }: Cells): string | null {
  const whole = number.toUpperCase()
  const shown = letters === 'any' ? /^[ -~]*$/ : letters === 'segments' ? onSevenBars : /^[0-9]*$/
  const digits = dropLetters ? /^[^0-9]*([0-9]+)$/.exec(whole)?.[1] : undefined
  // 012 and 12 are the same number; 012 and 01 are not.
  const choices = [shown.test(whole) ? whole : undefined, digits, digits?.replace(/^0+(?=.)/, '')]
  return choices.find((choice) => choice !== undefined && choice.length <= cells)?.padStart(cells) ?? null
}
