import type { Device } from '../device.ts'

/** A keypad tells key moments and nothing else; what "next" means while a ticket is called is the domain's business. */
export interface Keypad extends Device {
  onKey(listener: (key: KeyMoment) => void): () => void
}

export type KeyMoment =
  | { key: 'next' | 'recall' | 'finish' | 'no-show' | 'transfer' | 'pause' }
  /** Forget the digits typed so far: without a display nobody can take back just the last one. */
  | { key: 'clear' }
  | { key: 'digit'; digit: Digit }
  /** A button of a rating pad, counted from the best: 1 is the office's first level. */
  | { key: 'rate'; level: Digit }

export type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
