import { driverRow, parseSettings } from '#server/drivers/catalog.ts'
import type { JobLayout } from '#server/drivers/printer/codec.ts'
import type { PrinterMake } from '#server/drivers/printer/driver.ts'
import { makeOf, type PrinterChoices } from '#server/drivers/printer/make.ts'
import type { ProfileId } from '#server/drivers/printer/profiles.ts'

/** A printer of a profile as the catalogue would set it up, with what a test wants otherwise. */
export function makeFor(profile: ProfileId = 'generic-80', otherwise: Partial<PrinterMake> = {}): PrinterMake {
  const settings = parseSettings(driverRow('escpos-file')!.settings, { profile }) as PrinterChoices
  return { ...makeOf(settings, { hold: 'never' }), ...otherwise }
}

/** How a job is laid out for the printer nothing is known of. */
export const usualLayout: JobLayout = makeFor().layout
