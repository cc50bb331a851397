import type { Hall } from '#core/contract/hall.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { settingsStore } from '#server/settings/store.ts'

/** Puts devices into a hall whose hub does not run just now. */
export function putDevices(folder: string, devices: Hall['devices']): void {
  const database = openDatabase(folder)
  settingsStore(database).write('hall', { ...demoHall, devices: [...demoHall.devices, ...devices] }, 'test', Date.now())
  database.close()
}
