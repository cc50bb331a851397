import { createHmac } from 'node:crypto'

const CHOICES = 8

/**
 * The codes an appointment may get: six digits, HMAC-SHA256(key, choice, appointment id), the first choice first.
 *
 * They come from the id alone, so a retry brings the same ones; which of them is taken the rules decide, because only they
 * know the others. With five thousand appointments to come, one in 10¹⁸ finds all eight taken.
 */
export function appointmentCodes(key: string): (appointment: string) => readonly string[] {
  return (appointment) =>
    Array.from({ length: CHOICES }, (_, choice) => {
      const mac = createHmac('sha256', key).update(`appointment\n${choice}\n${appointment}`).digest()
      // 48 bits over a million: no code is noticeably likelier than another.
      return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
    })
}
