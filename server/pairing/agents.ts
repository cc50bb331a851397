import type { AgentHere, AgentPaired, AgentStanding, NewAgent } from '#core/contract/agents.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import { type Agreed, agreed, commitmentOf, freshSide, type Side } from '../agent/introduction.ts'
import { sealer } from '../agent/sealed.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { AgentKeys } from '../settings/agent-keys.ts'
import { type AgentBook, type AgentRecord, noted as act, FIRST, HUB, newRecord } from './book.ts'
import { openHolding } from './holding.ts'
import { freshScreenId, hashOf, type TokenMint } from './tokens.ts'
import type { Waiting, WaitingRoom } from './waiting-room.ts'

/** The agents that come without a key: their codes at the door, and whether a key that was given was copied. */
export interface AgentPairing {
  /** An agent without a key tells that it is here, or still here. */
  here(said: AgentHere, address: string): Answer<AgentStanding>
  waiting(): (Waiting & { readonly version: string })[]
  /** Does a waiting agent show this code now? */
  compared(id: string, code: string): Answer<null>
  /** From now on the one that waits is this agent; its key is what both made at the door. */
  pair(id: string, agent: NewAgent, who: Who): Promise<Answer<AgentPaired>>
  /** The pairing of an agent that has one, whatever became of it. */
  recordOf(agent: string): AgentRecord | null
  /** Its key opens nothing from now on. Whoever asks has noted it. */
  revoke(agent: string, by: string): void
  /** An agent that proved its key shows its token: what it is given in its place; null when it may not come in. */
  shows(agent: string, token: string, from: ShownFrom): { readonly next: string | null } | null
}

export interface ShownFrom {
  /** One life of the agent’s program. */
  readonly run: string
  readonly address: string
  readonly build: string
}

/** One introduction under way; its secrets are forgotten with the hub's power, and the agent begins anew. */
interface Meeting {
  readonly side: Side
  readonly commitment: string
  readonly version: string
  agreed: Agreed | null
  answer: { readonly value: AgentStanding; readonly atMs: number } | null
}

/** An agent that stopped asking has no place at the door after this: it makes another code when it is back. */
export const AGENT_FORGOTTEN_MS = 60_000
// Long enough for an answer that got lost several times.
const ANSWERS_FOR_MS = 5 * 60_000

