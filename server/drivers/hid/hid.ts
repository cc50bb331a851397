import { readFileSync } from 'node:fs'
import { DeviceFault, faultOfSystemError } from '../device.ts'
import { hush, nodeOf } from './hush.ts'

/** What a driver needs of a HID device; node-hid is behind it, and a test can be. */
export interface HidWire {
  onReport(listener: (report: Uint8Array) => void): void
  /** Settles when the device was pulled out or broke. */
  readonly ended: Promise<unknown>
  /** Where in its reports the device puts what, as it says itself; null where the system does not show it. */
  readonly descriptor: Uint8Array | null
  /** The kernel still types this device's keys into whatever has the focus. */
  readonly typesElsewhere: boolean
  close(): Promise<void>
}

export interface HidAddress {
  /** Left out where the usage alone says which device is meant. */
  vendorId?: number
  productId?: number
  serialNumber?: string
  usagePage?: number
  usage?: number
  /**
   * `hidraw` leaves the device with the kernel, whose keyboard is silenced (see hush.ts). `libusb` takes the device away
   * from the kernel. The choice is made once for the process, before the library loads.
   */
  access: 'hidraw' | 'libusb'
}

export type OpenHid = (address: HidAddress) => Promise<HidWire>

/** Opens through node-hid, which is loaded here and not before: an office without such devices never touches it. */
export const openHid: OpenHid = async (address) => {
  const hid = await loadNodeHid(address.access)
  const found = (await hid.devicesAsync()).find(
    (info) =>
      (address.vendorId === undefined || info.vendorId === address.vendorId) &&
      (address.productId === undefined || info.productId === address.productId) &&
      (address.serialNumber === undefined || info.serialNumber === address.serialNumber) &&
      fits(info.usagePage, address.usagePage, address) &&
      fits(info.usage, address.usage, address),
  )
  if (!found?.path) {
    throw new DeviceFault('device-missing', `no HID device ${nameOf(address)}`)
  }
  try {
    // The synchronous HID class keeps process.exit() from ever returning while a listener is on it; this one does not.
    const device = await hid.HIDAsync.open(found.path)
    const keyboard = hush(found.path)
    return {
      onReport: (listener) => void device.on('data', listener),
      ended: new Promise((resolve) => void device.once('error', resolve)),
      descriptor: descriptorOf(found.path),
      typesElsewhere: !keyboard.silent,
      close() {
        keyboard.letGo()
        return device.close()
      },
    }
  } catch (error) {
    throw new DeviceFault(openingFault(error), found.path, error)
  }
}

/** libusb cannot tell usages without opening: not known is not another one, unless the usage is all there is to go by. */
function fits(is: number | undefined, wanted: number | undefined, { vendorId, productId }: HidAddress): boolean {
  if (wanted === undefined || is === wanted) return true
  return !is && vendorId !== undefined && productId !== undefined
}

function nameOf({ vendorId, productId, usagePage }: HidAddress): string {
  const hex = (id: number | undefined) => id?.toString(16).padStart(4, '0') ?? '*'
  return usagePage === undefined
    ? `${hex(vendorId)}:${hex(productId)}`
    : `${hex(vendorId)}:${hex(productId)} of page ${hex(usagePage)}`
}

let loadedAs: HidAddress['access'] | null = null

async function loadNodeHid(access: HidAddress['access']) {
  // node-hid keeps the first choice without a word, and the second device would type on.
  if (loadedAs !== null && loadedAs !== access) {
    throw new DeviceFault('device-settings', `access "${access}": another device has chosen "${loadedAs}" already`)
  }
  try {
    const hid = (await import('node-hid')).default
    hid.setDriverType(access)
    hid.getHidapiVersion() // the native part loads here, and here it may lack libusb or libudev
    loadedAs = access
    return hid
  } catch (error) {
    throw new DeviceFault('driver-missing', 'node-hid did not load', error)
  }
}

function descriptorOf(path: string): Uint8Array | null {
  const node = nodeOf(path)
  if (node === null) return null
  try {
    return readFileSync(`/sys/class/hidraw/${node}/device/report_descriptor`)
  } catch (error) {
    // A driver that finds no descriptor falls back on the layout of its model.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

// node-hid gives sentences, not codes.
function openingFault(error: unknown) {
  const said = error instanceof Error ? error.message.toLowerCase() : ''
  if (said.includes('permission') || said.includes('cannot open device')) return 'no-permission' as const
  return faultOfSystemError(error, 'device-error')
}
