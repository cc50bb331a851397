import type { FastifyInstance } from 'fastify'
import { Compile } from 'typebox/compile'
import { ADMINS, EXAMINERS } from '#core/contract/access.ts'
import {
  FILE_FORMAT,
  FILE_VERSION,
  FileChecked,
  FileToCheck,
  FileToTake,
  SettingsFile,
  Trial,
  TrialEnd,
} from '#core/contract/settings/file.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import { REFUSALS, type Refusal } from '#core/domain/refusals.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { NoteAct } from '../acts.ts'
import type { MediaFile } from '../media/shelf.ts'
import type { PartRead, SettingsRooms } from '../settings/all-settings.ts'
import { mistakesOf, sentenceFor } from '../settings/mistakes.ts'
import { sorted } from '../settings/office-register.ts'
import type { TrialRoom } from '../settings/trial.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem, refusal, roadProblem, wrongLines } from './problem.ts'
import type { Who } from './who.ts'

export interface SettingsFileDoors {
  readonly rooms: SettingsRooms
  readonly trial: TrialRoom
  readonly note: NoteAct
  readonly queue: () => Queue
  readonly now: () => number
  readonly program: string
  /** What else there is, only told: plans, files, recordings, people by id and role. */
  readonly listed: () => Promise<object>
  readonly media: () => readonly MediaFile[]
}

const LARGEST_FILE = 4 * 1024 * 1024
const form = Compile(SettingsFile)

/** The doors to all settings as one file, and to those that were only tried. */
export function settingsFileRoutes(app: FastifyInstance, doors: SettingsFileDoors): void {
  const tags = ['settings']

  app.get(
    '/api/settings-file',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'All settings of this office as one file people can read, without any secret',
        response: answers(SettingsFile, 401, 403),
      },
    },
    async (_, reply) => {
      const file = await written(doors)
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="luot-${file.date}.json"`)
        .send(readable(file))
    },
  )

  app.post(
    '/api/settings-file/check',
    {
      config: { may: ADMINS },
      bodyLimit: LARGEST_FILE,
      schema: {
        tags,
        summary: 'What a file of settings would change here, part by part, and every line at fault; changes nothing',
        body: FileToCheck,
        response: answers(FileChecked, ...OF_A_BODY, 401, 403, 422),
      },
    },
    async (request, reply) => {
      const read = readFile(doors, (request.body as { file: object }).file)
      return say(reply, read.ok ? { ok: true, value: told(read.value, doors) } : read)
    },
  )

  app.put(
    '/api/settings-file',
    {
      config: { may: ADMINS },
      bodyLimit: LARGEST_FILE,
      schema: {
        tags,
        summary: 'Bring a file of settings in: all of it, or nothing',
        description:
          'What holds in the file holds here from now on; what its header calls `listed` is only told and is not brought in. ' +
          'Every line at fault is named, and nothing is changed (422).',
        body: FileToTake,
        response: answers(FileChecked, ...OF_A_BODY, 401, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { file, why } = request.body as { file: object; why: string }
      return say(reply, await take(doors, file, why, request.who))
    },
  )

  app.get(
    '/api/settings-trial',
    {
      config: { may: EXAMINERS },
      schema: { tags, summary: 'Which settings were only tried in the practice', response: answers(Trial, 401, 403) },
    },
    async () => doors.trial.look(),
  )

  app.post(
    '/api/settings-trial',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Keep the settings tried in the practice, or take them all back',
        body: TrialEnd,
        response: answers(Trial, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await doors.trial.end(request.body as TrialEnd, request.who)),
  )
}

async function written({ rooms, queue, now, program, listed }: SettingsFileDoors): Promise<SettingsFile> {
  const { office } = queue()
  return {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    program,
    office: office.name,
    date: localTime(now(), office.timeZone).date,
    parts: rooms.now(),
    listed: await listed(),
  }
}

/** Keys sorted and lines broken, so that two files can be laid side by side; the header first, where people look. */
function readable({ parts, listed, ...head }: SettingsFile): string {
  const tidy = (value: unknown) => JSON.parse(sorted(value))
  return `${JSON.stringify({ ...head, parts: tidy(parts), listed: tidy(listed ?? {}) }, null, 2)}\n`
}

function readFile({ rooms }: SettingsFileDoors, file: object): Answer<readonly PartRead[]> {
  if (!form.Check(file)) return wrongLines(mistakesOf(form, file).map(sentenceFor))
  const { version, parts } = file as SettingsFile
  if (version <= FILE_VERSION) return { ok: true, value: rooms.read(parts, '/parts') }
  const words = {
    vi: 'Tệp do chương trình mới hơn ghi. Cập nhật chương trình rồi nhập lại.',
    en: 'A newer program wrote this file. Update this one, then bring it in.',
  }
  return wrongLines([{ severity: 'error', path: '/version', code: 'newer-file', ...words }])
}

function told(read: readonly PartRead[], { media }: SettingsFileDoors): FileChecked {
  const has = new Set(media().map(({ name }) => name))
  const names = read.flatMap(({ wanted }) => namesIn(wanted)).filter((name) => !has.has(name))
  return {
    ok: read.every(({ wanted }) => wanted !== null),
    parts: read.map(({ part, title, wanted, lines, differs }) => ({
      part,
      title,
      state: wanted === null ? 'wrong' : differs.length > 0 ? 'differs' : 'same',
      differs: [...differs],
      lines: [...lines],
    })),
    missing: [...new Set(names)],
  }
}

async function take(doors: SettingsFileDoors, file: object, why: string, who: Who): Promise<Answer<FileChecked>> {
  const read = readFile(doors, file)
  if (!read.ok) return read
  const wrong = read.value.filter(({ wanted }) => wanted === null)
  if (wrong.length > 0) return wrongLines(wrong.flatMap(({ lines }) => lines))
  const answer = told(read.value, doors)
  const changed = answer.parts.filter(({ state }) => state === 'differs')
  if (changed.length === 0) return { ok: true, value: answer }
  const pick = (side: 'before' | 'after') =>
    Object.fromEntries(
      changed.map(({ part, differs }) => [part, Object.fromEntries(differs.map((one) => [one.path, one[side]]))]),
    )
  const act = {
    about: 'settings',
    id: 'file',
    did: 'brought in',
    before: pick('before'),
    after: pick('after'),
  } as const
  const noted = await doors.note(who, { ...act, why })
  if (!noted.ok) return noted
  try {
    const refused = await doors.rooms.bring(read.value, { id: who.id, why })
    if (refused === null) return { ok: true, value: answer }
    return refused in REFUSALS ? refusal(refused as Refusal) : problem('our-fault')
  } catch (error) {
    return roadProblem(error)
  }
}

/** Everything in a document that is the name of a file of the shelf. */
function namesIn(part: unknown): string[] {
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(namesIn)
  return typeof part === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*\.(png|jpe?g|webp|mp4|webm)$/.test(part) ? [part] : []
}
