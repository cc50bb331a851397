import { mkdirSync, readdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'

const gadgets = '/sys/kernel/config/usb_gadget'

/**
 * A USB device made of the kernel's own gadget stack, and its cable.
 *
 *     our test ──▶ gadget function ──▶ dummy_hcd (a cable of software) ──▶ usb core ──▶ the very driver a real device gets
 *                  (the device's end)                                                    (usblp, usbhid, cdc-acm)
 *
 * dummy_hcd has four sockets, `dummy_udc.0` to `.3`, and takes one device in each.
 */
export interface Gadget {
  plug(): void
  unplug(): void
  /** Unplugs it and takes it apart. */
  putAway(): void
}

export function makeGadget({
  name,
  socket,
  vendorId,
  productId,
  serialNumber,
  gadgetFunction,
  settings = {},
}: {
  name: string
  socket: 0 | 1 | 2 | 3
  vendorId: number
  productId: number
  serialNumber: string
  /** As configfs names it: kind and instance, `printer.first`. */
  gadgetFunction: string
  settings?: Record<string, string | Uint8Array>
}): Gadget {
  const home = `${gadgets}/${name}`
  const write = (file: string, value: string | Uint8Array) => writeFileSync(`${home}/${file}`, value)
  const functionHome = `functions/${gadgetFunction}`
  mkdirSync(home)
  write('idVendor', `0x${vendorId.toString(16)}`)
  write('idProduct', `0x${productId.toString(16)}`)
  write('bcdUSB', '0x0200')
  mkdirSync(`${home}/strings/0x409`)
  write('strings/0x409/serialnumber', serialNumber)
  write('strings/0x409/manufacturer', 'Luot')
  write('strings/0x409/product', name)
  mkdirSync(`${home}/configs/c.1`)
  mkdirSync(`${home}/${functionHome}`)
  for (const [file, value] of Object.entries(settings)) write(`${functionHome}/${file}`, value)
  symlinkSync(`${home}/${functionHome}`, `${home}/configs/c.1/${gadgetFunction}`)

  let plugged = false
  const gadget: Gadget = {
    plug() {
      write('UDC', `dummy_udc.${socket}`)
      plugged = true
    },
    unplug() {
      if (plugged) write('UDC', '\n')
      plugged = false
    },
    putAway() {
      gadget.unplug()
      // configfs is taken apart from the leaves: only what we made goes, and only in this order
      unlinkSync(`${home}/configs/c.1/${gadgetFunction}`)
      rmdirSync(`${home}/configs/c.1`)
      rmdirSync(`${home}/${functionHome}`)
      for (const language of readdirSync(`${home}/strings`)) rmdirSync(`${home}/strings/${language}`)
      rmdirSync(home)
    },
  }
  return gadget
}
