import type { HandedPin } from '#core/contract/people.ts'
import type { Setup, SetupApplied, SetupApply, SetupDraft, SetupOfficer, SetupState } from '#core/contract/setup.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { REFUSALS, type Refusal } from '#core/domain/refusals.ts'
import type { NoteAct } from '../acts.ts'
import { type No, problem, refusal, roadProblem, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { loadDemoCatalogue } from '../procedures/demo.ts'
import type { ProcedureStore } from '../procedures/store.ts'
import type { PartRead, SettingsRooms } from './all-settings.ts'
import { demoOffice, demoOfficers } from './demo-office.ts'
import { oneAfterTheOther } from './in-turn.ts'
import type { PeopleRoom } from './people-room.ts'
import { placesFor } from './setup-places.ts'
import type { Staff } from './staff.ts'
import { readTemplates, type Template } from './templates.ts'
import type { Versions } from './versions.ts'

/** Where an office is set up: from nothing, from the demonstration, or again from what holds. */
export interface SetupRoom {
  templates(): readonly Template[]
  look(): Setup
  /** Keeps what somebody has said so far, or forgets it. */
  keep(draft: SetupDraft | null): Setup
  /** Makes the office what it shall be. Asked again with the same, it changes nothing more. */
  apply(asked: SetupApply, who: Who): Promise<Answer<SetupApplied>>
}

/**
 * The office and its documents change together or not at all, and before anything else: where a line is wrong, or somebody waits for
 * a service that would go, nobody was added and nobody left. What follows (officers, catalogue) is taken up again by the next try.
 */
export function openSetupRoom(parts: {
  database: Sqlite
  rooms: SettingsRooms
  peopleRoom: PeopleRoom
  staff: Staff
  store: ProcedureStore
  /** Of the office: the first is how it was furnished. */
  versions: Versions
  queue: () => Queue
  now: () => number
  note: NoteAct
}): SetupRoom {
  const { rooms, peopleRoom, staff, store, note } = parts
  const inTurn = oneAfterTheOther()
  const readDraft = parts.database.prepare<[], { body: string }>('SELECT body FROM setup_draft')
  const writeDraft = parts.database.prepare(
    'INSERT INTO setup_draft (one, body) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body',
  )
  const dropDraft = parts.database.prepare('DELETE FROM setup_draft')
  const templates = readTemplates()

  /** They came with the furniture, at the instant of the first office; whoever was added later may bear any of their names. */
  function demonstrators(): string[] {
    const furnishedAt = parts.versions.read(1)?.at
    const ids = new Set<string>(demoOfficers.map(({ id }) => id))
    return staff
      .everybody(parts.now())
      .filter(({ id, state, sinceAt }) => state !== 'left' && sinceAt === furnishedAt && ids.has(id))
      .map(({ id }) => id)
  }

  function look(): Setup {
    const { office, documents } = rooms.now()
    const kept = readDraft.get()
    return {
      state: stateOf(parts.queue().office),
      practice: parts.queue().practice,
      office,
      documents,
      demonstrators: demonstrators(),
      procedures: store.procedures().length,
      draft: kept ? (JSON.parse(kept.body) as SetupDraft) : null,
    }
  }

  /** Every part as it would be; officers who are not there yet count as there. */
  function read({ office, documents, people, open }: SetupApply): readonly PartRead[] {
    const { preparing: _, ...rest } = office as Partial<Office>
    const able = people.flatMap(({ id, services }) => (services === null ? [] : [{ staff: id, services }]))
    const known = new Set(people.map(({ id }) => id))
    const others = (rest.skills ?? []).filter((one) => !known.has(one.staff))
    const wanted = { ...rest, skills: [...others, ...able], ...(!open && { preparing: true }) }
    const { hall } = rooms.now()
    return rooms.read({ office: wanted, hall, documents }, '')
  }

  async function bring(read: readonly PartRead[], asked: SetupApply, who: Who): Promise<No | null> {
    const changed = read.filter(({ differs }) => differs.length > 0)
    if (changed.length === 0) return null
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(
        changed.map(({ part, differs }) => [part, Object.fromEntries(differs.map((one) => [one.path, one[which]]))]),
      )
    const why = asked.open ? 'mở sảnh' : 'thiết lập văn phòng'
    const did = asked.open ? 'opened' : 'set up'
    const noted = await note(who, {
      about: 'settings',
      id: 'setup',
      did,
      before: side('before'),
      after: side('after'),
      why,
    })
    if (!noted.ok) return noted
    try {
      const refused = await rooms.bring(read, { id: who.id, why })
      if (refused === null) return null
      return refused in REFUSALS ? refusal(refused as Refusal) : problem('our-fault')
    } catch (error) {
      return roadProblem(error)
    }
  }

  /** New officers get their PIN; whoever is here already keeps what they have. */
  async function add(people: readonly SetupOfficer[], who: Who): Promise<Answer<HandedPin[]>> {
    const handed: HandedPin[] = []
    for (const { id, name } of people) {
      if (staff.find(id)) continue
      const added = await peopleRoom.add({ id, name, role: 'officer' }, who)
      if (!added.ok) return added
      handed.push(added.value)
    }
    return { ok: true, value: handed }
  }

  async function furnishCatalogue({ template, catalogue }: SetupApply, who: Who): Promise<No | null> {
    const { services } = parts.queue().office
    const isToLoad = catalogue && store.procedures().length === 0
    const fields = templates.find(({ id }) => id === template)?.fields ?? {}
    const places = () => placesFor(store.places(), { services: services.map(({ id }) => id), fields })
    if (!isToLoad && places().length === 0) return null
    const act = { about: 'catalogue', id: 'setup', did: isToLoad ? 'loaded' : 'placed' } as const
    const noted = await note(who, { ...act, before: null, after: { places: places().length } })
    if (!noted.ok) return noted
    if (isToLoad) loadDemoCatalogue(store, parts.now())
    for (const place of places()) store.setPlace(place)
    return null
  }

  async function apply(asked: SetupApply, who: Who): Promise<Answer<SetupApplied>> {
    const gone = goneBefore(asked.people, peopleRoom)
    if (gone) return problem('has-left', gone)
    const parted = read(asked)
    const wrong = parted.filter(({ wanted }) => wanted === null)
    if (wrong.length > 0) return wrongLines(wrong.flatMap(({ lines }) => lines))
    const no = await bring(parted, asked, who)
    if (no) return no
    const left: string[] = []
    const wanted = new Set(asked.people.map(({ id }) => id))
    for (const id of demonstrators().filter((one) => !wanted.has(one))) {
      const answer = await peopleRoom.leave(id, who)
      if (!answer.ok) return answer
      left.push(id)
    }
    const handed = await add(asked.people, who)
    if (!handed.ok) return handed
    const noCatalogue = await furnishCatalogue(asked, who)
    if (noCatalogue) return noCatalogue
    if (asked.open) dropDraft.run()
    const lines = parted.flatMap((part) => part.lines)
    return { ok: true, value: { state: stateOf(parts.queue().office), handed: handed.value, left, lines } }
  }

  return {
    templates: () => templates,
    look,
    keep(draft) {
      if (draft === null) dropDraft.run()
      else writeDraft.run(JSON.stringify(draft))
      return look()
    },
    apply: (asked, who) => inTurn(() => apply(asked, who)),
  }
}

function isDemonstration({ id }: Office): boolean {
  return id === demoOffice.id
}

function stateOf(office: Office): SetupState {
  if (office.preparing) return 'preparing'
  return isDemonstration(office) ? 'demonstration' : 'open'
}

/** An officer who was here once comes back by the page of people, which asks before it gives an old name away. */
function goneBefore(people: readonly SetupOfficer[], room: PeopleRoom): string | null {
  const left = new Set(room.look().people.flatMap(({ id, state }) => (state === 'left' ? [id] : [])))
  return people.find(({ id }) => left.has(id))?.id ?? null
}
