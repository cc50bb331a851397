import type { Session } from './calendar.ts'
import { type Counter, type Office, ORDINARY, type PriorityClass, type Return, type Service } from './office.ts'

const MINUTE = 60_000
const KEPT: Return = { place: 'kept', delayMs: 0 }

/** What every office starts with, rule by rule: the values an office document may leave out. */
export const OFFICE_DEFAULTS = {
  calendar: {
    sessions: [],
    specialDays: [],
    lastNumberMs: 0,
    lunch: 'morning-first',
    lateNoteAt: null,
    overnight: 'close',
  },
  order: { policy: 'head-start' },
  calling: {
    callLimit: 3,
    repeatMs: 2_000,
    answerWindowMs: MINUTE,
    bringBackWithinMs: 30 * MINUTE,
    parkLimitMs: 60 * MINUTE,
    offersAgain: 0,
    holdOffMs: 3 * MINUTE,
    passesOnWithinMs: 30_000,
    automaticAfterMs: null,
  },
  returning: { parked: KEPT, missed: KEPT, transferred: KEPT, nextService: KEPT },
  limits: { perKioskMinute: 20, kioskGapMs: 2_000, againWithinMs: 10_000, perPersonDay: null, voidWithinMs: 20_000 },
  appointments: {
    class: ORDINARY,
    earlyMs: 30 * MINUTE,
    lateMs: 15 * MINUTE,
    late: 'keeps-time',
    leadMs: 60 * MINUTE,
    horizonDays: 30,
    blackouts: [],
  },
  skills: [],
} as const satisfies Partial<Office>

export const SERVICE_DEFAULTS = {
  sessions: null,
  lastNumberMs: null,
  quota: { session: null, day: null },
  slots: null,
  waitAlertMs: null,
  numbersFrom: 'kiosk',
} as const satisfies Partial<Service>

export const COUNTER_DEFAULTS = {
  serves: 'together',
  shares: [],
  fastLane: null,
  button: 'recall-first',
  automatic: false,
} as const satisfies Partial<Counter>

export const CLASS_DEFAULTS = { rank: 1, confirmedBy: 'self', fromAge: null } as const satisfies Partial<PriorityClass>

/** An office as an older Lượt wrote it, or a person left parts of it out. */
export type LooseOffice = Omit<
  Partial<Office>,
  'services' | 'counters' | 'classes' | 'calling' | 'calendar' | 'limits' | 'returning' | 'appointments'
> & {
  readonly services?: readonly Partial<Service>[]
  readonly counters?: readonly Partial<Counter>[]
  readonly classes?: readonly Partial<PriorityClass>[]
  readonly calling?: Partial<Office['calling']>
  readonly calendar?: Partial<Office['calendar']>
  readonly limits?: Partial<Office['limits']>
  readonly returning?: Partial<Office['returning']>
  readonly appointments?: Partial<Office['appointments']>
  /** The hours of the week, before there was a calendar. */
  readonly opening?: readonly Session[]
}

/** Fills in what a document leaves out. Says nothing about whether the rest is right: the contract's schema does. */
export function completeOffice(document: LooseOffice): Office {
  const { opening, ...known } = document
  const loose = {
    ...known,
    services: document.services?.map((service) => ({ ...SERVICE_DEFAULTS, ...service })),
    counters: document.counters?.map((counter) => ({ ...COUNTER_DEFAULTS, ...counter })),
    classes: document.classes?.map((one) => ({ ...CLASS_DEFAULTS, ...one })),
    calendar: { ...OFFICE_DEFAULTS.calendar, ...(opening && { sessions: opening }), ...document.calendar },
    order: document.order ?? OFFICE_DEFAULTS.order,
    calling: { ...OFFICE_DEFAULTS.calling, ...document.calling },
    returning: { ...OFFICE_DEFAULTS.returning, ...document.returning },
    limits: { ...OFFICE_DEFAULTS.limits, ...document.limits },
    appointments: { ...OFFICE_DEFAULTS.appointments, ...document.appointments },
    skills: document.skills ?? OFFICE_DEFAULTS.skills,
  }
  return loose as Office
}
