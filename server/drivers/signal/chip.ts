import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DeviceFault, faultOfSystemError } from '../device.ts'

/** A GPIO chip as the kernel lists it: lines `base … base + lines - 1`. */
export interface GpioChip {
  label: string
  base: number
  lines: number
  /** The hardware behind it, such as `1f000d0000.gpio`: stays the same when labels repeat and bases move. */
  device?: string
}

/** The header chip of every Raspberry Pi, oldest first. */
export const raspberryLabels = ['pinctrl-bcm2835', 'pinctrl-bcm2711', 'pinctrl-rp1'] as const

// A header has BCM pins 0 to 27; a chip with fewer lines drives the board's own lamps and power, not wires to a counter.
const HEADER_LINES = 28

/**
 * The kernel's number of a pin a person knows by its BCM number.
 *
 *     BCM 17 on pinctrl-bcm2711, base 512  →  529
 *
 * Kernels from 6.6 on number the chips from 512 upward (569 or 571 on a Pi 5), older ones from 0: the chip is found
 * by its label and its base added, never a number written down. A Pi 5 has five chips and their order has changed
 * between kernels. `wanted` names another chip, by label or by the hardware behind it.
 */
export function kernelNumber(bcm: number, chips: readonly GpioChip[], wanted?: string): number {
  const chip = headerChip(chips, wanted)
  if (bcm < 0 || bcm >= chip.lines) {
    const detail = `${chip.label} has no pin ${bcm} (0 to ${chip.lines - 1})`
    throw new DeviceFault('device-settings', detail, undefined, `GPIO ${bcm}`)
  }
  return chip.base + bcm
}

function headerChip(chips: readonly GpioChip[], wanted: string | undefined): GpioChip {
  const labels: readonly string[] = wanted === undefined ? raspberryLabels : [wanted]
  const named = chips.filter(({ label, device }) => labels.includes(label) || (device ?? '') === wanted)
  const headers = named.filter(({ lines }) => lines >= HEADER_LINES)
  const fitting = headers.length > 0 ? headers : named
  const [chip, another] = fitting
  if (!chip) throw new DeviceFault('device-missing', `no GPIO chip labelled ${labels.join(' or ')}`)
  if (another) {
    // Guessing would light somebody else's lamp, or cut the power of a disk.
    const names = fitting.map(({ label, base, device }) => device ?? `${label} at ${base}`).join(', ')
    throw new DeviceFault('device-settings', `several GPIO chips fit; name one of them as \`chip\`: ${names}`)
  }
  return chip
}

export async function listChips(root = '/sys/class/gpio'): Promise<GpioChip[]> {
  try {
    const names = (await readdir(root)).filter((name) => name.startsWith('gpiochip')).sort()
    return await Promise.all(
      names.map(async (name) => {
        const read = async (file: string) => (await readFile(join(root, name, file), 'utf8')).trim()
        const chip = {
          label: await read('label'),
          base: Number(await read('base')),
          lines: Number(await read('ngpio')),
        }
        const device = await hardwareBehind(join(root, name))
        return device === undefined ? chip : { ...chip, device }
      }),
    )
  } catch (error) {
    throw new DeviceFault(faultOfSystemError(error, 'device-missing'), root, error)
  }
}

async function hardwareBehind(chip: string): Promise<string | undefined> {
  try {
    return basename(await realpath(join(chip, 'device')))
  } catch {
    return undefined // a kernel that does not link it; the label must do
  }
}
