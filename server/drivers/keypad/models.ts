import type { Keys, ReportMap } from './codec.ts'
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
const press = (key: Exclude<KeyMoment['key'], 'digit' | 'rate'>): KeyMoment => ({ key })
const rate = (level: Digit): KeyMoment => ({ key: 'rate', level })

/*
 *     ┌─────┬─────┬─────┬─────┐    Enter        next; after digits: that number
 *     │ Num │  /  │  *  │  -  │    +            recall
 *     ├─────┼─────┼─────┼─────┤    -            finish
 *     │  7  │  8  │  9  │     │    *            did not come
 *     ├─────┼─────┼─────┤  +  │    /            after digits: transfer to that counter
 *     │  4  │  5  │  6  │     │    .            pause, and back
 *     ├─────┼─────┼─────┼─────┤    Backspace    forget the digits
 *     │  1  │  2  │  3  │     │    Num          nothing: the usages are the keys, not the letters
 *     ├─────┴─────┼─────┤ Ent │
 *     │  0  (00)  │  .  │     │    Keys beside these (Esc, Tab, =, calculator) mean nothing, but Esc clears like Backspace.
 *     └───────────┴─────┴─────┘
 */
const numpadKeys: Keys = {
  88: press('next'),
  87: press('recall'),
  86: press('finish'),
  85: press('no-show'),
  84: press('transfer'),
  99: press('pause'),
  42: press('clear'),
  41: press('clear'),
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
  // 00 and 000, where they are keys of their own; other pads simply press 0 twice.
  176: [digit(0), digit(0)],
  177: [digit(0), digit(0), digit(0)],
  // The same keys as the main block of a keyboard has them: pads that are told to do without Num Lock send these.
  40: press('next'),
  45: press('finish'),
  55: press('pause'),
  56: press('transfer'),
  30: digit(1),
  31: digit(2),
  32: digit(3),
  33: digit(4),
  34: digit(5),
  35: digit(6),
  36: digit(7),
  37: digit(8),
  38: digit(9),
  39: digit(0),
}

/** A USB keyboard as every PC reads it at its start: modifiers, nothing, six keys held down. */
const bootKeyboard = (keys: Keys): ReportMap => ({ form: 'usages', at: 2, slots: 6, keys })
const keyboard = { usagePage: 0x01, usage: 0x06 } as const

/** The meanings of a row of buttons, first to last. */
type Row = readonly KeyMoment[]

/** A box of its own kind: one bit for each button, the first button first. */
const asBits = (row: Row): ReportMap => ({ form: 'bits', at: 0, keys: Object.fromEntries(row.entries()) })

/** Cheap boxes are keyboards: their buttons are the figures 1 to 5, of either block, or F1 to F5. */
const asKeys = (row: Row): ReportMap =>
  bootKeyboard(
    Object.fromEntries(
      row.flatMap((moment, i) => [
        [30 + i, moment],
        [89 + i, moment],
        [58 + i, moment],
      ]),
    ),
  )

/** A row of buttons is sold in both kinds: `three-buttons`, and `three-buttons-keys` where it is a keyboard. */
function bothKinds(id: string, vi: string, en: string, row: Row): readonly KeypadModel[] {
  return [
    { id, label: { vi, en }, map: asBits(row) },
    {
      id: `${id}-keys`,
      label: { vi: `${vi}, loại gõ phím 1–5 hoặc F1–F5`, en: `${en}, a keyboard of 1–5 or F1–F5` },
      ...keyboard,
      map: asKeys(row),
    },
  ]
}

/** `[ best ] [ … ] [ worst ]`: the n-th button is the office's n-th level. */
function ratingPad(id: string, buttons: 3 | 4 | 5): readonly KeypadModel[] {
  const row = ([1, 2, 3, 4, 5] as const).slice(0, buttons).map(rate)
  return bothKinds(id, `Máy đánh giá ${buttons} nút`, `Rating pad with ${buttons} buttons`, row)
}

const three = [press('next'), press('recall'), press('finish')]
const four = [...three, press('no-show')]
const five = [...four, press('pause')]

export const keypadModels: readonly KeypadModel[] = [
  {
    id: 'numpad',
    label: { vi: 'Bàn phím số USB', en: 'USB numeric keypad' },
    ...keyboard,
    map: bootKeyboard(numpadKeys),
  },
  {
    // The reports of its keys and of its media keys come over one interface, told apart by their first byte.
    id: 'numpad-report-id',
    label: { vi: 'Bàn phím số USB 18 phím, có mã báo cáo', en: 'USB numeric keypad with 18 keys, with report ids' },
    ...keyboard,
    reportId: 1,
    map: { form: 'usages', at: 3, slots: 6, keys: numpadKeys },
  },
  ...bothKinds('one-button', 'Một nút gọi', 'Single call button', [press('next')]),
  ...bothKinds('three-buttons', 'Hộp ba nút (gọi, gọi lại, xong)', 'Three-button box (next, recall, finish)', three),
  ...bothKinds(
    'four-buttons',
    'Hộp bốn nút (gọi, gọi lại, xong, vắng)',
    'Four-button box (next, recall, finish, no-show)',
    four,
  ),
  ...bothKinds(
    'five-buttons',
    'Hộp năm nút (gọi, gọi lại, xong, vắng, nghỉ)',
    'Five-button box (next, recall, finish, no-show, pause)',
    five,
  ),
  ...ratingPad('rating-three', 3),
  ...ratingPad('rating-four', 4),
  ...ratingPad('rating-five', 5),
]
