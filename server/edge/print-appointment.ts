import Type, { type Static } from 'typebox'
import { PrintAppointment } from '#core/contract/appointments.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Appointment } from '#core/domain/appointment.ts'
import { serviceOf } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { checkInWindow, officeOn } from '#core/domain/slots.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import { type AppointmentFacts, appointmentSlip } from '../paper/appointment-slip.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { dotsOf, type Hall, printerOf } from '../settings/hall.ts'
import { STAFF } from './ask.ts'
import { wallWords } from './check-in-words.ts'
import type { Errand } from './ear.ts'
import { refusal } from './problem.ts'

/** Prints the slip of an appointment. No change of the hall: the same id prints once. */
export function printAppointment(parts: {
  printers: Supervisor
  draw: LazyDraw
  hall: () => Hall
  queue: () => Queue
}): Errand {
  const run = async (given: Static<typeof PrintAppointment>): Promise<Answer<{ printed: boolean }>> => {
    const appointment = parts.queue().book.get(given.appointment)
    if (!appointment) return refusal('unknown-appointment')
    const printer = printerOf(parts.hall(), null)
    if (printer === null) return { ok: true, value: { printed: false } }
    const paper = appointmentSlip(factsOf(appointment, parts.queue()))
    const picture = await parts.draw(paper, dotsOf(parts.hall(), printer))
    const job = { id: `${given.command}-${appointment.id}`, title: paper.title, picture, lines: linesOf(paper) }
    const outcome = await parts.printers.printer(printer).print(job)
    return { ok: true, value: { printed: outcome.outcome !== 'failed' } }
  }
  return {
    row: {
      name: 'print-appointment',
      summary: 'Print the slip of an appointment. Changes nothing in the hall; the same key prints once.',
      roles: STAFF,
      body: PrintAppointment,
      value: Type.Object({ printed: Type.Boolean() }, { additionalProperties: false }),
      example: { appointment: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a77' },
    },
    run,
  }
}

function factsOf(appointment: Appointment, queue: Queue): AppointmentFacts {
  const office = officeOn(queue, serviceDayOf(appointment.slotAt, queue.office))
  const { fromAt, untilAt } = checkInWindow(office, appointment)
  const words = (at: number) => wallWords(at, office.timeZone)
  const { service, code, slotAt } = appointment
  return {
    office: office.name.vi,
    code,
    service: serviceOf(office, service)?.name ?? { vi: service, en: service },
    ...words(slotAt),
    checkIn: { from: words(fromAt).time, until: words(untilAt).time },
  }
}
