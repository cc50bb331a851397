import { type Block, type Paper, rule, text } from './paper.ts'

/** A paper slip to be ticked: whose office, about which counter, which levels and reasons. Nothing tells who answers. */
export interface RatingSlip {
  readonly office: string
  readonly counter: string
  readonly levels: readonly { readonly name: string; readonly face: string }[]
  readonly reasons: readonly string[]
  /** 012-0034-5678 */
  readonly code: string
}

/** What every slip says, on A4 and on the roll. */
export const SLIP_WORDS = {
  title: 'Ý KIẾN CỦA ÔNG/BÀ',
  question: 'Ông/bà hài lòng thế nào về lần phục vụ này? Đánh dấu một ô.',
  why: 'Nếu chưa hài lòng, vì:',
  when: 'Ngày …… / ……',
  parts: ['Sáng', 'Chiều'],
  noName: 'Xin đừng ghi tên. Bỏ phiếu vào hòm.',
} as const

/** The slip for the hall's printer, 58 or 80 mm. */
export function ratingSlip(slip: RatingSlip): Paper {
  const reasons: Block[] =
    slip.reasons.length === 0
      ? []
      : [text(SLIP_WORDS.why, 'small', { align: 'left' }), { kind: 'checklist', items: slip.reasons }]
  return {
    title: slip.code,
    blocks: [
      text(slip.office, 'small'),
      text(SLIP_WORDS.title, 'heading', { bold: true }),
      text(slip.counter, 'body', { bold: true }),
      rule('thin'),
      text(SLIP_WORDS.question, 'body', { align: 'left' }),
      { kind: 'checklist', items: slip.levels.map(({ name }) => name) },
      ...reasons,
      rule('thin'),
      text(SLIP_WORDS.when, 'body', { align: 'left' }),
      { kind: 'checklist', items: SLIP_WORDS.parts },
      {
        kind: 'qr',
        url: slip.code.replaceAll('-', ''),
        beside: [text(slip.code, 'body', { bold: true }), text(SLIP_WORDS.noName, 'small')],
      },
    ],
  }
}
