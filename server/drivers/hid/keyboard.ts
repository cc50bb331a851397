import { inputFields } from './descriptor.ts'

/** Where the reports of a keyboard have its keys. */
export interface KeyboardLayout {
  /** null: its reports have no id. */
  readonly reportId: number | null
  /** The byte of Ctrl, Shift, Alt and the window key, one bit each. */
  readonly modifiersAt: number
  /** The first of the bytes that name the keys held down. */
  readonly keysAt: number
  readonly slots: number
}

/** `[0] modifiers  [1] nothing  [2..7] keys held down`: as every PC reads a keyboard at its start. */
export const BOOT_KEYBOARD: KeyboardLayout = { reportId: null, modifiersAt: 0, keysAt: 2, slots: 6 }

const KEYS_PAGE = 0x07
const LEFT_CTRL = 0xe0

/** The layout a keyboard tells of itself: many put a report id before it. Null where it tells none that names its keys by bytes. */
export function keyboardLayoutOf(descriptor: Uint8Array | null): KeyboardLayout | null {
  if (descriptor === null) return null
  const fields = inputFields(descriptor).filter(({ usagePage }) => usagePage === KEYS_PAGE)
  const first = fields.find(({ bits }) => bits === 8)
  if (!first || first.bitAt % 8 !== 0) return null
  const own = fields.filter(({ reportId }) => reportId === first.reportId)
  const modifiers = own.find(({ usage, bits }) => usage === LEFT_CTRL && bits === 1)
  if (!modifiers || modifiers.bitAt % 8 !== 0) return null
  return {
    reportId: first.reportId === 0 ? null : first.reportId,
    modifiersAt: modifiers.bitAt / 8,
    keysAt: first.bitAt / 8,
    slots: own.filter(({ bits }) => bits === 8).length,
  }
}
