import type { TicketLimits } from '#core/domain/office.ts'
import { demoOffice } from '#server/settings/demo-office.ts'

/** A kiosk that gives numbers as fast as it is asked: most tests fill a hall in a moment, which no people could. */
export const NO_LIMITS: TicketLimits = {
  ...demoOffice.limits,
  perKioskMinute: null,
  kioskGapMs: 0,
  againWithinMs: 0,
}

/** The demonstration office without the limits at its kiosks. */
export const testOffice = { ...demoOffice, limits: NO_LIMITS }
