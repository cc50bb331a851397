import type { Office } from '#core/domain/office.ts'
import { instantOf, serviceDayOf } from '#core/domain/service-day.ts'
import type { JournalRecord } from '../journal/journal.ts'
import type { Reaction, Road } from '../road.ts'
import { completed } from './office-lines.ts'
import type { Version, Versions } from './versions.ts'

type Told = Pick<JournalRecord, 'seq' | 'at' | 'by' | 'event'>

/**
 * The register of the office's settings: it follows the journal, and never goes before it.
 *
 *     a change ──▶ journal ──▶ register        the journal is the truth once a day is open
 *                     │ power cut │
 *                     └── start ──┘            what the register missed it takes from the day's journal
 *
 *     a version written beside the road (first start, a hand, the first release) ──▶ told to the hall at the next start
 */
export interface OfficeRegister {
  /** Takes what a record says about the settings, once. */
  take(record: Told): void
  readonly reaction: Reaction
  /** Before anybody comes in: tells the hall what was written beside the road, unless a plan has begun since. */
  settle(road: Road, at: number): Promise<void>
}

export function officeRegister(versions: Versions, onTrouble: (why: string) => void): OfficeRegister {
  let known = versions.lastSeq()
  // What the disk did not take waits for the next news.
  let waiting: Told[] = []

  function take(record: Told): void {
    // Most records are about tickets, and a start walks past thousands of them.
    if (record.seq <= known || !ABOUT_THE_OFFICE.has(record.event.type)) return
    // One that was written beside the road has the last word: its own turn comes in `settle`.
    const held = versions.inForce()
    const version = held?.seq === null ? null : versionOf(record, held, versions)
    if (version) versions.add(version)
    known = record.seq
  }

  return {
    take,
    reaction({ happened }) {
      waiting.push(...happened.filter(({ event }) => ABOUT_THE_OFFICE.has(event.type)))
      while (waiting[0]) {
        take(waiting[0])
        waiting = waiting.slice(1)
      }
    },
    async settle(road, at) {
      const newest = versions.inForce()
      const { day, office, planned } = road.queue()
      if (newest === null || newest.seq !== null) return
      const wanted = completed(newest.body) as Office
      const today = serviceDayOf(at, office)
      const isOvertaken = planned.some(
        ({ fromDay }) => fromDay <= today && instantOf(fromDay, office.dayStartsAt, office.timeZone) > newest.at,
      )
      if (day !== null && !isSame(wanted, office) && !isOvertaken) {
        const order = { type: 'ChangeOffice', office: wanted } as const
        const outcome = await road.send({ id: null, by: { role: 'hub', id: 'hub' }, order })
        if (outcome.kind === 'refused') onTrouble(outcome.why)
      }
      versions.told(road.queue().seq)
    },
  }
}

/** The version a record of the journal makes, if it makes one. */
function versionOf({ seq, at, by, event }: Told, held: Version | null, versions: Versions) {
  const rest = { at, by: by.id, seq }
  switch (event.type) {
    case 'OfficeChanged':
      return { ...rest, act: 'changed', from: null, why: event.why ?? null, body: event.office } as const
    case 'OfficePlanned': {
      const { fromDay, office } = event.plan
      return { ...rest, act: 'planned', from: fromDay, why: event.why ?? null, body: office } as const
    }
    case 'PlanDropped': {
      const plan = versions.list().find(({ act, from }) => act === 'planned' && from === event.fromDay)
      const body = plan && versions.read(plan.number)?.body
      return body ? ({ ...rest, act: 'dropped', from: event.fromDay, why: event.why ?? null, body } as const) : null
    }
    case 'DayOpened':
      // A plan that says what holds already has begun all the same: nobody may take it for something only tried.
      if (isSame(held?.body, event.office) && !hasPlanFor(event.day, versions)) return null
      return { ...rest, by: 'hub', act: 'began', from: event.day, why: null, body: event.office } as const
    default:
      return null
  }
}

/** Has a plan come that was neither dropped nor overtaken by one that began? */
function hasPlanFor(day: string, versions: Versions): boolean {
  const heads = versions.list()
  const began = heads.find(({ act }) => act === 'began')?.from ?? ''
  return heads.some(({ act, from, number }) => {
    if (act !== 'planned' || from === null || from <= began || from > day) return false
    return heads.find((one) => one.from === from)?.number === number
  })
}

const ABOUT_THE_OFFICE = new Set(['OfficeChanged', 'OfficePlanned', 'PlanDropped', 'DayOpened'])

/** Do two documents say the same, once both are complete? */
export function isSame(a: unknown, b: unknown): boolean {
  return sorted(completed(a)) === sorted(completed(b))
}

/** As JSON, whatever the order of the fields: the version a document is known by is made from it. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
