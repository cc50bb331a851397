import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The kernel's keyboard of one HID device, silenced or not. */
export interface Hush {
  /** No key of it reaches a console, a compositor or any other reader of /dev/input. */
  readonly silent: boolean
  /** Gives the keyboard back to the kernel, where it was this process that took it. */
  letGo(): void
}

/**
 * Keeps a device's keys from typing into whatever has the focus, while we go on reading its reports.
 *
 *     USB ──▶ usbhid ──▶ hid core ──┬──▶ hidraw ──▶ us
 *                                   └──▶ hid-input ──▶ inputN ──✕──▶ event*, consoles, SysRq
 *                                                      inhibited = 1
 *
 * Linux lets an input device be inhibited since 5.11: its events are dropped in the kernel, before any reader. The udev rules we
 * ship do it the moment a device is plugged in; a hub that may write there does it itself and gives it back. Where neither is
 * so, it is said, and somebody has to act: a keypad that types is a way out of a kiosk.
 * A hub that was killed leaves it silent; pulling the cable gives it back.
 */
export function hush(path: string, sys = '/sys'): Hush {
  const node = nodeOf(path)
  // Not a hidraw node: libusb has taken the device from the kernel, and there is no keyboard left.
  if (node === null) return { silent: true, letGo: () => undefined }
  const switches = keyboardsOf(join(sys, 'class/hidraw', node, 'device'))
  const states = switches.map((file) => ({ file, was: silence(file) }))
  return {
    silent: states.every(({ was }) => was !== 'typing'),
    letGo() {
      for (const { file, was } of states) if (was === 'silenced-by-us') write(file, '0')
    },
  }
}

/** `hidraw3` of `/dev/hidraw3`; null for a path of another kind. */
export function nodeOf(path: string): string | null {
  return /^\/dev\/(hidraw\d+)$/.exec(path)?.[1] ?? null
}

/**
 * The switches of every keyboard of the device behind this node, those of its other interfaces too: a numpad's media keys.
 *
 *     …/1-1/1-1:1.0/0003:1A2C:0E24.0007/input/input9/inhibited      the keys
 *     …/1-1/1-1:1.1/0003:1A2C:0E24.0008/input/input10/inhibited     volume, calculator, home page
 */
function keyboardsOf(device: string): string[] {
  const own = realPath(device)
  const onUsb = INTERFACE.test(basename(dirname(own)))
  const devices = onUsb ? under(dirname(dirname(own)), INTERFACE).flatMap((one) => under(one, HID_DEVICE)) : [own]
  return devices.flatMap((one) => under(join(one, 'input'), /^input\d+$/)).map((input) => join(input, 'inhibited'))
}

const INTERFACE = /:\d+\.\d+$/
const HID_DEVICE = /^[0-9A-F]{4}:[0-9A-F]{4}:[0-9A-F]{4}\.[0-9A-F]{4}$/

function silence(file: string): 'silent-before' | 'silenced-by-us' | 'typing' {
  if (read(file) === '1') return 'silent-before'
  return write(file, '1') && read(file) === '1' ? 'silenced-by-us' : 'typing'
}

function under(folder: string, named: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => named.test(name))
      .map((name) => join(folder, name))
  } catch (error) {
    return unreadable(error, [])
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    return unreadable(error, path)
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    return unreadable(error, null)
  }
}

function write(file: string, value: string): boolean {
  try {
    writeFileSync(file, value)
    return true
  } catch (error) {
    return unreadable(error, false)
  }
}

/** No such file (an older kernel, or the device was pulled out), or not ours to touch: the caller tells what follows. */
function unreadable<T>(error: unknown, then: T): T {
  if (error instanceof Error && 'code' in error) return then
  throw error
}
