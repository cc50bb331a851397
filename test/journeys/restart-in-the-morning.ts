import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Queue } from '#core/domain/queue.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { startHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

spec('a restart in the morning (I4, I5, I9, I10)', ({ test }) => {
  test('brings back the very same hall, and goes on counting', async () => {
    const first = await startHub()
    const an = await first.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    const key = randomUUID()
    const body = { ticket: randomUUID(), service: 'chung-thuc', class: 'cao-tuoi' }
    const answer = await first.post('/api/issue-ticket', body, { key })
    for (let i = 0; i < 5; i++) await first.issue()
    const called = await an.ask('call-next', { counter: 'quay-2' })
    await an.ask('start-service', { counter: 'quay-2', ticket: called.body.called.ticket })
    await an.ask('park-ticket', { counter: 'quay-2', ticket: called.body.called.ticket, reason: 'bổ sung' })
    const nextKey = randomUUID()
    const next = await an.ask('call-next', { counter: 'quay-2' }, nextKey)
    // Slips report themselves for a while; the hall is compared when that is over.
    await first.close({ keepData: true })
    const before = first.hub.road.queue()

    const second = await startHub({ dataFolder: first.dataFolder, pins: first.hub.pins })
    assert.equal(picture(second.hub.road.queue()), picture(before))
    assert.deepEqual((await second.post('/api/issue-ticket', body, { key })).body.number, answer.body.number)
    // The session outlives the restart, and so does the answer to a press.
    const again = await second.post('/api/call-next', { counter: 'quay-2' }, { key: nextKey, cookie: an.cookie })
    assert.deepEqual(again.body, next.body)
    assert.equal((await second.issue()).number, 'H007')
    assert.equal(second.hub.pins.length, 0, 'the PINs are told only once')
    await second.close({ keepData: true })

    const journal = sqliteJournal(openDatabase(first.dataFolder))
    let seq = 0
    const boots = new Set<string>()
    for await (const { record } of journal.read(1)) {
      assert.equal(record.seq, ++seq)
      assert.ok(
        record.by.id && record.by.role && record.boot && record.wallAt > 0 && record.at > 0,
        'who, when, in which run',
      )
      boots.add(record.boot)
      if (record.event.type === 'TicketCalled') assert.equal(record.by.id, 'an')
    }
    assert.equal(boots.size, 2)
    await journal.close()
  })
})

function picture(queue: Queue): string {
  const tickets = [...queue.tickets.values()].sort((a, b) => a.order - b.order)
  const { lines, counters, ...rest } = queue
  return JSON.stringify({ ...rest, tickets, lines: [...lines].sort(), counters: [...counters].sort() })
}
