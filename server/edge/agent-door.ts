import type { IncomingMessage } from 'node:http'
import type { Namespace, Server, Socket } from 'socket.io'
import { Compile } from 'typebox/compile'
import { freshKey, freshNonce, type Greeting, isProof, proofOf, sessionKeys } from '../agent/handshake.ts'
import { Forged, sealer, unsealer } from '../agent/sealed.ts'
import {
  AGENT_PROTOCOL,
  type Ear,
  type FromAgent,
  type FromHub,
  Hello,
  isFromAgent,
  isHolds,
  type Link,
  type OfPairing,
} from '../agent/words.ts'
import type { AgentPairing } from '../pairing/agents.ts'

/** Everything either end says by name; what matters is inside the frames. */
interface Words {
  greeting(body: { nonce: string; proof: string }): void
  proof(proof: unknown): void
  frame(frame: unknown): void
  refused(body: { code: string }): void
}
type AgentServer = Namespace<
  Pick<Words, 'proof' | 'frame'>,
  Pick<Words, 'greeting' | 'frame' | 'refused'>,
  never,
  Hello
>
type AgentSocket = Socket<Pick<Words, 'proof' | 'frame'>, Pick<Words, 'greeting' | 'frame' | 'refused'>, never, Hello>

const hello = Compile(Hello)
const PROOF_MS = 5_000

/**
 * The door of the agents: a namespace of its own, beside those of the screens. Nobody is believed before the proof; a name
 * nobody has is greeted like any other, so that the door does not say which agents there are.
 */
export function openAgentDoor(parts: {
  io: Server
  keyOf: (agent: string) => string | null
  /** The key that was taken from an agent: it is told so, by the only one it believes. */
  retiredKeyOf: (agent: string) => string | null
  /** Agents that were paired show their token before a word is believed, and again and again. */
  pairing: Pick<AgentPairing, 'recordOf' | 'shows'>
  addressOf: (request: IncomingMessage) => string
  onLink: (
    agent: string,
    link: Link<FromHub>,
    hello: { boot: string; version: string; address: string },
  ) => Ear<FromAgent>
  onRefused: (agent: string, address: string) => void
  onForged: (agent: string, why: string) => void
  /** A word nobody knows, under a good seal: of a newer release, or of a machine that is no longer ours. */
  onUnknown: (agent: string, message: unknown) => void
}): void {
  const door = parts.io.of('/agent') as unknown as AgentServer
  door.use((socket, next) => {
    const auth: unknown = socket.handshake.auth
    if (!hello.Check(auth)) return next(refused('bad-request'))
    if (auth.protocol !== AGENT_PROTOCOL) return next(refused('wrong-protocol'))
    socket.data = auth
    next()
  })
  door.on('connection', (socket) => greet(parts, socket))
}

function greet(parts: Parameters<typeof openAgentDoor>[0], socket: AgentSocket): void {
  const { agent, nonce, boot, version } = socket.data
  const address = parts.addressOf(socket.request)
  const keyNow = () => parts.keyOf(agent) ?? parts.retiredKeyOf(agent)
  const key = keyNow() ?? freshKey()
  const greeting: Greeting = { agent, a: nonce, b: freshNonce() }
  const limit = setTimeout(() => socket.disconnect(true), PROOF_MS)
  socket.on('disconnect', () => clearTimeout(limit))
  socket.once('proof', (proof) => {
    clearTimeout(limit)
    // Asked again: the key may have died while the proof was on its way.
    if (keyNow() !== key || !isProof(proof, 'agent', key, greeting)) {
      parts.onRefused(agent, address)
      socket.emit('refused', { code: 'wrong-key' })
      socket.disconnect(true)
      return
    }
    const keys = sessionKeys(key, greeting)
    // A key that was copied opens nothing, whatever a power cut left of it.
    const isCopied = parts.pairing.recordOf(agent)?.state === 'suspended'
    if (parts.keyOf(agent) === key && !isCopied) return stand(parts, socket, keys, { boot, version, address })
    for (const frame of sealer(keys.toAgent)({ say: 'unpaired' } satisfies OfPairing)) socket.emit('frame', frame)
    socket.disconnect(true)
  })
  socket.emit('greeting', { nonce: greeting.b, proof: proofOf('hub', key, greeting) })
}

function stand(
  parts: Parameters<typeof openAgentDoor>[0],
  socket: AgentSocket,
  keys: ReturnType<typeof sessionKeys>,
  known: { boot: string; version: string; address: string },
): void {
  const { agent } = socket.data
  const seal = sealer(keys.toAgent)
  const unseal = unsealer(keys.toHub)
  let ended = false
  const link: Link<FromHub> = {
    send(message) {
      if (!ended) for (const frame of seal(message)) socket.emit('frame', frame)
    },
    cut() {
      socket.disconnect(true)
    },
  }
  const say = (message: OfPairing) => {
    for (const frame of seal(message)) socket.emit('frame', frame)
  }
  const isPaired = parts.pairing.recordOf(agent)?.state === 'paired'
  let ear = isPaired ? null : parts.onLink(agent, link, known)
  const limit = setTimeout(() => {
    if (ear === null) socket.disconnect(true)
  }, PROOF_MS)
  socket.on('disconnect', () => {
    ended = true
    clearTimeout(limit)
    ear?.over()
  })

  function hear(message: unknown): void {
    if (isHolds(message) && isPaired) showed(message.token)
    else if (ear === null) turnAway()
    else if (isFromAgent(message)) ear.hear(message)
    else parts.onUnknown(agent, message)
  }

  function showed(token: string): void {
    const { boot, address, version } = known
    const shown = parts.pairing.shows(agent, token, { run: boot, address, build: version })
    if (shown === null) {
      // Two hold it: whichever this is, it is told by the key that its hub knew.
      if (parts.keyOf(agent) === null) say({ say: 'unpaired' })
      turnAway()
      return
    }
    if (shown.next !== null) say({ say: 'hold', token: shown.next })
    ear ??= parts.onLink(agent, link, known)
  }

  function turnAway(): void {
    ended = true
    parts.onRefused(agent, known.address)
    socket.emit('refused', { code: 'wrong-key' })
    socket.disconnect(true)
  }

  socket.on('frame', (frame) => {
    if (ended) return
    try {
      const message = unseal(frame)
      if (message !== undefined) hear(message)
    } catch (error) {
      if (!(error instanceof Forged)) throw error
      ended = true
      parts.onForged(agent, error.message)
      socket.disconnect(true)
    }
  })
}

function refused(code: string): Error {
  return Object.assign(new Error(code), { data: { code } })
}
