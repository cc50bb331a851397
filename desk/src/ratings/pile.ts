import { LETTERS } from '../choice-keys.ts'

/**
 * How a pile is typed in without the mouse.
 *
 *     code ──11 figures, or 8 and Enter──▶ answer ──1–5, letters, Enter──▶ code of the next
 *      ▲                                      │
 *      └──────────── Esc ─────────────────────┘
 */
export interface Answer {
  readonly level: string | null
  readonly reasons: readonly string[]
}

export const NOTHING_TICKED: Answer = { level: null, reasons: [] }
const MOST_REASONS = 4

/** The code somebody has typed so far, whole; null while it is not. The campaign of the slip before may be left out. */
export function typedCode(text: string, before: string | null, isEnd: boolean): string | null {
  const digits = text.replace(/\D/g, '')
  if (digits.length === 11) return withDashes(digits)
  if (isEnd && digits.length === 8 && before !== null) return withDashes(before.slice(0, 3) + digits)
  return null
}

function withDashes(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`
}

/** What a key does to the answer: a figure is a level, a letter a reason in or out. Null: the key means nothing here. */
export function ticked(
  answer: Answer,
  key: string,
  { levels, reasons }: { levels: readonly { id: string }[]; reasons: readonly { id: string }[] },
): Answer | null {
  const level = /^[1-9]$/.test(key) ? levels[Number(key) - 1] : undefined
  if (level) return { ...answer, level: level.id }
  const reason = key === '' ? undefined : reasons[LETTERS.indexOf(key)]
  return reason ? withReason(answer, reason.id) : null
}

export function withReason(answer: Answer, id: string): Answer {
  const { reasons } = answer
  const next = reasons.includes(id) ? reasons.filter((one) => one !== id) : [...reasons, id]
  return { ...answer, reasons: next.slice(0, MOST_REASONS) }
}
