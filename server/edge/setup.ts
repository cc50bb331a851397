import type { FastifyInstance } from 'fastify'
import { ADMINS } from '#core/contract/access.ts'
import {
  Setup,
  SetupApplied,
  SetupApply,
  type SetupDraft,
  SetupDraftKept,
  SetupTemplates,
} from '#core/contract/setup.ts'
import type { SetupRoom } from '../settings/setup-room.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'

export interface SetupDoors {
  readonly setupRoom: SetupRoom
}

const LARGEST_SETUP = 2 * 1024 * 1024

/** The doors of the set-up assistant: the administrator's alone. */
export function setupRoutes(app: FastifyInstance, { setupRoom: room }: SetupDoors): void {
  const tags = ['setup']
  const config = { may: ADMINS }

  app.get(
    '/api/setup',
    {
      config,
      schema: {
        tags,
        summary: 'How far this office is set up, and what was said so far',
        response: answers(Setup, 401, 403),
      },
    },
    async () => room.look(),
  )

  app.get(
    '/api/setup/templates',
    {
      config,
      schema: { tags, summary: 'Offices to begin with', response: answers(SetupTemplates, 401, 403) },
    },
    async () => ({
      templates: room
        .templates()
        .map(({ id, title, about, office, documents, screens }) => ({ id, title, about, office, documents, screens })),
    }),
  )

  app.put(
    '/api/setup/draft',
    {
      config,
      bodyLimit: LARGEST_SETUP,
      schema: {
        tags,
        summary: 'Keep what was said so far, or forget it; nothing of it holds yet',
        body: SetupDraftKept,
        response: answers(Setup, ...OF_A_BODY, 401, 403, ...OF_WRITING),
      },
    },
    async (request) => room.keep((request.body as { draft: SetupDraft | null }).draft),
  )

  app.post(
    '/api/setup/apply',
    {
      config,
      bodyLimit: LARGEST_SETUP,
      schema: {
        tags,
        summary: 'Make this office what it shall be, and open its hall or leave it closed',
        description:
          'The office and its documents hold together or not at all; every line at fault is named (422). Officers of the demonstration ' +
          'leave, new ones get a PIN that is told this once; whoever has an account keeps it. Asked again with the same, nothing more changes.',
        body: SetupApply,
        response: answers(SetupApplied, ...OF_A_BODY, 401, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.apply(request.body as SetupApply, request.who)),
  )
}
