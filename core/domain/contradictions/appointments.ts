import type { Office } from '../office.ts'
import { isDate, noSuchDate } from './calendar.ts'
import { unknownClass, unknownServices } from './counters.ts'
import { error, type Line } from './line.ts'
import { isClass } from './whole.ts'

const DAY = 86_400_000

/** What contradicts itself in the rules for appointments. */
export function appointmentContradictions(office: Office): readonly Line[] {
  const { appointments, services } = office
  const known = new Set(services.map(({ id }) => id))
  const lines: Line[] = []
  if (!isClass(office, appointments.class)) lines.push(unknownClass('/appointments/class', appointments.class))
  for (const window of ['earlyMs', 'lateMs', 'leadMs'] as const) {
    if (appointments[window] >= 0) continue
    lines.push(
      error(
        `/appointments/${window}`,
        'negative-time',
        'Thời gian không thể âm. Đặt từ 0 trở lên.',
        'A time cannot be negative. Set it from 0 up.',
      ),
    )
  }
  // On a horizon of 0 days one may still book for later today.
  const horizonMs = (appointments.horizonDays + 1) * DAY
  if (services.some(({ slots }) => slots !== null) && appointments.leadMs >= horizonMs) {
    lines.push(
      error(
        '/appointments/leadMs',
        'lead-beyond-the-horizon',
        'Phải đặt trước lâu hơn số ngày được đặt, nên không đặt được khung nào. Giảm thời gian đặt trước, hoặc tăng số ngày.',
        'One must book longer ahead than one may: nothing can be booked. Shorten the lead time, or allow more days.',
      ),
    )
  }
  for (const [i, { from, to, services: only }] of appointments.blackouts.entries()) {
    const path = `/appointments/blackouts/${i}`
    const impossible = (['from', 'to'] as const).filter((end) => !isDate(end === 'from' ? from : to))
    lines.push(...impossible.map((end) => noSuchDate(`${path}/${end}`, end === 'from' ? from : to)))
    if (impossible.length === 0 && from > to) {
      lines.push(
        error(
          `${path}/to`,
          'blackout-ends-before-it-starts',
          `Đợt nghỉ hẹn từ ${from} đến ${to} bị ngược. Đổi lại hai ngày.`,
          `This runs from ${from} to ${to}, backwards. Swap the two days.`,
        ),
      )
    }
    lines.push(...unknownServices(only ?? [], known, `${path}/services`))
  }
  return lines
}
