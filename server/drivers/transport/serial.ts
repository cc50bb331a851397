import { stat } from 'node:fs/promises'
import { SerialPort } from 'serialport'
import { DeviceFault, type FaultCode, type Health } from '../device.ts'
import { pause, realTimers, type Timers } from '../timers.ts'
import type { Transport, Wire } from './wire.ts'

export interface SerialLine {
  path: string
  baud: number
  /** Who says "wait": two wires of the cable, two letters in the stream, or nobody. */
  flow: 'none' | 'rts-cts' | 'xon-xoff'
  /** Signs on a bus have their own habits; printers are 8N1. */
  parity?: 'none' | 'even' | 'odd'
  stopBits?: 1 | 2
}

/**
 * A serial line of 8 data bits through serialport; without further word no parity and 1 stop bit.
 *
 * A byte takes ten bits of time. The kernel takes 4 KiB ahead of the line, and at 9,600 baud that is four seconds: a question
 * would stand behind them and its answer look like silence. So bytes are handed over only as fast as the line carries them.
 */
export function serialTransport(
  { path, baud, flow, parity = 'none', stopBits = 1 }: SerialLine,
  timers: Timers = realTimers,
): Transport {
  let closing: Promise<void> = Promise.resolve()
  return {
    async open() {
      // The port is locked until its last opening is really over.
      await closing
      const port = new SerialPort({
        path,
        baudRate: baud,
        dataBits: 8,
        parity,
        stopBits,
        rtscts: flow === 'rts-cts',
        xon: flow === 'xon-xoff',
        // Closing must not drop DTR: a silent printer is closed while it still prints, and many start anew at that.
        hupcl: false,
        autoOpen: false,
      })
      await new Promise<void>((resolve, reject) => {
        port.open((error) => (error ? reject(new DeviceFault(faultOfOpening(error), path, error)) : resolve()))
      })
      closing = new Promise((resolve) => port.once('close', () => resolve()))
      return serialWire(port, { path, baud }, timers)
    },
  }
}

const pieceBytes = 512
const lookMs = 1_000

function serialWire(port: SerialPort, { path, baud }: { path: string; baud: number }, timers: Timers): Wire {
  let letGo = false
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const broken = ended.then<never>(() => {
    throw new DeviceFault('printer-gone', 'the serial line ended')
  })
  broken.catch(() => undefined) // told to whoever writes; nobody writing is no news

  let listener: ((bytes: Uint8Array) => void) | undefined
  const early: Uint8Array[] = []
  // Listened to from the first moment: without this the port never notices that its plug was pulled.
  port.on('data', (bytes: Buffer) => {
    if (listener) listener(bytes)
    else early.push(bytes)
  })
  port.on('close', () => close(false))
  port.on('error', () => close(false))

  // A plug pulled while bytes come in leaves serialport reading nothing for ever, as fast as it can. The name in /dev is
  // gone then, and closing ends it.
  function lookWhetherItIsThere(): void {
    if (letGo) return
    callOffLook = timers.after(lookMs, () => {
      stat(path).then(lookWhetherItIsThere, () => close(false))
    })
  }
  let callOffLook = () => {}
  lookWhetherItIsThere()

  function close(throwAway: boolean): void {
    if (letGo) return
    letGo = true
    callOffLook()
    end()
    if (!port.isOpen) return
    const shut = () => port.close()
    // What the kernel still holds would come out as the beginning of the next slip.
    if (throwAway) port.flush(shut)
    else shut()
  }

  return {
    ended,
    async write(bytes) {
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        if (letGo || !port.isOpen) throw new DeviceFault('printer-gone', 'the serial line is closed')
        const piece = Buffer.from(bytes.subarray(from, from + pieceBytes))
        const begunAt = timers.now()
        await Promise.race([handOver(port, piece), broken])
        const leftMs = (piece.length * 10_000) / baud - (timers.now() - begunAt)
        if (leftMs > 0) await Promise.race([pause(timers, leftMs), broken])
      }
    },
    onBytes(heard) {
      listener = heard
      for (const bytes of early.splice(0)) heard(bytes)
    },
    async finish() {
      close(false)
    },
    cut() {
      close(true)
    },
  }
}

function handOver(port: SerialPort, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    port.write(piece, (error) =>
      error ? reject(new DeviceFault('printer-gone', 'the serial line broke', error)) : resolve(),
    )
  })
}

// The native part puts the system's sentence into its own and leaves out the code.
function faultOfOpening({ message }: Error): FaultCode {
  if (/no such (file|device)|cannot find/i.test(message)) return 'device-missing'
  if (/permission denied|not permitted/i.test(message)) return 'no-permission'
  if (/busy|lock|temporarily unavailable/i.test(message)) return 'device-busy'
  return 'device-error'
}

const fastEnough = 115_200
const bytesOfLongSlip = (200 * 8 * 576) / 8

/** What staff are told of a line that is too slow for pictures: how long a slip of 200 mm on 80 mm paper takes. */
export function slowLine(baud: number): Extract<Health, { state: 'warning' }> | null {
  if (baud >= fastEnough) return null
  const seconds = Math.round((bytesOfLongSlip * 10) / baud)
  return { state: 'warning', fault: 'baud-slow', part: `${baud} baud, 200 mm: ${seconds} s` }
}
