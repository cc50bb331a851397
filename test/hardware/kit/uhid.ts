import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'

/**
 * A HID device made through `/dev/uhid`: the kernel's HID core, hidraw and input layer take it for one on a cable.
 *
 * It is spoken to in structs of `linux/uhid.h`, little-endian, one event for each read and write:
 *
 *     CREATE2   [0] 11  [4] name 128  [132] phys 64  [196] uniq 64  [260] rd size, bus  [264] vendor, product,
 *               [272] version, country  [280] report descriptor
 *     INPUT2    [0] 12  [4] size  [6] the report
 *     OUTPUT    [0] 6   [4] the report  [4100] its size
 */
export interface UhidDevice {
  /** One report, as the device would send it: the report id first where the descriptor has several. */
  send(report: readonly number[] | Uint8Array): void
  /** Reports the computer sent to the device, oldest first (the lights of a keyboard). */
  outputs(): Uint8Array[]
  unplug(): void
}

const DESTROY = 1
const OUTPUT = 6
const GET_REPORT = 9
const GET_REPORT_REPLY = 10
const CREATE2 = 11
const INPUT2 = 12
const SET_REPORT = 13
const SET_REPORT_REPLY = 14
const notHere = 5 // EIO: what a device answers that has no such report

export function plugUhid({
  name,
  vendorId,
  productId,
  serialNumber,
  descriptor,
}: {
  name: string
  vendorId: number
  productId: number
  serialNumber: string
  descriptor: Uint8Array
}): UhidDevice {
  const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK)
  const create = Buffer.alloc(280 + 4096)
  create.writeUInt32LE(CREATE2, 0)
  create.write(name, 4)
  create.write(`luot/${serialNumber}`, 132)
  create.write(serialNumber, 196)
  create.writeUInt16LE(descriptor.length, 260)
  create.writeUInt16LE(3, 262) // on USB, as far as anybody asks
  create.writeUInt32LE(vendorId, 264)
  create.writeUInt32LE(productId, 268)
  create.writeUInt32LE(0x0110, 272)
  create.set(descriptor, 280)
  writeSync(file, create)

  const outputs: Uint8Array[] = []
  const event = Buffer.alloc(4380)
  const listening = setInterval(answerAll, 5)
  listening.unref()

  function answerAll(): void {
    for (let read = readEvent(); read > 0; read = readEvent()) answer()
  }
  function readEvent(): number {
    try {
      return readSync(file, event, 0, event.length, null)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
      throw error
    }
  }
  function answer(): void {
    const type = event.readUInt32LE(0)
    if (type === OUTPUT) outputs.push(Uint8Array.from(event.subarray(4, 4 + event.readUInt16LE(4100))))
    if (type === GET_REPORT || type === SET_REPORT) {
      const reply = Buffer.alloc(type === GET_REPORT ? 12 + 4096 : 10)
      reply.writeUInt32LE(type === GET_REPORT ? GET_REPORT_REPLY : SET_REPORT_REPLY, 0)
      reply.writeUInt32LE(event.readUInt32LE(4), 4)
      reply.writeUInt16LE(type === GET_REPORT ? notHere : 0, 8)
      writeSync(file, reply)
    }
  }

  return {
    send(report) {
      const input = Buffer.alloc(6 + report.length)
      input.writeUInt32LE(INPUT2, 0)
      input.writeUInt16LE(report.length, 4)
      input.set(report, 6)
      writeSync(file, input)
    },
    outputs() {
      answerAll()
      return outputs
    },
    unplug() {
      clearInterval(listening)
      const destroy = Buffer.alloc(4)
      destroy.writeUInt32LE(DESTROY, 0)
      writeSync(file, destroy)
      closeSync(file)
    },
  }
}

/** The boot keyboard every USB numpad is: `[0] modifiers  [1] 0  [2..7] keys held down`, and five lights. */
export const keyboardDescriptor = Uint8Array.from([
  ...[0x05, 0x01, 0x09, 0x06, 0xa1, 0x01], // a keyboard:
  ...[0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02], // 8 modifiers
  ...[0x95, 0x01, 0x75, 0x08, 0x81, 0x01], // a byte for nothing
  ...[0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02, 0x95, 0x01, 0x75, 0x03, 0x91, 0x01], // lights
  ...[0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x26, 0xff, 0x00, 0x05, 0x07, 0x19, 0x00, 0x2a, 0xff, 0x00, 0x81, 0x00], // 6 keys
  0xc0,
])

/** A box of buttons: one byte, one bit for each, and nothing a keyboard driver would take for itself. */
export const buttonBoxDescriptor = Uint8Array.from([
  ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01], // the maker's own kind of thing:
  ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x08, 0x09, 0x01, 0x81, 0x02], // 8 bytes in
  0xc0,
])

/** The report of one key held down on a boot keyboard, and the one of none. */
export const keyDown = (usage: number): number[] => [0, 0, usage, 0, 0, 0, 0, 0]
export const keyUp = [0, 0, 0, 0, 0, 0, 0, 0]
