import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DriverRow } from '#server/drivers/catalog.ts'

/** Something plugged into this machine that could be a device of the hall. */
export interface FoundDevice {
  /** Where it is: a device file, or a place on the USB where there is none. */
  readonly place: string
  readonly name: string
  readonly usb: string | null
  readonly kind: string
  readonly driver: string | null
  readonly settings: Readonly<Record<string, unknown>>
  /** The device of the hall that stands for it already. */
  readonly device: string | null
  readonly hint: { vi: string; en: string } | null
}

/** A device of the hall on this machine, as it is opened. */
export interface KnownDevice {
  readonly id: string
  readonly kind: string
  readonly settings: Readonly<Record<string, unknown>>
}

interface Usb {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber: string
  readonly name: string
}

/**
 * Looks what is plugged in and fits the catalogue: printers of the kernel (`/dev/usb/lp0`), serial lines (`/dev/serial/by-id`)
 * and HID devices. Only reads files; on a machine that has no such folders it finds nothing.
 *
 * `root` is where the files begin: tests bring a machine of their own.
 */
export async function lookAround({
  drivers,
  known,
  root = '/',
}: {
  drivers: readonly DriverRow[]
  known: readonly KnownDevice[]
  root?: string
}): Promise<readonly FoundDevice[]> {
  const found = await Promise.all([
    kernelPrinters(root, drivers),
    lostPrinters(root),
    serialLines(root, drivers),
    hidDevices(root, drivers),
  ])
  return found.flat().map((one) => ({ ...one, device: standsFor(one, known) }))
}

type Found = Omit<FoundDevice, 'device'> & { readonly also?: string }

function standsFor({ place, also, kind, settings, ...one }: Found, known: readonly KnownDevice[]): string | null {
  const ids = settings as { vendorId?: number; productId?: number; serialNumber?: string }
  const match = known.find(({ kind: other, settings: its }) => {
    if (Object.values(its).some((value) => value === place || value === also)) return true
    if (one.usb === null || other !== kind || its.vendorId !== ids.vendorId || its.productId !== ids.productId)
      return false
    return its.vendorId !== undefined && (its.serialNumber === undefined || its.serialNumber === ids.serialNumber)
  })
  return match?.id ?? null
}

/** What usblp made a file for. */
async function kernelPrinters(root: string, drivers: readonly DriverRow[]): Promise<Found[]> {
  const folder = join(root, 'sys/class/usbmisc')
  const names = (await list(folder)).filter((name) => /^lp\d+$/.test(name))
  return Promise.all(
    names.map(async (name) => {
      const usb = await usbAbove(join(folder, name, 'device'), root)
      const place = `/dev/usb/${name}`
      const printers = drivers.filter(({ kind, settings }) => kind === 'printer' && 'path' in fieldsOf(settings))
      const row = printers.find((one) => usb && fits(one, usb)) ?? printers.find(({ usb: ids }) => ids.length > 0)
      return { ...told(usb, place), kind: 'printer', driver: row?.id ?? null, settings: { path: place }, hint: null }
    }),
  )
}

/** Printers on the USB that have no file: something else took them, CUPS mostly. */
async function lostPrinters(root: string): Promise<Found[]> {
  const folder = join(root, 'sys/bus/usb/devices')
  const interfaces = (await list(folder)).filter((name) => name.includes(':'))
  const found = await Promise.all(
    interfaces.map(async (name) => {
      const path = join(folder, name)
      if ((await text(join(path, 'bInterfaceClass'))) !== '07') return []
      const driver = await realpath(join(path, 'driver')).then(
        (real) => basename(real),
        () => '',
      )
      if (driver === 'usblp') return []
      const usb = await usbAbove(path, root)
      return [{ ...told(usb, `USB ${name}`), kind: 'printer', driver: null, settings: {}, hint: TAKEN }]
    }),
  )
  return found.flat()
}

async function serialLines(root: string, drivers: readonly DriverRow[]): Promise<Found[]> {
  const names = await list(join(root, 'dev/serial/by-id'))
  return Promise.all(
    names.map(async (name) => {
      const place = `/dev/serial/by-id/${name}`
      const real = await realpath(join(root, place)).catch(() => '') // the cable came out meanwhile: the name is still told
      const usb = real === '' ? null : await usbAbove(join(root, 'sys/class/tty', basename(real), 'device'), root)
      // An adapter alone does not say what hangs on it, where several kinds come with the same.
      const rows = drivers.filter((one) => usb && fits(one, usb) && lineField(one) !== undefined)
      const row = rows.every(({ kind }) => kind === rows[0]?.kind) ? rows[0] : undefined
      const field = row && lineField(row)
      return {
        ...told(usb, place),
        name: usb?.name || name,
        also: `/dev/${basename(real)}`,
        kind: row?.kind ?? 'serial',
        driver: row?.id ?? null,
        settings: field ? { [field]: place } : {},
        hint: row ? null : LINE,
      }
    }),
  )
}

