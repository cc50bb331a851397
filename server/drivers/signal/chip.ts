import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeviceFault, faultOfSystemError } from '../device.ts'

/** A GPIO chip as the kernel lists it: lines `base … base + lines - 1`. */
export interface GpioChip {
  label: string
  base: number
  lines: number
}

/** The header chip of every Raspberry Pi, oldest first. */
export const raspberryLabels = ['pinctrl-bcm2835', 'pinctrl-bcm2711', 'pinctrl-rp1'] as const

/**
 * The kernel's number of a pin a person knows by its BCM number.
 *
 *     BCM 17 on pinctrl-bcm2711, base 512  →  529
 *
 * Kernels from 6.6 on number the chips from 512 upward (569 or 571 on a Pi 5), older ones from 0: the chip is found
 * by its label and its base added, never a number written down.
 */
export function kernelNumber(bcm: number, chips: readonly GpioChip[], label?: string): number {
  const wanted: readonly string[] = label ? [label] : raspberryLabels
  const chip = chips.find((chip) => wanted.includes(chip.label))
  if (!chip) throw new DeviceFault('device-missing', `no GPIO chip labelled ${wanted.join(' or ')}`)
  if (bcm < 0 || bcm >= chip.lines) {
    throw new DeviceFault('device-settings', `${chip.label} has no pin ${bcm} (0 to ${chip.lines - 1})`)
  }
  return chip.base + bcm
}

export async function listChips(root = '/sys/class/gpio'): Promise<GpioChip[]> {
  try {
    const names = (await readdir(root)).filter((name) => name.startsWith('gpiochip'))
    return await Promise.all(
      names.map(async (name) => {
        const read = async (file: string) => (await readFile(join(root, name, file), 'utf8')).trim()
        return { label: await read('label'), base: Number(await read('base')), lines: Number(await read('ngpio')) }
      }),
    )
  } catch (error) {
    throw new DeviceFault(faultOfSystemError(error, 'device-missing'), root, error)
  }
}
