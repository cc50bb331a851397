import type { Digit, KeyMoment } from '../drivers/keypad/port.ts'

/**
 * Which key a wired button stands for: its name in the settings says so, and any other name is the one button of a counter.
 *
 *     recall  finish  no-show  transfer  pause  clear      the key of that name
 *     0 … 9                                                a digit
 *     rate-1 … rate-9                                      a face of a rating pad, the best first
 *     call, next, gọi, …                                   NEXT
 */
export function keyNamed(button: string): KeyMoment {
  switch (button) {
    case 'recall':
    case 'finish':
    case 'no-show':
    case 'transfer':
    case 'pause':
    case 'clear':
      return { key: button }
  }
  const digit = /^(rate-[1-9]|[0-9])$/.test(button) ? (Number(button.at(-1)) as Digit) : null
  if (digit === null) return { key: 'next' }
  return button.startsWith('rate-') ? { key: 'rate', level: digit } : { key: 'digit', digit }
}
