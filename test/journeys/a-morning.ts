import assert from 'node:assert/strict'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub

spec('a morning, from the touch to the report', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
  })
  after(() => hall.close())

  test('a number is taken, called, served and rated', async () => {
    const ticket = await hall.issue('chung-thuc')
    assert.equal(ticket.number, 'H001')
    const an = await hall.officer('an')
    assert.equal((await an.ask('open-counter', { counter: 'quay-2' })).status, 200)
    const called = await an.ask('call-next', { counter: 'quay-2' })
    assert.equal(called.body.called.number, 'H001')
    assert.equal((await an.ask('start-service', { counter: 'quay-2', ticket: ticket.id })).status, 200)
    assert.equal((await an.ask('finish-service', { counter: 'quay-2', ticket: ticket.id })).status, 200)
    const rated = { ticket: ticket.id, counter: 'quay-2', level: 'rat-hai-long' }
    assert.equal((await hall.post('/api/rate-ticket', rated, { key: 'rating-of-H001' })).status, 200)
    const report = await hall.get('/api/day', { cookie: an.cookie })
    assert.equal(report.body.issued, 1)
    assert.equal(report.body.states.served, 1)
    assert.equal(report.body.ratings.answers, 1)
    assert.equal(report.body.conserved, true)
  })

  test('whatever a screen shows, the API tells too, to whom it may be told', async () => {
    const ticket = await hall.issue('ho-tich')
    const kiosk = await hall.get('/api/views/kiosk?id=kiosk-1')
    assert.equal(kiosk.body.services.find((one: { id: string }) => one.id === 'ho-tich').waiting, 1)
    assert.equal((await hall.get('/api/views/display')).body.calls[0].number, 'H001')
    assert.equal((await hall.get('/api/views/rating?counter=quay-2')).body.counter.label, '2')
    assert.equal((await hall.get('/api/views/rating')).body.code, 'unknown-counter')
    const code = ticket.url.split('/t/')[1]
    assert.equal((await hall.get(`/api/views/citizen?code=${code}`)).body.number, 'A001')
    assert.equal((await hall.get('/api/views/citizen?code=A001-0000000000')).body.code, 'unknown-ticket')
    assert.equal((await hall.get('/api/views/desk?counter=quay-1')).body.code, 'sign-in-first')
    const an = await hall.officer('an')
    const desk = await hall.get('/api/views/desk?counter=quay-1', { cookie: an.cookie })
    assert.equal(desk.body.counter.waiting[0].number, 'A001')
  })

  test('a procedure is printed over HTTP as at the kiosk', async () => {
    const printed = await hall.post('/api/print-procedure', { code: '1.001193' }, { key: 'print-a-procedure' })
    assert.deepEqual(printed.body, { printed: true })
    const unknown = await hall.post('/api/print-procedure', { code: '9.999999' }, { key: 'print-another-one' })
    assert.equal(unknown.body.code, 'not-found')
  })

  test('whoever is not signed in calls nobody', async () => {
    const answer = await hall.post('/api/call-next', { counter: 'quay-2' }, { key: 'somebody-else' })
    assert.equal(answer.status, 403)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  })
})
