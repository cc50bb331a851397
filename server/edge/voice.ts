import { createReadStream } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { HEADS, PEOPLE } from '#core/contract/access.ts'
import type { Hall } from '#core/contract/hall.ts'
import { ClipTaken, VoiceClips, VoiceHeard, type VoiceSettings, VoiceToHear } from '#core/contract/settings/voice.ts'
import type { Office } from '#core/domain/office.ts'
import { numberText } from '#core/domain/ticket.ts'
import type { NoteAct } from '../acts.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { mannerOf, VOICE } from '../settings/voice.ts'
import type { Manner, Voice } from '../speech/clips.ts'
import { type OwnClips, wordsOfHall } from '../speech/own-clips.ts'
import { sentencesFor } from '../speech/sentence.ts'
import { Unspeakable } from '../speech/words.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

export interface VoiceDoors {
  readonly documents: DocumentRoom
  readonly office: () => Office
  readonly hall: () => Hall
  readonly voice: Voice
  readonly clips: OwnClips
  readonly note: NoteAct
}

const LARGEST_WAV = 6 * 1024 * 1024
const Clip = Type.Object({
  lang: Type.Union([Type.Literal('vi'), Type.Literal('en')]),
  word: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' }),
})

/** The doors to the hall's voice: to hear it before it holds, and to put an office's own recordings in the place of the made ones. */
export async function voiceRoutes(app: FastifyInstance, doors: VoiceDoors): Promise<void> {
  // A room of its own: only here may a body be a sound.
  await app.register(async (room) => routes(room, doors))
}

function routes(app: FastifyInstance, doors: VoiceDoors): void {
  const { clips, documents, note } = doors
  const tags = ['settings']
  for (const type of ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave']) {
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: LARGEST_WAV }, (_, body, done) => done(null, body))
  }
  const clipOf = (params: unknown) => {
    const { lang, word } = params as { lang: string; word: string }
    return `${lang}/${word}`
  }

  app.get(
    '/api/voice/clips',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'Every word the hall’s voice says, and which are recorded',
        response: answers(VoiceClips, 401, 403),
      },
    },
    async (): Promise<VoiceClips> => {
      const recorded = await clips.list()
      const wanted = wanting(doors)
      const known = new Set(wanted.map(({ clip }) => clip))
      const others = [...recorded.keys()].filter((clip) => !known.has(clip)).map((clip) => ({ clip, say: '' }))
      return {
        clips: [...wanted, ...others].map(({ clip, say: words }) => ({
          clip,
          say: words,
          recorded: recorded.get(clip) ?? null,
        })),
      }
    },
  )

  app.get(
    '/api/voice/clips/:lang/:word',
    { config: { may: PEOPLE }, schema: { hide: true, params: Clip } },
    async (request, reply) => {
      const clip = clipOf(request.params)
      if (!(await clips.list()).has(clip)) return say(reply, problem('not-found'))
      return reply.type('audio/wav').send(createReadStream(clips.pathOf(clip)))
    },
  )

  app.put(
    '/api/voice/clips/:lang/:word',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST_WAV,
      schema: {
        tags,
        summary:
          'Send a recording of one word (WAV); it is cut, levelled and used as soon as a sentence has all its words',
        params: Clip,
        response: answers(ClipTaken, ...OF_A_BODY, 401, 403, 404, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const clip = clipOf(request.params)
      const isWanted = wanting(doors).some((word) => word.clip === clip)
      if (!isWanted) return say(reply, problem('not-found', clip))
      if (!Buffer.isBuffer(request.body)) return say(reply, problem('wrong-sound', 'no-wav'))
      const { sound, told } = clips.hear(request.body)
      if (sound === null || 'wrong' in told)
        return say(reply, problem('wrong-sound', 'wrong' in told ? told.wrong : ''))
      const act = { about: 'settings', id: 'voice-clip', did: 'recorded', before: null, after: { clip } } as const
      const noted = await note(request.who, act)
      if (!noted.ok) return say(reply, noted)
      await clips.keep(clip, sound)
      return { clip, ...told }
    },
  )

  app.delete(
    '/api/voice/clips/:lang/:word',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Take a recording away; the made voice says that word again',
        params: Clip,
        response: answers(Type.Null(), 400, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const clip = clipOf(request.params)
      if (!(await clips.list()).has(clip)) return say(reply, problem('not-found'))
      const act = { about: 'settings', id: 'voice-clip', did: 'removed', before: { clip }, after: null } as const
      const noted = await note(request.who, act)
      if (!noted.ok) return say(reply, noted)
      await clips.remove(clip)
      return reply.send(null)
    },
  )

  app.post(
    '/api/voice/listen',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'A call as it would sound with settings that do not hold yet',
        body: VoiceToHear,
        response: answers(VoiceHeard, ...OF_A_BODY, 401, 403, 422, 503),
      },
    },
    async (request, reply) => {
      const read = documents.check(VOICE.kind, (request.body as { voice: object }).voice)
      if (!read.ok) return say(reply, read)
      const manner = mannerOf(read.value.body as VoiceSettings)
      const announcement = { ...sample(doors), ...spoken(manner) }
      const made = await doors.voice.clipFor(announcement, manner)
      if ('missing' in made) return say(reply, problem('no-voice', made.missing))
      return { url: `/clips/${made.key}.wav`, durationMs: made.durationMs, text: textOf(announcement) }
    },
  )
}

function wanting(doors: VoiceDoors) {
  const { office, hall, documents } = doors
  const { services, counters } = office()
  const { language: lang, form } = hall().voice
  const words = wordsOfHall(
    { prefixes: services.map(({ prefix }) => prefix), counters: counters.map(({ label }) => label) },
    { lang, form, ...spoken(mannerOf(documents.now(VOICE))) },
  )
  const messages = hall().sound.guidance.flatMap(({ id, vi, en = '' }) => [
    ...(lang.includes('vi') ? [{ clip: `vi/guidance-${id}`, say: vi }] : []),
    ...(lang.includes('en') && en !== '' ? [{ clip: `en/guidance-${id}`, say: en }] : []),
  ])
  return [...words.flatMap(({ clip, say: text }) => (clip === null ? [] : [{ clip, say: text }])), ...messages]
}

/** A call as it may come any morning. */
function sample({ office, hall }: VoiceDoors) {
  const { services, counters } = office()
  const { language: lang, form } = hall().voice
  const number = numberText(services[0]?.prefix ?? 'A', 42)
  return { number, counter: counters[0]?.label ?? '1', kind: 'call', lang, form } as const
}

function spoken({ wording, first }: Manner) {
  return { ...(wording && { wording }), ...(first && { first }) }
}

function textOf(announcement: Parameters<typeof sentencesFor>[0]): string {
  try {
    return sentencesFor(announcement)
      .map(({ text }) => text)
      .join(' ')
  } catch (error) {
    if (error instanceof Unspeakable) return ''
    throw error
  }
}
