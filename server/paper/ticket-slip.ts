import { type Block, gap, type Paper, rule, text, type Words } from './paper.ts'

/**
 * What a citizen takes in the hand, in texts that are ready to read. There is no field for a name, a telephone, or
 * the reason of a priority: what is not here cannot get onto the paper.
 */
export interface SlipFacts {
  readonly office: string
  /** As it is shown and spoken: "A012". */
  readonly number: string
  readonly service: Words
  /** Where the same number goes on to afterwards, in this order; usually nowhere. */
  readonly further: readonly Words[]
  /** The counters that serve it: "2, 3". */
  readonly counters: string
  readonly ahead: number
  /** Clock times: "09:20" to "09:45", and what may come before the turn. Null while nothing honest can be said. */
  readonly estimate: { readonly from: string; readonly to: string; readonly beyond?: 'lunch' | 'closing' } | null
  /** When the count and the estimate were made: "08:47". */
  readonly madeAt: string
  /** "22/11/2026" */
  readonly date: string
  /** When the number was taken: "08:47". */
  readonly time: string
  /** Where the number can be followed and the service rated; null leaves the code out. */
  readonly url: string | null
  readonly copy: boolean
  /** A number that is not real: the hall is being practised in. */
  readonly practice?: boolean
  /** What this office says today: results after 15:00 come tomorrow, lunch from 11:30. */
  readonly notes: readonly Words[]
  /** What happens to someone who misses the call, in this office's own rule. */
  readonly missed: Words
}

/** What stands above a number of a practice: nobody may sit down and wait with it. */
const NOT_REAL: Words = { vi: 'SỐ TẬP – KHÔNG CÓ GIÁ TRỊ', en: 'PRACTICE – NOT A REAL NUMBER' }

/** What may come before the turn: said, not silently reckoned across. */
const BEYOND: Record<'lunch' | 'closing', Words> = {
  lunch: { vi: 'Có thể sau giờ nghỉ trưa', en: 'Maybe after the lunch break' },
  closing: { vi: 'Có thể quá giờ làm việc', en: 'Maybe past closing time' },
}

/** Lays out a ticket: the number first, then where, how long, and what to do. */
export function ticketSlip(facts: SlipFacts): Paper {
  const blocks: Block[] = []
  if (facts.practice)
    blocks.push({ kind: 'banner', text: NOT_REAL.vi }, text(NOT_REAL.en, 'strong', { bold: true }), gap(1))
  if (facts.copy) blocks.push({ kind: 'banner', text: 'BẢN SAO · COPY' }, gap(1))
  blocks.push(
    text(facts.office, 'body', { bold: true }),
    rule('thick'),
    text('SỐ THỨ TỰ · NUMBER', 'body', { bold: true }),
    { kind: 'number', text: facts.number },
    text(facts.service.vi, 'strong', { bold: true }),
    text(facts.service.en, 'small'),
    ...goesOnTo(facts.further),
    rule('thin'),
    { kind: 'fact', label: { vi: 'Quầy', en: 'Counter' }, text: facts.counters },
    { kind: 'fact', label: { vi: 'Đang chờ trước', en: 'People ahead' }, text: `${facts.ahead} người` },
  )
  if (facts.estimate) {
    const { from, to, beyond } = facts.estimate
    blocks.push({ kind: 'fact', label: { vi: 'Dự kiến gọi', en: 'Expected' }, text: `${from} – ${to}` })
    if (beyond)
      blocks.push(
        text(BEYOND[beyond].vi, 'body', { bold: true, align: 'left' }),
        text(BEYOND[beyond].en, 'small', { align: 'left' }),
      )
  }
  blocks.push(
    text(`Tính lúc ${facts.madeAt} · as of ${facts.madeAt}`, 'small', { align: 'left' }),
    rule('thin'),
    text('Vui lòng ngồi chờ, theo dõi bảng và loa.', 'body', { bold: true, align: 'left' }),
    text('Please take a seat, watch the board, listen for your number.', 'small', { align: 'left' }),
    gap(1),
    text(facts.missed.vi, 'body', { align: 'left' }),
    text(facts.missed.en, 'small', { align: 'left' }),
  )
  for (const note of facts.notes) {
    blocks.push(gap(1), text(note.vi, 'body', { bold: true, align: 'left' }), text(note.en, 'small', { align: 'left' }))
  }
  if (facts.url !== null) {
    blocks.push(rule('dashed'), {
      kind: 'qr',
      url: facts.url,
      beside: [
        text('Quét mã để theo dõi số và đánh giá', 'body'),
        text('Scan to follow your number and to rate', 'small'),
      ],
    })
  }
  blocks.push(rule('dashed'), text(`${facts.time} · ${facts.date}`, 'body', { bold: true }))
  return { title: facts.copy ? `${facts.number} (bản sao)` : facts.number, blocks }
}

function goesOnTo(further: readonly Words[]): Block[] {
  if (further.length === 0) return []
  const list = (language: keyof Words) => further.map((service) => service[language]).join(', ')
  return [
    gap(1),
    text(`Sau đó, vẫn số này: ${list('vi')}`, 'body', { bold: true }),
    text(`Then, same number: ${list('en')}`, 'small'),
  ]
}
