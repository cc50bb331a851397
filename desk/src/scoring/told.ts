import type { CriterionFigures, MonthRanking, OfficerRank } from '#core/contract/scoring.ts'
import { language } from '#web/words/language.ts'
import { say } from './words.ts'

/** 96,5 → "96,5" in Vietnamese, "96.5" in English; nothing for null. */
export function decimal(figure: number | null): string {
  if (figure === null) return '–'
  return new Intl.NumberFormat(language.now === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 4 }).format(figure)
}

/** A criterion's figure in its unit: 96,5% · 12,3 phút · 3. */
export function figureText({ figure, unit }: Pick<CriterionFigures, 'figure' | 'unit'>): string {
  if (figure === null) return '–'
  switch (unit) {
    case 'percent':
      return `${decimal(Math.round(figure * 10) / 10)}%`
    case 'ms':
      return `${decimal(Math.round(figure / 6_000) / 10)} ${language.now === 'vi' ? 'phút' : 'min'}`
    case 'count':
    case 'points':
      return decimal(figure)
    default:
      return unit satisfies never
  }
}

/** "10/2026" */
export function monthText(month: string): string {
  const [year, number] = month.split('-')
  return `${number}/${year}`
}

export function stateText(state: MonthRanking['state']): string {
  return say(state)
}

/** What stands where a place would be. */
export function noPlaceText({ whyNoPlace }: Pick<OfficerRank, 'whyNoPlace'>): string {
  return whyNoPlace === null ? '' : say(whyNoPlace === 'too-few' ? 'tooFew' : 'noTotal')
}
