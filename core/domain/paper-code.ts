import type { CampaignId } from './campaigns.ts'

/**
 * The code on a paper slip, all digits, so that a pile is typed on the number pad:
 *
 *     012-0034-5678
 *     └┬┘ └─┬┘ └─┬┘
 *      │    │    check figures: a keyed hash only the hub can make (server/edge/paper-codes.ts), so that nothing must be
 *      │    │    stored to know a printed slip, and a mistyped or invented code is known at once
 *      │    number of the slip within its campaign, from 1
 *      campaign
 *
 * It says nothing of who got the slip: within a counter they are handed out in any order. It is written with its dashes, as eleven
 * bare digits could be taken for a person's number.
 */
export interface PaperCode {
  readonly campaign: CampaignId
  readonly number: number
  readonly check: string
}

export const MOST_SLIPS = 2_000
export const PAPER_CODE = /^(\d{3})-(\d{4})-(\d{4})$/

export function paperCode({ campaign, number, check }: PaperCode): string {
  return `${campaign}-${String(number).padStart(4, '0')}-${check}`
}

/** The parts of a code as it was typed or scanned, with or without dashes; null when it cannot be one. */
export function readPaperCode(text: string): PaperCode | null {
  const digits = text.replace(/[\s.-]/g, '')
  if (!/^\d{11}$/.test(digits)) return null
  return { campaign: digits.slice(0, 3), number: Number(digits.slice(3, 7)), check: digits.slice(7) }
}
