import { type Block, type Paper, rule, text, type Words } from './paper.ts'

/** A procedure to take home: what to bring, how long, how much, where. Every text stands as the catalogue has it. */
export interface ProcedureFacts {
  readonly office: string
  readonly code: string
  readonly name: string
  /** What to bring, one paper each. */
  readonly papers: readonly string[]
  readonly time: string
  /** Verbatim with its note: a fee in other words would be a promise. */
  readonly fee: string
  readonly where: string
  /** What the office adds in its own words. */
  readonly note?: string | null
  readonly url: string | null
  readonly date: string
}

const label = (vi: string, en: string): Words => ({ vi, en })

export function procedureSlip(facts: ProcedureFacts): Paper {
  const blocks: Block[] = [
    text(facts.office, 'body', { bold: true }),
    rule('thick'),
    text(facts.name, 'strong', { bold: true, align: 'left' }),
    text(`Mã thủ tục / Code: ${facts.code}`, 'small', { align: 'left' }),
    rule('thin'),
    text('Giấy tờ cần mang theo', 'heading', { bold: true, align: 'left' }),
    text('Papers to bring', 'small', { align: 'left' }),
    facts.papers.length > 0
      ? { kind: 'checklist', items: facts.papers }
      : text('Hỏi tại quầy hướng dẫn. · Please ask at the help desk.', 'body', { align: 'left' }),
    rule('thin'),
    { kind: 'fact', label: label('Thời hạn', 'Time'), text: facts.time },
    { kind: 'fact', label: label('Phí, lệ phí', 'Fee'), text: facts.fee },
    { kind: 'fact', label: label('Nơi nộp', 'Where'), text: facts.where },
  ]
  if (facts.note) blocks.push({ kind: 'fact', label: label('Lưu ý', 'Note'), text: facts.note })
  if (facts.url !== null) {
    blocks.push(rule('dashed'), {
      kind: 'qr',
      url: facts.url,
      beside: [text('Quét mã để xem đầy đủ trên điện thoại', 'body'), text('Scan to read it on your phone', 'small')],
    })
  }
  blocks.push(rule('dashed'), text(`In ngày ${facts.date}`, 'small'))
  return { title: facts.code, blocks }
}
