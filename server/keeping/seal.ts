import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { keyId } from './recovery-key.ts'

/** A sealed file that cannot be opened: another key, changed, or cut off. */
export class NotOpened extends Error {
  override name = 'NotOpened'
}

const MAGIC = 'LUOT-SEALED 1\n'
const FRAME = 64 * 1024
const TAG = 16
/** The length of a whole file's last frame carries this bit: without such a frame a file was cut off, or still grows. */
const LAST = 0x8000_0000
const LONGEST_HEAD = 4_096
const LONGEST_FRAME = 8 * 1024 * 1024

/**
 * Seals what leaves the machine: AES-256-GCM, frame by frame, under a key of this one file.
 *
 *     LUOT-SEALED 1\n
 *     {"key":"<which>","salt":"<base64, 16 bytes>"}\n
 *     [4 length, big endian, top bit: last] [ciphertext …] [16 tag]      at most 64 KiB a frame, the longest tail excepted
 *     …
 *
 * File key = HKDF-SHA256(recovery key, salt, "luot sealed 1"). Nonce = 7 zero bytes, the frame's number (4), 1 for the last frame.
 * The two lines before the frames are authenticated with each. A salt is never used twice, so neither is a nonce.
 */
export interface Sealer {
  /** Stands before the first frame. */
  readonly head: Buffer
  frame(plain: Uint8Array, isLast?: boolean): Buffer
}

export function openSealer(key: Buffer): Sealer {
  const salt = randomBytes(16)
  const head = Buffer.from(`${MAGIC}${JSON.stringify({ key: keyId(key), salt: salt.toString('base64') })}\n`)
  const fileKey = fileKeyOf(key, salt)
  let number = 0
  return {
    head,
    frame(plain, isLast = false) {
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number++, isLast))
      cipher.setAAD(head)
      const length = Buffer.alloc(4)
      length.writeUInt32BE((plain.length + TAG + (isLast ? LAST : 0)) >>> 0)
      return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
  }
}

/** Seals a whole file. */
export async function* sealed(source: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  const sealer = openSealer(key)
  yield sealer.head
  let waiting = Buffer.alloc(0)
  for await (const piece of source) {
    waiting = Buffer.concat([waiting, piece])
    while (waiting.length > FRAME) {
      yield sealer.frame(waiting.subarray(0, FRAME))
      waiting = waiting.subarray(FRAME)
    }
  }
  yield sealer.frame(waiting, true)
}

/**
 * Opens a sealed file; throws NotOpened at the first byte that is not as it was sealed. `mayGrow`: a journal's tail has no last
 * frame, and the frame a power cut tore is left out.
 */
export async function* unsealed(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  { mayGrow = false } = {},
): AsyncGenerator<Buffer> {
  const bytes = reader(source)
  const head = await headOf(bytes)
  if (head.key !== keyId(key)) throw new NotOpened(`sealed with key ${head.key}, and this is key ${keyId(key)}`)
  const fileKey = fileKeyOf(key, head.salt)
  for (let number = 0; ; number++) {
    const length = await bytes.take(4)
    if (length.length < 4) {
      if (mayGrow) return
      throw new NotOpened('cut off: the end is missing')
    }
    const word = length.readUInt32BE()
    const isLast = word >= LAST
    const size = word % LAST
    const frame = size > LONGEST_FRAME ? Buffer.alloc(0) : await bytes.take(size)
    if (frame.length < size || frame.length < TAG) {
      if (mayGrow) return
      throw new NotOpened('cut off in the middle')
    }
    const plain = opened(frame, fileKey, number, isLast, head.bytes)
    if (plain === null) {
      // Of a growing file only the end may be torn; whatever was there before it is already out.
      if (mayGrow) return
      throw new NotOpened('changed since it was sealed')
    }
    yield plain
    if (isLast) return
  }
}

/** Which key a sealed file needs; null when it is none. */
export async function keyNeeded(source: AsyncIterable<Uint8Array>): Promise<string | null> {
  try {
    return (await headOf(reader(source))).key
  } catch (error) {
    if (error instanceof NotOpened) return null
    throw error
  }
}

function opened(frame: Buffer, fileKey: Buffer, number: number, isLast: boolean, head: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number, isLast))
  decipher.setAAD(head)
  decipher.setAuthTag(frame.subarray(-TAG))
  const plain = decipher.update(frame.subarray(0, -TAG))
  try {
    decipher.final()
    return plain
  } catch {
    return null // the one thing final() complains of: it is not what was sealed
  }
}

async function headOf(bytes: Bytes): Promise<{ key: string; salt: Buffer; bytes: Buffer }> {
  const magic = await bytes.take(MAGIC.length)
  if (magic.toString('latin1') !== MAGIC) throw new NotOpened('not a sealed file')
  const line = await bytes.line(LONGEST_HEAD)
  const { key, salt } = told(line) as { key?: unknown; salt?: unknown }
  if (typeof key !== 'string' || typeof salt !== 'string') throw new NotOpened('its first lines are damaged')
  return { key, salt: Buffer.from(salt, 'base64'), bytes: Buffer.concat([magic, line]) }
}

function told(line: Buffer): object {
  try {
    const value: unknown = JSON.parse(line.toString())
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {} // no JSON: told by whoever asked
  }
}

function fileKeyOf(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'luot sealed 1', 32))
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

interface Bytes {
  /** That many bytes, or what is left. */
  take(count: number): Promise<Buffer>
  /** Up to the end of the line. */
  line(longest: number): Promise<Buffer>
}

function reader(source: AsyncIterable<Uint8Array>): Bytes {
  const pieces = source[Symbol.asyncIterator]()
  let have = Buffer.alloc(0)
  async function more(): Promise<boolean> {
    const next = await pieces.next()
    if (next.done) return false
    have = have.length === 0 ? Buffer.from(next.value) : Buffer.concat([have, next.value])
    return true
  }
  return {
    async take(count) {
      while (have.length < count && (await more()));
      const taken = have.subarray(0, count)
      have = have.subarray(taken.length)
      return taken
    },
    async line(longest) {
      while (!have.includes(0x0a) && have.length < longest && (await more()));
      const end = have.indexOf(0x0a) + 1
      const taken = have.subarray(0, end)
      have = have.subarray(end)
      return taken
    },
  }
}
