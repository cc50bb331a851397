import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../setup.cjs'
import { cache, type Kernel, must } from './kernel.ts'

/** What every guest needs to reach its root: the computer's own files over 9p, under a layer that forgets. */
const toStart = ['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'configfs', 'virtio_rng']

/** USB, HID, paper, serial lines, keys and lamps: each the kernel's own driver. */
const devices = [
  'uhid',
  'hid-generic',
  'usbhid',
  'dummy_hcd num=4',
  'libcomposite',
  'usb_f_hid',
  'usb_f_printer',
  'usb_f_acm',
  'usblp',
  'cdc-acm',
  'evdev',
  'uinput',
  'gpio_keys',
  'leds-gpio',
  'ledtrig-timer',
]

/** For the power cut: a disk of its own, and a cable to the world outside. */
const disk = ['crc32c_generic', 'ext4', 'virtio_blk', 'virtio_net']

/**
 * Packs what the virtual machine starts from: busybox, the named modules with what they need, and `init`.
 *
 * There is no disk image. After `init` has mounted the computer's own root read-only, the checkout, Node and its
 * packages are there at the very paths they have outside.
 */
export function packInitramfs(kernel: Kernel, busybox = '/bin/busybox'): string {
  const home = join(cache, `initramfs-${kernel.version}`)
  rmSync(home, { recursive: true, force: true })
  for (const folder of ['bin', 'sbin', 'proc', 'sys', 'dev', 'ro', 'rw', 'newroot', 'etc', 'modules']) {
    mkdirSync(join(home, folder), { recursive: true })
  }
  copyFileSync(busybox, join(home, 'bin/busybox'))
  symlinkSync('busybox', join(home, 'bin/sh'))
  copyFileSync(join(root, 'test/hardware/vm/init'), join(home, 'init'))

  const order = loadOrder(kernel, [...toStart, ...disk, ...devices])
  const lines = order.map(({ path, settings }) => {
    const name = basename(path).replace(/\.xz$/, '')
    const place = join(home, 'modules', name)
    if (path.endsWith('.xz')) writeFileSync(place, must('xz', ['-dc', path]))
    else copyFileSync(path, place)
    return `/modules/${name} ${settings}`.trim()
  })
  for (const path of kernel.ours) {
    copyFileSync(path, join(home, 'modules', basename(path)))
    // The board of keys and lamps is loaded by its test, which first makes the chip it sits on.
    if (!path.endsWith('luot_board.ko')) lines.push(`/modules/${basename(path)}`)
  }
  writeFileSync(join(home, 'etc/modules'), `${lines.join('\n')}\n`)

  const packed = `${home}.cpio`
  const listed = must('find', ['.'], { cwd: home }).toString()
  writeFileSync(packed, must('cpio', ['-o', '-H', 'newc', '--quiet'], { cwd: home, input: listed }))
  return packed
}

/** Each module after those it needs, as modules.dep has it; what is built into the kernel needs no loading. */
function loadOrder(kernel: Kernel, wanted: string[]): { path: string; settings: string }[] {
  const needs = new Map<string, string[]>()
  for (const line of readFileSync(join(kernel.modules, 'modules.dep'), 'utf8').split('\n')) {
    const [file, rest] = line.split(':')
    if (file) needs.set(file, (rest ?? '').split(' ').filter(Boolean))
  }
  const builtIn = readFileSync(join(kernel.modules, 'modules.builtin'), 'utf8')
  const order: { path: string; settings: string }[] = []
  const take = (file: string, settings = '') => {
    const path = join(kernel.modules, file)
    if (order.some((one) => one.path === path)) return
    for (const need of [...(needs.get(file) ?? [])].reverse()) take(need)
    if (!existsSync(path)) throw new Error(`${path} is named in modules.dep and is not there`)
    order.push({ path, settings })
  }
  for (const want of wanted) {
    const [name = '', ...settings] = want.split(' ')
    const shape = new RegExp(`/${name.replaceAll(/[-_]/g, '[-_]')}\\.ko(\\.xz)?$`)
    const file = [...needs.keys()].find((path) => shape.test(path))
    if (file !== undefined) take(file, settings.join(' '))
    else if (!builtIn.split('\n').some((path) => shape.test(path))) {
      throw new Error(`this kernel (${kernel.version}) has no module ${name}`)
    }
  }
  return order
}
