/** One value of an input report, as the device's own descriptor places it. */
export interface InputField {
  readonly reportId: number
  readonly usagePage: number
  readonly usage: number
  /** From the start of the report, the report id's byte included where there is one. */
  readonly bitAt: number
  readonly bits: number
}

/*
 * A report descriptor is a row of items:
 *
 *     [tag 4 | type 2 | size 2]  [data: 0, 1, 2 or 4 bytes, little-endian]
 *
 *     main    0x80 input   0x90 output   0xb0 feature   0xa0 collection   0xc0 its end     (they use up the local items)
 *     global  0x04 usage page   0x74 report size   0x84 report id   0x94 report count      (they hold until changed)
 *     local   0x08 usage   0x18 usage minimum   0x28 usage maximum
 */
const INPUT = 0x80
const USAGE_PAGE = 0x04
const REPORT_SIZE = 0x74
const REPORT_ID = 0x84
const REPORT_COUNT = 0x94
const USAGE = 0x08
const USAGE_MINIMUM = 0x18
const USAGE_MAXIMUM = 0x28
const LONG_ITEM = 0xfe
/** More than any report holds: a descriptor that lies must not fill the memory. */
const MOST_FIELDS = 8_192

/** Where a device says it puts what in its input reports. What cannot be understood is left out. */
export function inputFields(descriptor: Uint8Array): InputField[] {
  const fields: InputField[] = []
  const bitsSoFar = new Map<number, number>()
  let [usagePage, size, count, reportId] = [0, 0, 0, 0]
  let usages: { page: number; usage: number }[] = []
  let from: number | null = null

  for (const { tag, value, bytes } of itemsOf(descriptor)) {
    // A usage of four bytes brings its own page.
    const named = () =>
      bytes === 4 ? { page: value >>> 16, usage: value & 0xffff } : { page: usagePage, usage: value }
    if (tag === USAGE_PAGE) usagePage = value
    else if (tag === REPORT_SIZE) size = value
    else if (tag === REPORT_COUNT) count = value
    else if (tag === REPORT_ID) reportId = value
    else if (tag === USAGE) usages.push(named())
    else if (tag === USAGE_MINIMUM) from = value
    else if (tag === USAGE_MAXIMUM && from !== null) {
      for (let usage = from; usage <= value && usages.length < MOST_FIELDS; usage++) {
        usages.push({ page: usagePage, usage })
      }
    } else if ((tag & 0x0c) === 0) {
      if (tag === INPUT) place()
      usages = []
      from = null
    }
  }
  return fields

  function place(): void {
    const start = bitsSoFar.get(reportId) ?? (reportId === 0 ? 0 : 8)
    // Padding has no usage: it only takes room.
    for (let i = 0; usages.length > 0 && i < count && fields.length < MOST_FIELDS; i++) {
      // The last usage stands for all that follow it.
      const is = usages[Math.min(i, usages.length - 1)]!
      fields.push({ reportId, usagePage: is.page, usage: is.usage, bitAt: start + i * size, bits: size })
    }
    bitsSoFar.set(reportId, start + count * size)
  }
}

function* itemsOf(descriptor: Uint8Array): Generator<{ tag: number; value: number; bytes: number }> {
  let at = 0
  while (at < descriptor.length) {
    const first = descriptor[at]!
    if (first === LONG_ITEM) {
      at += 3 + (descriptor[at + 1] ?? 0)
      continue
    }
    const bytes = [0, 1, 2, 4][first & 3]!
    if (at + 1 + bytes > descriptor.length) return
    let value = 0
    for (let i = 0; i < bytes; i++) value += descriptor[at + 1 + i]! * 2 ** (8 * i)
    yield { tag: first & 0xfc, value, bytes }
    at += 1 + bytes
  }
}
