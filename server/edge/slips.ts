import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { HEADS, PEOPLE } from '#core/contract/access.ts'
import { SlipPreview, type Slips, SlipToPreview } from '#core/contract/settings/slips.ts'
import type { Answer, SettingsLine } from '#core/contract/shapes.ts'
import { countersServing, type Office, serviceOf } from '#core/domain/office.ts'
import { numberText } from '#core/domain/ticket.ts'
import { type Bitmap, isBlack } from '#server/drivers/bitmap.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { pngOf } from '../paper/picture.ts'
import { type SlipFacts, ticketSlip } from '../paper/ticket-slip.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { readOffice } from '../settings/office-lines.ts'
import { type ReadTemplate, SLIPS } from '../settings/slips.ts'
import { answers, OF_A_BODY } from './answers.ts'
import { say } from './http.ts'
import { LARGEST_OFFICE } from './office.ts'
import { wrongLines } from './problem.ts'

export interface SlipDoors {
  readonly documents: DocumentRoom
  readonly office: () => Office
  readonly draw: LazyDraw
  readonly template: ReadTemplate
  readonly publicUrl: () => string
}

/** U12: what somebody without glasses reads from an arm's length. */
const LEAST_NUMBER_MM = 20
const DOTS_A_MM = 8
/** What the cutter needs below the last line. */
const FEED_MM = 18

/** The doors to a slip as it will print, drawn by the hand that draws for the printers: what holds, or what is being written. */
export function slipRoutes(app: FastifyInstance, doors: SlipDoors): void {
  const tags = ['settings']
  const Dots = Type.Object(
    { dots: Type.Optional(Type.Union([Type.Literal(384), Type.Literal(512), Type.Literal(576)])) },
    { additionalProperties: false },
  )

  app.get(
    '/api/slips/preview',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'The ticket slip that holds, as it prints',
        querystring: Dots,
        response: answers(SlipPreview, 400, 401, 403),
      },
    },
    async (request) =>
      preview(
        doors,
        doors.office(),
        doors.documents.now(SLIPS),
        (request.query as { dots?: 384 | 512 | 576 }).dots ?? 576,
      ),
  )

  app.post(
    '/api/slips/preview',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST_OFFICE,
      schema: {
        tags,
        summary: 'A ticket slip that does not hold yet, as it would print',
        body: SlipToPreview,
        response: answers(SlipPreview, ...OF_A_BODY, 401, 403, 422),
      },
    },
    async (request, reply) => {
      const { slips, dots, office } = request.body as SlipToPreview
      const whose = office === undefined ? { ok: true as const, office: doors.office() } : readOffice(office)
      if (!whose.ok) return say(reply, wrongLines(whose.lines))
      const read: Answer<{ body: object; lines: readonly SettingsLine[] }> = doors.documents.check(SLIPS.kind, slips)
      if (!read.ok) return say(reply, read)
      return preview(doors, whose.office, read.value.body as Slips, dots)
    },
  )
}

async function preview(doors: SlipDoors, office: Office, slips: Slips, dots: 384 | 512 | 576): Promise<SlipPreview> {
  const facts = sample(office, doors.publicUrl())
  const slip = await doors.draw(ticketSlip(facts, await doors.template(slips, dots)), dots)
  const alone = await doors.draw({ title: facts.number, blocks: [{ kind: 'number', text: facts.number }] }, dots)
  const numberMm = inkRows(alone) / DOTS_A_MM
  const lengthMm = Math.round(slip.height / DOTS_A_MM + FEED_MM)
  return {
    png: `data:image/png;base64,${pngOf(slip).toString('base64')}`,
    widthMm: Math.round(dots / DOTS_A_MM),
    lengthMm,
    numberMm,
    lines: [...tooLow(numberMm), ...tooLong(lengthMm, slips), ...doors.documents.linesOf(SLIPS.kind, slips)],
  }
}

/** A slip with everything on it an ordinary one can have, in this office's own words. */
function sample(office: Office, publicUrl: string): SlipFacts {
  const [first] = office.services
  const service = first && serviceOf(office, first.id)
  const minutes = Math.round(office.calling.bringBackWithinMs / 60_000)
  const counters = first ? countersServing(office, first.id).map(({ label }) => label) : []
  return {
    office: office.name.vi,
    number: numberText(service?.prefix ?? 'A', 12),
    service: service?.name ?? { vi: 'Lĩnh vực', en: 'Service' },
    further: [],
    counters: counters.join(', '),
    ahead: 4,
    estimate: { from: '09:20', to: '09:45' },
    madeAt: '08:47',
    date: '22/11/2026',
    time: '08:47',
    url: `${publicUrl || 'http://luot.local'}/t/A012-7f3a9c2e41`,
    copy: false,
    notes: [],
    missed: {
      vi: `Lỡ lượt, xin báo quầy hướng dẫn trong ${minutes} phút để được gọi lại.`,
      en: `Missed your call? Tell the information desk within ${minutes} minutes.`,
    },
  }
}

/** How many rows of dots there are from the first black one to the last. */
function inkRows(picture: Bitmap): number {
  const rows = Array.from({ length: picture.height }, (_, y) => y).filter((y) =>
    Array.from({ length: picture.width }, (_, x) => x).some((x) => isBlack(picture, x, y)),
  )
  return rows.length === 0 ? 0 : (rows.at(-1) ?? 0) - (rows[0] ?? 0) + 1
}

function tooLow(numberMm: number): SettingsLine[] {
  if (numberMm >= LEAST_NUMBER_MM) return []
  const words = {
    vi: `Số chỉ cao ${numberMm} mm; cần từ ${LEAST_NUMBER_MM} mm. Dùng giấy rộng hơn.`,
    en: `The number stands ${numberMm} mm high; it needs ${LEAST_NUMBER_MM} mm. Take wider paper.`,
  }
  return [{ severity: 'warning', path: '', code: 'number-too-low', ...words }]
}

function tooLong(lengthMm: number, { longestCm }: Slips): SettingsLine[] {
  if (lengthMm <= longestCm * 10) return []
  const cm = Math.ceil(lengthMm / 10)
  const words = {
    vi: `Phiếu dài ${cm} cm, hơn mức ${longestCm} cm. Bỏ bớt phần, hoặc tăng mức.`,
    en: `The slip is ${cm} cm long, more than ${longestCm} cm. Leave parts out, or allow more.`,
  }
  return [{ severity: 'warning', path: '/longestCm', code: 'slip-too-long', ...words }]
}
