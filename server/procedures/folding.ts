/**
 * Makes what people type and what the State wrote comparable: marks, case and y/i fall away on both sides.
 *
 *     "Chứng thực" ─┐
 *     "chung thuc" ─┼─► chung thuc
 *     "chuwngs thuwcj" (Telex without the keyboard program) and "chu7ng1 thu7c5" (VNI) get there by `unkeyed`
 */

/** Folds text to plain lower-case letters and digits, one space between words. */
export function folded(text: string): string {
  return withoutMarks(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll('y', 'i')
}

/** Cuts folded text into its syllables: in Vietnamese every space is one. */
export function syllables(text: string): string[] {
  const plain = folded(text)
  return plain === '' ? [] : plain.split(' ')
}

/** Reads a folded syllable as Telex or VNI keystrokes: "thuwcj" and "thu75c" are both "thuc". */
export function unkeyed(syllable: string): string {
  const letters = /^[a-z]/.test(syllable) ? syllable.replace(/[0-9]/g, '') : syllable
  const plain = letters
    .replace(/^dd/, 'd')
    .replace(/d$/, (last) => (letters.startsWith('d') && letters.length > 2 ? '' : last))
    .replace(/^([^aeiou]*)w/, '$1u')
  const vowelAt = plain.search(/[aeiou]/)
  if (vowelAt < 0) return plain
  // No Vietnamese syllable ends in s f r x j z or holds a w, so after the first vowel they can only be tone keys.
  const rest = plain
    .slice(vowelAt)
    .replace(/[sfrxjzw]/g, '')
    .replace(/([aeo])(\w*?)\1$/, '$1$2')
    .replace(/([aeo])\1/g, '$1')
  return plain.slice(0, vowelAt) + rest
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** Whether two words differ by at most one letter added, lost, changed, or two neighbours swapped. */
export function withinOneTypo(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  const restAlike = short.slice(at + 1) === long.slice(at + 1)
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  return restAlike || swapped
}
