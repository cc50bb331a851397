import assert from 'node:assert/strict'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub

spec('two desks, one ticket (I6)', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
  })
  after(() => hall.close())

  test('two officers pressing at once get two tickets, or one and nobody', async () => {
    const [an, binh] = await Promise.all([hall.officer('an'), hall.officer('binh')])
    await an.ask('open-counter', { counter: 'quay-1' })
    await binh.ask('open-counter', { counter: 'quay-2' })
    for (let round = 0; round < 10; round++) {
      const tickets = [await hall.issue(), await hall.issue()]
      const calls = await Promise.all([
        an.ask('call-next', { counter: 'quay-1' }),
        binh.ask('call-next', { counter: 'quay-2' }),
      ])
      const numbers = calls.map((call) => call.body.called.number)
      assert.deepEqual(numbers.sort(), tickets.map((ticket) => ticket.number).sort())
      for (const [who, counter] of [
        [an, 'quay-1'],
        [binh, 'quay-2'],
      ] as const) {
        const mine = calls[who === an ? 0 : 1]?.body.called.ticket
        await who.ask('finish-service', { counter, ticket: mine })
      }
    }
    await hall.issue()
    const last = await Promise.all([
      an.ask('call-next', { counter: 'quay-1' }),
      binh.ask('call-next', { counter: 'quay-2' }),
    ])
    assert.deepEqual(last.map((answer) => answer.status).sort(), [200, 409])
    assert.equal(last.find((answer) => answer.status === 409)?.body.code, 'nobody-waiting')
  })

  test('an officer cannot act at a counter somebody else has opened', async () => {
    const chi = await hall.officer('chi')
    const answer = await chi.ask('call-next', { counter: 'quay-2' })
    assert.equal(answer.status, 403)
    assert.equal(answer.body.code, 'not-your-counter')
  })

  test('nor end the ticket another officer is serving', async () => {
    const [binh, dung] = [await hall.officer('binh'), await hall.officer('dung')]
    await dung.ask('open-counter', { counter: 'quay-6' })
    const ticket = (await hall.issue('cu-tru')).id
    await dung.ask('call-next', { counter: 'quay-6' })
    const reason = 'công dân xin về'
    assert.equal((await binh.ask('cancel-ticket', { ticket, reason })).body.code, 'not-your-counter')
    assert.equal((await dung.ask('cancel-ticket', { ticket, reason })).status, 200)
  })

  test('a double press of one desk calls once', async () => {
    const chi = await hall.officer('chi')
    await chi.ask('open-counter', { counter: 'quay-3' })
    await hall.issue('dat-dai')
    await hall.issue('dat-dai')
    const [first, second] = await Promise.all([
      chi.ask('call-next', { counter: 'quay-3' }),
      chi.ask('call-next', { counter: 'quay-3' }),
    ])
    assert.equal(first?.body.called.number, 'K001')
    assert.equal(second?.body.code, 'just-called')
  })
})
