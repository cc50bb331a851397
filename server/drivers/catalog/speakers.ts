import type { DriverRow } from './row.ts'

/** Every driver that makes sound. */
export const speakers: readonly DriverRow[] = []
