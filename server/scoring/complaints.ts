import { randomUUID } from 'node:crypto'
import type { Complaint, Complaints, DecideComplaint, NewComplaint } from '#core/contract/scoring.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'

/**
 * Complaints about the manner of an officer, entered by the head with the number of their file. Only those found true count. The
 * journal learns that one was entered and decided, and about whom; the file's number and the words stay here, where they can be erased.
 */
export interface ComplaintRoom {
  list(): Complaints
  enter(asked: NewComplaint, who: Who): Promise<Answer<Complaint>>
  decide(id: string, asked: DecideComplaint, who: Who): Promise<Answer<Complaint>>
  /** How many were found true of each officer in a month. */
  foundTrue(month: string): Map<string, number>
}

type Row = Omit<Complaint, 'name'>

const COLUMNS = `id, day, staff, file, reason, state, by, at, decided_by AS decidedBy, decided_at AS decidedAt,
  decided_why AS decidedWhy`

export function complaintRoom(parts: {
  database: Sqlite
  note: NoteAct
  now: () => number
  people: () => readonly { readonly id: string; readonly name: string }[]
}): ComplaintRoom {
  const { database, note, now, people } = parts
  const all = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM complaints ORDER BY day DESC, at DESC`)
  const one = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM complaints WHERE id = ?`)
  const add = database.prepare(
    "INSERT INTO complaints (id, day, staff, file, reason, state, by, at) VALUES (?, ?, ?, ?, ?, 'entered', ?, ?)",
  )
  const decide = database.prepare(
    'UPDATE complaints SET state = ?, decided_by = ?, decided_at = ?, decided_why = ? WHERE id = ?',
  )
  const count = database.prepare<[string], { staff: string; many: number }>(
    "SELECT staff, count(*) AS many FROM complaints WHERE state = 'confirmed' AND substr(day, 1, 7) = ? GROUP BY staff",
  )
  const nameOf = (staff: string) => people().find(({ id }) => id === staff)?.name ?? staff
  const told = (id: string): Complaint => {
    const row = one.get(id)
    if (!row) throw new Error('a complaint that was just written is not there')
    return { ...row, name: nameOf(row.staff) }
  }

  return {
    list: () => ({
      complaints: all.all().map((row) => ({ ...row, name: nameOf(row.staff) })),
      officers: people().map(({ id, name }) => ({ staff: id, name })),
    }),
    async enter({ day, staff, file, reason }, who) {
      if (!people().some(({ id }) => id === staff)) return problem('not-found')
      const id = randomUUID()
      const noted = await note(who, {
        about: 'scoring',
        id: `complaint ${id}`,
        did: 'entered',
        before: null,
        after: { staff, day },
      })
      if (!noted.ok) return noted
      add.run(id, day, staff, file, reason, who.id, now())
      return { ok: true, value: told(id) }
    },
    async decide(id, { state, why }, who) {
      const known = one.get(id)
      if (!known) return problem('not-found')
      const { staff, state: before } = known
      if (before === state) return { ok: true, value: told(id) }
      const noted = await note(who, {
        about: 'scoring',
        id: `complaint ${id}`,
        did: state,
        before: { staff, state: before },
        after: { staff, state },
      })
      if (!noted.ok) return noted
      decide.run(state, who.id, now(), why, id)
      return { ok: true, value: told(id) }
    },
    foundTrue: (month) => new Map(count.all(month).map(({ staff, many }) => [staff, many])),
  }
}
