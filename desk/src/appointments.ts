import type { AppointmentDay, BookedAppointment, CalendarFeed, SlotDay } from '#core/contract/appointments.ts'
import type { Me } from '#core/contract/desk.ts'
import type { IssuedTicket } from '#core/contract/kiosk.ts'
import { newId } from '#web/hub/new-id.ts'
import { askHttp } from './http.ts'

export type Expected = AppointmentDay['appointments'][number]
export type Slot = SlotDay['slots'][number]

/** What the page of appointments asks of the hub. */
export const appointments = {
  day: (day: string | null) =>
    askHttp<AppointmentDay>('GET', day === null ? '/api/appointments' : `/api/appointments?day=${day}`),
  slots: (service: string, day: string) => askHttp<SlotDay>('GET', `/api/slots?service=${service}&day=${day}`),
  book: (service: string, slotAt: number) =>
    askHttp<BookedAppointment>('POST', '/api/book-appointment', { appointment: newId(), service, slotAt }),
  move: (appointment: string, slotAt: number) =>
    askHttp<BookedAppointment>('POST', '/api/move-appointment', { appointment, slotAt }),
  cancel: (appointment: string, reason: string) =>
    askHttp<unknown>('POST', '/api/cancel-appointment', { appointment, reason }),
  checkIn: (code: string) => askHttp<IssuedTicket>('POST', '/api/check-in', { ticket: newId(), code }),
  print: (appointment: string) => askHttp<{ printed: boolean }>('POST', '/api/print-appointment', { appointment }),
  /** Only an administrator is told. */
  feed: async (): Promise<string | null> => {
    const me = await askHttp<Me>('GET', '/api/session')
    if (!me.ok || me.value.role !== 'admin') return null
    const got = await askHttp<CalendarFeed>('GET', '/api/calendar')
    return got.ok ? got.value.url : null
  },
}