async function hidDevices(root: string, drivers: readonly DriverRow[]): Promise<Found[]> {
  const folder = join(root, 'sys/class/hidraw')
  const seen = new Set<string>()
  const found: Found[] = []
  for (const name of (await list(folder)).sort()) {
    const device = join(folder, name, 'device')
    const usb = hidOf(await text(join(device, 'uevent')))
    const reports = await readFile(join(device, 'report_descriptor')).catch(() => Buffer.alloc(0)) // it just left
    if (!usb) continue
    const rows = drivers.filter(({ kind }) => kind === 'keypad' || kind === 'scanner')
    const row =
      rows.find((one) => fits(one, usb)) ?? rows.find((one) => one.kind === kindOfHid(reports) && takesUsb(one))
    const unit = `${usb.vendorId}:${usb.productId}:${usb.serialNumber}`
    // A keypad has several interfaces, each a file of its own; it is one device.
    if (!row || seen.has(unit)) continue
    seen.add(unit)
    const fields = fieldsOf(row.settings)
    const ids = { vendorId: usb.vendorId, productId: usb.productId, serialNumber: usb.serialNumber }
    const settings = Object.fromEntries(Object.entries(ids).filter(([key, value]) => key in fields && value !== ''))
    found.push({ ...told(usb, `/dev/${name}`), kind: row.kind, driver: row.id, settings, hint: null })
  }
  return found
}

// Usage pages and usages stand first in a report descriptor: 05 8C is a bar code scanner's, 05 01 09 07 a keypad’s (Generic Desktop, Keypad).
function kindOfHid(reports: Buffer): string | null {
  if (reports[0] === 0x05 && reports[1] === 0x8c) return 'scanner'
  return reports.subarray(0, 4).equals(Buffer.from([0x05, 0x01, 0x09, 0x07])) ? 'keypad' : null
}

/** HID_ID=0003:00000C2E:00000B61, HID_NAME=…, HID_UNIQ=… */
function hidOf(uevent: string): Usb | null {
  const [, bus = '', vendor = '', product = ''] = /^HID_ID=(\w+):(\w+):(\w+)/m.exec(uevent) ?? []
  if (Number.parseInt(bus, 16) !== 3) return null
  const part = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(uevent)?.[1]?.trim() ?? ''
  return {
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    serialNumber: part('HID_UNIQ'),
    name: part('HID_NAME'),
  }
}

/** The USB device a node of sysfs hangs on: the first folder upwards that has a vendor. */
async function usbAbove(node: string, root: string): Promise<Usb | null> {
  let folder = await realpath(node).catch(() => '') // unplugged between two looks
  for (let up = 0; up < 12 && folder.length > root.length; up++, folder = dirname(folder)) {
    const vendor = await text(join(folder, 'idVendor'))
    if (vendor === '') continue
    const [product, maker, model, serialNumber] = await Promise.all(
      ['idProduct', 'manufacturer', 'product', 'serial'].map((name) => text(join(folder, name))),
    )
    return {
      vendorId: Number.parseInt(vendor, 16),
      productId: Number.parseInt(product ?? '', 16),
      serialNumber: serialNumber ?? '',
      name: [maker, model].filter(Boolean).join(' '),
    }
  }
  return null
}

function told(usb: Usb | null, place: string): { place: string; name: string; usb: string | null } {
  const hex = (number: number) => number.toString(16).padStart(4, '0')
  return { place, name: usb?.name || place, usb: usb && `${hex(usb.vendorId)}:${hex(usb.productId)}` }
}

function fits({ usb: ids }: DriverRow, usb: Usb): boolean {
  return ids.some((id) => id.vendorId === usb.vendorId && (id.productId ?? usb.productId) === usb.productId)
}

function fieldsOf(settings: DriverRow['settings']): Record<string, unknown> {
  return (settings as { properties?: Record<string, unknown> }).properties ?? {}
}

function takesUsb({ settings }: DriverRow): boolean {
  return 'vendorId' in fieldsOf(settings)
}

/** The field of a driver's settings that names a serial line. */
function lineField({ settings }: DriverRow): 'path' | 'port' | undefined {
  const fields = fieldsOf(settings)
  if ('host' in fields) return undefined
  return (['path', 'port'] as const).find((name) => name in fields)
}

// Neither an empty folder nor an absent one holds a device.
const list = (folder: string) => readdir(folder).catch(() => [] as string[])
const text = (path: string) =>
  readFile(path, 'utf8').then(
    (said) => said.trim(),
    () => '',
  )

const TAKEN = {
  vi: 'Chương trình khác đang giữ máy in này (thường là hàng đợi in CUPS). Gỡ hàng đợi in, rồi rút ra cắm lại.',
  en: 'Another program holds this printer (mostly a CUPS queue). Remove the queue, then unplug it and plug it in again.',
}
const LINE = {
  vi: 'Cổng nối tiếp: có thể là máy in, bảng số hay máy quét. Chọn loại khi thêm, và dùng đường dẫn này.',
  en: 'A serial line: it may be a printer, signs or a scanner. Choose the kind when you add it, and use this path.',
}
