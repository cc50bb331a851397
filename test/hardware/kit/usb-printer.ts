import { closeSync, constants, existsSync, openSync, readdirSync, readSync, writeSync } from 'node:fs'
import type { FarEnd } from '#server/drivers/transport/memory.ts'
import { type Gadget, makeGadget } from './gadget.ts'
import { soon } from './witness.ts'

/** A USB printer: the kernel's printer gadget in one hand, `/dev/usb/lp*` as usblp makes it in the other. */
export interface UsbPrinter {
  /** The file the hub prints to, as long as the cable is in. */
  path(): string
  /** Everything that came over the cable, in order. */
  received(): Buffer
  /** A printer that does not read: its buffer and the kernel's fill up, and then nothing more is taken. */
  reads: boolean
  plug(): Promise<void>
  unplug(): void
  putAway(): void
}

const bufferBytes = 8192

/**
 * Plugs in a USB printer whose innards are given: `connect` gets the far end of the cable, once for each time it is plugged.
 *
 * The gadget's file is read without blocking, a little at a time, by the same event loop the driver runs on. It is closed
 * before the cable comes out, because the gadget does not let go of a file in use.
 */
export async function plugUsbPrinter({
  name,
  socket,
  serialNumber,
  connect,
}: {
  name: string
  socket: 0 | 1 | 2 | 3
  serialNumber: string
  connect: (far: FarEnd) => void
}): Promise<UsbPrinter> {
  const gadget: Gadget = makeGadget({
    name,
    socket,
    vendorId: 0x04b8,
    productId: 0x0e15,
    serialNumber,
    gadgetFunction: `printer.${name}`,
    settings: { pnp_string: 'MFG:Luot;CMD:ESC/POS;MDL:Test;CLS:PRINTER;', q_len: '10' },
  })
  const received: Buffer[] = []
  let path = ''
  let file: number | undefined
  let far: FarEnd | undefined

  const printer: UsbPrinter = {
    path: () => path,
    received: () => Buffer.concat(received),
    reads: true,
    async plug() {
      const before = { hub: printers('/dev/usb', 'lp'), device: printers('/dev', 'g_printer') }
      gadget.plug()
      const device = await soon('the gadget’s file', () => newcomer('/dev', 'g_printer', before.device))
      path = await soon('usblp’s file', () => newcomer('/dev/usb', 'lp', before.hub))
      file = openSync(device, constants.O_RDWR | constants.O_NONBLOCK)
      far = farEnd(file)
      connect(far)
      void readAlong(far, file)
    },
    unplug() {
      far?.hangUp()
      far = undefined
      if (file !== undefined) closeSync(file)
      file = undefined
      gadget.unplug()
    },
    putAway() {
      printer.unplug()
      gadget.putAway()
    },
  }

  function farEnd(file: number): FarEnd {
    let hungUp = false
    return {
      onBytes: () => undefined,
      send(bytes) {
        if (!hungUp) writeSync(file, bytes)
      },
      hangUp() {
        hungUp = true
      },
      get hungUp() {
        return hungUp
      },
    }
  }

  async function readAlong(far: FarEnd, file: number): Promise<void> {
    const buffer = Buffer.alloc(bufferBytes)
    while (!far.hungUp) {
      const length = printer.reads ? readNow(file, buffer) : 0
      if (length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        continue
      }
      const bytes = Buffer.from(buffer.subarray(0, length))
      received.push(bytes)
      await far.onBytes(bytes)
    }
  }

  await printer.plug()
  return printer
}

function readNow(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer, 0, buffer.length, null)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}

function printers(folder: string, prefix: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : []
}

function newcomer(folder: string, prefix: string, before: string[]): string | undefined {
  const name = printers(folder, prefix).find((name) => !before.includes(name))
  return name === undefined ? undefined : `${folder}/${name}`
}
