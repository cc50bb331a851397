import { DeviceFault } from '../device.ts'
import type { Transport, Wire } from './wire.ts'

/** The printer's end of a wire made of memory: what a test or a virtual machine holds in its hand. */
export interface FarEnd {
  /** Takes bytes from the driver; while the promise is open the driver's write waits, as on a full buffer. */
  onBytes: (bytes: Uint8Array) => void | Promise<void>
  send(bytes: Uint8Array): void
  hangUp(): void
  readonly hungUp: boolean
}

/** A transport without a cable: `connect` gets the far end of each visit, or refuses it by throwing. */
export function memoryTransport(connect: (far: FarEnd) => void): Transport {
  return {
    async open() {
      const { wire, far } = memoryPair()
      connect(far)
      return wire
    },
  }
}

export function memoryPair(): { wire: Wire; far: FarEnd } {
  let hungUp = false
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let listener: ((bytes: Uint8Array) => void) | undefined
  const early: Uint8Array[] = []
  const hangUp = () => {
    hungUp = true
    end()
  }
  const far: FarEnd = {
    onBytes: () => undefined,
    send(bytes) {
      if (listener) listener(bytes)
      else early.push(bytes)
    },
    hangUp,
    get hungUp() {
      return hungUp
    },
  }
  const brokenOff = ended.then(() => {
    throw new DeviceFault('printer-gone', 'the far end hung up')
  })
  brokenOff.catch(() => undefined) // told to whoever writes; nobody writing is no news
  return {
    far,
    wire: {
      ended,
      async write(bytes) {
        if (hungUp) throw new DeviceFault('printer-gone', 'the far end hung up')
        await Promise.race([far.onBytes(bytes), brokenOff])
      },
      onBytes(heard) {
        listener = heard
        for (const bytes of early.splice(0)) heard(bytes)
      },
      async finish() {
        hangUp()
      },
      cut: hangUp,
    },
  }
}
