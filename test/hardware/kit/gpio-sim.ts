import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'

const configfs = '/sys/kernel/config/gpio-sim'

/** A GPIO chip of the kernel's simulator: its lines are pulled from outside, and what is driven can be read back. */
export interface SimulatedChip {
  /** The number the kernel gives to line 0. */
  readonly base: number
  /** Puts a level on an input line, as a button or a wire does. */
  pull(line: number, level: 0 | 1): void
  /** The level a line is at, driven or pulled. */
  level(line: number): 0 | 1
  putAway(): void
}

/**
 * Makes a chip with the given label. `base` asks for a numbering of the past: 0 is that of the kernels of Raspberry Pi OS
 * before 6.6; without it the kernel counts as every kernel since does, from 512 upward.
 */
export function makeChip({
  name,
  label,
  lines = 28,
  base,
  pulledUp = [],
  hogged,
}: {
  name: string
  label: string
  lines?: number
  base?: number
  pulledUp?: readonly number[]
  /** A line the kernel keeps for itself. */
  hogged?: number
}): SimulatedChip {
  const home = `${configfs}/${name}`
  writeFileSync('/sys/module/luot_gpio_sim/parameters/base', String(base ?? -1))
  mkdirSync(home)
  mkdirSync(`${home}/bank0`)
  writeFileSync(`${home}/bank0/num_lines`, String(lines))
  writeFileSync(`${home}/bank0/label`, label)
  const hog = `${home}/bank0/line${hogged}`
  if (hogged !== undefined) {
    mkdirSync(hog)
    mkdirSync(`${hog}/hog`)
    writeFileSync(`${hog}/hog/name`, 'fan')
    writeFileSync(`${hog}/hog/direction`, 'output-low')
  }
  writeFileSync(`${home}/live`, '1')
  const read = (path: string) => readFileSync(path, 'utf8').trim()
  const device = `/sys/devices/platform/${read(`${home}/dev_name`)}`
  const chip = `${device}/${read(`${home}/bank0/chip_name`)}`

  const simulated: SimulatedChip = {
    base: baseOf(label),
    pull: (line, level) => writeFileSync(`${chip}/sim_gpio${line}/pull`, level === 1 ? 'pull-up' : 'pull-down'),
    level: (line) => (read(`${chip}/sim_gpio${line}/value`) === '1' ? 1 : 0),
    putAway() {
      writeFileSync(`${home}/live`, '0')
      if (hogged !== undefined) for (const folder of [`${hog}/hog`, hog]) rmdirSync(folder)
      rmdirSync(`${home}/bank0`)
      rmdirSync(home)
    },
  }
  for (const line of pulledUp) simulated.pull(line, 1)
  return simulated
}

function baseOf(label: string): number {
  for (let base = 0; base < 2048; base++) {
    const folder = `/sys/class/gpio/gpiochip${base}`
    try {
      if (readFileSync(`${folder}/label`, 'utf8').trim() === label) return base
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`the kernel lists no chip labelled ${label}`)
}
