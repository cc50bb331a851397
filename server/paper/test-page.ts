import { gap, type Paper, rule, text } from './paper.ts'

export interface TestPageFacts {
  readonly office: string
  readonly printer: string
  readonly driver: string
  readonly dots: number
  readonly date: string
  readonly time: string
  readonly url: string
}

/** The page that shows whether a printer prints what it should: every hard letter, both edges, a number and a code. */
export function testPage(facts: TestPageFacts): Paper {
  return {
    title: `test ${facts.printer}`,
    blocks: [
      rule('thick'),
      text('TRANG IN THỬ', 'heading', { bold: true }),
      text('Test page', 'small'),
      text(facts.office, 'body', { bold: true }),
      rule('thin'),
      text('Ẩ Ẫ Ậ Ắ Ằ Ẳ Ẵ Ặ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ứ Ừ Ử Ữ Ự Ỳ Ỵ Đ', 'body', { align: 'left' }),
      text('ẩ ẫ ậ ắ ằ ẳ ẵ ặ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ỳ ỵ đ', 'body', { align: 'left' }),
      text('Chữ nhỏ nhất trên phiếu: phải đọc được.', 'small', { align: 'left' }),
      { kind: 'number', text: 'A0123' },
      rule('dashed'),
      { kind: 'fact', label: { vi: 'Máy in', en: 'Printer' }, text: facts.printer },
      { kind: 'fact', label: { vi: 'Trình điều khiển', en: 'Driver' }, text: facts.driver },
      { kind: 'fact', label: { vi: 'Bề ngang', en: 'Width' }, text: `${facts.dots} điểm` },
      { kind: 'qr', url: facts.url, beside: [text('Quét thử mã này', 'body'), text('Try to scan this', 'small')] },
      gap(1),
      { kind: 'banner', text: 'Nếu thấy đủ hai mép, máy in đúng khổ' },
      text(`${facts.time} · ${facts.date}`, 'small'),
      rule('thick'),
    ],
  }
}
