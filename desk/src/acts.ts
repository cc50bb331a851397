/**
 * Everything an officer does at the counter, with the one key that does it.
 *
 * A key is named by its place on the keyboard (KeyN), not by the letter it types: Caps Lock and a Vietnamese input method
 * change the letter, never the place.
 */
export const KEYS = {
  next: 'N',
  recall: 'R',
  start: 'S',
  finish: 'F',
  'no-show': 'V',
  park: 'P',
  transfer: 'T',
  extend: 'E',
  class: 'I',
  copy: 'C',
  cancel: 'X',
  pick: 'G',
  return: 'K',
  issue: 'M',
  automatic: 'J',
  pause: 'B',
  open: 'O',
  close: 'D',
  undo: 'U',
  list: 'L',
  aside: 'A',
  leave: 'Q',
  before: 'W',
  help: 'H',
} as const

export type Act = keyof typeof KEYS

/** What an officer's key press looks like to us, and where it fell. */
export interface Press {
  code: string
  repeat: boolean
  /** Ctrl, Alt or the Windows key is down: the press belongs to the browser. */
  withOthers: boolean
  /** It fell into a field where words are typed. */
  typing: boolean
  /** A question stands open: only that question hears keys. */
  asking: boolean
}

/** Which act a key press means: none while typing, while a question is open, or when the key is merely held down. */
export function actOf(press: Press): Act | null {
  if (press.repeat || press.withOthers || press.typing || press.asking) return null
  return byCode.get(press.code) ?? null
}

const byCode = new Map(Object.entries(KEYS).map(([act, key]) => [`Key${key}`, act as Act]))
