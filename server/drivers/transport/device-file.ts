import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { DeviceFault, faultOfSystemError } from '../device.ts'
import { pause, realTimers, type Timers, within } from '../timers.ts'
import type { Transport, Wire } from './wire.ts'

/**
 * A printer as a file: `/dev/usb/lp0` (usblp), a serial line set up by the system, a pipe.
 *
 * Opened without blocking, always: a printer that stops reading would otherwise hold a thread of Node's pool inside
 * `write` for ever, and four such calls stop every file and every name look-up of the hub. Without blocking the
 * kernel says EAGAIN ("not now") and we ask again a little later.
 */
export function deviceFileTransport(path: string, timers: Timers = realTimers, openFile = openNonBlocking): Transport {
  // usblp lets in one at a time: whoever opens waits until the file of the visit before is really closed.
  let free: Promise<void> = Promise.resolve()
  return {
    async open() {
      await within(timers, freeMs, free, undefined)
      try {
        const { wire, closed } = fileWire(await openFile(path), timers)
        free = closed
        return wire
      } catch (error) {
        throw new DeviceFault(faultOfSystemError(error, 'device-missing'), path, error)
      }
    },
  }
}

/** The three things we do to the file; a test hands in a file that says "not now" when it likes. */
export interface DeviceFile {
  write(bytes: Uint8Array, from: number, length: number): Promise<{ bytesWritten: number }>
  read(buffer: Uint8Array, from: number, length: number, position: null): Promise<{ bytesRead: number }>
  close(): Promise<void>
}

function openNonBlocking(path: string): Promise<DeviceFile> {
  return open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY)
}

const againMs = 20
const againBriskly = 100
const restingMs = 100
const freeMs = 2_000

function fileWire(file: DeviceFile, timers: Timers): { wire: Wire; closed: Promise<void> } {
  let letGo = false
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let settle = () => {}
  const closed = new Promise<void>((resolve) => {
    settle = resolve
  })
  let closing = false

  // The file may be closed only when no call is under way in it: its number could already belong to another file.
  let busy = 0
  function close(): Promise<void> {
    letGo = true
    end()
    if (busy === 0 && !closing) {
      closing = true
      file.close().then(settle, settle) // unplugged: closing says so once more
    }
    return closed
  }
  async function inside<T>(call: () => Promise<T>): Promise<T> {
    busy++
    try {
      return await call()
    } finally {
      busy--
      if (letGo) void close()
    }
  }

  const wire: Wire = {
    ended,
    async write(bytes) {
      let sent = 0
      while (sent < bytes.length) {
        if (letGo) throw new DeviceFault('printer-gone', 'the wire was let go')
        try {
          const { bytesWritten } = await inside(() => file.write(bytes, sent, bytes.length - sent))
          sent += bytesWritten
          if (bytesWritten === 0) await pause(timers, againMs)
        } catch (error) {
          if (!isNotNow(error)) {
            void close()
            throw new DeviceFault('printer-gone', 'the device file broke', error)
          }
          await pause(timers, againMs)
        }
      }
    },
    onBytes(listener) {
      void readUntilLetGo(listener)
    },
    // A call that hangs in the file holds its closing back, but not whoever says goodbye.
    finish: (atMostMs) => within(timers, atMostMs, close(), undefined),
    cut: () => void close(),
  }
  return { wire, closed }

  async function readUntilLetGo(listener: (bytes: Uint8Array) => void): Promise<void> {
    const buffer = new Uint8Array(64)
    let quietFor = 0
    while (!letGo) {
      try {
        const { bytesRead } = await inside(() => file.read(buffer, 0, buffer.length, null))
        if (bytesRead > 0) listener(buffer.slice(0, bytesRead))
        quietFor = bytesRead > 0 ? 0 : quietFor + 1
      } catch (error) {
        if (isUnplugged(error)) return void close()
        // A one-way printer (or port) has no back channel and answers EINVAL or EIO: it is silent, not gone.
        if (!isNotNow(error)) return
        quietFor++
      }
      // A line that is kept all day long is looked at less often while nothing happens on it.
      if (quietFor > 0) await pause(timers, quietFor < againBriskly ? againMs : restingMs)
    }
  }
}

function isUnplugged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENODEV' || error.code === 'ENXIO')
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR')
}
