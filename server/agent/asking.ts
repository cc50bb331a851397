import { Compile } from 'typebox/compile'
import { type AgentHere, AgentStanding } from '#core/contract/agents.ts'
import { type Agreed, agreed, commitmentOf, freshSide, type Side } from './introduction.ts'
import { isPairing, type Pairing } from './kept-pairing.ts'
import { Forged, unsealer } from './sealed.ts'

/** What becomes of asking, as whoever stands before the machine is told. */
export type AskingNews =
  | { readonly is: 'code'; readonly code: string; readonly untilMs: number }
  | { readonly is: 'paired'; readonly pairing: Pairing }
  | { readonly is: 'unheard'; readonly why: string }

interface Meeting {
  readonly id: string
  readonly side: Side
  readonly agreed: Agreed
  isTold: boolean
}

const ASKS_AGAIN_MS = 2_000
const TROUBLED_MS = 5_000
// As the hub counts: it was asked too often.
const TOO_OFTEN_MS = 30_000
const ANSWERS_MS = 10_000
const MOST_OF_AN_ANSWER = 10_000

const standing = Compile(AgentStanding)

/** Asks the hub to be paired until an administrator has compared the code and approved; then it is over. */
export function askToBePaired(parts: {
  hub: string
  machine: string
  version: string
  /** The token of the pairing that ended, so that the hub can say who this was. */
  was: string | null
  onNews: (news: AskingNews) => void
}): { stop(): void } {
  let meeting: Meeting | null = null
  let stopped = false
  let again: NodeJS.Timeout | undefined

  async function ask(said: AgentHere): Promise<AgentStanding> {
    const answer = await fetch(`${parts.hub}/api/agents/here`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(said),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_MS),
    })
    const text = await answer.text()
    if (answer.status === 429) throw new Unheard('too many ask; it is tried again', TOO_OFTEN_MS)
    if (answer.status === 404) throw new Unheard('the hub is of a release without pairing: upgrade it', TOO_OFTEN_MS)
    const body: unknown = answer.ok && text.length <= MOST_OF_AN_ANSWER ? JSON.parse(text) : null
    if (!standing.Check(body)) throw new Unheard(`what answers is no hub of ours (${answer.status})`, TOO_OFTEN_MS)
    return body
  }

  async function greet(): Promise<number> {
    const side = freshSide()
    const { machine, version, was } = parts
    const met = await ask({ say: 'greet', commitment: commitmentOf(side), machine, version, was })
    if (met.state !== 'greeted') throw new Unheard('the hub answered out of turn', TROUBLED_MS)
    const { id, publicKey, nonce } = met
    const made = agreed(side, id, { agent: side, hub: { publicKey, nonce } })
    if (made === null) throw new Unheard('the hub showed no key', TROUBLED_MS)
    meeting = { id, side, agreed: made, isTold: false }
    return 0
  }

  async function wait(on: Meeting): Promise<number | null> {
    const { publicKey, nonce } = on.side
    const now = await ask({ say: 'wait', id: on.id, publicKey, nonce })
    switch (now.state) {
      case 'waiting':
        if (!on.isTold && !stopped) parts.onNews({ is: 'code', code: on.agreed.code, untilMs: now.untilMs })
        on.isTold = true
        return ASKS_AGAIN_MS
      case 'paired': {
        const told = unsealer(on.agreed.answerKey)(now.answer)
        const pairing = { ...(told as object), key: on.agreed.key }
        if (!isPairing(pairing)) throw new Unheard('the hub gave this machine no place', TOO_OFTEN_MS)
        if (!stopped) parts.onNews({ is: 'paired', pairing })
        return null
      }
      case 'again':
      case 'greeted':
        meeting = null
        // A code that was shown is replaced at once; a hub that takes none is not asked without end.
        return on.isTold ? 0 : TROUBLED_MS
      default:
        return now satisfies never
    }
  }

  async function step(): Promise<void> {
    let restMs: number | null
    try {
      restMs = meeting === null ? await greet() : await wait(meeting)
    } catch (error) {
      if (stopped) return
      // Somebody on the way changed what was said: another meeting has another key.
      if (error instanceof Forged) meeting = null
      parts.onNews({ is: 'unheard', why: whyOf(error) })
      restMs = error instanceof Unheard ? error.restMs : TROUBLED_MS
    }
    if (stopped || restMs === null) return
    // A little apart from the others: after a power cut every agent of the hall asks.
    again = setTimeout(() => void step(), restMs * (0.75 + Math.random() / 2))
  }

  void step()
  return {
    stop() {
      stopped = true
      clearTimeout(again)
    },
  }
}

/** The hub was asked, and did not answer what helps. */
class Unheard extends Error {
  override name = 'Unheard'
  readonly restMs: number
  constructor(message: string, restMs: number) {
    super(message)
    this.restMs = restMs
  }
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? cause.message : error.message
}
