/** Never called, in this future. */
export const NEVER = Number.POSITIVE_INFINITY

/** The questions a draw answers; see chance.ts. */
export const ASKS = {
  turn: 0,
  missed: 1,
  tidying: 2,
  outcome: 3,
  pauses: 4,
  pause: 5,
  service: 6,
  staff: 7,
  late: 8,
  leaves: 9,
  clears: 10,
  comes: 11,
  holding: 12,
  arrival: 13,
  kind: 14,
  away: 15,
} as const
