import type {
  ScreenApproval,
  ScreenChanged,
  ScreenHere,
  ScreenInvitation,
  ScreenInvited,
  ScreenPlace,
  ScreenStanding,
} from '#core/contract/screens.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { counterOf } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { NoteAct } from '../acts.ts'
import { problem, refusal } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { oneAfterTheOther } from '../settings/in-turn.ts'
import { addressOfPlace } from './addresses.ts'
import { noted as act, FIRST, HUB, newRecord, type ScreenBook, type ScreenRecord } from './book.ts'
import { type Entered, entrances } from './entrances.ts'
import { openHolding } from './holding.ts'
import { IN_FLIGHT_MS } from './one-holder.ts'
import { freshRoot, freshScreenId, hashOf, type ScreenToken, type TokenMint } from './tokens.ts'
import { machineHashOf, type Waiting, type WaitingRoom } from './waiting-room.ts'

/** A screen that came with a good key of this hall. */
export interface PairedScreen {
  readonly id: string
  readonly place: ScreenPlace
}

/** What a page said last of itself. */
export interface Heard extends Pick<ScreenHere, 'wants' | 'build' | 'rev'> {
  readonly atMs: number
  readonly at: number
  readonly address: string
  /** Where the queue stood when it said so, and when it spoke the time before: a picture older than that is stale. */
  readonly seq: number
  readonly seqBefore: number | null
}

/** The screens of the hall: who is at the door, who may come in and as what, and who was here last. */
export interface PairingRoom {
  /** The screen behind a cookie; null for everybody else. */
  known(cookie: string | undefined): PairedScreen | null
  /** A page tells that it is here. */
  here(from: From, said: ScreenHere): Answer<ScreenStanding> & { readonly cookie?: string }
  /** The way in for a browser that a machine of the hall is about to start. */
  passFor(machine: string): string
  /** Somebody opens an address with an invitation or a pass: where to, and with which cookie. */
  enter(by: { code: string } | { pass: string }, address: string): Promise<Answer<Entered>>
  approve(id: string, asked: ScreenApproval, who: Who): Promise<Answer<ScreenChanged>>
  invite(asked: ScreenInvitation, who: Who): Promise<Answer<ScreenInvited>>
  move(id: string, asked: ScreenInvitation, who: Who): Promise<Answer<ScreenChanged>>
  revoke(id: string, why: string, who: Who): Promise<Answer<ScreenChanged>>
  records(): ScreenRecord[]
  waiting(): Waiting[]
  heard(id: string): Heard | null
  /** Screens on the hub's own machine, by what their page calls itself. */
  own(): Heard[]
}

interface From {
  readonly cookie: string | undefined
  readonly address: string
  /** A screen on the hub's own machine, where those need no key. */
  readonly isOwn: boolean
}

const INVITED_FOR_MS = 24 * 3_600_000
// Long enough for a browser of a slow machine that starts.
const PASS_LIVES_MS = 10 * 60_000
const OWN_FOR_MS = 150_000

