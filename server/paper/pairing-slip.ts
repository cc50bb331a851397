import { type Paper, rule, text } from './paper.ts'

/** What an agent that waits to be paired prints where it has a printer: whoever stands before it compares the code. */
export function pairingSlip({ code, until, machine }: { code: string; until: string; machine: string }): Paper {
  return {
    title: 'pairing',
    blocks: [
      rule('thick'),
      text('MÁY NÀY CHỜ GHÉP', 'heading', { bold: true }),
      text('This machine waits to be paired', 'small'),
      text(code, 'heading', { bold: true }),
      text('Quản trị: mở trang Thiết bị, mục Máy phụ, so đúng mã này rồi duyệt.', 'body'),
      text('Administrator: page Devices, Agents: approve the very same code.', 'small'),
      { kind: 'fact', label: { vi: 'Mã dùng đến', en: 'Good until' }, text: until },
      { kind: 'fact', label: { vi: 'Máy', en: 'Machine' }, text: machine },
      rule('thick'),
    ],
  }
}
