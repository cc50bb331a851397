import { SHOWN_OF_EXACT } from '#core/domain/scoring/score.ts'
import { localTime } from '#core/domain/service-day.ts'

/** A table for people, before it is a workbook, paper or a text file: all three write the same figures. */
export interface Sheet {
  /** On the tab of a workbook, at most 31 letters. */
  readonly name: string
  readonly title: string
  /** Lines under the title: what is counted how. */
  readonly notes?: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** The last line, set apart. */
  readonly total?: Row
}

/**
 * text: as it stands. count: a whole number. decimal: a number with up to two places. points: of a ranking, with every place they are
 * told with. share: 0 to 1, shown as percent. span: ms, shown as h:mm:ss. instant: ms since epoch, shown by the office's clock. day:
 * 'YYYY-MM-DD'.
 */
export interface Column {
  readonly title: string
  readonly kind: 'text' | 'count' | 'decimal' | 'points' | 'share' | 'span' | 'instant' | 'day'
  /** In letters; by its kind where left out. */
  readonly width?: number
}

/** One value for each column; null where there is nothing to say. */
export type Row = readonly (string | number | null)[]

/** Sheets that belong together, and what stands on all of them. */
export interface Document {
  readonly office: string
  readonly title: string
  /** 'Từ 01/11/2026 đến 30/11/2026' */
  readonly period: string
  readonly madeAt: number
  readonly timeZone: string
  /** Where the journal stood: whoever doubts a figure reckons it anew from there. */
  readonly head: { readonly seq: number; readonly hash: string } | null
  readonly sheets: readonly Sheet[]
  /** Under the last sheet on paper, one column each: who signs. */
  readonly signatures?: readonly string[]
}

const WIDTHS: Record<Column['kind'], number> = {
  text: 24,
  count: 10,
  decimal: 10,
  points: 10,
  share: 10,
  span: 11,
  instant: 20,
  day: 12,
}

export function widthOf({ kind, width }: Column): number {
  return width ?? WIDTHS[kind]
}

/** Figures stand to the right, words to the left. */
export function isFigure({ kind }: Column): boolean {
  return kind !== 'text' && kind !== 'instant' && kind !== 'day'
}

/** A value as people in Việt Nam read it. Text in one form of Unicode (NFC), so that searching finds it. */
export function shown(value: string | number | null, kind: Column['kind'], timeZone: string): string {
  if (value === null) return ''
  if (typeof value === 'string') return kind === 'day' ? dayText(value) : value.normalize('NFC')
  switch (kind) {
    case 'span':
      return spanText(value)
    case 'share':
      return `${numberText(value * 100, 1, 1)} %`
    case 'instant':
      return instantText(value, timeZone)
    case 'count':
      return numberText(value, 0)
    case 'points':
      return numberText(value, SHOWN_OF_EXACT)
    default:
      return numberText(value, 2)
  }
}

/** 31/12/2026 */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-')
  return date ? `${date}/${month}/${year}` : day
}

/** Từ 01/11/2026 đến 30/11/2026, or one day. */
export function periodText(from: string, to: string): string {
  return from === to ? `Ngày ${dayText(from)}` : `Từ ${dayText(from)} đến ${dayText(to)}`
}

/** 31/12/2026 08:05 */
export function instantText(at: number, timeZone: string): string {
  const { date, minutes } = localTime(at, timeZone)
  return `${dayText(date)} ${two(minutes / 60)}:${two(minutes % 60)}`
}

/** 0:07:30, to the second. */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** 1.234,5; with `atLeast` places even where they are noughts, so that the figures of a column stand under each other. */
export function numberText(value: number, places: number, atLeast = 0): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: places, minimumFractionDigits: atLeast })
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}
