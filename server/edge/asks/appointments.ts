import type { Ask } from '../ask.ts'

/** Booking a time, and coming to it. */
export const APPOINTMENTS_ASKS: readonly Ask[] = []
