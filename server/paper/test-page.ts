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
      ...everyLetter.map((letters) => text(letters, 'body', { align: 'left' })),
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

/** Every Vietnamese vowel with every tone, and đ: a person sees at a glance which row is wrong. */
export const everyLetter: readonly string[] = ['aăâ', 'eê', 'iy', 'oôơ', 'uư'].flatMap((vowels) => {
  const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
  const small = [...vowels].map((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')).join('')).join(' ')
  const last = vowels === 'uư' ? ' đ' : ''
  return [(small + last).toUpperCase(), small + last]
})
