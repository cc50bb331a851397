import {
  ADMINS,
  AT_COUNTERS,
  EXAMINERS,
  FIGURES,
  HEADS,
  OF_THE_OFFICE,
  PEOPLE,
  type StaffRole,
  WATCHERS,
} from '#core/contract/access.ts'
import type { Text } from '#core/contract/shapes.ts'

/** One of the staff's pages: its address and whom it is for. */
export interface PageRow {
  /** Its element, and its file in `pages/`. */
  readonly tag: string
  /** Behind `/desk`. */
  readonly path: string
  readonly title: Text
  /** Who finds it in the menu; what it may show is decided by the hub, again. */
  readonly may: 'anyone' | readonly StaffRole[]
  /** Where in the menu it stands; null: reached from elsewhere. */
  readonly part: MenuPart | null
}

/** serve: at the counter. watch: the hall and its figures. people: those who work here. set: what is set up. prove: what is kept. */
export type MenuPart = 'serve' | 'watch' | 'people' | 'set' | 'prove'

/** Every page of the staff, in the order of the menu. A new one is a row here. */
export const PAGES: readonly PageRow[] = [
  {
    tag: 'staff-desk',
    path: '',
    title: { vi: 'Bàn làm việc', en: 'Desk' },
    may: AT_COUNTERS,
    part: 'serve',
  },
  {
    tag: 'appointment-desk',
    path: '/appointments',
    title: { vi: 'Lịch hẹn', en: 'Appointments' },
    may: AT_COUNTERS,
    part: 'serve',
  },
  {
    tag: 'hall-live',
    path: '/live',
    title: { vi: 'Sảnh lúc này', en: 'The hall now' },
    may: HEADS,
    part: 'watch',
  },
  {
    tag: 'hall-leader',
    path: '/leader',
    title: { vi: 'Trang lãnh đạo', en: 'For leaders' },
    may: FIGURES,
    part: 'watch',
  },
  {
    tag: 'city-halls',
    path: '/city',
    title: { vi: 'Các sảnh', en: 'All halls' },
    may: FIGURES,
    part: 'watch',
  },
  {
    tag: 'day-report',
    path: '/day',
    title: { vi: 'Báo cáo ngày', en: 'The day’s report' },
    may: PEOPLE,
    part: 'watch',
  },
  {
    tag: 'office-reports',
    path: '/reports',
    title: { vi: 'Báo cáo và thống kê', en: 'Reports' },
    may: FIGURES,
    part: 'watch',
  },
  {
    tag: 'hall-rules',
    path: '/hall',
    title: { vi: 'Điều hành và thử quy tắc', en: 'The hall’s rules' },
    may: EXAMINERS,
    part: 'watch',
  },
  {
    tag: 'people-list',
    path: '/people',
    title: { vi: 'Con người', en: 'People' },
    may: ADMINS,
    part: 'people',
  },
  {
    tag: 'citizen-ratings',
    path: '/ratings',
    title: { vi: 'Ý kiến của công dân', en: 'What citizens say' },
    may: FIGURES,
    part: 'people',
  },
  {
    tag: 'slip-pile',
    path: '/slips',
    title: { vi: 'Nhập phiếu giấy', en: 'Enter paper slips' },
    may: HEADS,
    part: 'people',
  },
  {
    tag: 'officer-ranking',
    path: '/ranking',
    title: { vi: 'Xếp hạng hằng tháng', en: 'Monthly ranking' },
    may: WATCHERS,
    part: 'people',
  },
  {
    tag: 'own-month',
    path: '/mine',
    title: { vi: 'Kết quả tháng của tôi', en: 'My month' },
    may: AT_COUNTERS,
    part: 'people',
  },
  {
    tag: 'my-account',
    path: '/me',
    title: { vi: 'Tài khoản của tôi', en: 'My account' },
    may: PEOPLE,
    part: 'people',
  },
  {
    tag: 'office-setup',
    path: '/setup',
    title: { vi: 'Thiết lập cơ quan', en: 'Set up my office' },
    may: ADMINS,
    part: 'set',
  },
  {
    tag: 'office-settings',
    path: '/settings',
    title: { vi: 'Mọi cài đặt', en: 'All settings' },
    may: EXAMINERS,
    part: 'set',
  },
  {
    tag: 'office-rules',
    path: '/rules',
    title: { vi: 'Quy tắc của văn phòng', en: 'Rules of the office' },
    may: HEADS,
    part: 'set',
  },
  {
    tag: 'office-catalogue',
    path: '/catalogue',
    title: { vi: 'Danh mục thủ tục', en: 'Catalogue of procedures' },
    may: EXAMINERS,
    part: 'set',
  },
  {
    tag: 'hall-devices',
    path: '/devices',
    title: { vi: 'Thiết bị của sảnh', en: 'Devices of the hall' },
    may: OF_THE_OFFICE,
    part: 'set',
  },
  {
    tag: 'hall-screens',
    path: '/screens',
    title: { vi: 'Màn hình', en: 'Screens' },
    may: OF_THE_OFFICE,
    part: 'set',
  },
  {
    tag: 'acts-list',
    path: '/acts',
    title: { vi: 'Sổ thay đổi', en: 'Who changed what' },
    may: EXAMINERS,
    part: 'prove',
  },
  {
    tag: 'hub-health',
    path: '/health',
    title: { vi: 'Tình trạng hệ thống', en: 'Health' },
    may: 'anyone',
    part: 'prove',
  },
  {
    tag: 'office-copies',
    path: '/backups',
    title: { vi: 'Sao lưu', en: 'Copies' },
    may: EXAMINERS,
    part: 'prove',
  },
  {
    tag: 'journal-proof',
    path: '/proof',
    title: { vi: 'Dấu của sổ', en: 'The journal’s seal' },
    may: 'anyone',
    part: 'prove',
  },
  {
    tag: 'kept-records',
    path: '/kept',
    title: { vi: 'Lưu gì về một số', en: 'What is kept of a number' },
    may: EXAMINERS,
    part: 'prove',
  },
  {
    tag: 'test-dock',
    path: '/dock',
    title: { vi: 'Bến thử thiết bị', en: 'The dock' },
    may: 'anyone',
    part: null,
  },
]

