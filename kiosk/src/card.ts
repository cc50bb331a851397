/**
 * The number of an identity card in what a scanner typed: its twelve digits alone, or the first field of the card's QR.
 * The rest, with the name in it, is not even looked at. Null for other cards and codes.
 *
 *     0790…1234            0790…1234|…|…|…
 */
export function cardNumberIn(typed: string): string | null {
  return /^(\d{12})(?:\||$)/.exec(typed.trim())?.[1] ?? null
}
