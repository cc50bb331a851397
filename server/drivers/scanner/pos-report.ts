import { type InputField, inputFields } from '../hid/descriptor.ts'
import type { Scan } from './port.ts'
import { gather, NO_TRIMMINGS, scanOf } from './scanned.ts'

/**
 * The input report of a HID POS scanner (usage page 0x8C).
 *
 *     [0] report id  [1] length  [2..4] AIM id `]Q1`  [5..60] data  [61..62] maker's  [63] bit 0: more follows
 *
 * That is how nearly all makers send it, and what is taken where a device does not say otherwise. A code longer than one
 * report comes in several: their bytes are joined before they are read as text, because a letter may lie across the seam.
 */
export interface PosLayout {
  /** null: its reports have no id. */
  readonly reportId: number | null
  readonly lengthAt: number
  readonly aimAt: number
  readonly dataAt: number
  readonly dataMost: number
  readonly moreAt: number
  readonly moreBit: number
}

export const USUAL_LAYOUT: PosLayout = {
  reportId: 2,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataMost: 56,
  moreAt: 63,
  moreBit: 0,
}

const SCANNER_PAGE = 0x8c
const GENERIC_PAGE = 0x01
const SYMBOLOGY_1 = 0xfb
const DECODED_DATA = 0xfe
const DATA_CONTINUED = 0xff
const BYTE_COUNT = 0x3b

/** The layout a device tells in its report descriptor, or the usual one where it tells none or only half. */
export function layoutOf(descriptor: Uint8Array | null): PosLayout {
  const fields = descriptor === null ? [] : inputFields(descriptor)
  const first = fields.find(is(SCANNER_PAGE, DECODED_DATA))
  if (!first) return USUAL_LAYOUT
  const own = fields.filter(({ reportId }) => reportId === first.reportId)
  const length = own.find(is(GENERIC_PAGE, BYTE_COUNT))
  const aim = own.find(is(SCANNER_PAGE, SYMBOLOGY_1))
  const more = own.find(is(SCANNER_PAGE, DATA_CONTINUED))
  const isWhole = [first, length, aim].every((field) => field?.bits === 8 && field.bitAt % 8 === 0)
  if (!isWhole || !length || !aim || !more) return USUAL_LAYOUT
  return {
    reportId: first.reportId === 0 ? null : first.reportId,
    lengthAt: length.bitAt / 8,
    aimAt: aim.bitAt / 8,
    dataAt: first.bitAt / 8,
    dataMost: own.filter(is(SCANNER_PAGE, DECODED_DATA)).length,
    moreAt: Math.floor(more.bitAt / 8),
    moreBit: more.bitAt % 8,
  }
}

function is(page: number, what: number): (field: InputField) => boolean {
  return ({ usagePage, usage }) => usagePage === page && usage === what
}

/** Joins reports to scans. */
export interface PosReader {
  /** The scan this report completes, or null. */
  read(report: Uint8Array): Scan | null
  /** Has the code begun, and is its end still to come? */
  isWaiting(): boolean
  /** What began is not coming to its end. */
  forget(): void
}

export function posReader(layout: PosLayout): PosReader {
  const { reportId, lengthAt, aimAt, dataAt, dataMost, moreAt, moreBit } = layout
  const code = gather()
  let aim: string | undefined
  let waiting = false
  /** A report of this code was torn: what is left of it is passed over. */
  let torn = false

  function end(): Scan | null {
    const [bytes, isTorn] = [code.take(), torn]
    waiting = false
    torn = false
    return isTorn ? null : scanOf(bytes, NO_TRIMMINGS, aim)
  }

  return {
    read(report) {
      if (reportId !== null && report[0] !== reportId) return null
      if (report.length <= Math.max(moreAt, lengthAt)) {
        // Half a report says neither how much is missing nor whether more follows.
        waiting = true
        torn = true
        return null
      }
      // The AIM id of the first report is the code's. After a torn one nobody knows which is the first.
      if (!waiting) aim = aimOf(report.subarray(aimAt, aimAt + 3))
      // A length beyond the field is a lie; the field is all there is.
      const length = Math.min(report[lengthAt]!, dataMost)
      code.add(report.subarray(dataAt, dataAt + length))
      waiting = (report[moreAt]! & (1 << moreBit)) !== 0
      return waiting ? null : end()
    },
    isWaiting: () => waiting,
    forget() {
      torn = true
      end()
    },
  }
}

function aimOf(bytes: Uint8Array): string | undefined {
  const aim = String.fromCharCode(...bytes)
  return /^\][A-Za-z][0-9A-Za-z]$/.test(aim) ? aim : undefined
}
