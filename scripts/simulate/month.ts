import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import { dayAfter, instantOf } from '#core/domain/service-day.ts'
import { readConfig } from '#server/config.ts'
import { type Hub, openHub } from '#server/hub.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { demoHall, demoOffice } from '#server/settings/demo-office.ts'
import { furnish } from '#server/settings/furnish.ts'
import { randomPin, staffOf } from '#server/settings/staff.ts'
import { settingsStore } from '#server/settings/store.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { hoursOf, type Visitor, visitorsOf } from './day-plan.ts'
import { openAgenda } from './month/agenda.ts'
import { openDesk } from './month/desk.ts'
import { type Diary, openDiary, type Printed } from './month/diary.ts'
import { OFFICERS } from './month/officers.ts'
import { simulatedWard } from './ward.ts'

const FIRST_DAY = '2026-11-01'
const MINUTE = 60_000
const LONG_HOURS = 8
const HEAD: Actor = { role: 'head', id: 'truong-phong' }
const ROUTINE_SLIPS = 40
const SURPRISE_SLIPS = 20
/** The tenth of the month is a Tuesday. */
const SURPRISE_AFTER = 9

export interface MonthOptions {
  readonly days: number
  /** On a day the office works. */
  readonly people: number
  readonly seed: number
  readonly say: (line: string) => void
}

/** A simulated month that is over: the hub, still open on the morning after, and what the people of it remember. */
export interface PastMonth {
  readonly hub: Hub
  readonly dataFolder: string
  readonly diary: Diary
  readonly pins: ReadonlyMap<string, string>
  readonly firstDay: string
  readonly lastDay: string
  /** Lets the hub's clocks go on. */
  pass(ms: number): void
}

/**
 * Lives through a month of a ward on the real hub, event by event: nobody waits for a clock, which is moved by hand to whatever happens
 * next. Orders go down the road itself; the wires have their own simulation (day.ts). Officers differ: some come late, some are slow, some please.
 */
