import type { Answer } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import { addressOfPlace, textOfAddress } from './addresses.ts'
import { FIRST, HUB, noted, type ScreenBook, type ScreenRecord } from './book.ts'
import type { Holder } from './one-holder.ts'
import { hashOf, type TokenMint } from './tokens.ts'
import type { WaitingRoom } from './waiting-room.ts'

export interface Entered {
  readonly cookie: string
  /** Where to, where the place says it; a pass leaves it to its machine. */
  readonly to: string | null
}

/**
 * The two ways in without a code to compare: an invitation that the administrator made for a place, and the pass of a machine
 * whose browser keeps no cookies. Either may be shown again while nothing came of it, since an answer gets lost; after that it is used.
 * Asked in turn with the room’s changes: nobody takes an invitation back between looking and writing down.
 */
export function entrances(parts: {
  book: ScreenBook
  mint: TokenMint
  atDoor: WaitingRoom
  now: () => number
  steady: () => number
  note: NoteAct
  holders: Map<string, Holder>
  tookOver: Map<string, number>
}) {
  const { book, mint, atDoor, now, steady } = parts
  const cookieOf = (id: string, root: string) => mint.write({ id, root, ...FIRST })
  const isAgain = (record: ScreenRecord, root: string) =>
    record.state === 'paired' && record.generation === FIRST.generation && record.rootHash === hashOf(root)

  async function byCode(code: string, address: string): Promise<Answer<Entered>> {
    const hash = hashOf(code)
    const record = book.all().find(({ inviteHash }) => inviteHash === hash)
    const root = mint.rootBehind(code)
    if (!record) return problem('wrong-link')
    const to = textOfAddress(addressOfPlace(record.place))
    if (isAgain(record, root)) return { ok: true, value: { cookie: cookieOf(record.id, root), to } }
    if (record.state !== 'invited' || now() > (record.inviteUntil ?? 0)) return problem('wrong-link')
    const paired = { state: 'paired', rootHash: hashOf(root), pairedAt: now(), address } as const
    const written = await parts.note(HUB, noted(record, 'paired', paired))
    if (!written.ok) return written
    book.put({ ...record, ...paired, changedAt: now(), changedBy: HUB.id })
    return { ok: true, value: { cookie: cookieOf(record.id, root), to } }
  }

  async function byPass(text: string, address: string): Promise<Answer<Entered>> {
    const pass = mint.readPass(text)
    if (!pass || now() > pass.untilAt) return problem('wrong-link')
    const { id, machineHash } = pass
    const root = mint.rootBehind(text)
    const rootHash = hashOf(root)
    const cookie = cookieOf(id, root)
    const record = book.find(id)
    if (record?.state === 'paired' && record.machineHash === machineHash) {
      if (isAgain(record, root)) return { ok: true, value: { cookie, to: null } }
      if (rootHash === record.rootHash || rootHash === record.formerHash) return problem('wrong-link')
      book.put({ ...record, ...FIRST, former: null, isSettled: true, rootHash, formerHash: record.rootHash })
      parts.holders.delete(id)
      parts.tookOver.set(id, steady())
      return { ok: true, value: { cookie, to: null } }
    }
    // Nobody yet: its browser is to show a code, and the machine is remembered with it.
    const lost = book.all().find((one) => one.machineHash === machineHash && one.state !== 'paired')
    const was =
      lost && lost.state !== 'invited' ? { name: lost.name, why: lost.state as 'revoked' | 'suspended' } : null
    atDoor.leaves(id)
    const times = { nowMs: steady(), at: now() }
    const one = atDoor.knocks({ id, rootHash, machineHash, address, wants: '/kiosk/', was }, times)
    return one ? { ok: true, value: { cookie, to: null } } : problem('too-many')
  }

  return { byCode, byPass }
}