export function openPairingRoom(parts: {
  book: ScreenBook
  mint: TokenMint
  atDoor: WaitingRoom
  queue: () => Queue
  now: () => number
  steady: () => number
  note: NoteAct
  /** Hangs up on a paired screen at once, and says why. */
  cut: (id: string, why: 'screen-not-enrolled' | 'screen-elsewhere') => void
  /** Two hold the key of one screen, and both were cut. */
  onCopied: (screen: ScreenRecord, addresses: readonly string[]) => void
}): PairingRoom {
  const { book, mint, atDoor, now, steady } = parts
  const holding = openHolding(parts)
  const { holders } = holding
  /** When a machine's new browser took over from the one before. */
  const tookOver = new Map<string, number>()
  const heard = new Map<string, Heard>()
  const own = new Map<string, Heard>()

  // Two changes of one screen at once would each write down what it was before the other.
  const inTurn = oneAfterTheOther()

  const { byPass, byCode } = entrances({ ...parts, holders, tookOver })

  /** Whose token is it: of the screen as it stands, of two, or of nobody? */
  function judge(token: ScreenToken): { record: ScreenRecord; is: 'good' | 'copied' } | null {
    const record = book.find(token.id)
    if (record?.state !== 'paired') return null
    const hash = hashOf(token.root)
    if (hash === record.rootHash) return { record, is: holding.mayHold(record, token) ? 'good' : 'copied' }
    if (hash !== record.formerHash) return null
    // The browser before the one of now: its machine ended it, so it cannot speak any more.
    const since = tookOver.get(record.id) ?? Number.NEGATIVE_INFINITY
    return steady() - since < IN_FLIGHT_MS ? null : { record, is: 'copied' }
  }

  function suspend(record: ScreenRecord, address: string | null): void {
    const addresses = [...new Set([record.address, heard.get(record.id)?.address, address])].filter(
      (one) => one != null,
    )
    book.put({ ...record, state: 'suspended', changedAt: now(), changedBy: 'hub' })
    holders.delete(record.id)
    parts.cut(record.id, 'screen-not-enrolled')
    parts.onCopied(record, addresses)
    // It is cut whether or not the journal can be written; the log and the page say it either way.
    void parts.note(HUB, act(record, 'suspended', { state: 'suspended' }))
  }

  function hear(id: string, where: Map<string, Heard>, said: ScreenHere, address: string): void {
    const before = where.get(id)
    const { seq } = parts.queue()
    const { wants, build, rev } = said
    where.set(id, { wants, build, rev, address, atMs: steady(), at: now(), seq, seqBefore: before?.seq ?? null })
  }

  function stands(token: ScreenToken, record: ScreenRecord, from: From, said: ScreenHere) {
    const { run, build } = said
    const shown = holding.shows(record, token, { run, build, address: from.address })
    if (shown === null) return null
    hear(record.id, heard, said, from.address)
    const value: ScreenStanding = {
      state: 'paired',
      name: record.name,
      ...addressOfPlace(record.place),
      isNew: shown.next !== null,
    }
    return { ok: true, value, ...(shown.next !== null && { cookie: shown.next }) } as const
  }

  function waits(token: ScreenToken | null, { address }: From, { wants }: ScreenHere, was: Waiting['was']) {
    const isTheirs = token !== null && book.find(token.id) === null && token.generation === FIRST.generation
    const root = isTheirs ? token.root : freshRoot()
    const times = { nowMs: steady(), at: now() }
    const one = atDoor.knocks({ rootHash: hashOf(root), address, wants, was, ...(isTheirs && { id: token.id }) }, times)
    if (one === null) return problem('too-many')
    const untilMs = one.codeUntilMs - times.nowMs
    const value: ScreenStanding = { state: 'waiting', code: one.code, untilMs, why: one.was?.why ?? null }
    const cookie = mint.write({ id: one.id, root, ...FIRST })
    return { ok: true, value, ...(!isTheirs && { cookie }) } as const
  }

  function whyNotThere(place: ScreenPlace, except: readonly (string | null)[]) {
    if ('counter' in place && !counterOf(parts.queue().office, place.counter)) return refusal('unknown-counter')
    const isTaken = book
      .all()
      .some(
        ({ id, state, place: other }) => state !== 'revoked' && !except.includes(id) && other.screen === place.screen,
      )
    return isTaken ? problem('place-taken') : null
  }

  async function change(
    record: ScreenRecord,
    did: string,
    after: Partial<ScreenRecord>,
    who: Who,
    why: string | null = null,
  ) {
    const noted = await parts.note(who, { ...act(record, did, after), ...(why && { why }) })
    if (!noted.ok) return noted
    // While that was written its page spoke on, or a copy was noticed: what it became meanwhile it stays.
    book.put({ ...record, ...book.find(record.id), ...after, changedAt: now(), changedBy: who.id })
    return { ok: true, value: { id: record.id } } as const
  }

  async function end(record: ScreenRecord, why: string, who: Who) {
    const gone = { state: 'revoked', rootHash: null, formerHash: null, inviteHash: null } as const
    const done = await change(record, 'revoked', gone, who, why)
    if (!done.ok) return done
    holders.delete(record.id)
    heard.delete(record.id)
    parts.cut(record.id, 'screen-not-enrolled')
    return done
  }

  const living = (id: string) => {
    const record = book.find(id)
    return record && record.state !== 'revoked' ? record : null
  }

  async function approve(id: string, { code, name, place, replaces }: ScreenApproval, who: Who) {
    const one = atDoor.find(id)
    if (!one) return problem('not-found')
    if (one.code !== code || steady() >= one.codeUntilMs) return problem('code-renewed')
    const replaced = replaces === null ? null : living(replaces)
    if (replaces !== null && !replaced) return problem('not-found')
    const no = whyNotThere(place, [replaces])
    if (no) return no
    if (replaced) {
      const ended = await end(replaced, `replaced by ${name}`, who)
      if (!ended.ok) return ended
    }
    const { rootHash, machineHash } = one
    const record = newRecord(id, name, place, { rootHash, machineHash, changedAt: now() })
    const paired = { state: 'paired', pairedAt: now(), address: one.address } as const
    // Nothing of a screen that had this id before stays.
    const done = await change(record, 'paired', { ...record, ...paired }, who)
    if (done.ok) atDoor.leaves(id)
    return done
  }

  async function invite({ name, place }: ScreenInvitation, who: Who) {
    const no = whyNotThere(place, [])
    if (no) return no
    const code = freshRoot()
    const untilAt = now() + INVITED_FOR_MS
    const record = newRecord(freshScreenId(), name, place, {
      inviteHash: hashOf(code),
      inviteUntil: untilAt,
      changedAt: now(),
    })
    const done = await change(record, 'invited', {}, who)
    return done.ok ? ({ ok: true, value: { id: record.id, path: `/enter?code=${code}`, untilAt } } as const) : done
  }

  async function move(id: string, { name, place }: ScreenInvitation, who: Who) {
    const record = living(id)
    if (!record) return problem('not-found')
    const no = whyNotThere(place, [id])
    if (no) return no
    const done = await change(record, 'moved', { name, place }, who)
    if (done.ok && JSON.stringify(place) !== JSON.stringify(record.place)) parts.cut(id, 'screen-elsewhere')
    return done
  }

  return {
    known(cookie) {
      const token = mint.read(cookie)
      const judged = token && judge(token)
      if (!judged) return null
      if (judged.is === 'good') return judged.record
      suspend(judged.record, null)
      return null
    },

    here(from, said) {
      const token = mint.read(from.cookie)
      const judged = token && judge(token)
      if (token && judged?.is === 'good') {
        const good = stands(token, judged.record, from, said)
        if (good) return good
      }
      if (judged) suspend(judged.record, from.address)
      if (from.isOwn) {
        hear(said.run, own, said, from.address)
        for (const [run, { atMs }] of own) if (steady() - atMs > OWN_FOR_MS) own.delete(run)
        return { ok: true, value: { state: 'own' } }
      }
      const before = token && book.find(token.id)
      const was =
        before && before.state !== 'paired' && before.state !== 'invited'
          ? { name: before.name, why: before.state }
          : null
      return waits(token, from, said, was)
    },

    passFor(machine) {
      const machineHash = machineHashOf(machine)
      const record = book.all().find((one) => one.state === 'paired' && one.machineHash === machineHash)
      const id = record?.id ?? atDoor.byMachine(machineHash)?.id ?? freshScreenId()
      return mint.writePass({ id, machineHash, untilAt: now() + PASS_LIVES_MS })
    },

    enter: (by, address) => inTurn(() => ('pass' in by ? byPass(by.pass, address) : byCode(by.code, address))),
    approve: (id, asked, who) => inTurn(() => approve(id, asked, who)),
    invite: (asked, who) => inTurn(() => invite(asked, who)),
    move: (id, asked, who) => inTurn(() => move(id, asked, who)),
    revoke: (id, why, who) =>
      inTurn(async () => {
        const record = living(id)
        return record ? end(record, why, who) : problem('not-found')
      }),

    records: () => book.all().filter(({ state }) => state !== 'revoked'),
    waiting: () => atDoor.list(steady()),
    heard: (id) => heard.get(id) ?? null,
    own: () => [...own.values()].filter(({ atMs }) => steady() - atMs <= OWN_FOR_MS),
  }
}

/** Is there a screen whose key was copied, and nobody has looked after it yet? */
export function isAnyCopied(room: Pick<PairingRoom, 'records'>): boolean {
  return room.records().some(({ state }) => state === 'suspended')
}
