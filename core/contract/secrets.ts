import type { StaffRole } from './access.ts'

/**
 * What is good enough to sign in with. Digits alone are a PIN, anything else a password:
 *
 *     officer, leader, city       PIN of 6 digits, or a password of 10 characters
 *     head, admin, auditor        PIN of 8 digits, or a password of 10 characters
 *
 * An officer types it many times a day with people waiting; who changes rules and people types it seldom, and has more to lose.
 */
export const LEAST_PASSWORD = 10

export function leastPin(role: StaffRole): 6 | 8 {
  return role === 'head' || role === 'admin' || role === 'auditor' ? 8 : 6
}

export type WhyWeak = 'too-short' | 'too-simple'

/** Why somebody may not choose this secret, or null. What anybody would try first is too simple, however long. */
export function whyWeak(secret: string, who: { id: string; name: string; role: StaffRole }): WhyWeak | null {
  if (isTooShort(secret, who.role)) return 'too-short'
  const isSimple = isPin(secret) ? isSimplePin(secret) : isSimplePassword(secret)
  return isSimple || isAboutThem(secret, who) ? 'too-simple' : null
}

/** A secret that was good enough for another role may be too short for this one. */
export function isTooShort(secret: string, role: StaffRole): boolean {
  return secret.length < (isPin(secret) ? leastPin(role) : LEAST_PASSWORD)
}

function isPin(secret: string): boolean {
  return /^\d+$/.test(secret)
}

/** 000000, 121212, 123123, 112211, 123456, 987654, 112233, 123321: a thief's first tries. */
function isSimplePin(pin: string): boolean {
  return (
    new Set(pin).size < 3 ||
    isRepeated(pin) ||
    isRun(pin) ||
    isRun(pin.replaceAll(/(.)\1/g, '$1')) ||
    isMirrored(pin) ||
    KEYPAD_WALKS.some((walk) => pin.startsWith(walk))
  )
}

const KEYPAD_WALKS = ['147258', '258369', '147369', '741852', '852963', '159753', '357159', '135790', '246810']

function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length
}

/** Each digit one more than the last, or one less: 456789, 890123, 654321. */
function isRun(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10))
  return steps.size === 1 && (steps.has(1) || steps.has(9))
}

function isMirrored(text: string): boolean {
  const half = text.slice(0, text.length / 2)
  return text.length % 2 === 0 && [...half].reverse().join('') === text.slice(text.length / 2)
}

const FIRST_TRIES = [
  'password',
  'passw0rd',
  'matkhau',
  'qwerty',
  'qwertyuiop',
  'motcua',
  'congdan',
  'hanhchinh',
  'luot',
  'admin',
]

function isSimplePassword(password: string): boolean {
  const letters = plainLetters(password)
  return (
    new Set(password).size < 5 ||
    isRepeated(password) ||
    FIRST_TRIES.includes(letters) ||
    FIRST_TRIES.includes(half(letters))
  )
}

/** Their own name or id, with whatever digits behind it. */
function isAboutThem(secret: string, { id, name }: { id: string; name: string }): boolean {
  if (secret.toLowerCase() === id) return true
  const letters = plainLetters(secret)
  return letters !== '' && [plainLetters(id), plainLetters(name)].includes(letters)
}

/** matkhaumatkhau is matkhau. */
function half(text: string): string {
  return isRepeated(text) ? text.slice(0, text.length / 2) : text
}

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '')
}
