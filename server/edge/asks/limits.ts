import type { Ask } from '../ask.ts'

/** What keeps numbers honest: taking one back, stopping a kiosk, practice, rolls. */
export const LIMITS_ASKS: readonly Ask[] = []
