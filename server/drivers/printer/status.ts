import type { FaultCode, Health } from '../device.ts'

/**
 * How a printer says how it is. Pure: questions to bytes, bytes to health.
 *
 * It answers three ways, and all of them come down the same wire:
 *
 *     DLE EOT 1 2 3 4   10 04 n     one byte each, at once, even offline
 *     DLE EOT 20        10 04 14    six bytes, printers in kiosks (Custom and those who speak like it)
 *     automatic         GS a n      four bytes whenever something changed, asked for once and then unasked
 */

/** 1 is it online · 2 why not · 3 which error · 4 paper · full: all of it, and the ticket in the mouth. */
export type Question = 1 | 2 | 3 | 4 | 'full'

export interface Answers extends Partial<Record<1 | 2 | 3 | 4, number>> {
  full?: Uint8Array
}

const DLE = 0x10
const EOT = 0x04

export function askStatus(question: Question): Buffer {
  return Buffer.of(DLE, EOT, question === 'full' ? 20 : question)
}

/** Asks for a word at every change of: online (2), error (4), paper (8). A printer answers it at once with the first. */
export function askForAutomaticStatus(): Buffer {
  return Buffer.of(0x1d, 0x61, 0b0000_1110)
}

/**
 * Whether a byte can be an answer to DLE EOT 1–4 at all; anything else on the line is noise, XON/XOFF or an automatic status.
 *
 *     bit   7 6 5 4 3 2 1 0
 *           0 . . 1 . . 1 0
 */
export function isStatusByte(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010
}

/** One whole thing heard from a printer. */
export type Heard =
  | { kind: 'answer'; byte: number }
  | { kind: 'automatic'; frame: Uint8Array }
  | { kind: 'full'; frame: Uint8Array }

/**
 * Takes what comes down the wire apart, a byte at a time.
 *
 *     automatic   0..1..00 · 0..0.... · 0..0.... · 0..0....     no byte of it can be an answer, so both may be mixed
 *     full        10 0F · paper · user · may pass · will not pass
 *
 * The bytes of a full answer may look like anything. It is listened for only while that question is in the air.
 */
export function statusReader(): { awaitFull(yes: boolean): void; take(byte: number): Heard | undefined } {
  let frame: number[] = []
  let full = false

  function partOfFull(byte: number): Heard | undefined {
    frame.push(byte)
    if (frame.length <= 2 && byte !== [DLE, 0x0f][frame.length - 1]) frame = byte === DLE ? [DLE] : []
    return frame.length === 6 ? { kind: 'full', frame: taken() } : undefined
  }
  function taken(): Uint8Array {
    const whole = Uint8Array.from(frame)
    frame = []
    return whole
  }

  return {
    awaitFull(yes) {
      full = yes
      frame = []
    },
    take(byte) {
      if (full) return partOfFull(byte)
      if (isStatusByte(byte)) return { kind: 'answer', byte }
      if (byte === XON || byte === XOFF) return undefined
      if ((byte & 0b1001_0011) === 0b0001_0000) frame = [byte]
      else if (frame.length > 0 && (byte & 0b1001_0000) === 0) frame.push(byte)
      else frame = []
      return frame.length === 4 ? { kind: 'automatic', frame: taken() } : undefined
    },
  }
}

const XON = 0x11
const XOFF = 0x13

/**
 * What the answers say of the printer.
 *
 *     bit    1: online      2: offline cause   3: error              4: paper
 *      2     drawer         cover open         ·                     near end
 *      3     OFFLINE        feed button        CUTTER                near end
 *      5     ·              PAPER END, stopped UNRECOVERABLE         PAPER END
 *      6     ·              ERROR              recovers by itself    PAPER END
 *
 * Questions 1 and 4 must be answered before anything is called fine; 2 and 3 only name the trouble, and cheap
 * mechanisms leave them out. A full answer says all of it at once.
 */
export function healthFrom(answers: Answers): Health {
  if (answers.full) return healthFromFull(answers.full)
  const trouble = troubleIn(answers)
  if (trouble) return { state: 'broken', fault: trouble }
  if (answers[1] === undefined || answers[4] === undefined) return { state: 'unknown', fault: 'printer-silent' }
  return bits(answers[4], 2, 3) ? nearEnd : ready
}

// An open cover also lifts the paper off its sensor, and any trouble puts the printer offline: the cause goes first.
function troubleIn(answers: Answers): FaultCode | undefined {
  if (bits(answers[2], 2)) return 'cover-open'
  if (bits(answers[4], 5, 6) || bits(answers[2], 5)) return 'paper-out'
  if (bits(answers[3], 3)) return 'cutter'
  if (bits(answers[3], 5, 6) || bits(answers[2], 6)) return 'printer-error'
  if (bits(answers[1], 3)) return 'printer-offline'
  return undefined
}

/**
 * What a printer tells unasked.
 *
 *     bit    first          second              third
 *      0     ·              ·                   near end
 *      1     ·              ·                   near end
 *      2     drawer         MECHANICAL ERROR    PAPER END
 *      3     OFFLINE        CUTTER              PAPER END
 *      5     COVER OPEN     UNRECOVERABLE       ·
 *      6     feed button    recovers by itself  ·
 */
export function healthFromAutomatic([first, second, third]: Uint8Array): Health {
  if (bits(first, 5)) return { state: 'broken', fault: 'cover-open' }
  if (bits(third, 2, 3)) return { state: 'broken', fault: 'paper-out' }
  if (bits(second, 3)) return { state: 'broken', fault: 'cutter' }
  if (bits(second, 2, 5, 6)) return { state: 'broken', fault: 'printer-error' }
  if (bits(first, 3)) return { state: 'broken', fault: 'printer-offline' }
  return bits(third, 0, 1) ? nearEnd : ready
}

/**
 * What a printer in a kiosk says when asked for everything.
 *
 *     bit   paper              user         may pass          will not pass
 *      0    PAPER END          HEAD UP      head too hot      CUTTER
 *      1    ·                  COVER OPEN   serial line       cutter's cover
 *      2    near end           ·            ·                 memory
 *      3    ·                  motor runs   supply voltage    memory
 *      5    ticket in mouth    feed key     unknown order     ·
 *      6    virtual paper end  feed key     PAPER JAM         memory
 *
 * An order it did not know and a hiccup of the line are told for ever after the first: they stop no paper and are left out.
 */
function healthFromFull(frame: Uint8Array): Health {
  const [, , paper, user, mayPass, willNotPass] = frame
  if (bits(user, 0, 1)) return { state: 'broken', fault: 'cover-open' }
  if (bits(paper, 0)) return { state: 'broken', fault: 'paper-out' }
  if (bits(mayPass, 6)) return { state: 'broken', fault: 'paper-jam' }
  if (bits(willNotPass, 0, 1)) return { state: 'broken', fault: 'cutter' }
  if (bits(mayPass, 0, 3) || bits(willNotPass, 2, 3, 6)) return { state: 'broken', fault: 'printer-error' }
  return bits(paper, 2, 6) ? nearEnd : ready
}

/** Whether a ticket that was cut off is still held in the mouth; nobody knows where the printer has no eye there. */
export function ticketInMouth({ full }: Answers): boolean | undefined {
  return full && bits(full[2], 5)
}

const ready: Health = { state: 'ready' }
const nearEnd: Health = { state: 'warning', fault: 'paper-near-end' }

function bits(byte: number | undefined, ...which: number[]): boolean {
  return byte !== undefined && which.some((bit) => (byte & (1 << bit)) !== 0)
}
