import { createHmac } from 'node:crypto'
import { sameBytes } from './handshake.ts'

/**
 * One frame of the line between hub and agent: a part of a message, sealed.
 *
 *     n      counts from 1 in each direction: a frame left out, doubled or moved is noticed
 *     last   the message is whole with this part
 *     text   up to 6,000 characters of the message's JSON
 *     seal   HMAC-SHA-256 of all that, under the key of this connection and direction
 */
export interface Frame {
  readonly n: number
  readonly last: boolean
  readonly text: string
  readonly seal: string
}

// Every quote inside it is written as two on the line; even then it is less than the 16 KiB the hub takes at once.
const MOST_IN_A_FRAME = 6_000
const MOST_IN_A_MESSAGE = 1_000_000

export function sealer(key: Buffer): (message: unknown) => Frame[] {
  let n = 0
  return (message) => {
    // Plain ASCII, so that a cut between two parts never falls into the middle of a character.
    const text = JSON.stringify(message).replace(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    const frames: Frame[] = []
    for (let from = 0; from < text.length; from += MOST_IN_A_FRAME) {
      const part = text.slice(from, from + MOST_IN_A_FRAME)
      const last = from + MOST_IN_A_FRAME >= text.length
      frames.push({ n: ++n, last, text: part, seal: sealOf(key, n, last, part).toString('base64url') })
    }
    return frames
  }
}

/** Takes frames in their order and gives each message when it is whole. Throws `Forged` for the first that is not the next. */
export function unsealer(key: Buffer): (frame: unknown) => unknown {
  let n = 0
  let parts: string[] = []
  let length = 0
  return (given) => {
    if (!isFrame(given) || given.n !== n + 1) throw new Forged('a frame out of turn')
    const { last, text } = given
    if (!sameBytes(Buffer.from(given.seal, 'base64url'), sealOf(key, n + 1, last, text)))
      throw new Forged('a broken seal')
    n++
    length += text.length
    if (length > MOST_IN_A_MESSAGE) throw new Forged('a message without an end')
    parts.push(text)
    if (!last) return undefined
    const whole = parts.join('')
    parts = []
    length = 0
    return JSON.parse(whole)
  }
}

/** Somebody between hub and agent tried to speak, or the line lost something: the connection is over. */
export class Forged extends Error {
  override name = 'Forged'
}

function isFrame(given: unknown): given is Frame {
  if (typeof given !== 'object' || given === null) return false
  const { n, last, text, seal } = given as Record<string, unknown>
  return typeof n === 'number' && typeof last === 'boolean' && typeof text === 'string' && typeof seal === 'string'
}

function sealOf(key: Buffer, n: number, last: boolean, text: string): Buffer {
  return createHmac('sha256', key)
    .update(`${n}\n${last ? 1 : 0}\n${text}`)
    .digest()
}
