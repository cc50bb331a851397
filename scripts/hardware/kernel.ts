import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup.cjs'

/** Debian's own kernel for the virtual machine, and the two modules Debian leaves out, compiled against it once. */
export interface Kernel {
  readonly version: string
  readonly image: string
  readonly modules: string
  /** Out of tree, ready to load. */
  readonly ours: readonly string[]
}

export const cache = join(root, '.tools', 'hardware')
const source = '/usr/src/linux-source-6.12.tar.xz'
const board = join(root, 'test', 'hardware', 'vm', 'board.c')

export function debianKernel(): Kernel {
  const version = readdirSync('/lib/modules')
    .filter((name) => name.startsWith('6.12') && existsSync(`/boot/vmlinuz-${name}`))
    .sort()
    .at(-1)
  if (version === undefined) throw new Error('no kernel 6.12 in /boot: install linux-image-6.12-amd64')
  return {
    version,
    image: `/boot/vmlinuz-${version}`,
    modules: `/lib/modules/${version}`,
    ours: compileOurs(version),
  }
}

/**
 * Compiles gpio-sim and our board of keys and lamps for one kernel; the second time they are simply there.
 *
 * Debian configures neither GPIO_SIM nor IRQ_SIM, so the two sources become one module. Two lines are changed:
 * `irq_to_desc` is not exported to modules, and the base of the chip becomes a parameter, because a chip that counts
 * its lines from 0, as the kernels of Raspberry Pi OS did before 6.6, is part of what is tested.
 */
function compileOurs(version: string): string[] {
  const home = join(cache, `modules-${version}`)
  const ours = ['luot_gpio_sim', 'luot_board'].map((name) => join(home, `${name}.ko`))
  const recipe = `${readFileSync(board, 'utf8')}${compileOurs}`
  const stamp = join(home, 'compiled-from')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return ours

  const fresh = `${home}.fresh`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const wanted = ['drivers/gpio/gpio-sim.c', 'drivers/gpio/gpiolib.h', 'kernel/irq/irq_sim.c']
  const patterns = wanted.map((file) => `*/${file}`)
  must('tar', ['-xJf', source, '-C', fresh, '--strip-components=1', '--wildcards', ...patterns])
  for (const file of wanted) renameSync(join(fresh, file), join(fresh, file.split('/').at(-1)!))
  change(join(fresh, 'irq_sim.c'), 'handle_simple_irq(irq_to_desc(irqnum));', 'generic_handle_irq(irqnum);')
  change(join(fresh, 'gpio-sim.c'), 'gc->base = -1;', 'gc->base = luot_base;')
  change(
    join(fresh, 'gpio-sim.c'),
    'struct gpio_sim_chip {',
    'static int luot_base = -1;\nmodule_param_named(base, luot_base, int, 0644);\n\nstruct gpio_sim_chip {',
  )
  copyFileSync(board, join(fresh, 'luot_board.c'))
  writeFileSync(
    join(fresh, 'Kbuild'),
    'obj-m := luot_gpio_sim.o luot_board.o\nluot_gpio_sim-objs := gpio-sim.o irq_sim.o\n',
  )
  must('make', ['-s', '-C', `/lib/modules/${version}/build`, `M=${fresh}`, 'modules'])
  writeFileSync(join(fresh, 'compiled-from'), recipe)
  rmSync(home, { recursive: true, force: true })
  renameSync(fresh, home)
  return ours
}

function change(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path}: this kernel's source has no "${from}"`)
  writeFileSync(path, text.replace(from, to))
}

/** Runs a tool to its end, or throws with what it said. */
export function must(program: string, args: string[], options: { cwd?: string; input?: string } = {}): Buffer {
  const done = spawnSync(program, args, { ...options, maxBuffer: 256 * 1024 * 1024 })
  if (done.status === 0) return done.stdout
  throw new Error(`${program} ${args.join(' ')}\n${done.error?.message ?? `${done.stdout}${done.stderr}`}`)
}
