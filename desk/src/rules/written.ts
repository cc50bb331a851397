/*
 * How values of the settings are written by people: spans in minutes or seconds, times as HH:MM, dates as day/month/year.
 * What cannot be read stays as it was typed: the hub names the line, and nothing typed is lost.
 */

/** '7h30', '730', '7:30' → '07:30'. */
export function timeFrom(typed: string): string {
  const parts = /^\s*(\d{1,2})\s*[:h.]\s*(\d{2})\s*$/.exec(typed) ?? /^\s*(\d{1,2})(\d{2})\s*$/.exec(typed)
  return parts ? `${(parts[1] ?? '').padStart(2, '0')}:${parts[2]}` : typed.trim()
}

/** '2/9/2026' → '2026-09-02'; '2/9' → '09-02', every year. */
export function dateFrom(typed: string): string {
  const parts = /^\s*(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\s*$/.exec(typed)
  if (!parts) return typed.trim()
  const [, day = '', month = '', year] = parts
  const dated = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year ? `${year}-${dated}` : dated
}

/** '2026-09-02' → '02/09/2026'; '09-02' → '02/09'. */
export function writtenDate(date: string): string {
  const parts = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(date)
  if (!parts) return date
  const [, year, month, day] = parts
  return year ? `${day}/${month}/${year}` : `${day}/${month}`
}

export type Unit = 'seconds' | 'minutes'

const MS: Readonly<Record<Unit, number>> = { seconds: 1_000, minutes: 60_000 }

/** A span as a number of its unit. */
export function writtenSpan(ms: number, unit: Unit): string {
  return String(Math.round((ms / MS[unit]) * 1_000) / 1_000)
}

/** '1,5' minutes → 90000; null when it is no number. */
export function spanFrom(typed: string, unit: Unit): number | null {
  const number = numberFrom(typed)
  return number === null ? null : Math.round(number * MS[unit])
}

/** A number as people write it, with a comma or a point; null when it is none. */
export function numberFrom(typed: string): number | null {
  const plain = typed.trim().replace(',', '.')
  return plain === '' || Number.isNaN(Number(plain)) ? null : Number(plain)
}

/** 0x04b8 → '04b8', as lsusb writes it. */
export function writtenHex(value: unknown): string {
  return typeof value === 'number' ? value.toString(16).padStart(4, '0') : String(value ?? '')
}

/** '04b8', '0x4b8' → 0x04b8; what is no such number stays as it was typed. */
export function hexFrom(typed: string): number | string {
  return /^(0x)?[0-9a-f]{1,4}$/i.test(typed.trim()) ? Number.parseInt(typed, 16) : typed
}

/** 'call, open' → ['call', 'open'] */
export function namesFrom(typed: string): string[] {
  return typed
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
