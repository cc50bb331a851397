import type { Happened } from '../events.ts'
import type { SeenHall } from './seen-hall.ts'

/** What a history must keep, each under the name of its promise. */
export const INVARIANTS = {
  unique: 'I1 a number is issued once a day',
  'no-gap': 'I2 numbers have no gap but those a roll leaps over',
  'taken-back': 'I2 a number taken back is a record, in time and where it was taken',
  monotone: 'I3 numbers rise in the order written down',
  unreal: 'I1 a practice touches no real number, and nothing of it stays open',
  'one-counter': 'I6 one counter a ticket, one ticket a counter',
  'in-order': 'I7 every call in order is the one the rules name',
  'first-come': 'I7 first come, first called within a class and service',
  'true-reason': 'I7 the reason kept with a call is true',
  shares: 'I7 a counter that serves by shares keeps them',
  'bounded-overtaking': 'I8 nobody is overtaken beyond the bound of the policy',
  'legal-moves': 'I9 legal moves only',
  'within-limits': 'I9 calls, returns, parked and held-off places keep their limits',
  'by-itself': 'I9 no desk calls by itself but an idle one that may',
  'one-by-one': 'I9 records follow each other without a hole, and time does not run back',
  appointments: 'I9 an appointment is booked within its slot, come to once, and then in time',
  'closed-is-closed': 'S7 no machine gives a number while it, its service or the hall is closed',
  'as-many-as-may': 'S7 no more numbers than a kiosk, a quota and a person may have',
  notices: 'I9 messages and calls for help begin once and end once',
  'day-closed': 'I15 a day closes with nobody left open but those who are kept',
  'rated-once': 'I17 one rating a ticket',
  conserved: 'I24 issued = the sum of all states',
} as const satisfies Record<string, string>

export type Invariant = keyof typeof INVARIANTS

export type Check = (invariant: Invariant, holds: boolean, what: string) => void

/** Looks at a record before the hall believes it. */
export type Watch = (happened: Happened, hall: SeenHall, check: Check) => void