/** The manual: plain pages beside the desk, made of docs/manual when the desk is built; anyone may read them. */
export const MANUAL = '/desk/manual/index.html'

const NO_SUCH_PAGE: PageRow = {
  tag: 'no-such-page',
  path: '/no-such-page',
  title: { vi: 'Không có trang này', en: 'There is no such page' },
  may: 'anyone',
  part: null,
}

/** Which of the staff's pages an address means. */
export function whichPage(path: string): PageRow {
  const behind = path.replace(/^\/desk/, '').replace(/\/(index\.html)?$/, '')
  return PAGES.find((page) => page.path === behind) ?? NO_SUCH_PAGE
}

/** Where somebody with this role begins, who does not sit at a counter: the first of these pages that is theirs. */
export function homeOf(role: StaffRole): string {
  const theirs = pagesFor(role).map(({ path }) => path)
  const home = BEGINNINGS[role].find((path) => theirs.includes(path)) ?? '/health'
  return `/desk${home}`
}

const BEGINNINGS: Readonly<Record<StaffRole, readonly string[]>> = {
  officer: [''],
  head: [''],
  admin: [''],
  leader: ['/leader', '/reports', '/day'],
  city: ['/city', '/reports', '/day'],
  auditor: ['/acts'],
}

/** The pages somebody with this role finds in the menu. */
export function pagesFor(role: StaffRole): readonly PageRow[] {
  return PAGES.filter(({ part, may }) => part !== null && (may === 'anyone' || may.includes(role)))
}
