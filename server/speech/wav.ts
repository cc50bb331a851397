/**
 * A sound in memory is one channel of samples between −1 and 1; on disk it is a 16-bit PCM WAV.
 *
 *     RIFF <size> WAVE
 *       fmt  <16>  format  channels  rate  bytes/s  block  bits
 *       data <n>   samples, little endian
 *       luot <32>  SHA-256 of the samples, so that a half-written or rotten clip is known before the hall hears it
 */
import { createHash } from 'node:crypto'

export interface Sound {
  readonly rate: number
  readonly samples: Float32Array
}

/** The longest sound anybody may hand us: a minute of CD stereo, far over any announcement. */
const LARGEST_WAV_BYTES = 12_000_000

export class NotAWav extends Error {}

/** Reads PCM (8, 16, 24, 32 bit) or float WAV of any channel count as one channel. */
export function readWav(bytes: Uint8Array): Sound {
  const { view, format, data } = chunks(bytes)
  const step = format.bits / 8
  const frames = Math.floor(data.size / (step * format.channels))
  const read = sampleReader(view, format)
  const samples = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0
    for (let channel = 0; channel < format.channels; channel++) {
      sum += read(data.at + (frame * format.channels + channel) * step)
    }
    samples[frame] = sum / format.channels
  }
  return { rate: format.rate, samples }
}

/** Writes 16-bit mono PCM, sealed with the hash of its samples. */
export function writeWav({ rate, samples }: Sound): Uint8Array<ArrayBuffer> {
  const size = samples.length * 2
  const bytes = new Uint8Array(44 + size + 40)
  const view = new DataView(bytes.buffer)
  label(bytes, 0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  label(bytes, 8, 'WAVE')
  label(bytes, 12, 'fmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, PCM, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  label(bytes, 36, 'data')
  view.setUint32(40, size, true)
  for (let at = 0; at < samples.length; at++) {
    view.setInt16(44 + at * 2, Math.round(Math.max(-1, Math.min(1, samples[at]!)) * 32767), true)
  }
  label(bytes, 44 + size, 'luot')
  view.setUint32(48 + size, 32, true)
  bytes.set(
    createHash('sha256')
      .update(bytes.subarray(44, 44 + size))
      .digest(),
    52 + size,
  )
  return bytes
}

/** Reads back a WAV of ours only when its seal is whole; anything else is undefined, to be made again. */
export function readSealedWav(bytes: Uint8Array): Sound | undefined {
  let found: Chunks
  try {
    found = chunks(bytes)
  } catch (broken) {
    if (broken instanceof NotAWav) return undefined
    throw broken
  }
  const { data, seal } = found
  if (!seal) return undefined
  const hash = createHash('sha256')
    .update(bytes.subarray(data.at, data.at + data.size))
    .digest()
  return hash.equals(seal) ? readWav(bytes) : undefined
}

export function durationMs({ rate, samples }: Sound): number {
  return Math.round((samples.length / rate) * 1000)
}

const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xfffe

interface Format {
  readonly float: boolean
  readonly channels: number
  readonly rate: number
  readonly bits: number
}

interface Chunks {
  readonly view: DataView
  readonly format: Format
  readonly data: { readonly at: number; readonly size: number }
  readonly seal: Uint8Array | undefined
}

function chunks(bytes: Uint8Array): Chunks {
  if (bytes.length > LARGEST_WAV_BYTES) throw new NotAWav(`a WAV of ${bytes.length} bytes is too large`)
  if (bytes.length < 44 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WAVE')
    throw new NotAWav('no RIFF WAVE header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: Format | undefined
  let data: Chunks['data'] | undefined
  let seal: Uint8Array | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = text(bytes, at)
    const body = at + 8
    // A program that writes to a pipe cannot know its length and writes a huge one: what is there counts.
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - body)
    if (name === 'fmt ' && size >= 16) format = readFormat(view, body, size)
    if (name === 'data') data = { at: body, size }
    if (name === 'luot' && size === 32) seal = bytes.subarray(body, body + 32)
    at = body + size + (size % 2)
  }
  if (!format) throw new NotAWav('no usable fmt chunk')
  if (!data) throw new NotAWav('no data chunk')
  return { view, format, data, seal }
}

function readFormat(view: DataView, at: number, size: number): Format {
  const tag = view.getUint16(at, true)
  const kind = tag === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : tag
  const channels = view.getUint16(at + 2, true)
  const rate = view.getUint32(at + 4, true)
  const bits = view.getUint16(at + 14, true)
  const known = kind === PCM ? [8, 16, 24, 32].includes(bits) : kind === FLOAT && bits === 32
  if (!known || channels < 1 || channels > 8 || rate < 8_000 || rate > 192_000) {
    throw new NotAWav(`format ${kind}, ${channels} channels, ${rate} Hz, ${bits} bit is not read here`)
  }
  return { float: kind === FLOAT, channels, rate, bits }
}

function sampleReader(view: DataView, { float, bits }: Format): (at: number) => number {
  if (float) {
    return (at) => {
      const value = view.getFloat32(at, true)
      return Number.isFinite(value) ? value : 0
    }
  }
  if (bits === 8) return (at) => (view.getUint8(at) - 128) / 128
  if (bits === 16) return (at) => view.getInt16(at, true) / 32768
  if (bits === 24) return (at) => (view.getUint16(at, true) + (view.getInt8(at + 2) << 16)) / 8388608
  return (at) => view.getInt32(at, true) / 2147483648
}

function label(bytes: Uint8Array, at: number, name: string): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = name.charCodeAt(i)
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
