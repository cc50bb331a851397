import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { EXAMINERS, HEADS } from '#core/contract/access.ts'
import {
  CatalogueAsked,
  CatalogueBook,
  CatalogueOne,
  FieldAsked,
  FieldHistory,
  NoticeAsked,
  Said,
  Say,
} from '#core/contract/catalogue.ts'
import { isDay } from '#core/domain/service-day.ts'
import type { ProcedureFacts } from '../paper/procedure-slip.ts'
import type { ProcedurePage } from '../procedures/catalogue.ts'
import type { CatalogueEditor } from '../procedures/editor.ts'
import { noticeBoard } from '../procedures/notice-board.ts'
import { noticeSheets } from '../reports/sheets/notice.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

export interface CatalogueDoors {
  readonly editor: CatalogueEditor
  readonly officeName: () => string
  readonly now: () => number
  readonly factsOf: (page: ProcedurePage, date: string) => ProcedureFacts
}

/** The doors to the office's own word about the catalogue; what citizens ask of it is in http.ts. */
export function catalogueRoutes(app: FastifyInstance, { editor, officeName, now, factsOf }: CatalogueDoors): void {
  const tags = ['catalogue']

  app.get(
    '/api/catalogue',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'The whole catalogue as it stands today, with what looks wrong in it and what to do',
        response: answers(CatalogueBook, 401, 403),
      },
    },
    async () => editor.book(),
  )

  app.get(
    '/api/catalogue/one',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'One procedure as it is or was on a day, what looks wrong in it, and every step it took',
        querystring: CatalogueAsked,
        response: answers(CatalogueOne, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { code, on } = request.query as { code: string; on?: string }
      if (on !== undefined && !isDay(on)) return say(reply, problem('bad-request', 'on: no such day'))
      return editor.one(code, on) ?? say(reply, problem('not-found'))
    },
  )

  app.get(
    '/api/catalogue/field',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'What the office said of a field, the newest first',
        querystring: FieldAsked,
        response: answers(FieldHistory, 400, 401, 403),
      },
    },
    async (request) => editor.field((request.query as { name: string }).name),
  )

  app.post(
    '/api/catalogue/say',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Say something of a procedure or a field: not taken, where to go, a note, an addition; from a day on',
        description:
          'The common list stays as it came in. Each topic (off, place, note, own) is said whole; null takes it back; saying a former ' +
          'word again goes back to it. Holds at once on every lookup board, or from the day named, never from a day that is past (422). ' +
          'Another word for a day to come takes the place of the one planned for it.',
        body: Say,
        response: answers(Said, ...OF_A_BODY, 401, 403, 404, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await editor.say(request.body as Say, request.who)),
  )

  app.get(
    '/api/catalogue/notice.pdf',
    {
      config: { may: EXAMINERS, rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'The catalogue for the notice board: A4, by field, with the day it holds from',
        description: 'One field or all; as it is today, was, or will be `on` a day.',
        querystring: NoticeAsked,
        response: answers(Type.Unknown(), 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { field, on } = request.query as { field?: string; on?: string }
      if (on !== undefined && !isDay(on)) return say(reply, problem('bad-request', 'on: no such day'))
      const about = { office: officeName(), madeAt: now(), factsOf, ...(field !== undefined && { field }) }
      const board = noticeBoard(editor.taken(on), about)
      if (!board) return say(reply, problem('not-found'))
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="danh-muc-thu-tuc-${on ?? 'hom-nay'}.pdf"`)
        .send(await noticeSheets(board))
    },
  )
}
