import { crc16 } from './crc.ts'

/** What a row of bytes is filled with for one sign. */
export interface Filling {
  /** The cells of the number, as wide as the sign. */
  readonly cells: string
  readonly counter: string
  readonly address: number
  readonly brightness: number
}

/** A row of bytes with blanks to fill in, read once. */
export type Template = (filling: Filling) => Uint8Array

type Piece = (filling: Filling, before: readonly number[]) => readonly number[]

/**
 * Reads a sign's row of bytes as its sheet describes it. Throws a sentence where it is not one.
 *
 *     \x02{address:byte}{number}{counter:2}{xor:1}\x03
 *
 *     \xHH \r \n \t \\ \{         one byte
 *     {number}                    the cells, blank ones as spaces
 *     {number:bcd} {number:codes} two digits a byte (blank 0xF); one byte a digit, 0 to 9 (blank 0x0A)
 *     {counter} {counter:2}       what hangs over the counter, filled from the left with spaces
 *     {address} {address:byte}    as digits; as one byte. {brightness} likewise
 *     {xor} {sum8} {crc16}        over everything before it; {xor:1} leaves out the first byte; {xor:1:hex} as hex digits.
 *                                 crc16 is that of Modbus, low byte first; {crc16be} high byte first
 */
export function readTemplate(text: string): Template {
  const pieces: Piece[] = []
  const grammar = /\\x([0-9A-Fa-f]{2})|\\([rnt\\{}])|\{([a-z0-9]+)(?::([a-z0-9]+))?(?::([a-z]+))?\}|([^\\{}])/gy
  let read = 0
  for (const match of text.matchAll(grammar)) {
    read += match[0].length
    pieces.push(pieceOf(match))
  }
  if (read !== text.length) throw new Error(`not understood from here on: ${text.slice(read, read + 20)}`)
  return (filling) => {
    const bytes: number[] = []
    for (const piece of pieces) bytes.push(...piece(filling, bytes))
    return Uint8Array.from(bytes)
  }
}

function pieceOf([, hex, escaped, name, argument, form, plain]: RegExpExecArray | RegExpMatchArray): Piece {
  if (hex !== undefined) return always([Number.parseInt(hex, 16)])
  if (escaped !== undefined) return always(ascii({ r: '\r', n: '\n', t: '\t' }[escaped] ?? escaped))
  if (plain !== undefined) {
    if (plain > '~') throw new Error(`${plain} has no single byte: write it as \\xHH`)
    return always(ascii(plain))
  }
  switch (name) {
    case 'number':
      return numberAs(argument)
    case 'counter': {
      const width = argument === undefined ? 0 : Number(argument)
      if (!(width >= 0 && width <= 8)) throw new Error(`{counter:${argument}} is no width`)
      return ({ counter }) => ascii(counter.slice(-width || undefined).padStart(width))
    }
    case 'address':
    case 'brightness':
      if (argument !== undefined && argument !== 'byte') throw new Error(`{${name}:${argument}} is not known`)
      return (filling) => (argument === 'byte' ? [filling[name] & 0xff] : ascii(String(filling[name])))
    default:
      return checksum(name ?? '', argument, form)
  }
}

function numberAs(form: string | undefined): Piece {
  switch (form) {
    case undefined:
      return ({ cells }) => ascii(cells)
    case 'codes':
      return ({ cells }) => [...cells].map((cell) => (cell === ' ' ? 0x0a : Number(cell) & 0x0f))
    case 'bcd':
      return ({ cells }) => {
        const even = cells.padStart(cells.length + (cells.length % 2))
        const nibble = (at: number) => (even[at] === ' ' ? 0xf : Number(even[at]) & 0x0f)
        return Array.from({ length: even.length / 2 }, (_, pair) => nibble(pair * 2) * 16 + nibble(pair * 2 + 1))
      }
    default:
      throw new Error(`{number:${form}} is not known`)
  }
}

const sums: Record<string, (bytes: readonly number[]) => number[]> = {
  xor: (bytes) => [bytes.reduce((sum, byte) => sum ^ byte, 0)],
  sum8: (bytes) => [bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)],
  crc16: (bytes) => lowFirst(crc16(Uint8Array.from(bytes))),
  crc16be: (bytes) => lowFirst(crc16(Uint8Array.from(bytes))).reverse(),
}

function checksum(name: string, from: string | undefined, form: string | undefined): Piece {
  const sum = Object.hasOwn(sums, name) ? sums[name] : undefined
  if (!sum) throw new Error(`{${name}} is not known`)
  const skipped = Number(from ?? 0)
  if (!Number.isInteger(skipped)) throw new Error(`{${name}:${from}} does not say how many bytes to leave out`)
  if (form !== undefined && form !== 'hex') throw new Error(`{${name}:${from}:${form}} is not known`)
  return (_, before) => {
    const bytes = sum(before.slice(skipped))
    return form === 'hex'
      ? ascii(
          bytes
            .map((byte) => byte.toString(16).padStart(2, '0'))
            .join('')
            .toUpperCase(),
        )
      : bytes
  }
}

const lowFirst = (word: number) => [word & 0xff, word >> 8]
const always = (bytes: readonly number[]) => () => bytes
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0) & 0xff)

/** Why a text is no template, or null when it is one. */
export function templateMistake(text: string): string | null {
  try {
    readTemplate(text)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** Whether the number goes out as digits only, so that a letter would become a wrong one. */
export const carriesDigitsOnly = (text: string): boolean => /\{number:(bcd|codes)\}/.test(text)
