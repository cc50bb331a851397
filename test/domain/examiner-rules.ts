import assert from 'node:assert/strict'
import type { Happened } from '#core/domain/events.ts'
import { checkHistory, INVARIANTS, type Invariant } from '#core/domain/invariants.ts'
import { changed, find, forge } from '../kit/forged-history.ts'
import { GOOD } from '../kit/good-histories.ts'
import type { smallOffice } from '../kit/small-office.ts'
import { spec } from '../kit/spec.ts'
import { HOUR, MINUTE, SECOND } from '../kit/trade.ts'

type Which = keyof typeof GOOD

/** The other ticket is called. */
const calledInstead = (history: readonly Happened[], call: number, ticketOfCall: number) =>
  changed(history, 'TicketCalled', { ticket: find(history, 'TicketCalled', ticketOfCall).event.ticket }, call)

const told = (history: readonly Happened[], call: number, because: string) =>
  changed(history, 'TicketCalled', ({ why }) => ({ why: { ...why, because } as typeof why }), call)

const PLANTED: readonly [Which, Invariant, string, (good: readonly Happened[]) => Happened[]][] = [
  ['ratio', 'in-order', 'a third priority call in a row', (good) => calledInstead(good, 3, 4)],
  ['ratio', 'bounded-overtaking', 'an ordinary ticket overtaken too often', (good) => calledInstead(good, 3, 4)],
  ['ratio', 'in-order', 'an ordinary ticket before its turn', (good) => calledInstead(good, 1, 3)],
  ['ratio', 'first-come', 'a later priority ticket before an earlier one', (good) => calledInstead(good, 1, 4)],
  ['ratio', 'true-reason', 'a turn that is told as the claim of another rule', (good) => told(good, 1, 'rank')],
  ['strict', 'in-order', 'a lower rank before a higher one', (good) => calledInstead(good, 1, 3)],
  ['strict', 'first-come', 'a later ticket of the same rank and class first', (good) => calledInstead(good, 1, 2)],
  [
    'strict',
    'bounded-overtaking',
    'an ordinary ticket that overtakes under the policy strict',
    (good) => changed(good, 'TicketIssued', { class: 'ordinary' }, 3),
  ],
  ['lane', 'in-order', 'somebody else before the classes of a fast lane', (good) => calledInstead(good, 1, 3)],
  [
    'lane',
    'in-order',
    'somebody else at a fast lane that helps nobody else',
    (good) =>
      changed(good, 'DayOpened', ({ office }) => ({
        office: {
          ...office,
          counters: office.counters.map((counter) => ({
            ...counter,
            fastLane: { classes: ['elder'], helpsOthers: false },
          })),
        },
      })),
  ],
  ['shares', 'shares', 'a share that is not counted', (good) => told(good, 2, 'claim')],
  [
    'shares',
    'shares',
    'one line that gets all the calls',
    (good) => changed(good, 'DayOpened', ({ office }) => ({ office: withShare(office, 20) })),
  ],
  ['preference', 'in-order', 'a later service while the preferred one waits', (good) => calledInstead(good, 1, 2)],
  ['preference', 'true-reason', 'a preference where nobody else waited', (good) => told(good, 3, 'preference')],
  ['lunch', 'in-order', "the afternoon's elder before the morning's people", (good) => calledInstead(good, 1, 3)],
  [
    'lunch',
    'closed-is-closed',
    'a number over lunch',
    (good) =>
      good.map((event, i) => (i > find(good, 'TicketIssued', 2).at ? { ...event, at: event.at - HOUR } : event)),
  ],
  ['heldOff', 'in-order', 'a number called while it is held off', (good) => calledInstead(good, 2, 1)],
  [
    'notices',
    'true-reason',
    'who was put first, told as one who came back',
    (good) => told(good, 1, 'came-back-first'),
  ],
  ['notices', 'in-order', 'an earlier number before one that was put first', (good) => calledInstead(good, 1, 2)],
  [
    'notices',
    'notices',
    'a colleague who answers the own call',
    (good) => changed(good, 'HelpAnswered', { staff: 'an' }),
  ],
  [
    'notices',
    'notices',
    'a message taken back that was never shown',
    (good) => changed(good, 'MessageTaken', { message: 'other' }),
  ],
  [
    'notices',
    'notices',
    'a message that ended before its time',
    (good) => changed(good, 'MessageTaken', { because: 'over' }),
  ],
  [
    'heldOff',
    'within-limits',
    'a number held off for another time than the office says',
    (good) => changed(good, 'TicketHeldOff', ({ untilAt }) => ({ untilAt: untilAt + MINUTE })),
  ],
  [
    'heldOff',
    'within-limits',
    'a number offered again more often than the office says',
    (good) =>
      changed(good, 'DayOpened', ({ office }) => ({
        office: { ...office, calling: { ...office.calling, offersAgain: 0 } },
      })),
  ],
  [
    'byItself',
    'by-itself',
    'a desk that calls by itself and may not',
    (good) => forge(good, find(good, 'AutomaticSet').at),
  ],
  [
    'byItself',
    'by-itself',
    'a desk that calls by itself before it was idle long enough',
    (good) => {
      const { at } = find(good, 'TicketIssued', 2)
      return good.map((one, i) => (i > at ? { ...one, at: one.at - 45 * SECOND } : one))
    },
  ],
  [
    'visit',
    'legal-moves',
    'a visit that goes on where nobody sent it',
    (good) => changed(good, 'VisitContinued', { service: 'c' }),
  ],
  [
    'visit',
    'legal-moves',
    'a service taken out of a visit that never went on to it',
    (good) => changed(good, 'VisitShortened', { service: 'a' }),
  ],
  ['kiosks', 'taken-back', 'a number taken back a minute later', (good) => later(good, 'TicketVoided', MINUTE)],
  [
    'kiosks',
    'taken-back',
    'a real number taken back as practice',
    (good) => changed(good, 'TicketVoided', { reason: 'practice' }),
  ],
  [
    'kiosks',
    'unique',
    'a number taken back and given again',
    (good) => changed(good, 'TicketIssued', { number: 'A003', seq: 3 }, 4),
  ],
  [
    'kiosks',
    'closed-is-closed',
    'a number while its service is stopped',
    (good) => forge(good, find(good, 'ServiceResumed').at),
  ],
  [
    'kiosks',
    'closed-is-closed',
    'a number from a kiosk that is paused',
    (good) => forge(good, find(good, 'KioskResumed').at),
  ],
  [
    'kiosks',
    'closed-is-closed',
    'a number of a service that is closed',
    (good) =>
      changed(good, 'DayOpened', ({ office }) => ({
        office: { ...office, services: office.services.map((service) => ({ ...service, open: false })) },
      })),
  ],
  ['kiosks', 'as-many-as-may', 'a number above the quota', (good) => forge(good, find(good, 'TicketVoided').at)],
  [
    'kiosks',
    'as-many-as-may',
    'more numbers for a person than may be',
    (good) => changed(good, 'TicketIssued', { person: 'p' }, 4),
  ],
  [
    'kiosks',
    'as-many-as-may',
    'numbers faster than a kiosk may give them',
    (good) => good.map((event) => ({ ...event, at: good[0]?.at ?? 0 })),
  ],
  [
    'practice',
    'unreal',
    'a practice that takes a real number',
    (good) => changed(good, 'TicketIssued', { practice: undefined } as never),
  ],
  [
    'practice',
    'unreal',
    'a number of practice in a real hall',
    (good) => changed(good, 'TicketIssued', { practice: true }, 3),
  ],
  ['practice', 'unreal', 'a practice ticket that stays open', (good) => forge(good, find(good, 'TicketVoided').at)],
  [
    'roll',
    'monotone',
    'a roll that begins below the last number',
    (good) => changed(good, 'RollStarted', { next: 6 }, 2),
  ],
  ['roll', 'no-gap', 'numbers leapt over without a roll', (good) => forge(good, find(good, 'RollStarted', 2).at)],
  [
    'overnight',
    'day-closed',
    'somebody kept over night who is not there',
    (good) => changed(good, 'DayOpened', ({ kept = [] }) => ({ kept: kept.slice(1) }), 2),
  ],
  [
    'overnight',
    'day-closed',
    'a claim lost over night',
    (good) =>
      changed(good, 'DayOpened', ({ kept = [] }) => ({ kept: kept.map((ticket) => ({ ...ticket, claimAt: 1 })) }), 2),
  ],
  [
    'overnight',
    'unique',
    'the number of somebody kept over night given again',
    (good) => changed(changed(good, 'DayOpened', { met: {} }, 2), 'TicketIssued', { number: 'A001', seq: 1 }, 4),
  ],
  [
    'appointments',
    'appointments',
    'two appointments in a slot for one',
    (good) =>
      changed(
        good,
        'AppointmentBooked',
        ({ appointment }) => ({
          appointment: { ...appointment, slotAt: find(good, 'AppointmentBooked').event.appointment.slotAt },
        }),
        2,
      ),
  ],
  [
    'appointments',
    'appointments',
    'one code for two',
    (good) =>
      changed(good, 'AppointmentBooked', ({ appointment }) => ({ appointment: { ...appointment, code: '111111' } }), 2),
  ],
  [
    'appointments',
    'appointments',
    'somebody who comes to another one’s appointment',
    (good) => changed(good, 'TicketIssued', { appointment: 'z' }),
  ],
  [
    'appointments',
    'appointments',
    'a claim that is not the booked time',
    (good) => changed(good, 'TicketIssued', ({ claimAt }) => ({ claimAt: claimAt - HOUR })),
  ],
  [
    'appointments',
    'appointments',
    'a place released that was come to',
    (good) => changed(good, 'AppointmentReleased', { appointment: 'x' }),
  ],
]

