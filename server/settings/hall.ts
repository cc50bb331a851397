import type { Hall, HallDevice, HallSound } from '#core/contract/hall.ts'
import { minutesOf } from '#core/domain/service-day.ts'
import { profileIds, profiles } from '#server/drivers/printer/profiles.ts'

export type { Hall, HallDevice as DeviceSettings } from '#core/contract/hall.ts'

/** A hall as an older release wrote it, with what was added since. */
export function completeHall(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  return { agents: [], sound: { volume: 100, quiet: [], guidance: [] }, ...given }
}

/** The printer a kiosk's slips go to, or null when it has none. */
export function printerOf(hall: Hall, kiosk: string | null): string | null {
  const own = hall.kiosks.find((one) => one.id === kiosk) ?? hall.kiosks.find((one) => one.id === '*')
  return own?.printer ?? null
}

/** How wide a printer's paper is, in dots: as the hall says, or as its profile has it, or 80 mm. */
export function dotsOf(hall: Hall, printer: string): NonNullable<HallDevice['dots']> {
  const device = hall.devices.find(({ id }) => id === printer)
  const profile = profileIds.find((id) => id === device?.settings.profile)
  return device?.dots ?? (profile === undefined ? 576 : profiles[profile].dots)
}

/** How loud the hall may be at this minute of its day, 0 to 100; a quiet time that begins in the evening may end in the morning. */
export function volumeAt({ volume, quiet }: HallSound, minutes: number): number {
  const now = quiet.find(({ from, to }) => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)]
    return begins <= ends ? begins <= minutes && minutes < ends : begins <= minutes || minutes < ends
  })
  return now?.volume ?? volume
}

/** The hall's devices as they are opened, each on the machine it is plugged into. */
export function wantedDevices(hall: Hall): Pick<HallDevice, 'id' | 'driver' | 'settings' | 'at'>[] {
  return hall.devices.map(({ id, driver, settings, at }) => ({ id, driver, settings, ...(at !== undefined && { at }) }))
}
