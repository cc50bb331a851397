import type { DriverRow } from './row.ts'

/** Every scanner driver. */
export const scanners: readonly DriverRow[] = []
