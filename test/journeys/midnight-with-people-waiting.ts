import assert from 'node:assert/strict'
import { startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'
import { HOUR, MINUTE } from '../kit/trade.ts'

let machine: HandClock
let hall: TestHub

spec('midnight with people waiting (I15)', ({ test, before, after }) => {
  before(async () => {
    machine = handClock(Date.parse('2026-11-23T23:50:00+07:00'))
    hall = await startHub({ machine })
  })
  after(() => hall.close())

  test('the hub turns the day by itself, closes what is left with a reason, and starts again at 001', async () => {
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    const tickets = [await hall.issue(), await hall.issue(), await hall.issue()]
    await an.ask('call-next', { counter: 'quay-2' })
    const board = openScreen(hall.url, 'display', { id: 'board-1' })
    await shows(board, (view) => view.calls.length === 1)

    machine.pass(11 * MINUTE)
    const view = await shows(board, (shown) => shown.calls.length === 0)
    assert.ok(view.services.every((service) => service.waiting === 0))
    assert.ok(view.counters.every((counter) => counter.state === 'closed'))
    assert.equal((await hall.get('/healthz')).body.day, '2026-11-24')

    assert.equal((await hall.issue()).number, 'H001')
    const late = await hall.post(
      '/api/rate-ticket',
      { ticket: tickets[0]?.id, counter: null, level: 'hai-long' },
      { key: 'too-late-1' },
    )
    assert.equal(late.body.code, 'unknown-ticket')
    board.close()
  })

  test('a clock set back marks itself suspect, tells staff, and never issues a number again (I16)', async () => {
    machine.jump(-2 * HOUR)
    const an = await hall.officer('an')
    const desk = openScreen(hall.url, 'desk', { id: 'desk-1', counter: 'quay-2' }, an.cookie)
    await shows(desk, (view) => view.clockSuspect)
    assert.equal((await hall.issue()).number, 'H002')
    const health = await hall.get('/healthz')
    assert.equal(health.body.day, '2026-11-24', 'the day does not turn back')
    assert.ok(health.body.faults.some((fault: { code: string }) => fault.code === 'clock-suspect'))
    machine.jump(2 * HOUR)
    await shows(desk, (view) => !view.clockSuspect)
    assert.equal((await hall.issue()).number, 'H003')
    desk.close()
  })

  test('a clock that ran a month ahead is put right by the administrator, and the hall goes on today', async () => {
    machine.jump(30 * 24 * HOUR)
    const ahead = openScreen(hall.url, 'display', { id: 'board-1' })
    await shows(ahead, () => hall.hub.road.queue().day === '2026-12-24')
    await hall.issue()
    machine.jump(-30 * 24 * HOUR)
    await shows(ahead, () => hall.hub.road.queue().clockSuspect)
    // Signed in only now: the month that seemed to pass ended every session.
    const admin = await hall.administrator()
    assert.equal((await admin.ask('confirm-clock', {})).status, 200)
    assert.equal(hall.hub.road.queue().day, '2026-11-24')
    assert.equal((await hall.issue()).number, 'H004', 'today goes on where it was left')
    assert.equal((await admin.ask('confirm-clock', {})).body.code, 'clock-not-suspect')
    ahead.close()
  })
})
