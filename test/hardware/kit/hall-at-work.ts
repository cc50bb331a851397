import { type DeviceHealth, type DeviceMoment, superviseDevices } from '#server/devices/supervisor.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import { soon } from './witness.ts'

/** Devices under the hub's own supervisor, and all that was heard of them. */
export interface HallAtWork {
  readonly heard: DeviceMoment[]
  readonly told: DeviceHealth[]
  ready(device: string): Promise<unknown>
  health(device: string): DeviceHealth | undefined
}

export async function withHall(
  devices: readonly { id: string; driver: string; settings: object }[],
  body: (hall: HallAtWork) => Promise<void>,
): Promise<void> {
  const heard: DeviceMoment[] = []
  const told: DeviceHealth[] = []
  const supervisor = superviseDevices({
    devices,
    onMoment: (moment) => heard.push(moment),
    onHealth: (health) => told.push(health),
  })
  const health = (id: string) => supervisor.health().find(({ device }) => device === id)
  const ready = (id: string) => soon(`${id} is ready`, () => health(id)?.state === 'ready')
  try {
    await body({ heard, told, ready, health })
  } finally {
    await supervisor.close()
  }
}

/** The keys a keypad told, as a person would name them. */
export function keysOf(heard: readonly DeviceMoment[], device: string): string[] {
  return heard.flatMap((moment) => (moment.kind === 'keypad' && moment.device === device ? [nameOf(moment.key)] : []))
}

/** The texts a scanner told. */
export function scansOf(heard: readonly DeviceMoment[], device: string): string[] {
  return heard.flatMap((moment) => (moment.kind === 'scanner' && moment.device === device ? [moment.scan.text] : []))
}

function nameOf(key: KeyMoment): string {
  if (key.key === 'digit') return `digit ${key.digit}`
  return key.key === 'rate' ? `rate ${key.level}` : key.key
}
