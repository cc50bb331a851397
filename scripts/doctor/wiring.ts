import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { DeviceFault } from '#server/drivers/device.ts'
import { kernelNumber, listChips } from '#server/drivers/signal/chip.ts'
import type { DeviceSettings, Hall } from '#server/settings/hall.ts'
import { type Finding, fault, note, ok } from './finding.ts'
import { type KernelFiles, kernelFiles } from './sysfs.ts'

/** What the devices plugged into this machine need of it: pins, permissions, sound cards. Says nothing of kinds nobody uses. */
export async function wiring(hall: Hall | null, root = '/'): Promise<Finding[]> {
  const files = kernelFiles(root)
  const here = hall?.devices.filter(({ at }) => at === undefined) ?? []
  const of = (...drivers: string[]) => here.filter(({ driver }) => drivers.includes(driver))
  return [
    ...(await pins(of('gpio'), root)),
    ...of('hid-keypad', 'hid-scanner').flatMap((device) => hidPermission(device, files, root)),
    ...sound(of('alsa'), files),
  ]
}

async function pins(devices: DeviceSettings[], root: string): Promise<Finding[]> {
  if (devices.length === 0) return []
  try {
    const chips = await listChips(join(root, 'sys/class/gpio'))
    return devices.map(({ id, settings }) => {
      const first = kernelNumber(0, chips, settings.chip as string | undefined)
      return ok('pins', `${id}: BCM 0 is line ${first} of the kernel`)
    })
  } catch (cause) {
    if (!(cause instanceof DeviceFault)) throw cause
    return [fault('pins', cause.message, 'Buttons and lamps need a Raspberry Pi’s pins, or the setting `chip`.')]
  }
}

/** May this user read the keypad or scanner the settings name? */
function hidPermission({ id, name, settings }: DeviceSettings, files: KernelFiles, root: string): Finding[] {
  const part = `device ${id}`
  const { vendorId, productId, access } = settings as { vendorId?: number; productId?: number; access?: string }
  if (vendorId === undefined || productId === undefined) return []
  const wanted = new RegExp(`^HID_ID=\\w+:0*${vendorId.toString(16)}:0*${productId.toString(16)}$`, 'im')
  const nodes = files
    .find('sys/class/hidraw/hidraw*/device/uevent')
    .filter((file) => wanted.test(files.read(file) ?? ''))
    .map((file) => `dev/${file.split('/')[3]}`)
  // Access by libusb takes the device away from the kernel, and its hidraw with it.
  if (nodes.length === 0 && access === 'libusb') return []
  if (nodes.length === 0) return [note(part, `${name} is not plugged in`, 'Plug it in; it is found by itself.')]
  const shut = nodes.filter((node) => existsSync(join(root, node)) && !mayUse(join(root, node)))
  if (shut.length === 0) return [ok(part, `${name}: this user may read /${nodes.join(', /')}`)]
  return [
    fault(
      part,
      `${name}: this user may not read /${shut.join(', /')}`,
      'Install the udev rules (docs/hardware.md), then plug it in again.',
    ),
  ]
}

function mayUse(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false // the answer itself: told as a finding
  }
}

/** Is the card a loudspeaker names among those the kernel has? */
function sound(devices: DeviceSettings[], files: KernelFiles): Finding[] {
  // ` 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones`
  const cards = [...(files.read('proc/asound/cards') ?? '').matchAll(/^\s*\d+ \[(\S+)\s*\]/gm)].map(([, card]) => card!)
  return devices.map(({ id, name, settings }) => {
    const device = String(settings.device ?? 'default')
    const wanted = /CARD=([^,]+)/.exec(device)?.[1]
    if (cards.length === 0) {
      return fault(
        `device ${id}`,
        `${name}: this machine has no sound card`,
        'Plug in a USB sound card; a Pi 5 has no socket.',
      )
    }
    if (wanted === undefined || cards.includes(wanted))
      return ok(`device ${id}`, `${name}: sound cards ${cards.join(', ')}`)
    return fault(`device ${id}`, `${name}: there is no card ${wanted}`, `Name one of: ${cards.join(', ')}.`)
  })
}
