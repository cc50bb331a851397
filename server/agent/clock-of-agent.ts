/**
 * What the hub knows of an agent's clocks, from pulses that go there and come back.
 *
 *     hub    ── sentAt ─────────────────────── heardAt ──▶
 *     agent              └── steady, wall ──┘
 *
 * How old a key press is, is reckoned as if the pulse had been answered the very moment it was sent: on a slow line a key seems
 * older than it is, never younger.
 */
export interface ClockOfAgent {
  heard(pulse: { sentAt: number; heardAt: number; steady: number; wallAhead: number }): void
  /** How long ago, at most, that moment of the agent's steady clock was; infinite before the first pulse. */
  ageOf(steady: number, now: number): number
  /** How far its wall clock is ahead of the hub's, ms; null before the first pulse. */
  wallAheadMs(): number | null
  roundTripMs(): number | null
}

interface Sample {
  readonly tripMs: number
  readonly ahead: number
  readonly wallAhead: number
}

// Two steady clocks drift a second in hours; the best of the last minute is near enough.
const SAMPLES = 30

export function clockOfAgent(): ClockOfAgent {
  let samples: Sample[] = []
  const best = () => samples.reduce<Sample | null>((a, b) => (a === null || b.tripMs < a.tripMs ? b : a), null)
  return {
    heard({ sentAt, heardAt, steady, wallAhead }) {
      samples = [...samples.slice(1 - SAMPLES), { tripMs: heardAt - sentAt, ahead: steady - sentAt, wallAhead }]
    },
    ageOf(steady, now) {
      const sample = best()
      return sample === null ? Number.POSITIVE_INFINITY : now - (steady - sample.ahead)
    },
    wallAheadMs: () => best()?.wallAhead ?? null,
    roundTripMs: () => best()?.tripMs ?? null,
  }
}
