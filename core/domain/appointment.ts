import type { ServiceId } from './office.ts'

/**
 * A place kept for somebody at a time.
 *
 *     booked ── check in ──▶ come (its ticket stands in the queue)
 *       │ cancel ──▶ cancelled
 *       └ the check-in window is over ──▶ released: the place is free again
 */
export interface Appointment {
  readonly id: AppointmentId
  /** Six digits the citizen types or shows; unique among all that are still to come. */
  readonly code: string
  readonly service: ServiceId
  /** When its slot begins. */
  readonly slotAt: number
  readonly state: 'booked' | 'come' | 'cancelled' | 'released'
}

export type AppointmentId = string

/** What a citizen types or a scanner reads: `123456`, `LUOT-HEN:123456`, or an address that ends in `/hen/123456`. */
export function codeIn(text: string): string | null {
  const plain = text.trim()
  const scanned = /(?:^LUOT-HEN:|\/hen\/)(\d{6})$/i.exec(plain)
  if (scanned?.[1]) return scanned[1]
  const typed = plain.replace(/[\s.-]/g, '')
  return /^\d{6}$/.test(typed) ? typed : null
}
