import { accessSync, constants, existsSync } from 'node:fs'
import type { Health as HubHealth } from '#core/contract/health.ts'
import { type DriverRow, driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { type Device, faultIn, faultOfSystemError, type Health } from '#server/drivers/device.ts'
import { pause, realTimers } from '#server/drivers/timers.ts'
import { faultEntry } from '#server/faults.ts'
import type { DeviceSettings, Hall } from '#server/settings/hall.ts'
import { type Finding, fault, note, ok } from './finding.ts'

/** Each device of the hall: asked of the running hub, else of the device itself. */
export async function devices(hall: Hall, health: HubHealth | null): Promise<Finding[]> {
  if (hall.devices.length === 0)
    return [note('devices', 'none are set up', 'Without a printer the number stays on the screen.')]
  return Promise.all(hall.devices.map((device) => deviceFinding(device, health)))
}

async function deviceFinding(device: DeviceSettings, health: HubHealth | null): Promise<Finding> {
  const part = `device ${device.id}`
  const row = driverRow(device.driver)
  if (!row) return fault(part, `there is no driver "${device.driver}"`, 'Choose one of docs/hardware.md.')
  let settings: { path?: string }
  try {
    settings = parseSettings(row.settings, device.settings) as typeof settings
  } catch (cause) {
    return fault(part, `its settings are wrong (${(cause as Error).message})`, 'Correct them in the device settings.')
  }
  // A running hub holds the device, and many printers take one caller only: the hub is asked, not the device.
  const told = health?.devices.find(({ id }) => id === device.id)
  if (told) {
    if (told.state === 'ready') return ok(part, `${device.name}: ready`)
    const says = `${device.name}: ${told.sentence?.en ?? told.state}`
    const toDo = told.whatToDo?.en ?? 'Look at the device.'
    return told.state === 'broken' ? fault(part, says, toDo) : note(part, says, toDo)
  }
  if (device.at !== undefined) return ok(part, `${device.name}: plugged into ${device.at}; ask there`)
  if (settings.path !== undefined) {
    const file = deviceFile(part, device.name, settings.path)
    if (file.state === 'fault') return file
  }
  if (row.kind === 'printer' || row.kind === 'speaker') return tried(part, device, row)
  return ok(part, `${device.name}: ${row.label.en}; the hub looks for it when it runs`)
}

// A silent printer is asked four questions of a second each.
const PATIENCE_MS = 6_000

/** Opens the device as the hub would, hears how it is, and lets go. Nothing is printed or played. */
async function tried(part: string, { name, settings }: DeviceSettings, row: DriverRow): Promise<Finding> {
  let device: Device | undefined
  try {
    device = (await row.open(settings, realTimers)).device
    const isOpening = (health: Health) => faultIn(health) === 'device-opening'
    const settled = new Promise<void>((resolve) => device?.watch((health) => !isOpening(health) && resolve()))
    if (isOpening(device.health())) await Promise.race([settled, pause(realTimers, PATIENCE_MS)])
    const health = device.health()
    if (health.state === 'ready') return ok(part, `${name}: ready`)
    return inWords(part, name, health.state, health.fault)
  } catch (cause) {
    return inWords(part, name, 'broken', faultOfSystemError(cause))
  } finally {
    await device?.close()
  }
}

function inWords(part: string, name: string, state: Health['state'], code: string): Finding {
  const { sentence, help } = faultEntry(code)
  return (state === 'broken' ? fault : note)(part, `${name}: ${sentence.en}`, help.en)
}

function deviceFile(part: string, name: string, path: string): Finding {
  if (!existsSync(path)) return fault(part, `${name}: ${path} is not there`, 'Plug it in and switch it on.')
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return ok(part, `${name}: ${path} is there`)
  } catch {
    return fault(part, `${name}: ${path} may not be used by this user`, 'Install the udev rules (docs/hardware.md).')
  }
}
