import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Order } from '#core/domain/commands.ts'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { demoOffice, demoOfficers } from '#server/settings/demo-office.ts'
import { furnishWithoutLimits, type Staffer, startHub, type TestHub } from '../../test/kit/hub.ts'
import { type HandClock, handClock } from '../../test/kit/machine.ts'
import { livePastWeeks } from '../../test/kit/past-weeks.ts'

/** A hall at ten to nine, after seven working weeks: nothing on its pages is empty. */
export interface BusyHall {
  readonly hall: TestHub
  readonly clock: HandClock
  readonly admin: Staffer
  readonly officers: readonly Staffer[]
  order(by: Actor, what: Order): Promise<void>
}

const MINUTE = 60_000
const WORKING_DAYS = 35
const PEOPLE_A_DAY = 60
const OPENS = '07:30:00'
const MORNING_MINUTES = 80
/** Who sits where, how many minutes a turn takes there. */
const SEATS = [
  { staff: 'an', counter: 'quay-1', pace: 7 },
  { staff: 'binh', counter: 'quay-2', pace: 5 },
  { staff: 'chi', counter: 'quay-3', pace: 14 },
  { staff: 'dung', counter: 'quay-5', pace: 4 },
] as const
/** What people of a morning come for, one after the other. */
const ERRANDS = ['chung-thuc', 'ho-tich', 'chung-thuc', 'tra-ket-qua', 'dat-dai', 'ho-tich', 'chung-thuc', 'kinh-doanh']
const KIOSK = { role: 'kiosk', id: 'kiosk-1' } as const
const ANSWERS = ['rat-hai-long', 'hai-long', 'rat-hai-long', 'rat-hai-long', 'chua-hai-long', 'hai-long']

/** Lives the weeks before today, then this morning; screens have to be paired here, also those on this machine. */
export async function openBusyHall(): Promise<BusyHall> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'luot-pictures-'))
  const today = serviceDayOf(Date.now(), demoOffice)
  const clock = handClock(Date.parse(`${today}T${OPENS}+07:00`))
  const pins = await furnishWithoutLimits(dataFolder, clock)
  await livePastWeeks(dataFolder, { days: WORKING_DAYS, people: PEOPLE_A_DAY, now: clock.wall() })
  const env = { LUOT_LOOPBACK_SCREENS: '0' }
  const hall = await startHub({ dataFolder, pins, machine: clock, env })
  const admin = await hall.administrator()
  const officers = await Promise.all(SEATS.map(({ staff }) => hall.officer(staff)))
  const busy: BusyHall = {
    hall,
    clock,
    admin,
    officers,
    async order(by, what) {
      const outcome = await hall.hub.road.send({ id: null, by, order: what })
      if (outcome.kind !== 'done') throw new Error(`${what.type}: ${JSON.stringify(outcome)}`)
    },
  }
  await aMorning(busy)
  return busy
}

/** Four officers serve from half past seven on; more people come than they can call. */
async function aMorning({ hall, clock, order }: BusyHall): Promise<void> {
  const queue = () => hall.hub.road.queue()
  const freeAt = new Map<string, number>()
  const atCounter = (staff: string): Actor => ({ role: 'officer', id: staff })
  for (const { staff, counter } of SEATS) {
    const staffName = demoOfficers.find(({ id }) => id === staff)?.name ?? staff
    await order(atCounter(staff), { type: 'OpenCounter', counter, staff, staffName, takeOver: true })
  }
  for (let minute = 0, came = 0; minute < MORNING_MINUTES; minute++) {
    for (; came < minute * 0.75; came++) {
      await order(KIOSK, {
        type: 'IssueTicket',
        ticket: randomUUID(),
        service: ERRANDS[came % ERRANDS.length] ?? 'chung-thuc',
        class: came % 9 === 4 ? 'cao-tuoi' : 'ordinary',
        origin: 'kiosk',
        device: KIOSK.id,
        procedure: null,
      })
    }
    for (const [seat, { staff, counter, pace }] of SEATS.entries()) {
      if ((freeAt.get(counter) ?? 0) > minute) continue
      const state = queue().counters.get(counter)
      const ticket = state?.state === 'open' ? state.holding : null
      if (ticket) {
        await order(atCounter(staff), { type: 'FinishService', counter, ticket })
        const level = ANSWERS[(minute + seat) % ANSWERS.length] ?? 'hai-long'
        if (minute % 3 !== 0)
          await order({ role: 'kiosk', id: 'rating' }, { type: 'RateTicket', ticket, counter, level, reasons: [] })
      }
      await hall.hub.road.send({ id: null, by: atCounter(staff), order: { type: 'CallNext', counter } })
      freeAt.set(counter, minute + pace)
    }
    clock.pass(MINUTE)
    await order({ role: 'hub', id: 'hub' }, { type: 'KeepTime' })
  }
}
