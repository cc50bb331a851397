import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000

let hall: TestHub
let clock: HandClock

spec('several services in one visit, before a real hub', ({ test, before, after }) => {
  before(async () => {
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
  })
  after(() => hall.close())

  test('one number visits both counters, is rated once, and each service is counted', async () => {
    const an = await hall.officer('an')
    const binh = await hall.officer('binh')
    const first = { counter: 'quay-2' }
    const second = { counter: 'quay-5' }
    await an.ask('open-counter', first)
    await binh.ask('open-counter', second)
    const { id, number } = await hall.issue('chung-thuc')
    // The kiosk it was taken at adds what the citizen has still to do.
    const more = await hall.post('/api/extend-visit', { ticket: id, service: 'tra-ket-qua' }, { key: randomUUID() })
    assert.equal(more.status, 200, JSON.stringify(more.body))

    clock.pass(2 * MINUTE)
    assert.equal((await an.ask('call-next', first)).body.called.number, number)
    await an.ask('start-service', { ...first, ticket: id })
    clock.pass(4 * MINUTE)
    const on = await an.ask('call-next', first)
    assert.deepEqual(
      [on.body.finished, on.body.goesOn, on.body.called],
      [number, 'tra-ket-qua', null],
      'one key sends it on',
    )
    assert.equal((await rate(id)).code, 'not-now', 'not rated between two counters')

    clock.pass(MINUTE)
    assert.equal((await binh.ask('call-next', second)).body.called.number, number)
    await binh.ask('start-service', { ...second, ticket: id })
    clock.pass(3 * MINUTE)
    assert.equal((await binh.ask('finish-service', { ...second, ticket: id })).status, 200)
    assert.equal((await rate(id)).status, 200)
    assert.equal((await rate(id)).code, 'already-rated')

    const { body: day } = await hall.get('/api/day', { cookie: an.cookie })
    assert.deepEqual([day.issued, day.states.served, day.ratings.answers, day.conserved], [1, 1, 1, true])
    const rowOf = (list: { id: string }[], wanted: string) => list.find((row) => row.id === wanted)
    assert.partialDeepStrictEqual(rowOf(day.services, 'chung-thuc'), {
      served: 1,
      waitMeanMs: 2 * MINUTE,
      serviceMeanMs: 4 * MINUTE,
    })
    assert.partialDeepStrictEqual(rowOf(day.services, 'tra-ket-qua'), {
      served: 1,
      waitMeanMs: MINUTE,
      serviceMeanMs: 3 * MINUTE,
    })
    for (const counter of ['quay-2', 'quay-5']) {
      assert.partialDeepStrictEqual(rowOf(day.counters, counter), { served: 1 })
    }
  })

  test('another kiosk cannot send somebody’s ticket anywhere', async () => {
    const an = await hall.officer('an')
    const desk = await an.ask('issue-ticket', { ticket: randomUUID(), service: 'cu-tru', class: 'ordinary' })
    const body = { ticket: desk.body.id, service: 'ho-tich' }
    const foreign = await hall.post('/api/extend-visit', body, { key: randomUUID() })
    assert.equal(foreign.body.code, 'not-now')
  })

  async function rate(ticket: string): Promise<{ status: number; code?: string }> {
    const body = { ticket, counter: null, level: 'hai-long' }
    const { status, body: answer } = await hall.post('/api/rate-ticket', body, { key: randomUUID() })
    return { status, code: answer.code }
  }
})
