import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { SlipMoment } from '#core/contract/kiosk.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
const hands = (action: string) => hall.post('/api/dock/may-in-1', { action })
const slips = async (): Promise<{ title: string; torn: boolean }[]> => (await hall.get('/api/dock')).body.slips

spec('paper runs out (I14)', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
  })
  after(() => hall.close())

  test('the number stands, the kiosk and the desk are told, and a copy of the same number is marked', async () => {
    const kiosk = openScreen(hall.url, 'kiosk', { id: 'kiosk-1' })
    const told: SlipMoment[] = []
    const next = () => new Promise<SlipMoment>((resolve) => kiosk.on('slip', resolve))
    kiosk.on('slip', (slip) => told.push(slip))
    await shows(kiosk, (view) => view.paper.state === 'ready')

    const take = async () => {
      const slip = next()
      const answer = await kiosk.ask('issue-ticket', {
        command: randomUUID(),
        ticket: randomUUID(),
        service: 'chung-thuc',
        class: 'ordinary',
      })
      assert.ok(answer.ok)
      return { ticket: answer.value, slip: await slip }
    }

    const good = await take()
    assert.equal(good.slip.outcome, 'printed')

    await hands('paper-out')
    await shows(kiosk, (view) => view.paper.state === 'broken')
    const bad = await take()
    assert.equal(bad.ticket.number, 'H002', 'the number was given all the same')
    assert.equal(bad.slip.outcome, 'failed')
    assert.equal(bad.slip.ticket, bad.ticket.id)
    assert.ok(bad.slip.message?.vi)

    const an = await hall.officer('an')
    const desk = openScreen(hall.url, 'desk', { id: 'desk-1', counter: 'quay-2' }, an.cookie)
    const view = await shows(desk, (shown) => shown.devices.some((device) => device.state === 'broken'))
    assert.equal(view.devices[0]?.fault, 'paper-out')
    assert.ok(view.devices[0]?.whatToDo)
    const { id, number } = bad.ticket
    const alarm = { count: 1, newest: [{ ticket: id, number }] }
    assert.deepEqual((await shows(desk, (shown) => shown.slipless.count > 0)).slipless, alarm, 'staff is told whose')

    await hands('paper-in')
    await shows(kiosk, (shown) => shown.paper.state === 'ready')
    const before = (await slips()).length
    assert.equal((await an.ask('print-copy', { ticket: bad.ticket.id })).status, 200)
    const copy = await eventually(async () => (await slips())[before])
    assert.match(copy.title, /H002 \(bản sao\)/)
    await shows(desk, (shown) => shown.slipless.count === 0)

    const third = await take()
    assert.equal(third.ticket.number, 'H003', 'no number was lost or doubled')
    assert.equal(told.length, 3)
    kiosk.close()
    desk.close()
  })

  test('a double tap and a retry after a lost answer are one ticket and one slip', async () => {
    const body = { ticket: randomUUID(), service: 'ho-tich', class: 'ordinary' }
    const key = randomUUID()
    const before = (await slips()).length
    const answers = await Promise.all([1, 2, 3].map(() => hall.post('/api/issue-ticket', body, { key })))
    assert.deepEqual(new Set(answers.map((answer) => answer.body.number)), new Set(['A001']))
    await eventually(async () => (await slips())[before])
    await hall.hub.road.idle()
    assert.equal((await slips()).length, before + 1)
  })
})

/** Looks again and again until there is something; the test's limit ends a search in vain. */
async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}
