import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

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
  const folder = `${sys}/class/hidraw/${node}/device/input`
  const switches = namesIn(folder).map((input) => `${folder}/${input}/inhibited`)
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

function silence(file: string): 'silent-before' | 'silenced-by-us' | 'typing' {
  if (read(file) === '1') return 'silent-before'
  return write(file, '1') && read(file) === '1' ? 'silenced-by-us' : 'typing'
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^input\d+$/.test(name))
  } catch (error) {
    return unreadable(error, [])
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
