import type { ScreenPlace } from '#core/contract/screens.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Kept } from './one-holder.ts'

/** One screen of the hall as it is written down. */
export interface ScreenRecord extends Kept {
  readonly id: string
  readonly name: string
  readonly place: ScreenPlace
  readonly state: 'invited' | 'paired' | 'suspended' | 'revoked'
  /** Hashes of what its browser holds, what the browser before it held, what its machine holds, and of its invitation. */
  readonly rootHash: string | null
  readonly formerHash: string | null
  readonly machineHash: string | null
  readonly inviteHash: string | null
  readonly inviteUntil: number | null
  readonly pairedAt: number | null
  readonly changedAt: number
  readonly changedBy: string
  readonly seenAt: number | null
  readonly address: string | null
  readonly build: string | null
}

/** The screens of the hall, kept in memory as they stand on the disk: every request looks into it. */
export interface ScreenBook {
  find(id: string): ScreenRecord | null
  all(): ScreenRecord[]
  /** Written down before it returns. */
  put(record: ScreenRecord): void
}

/** The token a screen is let in with: every later one is made from it. */
export const FIRST = { generation: 0, mark: 'new' } as const
/** Who did it when nobody did: an invitation was used, a copy was noticed. */
export const HUB: Who = { role: 'hub', id: 'hub', name: '' }

/** A screen that is not in yet. */
export function newRecord(id: string, name: string, place: ScreenPlace, known: Partial<ScreenRecord>): ScreenRecord {
  const nothing = { rootHash: null, formerHash: null, machineHash: null, inviteHash: null, inviteUntil: null }
  const never = {
    former: null,
    isSettled: true,
    pairedAt: null,
    changedAt: 0,
    seenAt: null,
    address: null,
    build: null,
  }
  return { id, name, place, state: 'invited', ...nothing, ...FIRST, ...never, changedBy: 'hub', ...known }
}

/** What was done to a screen, as the journal keeps it: its name and place, and none of its secrets. */
export function noted(record: ScreenRecord, did: string, after: Partial<ScreenRecord>): NotedAct {
  const told = ({ name, place, state }: ScreenRecord) => ({ name, state, ...place })
  return { about: 'device', id: record.id, did, before: told(record), after: told({ ...record, ...after }) }
}

interface Row extends Omit<ScreenRecord, 'place' | 'isSettled'> {
  readonly place: string
  readonly settled: number
}

export function screenBook(database: Sqlite): ScreenBook {
  const rows = database.prepare<[], Row>(
    'SELECT id, name, place, state, root_hash AS rootHash, former_hash AS formerHash, machine_hash AS machineHash, ' +
      'invite_hash AS inviteHash, invite_until AS inviteUntil, generation, mark, former, settled, paired_at AS pairedAt, ' +
      'changed_at AS changedAt, changed_by AS changedBy, seen AS seenAt, address, build FROM screens',
  )
  const write = database.prepare(
    'INSERT OR REPLACE INTO screens (id, name, place, state, root_hash, former_hash, machine_hash, invite_hash, invite_until, ' +
      'generation, mark, former, settled, paired_at, changed_at, changed_by, seen, address, build) ' +
      'VALUES (@id, @name, @place, @state, @rootHash, @formerHash, @machineHash, @inviteHash, @inviteUntil, ' +
      '@generation, @mark, @former, @settled, @pairedAt, @changedAt, @changedBy, @seenAt, @address, @build)',
  )
  const known = new Map<string, ScreenRecord>()
  for (const { settled, place, ...row } of rows.all()) {
    known.set(row.id, { ...row, place: JSON.parse(place) as ScreenPlace, isSettled: settled === 1 })
  }
  return {
    find: (id) => known.get(id) ?? null,
    all: () => [...known.values()],
    put(record) {
      const { isSettled, place, ...row } = record
      write.run({ ...row, place: JSON.stringify(place), settled: isSettled ? 1 : 0 })
      known.set(record.id, record)
    },
  }
}
