import { createHash, randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { StaffRole } from '#core/contract/access.ts'
import type { Sqlite } from '../journal/open-database.ts'

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: StaffRole
}

/** Those who work here, and the sessions they have open. Secrets are kept only as argon2id hashes, sessions only as SHA-256. */
export interface Staff {
  list(): StaffMember[]
  hasAdmin(): boolean
  add(member: StaffMember, secret: string, at: number): Promise<void>
  /** Opens a session, or says how long to wait before the next try. Wrong name and wrong secret look alike. */
  signIn(id: string, secret: string, at: number): Promise<SignIn>
  whoHas(token: string, at: number): StaffMember | null
  signOut(token: string): void
}

export type SignIn =
  | { readonly kind: 'in'; readonly token: string; readonly untilAt: number; readonly member: StaffMember }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number }

/** What the release before wrote has no post of its own. */
const ROLE = 'coalesce(post, role) AS role'
const SESSION_MS = 12 * 3_600_000
const FREE_TRIES = 5
const LONGEST_WAIT_MS = 15 * 60_000

/** `steady` is time nobody can set: the back-off after wrong tries runs by it. */
export function staffOf(database: Sqlite, steady: () => number): Staff {
  const all = database.prepare<[], StaffMember>(`SELECT id, name, ${ROLE} FROM staff ORDER BY name`)
  const admins = database.prepare<[], { n: number }>("SELECT count(*) AS n FROM staff WHERE role = 'admin'")
  const one = database.prepare<[string], StaffMember & { secret: string }>(
    `SELECT id, name, ${ROLE}, secret FROM staff WHERE id = ?`,
  )
  // Known already only when a first start was cut off before anybody saw its PINs: the new ones count.
  const insert = database.prepare(
    'INSERT INTO staff (id, name, role, post, secret, since) VALUES (?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, post = excluded.post, secret = excluded.secret',
  )
  const open = database.prepare('INSERT INTO sessions (token_hash, staff, since, until) VALUES (?, ?, ?, ?)')
  const find = database.prepare<[string, number], StaffMember>(
    `SELECT staff.id, name, ${ROLE} FROM sessions JOIN staff ON staff.id = staff WHERE token_hash = ? AND until > ?`,
  )
  const shut = database.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const sweep = database.prepare('DELETE FROM sessions WHERE until <= ?')
  // In memory: a restart forgives. Keyed by name alone, since everyone in a hall comes from few addresses.
  const tries = new Map<string, { wrong: number; againAt: number }>()

  return {
    list: () => all.all(),
    hasAdmin: () => (admins.get()?.n ?? 0) > 0,
    async add(member, secret, at) {
      const known = member.role === 'admin' ? 'admin' : 'officer'
      insert.run(member.id, member.name, known, member.role, await hash(secret), at)
    },
    async signIn(id, secret, at) {
      const before = tries.get(id)
      if (before && steady() < before.againAt) return { kind: 'wait', waitMs: before.againAt - steady() }
      // Counted before it is looked at: a hundred tries at once must not all pass for the first.
      const wrong = (before?.wrong ?? 0) + 1
      const waitMs = wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (wrong - FREE_TRIES))
      if (tries.size > 10_000) tries.clear()
      tries.set(id, { wrong, againAt: steady() + waitMs })
      const member = one.get(id)
      // A name nobody has takes as long as one somebody has.
      const right = await verify(member?.secret ?? DECOY, secret)
      if (!member || !right) return { kind: 'wrong' }
      tries.delete(id)
      sweep.run(at)
      const token = randomBytes(32).toString('base64url')
      const untilAt = at + SESSION_MS
      open.run(hashOf(token), id, at, untilAt)
      return { kind: 'in', token, untilAt, member: { id: member.id, name: member.name, role: member.role } }
    },
    whoHas: (token, at) => find.get(hashOf(token), at) ?? null,
    signOut(token) {
      shut.run(hashOf(token))
    },
  }
}

/** Six digits nobody chose. */
export function randomPin(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0')
}

// argon2id of a random value that was never kept: verifying against it always fails, and takes its time.
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$ILmigCSu1lyBr04riJ10sg$YyaD/aXVqquArZ8n4w+hizGEmk+sCsTepbcXSgHYsog'

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
