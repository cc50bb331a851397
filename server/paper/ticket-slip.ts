import { type SlipPart, type Slips, STANDARD_SLIP } from '#core/contract/settings/slips.ts'
import type { Bitmap } from '#server/drivers/bitmap.ts'
import { type Block, gap, type Paper, rule, type TextBlock, text, type Words } from './paper.ts'

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

/** What the office chose for its slips, its logo read and in black dots already. */
export interface SlipTemplate extends Pick<Slips, 'header' | 'parts' | 'footer' | 'english'> {
  readonly logo: Bitmap | null
}

/**
 * Lays out a ticket: the number first, then what the office wants said, in its order. Parts of one kind stand together, a rule
 * between kinds.
 *
 *     office · logo · own lines │ NUMBER │ service │ counter, ahead, estimate │ what to do │ code │ own lines · date
 */
export function ticketSlip(facts: SlipFacts, template: SlipTemplate = STANDARD): Paper {
  const blocks: Block[] = []
  if (facts.practice)
    blocks.push({ kind: 'banner', text: NOT_REAL.vi }, text(NOT_REAL.en, 'strong', { bold: true }), gap(1))
  if (facts.copy) blocks.push({ kind: 'banner', text: 'BẢN SAO · COPY' }, gap(1))
  if (template.logo) blocks.push({ kind: 'picture', picture: template.logo }, gap(1))
  blocks.push(
    text(facts.office, 'body', { bold: true }),
    ...ownLines(template.header),
    rule('thick'),
    text(template.english ? 'SỐ THỨ TỰ · NUMBER' : 'SỐ THỨ TỰ', 'body', { bold: true }),
    { kind: 'number', text: facts.number },
    ...partsOf(facts, template.parts),
    rule('dashed'),
    ...ownLines(template.footer),
    text(`${facts.time} · ${facts.date}`, 'body', { bold: true }),
  )
  const spoken = template.english ? blocks : blocks.map(inVietnamese).filter((block) => !isEnglish.has(block))
  return { title: facts.copy ? `${facts.number} (bản sao)` : facts.number, blocks: spoken }
}

const STANDARD: SlipTemplate = { ...STANDARD_SLIP, logo: null }

/** Which parts stand together. */
const KIND: Record<SlipPart, 'what' | 'facts' | 'words' | 'code'> = {
  service: 'what',
  counter: 'facts',
  ahead: 'facts',
  estimate: 'facts',
  please: 'words',
  missed: 'words',
  notes: 'words',
  qr: 'code',
}

function partsOf(facts: SlipFacts, parts: SlipTemplate['parts']): Block[] {
  const drawn = parts
    .map(({ what }) => ({ what, blocks: blocksOf(what, facts) }))
    .filter(({ blocks }) => blocks.length > 0)
  return drawn.flatMap(({ what, blocks }, i) => {
    const [before, after] = [drawn[i - 1]?.what, drawn[i + 1]?.what]
    const kind = KIND[what]
    const isFirst = before === undefined || KIND[before] !== kind
    const isLast = after === undefined || KIND[after] !== kind
    const between: Block[] = isFirst
      ? opening(kind, before === undefined)
      : kind === 'words' && what !== 'notes'
        ? [gap(1)]
        : []
    return [...between, ...blocks, ...(isLast && kind === 'facts' && counts(drawn, i) ? [madeAt(facts)] : [])]
  })
}

function opening(kind: (typeof KIND)[SlipPart], isTop: boolean): Block[] {
  if (kind === 'what') return isTop ? [] : [rule('thin')]
  return [rule(kind === 'code' ? 'dashed' : 'thin')]
}

/** Did this run of facts, which ends here, say something that grows old? */
function counts(drawn: readonly { what: SlipPart }[], end: number): boolean {
  for (let i = end; KIND[drawn[i]?.what ?? 'qr'] === 'facts'; i--) if (drawn[i]?.what !== 'counter') return true
  return false
}

function madeAt({ madeAt }: SlipFacts): Block {
  return text(`Tính lúc ${madeAt} · as of ${madeAt}`, 'small', { align: 'left' })
}

function blocksOf(part: SlipPart, facts: SlipFacts): Block[] {
  switch (part) {
    case 'service':
      return [
        text(facts.service.vi, 'strong', { bold: true }),
        english(text(facts.service.en, 'small')),
        ...goesOnTo(facts.further),
      ]
    case 'counter':
      return [{ kind: 'fact', label: { vi: 'Quầy', en: 'Counter' }, text: facts.counters }]
    case 'ahead':
      return [{ kind: 'fact', label: { vi: 'Đang chờ trước', en: 'People ahead' }, text: `${facts.ahead} người` }]
    case 'estimate':
      return facts.estimate ? estimated(facts.estimate) : []
    case 'please':
      return [
        text('Vui lòng ngồi chờ, theo dõi bảng và loa.', 'body', { bold: true, align: 'left' }),
        english(text('Please take a seat, watch the board, listen for your number.', 'small', { align: 'left' })),
      ]
    case 'missed':
      return [
        text(facts.missed.vi, 'body', { align: 'left' }),
        english(text(facts.missed.en, 'small', { align: 'left' })),
      ]
    case 'notes':
      return facts.notes.flatMap((note) => [
        gap(1),
        text(note.vi, 'body', { bold: true, align: 'left' }),
        english(text(note.en, 'small', { align: 'left' })),
      ])
    case 'qr':
      return facts.url === null
        ? []
        : [
            {
              kind: 'qr',
              url: facts.url,
              beside: [
                text('Quét mã để theo dõi số và đánh giá', 'body'),
                text('Scan to follow your number and to rate', 'small'),
              ],
            },
          ]
    default:
      return part satisfies never
  }
}

function estimated({ from, to, beyond }: NonNullable<SlipFacts['estimate']>): Block[] {
  return [
    { kind: 'fact', label: { vi: 'Dự kiến gọi', en: 'Expected' }, text: `${from} – ${to}` },
    ...(beyond
      ? [
          text(BEYOND[beyond].vi, 'body', { bold: true, align: 'left' }),
          english(text(BEYOND[beyond].en, 'small', { align: 'left' })),
        ]
      : []),
  ]
}

/** An office's own words: each line of them one of the slip. */
function ownLines({ vi, en }: Words): Block[] {
  const lines = (words: string) => words.split('\n').filter((line) => line.trim() !== '')
  return [...lines(vi).map((line) => text(line, 'body')), ...lines(en).map((line) => english(text(line, 'small')))]
}

/** The words beside the Vietnamese ones: left out where an office prints without them. */
const isEnglish = new WeakSet<Block>()
function english(block: TextBlock): TextBlock {
  isEnglish.add(block)
  return block
}

function inVietnamese(block: Block): Block {
  if (block.kind === 'fact') return { ...block, label: { ...block.label, en: '' } }
  if (block.kind === 'qr') return { ...block, beside: block.beside.slice(0, 1) }
  return block
}

function goesOnTo(further: readonly Words[]): Block[] {
  if (further.length === 0) return []
  const list = (language: keyof Words) => further.map((service) => service[language]).join(', ')
  return [
    gap(1),
    text(`Sau đó, vẫn số này: ${list('vi')}`, 'body', { bold: true }),
    english(text(`Then, same number: ${list('en')}`, 'small')),
  ]
}
