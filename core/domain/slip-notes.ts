import { breakAfter, isLate } from './calendar.ts'
import type { Office, Text } from './office.ts'
import { localTime } from './service-day.ts'
import type { Ticket } from './ticket.ts'
import type { Wait } from './waiting-time.ts'

/** What this hour has to say to somebody who takes a number: the break before them, the closing, results tomorrow. */
export function slipNotes(office: Office, ticket: Ticket, wait: Wait | null, at: number): Text[] {
  if (ticket.practice) return []
  const notes: Text[] = []
  const end = breakAfter(office, ticket.service, at)
  if (end !== null && end.resumesAt !== null) {
    notes.push(lunchNote(office, clock(office, end.endsAt), clock(office, end.resumesAt)))
  } else if (end !== null && wait?.beyond === 'closing') {
    notes.push(closingNote(office, clock(office, end.endsAt)))
  }
  if (isLate(office, at)) notes.push(LATE)
  return notes
}

function lunchNote(office: Office, from: string, to: string): Text {
  return office.calendar.lunch === 'morning-first'
    ? {
        vi: `Nghỉ trưa ${from}–${to}. Số buổi sáng chưa gọi được gọi trước.`,
        en: `Break ${from}–${to}. Numbers of the morning go first afterwards.`,
      }
    : {
        vi: `Nghỉ trưa ${from}–${to}. Số chưa gọi vẫn giữ thứ tự.`,
        en: `Break ${from}–${to}. Your number keeps its place.`,
      }
}

function closingNote(office: Office, at: string): Text {
  return office.calendar.overnight === 'keep'
    ? {
        vi: `Có thể chưa đến lượt trước ${at}. Số được giữ sang ngày làm việc sau.`,
        en: `Your turn may not come before ${at}. The number stays valid on the next working day.`,
      }
    : {
        vi: `Có thể chưa đến lượt trước ${at}. Mời hỏi quầy hướng dẫn.`,
        en: `Your turn may not come before ${at}. Please ask at the information desk.`,
      }
}

const LATE: Text = {
  vi: 'Giờ này nhận hồ sơ, kết quả có thể trả vào ngày làm việc sau.',
  en: 'At this hour, results may come the next working day.',
}

function clock(office: Office, at: number): string {
  const { minutes } = localTime(at, office.timeZone)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
