/**
 * What the kernel tells of keys, as bytes and as text. Pure.
 *
 * `struct input_event` of linux/input.h, little endian; `long` is as wide as the program that reads:
 *
 *     64 bit  [0..7] seconds  [8..15] microseconds  [16..17] type  [18..19] code  [20..23] value     24 bytes
 *     32 bit  [0..3] seconds  [4..7]  microseconds  [8..9]   type  [10..11] code  [12..15] value     16 bytes
 *
 * type 1 is a key; value 1 is down, 0 up, 2 held and repeated by the kernel.
 */
export interface KeyEvent {
  readonly code: number
  readonly value: number
  /** When the kernel saw it, ms on its own clock. */
  readonly atMs: number
}

const EV_KEY = 1

/** How many bytes one event has for a program of this many bits. */
export const eventBytes = (bits: 32 | 64): number => (bits === 64 ? 24 : 16)

/** The keys in what was read; the kernel hands out whole events only. */
export function keysIn(bytes: Uint8Array, bits: 32 | 64): KeyEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = eventBytes(bits)
  const keys: KeyEvent[] = []
  for (let at = 0; at + size <= bytes.length; at += size) {
    const rest = at + size - 8
    if (view.getUint16(rest, true) !== EV_KEY) continue
    const seconds = bits === 64 ? Number(view.getBigInt64(at, true)) : view.getUint32(at, true)
    const micros = bits === 64 ? Number(view.getBigInt64(at + 8, true)) : view.getUint32(at + 4, true)
    keys.push({
      code: view.getUint16(rest + 2, true),
      value: view.getInt32(rest + 4, true),
      atMs: seconds * 1_000 + micros / 1_000,
    })
  }
  return keys
}

/**
 * Whether an input device has this key, by what the kernel writes of it in `capabilities/key`:
 *
 *     1 0 0 0 0 0 0 0 0 0 0 0        words of the reader's width; the last one holds the codes 0 to 63 (or 31)
 */
export function hasKey(capabilities: string, code: number, bits: 32 | 64): boolean {
  const words = capabilities.trim().split(/\s+/).reverse()
  const word = words[Math.floor(code / bits)]
  if (!word || !/^[0-9a-f]+$/.test(word)) return false
  return ((BigInt(`0x${word}`) >> BigInt(code % bits)) & 1n) === 1n
}
