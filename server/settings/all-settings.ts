import type { Hall } from '#core/contract/hall.ts'
import type { SettingsLine, Text } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { NoteAct } from '../acts.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Shelf } from '../media/shelf.ts'
import type { Road } from '../road.ts'
import type { OwnClips } from '../speech/own-clips.ts'
import { type Difference, differences } from './differences.ts'
import type { DocumentRoom } from './documents.ts'
import type { HallRoom } from './hall-room.ts'
import { oneAfterTheOther } from './in-turn.ts'
import { readOffice } from './office-lines.ts'
import { isSame, sorted } from './office-register.ts'

/** Everything that is set in an office: its rules, its hall, its documents. */
export interface AllSettings {
  readonly office: object
  readonly hall: object
  readonly documents: Readonly<Record<string, object>>
}

/** One part of them, as it would change. */
export interface PartRead {
  readonly part: string
  readonly title: Text
  readonly now: object
  /** Completed; null where it cannot be used. */
  readonly wanted: object | null
  readonly lines: readonly SettingsLine[]
  readonly differs: readonly Difference[]
}

/** All settings at once: read whole, looked at part by part, brought in together or not at all. */
export interface SettingsRooms {
  now(): AllSettings
  /** Each part completed and held against the office it would stand in; `path` says where parts stand, for their lines. */
  read(all: AllSettings, path: string): readonly PartRead[]
  /** Puts what differs in force. Says why not where the rules refuse the office: then nothing was changed. */
  bring(parts: readonly PartRead[], by: { id: string; why: string }): Promise<string | null>
  /** At a start: what a power cut left half brought in is finished, or dropped where it had not begun. */
  settle(): Promise<void>
}

/** What is brought in beside an office that is on its way down the road. */
interface Arriving {
  readonly office: Office
  /** null: it stays as it is. */
  readonly hall: Hall | null
  readonly documents: AllSettings['documents']
  readonly id: string
  readonly why: string
}

const TITLES = {
  office: { vi: 'Quy tắc của văn phòng', en: 'Rules of the office' },
  hall: { vi: 'Thiết bị và âm thanh của sảnh', en: 'Devices and sound of the hall' },
}

/**
 * The office goes down the road, the rest is written beside it; a power cut may come between the two.
 *
 *     written down what shall hold ──▶ office in the journal ──▶ the rest written, the first crossed out: in one commit
 *                                  cut │                 cut │
 *                                      ▼                     ▼
 *                       next start: dropped       next start: finished
 */
