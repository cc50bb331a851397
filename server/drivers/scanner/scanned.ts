import type { Scan } from './port.ts'

/** The most one code may bring, in bytes; the largest QR there is holds less. What is longer is cut here. */
export const MOST_BYTES = 4_096

/** What a scanner itself puts around every code; nothing where it was not told to. */
export interface Trimmings {
  readonly prefix: string
  readonly suffix: string
}

export const NO_TRIMMINGS: Trimmings = { prefix: '', suffix: '' }

/** Makes a scan of what was read: as text, without what the scanner added. Null when nothing is left. */
export function scanOf(bytes: Uint8Array, { prefix, suffix }: Trimmings, told?: string): Scan | null {
  // What is no UTF-8 becomes a sign that no rule lets through: better unknown than guessed.
  let text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/[\r\n\t]+$/, '')
  if (prefix !== '' && text.startsWith(prefix)) text = text.slice(prefix.length)
  if (suffix !== '' && text.endsWith(suffix)) text = text.slice(0, -suffix.length)
  // `]Q1` before the code itself, where the scanner was told to say what kind of code it was.
  const [, before, rest] = /^(\][A-Za-z][0-9A-Za-z])(.*)$/s.exec(text) ?? []
  const symbology = told ?? before
  if (told === undefined && rest !== undefined) text = rest
  if (text === '') return null
  return symbology === undefined ? { text } : { text, symbology }
}

/** Bytes put together until a code is whole; never more than fit. */
export function gather() {
  let parts: Uint8Array[] = []
  let size = 0
  return {
    add(bytes: Uint8Array): void {
      const room = bytes.subarray(0, MOST_BYTES - size)
      // The listener's buffer may be used again for the next report.
      if (room.length > 0) parts.push(Uint8Array.from(room))
      size += room.length
    },
    isEmpty: () => size === 0,
    take(): Uint8Array {
      const whole = Buffer.concat(parts, size)
      parts = []
      size = 0
      return whole
    },
  }
}
