/**
 * How loud the hall hears a clip, measured the way broadcasters do (ITU-R BS.1770-4), and brought to one level.
 *
 *     samples ─► shelf ─► high pass ─► power of 400 ms blocks, 75 % overlapped
 *                (the head) (the ear)     └► drop below −70 LUFS ─► drop 10 LU below what is left ─► mean
 *
 * One channel counts once. A mono clip that a board plays on two loudspeakers is 3 LU louder in the hall for every
 * clip alike; the amplifier's knob takes care of that.
 */
import { windowedSinc } from './resample.ts'
import type { Sound } from './wav.ts'

/** What every clip is brought to: LUFS over the sentence, and the true peak no sample may pass. */
export const TARGET_LUFS = -18
export const CEILING_DBTP = -1

/** Measures integrated loudness in LUFS; a silent sound is −Infinity. */
export function integratedLoudness({ rate, samples }: Sound): number {
  const powers = blockPowers(kWeighted(samples, rate), rate)
  const heard = powers.filter((power) => lufs(power) > ABSOLUTE_GATE)
  if (heard.length === 0) return Number.NEGATIVE_INFINITY
  const relativeGate = lufs(mean(heard)) - 10
  return lufs(mean(heard.filter((power) => lufs(power) > relativeGate)))
}

const ABSOLUTE_GATE = -70

function blockPowers(samples: Float64Array, rate: number): number[] {
  const block = Math.round(rate * 0.4)
  const step = Math.round(rate * 0.1)
  const powers: number[] = []
  // A word shorter than one block is measured over what there is: a padded block would call it too quiet.
  const lastStart = Math.max(0, samples.length - block)
  for (let start = 0; start <= lastStart; start += step) {
    const end = Math.min(samples.length, start + block)
    let sum = 0
    for (let at = start; at < end; at++) sum += samples[at]! ** 2
    powers.push(sum / Math.max(1, end - start))
  }
  return powers
}

/** The standard prints its filter for 48 kHz only; these are the analogue values it came from, good for every rate. */
function kWeighted(samples: Float32Array, rate: number): Float64Array {
  return filtered(filtered(Float64Array.from(samples), headShelf(rate)), earHighPass(rate))
}

interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

function headShelf(rate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b: [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  }
}

function earHighPass(rate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / rate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] }
}

function filtered(samples: Float64Array, { b, a }: Biquad): Float64Array {
  const out = new Float64Array(samples.length)
  let x1 = 0
  let x2 = 0
  let y1 = 0
  let y2 = 0
  for (let at = 0; at < samples.length; at++) {
    const x = samples[at]!
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    out[at] = y
  }
  return out
}

/** Measures the highest point of the wave between the samples too (4× oversampled), in dBTP. */
export function truePeak({ samples }: Sound): number {
  let highest = 0
  for (const peak of peaksAround(samples)) highest = Math.max(highest, peak)
  return 20 * Math.log10(highest)
}

const OVERSAMPLING = 4
const PEAK_CROSSINGS = 12
const phases = Array.from({ length: OVERSAMPLING - 1 }, (_, phase) =>
  Float64Array.from({ length: PEAK_CROSSINGS * 2 }, (_, tap) =>
    windowedSinc(tap - PEAK_CROSSINGS + 1 - (phase + 1) / OVERSAMPLING, PEAK_CROSSINGS),
  ),
)

/** For each sample, the highest the wave gets from there up to the next one. */
function peaksAround(samples: Float32Array): Float64Array {
  // Silence on both sides lets the busy loop below run without asking where the sound ends.
  const padded = new Float64Array(samples.length + PEAK_CROSSINGS * 2)
  padded.set(samples, PEAK_CROSSINGS - 1)
  const peaks = new Float64Array(samples.length)
  for (let at = 0; at < samples.length; at++) {
    let highest = Math.abs(samples[at]!)
    for (const taps of phases) {
      let sum = 0
      for (let tap = 0; tap < PEAK_CROSSINGS * 2; tap++) sum += taps[tap]! * padded[at + tap]!
      highest = Math.max(highest, Math.abs(sum))
    }
    peaks[at] = highest
  }
  return peaks
}

/** Brings a sound to the hall's level: turned up or down as a whole, and only the peaks held back. */
export function levelled(sound: Sound): Sound {
  let gainDb = TARGET_LUFS - integratedLoudness(sound)
  if (!Number.isFinite(gainDb)) return sound
  const peaks = peaksAround(sound.samples)
  let level = amplified(sound, peaks, gainDb)
  // Holding back peaks takes a little loudness with it; two more turns of the knob bring it back within a tenth.
  for (let turn = 0; turn < 2; turn++) {
    const missingDb = TARGET_LUFS - integratedLoudness(level)
    if (Math.abs(missingDb) < 0.1) break
    gainDb += missingDb
    level = amplified(sound, peaks, gainDb)
  }
  return level
}

/** The limiter aims a little under the ceiling: its gain moves between samples, and 16 bits round. */
const LIMITER_DBTP = CEILING_DBTP - 0.3
const LOOKAHEAD_MS = 8

/**
 * Turns a sound up or down, and holds its peaks under the ceiling without a click.
 *
 *     wanted gain   ───────┐      ┌──────      smallest within the look-ahead window
 *                          └──────┘
 *     applied gain  ─────╲          ╱────      the same, averaged under a bell as wide as the window
 *                         ╲________╱
 */
function amplified({ rate, samples }: Sound, peaks: Float64Array, db: number): Sound {
  const gain = 10 ** (db / 20)
  const ceiling = 10 ** (LIMITER_DBTP / 20)
  const reach = Math.round((rate * LOOKAHEAD_MS) / 1000)
  const smallest = new Float64Array(samples.length + reach * 2).fill(1)
  for (let at = 0; at < peaks.length; at++) {
    const held = ceiling / (peaks[at]! * gain)
    if (held >= 1) continue
    for (let near = at; near <= at + reach * 2; near++) smallest[near] = Math.min(smallest[near]!, held)
  }
  const held = underBell(smallest, reach)
  return { rate, samples: samples.map((sample, at) => sample * gain * held[at]!) }
}

/** Averages each value with its neighbours, the nearest counting most; untouched stretches stay exactly 1. */
function underBell(values: Float64Array, reach: number): Float64Array {
  const bell = Float64Array.from(
    { length: reach * 2 + 1 },
    (_, i) => 1 + Math.cos((Math.PI * (i - reach)) / (reach + 1)),
  )
  const whole = bell.reduce((sum, weight) => sum + weight, 0)
  const out = new Float64Array(values.length - reach * 2).fill(1)
  let lastHeld = -1
  for (let at = 0; at < bell.length - 1; at++) if (values[at]! < 1) lastHeld = at
  for (let at = 0; at < out.length; at++) {
    if (values[at + reach * 2]! < 1) lastHeld = at + reach * 2
    if (lastHeld < at) continue
    let sum = 0
    for (let i = 0; i < bell.length; i++) sum += bell[i]! * values[at + i]!
    out[at] = sum / whole
  }
  return out
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
