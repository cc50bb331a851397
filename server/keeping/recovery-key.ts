import { createHash, randomBytes } from 'node:crypto'

/** Letters and digits that nobody confuses on paper: no I, L, O or U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const KEY_BYTES = 20
const IN_A_GROUP = 4

/**
 * The key of sealed copies as people keep it: nine groups of four letters, of which the last only proves the others.
 *
 *     7KQ2 0M4X … D3F9 │ 8HTA      160 bits by chance, so no word list and no machine guesses it; then 20 bits of their SHA-256
 */
export function writtenKey(key: Buffer): string {
  const letters = inLetters(key) + checkOf(key)
  return letters.match(new RegExp(`.{${IN_A_GROUP}}`, 'g'))?.join(' ') ?? ''
}

/** Reads what somebody typed from the sheet: any case, with spaces or dashes, O for 0 and I for 1. Null: mistyped. */
export function readKey(typed: string): Buffer | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (letters.length !== 36 || [...letters].some((letter) => !LETTERS.includes(letter))) return null
  let bits = 0n
  for (const letter of letters.slice(0, 32)) bits = bits * 32n + BigInt(LETTERS.indexOf(letter))
  const key = Buffer.from(bits.toString(16).padStart(KEY_BYTES * 2, '0'), 'hex')
  return checkOf(key) === letters.slice(32) ? key : null
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES)
}

/** Says which key a copy needs, and gives nothing of it away: stands on the sheet and in every sealed file. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update('luot which key\n').update(key).digest('hex').slice(0, 8)
}

function checkOf(key: Buffer): string {
  return inLetters(createHash('sha256').update('luot check\n').update(key).digest().subarray(0, 5)).slice(0, 4)
}

/** Five bits a letter; whole bytes of which five make eight letters. */
function inLetters(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`)
  let letters = ''
  for (let i = 0; i < (bytes.length * 8) / 5; i++) {
    letters = LETTERS[Number(bits % 32n)] + letters
    bits /= 32n
  }
  return letters
}
