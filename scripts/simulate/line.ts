import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { HubHello } from '#core/contract/hello.ts'
import { PROTOCOL } from '#core/contract/protocol.ts'
import type { Answer } from '#core/contract/shapes.ts'

interface Contract {
  view: { rev: number }
  moments: object
  asks: object
}
type Body<C extends Contract, Name extends keyof C['asks']> = C['asks'][Name] extends { body: infer B } ? B : never
type Value<C extends Contract, Name extends keyof C['asks']> = C['asks'][Name] extends { value: infer V } ? V : never

/** One screen's line to the hub, as its page would hold it: the newest picture, and asks that are answered once. */
export interface Line<C extends Contract> {
  view(): C['view'] | null
  /** How many pictures came so far. */
  pictures(): number
  on<Name extends keyof C['moments'] & string>(moment: Name, then: (what: C['moments'][Name]) => void): void
  onView(then: (view: C['view']) => void): void
  ask<Name extends keyof C['asks'] & string>(name: Name, body: Body<C, Name>): Promise<Answer<Value<C, Name>>>
  /** The wire is cut and, a while later, laid anew. */
  cut(forMs: number): Promise<void>
  close(): void
}

const ASK_LIMIT_MS = 5_000
const ASK_AGAIN = 3

/** Opens a line of its own and waits for the hub's hello and the first picture. */
export async function openLine<C extends Contract>(
  url: string,
  audience: string,
  screen: Record<string, unknown>,
  cookie?: string,
): Promise<Line<C>> {
  const socket: Socket = io(`${url}/${audience}`, {
    forceNew: true,
    transports: ['websocket'],
    auth: { protocol: PROTOCOL, screen },
    reconnectionDelay: 50,
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  })
  let view: C['view'] | null = null
  let pictures = 0
  let boot = ''
  const watchers: ((view: C['view']) => void)[] = []
  socket.on('hello', (hello: HubHello) => {
    if (hello.boot !== boot) view = null
    boot = hello.boot
  })
  socket.on('view', (arrived: C['view']) => {
    pictures++
    if (view !== null && arrived.rev < view.rev) return
    view = arrived
    for (const then of watchers) then(arrived)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('view', () => resolve())
    socket.once('connect_error', (error) => reject(new Error(`${audience} was not let in: ${error.message}`)))
  })
  return {
    view: () => view,
    pictures: () => pictures,
    on: (moment, then) => void socket.on(moment as string, then),
    onView: (then) => void watchers.push(then),
    async ask(name, body) {
      for (let tries = 1; ; tries++) {
        try {
          return await socket.timeout(ASK_LIMIT_MS).emitWithAck(name as string, body)
        } catch (silence) {
          const message = silence instanceof Error ? silence.message : String(silence)
          if (tries >= ASK_AGAIN)
            return { ok: false, status: 503, code: 'hub-away', message: { vi: message, en: message } }
        }
      }
    },
    async cut(forMs) {
      socket.disconnect()
      await wait(forMs)
      const back = new Promise<void>((resolve) => socket.once('view', () => resolve()))
      socket.connect()
      await back
    },
    close: () => void socket.close(),
  }
}
