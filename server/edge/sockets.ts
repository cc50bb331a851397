import { Compile } from 'typebox/compile'
import { ScreenHello } from '#core/contract/hello.ts'
import { PROTOCOL } from '#core/contract/protocol.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import {
  AUDIENCES,
  type Audience,
  type ScreenData,
  type ScreenServer,
  type ScreenSocket,
  type Screens,
} from '../screens.ts'
import { admit } from './admit.ts'
import type { Ear } from './ear.ts'
import { type No, problem } from './problem.ts'
import type { SlipCodes } from './slip-code.ts'
import type { DoorKeeper } from './who.ts'

/** What each audience may ask over its socket: the desk's list is long, a board's is empty. */
export const ASKS_OF: Record<Audience, readonly string[]> = {
  kiosk: ['issue-ticket', 'extend-visit', 'shorten-visit', 'check-in', 'void-ticket', 'print-procedure'],
  rating: ['rate-ticket', 'explain-rating'],
  display: [],
  guard: [],
  desk: [
    'call-next',
    'pick-ticket',
    'recall-ticket',
    'start-service',
    'finish-service',
    'mark-no-show',
    'bring-back',
    'park-ticket',
    'resume-ticket',
    'transfer-ticket',
    'extend-visit',
    'shorten-visit',
    'change-class',
    'set-automatic',
    'cancel-ticket',
    'print-copy',
    'issue-ticket',
    'open-counter',
    'pause-counter',
    'close-counter',
    'stop-service',
    'resume-service',
    'pause-kiosk',
    'resume-kiosk',
    'start-roll',
    'count-roll',
    'call-help',
    'answer-help',
    'end-help',
  ],
  hall: [
    'transfer-ticket',
    'cancel-ticket',
    'change-class',
    'place-ticket',
    'print-copy',
    'resume-ticket',
    'bring-back',
    'stop-service',
    'resume-service',
    'pause-kiosk',
    'resume-kiosk',
    'show-message',
    'take-message',
    'answer-help',
    'end-help',
  ],
  citizen: ['rate-ticket', 'explain-rating'],
}

// A person presses a few keys a second; a program gone wild is told so, then hung up on.
const ASKS_A_SECOND = 20
const BURST = 60
const PATIENCE = 500

const hello = Compile(ScreenHello)

interface Doors {
  readonly io: ScreenServer
  readonly ear: Ear
  readonly screens: Screens
  readonly keeper: DoorKeeper
  readonly codes: SlipCodes
  readonly queue: () => Queue
  readonly now: () => number
}

/** Opens one namespace an audience. A screen is known before it is let in, and its messages are never believed. */
export function openSockets(doors: Doors): void {
  // Nobody belongs in the nameless namespace.
  doors.io.of('/').use((_, next) => next(refused(problem('not-found'))))
  for (const audience of AUDIENCES) {
    const namespace = doors.io.of(`/${audience}`)
    namespace.use((socket, next) => {
      const known = whoIsThis(doors, audience, socket)
      if ('ok' in known) return next(refused(known))
      socket.data = known
      next()
    })
    namespace.on('connection', (socket) => {
      listen(doors, socket)
      doors.screens.welcome(socket)
    })
  }
}

function whoIsThis(doors: Doors, audience: Audience, socket: ScreenSocket): ScreenData | No {
  const auth: unknown = socket.handshake.auth
  if (!hello.Check(auth)) return problem('bad-request', 'handshake')
  if (auth.protocol !== PROTOCOL) return { ...problem('bad-request', `protocol ${PROTOCOL}`), code: 'wrong-protocol' }
  const { keeper, codes } = doors
  const parts = { keeper, codes, queue: doors.queue(), at: doors.now() }
  return admit(parts, audience, auth.screen, keeper.credentialsOf(socket.request))
}

function listen(doors: Doors, socket: ScreenSocket): void {
  const allowed = ASKS_OF[socket.data.audience]
  const allowance = tokens()
  socket.use(([name, body, reply], next) => {
    const answer = typeof reply === 'function' ? (reply as (answer: unknown) => void) : null
    const left = allowance(performance.now())
    if (left < -PATIENCE) return doors.screens.hangUp(socket, problem('too-many'))
    if (left < 0) return answer?.(problem('too-many'))
    if (answer === null || !allowed.includes(name)) {
      // Out of turn, or nobody to answer: a screen of ours never does this.
      answer?.(problem('not-found'))
      return
    }
    void hear(doors, socket, name, body).then((said) => {
      answer(said)
      if (!said.ok && said.code === 'sign-in-first') doors.screens.hangUp(socket, said)
    })
    next()
  })
}

async function hear(doors: Doors, socket: ScreenSocket, name: string, body: unknown): Promise<Answer<unknown>> {
  const { who, audience, counter, ticket } = socket.data
  // Whoever signed out, or sat there since yesterday, is nobody any more though the line still stands.
  if (
    (audience === 'desk' || audience === 'hall') &&
    doors.keeper.staff(doors.keeper.credentialsOf(socket.request), doors.now())?.id !== who.id
  ) {
    return problem('sign-in-first')
  }
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  // A terminal speaks for its own counter, a slip for its own ticket.
  if (audience === 'rating' && name === 'rate-ticket' && given.counter !== counter) return problem('not-allowed')
  if (audience === 'rating' && name === 'explain-rating') {
    const rated = doors.queue().tickets.get(String(given.ticket))
    if (rated && (rated.state !== 'served' || rated.counter !== counter)) return problem('not-allowed')
  }
  if (audience === 'citizen' && given.ticket !== ticket) return problem('not-allowed')
  return doors.ear.hear(name, body, who)
}

function refused(no: No): Error {
  return Object.assign(new Error(no.code), { data: { code: no.code, message: no.message } })
}

/** How many asks are left: filled a little every moment, emptied by one an ask; below zero is too many. */
function tokens(): (at: number) => number {
  let left = BURST
  let before: number | null = null
  return (at) => {
    left = Math.min(BURST, left + (before === null ? 0 : ((at - before) / 1_000) * ASKS_A_SECOND)) - 1
    before = at
    return left
  }
}
