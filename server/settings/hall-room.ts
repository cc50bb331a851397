import type { DocumentVersion, DocumentVersions } from '#core/contract/documents.ts'
import { type Hall, Hall as HallSchema } from '#core/contract/hall.ts'
import type { HallChange, HallChanged, HallSettings } from '#core/contract/hall-settings.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import type { NoteAct } from '../acts.ts'
import { problem, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { differences } from './differences.ts'
import { completeHall } from './hall.ts'
import { type HallFacts, type HallRead, hallLines, readHall } from './hall-lines.ts'
import { sorted } from './office-register.ts'
import type { SettingsStore } from './store.ts'
import type { Versions } from './versions.ts'

/** What stands in the hall, kept in one place: whoever needs it asks here every time, and hears of another at once. */
export interface HallRoom {
  now(): Hall
  look(): HallSettings
  change(asked: HallChange, who: Who): Promise<Answer<HallChanged>>
  /** What a document would be, completed and held against this office, or every line at fault. Changes nothing. */
  read(document: unknown, office?: Office): HallRead
  /** Another hall, as somebody who looked at it whole decided and noted it: first written down, then in force. */
  write(hall: Hall, by: string, why: string | null): void
  hold(hall: Hall): void
  /** What the hall was, version by version. */
  versions(): DocumentVersions
  version(number: number): DocumentVersion | null
}

/**
 * A change is read whole, held against the version it was made from, and written down; then it is in force, and `apply` opens
 * what is new and closes what is gone. Nobody waits for that: a printer that leaves in mid-slip takes its time. One hall is
 * applied after the other, so that two halls are never half in force.
 */
export function openHallRoom(parts: {
  hall: Hall
  settings: SettingsStore
  versions: Versions
  office: () => Office
  drivers: readonly DriverRow[]
  now: () => number
  apply: (hall: Hall) => Promise<void>
  note: NoteAct
  onTrouble: (error: unknown) => void
}): HallRoom {
  const { settings, office, drivers } = parts
  let hall = parts.hall
  let applied = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  const facts = ({ counters } = office()): HallFacts => ({ drivers, counters: counters.map(({ id }) => id) })
  const version = () => settings.newest('hall')?.version ?? 0

  function write(next: Hall, by: string, why: string | null): void {
    parts.versions.add({ act: 'changed', at: parts.now(), by, from: null, why, seq: null, body: next })
  }

  function hold(next: Hall): void {
    hall = next
    applied = applied.then(() => parts.apply(next)).catch(parts.onTrouble)
  }

  async function change({ version: from, hall: document, why }: HallChange, who: Who): Promise<Answer<HallChanged>> {
    const read = readHall(document, facts())
    if (!read.ok) return wrongLines(read.lines)
    // Asked for what holds already: a retry whose first answer got lost, or nothing to do.
    if (sorted(read.hall) === sorted(hall)) return { ok: true, value: { version: version() } }
    if (from !== version()) return problem('hall-changed')
    const told = differences(hall, read.hall)
    const noted = await parts.note(who, {
      about: 'hall',
      id: 'hall',
      did: 'changed',
      before: Object.fromEntries(told.map(({ path, before }) => [path, before])),
      after: Object.fromEntries(told.map(({ path, after }) => [path, after])),
      ...(why && { why }),
    })
    if (!noted.ok) return noted
    write(read.hall, who.id, why ?? null)
    hold(read.hall)
    return { ok: true, value: { version: version() } }
  }

  return {
    now: () => hall,
    look() {
      const { version = 0, at = null, by = null } = settings.newest('hall') ?? {}
      const counters = office().counters.map(({ id, label }) => ({ id, label }))
      return { version, at, by, hall, counters, lines: [...hallLines(hall, facts())], schema: HallSchema }
    },
    change(asked, who) {
      // Between looking at the version and writing down nobody comes in between.
      const turn = last.then(() => change(asked, who))
      last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
      return turn
    },
    read: (document, of) => readHall(document, facts(of)),
    write,
    hold,
    versions: () => ({ versions: parts.versions.list().map(({ seq: _, ...head }) => head) }),
    version(number) {
      const found = parts.versions.read(number)
      if (!found) return null
      const { seq: _, body, ...head } = found
      const before = parts.versions.before(number)?.body
      return {
        ...head,
        body: completeHall(body) as DocumentVersion['body'],
        differs: before === undefined ? [] : differences(completeHall(before), completeHall(body)),
      }
    },
  }
}
