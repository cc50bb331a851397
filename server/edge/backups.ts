import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ADMINS, EXAMINERS } from '#core/contract/access.ts'
import {
  BackupsTold,
  CopyAsked,
  KeyAsked,
  RecoveryKey,
  SenderAsked,
  SenderKey,
  TargetKey,
} from '#core/contract/backups.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { NoteAct } from '../acts.ts'
import type { Inbox } from '../keeping/inbox.ts'
import type { Keeper } from '../keeping/keeper.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'
import type { Who } from './who.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) })
const idOf = (request: { params: unknown }) => (request.params as { id: string }).id

export interface BackupDoors {
  readonly copies: Keeper
  readonly inbox: Inbox
  readonly note: NoteAct
  readonly now: () => number
}

/** The doors to copies: who proves the past looks, the administrator acts. */
export function backupRoutes(app: FastifyInstance, { copies: keeper, inbox, note, now }: BackupDoors): void {
  const tags = ['copies']
  const act = async (who: Who, id: string, did: string, done: () => boolean): Promise<Answer<BackupsTold>> => {
    const noted = await note(who, actOf(id, did))
    if (!noted.ok) return noted
    return done() ? { ok: true, value: await keeper.told() } : problem('copy-not-now')
  }

  app.get(
    '/api/backups',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'How the copies stand: where, how old, proved when, what to do',
        response: answers(BackupsTold, 401, 403),
      },
    },
    async () => keeper.told(),
  )

  app.post(
    '/api/backups/copies',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Make a copy now, at one place or at all, and prove it',
        body: CopyAsked,
        response: answers(BackupsTold, ...OF_A_BODY, 401, 403, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { target } = request.body as { target: string | null }
      return say(reply, await act(request.who, target ?? 'all', 'copied', () => keeper.copyNow(target)))
    },
  )

  app.post(
    '/api/backups/key',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'The recovery key of sealed copies, once; afterwards only a fresh one, for the copies to come',
        body: KeyAsked,
        response: answers(RecoveryKey, ...OF_A_BODY, 401, 403, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { fresh } = request.body as { fresh: boolean }
      if (!fresh && (await keeper.told()).key.shownAt !== null) return say(reply, problem('key-shown-before'))
      const noted = await note(request.who, actOf('recovery-key', fresh ? 'renewed' : 'shown'))
      if (!noted.ok) return say(reply, noted)
      const key = keeper.showKey(fresh)
      return say(reply, key === null ? problem('key-shown-before') : { ok: true, value: key })
    },
  )

  app.post(
    '/api/backups/targets/:id/begin',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Go on with the disk that is there now, though it is not the one used before',
        params: Id,
        response: answers(BackupsTold, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const id = idOf(request)
      return say(reply, await act(request.who, id, 'began-anew', () => keeper.goOnWith(id)))
    },
  )

  app.post(
    '/api/backups/targets/:id/key',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'The key another hub gave for its inbox',
        params: Id,
        body: TargetKey,
        response: answers(BackupsTold, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const id = idOf(request)
      const { key } = request.body as { key: string }
      return say(reply, await act(request.who, id, 'key-entered', () => keeper.setTargetKey(id, key)))
    },
  )

  app.post(
    '/api/backups/senders',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Let another hub send its copies here; its key is told this once',
        body: SenderAsked,
        response: answers(SenderKey, ...OF_A_BODY, 401, 403, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { id, name } = request.body as { id: string; name: string }
      const noted = await note(request.who, actOf(id, 'sender-admitted', name))
      return say(reply, noted.ok ? { ok: true, value: { id, key: inbox.admit(id, name, now()) } } : noted)
    },
  )

  app.delete(
    '/api/backups/senders/:id',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Take no more copies from another hub; those that are here stay',
        params: Id,
        response: answers(BackupsTold, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const id = idOf(request)
      return say(reply, await act(request.who, id, 'sender-dismissed', () => inbox.dismiss(id)))
    },
  )
}

function actOf(id: string, did: string, after: unknown = null): NotedAct {
  return { about: 'backup', id, did, before: null, after }
}
