import type { Procedure, Term } from './procedure.ts'

/**
 * What a citizen could be misled by in a procedure as published: told beside the text, never mended by guessing.
 *
 * The names are codes; screens have the sentences.
 */
export type Doubt =
  | 'time-without-unit'
  | 'time-unknown'
  | 'time-differs-by-channel'
  | 'fee-unknown'
  | 'fee-set-by-province'
  | 'fee-says-free-but-has-note'
  | 'fee-amount-contradicts-note'
  | 'fee-differs-by-channel'
  | 'papers-unknown'
  | 'paper-without-text'

/** Finds every doubt about a procedure, in a fixed order. */
export function doubtsOf(procedure: Procedure): Doubt[] {
  const { terms, documents } = procedure
  const papers = documents.flatMap(({ items }) => items)
  const found: [Doubt, boolean][] = [
    ['time-without-unit', terms.some(hasBareTime)],
    ['time-unknown', terms.length === 0 || terms.some(({ timeText }) => isUnknown(timeText))],
    ['time-differs-by-channel', differs(terms.map(({ timeText }) => timeText))],
    ['fee-unknown', terms.length === 0 || terms.some(({ feeText }) => isUnknown(feeText))],
    ['fee-set-by-province', terms.some(({ feeNote }) => /h[ộo]i đ[ồo]ng nh[âa]n d[âa]n|hđnd/i.test(feeNote ?? ''))],
    ['fee-says-free-but-has-note', terms.some((term) => saysFree(term) && term.feeNote !== null)],
    ['fee-amount-contradicts-note', terms.some(amountContradictsNote)],
    ['fee-differs-by-channel', differs(terms.map(({ feeText }) => feeText))],
    ['papers-unknown', papers.length === 0],
    ['paper-without-text', papers.some(({ text }) => text.trim() === '')],
  ]
  return found.filter(([, holds]) => holds).map(([doubt]) => doubt)
}

/** "3" is three what? */
function hasBareTime({ timeText }: Term): boolean {
  return /^\s*\d+([.,]\d+)?\s*$/.test(timeText ?? '')
}

function isUnknown(text: string | null): boolean {
  return text === null || /^không có thông tin$/i.test(text.trim())
}

function saysFree({ feeText }: Term): boolean {
  return /^(miễn phí|không thu phí|0)$/i.test((feeText ?? '').trim())
}

/** The cell says 5,000 and every amount its note names is another, or it is an amount no counter has change for. */
function amountContradictsNote({ feeVnd, feeNote }: Term): boolean {
  if (feeVnd === null || feeVnd === 0) return false
  if (feeVnd < 1_000) return true
  const named = [...(feeNote ?? '').matchAll(/(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ\b|vnđ)/gi)]
  const amounts = named.map(([, digits]) => Number(digits!.replace(/[.,]/g, '')))
  return amounts.length > 0 && !amounts.includes(feeVnd)
}

function differs(values: (string | null)[]): boolean {
  return new Set(values.map((value) => value?.trim().toLowerCase() ?? '')).size > 1
}
