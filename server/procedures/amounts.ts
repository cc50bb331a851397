/**
 * The sums of money a text names, in đồng.
 *
 *     "5.000 đồng/trang"   5000        "10 nghìn đồng"   10000        "1.000.000đ"   1000000
 *
 * Digits grouped by point, comma or space; with đồng, đ, VNĐ or the portal's "Việt Nam Đồng" behind. A number alone is no sum.
 */
const SUM =
  /(\d{1,3}(?:[., {2}]\d{3})+|\d+)\s*(nghìn|ngàn|triệu)?\s*(?:việt nam đồng|đồng|vnđ|vnd|đ)(?![\p{L}\p{N}])/giu

export function amountsIn(text: string | null): number[] {
  return [...(text ?? '').normalize('NFC').matchAll(SUM)].map(([, digits = '', times]) => {
    const number = Number(digits.replace(/\D/g, ''))
    return number * (times === undefined ? 1 : times.toLowerCase() === 'triệu' ? 1_000_000 : 1_000)
  })
}

/** Numbers large enough for a fee that stand where no word says of what: "5.000", "20,000/case". */
export function hasBareAmount(text: string | null): boolean {
  const rest = (text ?? '').normalize('NFC').replace(SUM, ' ')
  return /(?<![\p{L}\d./-])(\d{1,3}(?:[.,]\d{3})+|\d{4,})(?![\p{L}\d%]|[./-]\d)/u.test(rest)
}