export function openAgentPairing(parts: {
  book: AgentBook
  keys: Pick<AgentKeys, 'keep' | 'retire' | 'destroy'>
  /** Keys and book change in one piece: a key whose pairing is over must never look like one that was typed in by hand. */
  atOnce: (work: () => void) => void
  mint: TokenMint
  atDoor: WaitingRoom
  now: () => number
  steady: () => number
  note: NoteAct
  cut: (agent: string) => void
  /** Two machines hold the key of one agent, and both were cut. */
  onCopied: (record: AgentRecord, addresses: readonly string[]) => void
}): AgentPairing {
  const { book, keys, atOnce, mint, atDoor, now, steady } = parts
  const holding = openHolding(parts)
  const meetings = new Map<string, Meeting>()
  const times = () => ({ nowMs: steady(), at: now() })

  function forgetOld(): void {
    for (const [id, { answer }] of meetings) {
      if (answer ? steady() - answer.atMs > ANSWERS_FOR_MS : atDoor.find(id) === null) meetings.delete(id)
    }
  }

  function greet(said: Extract<AgentHere, { say: 'greet' }>, address: string): Answer<AgentStanding> {
    const { commitment, machine, version } = said
    const id = freshScreenId()
    const token = said.was === null ? null : mint.read(said.was)
    const before = token && book.find(token.id)
    const isTheirs = before && token && hashOf(token.root) === before.rootHash
    const was =
      isTheirs && (before.state === 'revoked' || before.state === 'suspended')
        ? { name: before.name, why: before.state }
        : null
    const one = atDoor.knocks({ id, rootHash: commitment, address, wants: machine, was, code: NO_CODE }, times())
    forgetOld()
    if (one === null) return problem('too-many')
    const side = freshSide()
    meetings.set(id, { side, commitment, version, agreed: null, answer: null })
    const { publicKey, nonce } = side
    return { ok: true, value: { state: 'greeted', id, publicKey, nonce } }
  }

  function wait(said: Extract<AgentHere, { say: 'wait' }>, address: string): Answer<AgentStanding> {
    const { id, publicKey, nonce } = said
    const meeting = meetings.get(id)
    // Whoever says anything else than it bound itself to is somebody else.
    if (!meeting || commitmentOf(said) !== meeting.commitment) return AGAIN
    if (meeting.answer) return { ok: true, value: meeting.answer.value }
    const one = atDoor.find(id)
    if (one === null || steady() >= one.codeUntilMs) {
      atDoor.leaves(id)
      meetings.delete(id)
      return AGAIN
    }
    meeting.agreed ??= agreed(meeting.side, id, { agent: { publicKey, nonce }, hub: meeting.side })
    if (meeting.agreed === null) return AGAIN
    const { rootHash, wants } = one
    const still = atDoor.knocks({ id, rootHash, address, wants, code: meeting.agreed.code }, times())
    const why = still?.was?.why ?? null
    return { ok: true, value: { state: 'waiting', untilMs: one.codeUntilMs - steady(), why } }
  }

  function suspend(record: AgentRecord, address: string): void {
    const addresses = [...new Set([record.address, address])].filter((one) => one !== null)
    const { agent } = record.place
    atOnce(() => {
      keys.retire(agent)
      book.put({ ...record, state: 'suspended', changedAt: now(), changedBy: HUB.id })
    })
    holding.holders.delete(record.id)
    parts.cut(agent)
    parts.onCopied(record, addresses)
    // It is cut whether or not the journal can be written; the log and the page say it either way.
    void parts.note(HUB, act(record, 'suspended', { state: 'suspended' }))
  }

  const recordOf = (agent: string) =>
    book.all().find(({ place, state }) => place.agent === agent && state !== 'revoked') ?? null

  return {
    here: (said, address) => (said.say === 'greet' ? greet(said, address) : wait(said, address)),

    waiting: () =>
      atDoor
        .list(steady())
        .filter(({ code }) => code !== NO_CODE)
        .map((one) => ({ ...one, version: meetings.get(one.id)?.version ?? '' })),

    compared(id, code) {
      const one = atDoor.find(id)
      if (!one || one.code === NO_CODE) return problem('not-found')
      return one.code === code && steady() < one.codeUntilMs ? { ok: true, value: null } : problem('code-renewed')
    },

    async pair(id, { id: agent, name }, who) {
      const one = atDoor.find(id)
      const meeting = meetings.get(id)
      if (!one || !meeting?.agreed) return problem('not-found')
      const { key, answerKey } = meeting.agreed
      const root = hashOf(key)
      const paired = { state: 'paired', pairedAt: now(), address: one.address, build: meeting.version } as const
      const record = newRecord(id, name, { what: 'agent', agent } as const, { rootHash: hashOf(root) })
      const noted = await parts.note(who, act(record, 'paired', paired))
      if (!noted.ok) return noted
      const former = recordOf(agent)
      atOnce(() => {
        keys.keep(agent, key)
        if (former) book.put({ ...former, state: 'revoked', changedAt: now(), changedBy: who.id })
        book.put({ ...record, ...paired, changedAt: now(), changedBy: who.id })
      })
      const [answer] = sealer(answerKey)({ agent, name, token: mint.write({ id, root, ...FIRST }) })
      if (answer) meeting.answer = { value: { state: 'paired', answer }, atMs: steady() }
      atDoor.leaves(id)
      return { ok: true, value: { id: agent } }
    },

    recordOf,

    revoke(agent, by) {
      const record = recordOf(agent)
      // A key that was typed in by hand can only be changed by hand: its machine need not be told.
      if (!record) return keys.destroy(agent)
      atOnce(() => {
        keys.retire(agent)
        book.put({ ...record, state: 'revoked', changedAt: now(), changedBy: by })
      })
      holding.holders.delete(record.id)
    },

    shows(agent, text, from) {
      const token = mint.read(text)
      const record = token && book.find(token.id)
      const isTheirs = record?.state === 'paired' && record.place.agent === agent
      if (!token || !isTheirs || hashOf(token.root) !== record.rootHash) return null
      const shown = holding.shows(record, token, from)
      if (shown === null) suspend(record, from.address)
      return shown
    },
  }
}

/** Of an agent that has greeted, and not yet shown what it bound itself to. */
const NO_CODE = ''
const AGAIN = { ok: true, value: { state: 'again' } } as const
