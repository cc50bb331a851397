import { appointmentContradictions } from './contradictions/appointments.ts'
import { calendarContradictions } from './contradictions/calendar.ts'
import { classContradictions } from './contradictions/classes.ts'
import { counterContradictions } from './contradictions/counters.ts'
import type { Line } from './contradictions/line.ts'
import { serviceContradictions } from './contradictions/services.ts'
import { wholeContradictions } from './contradictions/whole.ts'
import type { Office } from './office.ts'

export type { Line } from './contradictions/line.ts'

/**
 * Where an office's settings contradict each other, line by line, in the order of the document.
 *
 * An error is refused: the hall could not work like that. A warning is told, and the office decides.
 */
export function contradictions(office: Office): readonly Line[] {
  return [
    ...wholeContradictions(office),
    ...serviceContradictions(office),
    ...counterContradictions(office),
    ...classContradictions(office),
    ...calendarContradictions(office),
    ...appointmentContradictions(office),
  ]
}

/** May an office open its doors with these lines? */
export function mayBeUsed(lines: readonly Line[]): boolean {
  return lines.every(({ severity }) => severity !== 'error')
}
