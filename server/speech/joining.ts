import { resampled } from './resample.ts'
import type { Sound } from './wav.ts'

/** Cuts the silence a recorder or synthesiser leaves before the first and after the last sound. */
export function trimmed({ rate, samples }: Sound, keepMs = 15): Sound {
  const heard = (sample: number) => Math.abs(sample) > 0.003
  const first = samples.findIndex(heard)
  if (first < 0) return { rate, samples: samples.subarray(0, 0) }
  const keep = Math.round((rate * keepMs) / 1000)
  const last = samples.findLastIndex(heard)
  return { rate, samples: samples.subarray(Math.max(0, first - keep), last + 1 + keep) }
}

/** Joins sounds into one at the given rate, each followed by its gap (the last one's gap is left out). */
export function joined(pieces: readonly { sound: Sound; gapMs: number }[], rate: number): Sound {
  const parts = pieces.map(({ sound, gapMs }, at) => ({
    samples: resampled(sound, rate).samples,
    gap: at === pieces.length - 1 ? 0 : Math.round((rate * gapMs) / 1000),
  }))
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.samples.length + part.gap, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part.samples, at)
    at += part.samples.length + part.gap
  }
  return { rate, samples }
}
