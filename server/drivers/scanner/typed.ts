import { BOOT_KEYBOARD, type KeyboardLayout } from '../hid/keyboard.ts'

/**
 * What a scanner types that can only be a keyboard, read from its reports as keys of an American keyboard.
 *
 *     [0] modifiers (0x02, 0x20: shift)  [1] 0  [2..7] usages held down      or where the keyboard's descriptor says
 *
 * A key counts when it goes down. ASCII is all a keyboard can say: digits, capitals, `:/|-`. Vietnamese letters are lost, and what
 * a scanner types for them is passed over.
 */
export function typedReader(layout: KeyboardLayout = BOOT_KEYBOARD): (report: Uint8Array) => Uint8Array {
  const { reportId, modifiersAt, keysAt, slots } = layout
  let held = new Set<number>()
  return (report) => {
    if (report.length < keysAt + slots || (reportId !== null && report[0] !== reportId)) return NOTHING
    const keys = report.subarray(keysAt, keysAt + slots)
    const modifiers = report[modifiersAt]!
    if (keys.includes(ROLL_OVER)) return NOTHING
    const shifted = (modifiers & SHIFT) !== 0
    // Ctrl, Alt and the window key make no letters: some scanners spell foreign letters with them.
    const plain = (modifiers & ~SHIFT) === 0
    const pressed = [...keys].filter((key) => key !== 0 && !held.has(key))
    held = new Set(keys)
    return plain ? Uint8Array.from(pressed.flatMap((key) => signOf(key, shifted) ?? [])) : NOTHING
  }
}

const NOTHING = new Uint8Array()
const ROLL_OVER = 0x01
const SHIFT = 0x22
const CR = 0x0d

//             30…39        45…56 but 50, which no American keyboard has
const PLAIN = '1234567890' + '-=[]\\' + '\0' + ";'`,./"
const SHIFTED = '!@#$%^&*()' + '_+{}|' + '\0' + ':"~<>?'
const KEYPAD = '/*-+\r1234567890.'

function signOf(key: number, shifted: boolean): number | null {
  if (key >= 4 && key <= 29) return key - 4 + (shifted ? 0x41 : 0x61)
  if (key === 40) return CR
  if (key === 44) return 0x20
  if (key >= 84 && key <= 99) return KEYPAD.charCodeAt(key - 84)
  const place = key >= 30 && key <= 39 ? key - 30 : key >= 45 && key <= 56 ? key - 35 : -1
  return (shifted ? SHIFTED : PLAIN).charCodeAt(place) || null
}
