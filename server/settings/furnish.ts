import { loadDemoCatalogue } from '../procedures/demo.ts'
import type { ProcedureStore } from '../procedures/store.ts'
import { demoHall, demoOffice, demoOfficers } from './demo-office.ts'
import { randomPin, type Staff } from './staff.ts'
import type { SettingsStore } from './store.ts'

/** Furnishes an empty database with the demonstration office. Does nothing the second time. The PINs are told once, here. */
export async function furnish(parts: { settings: SettingsStore; staff: Staff; store: ProcedureStore; at: number }) {
  const { settings, staff, store, at } = parts
  const pins: { id: string; name: string; pin: string }[] = []
  if (settings.read('office') !== null) return { pins }
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
