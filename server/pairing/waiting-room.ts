import { freshCode } from './code.ts'
import { freshScreenId, hashOf } from './tokens.ts'

/** A screen or an agent nobody knows yet: the code it shows, and where it stands. Forgotten with the hub's power; it asks again. */
export interface Waiting {
  readonly id: string
  readonly rootHash: string
  readonly machineHash: string | null
  readonly code: string
  readonly codeUntilMs: number
  readonly address: string
  readonly wants: string
  readonly sinceAt: number
  readonly heardMs: number
  readonly was: { readonly name: string; readonly why: 'revoked' | 'suspended' } | null
}

export interface WaitingRoom {
  /** Somebody stands at the door, perhaps again; null when too many do. */
  knocks(
    who: Pick<Waiting, 'rootHash' | 'address' | 'wants'> &
      // With a code that both sides made; without one it is made here.
      Partial<Pick<Waiting, 'id' | 'machineHash' | 'was' | 'code'>>,
    at: Times,
  ): Waiting | null
  find(id: string): Waiting | null
  byMachine(machineHash: string): Waiting | null
  /** Those whose page still asks. */
  list(nowMs: number): Waiting[]
  leaves(id: string): void
}

interface Times {
  /** Steady time: setting the clock neither shortens nor lengthens a code's life. */
  readonly nowMs: number
  readonly at: number
}

const CODE_LIVES_MS = 15 * 60_000
// A page asks every second and a half: whoever was silent for this long is switched off, or gone.
const GONE_MS = 15_000
const MOST = 200
const MOST_OF_ONE_ADDRESS = 20

/** Whoever was silent for `forgottenAfterMs` has lost its code, and its place among those a door takes at once. */
export function waitingRoom(forgottenAfterMs = CODE_LIVES_MS): WaitingRoom {
  const waiting = new Map<string, Waiting>()

  function unusedCode(): string {
    const code = freshCode()
    return [...waiting.values()].some((one) => one.code === code) ? unusedCode() : code
  }

  function isFull(address: string, nowMs: number): boolean {
    for (const [id, one] of waiting) if (nowMs - one.heardMs > forgottenAfterMs) waiting.delete(id)
    const near = [...waiting.values()].filter((one) => one.address === address)
    return waiting.size >= MOST || near.length >= MOST_OF_ONE_ADDRESS
  }

  return {
    knocks({ id, rootHash, machineHash = null, address, wants, was = null, code }, { nowMs, at }) {
      const before = id === undefined ? undefined : waiting.get(id)
      if (before && before.rootHash !== rootHash) return null
      if (!before && isFull(address, nowMs)) return null
      const isFresh = before === undefined || nowMs >= before.codeUntilMs
      const one: Waiting = {
        id: id ?? freshScreenId(),
        rootHash,
        machineHash: before?.machineHash ?? machineHash,
        code: code ?? (isFresh ? unusedCode() : before.code),
        codeUntilMs: isFresh ? nowMs + CODE_LIVES_MS : before.codeUntilMs,
        address,
        wants,
        sinceAt: before?.sinceAt ?? at,
        heardMs: nowMs,
        was: before?.was ?? was,
      }
      waiting.set(one.id, one)
      return one
    },
    find: (id) => waiting.get(id) ?? null,
    byMachine: (machineHash) => [...waiting.values()].find((one) => one.machineHash === machineHash) ?? null,
    list: (nowMs) => [...waiting.values()].filter((one) => nowMs - one.heardMs <= GONE_MS),
    leaves: (id) => void waiting.delete(id),
  }
}

/** What a machine's browser holds is made from the machine's own key: an address with a waiting id alone would be worth nothing. */
export const machineHashOf = (machine: string) => hashOf(`machine ${machine}`)