export async function liveAMonth({ days, people, seed, say }: MonthOptions): Promise<PastMonth> {
  const chance = chanceFrom(seed)
  const ward = monthWard()
  let wall = instantOf(FIRST_DAY, '07:05', ward.timeZone)
  let steady = 1_000
  const pass = (ms: number) => {
    wall += ms
    steady += ms
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'luot-month-'))
  const pins = await furnishMonth(dataFolder, ward, wall)
  const config = readConfig({ LUOT_PORT: '0', LUOT_LOG: 'error', LUOT_DATA: dataFolder })
  const hub = await openHub(config, { wall: () => wall, steady: () => steady })
  const diary = openDiary()

  /** An order as somebody gives it; what the rules say no to is counted, as it should be rare. */
  async function order(by: Actor, what: Order): Promise<Record<string, unknown> | null> {
    const outcome = await hub.road.send({ id: null, by, order: what })
    if (outcome.kind === 'done') return (outcome.value ?? {}) as Record<string, unknown>
    diary.refused(outcome.kind === 'refused' ? outcome.why : outcome.kind)
    return null
  }

  const lastDay = dayAfter(FIRST_DAY, days - 1)
  const campaigns: Printed[] = []
  let typedIn = 0

  /** Has slips of paper printed for every counter. */
  async function planned(
    name: string,
    channel: Printed['channel'],
    fromDay: string,
    toDay: string,
    count: number,
  ): Promise<Printed> {
    const slips = OFFICERS.map(({ counter }) => ({ counter, count }))
    const done = await order(HEAD, { type: 'PlanCampaign', name, channel, fromDay, toDay, slips })
    if (!done) throw new Error(`the campaign ${name} could not be planned`)
    const first = new Map(OFFICERS.map(({ counter }, at) => [counter, 1 + at * count]))
    return { campaign: String(done.campaign), channel, first, count }
  }

  for (let n = 0; n < days; n++) {
    const day = dayAfter(FIRST_DAY, n)
    const skipTo = (at: number) => pass(Math.max(0, at - wall))
    skipTo(instantOf(day, '07:05', ward.timeZone))
    // The first beat of the morning, as the clockwork would send it: the day turns.
    await order({ role: 'hub', id: 'hub' }, { type: 'KeepTime' })
    if (!isWorkDay(day)) continue
    if (campaigns.length === 0) campaigns.push(await planned('Phiếu thường kỳ', 'routine', day, lastDay, ROUTINE_SLIPS))
    if (n === SURPRISE_AFTER) campaigns.push(await planned('Khảo sát đột xuất', 'surprise', day, day, SURPRISE_SLIPS))
    // Once for each day and no later: what one person does never moves what another does.
    const visitors = visitorsOf(people, hoursOf(day, LONG_HOURS, ward), ward, chance.fork())
    await liveOneDay(day, visitors, chance.fork(), skipTo)
    say(`  ${day}  ${hub.road.queue().issued} numbers, ${hub.road.queue().counts.served} served`)
  }

  async function liveOneDay(day: string, visitors: readonly Visitor[], luck: Chance, skipTo: (at: number) => void) {
    const hours = hoursOf(day, LONG_HOURS, ward)
    const agenda = openAgenda()
    const sentOn = new Map<string, string>()
    const desks = OFFICERS.map((officer) =>
      openDesk({
        officer,
        day,
        hours,
        agenda,
        order,
        diary,
        campaigns: ofDay(day),
        sentOn,
        chance: luck.fork(),
        now: () => wall,
      }),
    )
    // Places that ran out and tickets that may be offered again are noticed by the clockwork.
    for (let at = hours.opensAt; at < hours.lightsOutAt; at += 5 * MINUTE) {
      agenda.at(at, async () => void (await order({ role: 'hub', id: 'hub' }, { type: 'KeepTime' })))
    }
    const byTicket = new Map(visitors.map((visitor) => [visitor.ticket, visitor]))
    for (const desk of desks) desk.begin(byTicket)
    for (const visitor of visitors) {
      agenda.at(visitor.arrivesAt, async () => {
        const { ticket, service, class: priority } = visitor
        const kiosk = { role: 'kiosk', id: luck.among(['kiosk-1', 'kiosk-2']) } as const
        const issued = await order(kiosk, {
          type: 'IssueTicket',
          ticket,
          service,
          class: priority,
          origin: 'kiosk',
          device: kiosk.id,
          procedure: null,
          again: true,
        })
        if (issued) diary.issued(day, service)
        for (const desk of desks) desk.wake()
      })
    }
    await agenda.live(skipTo)
    for (const desk of desks) await desk.leave()
    const isFriday = new Date(`${day}T12:00:00Z`).getUTCDay() === 5
    if (isFriday || day === workDays(days).at(-1)) await enterPapers(day)
  }

  /** Every Friday somebody types in the pile of slips the officers have handed out. */
  async function enterPapers(day: string): Promise<void> {
    const pile = diary.papers().slice(typedIn)
    typedIn += pile.length
    for (const paper of pile) {
      const done = await order(HEAD, { type: 'EnterPaper', ...paper, reasons: [], service: null })
      if (done) diary.entered(paper)
    }
    say(`  ${day}  the pile of paper slips is typed in: ${pile.length}`)
  }

  pass(instantOf(dayAfter(FIRST_DAY, days), '07:05', ward.timeZone) - wall)
  await order({ role: 'hub', id: 'hub' }, { type: 'KeepTime' })
  return { hub, dataFolder, diary, pins, firstDay: FIRST_DAY, lastDay, pass }

  /** A surprise is over when its day is. */
  function ofDay(day: string): Printed[] {
    return campaigns.filter(({ channel }) => channel === 'routine' || day === dayAfter(FIRST_DAY, SURPRISE_AFTER))
  }
}

/** The simulated ward on the days an office works, with nothing that hangs on a cable. */
function monthWard(): Office {
  const ward = simulatedWard('head-start', hoursOf(FIRST_DAY, LONG_HOURS, demoOffice))
  const sessions = ward.calendar.sessions.map((session) => ({ ...session, days: [1, 2, 3, 4, 5] }))
  return {
    ...ward,
    calendar: { ...ward.calendar, sessions },
    counters: ward.counters.map((counter) => ({ ...counter, automatic: false })),
    limits: { ...ward.limits, perKioskMinute: null, kioskGapMs: 0 },
  }
}

async function furnishMonth(dataFolder: string, ward: Office, at: number): Promise<Map<string, string>> {
  const database = openDatabase(dataFolder)
  const staff = staffOf(database, () => 0)
  const settings = settingsStore(database)
  await furnish({ settings, staff, store: openProcedureStore(database), at })
  settings.write('office', ward, 'hub', at)
  settings.write('hall', { ...demoHall, devices: [], kiosks: [] }, 'hub', at)
  const pins = new Map<string, string>()
  for (const { id, name } of OFFICERS) {
    pins.set(id, randomPin())
    await staff.add({ id, name, role: 'officer' }, pins.get(id) ?? '', at)
  }
  for (const role of ['head', 'leader', 'admin', 'auditor'] as const) {
    // More than an officer's PIN is asked of whoever may do more.
    pins.set(role, randomUUID())
    await staff.add({ id: role, name: role, role }, pins.get(role) ?? '', at)
  }
  database.close()
  return pins
}

function isWorkDay(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
}

/** The days of the month on which the ward works. */
export function workDays(days: number): string[] {
  return Array.from({ length: days }, (_, n) => dayAfter(FIRST_DAY, n)).filter(isWorkDay)
}
