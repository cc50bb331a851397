import { io, type Socket } from 'socket.io-client'
import { freshNonce, type Greeting, isProof, proofOf, sessionKeys } from './handshake.ts'
import { Forged, sealer, unsealer } from './sealed.ts'
import {
  AGENT_PROTOCOL,
  type Ear,
  type FromAgent,
  type FromHub,
  type Holds,
  isFromHub,
  isOfPairing,
  type Link,
} from './words.ts'

/** Why there is no line: for the log, with what a person can do. */
export type NoLine = 'hub-away' | 'hub-unproven' | 'refused' | 'other-protocol' | 'forged' | 'unpaired'

/** The token of an agent that was paired: shown on each line and once a minute, and changed when the hub says so. */
export interface Holding {
  token(): string
  /** Written down before it returns. */
  keep(token: string): void
}

const SOON_MS = [500, 1_000, 2_000, 5_000] as const
// Whoever was refused comes back seldom: only a person can help.
const REFUSED_MS = 30_000
const GREETING_MS = 10_000
const SHOWS_MS = 60_000

/**
 * The agent's end of the line: calls the hub again for ever, lets it prove itself before a word is believed, and hands each
 * line that stands to `onLink`.
 */
export function openLine(parts: {
  hub: string
  agent: string
  key: string
  boot: string
  version: string
  /** Null: the key was typed in by hand. */
  holding: Holding | null
  onLink: (link: Link<FromAgent>) => Ear<FromHub>
  onNoLine: (why: NoLine, detail: string) => void
}): { close(): void } {
  let closed = false
  let tries = 0
  let again: NodeJS.Timeout | null = null
  let socket: Socket | null = null

  function call(): void {
    const nonce = freshNonce()
    const { agent, boot, version } = parts
    const mine = io(`${parts.hub}/agent`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: GREETING_MS,
      auth: { protocol: AGENT_PROTOCOL, agent, nonce, boot, version },
    })
    socket = mine
    let ear: Ear<FromHub> | null = null
    let ended = false
    let showing: NodeJS.Timeout | undefined
    const limit = setTimeout(() => end('hub-away', 'no greeting'), GREETING_MS)

    function end(why: NoLine, detail: string): void {
      if (ended) return
      ended = true
      clearTimeout(limit)
      clearInterval(showing)
      mine.disconnect()
      ear?.over()
      if (closed) return
      // Only the hub that knows the key can have said it: nobody needs to call with this key again.
      if (why === 'unpaired') closed = true
      parts.onNoLine(why, detail)
      if (closed) return
      const isSoon = why === 'hub-away' || why === 'forged'
      const waitMs = isSoon ? SOON_MS[Math.min(tries++, SOON_MS.length - 1)]! : REFUSED_MS
      // A little apart from the others: after a power cut every agent of the hall calls.
      again = setTimeout(call, waitMs * (0.75 + Math.random() / 2))
    }

    mine.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      const code = error.data?.code
      end(code === undefined ? 'hub-away' : code === 'wrong-protocol' ? 'other-protocol' : 'refused', error.message)
    })
    mine.on('refused', (no: { code?: unknown }) => end('refused', String(no?.code)))
    mine.on('disconnect', (reason) => end('hub-away', reason))
    mine.once('greeting', (given: { nonce?: unknown; proof?: unknown }) => {
      const greeting: Greeting = { agent, a: nonce, b: String(given?.nonce) }
      if (!isProof(given?.proof, 'hub', parts.key, greeting)) return end('hub-unproven', 'its proof is wrong')
      const keys = sessionKeys(parts.key, greeting)
      const seal = sealer(keys.toHub)
      const unseal = unsealer(keys.toAgent)
      mine.on('frame', (frame: unknown) => {
        if (ended) return
        try {
          const message = unseal(frame)
          if (message === undefined) return
          if (isOfPairing(message)) {
            if (message.say === 'unpaired') return end('unpaired', 'the hub took the key back')
            parts.holding?.keep(message.token)
            return show()
          }
          // A hub that speaks first has accepted our proof: now the line stands.
          ear ??= parts.onLink(link)
          tries = 0
          clearTimeout(limit)
          // A newer hub may know more words than this agent.
          if (isFromHub(message)) ear.hear(message)
        } catch (error) {
          if (!(error instanceof Forged)) throw error
          end('forged', error.message)
        }
      })
      const link: Link<FromAgent> = {
        send(message) {
          if (!ended) for (const frame of seal(message)) mine.emit('frame', frame)
        },
        cut: (why) => end('hub-away', why),
      }
      const show = () => {
        const { holding } = parts
        if (holding === null || ended) return
        for (const frame of seal({ say: 'holds', token: holding.token() } satisfies Holds)) mine.emit('frame', frame)
      }
      mine.emit('proof', proofOf('agent', parts.key, greeting))
      show()
      showing = setInterval(show, SHOWS_MS)
    })
  }

  call()
  return {
    close() {
      closed = true
      if (again) clearTimeout(again)
      socket?.disconnect()
    },
  }
}
