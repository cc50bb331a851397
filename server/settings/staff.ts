import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { StaffRole } from '#core/contract/access.ts'
import type { Person } from '#core/contract/people.ts'
import { isTooShort } from '#core/contract/secrets.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { type OpenedSession, type SessionBook, sessionBook } from './sessions.ts'
import { type Place, wrongTries } from './wrong-tries.ts'

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: StaffRole
}

/** Somebody who is in: by which session, and whether it may only choose a secret. */
export interface SignedIn extends StaffMember {
  readonly session: string
  readonly choosing: boolean
}

/** Those who work here, or worked here, and the sessions they have open. Secrets are kept only as argon2id hashes. */
export interface Staff {
  /** Who may sign in. */
  list(): StaffMember[]
  hasAdmin(): boolean
  /** Is there an administrator besides this one who can sign in with a secret of their own? */
  hasOtherAdmin(id: string): boolean
  everybody(at: number): Person[]
  find(id: string): StaffMember | null
  /** With a secret of their own, as the first administrator and the officers of the demonstration are. */
  add(member: StaffMember, secret: string, at: number): Promise<void>
  /**
   * A PIN to hand out, told only here: it opens nothing but the choice of one's own. Every session of theirs ends, and the account is
   * untied from the other house.
   */
  handPin(member: StaffMember, at: number): Promise<{ pin: string; untilAt: number }>
  change(member: StaffMember): void
  /** Keeps the row and no secret; every session ends. */
  leave(id: string, at: number): void
  /** Opens a session, or says how long to wait before the next try. Wrong name and wrong secret look alike. */
  signIn(id: string, secret: string, place: Place, at: number): Promise<SignIn>
  /** Whether this is their secret. Wrong ones count as at the door. */
  proves(id: string, secret: string, place: Place): Promise<Proof>
  /** Whether it is the secret they have. Only for whoever is in already: wrong ones are not counted. */
  isSecretOf(id: string, secret: string): Promise<boolean>
  /** Ends every session of theirs and opens a new one; null where the one that asks has ended meanwhile, and the secret stays. */
  choose(who: Pick<SignedIn, 'id' | 'session'>, secret: string, place: Place, at: number): Promise<OpenedSession | null>
  /** Ties an account to who its holder is in another house that signs people in; null unties it. */
  tie(id: string, subject: string | null): void
  /** Whose account is tied to them, if they still work here. */
  tiedTo(subject: string): StaffMember | null
  /** For whoever has proved elsewhere who they are; while a PIN is handed out to them it may only choose a secret. */
  openSession(id: string, place: Place, at: number): OpenedSession
  whoHas(token: string, at: number): SignedIn | null
  readonly sessions: SessionBook
}

export type SignIn =
  | (OpenedSession & { readonly kind: 'in'; readonly member: StaffMember })
  | { readonly kind: 'too-old' }
  | Exclude<Proof, { kind: 'right' }>

export type Proof =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly inARow: number }
  | { readonly kind: 'wait'; readonly waitMs: number }

/** A handed-out PIN is a slip of paper in a drawer: it holds a week. */
export const HANDED_MS = 7 * 86_400_000

/** What the release before wrote has no post of its own. */
const ROLE = 'coalesce(post, role) AS role'
/** What the release before knows of a role. */
const known = (role: StaffRole) => (role === 'admin' ? 'admin' : 'officer')

