import type { PosLayout } from '#server/drivers/scanner/pos-report.ts'

/** The reports a HID POS scanner sends for one code. Written from the usage tables, not from the driver that reads them. */
export function posReports(code: Uint8Array, layout: PosLayout, aim = ']Q1'): Uint8Array[] {
  const { reportId, lengthAt, aimAt, dataAt, dataMost, moreAt, moreBit } = layout
  const count = Math.max(1, Math.ceil(code.length / dataMost))
  return Array.from({ length: count }, (_, i) => {
    const part = code.subarray(i * dataMost, (i + 1) * dataMost)
    const report = new Uint8Array(moreAt + 1)
    if (reportId !== null) report[0] = reportId
    report[lengthAt] = part.length
    report.set(Buffer.from(aim, 'latin1'), aimAt)
    report.set(part, dataAt)
    report[moreAt] = i + 1 < count ? 1 << moreBit : 0
    return report
  })
}

/** The descriptor of such a scanner: length, three signs of the AIM id, the data, two bytes of the maker's, one bit. */
export function posDescriptor({ reportId, dataMost }: { reportId: number | null; dataMost: number }): Uint8Array {
  const byte = [0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08]
  return Uint8Array.from([
    ...[0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01], // a bar code scanner:
    ...[0x09, 0x12, 0xa1, 0x02], // its scanned data:
    ...(reportId === null ? [] : [0x85, reportId]),
    ...byte,
    ...[0x95, 0x01, 0x05, 0x01, 0x09, 0x3b, 0x81, 0x02], // byte count
    ...[0x95, 0x03, 0x05, 0x8c, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x81, 0x02], // AIM id
    ...[0x95, dataMost, 0x09, 0xfe, 0x82, 0x02, 0x01], // decoded data
    ...[0x95, 0x02, 0x06, 0x66, 0xff, 0x09, 0x04, 0x09, 0x00, 0x81, 0x02], // the maker's own
    ...[0x05, 0x8c, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x09, 0xff, 0x81, 0x02], // more follows
    ...[0x95, 0x07, 0x81, 0x03], // seven bits of nothing
    ...[0xc0, 0xc0],
  ])
}

/** The descriptor of a keyboard: modifiers, a byte of nothing, so many keys; with a report id where it has one. */
export function typingDescriptor({ reportId, slots }: { reportId: number | null; slots: number }): Uint8Array {
  return Uint8Array.from([
    ...[0x05, 0x01, 0x09, 0x06, 0xa1, 0x01], // a keyboard:
    ...(reportId === null ? [] : [0x85, reportId]),
    ...[0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02], // modifiers
    ...[0x95, 0x01, 0x75, 0x08, 0x81, 0x01], // a byte for nothing
    ...[0x95, slots, 0x75, 0x08, 0x15, 0x00, 0x26, 0xff, 0x00, 0x05, 0x07, 0x19, 0x00, 0x2a, 0xff, 0x00, 0x81, 0x00],
    0xc0,
    ...[0x05, 0x0c, 0x09, 0x01, 0xa1, 0x01, 0x85, 0x05], // and its media keys, by another id:
    ...[0x19, 0x00, 0x2a, 0x3c, 0x02, 0x26, 0x3c, 0x02, 0x95, 0x01, 0x75, 0x10, 0x81, 0x00, 0xc0],
  ])
}

/** The boot keyboard reports that type a text on an American keyboard: each key down, then up. */
export function keysOf(text: string): Uint8Array[] {
  return [...text].flatMap((sign) => {
    const [usage, shift] = keyOf(sign)
    return [Uint8Array.of(shift ? 0x02 : 0, 0, usage, 0, 0, 0, 0, 0), new Uint8Array(8)]
  })
}

const KEYS: readonly (readonly [number, string, string])[] = [
  [45, '-', '_'],
  [46, '=', '+'],
  [47, '[', '{'],
  [48, ']', '}'],
  [49, '\\', '|'],
  [51, ';', ':'],
  [52, "'", '"'],
  [53, '`', '~'],
  [54, ',', '<'],
  [55, '.', '>'],
  [56, '/', '?'],
  [40, '\n', '\r'],
  [44, ' ', ' '],
]

function keyOf(sign: string): [usage: number, shift: boolean] {
  if (/[a-z]/.test(sign)) return [sign.charCodeAt(0) - 93, false]
  if (/[A-Z]/.test(sign)) return [sign.charCodeAt(0) - 61, true]
  if (/[1-9]/.test(sign)) return [29 + Number(sign), false]
  if (sign === '0') return [39, false]
  const symbols = '!@#$%^&*()'
  if (symbols.includes(sign)) return [30 + symbols.indexOf(sign), true]
  const key = KEYS.find(([, plain, shifted]) => plain === sign || shifted === sign)
  if (!key) throw new Error(`no key for ${JSON.stringify(sign)}`)
  return [key[0], key[1] !== sign]
}
