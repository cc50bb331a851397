import type { Sound } from './wav.ts'

/** The rate every clip of the hall has: espeak-ng's own, so that its voice is never touched by a resampler. */
export const HALL_RATE = 22_050

/** Half the width of the interpolating filter, in zero crossings: past 16 nothing more is heard in speech. */
const CROSSINGS = 16

/** Brings a sound to another rate with a windowed-sinc filter; the highs a lower rate cannot hold are cut first. */
export function resampled(sound: Sound, rate: number): Sound {
  if (sound.rate === rate) return sound
  const ratio = rate / sound.rate
  const cutoff = Math.min(1, ratio) * 0.96
  const reach = CROSSINGS / cutoff
  const length = Math.round(sound.samples.length * ratio)
  const samples = new Float32Array(length)
  for (let out = 0; out < length; out++) {
    const centre = out / ratio
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(sound.samples.length - 1, Math.floor(centre + reach))
    let sum = 0
    for (let at = first; at <= last; at++) {
      sum += sound.samples[at]! * cutoff * windowedSinc((at - centre) * cutoff, CROSSINGS)
    }
    samples[out] = sum
  }
  return { rate, samples }
}

/** The interpolating pulse: sin(πx)/πx under a Hann window `crossings` wide. */
export function windowedSinc(x: number, crossings: number): number {
  if (Math.abs(x) >= crossings) return 0
  if (x === 0) return 1
  const angle = Math.PI * x
  return (Math.sin(angle) / angle) * (0.5 + 0.5 * Math.cos(angle / crossings))
}
