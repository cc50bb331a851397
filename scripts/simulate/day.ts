import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DeskContract } from '#core/contract/desk.ts'
import type { DisplayContract } from '#core/contract/display.ts'
import type { KioskContract, RatingContract } from '#core/contract/kiosk.ts'
import type { DayReport } from '#core/contract/report.ts'
import type { Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { instantOf } from '#core/domain/service-day.ts'
import { boardView } from '#core/domain/views/board.ts'
import { readConfig } from '#server/config.ts'
import { type Hub, openHub } from '#server/hub.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { furnish } from '#server/settings/furnish.ts'
import { randomPin, staffOf } from '#server/settings/staff.ts'
import { settingsStore } from '#server/settings/store.ts'
import { type BoardWatch, watchBoards } from './boards.ts'
import { chanceFrom } from './chance.ts'
import { type Counter, openCounter } from './counter.ts'
import { type Hours, hoursOf, visitorsOf } from './day-plan.ts'
import { fastTime } from './hall-time.ts'
import { openInformationDesk } from './information-desk.ts'
import { type Line, openLine } from './line.ts'
import { type Notebook, openNotebook } from './notebook.ts'
import { openPeople } from './people.ts'
import { type Policy, simulatedWard } from './ward.ts'

export interface DayOptions {
  readonly people: number
  readonly hours: number
  readonly speed: number
  readonly seed: number
  readonly policy: Policy
  readonly say: (line: string) => void
}

/** A simulated day that is over: what people were told, what boards heard, and the folder the hub wrote it into. */
export interface PastDay {
  readonly dataFolder: string
  readonly notebook: Notebook
  readonly boards: BoardWatch
  /** The hub's own report, asked over HTTP when the hall had emptied. */
  readonly report: DayReport
  /** What the evening's screens showed that the queue did not, in words. */
  readonly screensApart: readonly string[]
  readonly hours: Hours
}

const DAY = '2026-11-24'
const CONVERGE_WITHIN_MS = 10_000

// Two more officers than the demonstration has counters for, one of them at the information desk.
const COLLEAGUES = [
  { id: 'giang', name: 'Hoàng Thị Giang' },
  { id: 'hai', name: 'Vũ Văn Hải' },
  { id: 'khanh', name: 'Đỗ Thị Khánh' },
]
const SITS_AT = { an: 'quay-1', binh: 'quay-2', chi: 'quay-3', dung: 'quay-4', giang: 'quay-5', hai: 'quay-6' }
/** Over lunch these counters stay open: the colleague of another sits down there in between. */
const RELIEFS = [
  { counter: 'quay-2', by: 'quay-1', officer: 'an' },
  { counter: 'quay-5', by: 'quay-4', officer: 'dung' },
]

/** Lives through one day of the ward over the real hub and real sockets, and closes the hub at the end of it. */
export async function liveADay(options: DayOptions): Promise<PastDay> {
  const { people: howMany, speed, seed, say } = options
  const chance = chanceFrom(seed)
  const hours = hoursOf(DAY, options.hours, demoOffice)
  const ward = simulatedWard(options.policy, hours)
  const visitors = visitorsOf(howMany, hours, ward, chance.fork())
  const notebook = openNotebook()

  const dataFolder = mkdtempSync(join(tmpdir(), 'luot-day-'))
  const pins = await furnishHall(dataFolder, ward, hours.opensAt)
  const time = fastTime(instantOf(DAY, '07:20', demoOffice.timeZone), speed)
  const config = readConfig({ LUOT_PORT: '0', LUOT_LOG: 'error', LUOT_DATA: dataFolder })
  const hub = await openHub(config, time.machine)
  const lines: { close(): void }[] = []
  try {
    const screen = async <C extends Contracts>(audience: string, who: Record<string, unknown>, cookie?: string) => {
      const line = await openLine<C>(hub.url, audience, who, cookie)
      lines.push(line)
      return line
    }
    const kiosks = [
      await screen<KioskContract>('kiosk', { id: 'kiosk-1' }),
      await screen<KioskContract>('kiosk', { id: 'kiosk-2' }),
    ]
    const boards = new Map<string, Line<DisplayContract>>()
    for (const id of ['board-1', 'board-2']) {
      boards.set(id, await screen<DisplayContract>('display', { id, speaks: true }))
    }
    const terminals = new Map<string, Line<RatingContract>>()
    for (const { id } of demoOffice.counters) {
      terminals.set(id, await screen<RatingContract>('rating', { id: `rating-${id}`, counter: id }))
    }
    const cookies = new Map<string, string>()
    for (const [staff, pin] of pins) cookies.set(staff, await signIn(hub, staff, pin))
    const desk = (staff: string, counter: string | null) =>
      screen<DeskContract>('desk', { id: `desk-${staff}-${counter ?? 'info'}`, counter }, cookies.get(staff))
    const informationDesk = openInformationDesk({
      url: hub.url,
      cookie: cookies.get('khanh') ?? '',
      line: await desk('khanh', null),
      chance: chance.fork(),
      notebook,
    })

    const watch = watchBoards(boards)
    const people = openPeople({
      url: hub.url,
      time,
      chance: chance.fork(),
      notebook,
      kiosks,
      informationDesk,
      terminals,
      hours,
    })
    const counters = new Map<string, Counter>()
    for (const [staff, id] of Object.entries(SITS_AT)) {
      const home = await desk(staff, id)
      counters.set(id, openCounter({ id, home, time, hours, chance: chance.fork(), notebook, people }))
    }
    say(`  07:30  the doors open: ${howMany} people will come, ${speed} times faster than life`)

    async function lunch(): Promise<void> {
      await time.until(hours.lunchFrom)
      say(`  ${clockOf(time.now())}  lunch: ${hub.road.queue().issued} numbers taken, two counters stay open`)
      const staysOpen = RELIEFS.map(({ counter }) => counter)
      for (const counter of counters.values()) {
        if (!staysOpen.includes(counter.id)) counter.restUntil(hours.lunchTo, 'Nghỉ trưa')
      }
      const half = (hours.lunchFrom + hours.lunchTo) / 2
      const relieve = async ({ counter, by, officer }: (typeof RELIEFS)[number]) => {
        const line = await desk(officer, counter)
        while (!counters.get(by)?.isResting() && time.now() < half) await time.sleep(15_000)
        if (time.now() >= half) return
        await counters.get(counter)?.handOverTo(line)
        await time.until(half)
        const home = counters.get(counter)?.home
        if (home) await counters.get(counter)?.handOverTo(home)
      }
      await Promise.all(RELIEFS.map(relieve))
    }

    async function tea(): Promise<void> {
      const times = [...counters.values()].map((counter) => ({
        counter,
        at: chance.between(hours.opensAt + 30 * 60_000, hours.lunchFrom - 10 * 60_000),
      }))
      for (const { counter, at } of times.sort((a, b) => a.at - b.at)) {
        await time.until(at)
        counter.restUntil(time.now() + 8 * 60_000, 'Nghỉ giải lao')
      }
    }

    /** The board that speaks loses its cable for a while: the other takes over, and nothing is said twice. */
    async function cable(): Promise<void> {
      await time.until(hours.opensAt + (hours.lunchFrom - hours.opensAt) / 2)
      await boards.get('board-1')?.cut(800)
    }

    /** A machine is being cleaned, and a printer of forms is out of ink: both are closed for a while, and opened again. */
    async function closures(): Promise<void> {
      const morning = hours.lunchFrom - hours.opensAt
      await time.until(hours.opensAt + morning * 0.4)
      await informationDesk.ask('pause-kiosk', { kiosk: 'kiosk-2', reason: 'Lau máy' })
      await time.until(hours.opensAt + morning * 0.45)
      await informationDesk.ask('resume-kiosk', { kiosk: 'kiosk-2' })
      await informationDesk.ask('stop-service', { service: 'cu-tru', reason: 'Máy in hỏng', untilAt: null })
      await time.until(hours.opensAt + morning * 0.6)
      await informationDesk.ask('resume-service', { service: 'cu-tru' })
    }

    /** Whoever runs the hall tells everyone that it goes slowly, and puts somebody frail first; a colleague is called for help. */
    async function headOfTheHall(): Promise<void> {
      const head = (order: Order) => hub.road.send({ id: chance.id(), by: { role: 'head', id: 'truong' }, order })
      const [message, help] = [chance.id(), chance.id()]
      const text = { vi: 'Hệ thống đang chậm', en: 'The system is slow' }
      await time.until(hours.opensAt + (hours.lunchFrom - hours.opensAt) * 0.5)
      await head({ type: 'ShowMessage', message, kind: 'information', text, untilAt: null, spoken: false })
      const frail = [...hub.road.queue().lines.values()].flat().at(-1)
      if (frail) await head({ type: 'PlaceTicket', ticket: frail.id, place: 'first', reason: 'Người yếu' })
      await informationDesk.ask('call-help', { help, counter: null })
      await head({ type: 'AnswerHelp', help, staff: 'truong', staffName: 'Trưởng bộ phận' })
      await time.sleep(2 * 60_000)
      await informationDesk.ask('end-help', { help })
      await head({ type: 'TakeMessage', message })
    }

    /** Children press the faces though nobody was served: kept, but marked as belonging to no ticket. */
    async function idlePresses(): Promise<void> {
      for (const [counter, terminal] of terminals) {
        await time.until(chance.between(time.now(), hours.doorsCloseAt))
        const command = chance.id()
        const answer = await terminal.ask('rate-ticket', { command, ticket: null, counter, level: 'hai-long' })
        notebook.heard('rate-ticket', command, answer)
      }
    }

    await Promise.all([
      people.liveThrough(visitors),
      lunch(),
      tea(),
      cable(),
      idlePresses(),
      closures(),
      headOfTheHall(),
      ...[...counters.values()].map((counter) => counter.work()),
    ])
    await people.settled()
    say(`  ${clockOf(time.now())}  the counters are closed, ${hub.road.queue().seq} records are written`)

    const screensApart = await apart(boards, hub)
    const answer = await fetch(`${hub.url}/api/day`, { headers: { cookie: cookies.get('khanh') ?? '' } })
    const report = (await answer.json()) as DayReport
    await night(hub, time, hours)
    return { dataFolder, notebook, boards: watch, report, screensApart, hours }
  } finally {
    for (const line of lines) line.close()
    await hub.close()
  }
}

type Contracts = KioskContract | RatingContract | DisplayContract | DeskContract

/** The simulated ward with the officers a full day needs; gives back everyone's PIN. */
async function furnishHall(dataFolder: string, ward: Office, at: number): Promise<Map<string, string>> {
  const database = openDatabase(dataFolder)
  const staff = staffOf(database, () => 0)
  const settings = settingsStore(database)
  const { pins } = await furnish({ settings, staff, store: openProcedureStore(database), at })
  settings.write('office', ward, 'hub', at)
  const all = new Map(pins.map(({ id, pin }) => [id, pin]))
  for (const { id, name } of COLLEAGUES) {
    const pin = randomPin()
    await staff.add({ id, name, role: 'officer' }, pin, at)
    all.set(id, pin)
  }
  database.close()
  return all
}

async function signIn(hub: Hub, staff: string, pin: string): Promise<string> {
  const answer = await fetch(`${hub.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staff, pin }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || !cookie) throw new Error(`${staff} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie
}

/** Waits until every board shows the queue as it is (I11), and says where one does not. */
async function apart(boards: ReadonlyMap<string, Line<DisplayContract>>, hub: Hub): Promise<string[]> {
  const until = performance.now() + CONVERGE_WITHIN_MS
  let differences: string[]
  do {
    await wait(50)
    differences = [...boards].flatMap(([id, line]) => {
      const shown = line.view()
      return shown && pictureOf(shown) === pictureOf(boardView(hub.road.queue(), shown.at))
        ? []
        : [`${id} shows another hall`]
    })
  } while (differences.length > 0 && performance.now() < until)
  return differences
}

/** Everything a board shows of the queue at the instant it was drawn; who speaks is not of the queue. */
function pictureOf({ rev, hall, calls, services, counters }: ReturnType<typeof boardView>): string {
  return JSON.stringify({ rev, hall, calls, services, counters })
}

/** Midnight passes; waits until the hub has closed the day by itself (I15). */
async function night(hub: Hub, time: { skipTo(at: number): void }, hours: Hours): Promise<void> {
  time.skipTo(hours.morningAfter)
  const isTomorrow = (queue: Queue) => queue.day !== null && queue.day > DAY
  for (let patience = 0; patience < 200 && !isTomorrow(hub.road.queue()); patience++) await wait(50)
  if (!isTomorrow(hub.road.queue())) throw new Error('midnight passed, and the hub did not turn the day')
}

function clockOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: demoOffice.timeZone, hour: '2-digit', minute: '2-digit' })
}
