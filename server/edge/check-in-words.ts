import type { Order } from '#core/domain/commands.ts'
import type { Queue } from '#core/domain/queue.ts'
import { appointmentWith } from '#core/domain/rules/appointments.ts'
import { localTime } from '#core/domain/service-day.ts'
import { checkInWindow } from '#core/domain/slots.ts'
import type { No } from './problem.ts'

/** Says when to come, to somebody who came to an appointment too early or on another day. */
export function withItsTime(no: No, order: Order, queue: Queue): No {
  if (order.type !== 'CheckIn') return no
  const appointment = appointmentWith(queue, order.code)
  if (!appointment) return no
  const { timeZone } = queue.office
  const slot = wallWords(appointment.slotAt, timeZone)
  if (no.code === 'too-early') {
    const opens = wallWords(checkInWindow(queue.office, appointment).fromAt, timeZone)
    const vi = `Bạn hẹn lúc ${slot.time}. Mời quay lại nhận số từ ${opens.time}.`
    return { ...no, message: { vi, en: `You are booked for ${slot.time}. Please check in from ${opens.time}.` } }
  }
  if (no.code === 'other-day') {
    const vi = `Bạn hẹn ngày ${slot.date}, lúc ${slot.time}. Mời đến đúng ngày hẹn.`
    return { ...no, message: { vi, en: `You are booked for ${slot.date} at ${slot.time}. Please come on that day.` } }
  }
  return no
}

/** An instant as the office writes it: '24/11/2026', '09:00'. */
export function wallWords(at: number, timeZone: string): { date: string; time: string } {
  const { date, minutes } = localTime(at, timeZone)
  const [year, month, day] = date.split('-')
  const two = (n: number) => String(n).padStart(2, '0')
  return { date: `${day}/${month}/${year}`, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
}
