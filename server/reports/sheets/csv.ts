import { SHOWN_OF_EXACT } from '#core/domain/scoring/score.ts'
import { localTime } from '#core/domain/service-day.ts'
import { type Column, type Sheet, spanText } from './sheet.ts'

/**
 * A table as text for a Vietnamese Excel, which opens it by a double click: UTF-8 with its mark, `;` between the cells because the
 * comma is the decimal sign there, lines ended by CRLF (RFC 4180 else). A span is h:mm:ss, a day 2026-12-31, a share 83,3%.
 * Only the table, no lines above it: its first line is the heading.
 */
export function csv({ columns, rows, total }: Sheet, timeZone: string): string {
  const lines = [
    columns.map(({ title }) => quoted(harmless(title))),
    ...[...rows, ...(total ? [total] : [])].map((row) =>
      columns.map(({ kind }, i) => quoted(cell(row[i] ?? null, kind, timeZone))),
    ),
  ]
  return `\uFEFF${lines.map((line) => `${line.join(';')}\r\n`).join('')}`
}

function cell(value: string | number | null, kind: Column['kind'], timeZone: string): string {
  if (value === null) return ''
  if (typeof value === 'string') return harmless(value.normalize('NFC'))
  switch (kind) {
    case 'span':
      return spanText(value)
    case 'share':
      return `${decimal(value * 100, 1)}%`
    case 'instant':
      return localText(value, timeZone)
    case 'points':
      return decimal(value, SHOWN_OF_EXACT)
    default:
      return decimal(value, 2)
  }
}

/** 2026-12-31 08:05:09 */
function localText(at: number, timeZone: string): string {
  const { date, minutes } = localTime(at, timeZone)
  const clock = [Math.floor(minutes / 60), minutes % 60, Math.floor(at / 1_000) % 60]
  return `${date} ${clock.map((part) => String(part).padStart(2, '0')).join(':')}`
}

function decimal(value: number, places: number): string {
  return String(Number(value.toFixed(places))).replace('.', ',')
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it: a reason that an officer typed must not reckon,
 * or fetch anything, on the leader's machine. The full-width signs are taken for the others by some.
 */
export function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
