import type { ScreenPlace } from '#core/contract/screens.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Kept } from './one-holder.ts'

/** What an agent is in the hall: the machine that carries these devices. */
export interface AgentPlace {
  readonly what: 'agent'
  readonly agent: string
}

/** One screen or agent of the hall as it is written down. */
export interface PairedRecord<Place> extends Kept {
  readonly id: string
  readonly name: string
  readonly place: Place
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

export type ScreenRecord = PairedRecord<ScreenPlace>
export type AgentRecord = PairedRecord<AgentPlace>

/** What is paired with the hall, kept in memory as it stands on the disk: every request looks into it. */
export interface PairingBook<Place> {
  find(id: string): PairedRecord<Place> | null
  all(): PairedRecord<Place>[]
  /** Written down before it returns. */
  put(record: PairedRecord<Place>): void
}
export type ScreenBook = PairingBook<ScreenPlace>
export type AgentBook = PairingBook<AgentPlace>

/** The token a screen is let in with: every later one is made from it. */
export const FIRST = { generation: 0, mark: 'new' } as const
/** Who did it when nobody did: an invitation was used, a copy was noticed. */
export const HUB: Who = { role: 'hub', id: 'hub', name: '' }

/** Whoever is not in yet. */
export function newRecord<Place>(
  id: string,
  name: string,
  place: Place,
  known: Partial<PairedRecord<Place>>,
): PairedRecord<Place> {
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

/** What was done to a screen or an agent, as the journal keeps it: its name and place, and none of its secrets. */
export function noted<Place extends ScreenPlace | AgentPlace>(
  record: PairedRecord<Place>,
  did: string,
  after: Partial<PairedRecord<Place>>,
): NotedAct {
  const told = ({ name, place, state }: PairedRecord<Place>) => ({ name, state, ...place })
  return { about: 'device', id: record.id, did, before: told(record), after: told({ ...record, ...after }) }
}

interface Row extends Omit<PairedRecord<never>, 'place' | 'isSettled'> {
  readonly place: string
  readonly settled: number
}

export const screenBook = (database: Sqlite): ScreenBook => bookIn(database, 'screens')
export const agentBook = (database: Sqlite): AgentBook => bookIn(database, 'paired_agents')

function bookIn<Place>(database: Sqlite, table: 'screens' | 'paired_agents'): PairingBook<Place> {
  const rows = database.prepare<[], Row>(
    'SELECT id, name, place, state, root_hash AS rootHash, former_hash AS formerHash, machine_hash AS machineHash, ' +
      'invite_hash AS inviteHash, invite_until AS inviteUntil, generation, mark, former, settled, paired_at AS pairedAt, ' +
      `changed_at AS changedAt, changed_by AS changedBy, seen AS seenAt, address, build FROM ${table}`,
  )
  const write = database.prepare(
    `INSERT OR REPLACE INTO ${table} (id, name, place, state, root_hash, former_hash, machine_hash, invite_hash, invite_until, ` +
      'generation, mark, former, settled, paired_at, changed_at, changed_by, seen, address, build) ' +
      'VALUES (@id, @name, @place, @state, @rootHash, @formerHash, @machineHash, @inviteHash, @inviteUntil, ' +
      '@generation, @mark, @former, @settled, @pairedAt, @changedAt, @changedBy, @seenAt, @address, @build)',
  )
  const known = new Map<string, PairedRecord<Place>>()
  for (const { settled, place, ...row } of rows.all()) {
    known.set(row.id, { ...row, place: JSON.parse(place) as Place, isSettled: settled === 1 })
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
