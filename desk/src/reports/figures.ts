import type { Figures } from '#core/contract/reports.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'

/** 12,4 – one place at most. */
export function decimal(value: number): string {
  return value.toLocaleString(language.now === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
}

export function whole(value: number): string {
  return count(value, language.now)
}

/** '83,3 %', or a dash where there is nothing to say. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${decimal(share * 100)} %`
}

/** Minutes and seconds: '7:30', '1:07:30'. The same figure as in the files that are taken away. */
export function clock(ms: number | null): string {
  if (ms === null) return '–'
  const seconds = Math.round(ms / 1_000)
  const two = (value: number) => String(Math.floor(value) % 60).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  return hours > 0 ? `${hours}:${two(seconds / 60)}:${two(seconds)}` : `${Math.floor(seconds / 60)}:${two(seconds)}`
}

export function shareOf(part: number, { arrivals, overnight }: Pick<Figures, 'arrivals' | 'overnight'>): number | null {
  const all = arrivals + overnight
  return all === 0 ? null : part / all
}
