/** `GET /api/dock`: the virtual devices and what the printers among them got. */
export interface DockView {
  devices: { id: string; kind: string; state: string }[]
  /** Newest last; torn: the paper ran out or the cover opened while it printed. */
  slips: { id: string; device: string; url: string; title: string; torn: boolean }[]
}

const PRINTER = [
  'paper-out',
  'paper-in',
  'cover-open',
  'cover-close',
  'unplug',
  'plug',
  'slow',
  'fast',
  'silent',
  'speak',
] as const
const KEYPAD = ['next', 'recall', 'finish'] as const

/** One thing a hand can do to a virtual device. */
export type Hand = { action: (typeof PRINTER)[number] } | { action: 'key'; key: (typeof KEYPAD)[number] }

/** What can be done to a device: a printer has paper, a cover and a cable, a keypad has keys. */
export function handsFor(kind: string): Hand[] {
  if (kind === 'printer') return PRINTER.map((action) => ({ action }))
  if (kind === 'keypad') return KEYPAD.map((key) => ({ action: 'key', key }))
  return []
}
