import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { problems } from './answers.ts'

const MOST_DAYS = 1_100
const DAY_MS = 86_400_000

const FORMS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

/** What a route that gives a report away as a file may answer. */
export const fileAnswers = {
  200: {
    description: 'The file',
    content: Object.fromEntries(
      Object.values(FORMS).map((type) => [type, { schema: Type.String({ format: 'binary' }) }]),
    ),
  },
  ...problems(400, 401, 403, 429),
}

export function give(reply: FastifyReply, form: keyof typeof FORMS, { name, bytes }: { name: string; bytes: Buffer }) {
  return reply.type(FORMS[form]).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
}

/** No days, no such days, or more than three years of them. */
export function isTooLong({ from, to }: { from: string; to: string }): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  return !(days >= 0 && days < MOST_DAYS)
}
