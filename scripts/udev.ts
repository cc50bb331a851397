import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { UsbId } from '#server/drivers/catalog/row.ts'
import { catalog, type DriverRow } from '#server/drivers/catalog.ts'
import { hidRules } from '#server/drivers/hid/udev.ts'

/**
 * Makes the udev rules of every device the driver catalogue knows, so that hub and agent may open them, under names that stay.
 *
 *     npm run udev                              writes firmware-config/udev/60-luot.rules
 *     npm run udev -- --hall keypad 1a2c:2124   says the rules of one device of this hall, for /etc/udev/rules.d/61-luot-hall.rules
 *
 * Group `luot` holds the users luot and luot-agent, and nobody who shows pages.
 */
const FILE = join(import.meta.dirname, '../firmware-config/udev/60-luot.rules')
const GROUP = 'luot'

/** The whole file, from the catalogue alone: the same catalogue, the same bytes. */
export function udevRules(rows: readonly DriverRow[] = catalog): string {
  // Printers and signs hang on the same converters: what was said once holds for both.
  const said = new Set<string>()
  const made = rows.map((row) => {
    const rules = rulesOf(row).filter((rule) => !said.has(rule))
    for (const rule of rules) said.add(rule)
    return rules.length === 0 ? [] : [`# ${row.label.en} (${row.id})`, ...rules, '']
  })
  const lines = [
    '# Made by `npm run udev` (scripts/udev.ts) from the driver catalogue. Do not edit: an upgrade writes it anew.',
    '# Devices of your own hall: /etc/udev/rules.d/61-luot-hall.rules, see docs/hardware.md.',
    '',
    '# Any USB printer. /dev/usb/lp0 goes by the order of plugging in; /dev/luot/ by the printer itself.',
    `SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", MODE="0660", GROUP="lp", IMPORT{builtin}="usb_id", SYMLINK+="luot/printer-$env{ID_SERIAL}"`,
    '',
    ...made.flat(),
  ]
  return lines.join('\n')
}

/** The rules of one kind of device with these ids. */
export function rulesFor(kind: DriverRow['kind'], id: UsbId): string[] {
  const [vendor, product] = [hex(id.vendorId), id.productId === undefined ? null : hex(id.productId)]
  const isIt = `ATTRS{idVendor}=="${vendor}"${product ? `, ATTRS{idProduct}=="${product}"` : ''}`
  switch (kind) {
    case 'keypad':
    case 'scanner':
      return [
        ...hidRules(id, GROUP),
        // The same scanner may be told to speak as a serial line.
        ...(kind === 'scanner' ? [serial(isIt)] : []),
      ]
    case 'printer':
      return [
        `SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", ${isIt}, MODE="0660", GROUP="lp"`,
        serial(isIt),
        // A printer that was put to sleep by the machine swallows the first bytes of the next slip.
        `SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="${vendor}"${product ? `, ATTR{idProduct}=="${product}"` : ''}, TEST=="power/control", ATTR{power/control}="on"`,
      ]
    case 'sign':
    case 'signal':
      return [serial(isIt)]
    case 'speaker':
      return []
    default:
      kind satisfies never
      return []
  }
}

// ModemManager speaks to every new serial line for half a minute: a printer prints that, a sign shows it.
function serial(isIt: string): string {
  return `SUBSYSTEM=="tty", KERNEL=="ttyUSB[0-9]*|ttyACM[0-9]*", ${isIt}, MODE="0660", GROUP="dialout", ENV{ID_MM_DEVICE_IGNORE}="1", IMPORT{builtin}="usb_id", SYMLINK+="luot/serial-$env{ID_SERIAL}"`
}

function rulesOf({ kind, usb, udev }: DriverRow): string[] {
  return [...usb.flatMap((id) => rulesFor(kind, id)), ...(udev ?? [])]
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0')
}

function isKind(word: string | undefined): word is DriverRow['kind'] {
  return catalog.some(({ kind }) => kind === word)
}

if (import.meta.main) {
  const [wish, kind, ids] = process.argv.slice(2)
  const [, vendor, product] = /^([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(ids ?? '') ?? []
  if (wish === undefined) {
    mkdirSync(dirname(FILE), { recursive: true })
    writeFileSync(FILE, udevRules())
    console.log(`wrote ${FILE}`)
  } else if (wish === '--hall' && isKind(kind) && vendor !== undefined && product !== undefined) {
    const id = { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) }
    console.log(rulesFor(kind, id).join('\n'))
  } else {
    console.error(
      'Usage: npm run udev [-- --hall keypad|scanner|printer|sign VENDOR:PRODUCT], the numbers as lsusb shows them',
    )
    process.exitCode = 2
  }
}
