import type { DriverRow } from './row.ts'

/** Every driver of signs over the counters. */
export const signs: readonly DriverRow[] = []
