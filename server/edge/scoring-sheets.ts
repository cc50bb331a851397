import type { FastifyInstance, FastifyReply } from 'fastify'
import Type from 'typebox'
import { WATCHERS } from '#core/contract/access.ts'
import { Month } from '#core/contract/scoring-rules.ts'
import type { Document } from '../reports/sheets/sheet.ts'
import type { ScoringRoom } from '../scoring/room.ts'
import { type Around, monthDocument, yearDocument } from '../scoring/sheet.ts'
import { problems } from './answers.ts'
import { say } from './http.ts'

const Form = Type.Union([Type.Literal('pdf'), Type.Literal('xlsx'), Type.Literal('csv')])
type Form = 'pdf' | 'xlsx' | 'csv'

const TYPES: Readonly<Record<Form, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}
const Bytes = Type.String({ format: 'binary' })
const file = {
  200: {
    description: 'The file',
    content: Object.fromEntries(Object.values(TYPES).map((type) => [type, { schema: Bytes }])),
  },
  ...problems(400, 401, 403, 404, 429, 503),
}
const tags = ['scoring']

/** The ranking to take away: A4 for signing, a workbook, or text for a spreadsheet. */
export function scoringSheetRoutes(
  app: FastifyInstance,
  { scoring, around }: { scoring: ScoringRoom; around: () => Promise<Around> },
): void {
  app.get(
    '/api/scoring/months/:month/sheet/:form',
    {
      config: { may: WATCHERS, rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'A month’s ranking as PDF for signing, as a workbook, or as CSV',
        params: Type.Object({ month: Month, form: Form }),
        response: file,
      },
    },
    async (request, reply) => {
      const { month, form } = request.params as { month: string; form: Form }
      const found = await scoring.month(month, request.who)
      if (!found.ok) return say(reply, found)
      return give(reply, monthDocument(found.value, await around()), `xep-hang-${month}`, form)
    },
  )

  app.get(
    '/api/scoring/years/:year/sheet/:form',
    {
      config: { may: WATCHERS, rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'The year’s ranking as PDF for signing, as a workbook, or as CSV',
        params: Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }), form: Form }),
        response: file,
      },
    },
    async (request, reply) => {
      const { year, form } = request.params as { year: string; form: Form }
      const found = scoring.year(year)
      if (!found.ok) return say(reply, found)
      return give(reply, yearDocument(found.value, await around()), `xep-hang-${year}`, form)
    },
  )
}

async function give(reply: FastifyReply, document: Document, name: string, form: Form) {
  const bytes = await written(document, form)
  return reply.type(TYPES[form]).header('content-disposition', `attachment; filename="${name}.${form}"`).send(bytes)
}

async function written(document: Document, form: Form): Promise<Buffer | string> {
  switch (form) {
    case 'pdf':
      return (await import('../reports/sheets/paper.ts')).paper(document)
    case 'xlsx':
      return (await import('../reports/sheets/workbook.ts')).workbook(document)
    case 'csv': {
      const [first] = document.sheets
      if (!first) throw new Error('a document without a sheet')
      return (await import('../reports/sheets/csv.ts')).csv(first, document.timeZone)
    }
    default:
      return form satisfies never
  }
}
