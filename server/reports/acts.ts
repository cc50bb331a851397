import type { Act, ActAbout, Acts } from '#core/contract/acts.ts'
import type { Event } from '#core/domain/events.ts'
import { noteIn } from '../audit/erase.ts'
import type { JournalRecord } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { OfficeRoom } from '../settings/office-room.ts'
import type { Versions } from '../settings/versions.ts'

/** Which acts are asked for: of one room, about one thing, older than a record. */
export interface AskedActs {
  readonly about?: ActAbout
  readonly id?: string
  readonly before?: number
}

export interface ActsReader {
  /** The newest first, a page at a time. */
  read(asked: AskedActs): Acts
}

const PAGE = 50

/**
 * Reads from the journal what people did beside the queue: who, from where, when, before and after. The index `journal_acts` (migration
 * 005) leads to those records alone, so that a year of tickets is not read; the WHERE here is the index's own, word for word.
 */
export function openActs(parts: {
  database: Sqlite
  office: Pick<OfficeRoom, 'version'>
  versions: Versions
  nameOf: (staff: string) => string | null
}): ActsReader {
  const newestFirst = parts.database.prepare<[number], { text: string }>(`
    SELECT text FROM journal WHERE seq < ? AND type IN
      ('ActNoted', 'OfficeChanged', 'OfficePlanned', 'PlanDropped', 'ClockTrusted', 'PracticeBegan', 'PracticeEnded',
       'ServiceStopped', 'ServiceResumed', 'KioskPaused', 'KioskResumed')
    ORDER BY seq DESC`)

  function differs(seq: number): Pick<Act, 'before' | 'after'> {
    const number = parts.versions.list().find((version) => version.seq === seq)?.number
    const told = number === undefined ? [] : (parts.office.version(number)?.differs ?? [])
    return {
      before: Object.fromEntries(told.map(({ path, before }) => [path, before])),
      after: Object.fromEntries(told.map(({ path, after }) => [path, after])),
    }
  }

  function actOf(record: JournalRecord): Act | null {
    const told = whatWasDone(record.event)
    // What the hub does by itself, such as a clock that is right again, is nobody's act. What it erases by its age people may ask about.
    if (told === null || (record.by.role === 'hub' && told.did !== 'erased')) return null
    const { seq, at, day, by } = record
    return {
      seq,
      at,
      day,
      by: { role: by.role, id: by.id, name: parts.nameOf(by.id) },
      from: by.from ?? null,
      ...told,
      ...(told.about === 'office' && told.did !== 'dropped' && differs(seq)),
    }
  }

  return {
    read({ about, id, before = Number.MAX_SAFE_INTEGER }) {
      const acts: Act[] = []
      for (const { text } of newestFirst.iterate(before)) {
        const act = actOf(JSON.parse(text) as JournalRecord)
        if (act === null || (about && act.about !== about) || (id && act.id !== id)) continue
        if (acts.length === PAGE) return { acts, next: acts.at(-1)?.seq ?? null }
        acts.push(act)
      }
      return { acts, next: null }
    },
  }
}

type Told = Pick<Act, 'about' | 'id' | 'did' | 'before' | 'after' | 'why'>

function whatWasDone(event: Event): Told | null {
  switch (event.type) {
    case 'ActNoted': {
      const { about, id, did, before, after, why = null } = event.act
      // Which records were erased would tell, beside those that are still told, whose answer had a reason (S18).
      return { about, id, did, before, after: noteIn(event.act) ? null : after, why }
    }
    case 'OfficeChanged':
      return done('office', 'office', 'changed', null, event.why)
    case 'OfficePlanned':
      return done('office', event.plan.fromDay, 'planned', null, event.why)
    case 'PlanDropped':
      return done('office', event.fromDay, 'dropped', null, event.why)
    case 'ClockTrusted':
      return done('hall', 'clock', 'confirmed', null)
    case 'PracticeBegan':
      return done('hall', 'practice', 'began', null)
    case 'PracticeEnded':
      return done('hall', 'practice', 'ended', null)
    case 'ServiceStopped':
      return done('hall', event.service ?? 'hall', 'stopped', { untilAt: event.untilAt }, event.reason)
    case 'ServiceResumed':
      return done('hall', event.service ?? 'hall', 'resumed', null)
    case 'KioskPaused':
      return done('device', event.device, 'paused', null, event.reason)
    case 'KioskResumed':
      return done('device', event.device, 'resumed', null)
    default:
      return null
  }
}

function done(about: ActAbout, id: string, did: string, after: unknown, why?: string): Told {
  return { about, id, did, before: null, after, why: why ?? null }
}
