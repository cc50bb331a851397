import assert from 'node:assert/strict'
import { startHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'
import { MINUTE } from '../kit/trade.ts'

spec('a night with people kept (I1, I3, I10)', ({ test }) => {
  test('an office that keeps its queue calls yesterday’s people first, after a restart too, and gives no number twice', async () => {
    const machine = handClock(Date.parse('2026-11-23T23:50:00+07:00'))
    const evening = await startHub({ machine })
    const admin = await evening.administrator()
    const { body: known } = await evening.get('/api/office', { cookie: admin.cookie })
    const office = { ...known.office, calendar: { ...known.office.calendar, overnight: 'keep' } }
    const change = { version: known.version, office, from: null, why: 'Giữ hàng chờ qua đêm' }
    const changed = await evening.post('/api/office', change, { method: 'PUT', cookie: admin.cookie, key: 'keep-1' })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))

    const an = await evening.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    for (const number of ['H001', 'H002', 'H003']) assert.equal((await evening.issue()).number, number)
    assert.equal((await an.ask('call-next', { counter: 'quay-2' })).body.called.number, 'H001')

    machine.pass(11 * MINUTE)
    const board = openScreen(evening.url, 'display', { id: 'board-1' })
    await shows(board, () => evening.hub.road.queue().day === '2026-11-24')
    board.close()
    const { pins } = evening.hub
    await evening.close({ keepData: true })

    const morning = await startHub({ machine, dataFolder: evening.dataFolder, pins })
    assert.equal((await morning.issue()).number, 'H004', 'the series goes on: nobody has H001 a second time')
    const binh = await morning.officer('binh')
    await binh.ask('open-counter', { counter: 'quay-2' })
    const called: string[] = []
    for (let i = 0; i < 4; i++) {
      const { body } = await binh.ask('call-next', { counter: 'quay-2' })
      called.push(body.called.number)
      await binh.ask('finish-service', { counter: 'quay-2', ticket: body.called.ticket })
    }
    assert.deepEqual(called, ['H001', 'H002', 'H003', 'H004'])
    await morning.close()
  })
})
