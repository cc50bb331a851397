import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readdirSync, readSync, writeSync } from 'node:fs'
import { type Gadget, makeGadget } from './gadget.ts'
import { soon } from './witness.ts'

/** A serial device on a USB cable: what stands behind it is given, the hub's end is `/dev/ttyACM*` as cdc-acm makes it. */
export interface UsbSerial {
  /** The hub's file, as long as the cable is in. */
  path(): string
  send(bytes: Uint8Array): void
  plug(): Promise<void>
  unplug(): void
  putAway(): void
}

/** `hear` is called with what the hub sent, one piece after the other: while its promise is open nothing more is read. */
export async function plugUsbSerial({
  name,
  socket,
  hear,
}: {
  name: string
  socket: 0 | 1 | 2 | 3
  hear: (bytes: Uint8Array) => void | Promise<void>
}): Promise<UsbSerial> {
  const gadget: Gadget = makeGadget({
    name,
    socket,
    vendorId: 0x1a86,
    productId: 0x55d4,
    serialNumber: name,
    gadgetFunction: `acm.${name}`,
  })
  const deviceEnd = ttys('ttyGS').at(-1)
  if (deviceEnd === undefined) throw new Error('the gadget has no terminal')
  let path = ''
  let file: number | undefined

  const serial: UsbSerial = {
    path: () => path,
    send(bytes) {
      if (file !== undefined) writeSync(file, bytes)
    },
    async plug() {
      const before = ttys('ttyACM')
      gadget.plug()
      path = `/dev/${await soon('cdc-acm’s terminal', () => ttys('ttyACM').find((tty) => !before.includes(tty)))}`
      execFileSync('stty', ['-F', `/dev/${deviceEnd}`, 'raw', '-echo'])
      file = openSync(`/dev/${deviceEnd}`, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
      void readAlong(file)
    },
    unplug() {
      if (file !== undefined) closeSync(file)
      file = undefined
      gadget.unplug()
    },
    putAway() {
      serial.unplug()
      gadget.putAway()
    },
  }

  async function readAlong(mine: number): Promise<void> {
    const buffer = Buffer.alloc(4096)
    while (file === mine) {
      const length = readNow(mine, buffer)
      if (length > 0) await hear(Buffer.from(buffer.subarray(0, length)))
      else await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  await serial.plug()
  return serial
}

function readNow(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer, 0, buffer.length, null)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}

const ttys = (prefix: string) =>
  readdirSync('/dev')
    .filter((name) => name.startsWith(prefix))
    .sort()
