import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import Type from 'typebox'
import { HEADS, PEOPLE } from '#core/contract/access.ts'
import { MediaList, MediaRow } from '#core/contract/settings/media.ts'
import type { NoteAct } from '../acts.ts'
import type { MediaFile, Shelf } from '../media/shelf.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { answers, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { type No, problem } from './problem.ts'

export interface MediaDoors {
  readonly shelf: Shelf
  readonly documents: DocumentRoom
  readonly note: NoteAct
}

const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm']
// As far as any of them may be; the shelf knows how large each kind may really be.
const LARGEST = 64 * 1024 * 1024
const REFUSED = {
  'no-such-kind': 'wrong-media',
  'too-large': 'too-large',
  'shelf-full': 'disk-full',
  'cut-short': 'bad-request',
} as const
const NOT_A_PAGE =
  "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
const File = Type.Object({ name: Type.String({ maxLength: 120 }) })

/** The doors to the office's pictures and films. Every screen of the hall may look at one. */
export async function mediaRoutes(app: FastifyInstance, doors: MediaDoors): Promise<void> {
  // A room of its own: only here may a body be anything but JSON.
  await app.register(async (room) => routes(room, doors))
}

function routes(app: FastifyInstance, { shelf, documents, note }: MediaDoors): void {
  const tags = ['settings']
  for (const type of TYPES) app.addContentTypeParser(type, (_, payload, done) => done(null, payload))
  const told = (file: MediaFile): MediaRow => ({
    ...file,
    url: `/media/${file.name}`,
    usedBy: documents.kinds().kinds.flatMap(({ kind }) => (names(documents.look(kind)?.body, file.name) ? [kind] : [])),
  })

  app.get(
    '/api/media',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'The pictures and films of this office', response: answers(MediaList, 401, 403) },
    },
    async () => {
      // What somebody put into the folder by hand is found now.
      await shelf.look()
      return { files: shelf.list().map(told) }
    },
  )

  app.post(
    '/api/media',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST,
      schema: {
        tags,
        summary: 'Send a picture (8 MB) or a film (64 MB), as itself',
        description:
          'The body is the file: PNG, JPEG, WebP, MP4 or WebM, known by its content. It is named by its hash: the same file twice is one. ' +
          'A film that boards cannot play (HEVC, larger than Full HD) is refused. Longer films are put into the folder media/ of the hub’s data by hand.',
        response: answers(MediaRow, 401, 403, 413, 415, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      // JSON was read already, and is no picture.
      if (!(request.body instanceof Readable)) return say(reply, problem('wrong-media'))
      let no = null as No | null
      const came = await shelf.take(request.body, async (file) => {
        no = request.lookAgain()
        if (no) return false
        const act = { about: 'settings', id: 'media', did: 'added', before: null } as const
        const noted = await note(request.who, { ...act, after: { name: file.name, bytes: file.bytes } })
        if (!noted.ok) no = noted
        return noted.ok
      })
      if ('taken' in came) return told(came.taken)
      if (no) return say(reply, no)
      // What else is on the way would only be thrown away.
      reply.header('connection', 'close')
      if (came.refused === 'unplayable') return say(reply, problem('film-unplayable', came.because))
      return say(reply, problem(REFUSED[came.refused]))
    },
  )

  app.delete(
    '/api/media/:name',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Take a picture or film away that no setting names',
        params: File,
        response: answers(MediaList, 400, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const found = shelf.find((request.params as { name: string }).name)
      if (!found) return say(reply, problem('not-found'))
      const { usedBy } = told(found)
      if (usedBy.length > 0) return say(reply, problem('media-in-use', usedBy.join(', ')))
      const act = { about: 'settings', id: 'media', did: 'removed', after: null } as const
      const noted = await note(request.who, { ...act, before: { name: found.name, bytes: found.bytes } })
      if (!noted.ok) return say(reply, noted)
      await shelf.remove(found.name)
      return { files: shelf.list().map(told) }
    },
  )

  app.get('/media/:name', { config: { may: 'hall' }, schema: { hide: true, params: File } }, async (request, reply) => {
    const found = shelf.find((request.params as { name: string }).name)
    return found
      ? send(reply, shelf.pathOf(found.name), found, request.headers.range)
      : say(reply, problem('not-found'))
  })
}

/** Sends a file, or the part of it a player asks for (`bytes=from-to`). What a name ends with never makes it a page. */
function send(reply: FastifyReply, path: string, { type, bytes, name }: MediaFile, range: string | undefined) {
  reply
    .type(type)
    .header('accept-ranges', 'bytes')
    .header('content-security-policy', NOT_A_PAGE)
    .header('cache-control', /^[0-9a-f]{32}\./.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache')
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return reply.header('content-length', bytes).send(createReadStream(path))
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(bytes - 1, Number(last))
  if (start > end) return reply.status(416).header('content-range', `bytes */${bytes}`).send()
  return reply
    .status(206)
    .header('content-range', `bytes ${start}-${end}/${bytes}`)
    .header('content-length', end - start + 1)
    .send(createReadStream(path, { start, end }))
}

/** Whether anything in a document is this name. */
function names(part: unknown, name: string): boolean {
  if (typeof part === 'object' && part !== null) return Object.values(part).some((inner) => names(inner, name))
  return part === name
}