function withShare(office: ReturnType<typeof smallOffice>, share: number) {
  const counters = office.counters.map((counter) => ({ ...counter, shares: [{ service: 'b', share }] }))
  return { ...office, counters }
}

function later(history: readonly Happened[], type: Happened['event']['type'], ms: number): Happened[] {
  const from = find(history, type).at
  return history.map((happened, i) => (i < from ? happened : { ...happened, at: happened.at + ms }))
}

spec('the checker of histories, on the rules of the hall', ({ test }) => {
  for (const [name, history] of Object.entries(GOOD)) {
    test(`finds nothing in a good day: ${name}`, () => assert.deepEqual(checkHistory(history).violations, []))
  }

  test('has looked at everything, and a fault was planted for every promise of the rules', () => {
    const looked = new Set(Object.values(GOOD).flatMap((history) => seen(history)))
    const elsewhere: readonly Invariant[] = ['rated-once']
    const missed = (Object.keys(INVARIANTS) as Invariant[]).filter(
      (one) => !looked.has(one) && !elsewhere.includes(one),
    )
    assert.deepEqual(missed, [])
  })

  for (const [which, invariant, what, plant] of PLANTED) {
    test(`finds ${what}`, () => {
      const found = checkHistory(plant(GOOD[which])).violations.map((violation) => violation.invariant)
      assert.ok(found.includes(invariant), `found only: ${found.join(', ') || 'nothing'}`)
    })
  }
})

function seen(history: readonly Happened[]): Invariant[] {
  const { counts } = checkHistory(history)
  return (Object.keys(counts) as Invariant[]).filter((invariant) => counts[invariant] > 0)
}
