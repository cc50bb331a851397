import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { AT_COUNTERS, HEADS } from '#core/contract/access.ts'
import { AppointmentDay, CalendarFeed, DayQuery, SlotDay, SlotQuery } from '#core/contract/appointments.ts'
import { closed } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import { isDay, serviceDayOf } from '#core/domain/service-day.ts'
import { appointmentDay, slotDay } from '#core/domain/views/appointments.ts'
import { calendarFeed } from '../reports/calendar-feed.ts'
import { answers } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

export interface AppointmentDoors {
  readonly queue: () => Queue
  readonly now: () => number
  readonly calendar: {
    /** Whoever knows it may read the feed: calendars bring no session along. */
    readonly token: string
    readonly publicUrl: () => string
  }
}

/** What is booked and what can be, for staff; and the feed for the office's own calendar. */
export function appointmentRoutes(app: FastifyInstance, doors: AppointmentDoors): void {
  const tags = ['appointments']

  app.get(
    '/api/appointments',
    {
      config: { may: AT_COUNTERS },
      schema: {
        tags,
        summary: 'Who is expected on a day; today, unless another is named',
        querystring: DayQuery,
        response: answers(AppointmentDay, 400, 401),
      },
    },
    async (request, reply) => {
      const [queue, at] = [doors.queue(), doors.now()]
      const { day = queue.day ?? serviceDayOf(at, queue.office) } = request.query as { day?: string }
      return isDay(day) ? appointmentDay(queue, day, at) : say(reply, problem('bad-request', 'day: no such date'))
    },
  )

  app.get(
    '/api/slots',
    {
      config: { may: AT_COUNTERS },
      schema: {
        tags,
        summary: 'The times of a service on a day, and how many places are free',
        querystring: SlotQuery,
        response: answers(SlotDay, 400, 401),
      },
    },
    async (request, reply) => {
      const { service, day } = request.query as { service: string; day: string }
      if (!isDay(day)) return say(reply, problem('bad-request', 'day: no such date'))
      return slotDay(doors.queue(), service, day, doors.now())
    },
  )

  const path = `/api/calendar/${doors.calendar.token}.ics`
  app.get(
    '/api/calendar',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Where a calendar program reads the appointments from (iCalendar). The address is a secret',
        response: answers(CalendarFeed, 401, 403),
      },
    },
    async () => ({ path, url: `${doors.calendar.publicUrl()}${path}` }),
  )

  app.get(
    '/api/calendar/:file',
    {
      schema: { hide: true, params: Type.Object({ file: Type.String({ maxLength: 100 }) }, closed) },
      config: { may: 'anyone', rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { file } = request.params as { file: string }
      if (!same(file, `${doors.calendar.token}.ics`)) return say(reply, problem('not-found'))
      return reply.type('text/calendar; charset=utf-8').send(calendarFeed(doors.queue(), doors.now()))
    },
  )
}

function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
