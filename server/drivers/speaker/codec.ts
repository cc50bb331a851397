/**
 * The sound of a WAV file as a sound card takes it, louder or softer. Pure.
 *
 *     RIFF <size> WAVE
 *       fmt  <16>  format 1 (PCM) · channels · rate · bytes/s · block · bits 16
 *       data <n>   samples, little endian, signed
 */
export interface Pcm {
  readonly rate: number
  readonly channels: number
  /** 16-bit little-endian samples, channels interleaved. */
  readonly samples: Uint8Array
}

/** Reads a 16-bit PCM WAV, or says in the error what it is instead. */
export function pcmOf(wav: Uint8Array): Pcm {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength)
  if (wav.length < 44 || name(wav, 0) !== 'RIFF' || name(wav, 8) !== 'WAVE') throw new Error('not a WAV file')
  let format: { rate: number; channels: number } | undefined
  for (let at = 12; at + 8 <= wav.length; ) {
    const body = at + 8
    // A length from a program that wrote to a pipe is a promise; what is there counts.
    const size = Math.min(view.getUint32(at + 4, true), wav.length - body)
    if (name(wav, at) === 'fmt ' && size >= 16) {
      const [kind, bits] = [view.getUint16(body, true), view.getUint16(body + 14, true)]
      if (kind !== 1 || bits !== 16) throw new Error(`a WAV of format ${kind} with ${bits} bits, not 16-bit PCM`)
      format = { channels: view.getUint16(body + 2, true), rate: view.getUint32(body + 4, true) }
    }
    if (name(wav, at) === 'data' && format) return { ...format, samples: wav.subarray(body, body + size - (size % 2)) }
    at = body + size + (size % 2)
  }
  throw new Error('a WAV file without sound')
}

/**
 * The same sound at a volume from 0 to 100 as people hear it: 100 leaves it, every 10 less takes 4 dB away, 0 is silence.
 *
 * A straight scale would leave all the change to the last fifth of the knob.
 */
export function atVolume(samples: Uint8Array, volume: number): Uint8Array {
  if (volume >= 100) return samples
  const gain = volume <= 0 ? 0 : 10 ** (((volume - 100) * 0.4) / 20)
  const softer = new Uint8Array(samples.length)
  const from = new DataView(samples.buffer, samples.byteOffset, samples.byteLength)
  const to = new DataView(softer.buffer)
  for (let at = 0; at + 1 < samples.length; at += 2) to.setInt16(at, Math.round(from.getInt16(at, true) * gain), true)
  return softer
}

function name(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
