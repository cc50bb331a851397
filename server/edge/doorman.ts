import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PEOPLE } from '#core/contract/access.ts'
import type { Role } from '#core/domain/commands.ts'
import { isLoopback } from './address.ts'
import { audienceOf } from './admit.ts'
import { say } from './http.ts'
import { fromOf } from './place.ts'
import { type No, problem } from './problem.ts'
import type { DoorKeeper, Who } from './who.ts'

/**
 * Who may come through a door: anyone; the hall, which is everyone who signed in, its paired screens and the hub's own machine; or
 * whoever has one of these roles.
 */
export type May = 'anyone' | 'hall' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may come in here. Every route says so; a hub with a door that does not say does not start. */
    may?: May
    /** An ask of the queue: a screen that may not ask it is told that it is not its business, as over its socket. */
    isAsk?: true
    /** Open to whoever has still to choose a PIN of their own. */
    whileChoosing?: true
  }
  interface FastifyRequest {
    /** Who asks: known by session, by device key, or a citizen. Looked up before the body is read, and again after it. */
    readonly who: Who
    /** Looks up anew who asks: why they may not come in any more, or null. For whoever reads a body that takes its time. */
    lookAgain(): No | null
  }
}

/** One door as it was declared: what the matrix of roles is drawn from. */
export interface Door {
  readonly method: string
  readonly url: string
  readonly may: May
}

/**
 * Stands before every route: looks up who asks and holds it against the route's own list, before a byte of the body is read, and once
 * more when it is there: it may have trickled in while somebody took the right away. Gives back the list of all doors, complete once the app is ready.
 */
export function standDoorman(app: FastifyInstance, parts: { keeper: DoorKeeper; now: () => number }): readonly Door[] {
  const known = new WeakMap<FastifyRequest, Who>()
  const doors: Door[] = []
  app.decorateRequest('who', {
    getter(this: FastifyRequest) {
      const who = known.get(this) ?? whoAsks(parts.keeper, this, parts.now())
      known.set(this, who)
      return who
    },
  })
  app.decorateRequest('lookAgain', function (this: FastifyRequest) {
    known.delete(this)
    return whyNot(parts.keeper, this)
  })
  const lookUp = async (request: FastifyRequest, reply: FastifyReply) => {
    const no = whyNot(parts.keeper, request)
    if (no) return say(reply, no)
  }
  const lookAgain = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return // no body is waited for
    const no = request.lookAgain()
    if (no) return say(reply, no)
  }
  const seen: { method: string | string[]; url: string; config?: { may?: May } }[] = []
  app.addHook('onRoute', (route) => {
    seen.push(route)
    // After the counting of requests, so that knocking is not free.
    route.onRequest = [route.onRequest ?? [], lookUp].flat()
    route.preHandler = [lookAgain, route.preHandler ?? []].flat()
  })
  app.addHook('onReady', async () => {
    for (const { method, url, config } of seen) {
      if (config?.may === undefined) throw new Error(`${method} ${url} does not say who may come in`)
      for (const one of [method].flat()) doors.push({ method: one, url, may: config.may })
    }
  })
  return doors
}

function whyNot(keeper: DoorKeeper, request: FastifyRequest): No | null {
  const { may, isAsk, whileChoosing } = request.routeOptions.config
  if (may === undefined || may === 'anyone') return null
  if (request.who.choosing && !whileChoosing) return problem('choose-your-pin')
  if (may === 'hall' ? isOfTheHall(keeper, request) : may.includes(request.who.role)) return null
  const isKnown = isSignedIn(request.who) || (isAsk && request.who.role !== 'citizen')
  return problem(isKnown ? 'not-allowed' : 'sign-in-first')
}

function whoAsks(keeper: DoorKeeper, request: FastifyRequest, at: number): Who {
  const credentials = keeper.credentialsOf(request.raw)
  const staff = keeper.staff(credentials, at)
  // Where anyone may come in, whoever has yet to choose a PIN is anyone.
  const isSomebody = staff !== null && !(staff.choosing && request.routeOptions.config.may === 'anyone')
  if (isSomebody) return { ...staff, from: fromOf(credentials.address) }
  const screen = keeper.screen(credentials)
  if (screen === null) return { role: 'citizen', id: 'anyone', name: '' }
  // A page on the hub's machine says which screen it is, on its socket; a program there is the screen 'api'.
  if (screen.is === 'own') return { role: 'kiosk', id: 'api', name: '' }
  const role = audienceOf(screen.place) === 'kiosk' ? 'kiosk' : 'board'
  return { role, id: screen.place.screen, name: '', isPaired: true }
}

/** Strangers on the LAN are not; the watchdog and the doctor, who ask on the hub's own machine, are. */
function isOfTheHall(keeper: DoorKeeper, request: FastifyRequest): boolean {
  return request.who.role !== 'citizen' || isLoopback(keeper.credentialsOf(request.raw).address)
}

function isSignedIn({ role }: Who): boolean {
  return PEOPLE.some((one) => one === role)
}
