import { levelled } from './loudness.ts'
import { HALL_RATE } from './resample.ts'
import type { Sound } from './wav.ts'

/** Two falling notes a calm third apart, each struck softly and left to ring: "listen", not "alarm". */
export function chime(): Sound {
  const samples = new Float32Array(Math.round(HALL_RATE * 1.4))
  ring(samples, { hz: 659.26, atMs: 0, ringMs: 900 })
  ring(samples, { hz: 523.25, atMs: 420, ringMs: 980 })
  return levelled({ rate: HALL_RATE, samples })
}

function ring(samples: Float32Array, note: { hz: number; atMs: number; ringMs: number }): void {
  const start = Math.round((HALL_RATE * note.atMs) / 1000)
  const length = Math.min(samples.length - start, Math.round((HALL_RATE * note.ringMs) / 1000))
  for (let at = 0; at < length; at++) {
    const seconds = at / HALL_RATE
    // 12 ms of attack keep the strike from clicking; the last 80 ms go to zero so that the end does not.
    const attack = Math.min(1, seconds / 0.012)
    const release = Math.min(1, (length - at) / (HALL_RATE * 0.08))
    const struck = Math.exp(-3.2 * seconds) * attack * release
    samples[start + at]! += struck * bell(note.hz, seconds)
  }
}

/** One note: the tone, its octave, and a breath of the twelfth that dies first. */
function bell(hz: number, seconds: number): number {
  const turn = 2 * Math.PI * hz * seconds
  return Math.sin(turn) + 0.28 * Math.sin(2 * turn) + 0.1 * Math.exp(-6 * seconds) * Math.sin(3 * turn)
}
