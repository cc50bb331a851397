import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { InboxFiles } from '#core/contract/backups.ts'
import { type Inbox, NoRoom, NotTaken } from '../keeping/inbox.ts'
import { keptBy } from '../keeping/names.ts'
import { OtherLength } from '../keeping/place.ts'
import { problems } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

const MOST_AT_ONCE = 2 * 1024 * 1024
const Name = Type.Object({ name: Type.String({ maxLength: 100 }) })
const At = Type.Object({ at: Type.Integer({ minimum: 0 }) }, { additionalProperties: false })
const Announced = Type.Object(
  { bytes: Type.Integer({ minimum: 1 }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  { additionalProperties: false },
)

/**
 * The doors through which another hub leaves its sealed copies here (server/keeping/inbox.ts). Its key is no person's and no screen's:
 * it opens nothing else. Files are added and read back, and never changed.
 */
export function inboxRoutes(app: FastifyInstance, { inbox, now }: { inbox: Inbox; now: () => number }): void {
  const senders = new WeakMap<FastifyRequest, string>()
  const senderOf = (request: FastifyRequest) => senders.get(request) ?? ''
  const tags = ['copies']

  /** Before a byte of the body is read. */
  async function admit(request: FastifyRequest, reply: FastifyReply) {
    const key = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    const sender = key === undefined ? null : inbox.whoHas(key, now())
    if (sender === null) return say(reply, problem('not-a-sender'))
    const { name } = request.params as { name?: string }
    if (name !== undefined && keptBy(name)?.sealed !== true) return say(reply, problem('not-found'))
    senders.set(request, sender)
  }

  // The key is looked at above, with a sentence of its own.
  const config = { may: 'anyone', keptInside: true } as const
  const taken = {
    200: { description: 'It is on the disk', content: { 'application/json': { schema: Type.Object({}) } } },
  }

  app.register(async (door) => {
    door.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    door.addHook('onRequest', admit)

    door.get(
      '/api/keeping/inbox',
      {
        config,
        schema: {
          tags,
          summary: 'What this hub keeps for the asking one',
          response: {
            200: { description: 'Done', content: { 'application/json': { schema: InboxFiles } } },
            ...problems(401, 429),
          },
        },
      },
      async (request) => ({ files: await inbox.list(senderOf(request)) }),
    )

    door.get(
      '/api/keeping/inbox/:name',
      {
        config,
        schema: { tags, summary: 'One sealed file back', params: Name, response: problems(400, 401, 404, 429) },
      },
      async (request, reply) => {
        const content = inbox.read(senderOf(request), nameOf(request))
        if (content === null) return say(reply, problem('not-found'))
        return reply.type('application/octet-stream').send(content)
      },
    )

    const adding = (
      path: string,
      summary: string,
      work: (request: FastifyRequest, name: string) => Promise<void>,
      query = At,
    ) =>
      door.post(
        path,
        {
          config,
          bodyLimit: MOST_AT_ONCE,
          schema: {
            tags,
            summary,
            params: Name,
            querystring: query,
            response: { ...taken, ...problems(400, 401, 404, 409, 413, 415, 429, 503, 507) },
          },
        },
        async (request, reply) => {
          try {
            await work(request, nameOf(request))
            return {}
          } catch (error) {
            if (error instanceof OtherLength) return say(reply, problem('other-length', error.message))
            if (error instanceof NotTaken) return say(reply, problem('copy-not-taken', error.message))
            if (error instanceof NoRoom) return say(reply, problem('disk-full'))
            if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return say(reply, problem('disk-full'))
            if ((error as NodeJS.ErrnoException).code === 'ENOENT')
              return say(reply, problem('other-length', 'not there'))
            if ((error as NodeJS.ErrnoException).code === 'EEXIST')
              return say(reply, problem('other-length', 'there already'))
            throw error
          }
        },
      )
    const at = (request: FastifyRequest) => (request.query as { at: number }).at
    const bytes = (request: FastifyRequest) => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))

    adding('/api/keeping/inbox/:name', 'The next records of a running day', (request, name) =>
      inbox.append(senderOf(request), name, at(request), bytes(request)),
    )
    adding('/api/keeping/inbox/:name/part', 'The next piece of a file', (request, name) =>
      inbox.part(senderOf(request), name, at(request), bytes(request)),
    )
    adding(
      '/api/keeping/inbox/:name/whole',
      'All pieces are there',
      (request, name) =>
        inbox.whole(senderOf(request), name, request.query as { bytes: number; sha256: string }, now()),
      Announced as never,
    )
  })
}

function nameOf(request: FastifyRequest): string {
  return (request.params as { name: string }).name
}
