import type { Ask } from '../ask.ts'

/** A service or the hall that gives no numbers for a while. */
export const CLOSURES_ASKS: readonly Ask[] = []
