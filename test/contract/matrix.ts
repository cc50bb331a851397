import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PEOPLE, type StaffRole } from '#core/contract/access.ts'
import { overHttp } from '#server/edge/ask.ts'
import type { Door } from '#server/edge/doorman.ts'
import { ASKS } from '#server/edge/ear.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { accessPage, CALLERS, type Caller, comesIn, doorsToKnockAt } from '../../scripts/access/page.ts'
import { type Reply, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

/**
 * Every route against every role, made from the doors themselves (S3). The test of the asks with their meaning is roles.ts;
 * here nothing is known of a route but who may come in.
 *
 * What is refused by the door is told by these two codes alone. A route may know a finer rule inside (an administrator's document, another's
 * session): those stand in FINER, by hand.
 */
const OF_THE_DOOR = ['sign-in-first', 'not-allowed', 'screen-not-enrolled']
const FINER: Readonly<Record<string, readonly string[]>> = {
  'GET /api/views/kiosk': [...PEOPLE, 'citizen'],
  'GET /api/views/rating': [...PEOPLE, 'citizen'],
  'GET /api/views/display': [...PEOPLE, 'citizen'],
  'GET /api/views/guard': [...PEOPLE, 'citizen'],
  'GET /api/views/desk': ['citizen', 'kiosk', 'city'],
  'GET /api/views/hall': ['citizen', 'kiosk', 'officer', 'leader', 'city', 'auditor'],
}

const secrets: Record<string, string> = {}

spec('every door against every role (S3)', ({ test, before, after }) => {
  let hall: TestHub
  const cookies = new Map<Caller, string>()
  let knocks = 0

  before(async () => {
    hall = await startHub({ env: { LUOT_TRUST_PROXY: '127.0.0.1' } })
    await addEveryRole(hall.dataFolder)
    for (const role of PEOPLE) cookies.set(role, await cookieOf(role))
  })
  after(() => hall.close())

  test('the page of who may come in is drawn from these doors', () => {
    const drawn = readFileSync(join(import.meta.dirname, '../../docs/access.md'), 'utf8')
    assert.equal(drawn, accessPage(hall.hub.doors), 'a door has changed: look at it, then npm run access')
  })

  test('every ask has a door, and says the same there', () => {
    for (const ask of ASKS) {
      const door = hall.hub.doors.find(({ method, url }) => method === 'POST' && url === `/api/${ask.name}`)
      assert.deepEqual(door?.may, overHttp(ask), ask.name)
    }
  })

  for (const caller of CALLERS) {
    test(`${caller} comes in where it may, and nowhere else`, async () => {
      const doors = doorsToKnockAt(hall.hub.doors)
      assert.ok(doors.length > 60)
      let refused = 0
      for (const door of doors) {
        const reply = await knock(door, caller)
        // What ends sessions ended this one: the next door is knocked at with another.
        if (door.method !== 'GET' && /session|people/.test(door.url) && cookies.has(caller)) {
          cookies.set(caller, await cookieOf(caller as StaffRole))
        }
        const at = `${door.method} ${door.url}`
        assert.ok(reply.status < 500 || reply.status === 503, `${at}: ${reply.status} ${JSON.stringify(reply.body)}`)
        const code = String(reply.body?.code ?? '')
        if (comesIn(door, caller)) {
          const isFiner = FINER[at]?.includes(caller) ?? false
          assert.equal(OF_THE_DOOR.includes(code), isFiner, `${at}: ${code}`)
          continue
        }
        refused++
        const expected = caller === 'citizen' || caller === 'kiosk' ? 'sign-in-first' : 'not-allowed'
        // Over an ask a kiosk is known, and told that it is not its business.
        const isAsk = ASKS.some(({ name }) => door.url === `/api/${name}`)
        const known = caller === 'kiosk' && (isAsk || code === 'not-allowed') ? 'not-allowed' : expected
        assert.equal(code, known, `${at}: ${reply.status}`)
      }
      assert.ok(refused > 0, 'somebody who may do everything')
    })
  }

  async function knock({ method, url }: Door, caller: Caller): Promise<Reply> {
    const path = url
      .replace(/:day\b/, '2026-11-23')
      .replace(/:month\b/, '2026-11')
      .replace(/:(number|version)\b/, '999999')
      .replace(/:\w+/g, 'khong-co')
      .replace(/\*/g, 'khong-co')
    const cookie = cookies.get(caller)
    // Never enough knocks from one place to be sent away for that.
    const address = caller === 'kiosk' ? {} : { 'x-forwarded-for': `203.0.113.${++knocks % 250}` }
    const body = method === 'GET' || method === 'HEAD' || method === 'DELETE' ? undefined : '{}'
    const response = await fetch(`${hall.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...address,
        ...(cookie && { cookie }),
        ...(body && { 'content-type': 'application/json' }),
        'idempotency-key': randomUUID(),
      },
      ...(body && { body }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
  }

  async function cookieOf(role: StaffRole): Promise<string> {
    const headers = { 'x-forwarded-for': `203.0.113.${++knocks % 250}` }
    const reply = await hall.post('/api/session', { staff: `matrix-${role}`, pin: secrets[role] }, { headers })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
    assert.ok(cookie, `${role} could not sign in: ${JSON.stringify(reply.body)}`)
    return cookie
  }
})

async function addEveryRole(folder: string): Promise<void> {
  const database = openDatabase(folder)
  const staff = staffOf(database, () => performance.now())
  for (const role of PEOPLE) {
    secrets[role] = randomUUID()
    await staff.add({ id: `matrix-${role}`, name: role, role }, secrets[role] ?? '', Date.now())
  }
  database.close()
}
