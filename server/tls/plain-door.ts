import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import { say } from '../edge/http.ts'
import { problem } from '../edge/problem.ts'
import { cookieNamed, SESSION_COOKIE } from '../edge/who.ts'

/**
 * What plain http is still good for where the office requires TLS of its staff: screens, the lookup board and citizens' phones, which no
 * authority of ours is known to, and everything on the hub's own machine. Nobody signs in over it, and no session is believed.
 */
export interface PlainDoor {
  /** Does this request bring what must not cross the LAN in the open? */
  isRefused(request: IncomingMessage): boolean
}

export function plainDoor(isOwnMachine: (request: IncomingMessage) => boolean): PlainDoor {
  return {
    isRefused: (request) =>
      !isEncrypted(request.socket) &&
      !isOwnMachine(request) &&
      (cookieNamed(request.headers.cookie, SESSION_COOKIE) !== undefined ||
        request.headers.authorization !== undefined ||
        /^\/api\/(session|setup)\b/.test(request.url ?? '')),
  }
}

/** Sends staff who came over plain http to the TLS port, and refuses what must not be said there. */
export function keepPlainDoor(
  app: FastifyInstance,
  door: PlainDoor,
  parts: { isOwnMachine: (request: IncomingMessage) => boolean; tlsPort: () => number },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request
    if (isEncrypted(raw.socket) || parts.isOwnMachine(raw)) return
    if (/^\/(desk\b|$)/.test(request.url) && request.method === 'GET') {
      const host = (request.headers.host ?? 'localhost').replace(/:\d+$/, '')
      return reply.redirect(`https://${host}:${parts.tlsPort()}${request.url}`, 307)
    }
    if (door.isRefused(raw)) return say(reply, problem('use-tls'))
  })
}

/** Did what comes over this line come through the TLS door? */
export function isEncrypted(line: Socket): boolean {
  return (line as TLSSocket).encrypted === true
}
