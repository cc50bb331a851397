import type { Scan } from './port.ts'
import { gather, scanOf, type Trimmings } from './scanned.ts'

/** How a scanner that sends plain bytes ends a code: by CR, LF or both; or by saying nothing for a while. */
export type CodeEnd = 'line' | 'silence'

/** Cuts a stream of bytes into scans. */
export interface LineReader {
  read(bytes: Uint8Array): Scan[]
  isWaiting(): boolean
  /** Nothing has come for a while: the end of a code, or of one that will never have an end. */
  silence(): Scan | null
}

const CR = 0x0d
const LF = 0x0a

/**
 *     …code CR   …code LF   …code CR LF          end: line      (the empty line between CR and LF is none)
 *     …code ────── silence ──────▶               end: silence
 *
 * Half a line that stays half is thrown away: somebody pulled the cable, and half a number is another number.
 */
export function lineReader(end: CodeEnd, trimmings: Trimmings): LineReader {
  const code = gather()
  const finish = () => scanOf(code.take(), trimmings)
  return {
    read(bytes) {
      if (end === 'silence') {
        code.add(bytes)
        return []
      }
      const scans: Scan[] = []
      let from = 0
      for (const [at, byte] of bytes.entries()) {
        if (byte !== CR && byte !== LF) continue
        code.add(bytes.subarray(from, at))
        from = at + 1
        const scan = finish()
        if (scan) scans.push(scan)
      }
      code.add(bytes.subarray(from))
      return scans
    },
    isWaiting: () => !code.isEmpty(),
    silence() {
      const scan = finish()
      return end === 'silence' ? scan : null
    },
  }
}