export function settingsRooms(parts: {
  database: Sqlite
  road: () => Road
  hallRoom: HallRoom
  documents: DocumentRoom
  note: NoteAct
  onTrouble: (error: unknown) => void
}): SettingsRooms {
  const { database, road, hallRoom, documents } = parts
  const kinds = () => documents.kinds().kinds
  const inTurn = oneAfterTheOther()
  const readArriving = database.prepare<[], { body: string }>('SELECT body FROM settings_arriving')
  const writeArriving = database.prepare(
    'INSERT INTO settings_arriving (one, body) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body',
  )
  const dropArriving = database.prepare('DELETE FROM settings_arriving')

  function readDocument(kind: string, title: Text, body: unknown, office: Office, path: string): PartRead {
    const now = documents.look(kind)?.body ?? {}
    const read = documents.check(kind, body, office)
    if (!read.ok) return { part: kind, title, now, wanted: null, lines: under(path, read.lines ?? []), differs: [] }
    const { body: wanted, lines } = read.value
    return { part: kind, title, now, wanted, lines: under(path, lines), differs: differences(now, wanted) }
  }

  function read(all: AllSettings, path: string): PartRead[] {
    const held = road().queue().office
    const office = readOffice(all.office)
    const around = office.ok ? office.office : held
    const hall = hallRoom.read(all.hall, around)
    const known = new Map(kinds().map(({ kind, title }) => [kind, title]))
    const strange = Object.keys(all.documents).filter((kind) => !known.has(kind))
    return [
      {
        part: 'office',
        title: TITLES.office,
        now: held,
        wanted: office.ok ? office.office : null,
        lines: under(`${path}/office`, office.lines),
        differs: office.ok && !isSame(held, office.office) ? differences(held, office.office) : [],
      },
      {
        part: 'hall',
        title: TITLES.hall,
        now: hallRoom.now(),
        wanted: hall.ok ? hall.hall : null,
        lines: hall.ok ? [] : under(`${path}/hall`, hall.lines),
        differs: hall.ok ? differences(hallRoom.now(), hall.hall) : [],
      },
      ...[...known].flatMap(([kind, title]) =>
        all.documents[kind] === undefined
          ? []
          : [readDocument(kind, title, all.documents[kind], around, `${path}/documents/${kind}`)],
      ),
      ...strange.map((kind) => stranger(kind, `${path}/documents/${kind}`)),
    ]
  }

  async function bring(read: readonly PartRead[], { id, why }: { id: string; why: string }): Promise<string | null> {
    const changed = read.filter((part) => part.wanted !== null && sorted(part.now) !== sorted(part.wanted))
    const wantedOf = (name: string) => changed.find(({ part }) => part === name)?.wanted
    const office = wantedOf('office') as Office | undefined
    const hall = wantedOf('hall') as Hall | undefined
    const bodies = new Map(
      changed.flatMap(({ part, wanted }) =>
        part === 'office' || part === 'hall' ? [] : [[part, wanted ?? {}] as const],
      ),
    )
    const before = road().queue().office
    let hasBegun = false
    try {
      if (office) {
        const arriving: Arriving = { office, hall: hall ?? null, documents: Object.fromEntries(bodies), id, why }
        if (changed.length > 1) writeArriving.run(JSON.stringify(arriving))
        // The rules may refuse an office while somebody waits for what it takes away; nothing else was touched then.
        const refused = await sendOffice(road(), office, id, why)
        if (refused !== null) {
          dropArriving.run()
          return refused
        }
        hasBegun = true
      }
      await documents.bring(bodies, { by: id, why }, (write) =>
        database.transaction(() => {
          write()
          if (hall) hallRoom.write(hall, id, why)
          dropArriving.run()
        })(),
      )
    } catch (error) {
      // Where the office cannot be sent back either, the next start brings the rest in.
      const isBack = !hasBegun || (await sendOffice(road(), before, id, why)) === null
      if (isBack) dropArriving.run()
      throw error
    }
    if (hall) hallRoom.hold(hall)
    return null
  }

  async function settle(): Promise<void> {
    const left = readArriving.get()
    if (!left) return
    const { office, hall, documents: bodies, id, why } = JSON.parse(left.body) as Arriving
    const held = road().queue().office
    const hasBegun = isSame(held, office)
    // Read anew: the program may be another one by now. The office holds already, so nothing goes down the road before the plans of
    // a new day begin.
    if (hasBegun) await bring(read({ office: held, hall: hall ?? hallRoom.now(), documents: bodies }, ''), { id, why })
    else dropArriving.run()
    const noted = await parts.note(
      { role: 'hub', id: 'hub', name: '' },
      {
        about: 'settings',
        id: 'all',
        did: hasBegun ? 'brought in' : 'taken back',
        before: null,
        after: { parts: ['office', ...(hall ? ['hall'] : []), ...Object.keys(bodies)] },
        why: hasBegun
          ? 'mất điện giữa chừng: máy chủ ghi nốt phần còn lại'
          : 'mất điện trước khi ghi: chưa có gì thay đổi',
      },
    )
    if (!noted.ok) parts.onTrouble(new Error(`settings a power cut left half brought in were not noted: ${noted.code}`))
  }

  return {
    now: () => ({
      office: road().queue().office,
      hall: hallRoom.now(),
      documents: Object.fromEntries(kinds().map(({ kind }) => [kind, documents.look(kind)?.body ?? {}])),
    }),
    read,
    bring: (read, by) => inTurn(() => bring(read, by)),
    // The hall goes on; what could not be finished is tried again at the next start.
    settle: () => inTurn(settle).catch(parts.onTrouble),
  }
}

/** What a file tells beside what it brings: plans, files, recordings, and people by id and role, never a secret of theirs. */
export async function listedBeside(parts: {
  documents: DocumentRoom
  queue: Queue
  shelf: Shelf
  clips: OwnClips
  staff: { list(): readonly { id: string; role: string }[] }
}): Promise<object> {
  const { documents, queue, shelf, clips, staff } = parts
  const plans = documents
    .kinds()
    .kinds.flatMap(({ kind }) => (documents.look(kind)?.planned ?? []).map((plan) => ({ part: kind, ...plan })))
  return {
    plans: [...queue.planned.map(({ fromDay, office }) => ({ part: 'office', fromDay, body: office })), ...plans],
    media: shelf.list().map(({ name, bytes }) => ({ name, bytes })),
    recordings: [...(await clips.list()).keys()],
    people: staff.list().map(({ id, role }) => ({ id, role })),
  }
}

async function sendOffice(road: Road, office: Office, id: string, why: string): Promise<string | null> {
  const { day } = road.queue()
  const order = { type: 'ChangeOffice', office, why, ...(day && { onDay: day }) } as const
  const outcome = await road.send({ id: null, by: { role: id === 'hub' ? 'hub' : 'admin', id }, order })
  return outcome.kind === 'refused' ? outcome.why : null
}

function stranger(kind: string, path: string): PartRead {
  const words = {
    vi: `Chương trình này không có nhóm cài đặt "${kind}". Cập nhật chương trình, hoặc bỏ nhóm này khỏi tệp.`,
    en: `This program has no settings called “${kind}”. Update it, or take them out of the file.`,
  }
  return {
    part: kind,
    title: { vi: kind, en: kind },
    now: {},
    wanted: null,
    lines: [{ severity: 'error', path, code: 'unknown-part', ...words }],
    differs: [],
  }
}

function under(path: string, lines: readonly SettingsLine[]): SettingsLine[] {
  return lines.map((line) => ({ ...line, path: `${path}${line.path}` }))
}
