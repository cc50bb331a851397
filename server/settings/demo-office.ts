import type { Office } from '#core/domain/office.ts'
import { completeOffice } from '#core/domain/office-defaults.ts'
import type { Hall } from './hall.ts'

const MINUTE = 60_000

/** The demonstration office: a ward's public service centre with seven services and six counters, open at any hour. */
export const demoOffice: Office = completeOffice({
  id: 'phuong-mau',
  name: { vi: 'Trung tâm Phục vụ hành chính công Phường Mẫu', en: 'Public Service Centre, Sample Ward' },
  timeZone: 'Asia/Ho_Chi_Minh',
  dayStartsAt: '00:00',
  numbering: { kind: 'per-service' },
  services: [
    {
      ...service('ho-tich', 'A', 'Hộ tịch', 'Civil status', 'Khai sinh, kết hôn, khai tử', 'Birth, marriage, death', 9),
      slots: { everyMs: 15 * MINUTE, capacity: 4, walkInShare: 0.5 },
    },
    service(
      'chung-thuc',
      'H',
      'Chứng thực',
      'Certification',
      'Sao y, chữ ký, hợp đồng',
      'Copies, signatures, contracts',
      5,
    ),
    {
      ...service(
        'dat-dai',
        'K',
        'Đất đai, xây dựng',
        'Land, building',
        'Sổ đỏ, giấy phép xây dựng',
        'Land papers, permits',
        12,
      ),
      slots: { everyMs: 30 * MINUTE, capacity: 4, walkInShare: 0.5 },
    },
    service(
      'chinh-sach',
      'M',
      'Chính sách, xã hội',
      'Social support',
      'Trợ cấp, người có công, bảo hiểm',
      'Benefits, insurance',
      9,
    ),
    service(
      'kinh-doanh',
      'Q',
      'Hộ kinh doanh',
      'Household business',
      'Đăng ký, thay đổi, tạm ngừng',
      'Register, change, pause',
      10,
    ),
    service('tra-ket-qua', 'S', 'Trả kết quả', 'Results', 'Nhận hồ sơ đã giải quyết', 'Collect finished papers', 3),
    service('cu-tru', 'X', 'Cư trú', 'Residence', 'Thường trú, tạm trú, xác nhận', 'Permanent, temporary', 8),
  ],
  counters: [
    { id: 'quay-1', label: '1', services: ['ho-tich', 'chung-thuc'] },
    { id: 'quay-2', label: '2', services: ['chung-thuc'] },
    { id: 'quay-3', label: '3', services: ['dat-dai', 'kinh-doanh'] },
    { id: 'quay-4', label: '4', services: ['chinh-sach', 'ho-tich'] },
    { id: 'quay-5', label: '5', services: ['tra-ket-qua', 'chung-thuc'] },
    { id: 'quay-6', label: '6', services: ['cu-tru'] },
  ],
  classes: [
    {
      id: 'cao-tuoi',
      name: { vi: 'Người cao tuổi', en: 'Elderly' },
      icon: 'elderly',
      headStartMs: 30 * MINUTE,
      fromAge: 60,
    },
    {
      id: 'khuyet-tat',
      name: { vi: 'Người khuyết tật', en: 'Disabled' },
      icon: 'disabled',
      headStartMs: 30 * MINUTE,
    },
    { id: 'mang-thai', name: { vi: 'Phụ nữ mang thai', en: 'Pregnant' }, icon: 'pregnant', headStartMs: 30 * MINUTE },
    {
      id: 'con-nho',
      name: { vi: 'Có con nhỏ đi cùng', en: 'With a small child' },
      icon: 'child',
      headStartMs: 30 * MINUTE,
    },
    { id: 'co-cong', name: { vi: 'Người có công', en: 'Of merit' }, icon: 'merit', headStartMs: 30 * MINUTE },
  ],
  calling: {
    callLimit: 3,
    repeatMs: 2_000,
    answerWindowMs: 60_000,
    bringBackWithinMs: 30 * MINUTE,
    parkLimitMs: 60 * MINUTE,
    // Off at every counter: an officer who likes it switches it on at the own desk.
    automaticAfterMs: 15_000,
  },
  rating: {
    levels: [
      { id: 'rat-hai-long', name: { vi: 'Rất hài lòng', en: 'Very satisfied' }, face: 'very-good', satisfied: true },
      { id: 'hai-long', name: { vi: 'Hài lòng', en: 'Satisfied' }, face: 'good', satisfied: true },
      { id: 'chua-hai-long', name: { vi: 'Chưa hài lòng', en: 'Not satisfied' }, face: 'bad', satisfied: false },
    ],
    reasons: [
      { id: 'thoi-gian', name: { vi: 'Chờ lâu', en: 'Long wait' } },
      { id: 'thai-do', name: { vi: 'Thái độ', en: 'Attitude' } },
      { id: 'huong-dan', name: { vi: 'Hướng dẫn chưa rõ', en: 'Unclear information' } },
      { id: 'di-lai', name: { vi: 'Phải đi lại nhiều lần', en: 'Too many visits' } },
    ],
    terminalWindowMs: 2 * MINUTE,
    repeatMs: 5_000,
  },
  notice: {
    vi: 'Vui lòng ngồi chờ, theo dõi bảng và loa. Lỡ lượt, xin báo quầy hướng dẫn.',
    en: 'Please take a seat and watch the board. Missed your turn? Tell the information desk.',
  },
})

/** No hardware: one virtual printer, which every kiosk uses. */
export const demoHall: Hall = {
  devices: [{ id: 'may-in-1', name: 'Máy in ảo', driver: 'virtual', settings: {}, dots: 576 }],
  kiosks: [{ id: '*', printer: 'may-in-1' }],
  agents: [],
  voice: { language: 'vi', form: 'polite' },
  sound: { volume: 100, quiet: [], guidance: [] },
}

/** The officers of the demonstration; their PINs are made at random and printed once. */
export const demoOfficers = [
  { id: 'an', name: 'Nguyễn Thị An' },
  { id: 'binh', name: 'Trần Văn Bình' },
  { id: 'chi', name: 'Lê Thị Chi' },
  { id: 'dung', name: 'Phạm Văn Dũng' },
] as const

function service(
  id: string,
  prefix: string,
  vi: string,
  en: string,
  aboutVi: string,
  aboutEn: string,
  minutes: number,
) {
  return {
    id,
    prefix,
    name: { vi, en },
    about: { vi: aboutVi, en: aboutEn },
    open: true,
    usualServiceMs: minutes * MINUTE,
  }
}
