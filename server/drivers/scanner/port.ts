import type { Device } from '../device.ts'

/** A scanner tells what it read, whole and once; what a code means is the edge's business. */
export interface Scanner extends Device {
  onScan(listener: (scan: Scan) => void): () => void
}

export interface Scan {
  /** What stood in the code, as UTF-8 text without the scanner's own prefix and line end. May be anything a hand can print. */
  readonly text: string
  /** The AIM identifier, such as `]Q1` for a QR, where the scanner told it. */
  readonly symbology?: string
}
