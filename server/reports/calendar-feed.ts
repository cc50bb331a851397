import type { Appointment } from '#core/domain/appointment.ts'
import { type Office, serviceOf } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'

const QUARTER = 15 * 60_000

/**
 * The appointments as an iCalendar file (RFC 5545), for the calendar of the office. Nothing personal stands in it, and no
 * code either: whoever reads the calendar cannot come in somebody's place.
 */
export function calendarFeed({ office, book }: Queue, at: number): string {
  const appointments = [...book.values()].sort((a, b) => a.slotAt - b.slotAt || (a.id < b.id ? -1 : 1))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Luot//Appointments//VI',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(`Lịch hẹn · ${office.name.vi}`)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...appointments.flatMap((one) => eventOf(one, office, at)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventOf(appointment: Appointment, office: Office, at: number): string[] {
  const { id, service: serviceId, slotAt, state } = appointment
  const service = serviceOf(office, serviceId)
  const lasts = service?.slots?.everyMs ?? QUARTER
  const isStanding = state === 'booked' || state === 'come'
  return [
    'BEGIN:VEVENT',
    `UID:${id}@${office.id}.luot`,
    `DTSTAMP:${inUtc(at)}`,
    `DTSTART:${inUtc(slotAt)}`,
    `DTEND:${inUtc(slotAt + lasts)}`,
    `SUMMARY:${escaped(`Hẹn: ${service?.name.vi ?? serviceId}`)}`,
    `LOCATION:${escaped(office.name.vi)}`,
    `STATUS:${isStanding ? 'CONFIRMED' : 'CANCELLED'}`,
    'END:VEVENT',
  ]
}

/** '20261123T013000Z' */
function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
}

const OCTETS = 75

/** A line of at most 75 octets goes on after CRLF and a space; no letter is cut in two. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= OCTETS) return line
  let folds = ''
  let octets = 0
  for (const letter of line) {
    const length = Buffer.byteLength(letter)
    if (octets + length > OCTETS) {
      folds += '\r\n '
      octets = 1
    }
    folds += letter
    octets += length
  }
  return folds
}
