import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Reply, type Staffer, startHub, type TestHub } from './hub.ts'
import { type HandClock, handClock } from './machine.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A hall that worked through a few days of one month, and stands in the next: what a ranking is made of. */
export interface MonthOfWork {
  readonly hall: TestHub
  readonly clock: HandClock
  readonly password: string
  /** Signs the administrator in anew, after a night. */
  admin(): Promise<{ readonly cookie: string }>
  /** Adds somebody of another role, and brings them to a PIN of their own. */
  somebody(id: string, role: string): Promise<{ readonly cookie: string }>
  /** Lets the days go by until this one (YYYY-MM-DD), in the morning before the hall opens. */
  until(day: string): Promise<void>
  /** One number taken, called, served and answered at counter 2. */
  serve(officer: Staffer, options?: Turn): Promise<void>
}

interface Turn {
  readonly counter?: string
  readonly minutes?: number
  readonly level?: string | null
}

export const THE_MONTH = '2026-10'
const FIRST_DAYS = ['2026-10-05', '2026-10-06', '2026-10-07']
const SESSIONS = [
  { days: [1, 2, 3, 4, 5, 6], from: '07:30', to: '11:30' },
  { days: [1, 2, 3, 4, 5, 6], from: '13:30', to: '17:00' },
]

/**
 * Three days of October, two sessions each. An is in time, takes five minutes a turn and is liked; Bình opens half an hour late, takes
 * twelve for the same service and every fourth is not content; Chi served three people in all.
 */
export async function aMonthOfWork(): Promise<MonthOfWork> {
  const clock = handClock(Date.parse(`${FIRST_DAYS[0]}T00:10:00Z`))
  const hall = await startHub({ machine: clock })
  const password = randomUUID()
  const made = await hall.post('/api/setup', {
    code: hall.hub.setupCode,
    staff: 'quan-tri',
    name: 'Quản trị',
    password,
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const month: MonthOfWork = {
    hall,
    clock,
    password,
    async admin() {
      return { cookie: cookieOf(await hall.post('/api/session', { staff: 'quan-tri', pin: password })) }
    },
    async somebody(id, role) {
      const { cookie } = await month.admin()
      const handed = await hall.post('/api/people', { id, name: `Người ${id}`, role }, { cookie })
      assert.equal(handed.status, 200, JSON.stringify(handed.body))
      const first = cookieOf(await hall.post('/api/session', { staff: id, pin: handed.body.pin }))
      const own = { method: 'PUT', cookie: first }
      return { cookie: cookieOf(await hall.post('/api/session/secret', { secret: randomUUID() }, own)) }
    },
    async until(day) {
      clock.pass(Date.parse(`${day}T00:10:00Z`) - clock.wall())
      while (hall.hub.road.queue().day !== day) await wait(20)
    },
    async serve(officer, { counter = 'quay-2', minutes = 5, level = 'rat-hai-long' } = {}) {
      const ticket = await hall.issue('chung-thuc')
      clock.pass(MINUTE)
      await done(officer.ask('call-next', { counter }))
      clock.pass(minutes * MINUTE)
      await done(officer.ask('finish-service', { counter, ticket: ticket.id }))
      if (level === null) return
      await done(hall.post('/api/rate-ticket', { ticket: ticket.id, counter, level }, { key: randomUUID() }))
    },
  }
  await keepHours(month)
  for (const day of FIRST_DAYS) {
    await month.until(day)
    await aDay(month, day === FIRST_DAYS[0])
  }
  await month.until('2026-11-02')
  return month
}

async function keepHours({ hall, admin }: MonthOfWork): Promise<void> {
  const { cookie } = await admin()
  const { version, office } = (await hall.get('/api/office', { cookie })).body
  const body = { ...office, calendar: { ...office.calendar, sessions: SESSIONS } }
  const put = { version, office: body, from: null, why: 'Giờ làm việc' }
  await done(hall.post('/api/office', put, { method: 'PUT', cookie }))
}

async function aDay(month: MonthOfWork, isFirst: boolean): Promise<void> {
  const { hall, clock } = month
  const [an, binh, chi] = await Promise.all(['an', 'binh', 'chi'].map((id) => hall.officer(id)))
  assert.ok(an && binh && chi)
  const opensAt = clock.wall() + 20 * MINUTE
  for (const fromAt of [opensAt, opensAt + 6 * HOUR]) {
    const until = (at: number) => clock.pass(Math.max(0, at - clock.wall()))
    until(fromAt)
    await done(an.ask('open-counter', { counter: 'quay-2' }))
    for (let i = 0; i < 6; i++) await month.serve(an)
    await done(binh.ask('open-counter', { counter: 'quay-1' }))
    for (let i = 0; i < 6; i++) {
      await month.serve(binh, { counter: 'quay-1', minutes: 12, level: i % 4 === 3 ? 'chua-hai-long' : 'hai-long' })
    }
    if (isFirst && fromAt === opensAt) {
      await done(chi.ask('open-counter', { counter: 'quay-5' }))
      for (let i = 0; i < 3; i++) await month.serve(chi, { counter: 'quay-5' })
      await done(chi.ask('close-counter', { counter: 'quay-5' }))
    }
    until(fromAt + 3 * HOUR)
    await done(an.ask('close-counter', { counter: 'quay-2' }))
    await done(binh.ask('close-counter', { counter: 'quay-1' }))
  }
}

export async function done(asked: Promise<Reply>): Promise<Reply> {
  const reply = await asked
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply
}

function cookieOf(reply: Reply): string {
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
  assert.ok(cookie, JSON.stringify(reply.body))
  return cookie
}
