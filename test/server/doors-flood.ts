import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { DeskView } from '#core/contract/desk.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire, type Wire } from '../kit/wire.ts'

const MORNING = Date.parse('2026-11-23T08:00:00+07:00')
const SERVICES = ['ho-tich', 'chung-thuc', 'dat-dai', 'chinh-sach', 'kinh-doanh', 'cu-tru']

let hall: TestHub
let officer: Staffer
let flooded: Wire
let calm: Wire
const machine = handClock(MORNING)

const body = (more: Record<string, unknown> = {}) => ({
  ticket: randomUUID(),
  service: 'chung-thuc',
  class: 'ordinary',
  ...more,
})
const ask = (wire: Wire, more: Record<string, unknown> = {}) =>
  wire.ask('kiosk', 'issue-ticket', { command: randomUUID(), ...body(more) })
const kiosksAtTheDesk = async (): Promise<DeskView['kiosks']> =>
  (await hall.get('/api/views/desk', { cookie: officer.cookie })).body.kiosks
const atTheDesk = async (kiosk: string) => (await kiosksAtTheDesk()).find(({ id }) => id === kiosk)

spec('a kiosk that is pressed without end (S7)', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub({ machine, limits: 'kept' })
    officer = await hall.officer('an')
    flooded = await openWire(hall.url)
    await flooded.enter('kiosk', helloOf({ id: 'kiosk-1' }))
    calm = await openWire(hall.url)
    await calm.enter('kiosk', helloOf({ id: 'kiosk-2' }))
  })
  after(async () => {
    flooded.close()
    calm.close()
    await hall.close()
  })

  test('600 asks a minute: 20 numbers a minute, one in two seconds, an alarm within 10 s, no harm beside', async () => {
    const given: number[] = []
    const beside: string[] = []
    let alarmAfterMs: number | null = null
    for (let n = 0; n < 600; n++) {
      machine.pass(100)
      // A program on the hall's line: over a socket the door itself would soon hang up.
      const press = body({ service: SERVICES[n % SERVICES.length], again: n % 2 === 0 })
      const answer = await hall.post('/api/issue-ticket', press, { key: randomUUID() })
      if (answer.status === 200) given.push(machine.wall())
      else assert.ok(['too-fast', 'kiosk-limit', 'one-more'].includes(answer.body.code), answer.body.code)
      if (n % 150 === 149) {
        const normal = await ask(calm)
        assert.ok(normal.ok, `the kiosk beside it: ${normal.code}`)
        beside.push(normal.value.number)
      }
      if (alarmAfterMs === null && n % 10 === 9) {
        const [one] = await kiosksAtTheDesk()
        if (one) alarmAfterMs = machine.wall() - MORNING
      }
    }
    assert.equal(given.length, 20, 'the flood reached the limit')
    for (const [i, at] of given.entries()) {
      if (i > 0) assert.ok(at - given[i - 1]! >= 2_000, 'two within two seconds')
      const inMinute = given.filter((one) => one > at - 60_000 && one <= at).length
      assert.ok(inMinute <= 20, `${inMinute} in a minute`)
    }
    assert.ok(alarmAfterMs !== null && alarmAfterMs <= 10_000, `alarm after ${alarmAfterMs} ms`)
    assert.equal(beside.length, 4)
    assert.deepEqual(
      (await kiosksAtTheDesk()).map(({ id }) => id),
      ['api'],
      'the calm kiosk has no alarm',
    )
  }, 90_000)

  test('staff stops it, and lets it go on when all is right', async () => {
    const reason = 'Trẻ em bấm máy'
    assert.equal((await officer.ask('pause-kiosk', { kiosk: 'kiosk-1', reason })).status, 200)
    machine.pass(70_000)
    assert.equal((await ask(flooded)).code, 'kiosk-paused')
    assert.ok((await ask(calm)).ok)
    assert.equal((await atTheDesk('kiosk-1'))?.paused, reason)
    assert.equal((await officer.ask('resume-kiosk', { kiosk: 'kiosk-1' })).status, 200)
    assert.ok((await ask(flooded)).ok)
    assert.equal(await atTheDesk('kiosk-1'), undefined)
  })

  test('a number is given back within twenty seconds, at its own kiosk only', async () => {
    machine.pass(15_000)
    const ticket = randomUUID()
    assert.ok((await ask(flooded, { ticket, service: 'cu-tru' })).ok)
    const back = (wire: Wire) => wire.ask('kiosk', 'void-ticket', { command: randomUUID(), ticket })
    assert.equal((await back(calm)).code, 'not-this-kiosk')
    machine.pass(20_001)
    assert.equal((await back(flooded)).code, 'void-over')
    const mistaken = randomUUID()
    const { value } = await ask(flooded, { ticket: mistaken, service: 'cu-tru' })
    machine.pass(4_000)
    const command = randomUUID()
    const once = await flooded.ask('kiosk', 'void-ticket', { command, ticket: mistaken })
    assert.ok(once.ok, once.code)
    assert.deepEqual(await flooded.ask('kiosk', 'void-ticket', { command, ticket: mistaken }), once, 'a retry')
    const next = await ask(flooded, { service: 'cu-tru' })
    assert.ok(next.value.number > value.number, 'its number is not given again')
    const report = await hall.get('/api/day', { cookie: officer.cookie })
    assert.equal(report.body.states.void, 1)
    assert.equal(report.body.conserved, true)
  })
})
