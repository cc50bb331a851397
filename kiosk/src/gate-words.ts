import type { ClosedGate } from '#core/contract/gate.ts'
import type { KioskView } from '#core/contract/kiosk.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { whenOpens } from '#web/words/opening.ts'
import { defineWords } from '#web/words/words.ts'

/** What a closed kiosk says: what is so, from when numbers are given again, whom to ask meanwhile. */
export const words = defineWords({
  preparing: { vi: 'Sảnh đang được chuẩn bị', en: 'This hall is being prepared' },
  preparingAsk: {
    vi: 'Sẽ sớm phục vụ quý vị. Mời hỏi cán bộ tại đây.',
    en: 'It will open soon. Please ask our staff here.',
  },
  hallClosed: { vi: 'Hiện ngoài giờ làm việc', en: 'The office is closed now' },
  holiday: { vi: (name: string) => `Hôm nay nghỉ: ${name}`, en: (name: string) => `Closed today: ${name}` },
  lunch: { vi: 'Văn phòng đang nghỉ trưa', en: 'The office is having its lunch break' },
  stopped: { vi: (why: string) => `Tạm dừng lấy số: ${why}`, en: (why: string) => `No numbers just now: ${why}` },
  serviceClosed: { vi: 'Hiện không nhận số', en: 'No numbers are given now' },
  lastGiven: { vi: 'Đã phát số cuối của buổi này', en: 'The last number of this session is given' },
  sessionFull: { vi: 'Đã hết số của buổi này', en: 'No numbers are left for this session' },
  dayFull: { vi: 'Đã hết số của hôm nay', en: 'No numbers are left for today' },

  opensAt: {
    vi: (when: string) => `Mở cửa ${when}. Cần gấp, mời hỏi bảo vệ.`,
    en: (when: string) => `Opens ${when}. If urgent, please ask the guard.`,
  },
  opensUnknown: {
    vi: 'Mời xem giờ làm việc ở cửa hoặc hỏi bảo vệ.',
    en: 'See the hours at the door or ask the guard.',
  },
  morningFirst: {
    vi: (when: string) => `Lấy số từ ${when}. Số buổi sáng được gọi trước. Cần gấp, hỏi bảo vệ.`,
    en: (when: string) => `Numbers from ${when}. The morning’s go first. If urgent, ask the guard.`,
  },
  byClaim: {
    vi: (when: string) => `Lấy số từ ${when}. Số đã lấy giữ nguyên. Cần gấp, hỏi bảo vệ.`,
    en: (when: string) => `Numbers from ${when}. Those given keep their place. If urgent, ask the guard.`,
  },
  numbersFrom: {
    vi: (when: string) => `Lấy số từ ${when}. Cần gấp, mời hỏi cán bộ hướng dẫn.`,
    en: (when: string) => `Numbers again from ${when}. If urgent, please ask our staff.`,
  },
  askStaff: {
    vi: 'Chưa rõ khi nào có số lại. Mời hỏi cán bộ hướng dẫn.',
    en: 'Nobody knows yet for how long. Please ask our staff.',
  },

  // On a tile, beside services that are open
  tileFrom: {
    vi: (when: string) => `Lấy số từ ${when}, hoặc hỏi cán bộ.`,
    en: (when: string) => `From ${when}, or ask staff.`,
  },
  tileAsk: { vi: 'Mời hỏi cán bộ.', en: 'Please ask our staff.' },
})

/** A closed gate in words: what is so, and what to do. */
export function closedWords(gate: ClosedGate, lunch: KioskView['lunch'], now: number, zone: string) {
  return { what: whatOf(gate), whatToDo: whatToDo(gate, lunch, now, zone) }
}

/** The same for one tile, in a line. */
export function closedOnTile(gate: ClosedGate, now: number, zone: string): Sentence {
  const what = whatOf(gate)
  const next = gate.opensAt === null ? words.pair('tileAsk') : inBoth('tileFrom', gate.opensAt, now, zone)
  return { vi: `${what.vi}. ${next.vi}`, en: `${what.en}. ${next.en}` }
}

/** The shortest word of it, for a screen held in the hand. */
export function closedWhat(gate: ClosedGate): Sentence {
  return whatOf(gate)
}

function whatOf({ why, reason, name }: ClosedGate): Sentence {
  switch (why) {
    case 'being-prepared':
      return words.pair('preparing')
    case 'hall-closed':
      return words.pair('hallClosed')
    case 'holiday':
      return name === null ? words.pair('hallClosed') : each('holiday', name)
    case 'lunch':
      return words.pair('lunch')
    case 'service-closed':
      return words.pair('serviceClosed')
    case 'closed-for-now':
      return reason === null ? words.pair('serviceClosed') : words.pair('stopped', reason)
    case 'last-number-given':
      return words.pair('lastGiven')
    case 'quota-session':
      return words.pair('sessionFull')
    case 'quota-day':
      return words.pair('dayFull')
    default:
      return why satisfies never
  }
}

function whatToDo({ why, opensAt }: ClosedGate, lunch: KioskView['lunch'], now: number, zone: string): Sentence {
  if (why === 'being-prepared') return words.pair('preparingAsk')
  const isShut = why === 'hall-closed' || why === 'holiday' || why === 'lunch'
  if (opensAt === null) return words.pair(isShut ? 'opensUnknown' : 'askStaff')
  if (why === 'lunch') return inBoth(lunch === 'morning-first' ? 'morningFirst' : 'byClaim', opensAt, now, zone)
  return inBoth(isShut ? 'opensAt' : 'numbersFrom', opensAt, now, zone)
}

type WithTime = 'opensAt' | 'morningFirst' | 'byClaim' | 'numbersFrom' | 'tileFrom'

/** A day is called otherwise in each language. */
function inBoth(key: WithTime, at: number, now: number, zone: string): Sentence {
  return each(key, { vi: whenOpens(at, now, 'vi', zone), en: whenOpens(at, now, 'en', zone) })
}

function each(key: WithTime | 'holiday', detail: Sentence): Sentence {
  return { vi: words.pair(key, detail.vi).vi, en: words.pair(key, detail.en).en }
}

/** What must be said in fifteen words at most (U11); test/web/kiosk-words.ts counts them with the longest time. */
export const troubles = ['opensUnknown', 'askStaff', 'preparingAsk'] as const
export const troublesWithTime = ['opensAt', 'morningFirst', 'byClaim', 'numbersFrom'] as const