/** `steady` is time nobody can set: the back-off after wrong tries runs by it. */
export function staffOf(database: Sqlite, steady: () => number): Staff {
  type Row = StaffMember & {
    secret: string
    since: number
    handed: number | null
    left: number | null
    seen: number | null
  }
  const COLUMNS = `id, name, ${ROLE}, secret, since, handed_until AS handed, left_at AS "left", seen`
  const all = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM staff`)
  // SQLite sorts by bytes, and Đỗ would stand behind Võ.
  const byName = () => all.all().sort((a, b) => a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1))
  const one = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM staff WHERE id = ?`)
  const admins = database.prepare<[string], { n: number }>(
    "SELECT count(*) AS n FROM staff WHERE role = 'admin' AND left_at IS NULL AND handed_until IS NULL AND id <> ?",
  )
  // Known already only when a first start was cut off before anybody saw its PINs: the new ones count.
  const insert = database.prepare(
    'INSERT INTO staff (id, name, role, post, secret, since) VALUES (?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, post = excluded.post, secret = excluded.secret',
  )
  const hand = database.prepare('UPDATE staff SET secret = ?, handed_until = ?, left_at = NULL WHERE id = ?')
  const rewrite = database.prepare('UPDATE staff SET name = ?, role = ?, post = ? WHERE id = ?')
  const own = database.prepare('UPDATE staff SET secret = ?, handed_until = NULL WHERE id = ?')
  const shut = database.prepare('UPDATE staff SET secret = ?, handed_until = NULL, left_at = ? WHERE id = ?')
  const knot = database.prepare('UPDATE staff SET oidc_subject = ? WHERE id = ?')
  const tied = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM staff WHERE oidc_subject = ? AND left_at IS NULL`,
  )
  const sits = database.prepare<[string, string], unknown>('SELECT 1 FROM sessions WHERE staff = ? AND place = ?')
  const sessions = sessionBook(database)
  const tries = wrongTries(steady, (name, from) => sits.get(name, from) !== undefined)

  async function proof(member: Row | undefined, id: string, secret: string, { from }: Place): Promise<Proof> {
    const waitMs = tries.begin(id, from)
    if (waitMs > 0) return { kind: 'wait', waitMs }
    // A name nobody has, or that has left, takes as long as one somebody has.
    const right = await verify(member?.secret ?? DECOY, secret)
    if (!member || member.left !== null || !right) return { kind: 'wrong', inARow: tries.wrongOf(id) }
    tries.right(id, from)
    return { kind: 'right' }
  }

  return {
    sessions,
    list: () =>
      byName()
        .filter(({ left }) => left === null)
        .map(plain),
    hasAdmin: () => all.all().some(({ role, left }) => role === 'admin' && left === null),
    hasOtherAdmin: (id) => (admins.get(id)?.n ?? 0) > 0,
    everybody: (at) =>
      byName().map(({ since, handed, left, seen, ...member }) => ({
        ...plain(member),
        sinceAt: since,
        state: left !== null ? 'left' : handed !== null ? 'new' : 'here',
        pinUntilAt: handed,
        leftAt: left,
        seenAt: seen,
        sessions: sessions.of(member.id, at).length,
      })),
    find(id) {
      const row = one.get(id)
      return row ? plain(row) : null
    },
    async add({ id, name, role }, secret, at) {
      insert.run(id, name, known(role), role, await hash(secret), at)
    },
    async handPin({ id, name, role }, at) {
      const pin = randomPin()
      const untilAt = at + HANDED_MS
      const secret = await hash(pin)
      sessions.endAll(id, () => {
        if (!one.get(id)) insert.run(id, name, known(role), role, secret, at)
        hand.run(secret, untilAt, id)
        // Whoever sat at this account may have tied it to themselves.
        knot.run(null, id)
      })
      return { pin, untilAt }
    },
    change({ id, name, role }) {
      const write = () => void rewrite.run(name, known(role), role, id)
      // Whoever may do something else from now on comes in anew, with a token that says so.
      if (one.get(id)?.role === role) write()
      else sessions.endAll(id, write)
    },
    tie: (id, subject) => void knot.run(subject, id),
    tiedTo(subject) {
      const row = tied.get(subject)
      return row ? plain(row) : null
    },
    leave(id, at) {
      sessions.endAll(id, () => {
        knot.run(null, id)
        // The release before does not know who has left; no secret opens this one there either.
        shut.run(DECOY, at, id)
      })
    },
    async signIn(id, secret, place, at) {
      const before = one.get(id)
      const proved = await proof(before, id, secret, place)
      if (proved.kind !== 'right') return proved
      // A PIN handed out while this one was looked at, or leaving, takes it away: whichever it was wrote another hash.
      const member = one.get(id)
      if (!member || member.secret !== before?.secret) return { kind: 'wrong', inARow: 0 }
      if (member.handed !== null && member.handed <= at) return { kind: 'too-old' }
      // A role that asks for more than the last one: its holder chooses anew.
      const choosing = member.handed !== null || isTooShort(secret, member.role)
      return { kind: 'in', member: plain(member), ...sessions.open(id, place, at, choosing) }
    },
    proves: (id, secret, place) => proof(one.get(id), id, secret, place),
    isSecretOf: async (id, secret) => verify(one.get(id)?.secret ?? DECOY, secret),
    async choose({ id, session }, secret, place, at) {
      const hashed = await hash(secret)
      // A PIN handed out while this was hashed ended the session, and is not written over.
      if (!sessions.isOpen(session, at)) return null
      sessions.endAll(id, () => void own.run(hashed, id))
      return sessions.open(id, place, at, false)
    },
    openSession: (id, place, at) => sessions.open(id, place, at, (one.get(id)?.handed ?? null) !== null),
    whoHas(token, at) {
      const session = sessions.find(token, at)
      const member = session && one.get(session.staff)
      if (!member || member.left !== null) return null
      return { ...plain(member), session: session.id, choosing: session.choosing }
    },
  }
}

/** Six digits nobody chose. */
export function randomPin(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0')
}

function plain({ id, name, role }: StaffMember): StaffMember {
  return { id, name, role }
}

// argon2id of a random value that was never kept: verifying against it always fails, and takes its time.
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$ILmigCSu1lyBr04riJ10sg$YyaD/aXVqquArZ8n4w+hizGEmk+sCsTepbcXSgHYsog'
