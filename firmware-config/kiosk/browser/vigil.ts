/**
 * Judges from its beats whether a browser still shows a living page.
 *
 *     started ──first beat──▶ alive ──15 s without a beat───────────────────────▶ silent ──▶ ended, started anew
 *        │                     └──── 20 s of beats without a picture, screen on ─▶ frozen ──▶ ended, started anew
 *        └──40 s without any beat──▶ never-began ──▶ ended, started anew
 *
 * 15 s and a warm start of a few seconds bring a dead page back within the promised 30 s.
 */
export type Verdict = 'well' | 'never-began' | 'silent' | 'frozen'

/** What was heard since this browser was started; all times from one clock that never steps. */
export interface Vigil {
  startedAt: number
  beatAt: number | null
  /** When the page last said that a picture was really drawn. */
  drawnAt: number | null
}

const SILENT_AFTER_MS = 15_000
const FROZEN_AFTER_MS = 20_000
const BEGINS_WITHIN_MS = 40_000

export type Beat = 'drawn' | 'undrawn' | 'waiting'

export function beginVigil(now: number): Vigil {
  return { startedAt: now, beatAt: null, drawnAt: null }
}

export function heardBeat(vigil: Vigil, beat: Beat, now: number): Vigil {
  const drawn = beat !== 'undrawn'
  return { ...vigil, beatAt: now, drawnAt: drawn ? now : (vigil.drawnAt ?? now) }
}

/** A screen that is off owes no picture, and gets its time again when it is switched on. */
export function sawDarkScreen(vigil: Vigil, now: number): Vigil {
  return { ...vigil, drawnAt: vigil.drawnAt === null ? null : now }
}

export function judge(vigil: Vigil, now: number): Verdict {
  if (vigil.beatAt === null) return now - vigil.startedAt > BEGINS_WITHIN_MS ? 'never-began' : 'well'
  if (now - vigil.beatAt > SILENT_AFTER_MS) return 'silent'
  return vigil.drawnAt !== null && now - vigil.drawnAt > FROZEN_AFTER_MS ? 'frozen' : 'well'
}

/** Finds the beat in a line of Chromium's log: `[… INFO:CONSOLE:1] "luot-beat drawn", source: http://…`. */
export function beatIn(line: string): Beat | null {
  const word = /:CONSOLE[:(]\d+\)?\] "luot-beat (drawn|undrawn|waiting)"/.exec(line)?.[1]
  return (word as Beat | undefined) ?? null
}

const PAUSES_MS = [0, 1_000, 2_000, 5_000, 10_000, 15_000]
/** A browser that lived this long had no trouble with its start. */
export const LIVED_MS = 20_000

/** How long to wait before the next start, after so many short lives in a row: ever longer, never for ever. */
export function pauseAfter(shortLives: number): number {
  return PAUSES_MS[Math.min(Math.max(shortLives - 1, 0), PAUSES_MS.length - 1)]!
}
