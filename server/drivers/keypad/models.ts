import type { ReportMap } from './codec.ts'
import type { Digit, KeyMoment } from './port.ts'

/** A keypad model, as data: how to know it among the HID devices, and what its keys mean. */
export interface KeypadModel {
  readonly id: string
  readonly label: { vi: string; en: string }
  /** Fixed by the maker; left out where any vendor builds the same thing and the settings must name it. */
  readonly usb?: { vendorId: number; productId: number }
  /** HID usage page and usage of the interface to open: a numpad often shows media keys on a second one. */
  readonly usagePage?: number
  readonly usage?: number
  readonly reportId?: number
  readonly map: ReportMap
}

const digit = (digit: Digit): KeyMoment => ({ key: 'digit', digit })

/*
 *     ┌─────┬─────┬─────┬─────┐    Enter  next
 *     │ Num │  /  │  *  │  -  │    +      recall
 *     ├─────┼─────┼─────┼─────┤    -      finish
 *     │  7  │  8  │  9  │     │    0 … 9  digits
 *     ├─────┼─────┼─────┤  +  │
 *     │  4  │  5  │  6  │     │    The usages are the keys, not the letters: Num Lock changes nothing here.
 *     ├─────┼─────┼─────┼─────┤
 *     │  1  │  2  │  3  │     │
 *     ├─────┴─────┼─────┤ Ent │
 *     │     0     │  .  │     │
 *     └───────────┴─────┴─────┘
 */
const numpadKeys: Record<number, KeyMoment> = {
  88: { key: 'next' },
  40: { key: 'next' },
  87: { key: 'recall' },
  86: { key: 'finish' },
  89: digit(1),
  90: digit(2),
  91: digit(3),
  92: digit(4),
  93: digit(5),
  94: digit(6),
  95: digit(7),
  96: digit(8),
  97: digit(9),
  98: digit(0),
}

export const keypadModels: readonly KeypadModel[] = [
  {
    id: 'numpad',
    label: { vi: 'Bàn phím số USB', en: 'USB numeric keypad' },
    usagePage: 0x01,
    usage: 0x06,
    map: { form: 'usages', at: 2, slots: 6, keys: numpadKeys },
  },
  {
    id: 'three-buttons',
    label: { vi: 'Hộp ba nút (gọi, gọi lại, xong)', en: 'Three-button box (next, recall, finish)' },
    map: { form: 'bits', at: 0, keys: { 0: { key: 'next' }, 1: { key: 'recall' }, 2: { key: 'finish' } } },
  },
  {
    id: 'one-button',
    label: { vi: 'Một nút gọi', en: 'Single call button' },
    map: { form: 'bits', at: 0, keys: { 0: { key: 'next' } } },
  },
]
