import { join } from 'node:path'
import type { Logger } from 'pino'
import { dayOfOrders, serviceDayOf } from '#core/domain/service-day.ts'
import type { NoteAct } from './acts.ts'
import type { Config } from './config.ts'
import type { openLookup } from './edge/lookup.ts'
import type { Sqlite } from './journal/open-database.ts'
import { openShelf } from './media/shelf.ts'
import type { LazyDraw } from './paper/lazy-drawer.ts'
import { openEditor } from './procedures/editor.ts'
import type { openSayings } from './procedures/sayings.ts'
import type { ProcedureStore } from './procedures/store.ts'
import { openActs } from './reports/acts.ts'
import type { Reaction, Road } from './road.ts'
import { listedBeside, settingsRooms } from './settings/all-settings.ts'
import { begunPlans } from './settings/begun-plans.ts'
import { type DocumentRoom, openDocuments } from './settings/documents.ts'
import type { HallRoom } from './settings/hall-room.ts'
import { DOCUMENT_KINDS } from './settings/kinds.ts'
import { openOfficeRoom } from './settings/office-room.ts'
import { openPeopleRoom } from './settings/people-room.ts'
import { openSetupRoom } from './settings/setup-room.ts'
import { templates } from './settings/slips.ts'
import type { Staff } from './settings/staff.ts'
import { openTrial } from './settings/trial.ts'
import { type Versions, versionsOf } from './settings/versions.ts'
import type { Voice } from './speech/clips.ts'
import { ownClips } from './speech/own-clips.ts'

interface Parts {
  readonly config: Pick<Config, 'dataFolder' | 'version'>
  readonly database: Sqlite
  readonly staff: Staff
  readonly store: ProcedureStore
  readonly sayings: ReturnType<typeof openSayings>
  readonly hallRoom: HallRoom
  /** Of the office's rules. */
  readonly versions: Versions
  readonly road: () => Road
  readonly now: () => number
  readonly note: NoteAct
  readonly log: Logger
}

/** What only the doors need of the rest of the hub. */
interface Around {
  readonly voice: Voice
  readonly draw: LazyDraw
  readonly lookup: ReturnType<typeof openLookup>
  readonly publicUrl: () => string
}

/** Everything an office is set up with: its documents, pictures and recordings, people, the assistant, the file of all settings, the trial. */
export interface SettingUp {
  readonly documents: DocumentRoom
  readonly shelf: Awaited<ReturnType<typeof openShelf>>
  /** How a slip is laid out by the office's own wish. */
  readonly template: ReturnType<typeof templates>
  readonly reactions: readonly Reaction[]
  /** What the doors to it are opened with. */
  doors(around: Around): ReturnType<typeof doorsOf>
  /** Before anybody comes in: what should have begun, or ended, while the hub was off. */
  settle(): Promise<void>
}

export async function openSettingUp(parts: Parts): Promise<SettingUp> {
  const { config, database, staff, hallRoom, now, note, log } = parts
  const queue = () => parts.road().queue()
  const shelf = await openShelf(join(config.dataFolder, 'media'))
  const documents = openDocuments({
    database,
    kinds: DOCUMENT_KINDS,
    office: () => queue().office,
    files: () => new Set(shelf.list().map(({ name }) => name)),
    today: () => dayOfOrders(queue(), now()),
    now,
    note,
    onTrouble: (error) => log.error({ err: error }, 'changed settings could not be applied'),
  })
  const rooms = settingsRooms({
    database,
    road: parts.road,
    hallRoom,
    documents,
    note,
    onTrouble: (error) => log.error({ err: error }, 'settings that were being brought in were not settled'),
  })
  const trial = openTrial({
    rooms,
    plans: begunPlans(
      database,
      DOCUMENT_KINDS.map(({ kind }) => kind),
    ),
    versions: versionsOf(database, 'trial'),
    practising: () => queue().practice,
    now,
    note,
    onTrouble: (error) => log.error({ err: error }, 'tried settings were not settled'),
  })
  const template = templates({ shelf, log })
  const clips = ownClips(join(config.dataFolder, 'clips'))
  const peopleRoom = openPeopleRoom({ staff, note, now })
  return {
    documents,
    shelf,
    template,
    reactions: [documents.reaction, trial.reaction],
    doors: (around) => doorsOf(parts, { documents, shelf, rooms, trial, template, clips, peopleRoom }, around),
    async settle() {
      // First what was being brought in when the power went, then what begins after it.
      await rooms.settle()
      documents.settle()
      await trial.settle()
    },
  }
}

interface Rooms {
  readonly documents: DocumentRoom
  readonly shelf: Awaited<ReturnType<typeof openShelf>>
  readonly rooms: ReturnType<typeof settingsRooms>
  readonly trial: ReturnType<typeof openTrial>
  readonly template: ReturnType<typeof templates>
  readonly clips: ReturnType<typeof ownClips>
  readonly peopleRoom: ReturnType<typeof openPeopleRoom>
}

function doorsOf(parts: Parts, own: Rooms, { voice, draw, lookup, publicUrl }: Around) {
  const { config, database, staff, store, versions, now, note } = parts
  const { documents, shelf, rooms, trial, template, clips, peopleRoom } = own
  const queue = () => parts.road().queue()
  const office = () => queue().office
  const nameOf = (id: string) => staff.find(id)?.name ?? null
  const isHere = (id: string) => staff.list().some((member) => member.id === id)
  const officeRoom = openOfficeRoom({ road: parts.road(), versions, isHere })
  return {
    peopleRoom,
    setupRoom: openSetupRoom({ database, rooms, peopleRoom, staff, store, versions, queue, now, note }),
    office: officeRoom,
    acts: openActs({ database, office: officeRoom, versions, nameOf }),
    hallRoom: parts.hallRoom,
    documents,
    media: { shelf, documents, note },
    settingsFile: {
      rooms,
      trial,
      note,
      queue,
      now,
      program: config.version,
      listed: () => listedBeside({ documents, queue: queue(), shelf, clips, staff }),
      media: shelf.list,
    },
    voice: { documents, office, hall: parts.hallRoom.now, voice, clips, note },
    slips: { documents, office, draw, template, publicUrl },
    catalogue: {
      editor: openEditor({
        store,
        sayings: parts.sayings,
        office,
        today: () => dayOfOrders(queue(), now()),
        dayOf: (at) => serviceDayOf(at, office()),
        now,
        note,
        nameOf,
        shown: lookup.shown,
      }),
      officeName: () => office().name.vi,
      now,
      factsOf: lookup.factsOf,
    },
  }
}
