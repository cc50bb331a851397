import { EventEmitter } from 'node:events'
import modbus from 'modbus-serial'
import { DeviceFault, type FaultCode, faultOfSystemError } from '../device.ts'
import { type Timers, within } from '../timers.ts'
import type { Transport, Wire } from '../transport/wire.ts'
import { crc16 } from './crc.ts'
import type { Written } from './rounds.ts'

export interface RegisterWrite {
  readonly unit: number
  readonly register: number
  readonly values: readonly number[]
  /** The Modbus function: 6 writes one register, 16 several. */
  readonly how: 6 | 16
}

/** A bus of Modbus slaves: one question at a time, and each has its short time to be answered. */
export interface ModbusBus {
  write(write: RegisterWrite): Promise<Written>
  /** Writes to every slave at once (unit 0); nobody answers. */
  broadcast(write: Omit<RegisterWrite, 'unit'>): Promise<void>
  readonly gone: Promise<FaultCode>
  close(): void
}

export async function openModbusBus({
  transport,
  timers,
  answerMs,
}: {
  transport: Transport
  timers: Timers
  answerMs: number
}): Promise<ModbusBus> {
  const wire = await transport.open()
  const port = new RtuPort(wire)
  const master = new modbus.default(port)
  await new Promise<void>((resolve) => master.open(() => resolve()))

  async function ask({ unit, register, values, how }: RegisterWrite): Promise<Written> {
    let told: (written: Written) => void = () => undefined
    const answer = new Promise<Written>((resolve) => {
      told = resolve
    })
    const next = (error: Error | null) => told(error === null ? 'done' : 'refused')
    if (how === 6) master.writeFC6(unit, register, values[0] ?? 0, next)
    else master.writeFC16(unit, register, [...values], next)
    await leaving(port.sent(), timers)
    return within(timers, answerMs, answer, 'silent')
  }

  return {
    async write(write) {
      const written = await ask(write)
      return written === 'silent' && port.heardNoise() ? 'garbled' : written
    },
    async broadcast(write) {
      await ask({ ...write, unit: 0 })
      // Whatever came back without anybody having to answer is our own voice: some adapters hear themselves.
      port.learnEcho()
    },
    gone: wire.ended.then((): FaultCode => 'device-missing'),
    close() {
      // Closing lets the master forget the question that was never answered.
      master.close(() => undefined)
    },
  }
}

const LONGEST_FRAME = 256

/**
 * Finds the one answer that fits the question in whatever the line brings, so that noise, half a frame or another sign's
 * late words never shift the reading of the next. The library's own port keeps such bytes and is out of step from then on.
 *
 *     answer     [0] unit  [1] function  [2..3] register  [4..5] value or count  [6..7] CRC, low byte first
 *     exception  [0] unit  [1] function + 0x80  [2] why  [3..4] CRC
 */
class RtuPort extends EventEmitter {
  readonly #wire: Wire
  #asked: Uint8Array = new Uint8Array()
  #heard: number[] = []
  #toSkip = 0
  #hasEcho = false
  #answered = false
  #sending: Promise<void> = Promise.resolve()
  #open = false

  constructor(wire: Wire) {
    super()
    this.#wire = wire
    wire.onBytes((bytes) => this.#hear(bytes))
  }

  get isOpen(): boolean {
    return this.#open
  }

  open(done: (error: Error | null) => void): void {
    this.#open = true
    done(null)
  }

  close(done: () => void): void {
    this.#open = false
    this.#wire.cut()
    done()
  }

  write(frame: Uint8Array): void {
    this.#asked = Uint8Array.from(frame)
    this.#heard = []
    this.#answered = false
    this.#toSkip = this.#hasEcho ? frame.length : 0
    this.#sending = this.#wire.write(this.#asked)
  }

  /** Settles when the question has left; rejects when the line broke. */
  sent(): Promise<void> {
    return this.#sending
  }

  /** Whether more came than whole answers: those of another sign, too late for their own question, are no noise. */
  heardNoise(): boolean {
    for (let at = 0; at < this.#heard.length; ) {
      const late = [8, 5].find(
        (length) => at + length <= this.#heard.length && isWhole(this.#heard.slice(at, at + length)),
      )
      if (late === undefined) return true
      at += late
    }
    return false
  }

  learnEcho(): void {
    const { length } = this.#asked
    this.#hasEcho = this.#heard.length >= length && this.#asked.every((byte, at) => byte === this.#heard[at])
  }

  #hear(bytes: Uint8Array): void {
    const skipped = Math.min(this.#toSkip, bytes.length)
    this.#toSkip -= skipped
    this.#heard = [...this.#heard, ...bytes.subarray(skipped)].slice(-LONGEST_FRAME)
    if (this.#answered) return
    const answer = this.#answer()
    if (!answer) return
    this.#answered = true
    this.emit('data', Buffer.from(answer))
  }

  #answer(): readonly number[] | undefined {
    const [unit = 0, how = 0] = this.#asked
    if (unit === 0) return undefined
    for (let at = 0; at < this.#heard.length; at++) {
      if (this.#heard[at] !== unit) continue
      const exception = this.#heard.slice(at, at + 5)
      if (exception.length === 5 && exception[1] === (how | 0x80) && isWhole(exception)) return exception
      const answer = this.#heard.slice(at, at + 8)
      const fits = answer.slice(0, 6).every((byte, place) => byte === this.#asked[place])
      if (answer.length === 8 && fits && isWhole(answer)) return answer
    }
    return undefined
  }
}

function isWhole(frame: readonly number[]): boolean {
  const bytes = Uint8Array.from(frame)
  const crc = crc16(bytes.subarray(0, -2))
  return bytes.at(-2) === (crc & 0xff) && bytes.at(-1) === crc >> 8
}

// The slowest line carries the longest frame in a second; a converter that takes no bytes for longer has hung itself up.
const LEAVING_MS = 3_000

/** Waits until bytes have left, but not for ever: a line that takes none is broken, and opened anew. */
export async function leaving(sent: Promise<void>, timers: Timers): Promise<void> {
  const late = await within(timers, LEAVING_MS, sent, 'late' as const)
  if (late === 'late') throw new DeviceFault('device-error', 'the line takes no bytes')
}

/** What a line that broke while it was written means for signs: whatever a printer would call it, the bus is gone. */
export function faultOfLine(error: unknown): FaultCode {
  const fault = faultOfSystemError(error)
  return fault.startsWith('printer-') ? 'device-missing' : fault
}
