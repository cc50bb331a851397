import type { Because, WhyCalled } from './events.ts'
import type { Text } from './office.ts'

/** Why somebody was called, in a few words for staff: a line of the list of calls. */
export function whyCalled(why: WhyCalled): Text {
  if (why.how === 'picked') {
    return { vi: `Ngoài thứ tự: ${why.reason}`, en: `Out of order: ${why.reason}` }
  }
  const words = BECAUSE[why.because ?? 'claim']
  const minutes = Math.round(why.headStartMs / 60_000)
  if ((why.because ?? 'claim') !== 'claim' || minutes === 0) return words
  return {
    vi: `Diện ưu tiên, được tính sớm hơn ${minutes} phút`,
    en: `Priority, treated as ${minutes} minutes earlier`,
  }
}

const BECAUSE: Readonly<Record<Because, Text>> = {
  claim: { vi: 'Theo giờ đến', en: 'By the time of coming' },
  rank: { vi: 'Diện ưu tiên đi trước', en: 'Priority goes first' },
  'priority-turn': { vi: 'Đến lượt diện ưu tiên', en: 'The turn of priority' },
  'ordinary-turn': { vi: 'Đến lượt người không ưu tiên', en: 'The turn of those without priority' },
  'came-back-first': { vi: 'Quay lại, được gọi trước', en: 'Came back, goes first' },
  'put-first': { vi: 'Được người điều hành xếp lên trước', en: 'Put first by the head of the hall' },
  'session-before': { vi: 'Người của buổi trước', en: 'Of the session before' },
  'sent-here': { vi: 'Được chuyển đến quầy này', en: 'Sent to this counter' },
  'fast-lane': { vi: 'Quầy ưu tiên', en: 'Priority counter' },
  preference: { vi: 'Lĩnh vực quầy này gọi trước', en: 'The line this counter prefers' },
  share: { vi: 'Đến lượt lĩnh vực này ở quầy', en: 'The turn of this line at the counter' },
}
