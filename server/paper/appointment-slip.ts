import { type Block, gap, type Paper, rule, text, type Words } from './paper.ts'

/** What somebody who booked takes home: the code, when and for what. There is no field for a name. */
export interface AppointmentFacts {
  readonly office: string
  /** Six digits. */
  readonly code: string
  readonly service: Words
  /** "24/11/2026" and "09:00". */
  readonly date: string
  readonly time: string
  /** When the kiosk takes the code: "08:30" to "09:15". */
  readonly checkIn: { readonly from: string; readonly until: string }
}

export function appointmentSlip(facts: AppointmentFacts): Paper {
  const { code, checkIn } = facts
  const blocks: Block[] = [
    text(facts.office, 'body', { bold: true }),
    rule('thick'),
    text('PHIẾU HẸN · APPOINTMENT', 'body', { bold: true }),
    text(`${facts.time} · ${facts.date}`, 'heading', { bold: true }),
    text(facts.service.vi, 'strong', { bold: true }),
    text(facts.service.en, 'small'),
    rule('thin'),
    text('Mã hẹn · Code', 'body'),
    { kind: 'number', text: code },
    rule('thin'),
    text(`Nhập mã hoặc quét QR ở máy lấy số, từ ${checkIn.from} đến ${checkIn.until}.`, 'body', { align: 'left' }),
    text(`Type the code or scan the QR at the kiosk, from ${checkIn.from} to ${checkIn.until}.`, 'small', {
      align: 'left',
    }),
    gap(1),
    text('Đến muộn hơn, mời lấy số thường. Cần đổi giờ, xin báo văn phòng.', 'body', { align: 'left' }),
    text('Later than that, please take an ordinary number. To change the time, tell the office.', 'small', {
      align: 'left',
    }),
    rule('dashed'),
    {
      kind: 'qr',
      url: `LUOT-HEN:${code}`,
      beside: [text('Quét ở máy lấy số', 'body'), text('Scan at the kiosk', 'small')],
    },
  ]
  return { title: `Hẹn ${code}`, blocks }
}
