import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * One frame of the line between hub and agent: a part of a message, sealed and closed (AES-256-GCM).
 *
 *     n      counts from 1 in each direction: a frame left out, doubled or moved is noticed. It is the nonce as well, so no
 *            nonce is used twice under the key of one connection and direction
 *     last   the message is whole with this part
 *     text   up to 6,000 characters of the message's JSON, enciphered: a card under a scanner at an agent is nobody's business
 *     seal   GCM's tag over text, n and last
 */
export interface Frame {
  readonly n: number
  readonly last: boolean
  readonly text: string
  readonly seal: string
}

// As base64 on the line that is 8,000 characters, less than the 16 KiB the hub takes at once.
const MOST_IN_A_FRAME = 6_000
const MOST_IN_A_MESSAGE = 1_000_000
const CIPHER = 'aes-256-gcm'
const TAG_BYTES = 16

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
      const last = from + MOST_IN_A_FRAME >= text.length
      frames.push(closed(key, ++n, last, text.slice(from, from + MOST_IN_A_FRAME)))
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
    const text = opened(key, given)
    n++
    length += text.length
    if (length > MOST_IN_A_MESSAGE) throw new Forged('a message without an end')
    parts.push(text)
    if (!given.last) return undefined
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

function closed(key: Buffer, n: number, last: boolean, text: string): Frame {
  const cipher = createCipheriv(CIPHER, key, nonceOf(n), { authTagLength: TAG_BYTES }).setAAD(standing(n, last))
  const hidden = Buffer.concat([cipher.update(text, 'latin1'), cipher.final()])
  return { n, last, text: hidden.toString('base64'), seal: cipher.getAuthTag().toString('base64url') }
}

function opened(key: Buffer, { n, last, text, seal }: Frame): string {
  const tag = Buffer.from(seal, 'base64url')
  if (tag.length !== TAG_BYTES) throw new Forged('a broken seal')
  const cipher = createDecipheriv(CIPHER, key, nonceOf(n), { authTagLength: TAG_BYTES })
  cipher.setAAD(standing(n, last)).setAuthTag(tag)
  try {
    return Buffer.concat([cipher.update(text, 'base64'), cipher.final()]).toString('latin1')
  } catch (cause) {
    throw new Forged('a broken seal', { cause })
  }
}

/** Twelve bytes, as GCM wants them, the count at their end. */
function nonceOf(n: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(n, 6, 6)
  return nonce
}

function standing(n: number, last: boolean): Buffer {
  return Buffer.from(`${n}\n${last ? 1 : 0}`)
}
