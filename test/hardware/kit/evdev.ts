import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'

const eventBytes = 24 // struct input_event of a 64-bit machine: time 16, type 2, code 2, value 4
const EV_KEY = 1
const down = 1

/** Somebody else who listens to a keyboard: what a console, a compositor or a page with the focus would be typed into. */
export interface Bystander {
  /** Codes of the keys that went down since it was last asked. */
  heard(): number[]
  leave(): void
}

export function listenIn(event: string): Bystander {
  const file = openSync(`/dev/input/${event}`, constants.O_RDONLY | constants.O_NONBLOCK)
  const buffer = Buffer.alloc(eventBytes * 256)
  return {
    heard() {
      const length = readNow(file, buffer)
      const events = Array.from({ length: length / eventBytes }, (_, i) =>
        buffer.subarray(i * eventBytes, (i + 1) * eventBytes),
      )
      return events
        .filter((bytes) => bytes.readUInt16LE(16) === EV_KEY && bytes.readInt32LE(20) === down)
        .map((bytes) => bytes.readUInt16LE(18))
    },
    leave: () => closeSync(file),
  }
}

/** The event file of the keyboard with that serial number, once the kernel has made it; undefined while it has none. */
export function keyboardOf(serialNumber: string): string | undefined {
  return readdirSync('/sys/class/input').find((name) => {
    const uniq = `/sys/class/input/${name}/device/uniq`
    return name.startsWith('event') && existsSync(uniq) && readFileSync(uniq, 'utf8').trim() === serialNumber
  })
}

function readNow(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer, 0, buffer.length, null)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}
