import { appointmentSlip } from '#server/paper/appointment-slip.ts'
import type { Paper } from '#server/paper/paper.ts'
import { procedureSlip } from '#server/paper/procedure-slip.ts'
import { testPage } from '#server/paper/test-page.ts'
import { type SlipFacts, ticketSlip } from '#server/paper/ticket-slip.ts'

/** One piece of paper of every kind Luot prints, with what must be readable on it. */
export interface SetSlip {
  readonly name: string
  readonly paper: Paper
  /** What the code says. */
  readonly code: string
  /** Lines a reader of printed Vietnamese must find, marks and all. */
  readonly words: readonly string[]
}

const office = 'Trung tâm Phục vụ hành chính công phường Hòa Xuân'
const date = '22/11/2026'

const ticket: SlipFacts = {
  office,
  number: 'A012',
  service: { vi: 'Chứng thực, hộ tịch', en: 'Certification, civil status' },
  further: [],
  counters: '2, 3',
  ahead: 4,
  estimate: { from: '09:20', to: '09:45' },
  madeAt: '08:47',
  date,
  time: '08:47',
  url: 'https://luot.example.vn/t/A012-7f3a9c2e41',
  copy: false,
  notes: [
    { vi: 'Sau 15:00, kết quả trả vào ngày làm việc sau.', en: 'After 15:00 results come the next working day.' },
  ],
  missed: { vi: 'Lỡ lượt: báo tại quầy trong 15 phút.', en: 'Missed it? Tell the counter within 15 minutes.' },
}

const procedure = {
  office,
  date,
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  papers: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
  time: 'Trong ngày',
  fee: 'Miễn lệ phí (đúng hạn); 8.000 đồng (quá hạn)',
  where: 'Quầy 2, 3',
  url: 'https://luot.example.vn/p/1.001193',
}

/** Every kind of slip, for paper so many dots wide. */
export function slipSet(dots: 384 | 576): SetSlip[] {
  const url = ticket.url ?? ''
  const seat = 'Vui lòng ngồi chờ, theo dõi bảng và loa'
  const wide = (words: string) => (dots === 576 ? [words] : [])
  return [
    { name: 'ticket', paper: ticketSlip(ticket), code: url, words: ['Chứng thực, hộ tịch', ...wide(seat)] },
    { name: 'copy', paper: ticketSlip({ ...ticket, copy: true }), code: url, words: ['Chứng thực, hộ tịch'] },
    { name: 'practice', paper: ticketSlip({ ...ticket, practice: true }), code: url, words: ['Chứng thực, hộ tịch'] },
    {
      name: 'priority',
      paper: ticketSlip({ ...ticket, number: 'U003', service: { vi: 'Quầy ưu tiên', en: 'Priority' }, ahead: 0 }),
      code: url,
      words: wide(seat),
    },
    {
      name: 'appointment',
      paper: appointmentSlip({
        office,
        code: '482913',
        service: { vi: 'Cấp đổi giấy phép lái xe', en: 'Driving licence' },
        date: '24/11/2026',
        time: '09:00',
        checkIn: { from: '08:30', until: '09:15' },
      }),
      code: 'LUOT-HEN:482913',
      words: ['mời lấy số thường', 'Cần đổi giờ, xin báo văn phòng'],
    },
    {
      name: 'procedure',
      paper: procedureSlip(procedure),
      code: procedure.url,
      words: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh', 'Miễn lệ phí (đúng hạn); 8.000 đồng (quá hạn)'],
    },
    {
      name: 'test page',
      paper: testPage({ office, printer: 'p1', driver: 'escpos-tcp', dots, date, time: '08:47', url }),
      code: url,
      words: ['TRANG IN THỬ', 'Chữ nhỏ nhất trên phiếu: phải đọc được', 'Nếu thấy đủ hai mép, máy in đúng khổ'],
    },
  ]
}
