import { serialTransport } from '../transport/serial.ts'
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

/** Opens the line as a printer's is opened; a scanner only listens. */
export const openSerial: OpenSerial = async ({ path, baudRate }) => {
  const wire = await serialTransport({ path, baud: baudRate, flow: 'none' }).open()
  return {
    onBytes: wire.onBytes,
    ended: wire.ended,
    async close() {
      wire.cut()
    },
  }
}
