import { loadDemoCatalogue } from '../procedures/demo.ts'
import type { ProcedureStore } from '../procedures/store.ts'
import { demoHall, demoOffice, demoOfficers } from './demo-office.ts'
import type { Hall } from './hall.ts'
import { randomPin, type Staff } from './staff.ts'
import type { SettingsStore } from './store.ts'
import { officeToPrepare } from './templates.ts'

/**
 * Furnishes an empty database. With the demonstration: its office, catalogue and officers, whose PINs are told once, here. Without:
 * a hall that waits to be set up, with nobody in it. Does nothing the second time.
 */
export async function furnish(parts: {
  settings: SettingsStore
  staff: Staff
  store: ProcedureStore
  at: number
  demonstrates?: boolean
}) {
  const { settings, staff, store, at, demonstrates = true } = parts
  const pins: { id: string; name: string; pin: string }[] = []
  if (settings.read('office') !== null) return { pins }
  if (!demonstrates) {
    settings.write('hall', EMPTY_HALL, 'hub', at)
    settings.write('office', officeToPrepare(), 'hub', at)
    return { pins }
  }
  for (const { id, name } of demoOfficers) {
    const pin = randomPin()
    await staff.add({ id, name, role: 'officer' }, pin, at)
    pins.push({ id, name, pin })
  }
  loadDemoCatalogue(store, at)
  settings.write('hall', demoHall, 'hub', at)
  // The office last: it is the mark that furnishing is done.
  settings.write('office', demoOffice, 'hub', at)
  return { pins }
}

/** Nothing hangs on a cable yet; kiosks show the number on their glass. */
const EMPTY_HALL: Hall = { ...demoHall, devices: [], kiosks: [{ id: '*', printer: null }] }
