import { DeviceFault, faultOfSystemError } from '../device.ts'
import type { CodeEnd } from './line.ts'

export interface SerialSettings {
  path: string
  baudRate: number
  end: CodeEnd
  /** How long nothing comes before a code is over, where it has no line end. */
  silenceMs: number
  prefix: string
  suffix: string
}

/** What a scanner needs of a serial line. */
export interface SerialWire {
  onBytes(listener: (bytes: Uint8Array) => void): void
  /** Settles when the cable was pulled out or the line broke. */
  readonly ended: Promise<unknown>
  close(): Promise<void>
}

export type OpenSerial = (settings: Pick<SerialSettings, 'path' | 'baudRate'>) => Promise<SerialWire>

/** Opens through serialport, which is loaded here and not before. */
export const openSerial: OpenSerial = async ({ path, baudRate }) => {
  const { SerialPort } = await import('serialport').catch((error: unknown) => {
    throw new DeviceFault('driver-missing', 'serialport did not load', error)
  })
  const port = new SerialPort({ path, baudRate, autoOpen: false, lock: true })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(new DeviceFault(openingFault(error), path, error)) : resolve()))
  })
  const listeners = new Set<(bytes: Uint8Array) => void>()
  // A port nobody reads never learns that its cable is gone: it is read from the start.
  port.on('data', (bytes: Buffer) => {
    for (const listener of listeners) listener(bytes)
  })
  return {
    onBytes: (listener) => void listeners.add(listener),
    ended: new Promise((resolve) => {
      port.once('close', resolve)
      port.once('error', resolve)
    }),
    close: () =>
      new Promise((resolve) => {
        // Closing a port whose cable is gone says so, and there is nothing left to close.
        if (port.isOpen) port.close(() => resolve())
        else resolve()
      }),
  }
}

// serialport gives sentences, not codes.
function openingFault(error: Error) {
  if (/permission denied/i.test(error.message)) return 'no-permission' as const
  if (/no such (file|device)|file not found/i.test(error.message)) return 'device-missing' as const
  if (/lock|busy|temporarily unavailable/i.test(error.message)) return 'device-busy' as const
  return faultOfSystemError(error, 'device-error')
}
