import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { smallDisk, whyNoSmallDisk } from '../kit/small-disk.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

const noDisk = whyNoSmallDisk()

/** Takes numbers until the disk has really no room: what lay prepared in the -wal is used up first. */
async function issueUntilFull(
  hub: TestHub,
): Promise<{ taken: number; status: number; code: string; key: string; body: unknown }> {
  for (let taken = 0; taken < 3_000; taken++) {
    const body = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const key = randomUUID()
    const reply = await hub.post('/api/issue-ticket', body, { key })
    if (reply.status !== 200) return { taken, status: reply.status, code: reply.body.code, key, body }
  }
  throw new Error('the disk was never full')
}

spec('the disk fills up while the hall is open (I20)', ({ test, skip }) => {
  if (noDisk !== null) {
    skip('every part of it', noDisk)
    return
  }
  test('nothing half-done, everything readable, and on again without a restart', async () => {
    const disk = smallDisk(100)
    const hub = await startHub({ dataFolder: join(disk.path, 'data') })
    try {
      const an: Staffer = await hub.officer('an')
      await an.ask('open-counter', { counter: 'quay-1' })
      const waiting = await hub.issue()
      const board = await openWire(hub.url)
      await board.enter('display', helloOf({ id: 'board-1' }))

      disk.fill()
      const full = await issueUntilFull(hub)
      assert.deepEqual([full.status, full.code], [507, 'disk-full'])
      const before = hub.hub.road.queue()
      const refused = await hub.post('/api/issue-ticket', full.body, { key: full.key })
      assert.equal(refused.status, 507)
      assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/)
      assert.ok(refused.body.message.vi && refused.body.message.en)
      for (const [name, body] of [
        ['call-next', { counter: 'quay-1' }],
        ['cancel-ticket', { ticket: waiting.id, reason: 'Bấm nhầm' }],
      ] as const) {
        assert.equal((await an.ask(name, body)).status, 507, name)
      }
      assert.equal(hub.hub.road.queue().seq, before.seq, 'a half-done change')

      // What only reads goes on: signed-in staff, boards, the day's figures, the lookup.
      assert.equal((await hub.get('/api/session', { cookie: an.cookie })).status, 200)
      assert.equal((await hub.get('/api/day', { cookie: an.cookie })).body.conserved, true)
      assert.equal((await hub.get('/api/procedures?q=khai%20sinh')).status, 200)
      const health = await hub.get('/healthz')
      assert.equal(health.status, 200)
      assert.ok(
        health.body.faults.some(({ code }: { code: string }) => code === 'disk-full'),
        JSON.stringify(health.body.faults),
      )
      const late = await openWire(hub.url)
      const view = late.next((message) => message.startsWith('42/display,["view"'))
      await late.enter('display', helloOf({ id: 'board-2' }))
      assert.match(await view, /"waiting":/)
      await board.next((message) => message.startsWith('42/display,["pulse"'))
      // Signing in writes a session, so it says why it cannot.
      const pin = hub.hub.pins.find(({ id }) => id === 'binh')?.pin
      const signIn = await hub.post('/api/session', { staff: 'binh', pin })
      assert.ok([200, 507].includes(signIn.status), JSON.stringify(signIn.body))

      disk.empty()
      const again = await hub.post('/api/issue-ticket', full.body, { key: full.key })
      assert.equal(again.status, 200, JSON.stringify(again.body))
      assert.equal(again.body.number, `H${String(full.taken + 2).padStart(3, '0')}`, 'no gap, no number twice')
      assert.equal((await an.ask('call-next', { counter: 'quay-1' })).body.called.number, waiting.number)
      assert.equal(
        (await hub.get('/healthz')).body.faults.some(({ code }: { code: string }) => code === 'disk-full'),
        false,
      )
      board.close()
      late.close()

      await hub.close({ keepData: true })
      const next = await startHub({ dataFolder: join(disk.path, 'data') })
      assert.equal(next.hub.road.queue().tickets.size, full.taken + 2)
      await next.close({ keepData: true })
    } finally {
      disk.remove()
    }
  }, 120_000)
})
