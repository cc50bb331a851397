import { closeSync, existsSync, openSync, readdirSync, writeSync } from 'node:fs'
import { type Gadget, makeGadget } from './gadget.ts'
import { keyboardDescriptor, keyDown, keyUp } from './uhid.ts'
import { soon } from './witness.ts'

/** A numpad on a USB cable: the kernel's HID gadget types, usbhid listens. */
export interface UsbKeypad {
  /** Presses and releases keys, each as two reports that wait to be fetched. */
  tap(...usages: readonly number[]): void
  /** Presses a key and never lets it go. */
  hold(usage: number): void
  plug(): Promise<void>
  unplug(): void
  putAway(): void
}

export async function plugUsbKeypad({
  name,
  socket,
  serialNumber,
  vendorId,
  productId,
}: {
  name: string
  socket: 0 | 1 | 2 | 3
  serialNumber: string
  vendorId: number
  productId: number
}): Promise<UsbKeypad> {
  const gadget: Gadget = makeGadget({
    name,
    socket,
    vendorId,
    productId,
    serialNumber,
    gadgetFunction: `hid.${name}`,
    settings: { protocol: '1', subclass: '1', report_length: '8', report_desc: keyboardDescriptor },
  })
  let file: number | undefined
  const send = (report: readonly number[]) => {
    if (file === undefined) throw new Error('its cable is out')
    writeSync(file, Uint8Array.from(report))
  }
  const keypad: UsbKeypad = {
    tap(...usages) {
      for (const usage of usages) {
        send(keyDown(usage))
        send(keyUp)
      }
    },
    hold: (usage) => send(keyDown(usage)),
    async plug() {
      const before = files()
      gadget.plug()
      const name = await soon('the gadget’s file', () => files().find((file) => !before.includes(file)))
      file = openSync(`/dev/${name}`, 'r+')
    },
    unplug() {
      if (file !== undefined) closeSync(file)
      file = undefined
      gadget.unplug()
    },
    putAway() {
      keypad.unplug()
      gadget.putAway()
    },
  }
  await keypad.plug()
  return keypad
}

const files = () => (existsSync('/dev') ? readdirSync('/dev').filter((name) => name.startsWith('hidg')) : [])
