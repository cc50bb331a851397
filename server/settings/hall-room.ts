import { type Hall, Hall as HallSchema } from '#core/contract/hall.ts'
import type { HallChange, HallChanged, HallSettings } from '#core/contract/hall-settings.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import { problem, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { type HallFacts, hallLines, readHall } from './hall-lines.ts'
import { sorted } from './office-register.ts'
import type { SettingsStore } from './store.ts'

/** What stands in the hall, kept in one place: whoever needs it asks here every time, and hears of another at once. */
export interface HallRoom {
  now(): Hall
  look(): HallSettings
  change(asked: HallChange, who: Who): Answer<HallChanged>
}

/**
 * A change is read whole, held against the version it was made from, and written down; then it is in force, and `apply` opens
 * what is new and closes what is gone. Nobody waits for that: a printer that leaves in mid-slip takes its time. One hall is
 * applied after the other, so that two halls are never half in force.
 */
export function openHallRoom(parts: {
  hall: Hall
  settings: SettingsStore
  office: () => Office
  drivers: readonly DriverRow[]
  now: () => number
  apply: (hall: Hall) => Promise<void>
  onTrouble: (error: unknown) => void
}): HallRoom {
  const { settings, office, drivers } = parts
  let hall = parts.hall
  let applied = Promise.resolve()
  const facts = (): HallFacts => ({ drivers, counters: office().counters.map(({ id }) => id) })
  const version = () => settings.newest('hall')?.version ?? 0

  function change({ version: from, hall: document }: HallChange, who: Who): Answer<HallChanged> {
    const read = readHall(document, facts())
    if (!read.ok) return wrongLines(read.lines)
    // Asked for what holds already: a retry whose first answer got lost, or nothing to do.
    if (sorted(read.hall) === sorted(hall)) return { ok: true, value: { version: version() } }
    if (from !== version()) return problem('hall-changed')
    settings.write('hall', read.hall, who.id, parts.now())
    hall = read.hall
    applied = applied.then(() => parts.apply(hall)).catch(parts.onTrouble)
    return { ok: true, value: { version: version() } }
  }

  return {
    now: () => hall,
    look() {
      const { version = 0, at = null, by = null } = settings.newest('hall') ?? {}
      const counters = office().counters.map(({ id, label }) => ({ id, label }))
      return { version, at, by, hall, counters, lines: [...hallLines(hall, facts())], schema: HallSchema }
    },
    change,
  }
}
