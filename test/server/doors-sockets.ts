import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startHub, type TestHub } from '../kit/hub.ts'
import { CLEARS_WHEN_TOLD, startProcess } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire, type Wire } from '../kit/wire.ts'

let hall: TestHub

/** The hub stands: it gives a number, and a kiosk that comes in now is greeted. */
async function assertServing(): Promise<void> {
  assert.match((await hall.issue()).number, /^H\d{3}$/)
  const wire = await openWire(hall.url)
  assert.deepEqual(await wire.enter('kiosk'), { in: true, code: null })
  wire.close()
}

async function entered(audience: string, screen: Record<string, unknown> = {}, headers = {}): Promise<Wire> {
  const wire = await openWire(hall.url, headers)
  assert.deepEqual(await wire.enter(audience, helloOf({ id: 'test-1', ...screen })), { in: true, code: null })
  return wire
}

spec('bad input over sockets (S4)', ({ test, before, after, afterEach }) => {
  before(async () => {
    hall = await startHub()
  })
  afterEach(assertServing)
  after(() => hall.close())

  test('a handshake that is not ours is refused by name', async () => {
    const wire = await openWire(hall.url)
    const wrong: [string, unknown, string][] = [
      ['kiosk', {}, 'bad-request'],
      ['kiosk', { protocol: '1', screen: { id: 'k' } }, 'bad-request'],
      ['kiosk', { ...helloOf({ id: 'k' }), more: 1 }, 'bad-request'],
      ['kiosk', helloOf({ id: '../../etc' }), 'bad-request'],
      ['kiosk', helloOf({ id: 'x'.repeat(65) }), 'bad-request'],
      ['kiosk', helloOf({ id: 'k', name: 'Nguyễn Văn A' }), 'bad-request'],
      ['kiosk', { protocol: 99, screen: { id: 'k' } }, 'wrong-protocol'],
      ['kiosk', helloOf({ id: 'k', counter: 'quay-99' }), 'unknown-counter'],
      ['rating', helloOf({ id: 'k' }), 'unknown-counter'],
      ['citizen', helloOf({ id: 'k' }), 'unknown-ticket'],
      ['citizen', helloOf({ id: 'k', code: 'H001-0000000000' }), 'unknown-ticket'],
      ['desk', helloOf({ id: 'k' }), 'sign-in-first'],
    ]
    for (const [audience, hello, code] of wrong) {
      assert.deepEqual(await wire.enter(audience, hello), { in: false, code }, `${audience} ${JSON.stringify(hello)}`)
    }
    wire.close()
  })

  test('nobody gets in without a name for the house, or under another', async () => {
    const wire = await openWire(hall.url)
    wire.send('40{}')
    assert.match(await wire.next((message) => message.startsWith('44')), /not-found/)
    wire.send('40/admin,{}')
    assert.match(await wire.next((message) => message.startsWith('44/admin')), /Invalid namespace/)
    wire.close()
  })

  test('a session that is none, has ended or belongs to nobody opens no desk', async () => {
    const binh = await hall.officer('binh')
    const held = await entered('desk', { counter: 'quay-2' }, { cookie: binh.cookie })
    assert.equal((await held.ask('desk', 'open-counter', { command: randomUUID(), counter: 'quay-2' })).ok, true)
    const out = await fetch(`${hall.url}/api/session`, { method: 'DELETE', headers: { cookie: binh.cookie } })
    assert.equal(out.status, 204)
    for (const cookie of [binh.cookie, 'luot_session=x', `luot_session=${'A'.repeat(43)}`]) {
      const wire = await openWire(hall.url, { cookie })
      assert.equal((await wire.enter('desk')).code, 'sign-in-first', cookie)
      wire.close()
    }
    // The line that was open before the sign-out was cut with it, and told why.
    await held.closed
    assert.ok(held.heard.some((message) => message.includes('"refused"') && message.includes('sign-in-first')))
  })

  test('a foreign page opens no line', async () => {
    for (const origin of ['http://evil.example', 'null', 'file://', `${hall.url}.evil.example`]) {
      await assert.rejects(openWire(hall.url, { origin }), /did not open/, origin)
    }
    const own = await openWire(hall.url, { origin: hall.url })
    assert.equal((await own.enter('kiosk')).in, true)
    own.close()
  })

  test('a body of the wrong form is refused by name and changes nothing', async () => {
    const kiosk = await entered('kiosk')
    const good = { command: randomUUID(), ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const before = hall.hub.road.queue().tickets.size
    const bodies: unknown[] = [
      null,
      undefined,
      0,
      '',
      [],
      [good],
      { ...good, more: 1 },
      { ...good, service: 5 },
      { ...good, service: 'Chứng thực' },
      { ...good, service: 'chung-thuc\0' },
      { ...good, command: 'short' },
      { ...good, ticket: 'x'.repeat(65) },
      { ...good, procedure: 'x'.repeat(41) },
      { ...good, ticket: undefined },
      { ...good, class: { $ne: null } },
      JSON.parse('{"__proto__":{"command":"aaaaaaaa"},"service":"chung-thuc"}'),
    ]
    for (const body of bodies) {
      const answer = await kiosk.ask('kiosk', 'issue-ticket', body)
      assert.equal(answer.code, 'bad-request', JSON.stringify(body))
      assert.ok(answer.message.vi && answer.message.en)
    }
    assert.equal((await kiosk.ask('kiosk', 'print-procedure', { command: randomUUID() })).code, 'bad-request')
    const nowhere = { command: randomUUID(), code: '9.999999' }
    assert.equal((await kiosk.ask('kiosk', 'print-procedure', nowhere)).code, 'not-found')
    assert.equal(hall.hub.road.queue().tickets.size, before)
    kiosk.close()
  })

  test('an ask of another audience, of nobody, or without a wish for an answer is not heard', async () => {
    const board = await entered('display')
    const body = { command: randomUUID(), counter: 'quay-1' }
    for (const name of ['call-next', 'issue-ticket', 'constructor', '__proto__', 'toString', '']) {
      assert.equal((await board.ask('display', name, body)).code, 'not-found', name)
    }
    board.close()
    const before = hall.hub.road.queue().tickets.size
    const kiosk = await entered('kiosk')
    const issue = { command: randomUUID(), ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    kiosk.send(`42/kiosk,${JSON.stringify(['issue-ticket', issue])}`)
    kiosk.send(`42/kiosk,0${JSON.stringify(['issue-ticket'])}`)
    await kiosk.ask('kiosk', 'print-procedure', {})
    assert.equal(hall.hub.road.queue().tickets.size, before)
    kiosk.close()
  })

  test('an ask before coming in ends the line', async () => {
    const wire = await openWire(hall.url)
    wire.send('42/kiosk,1["issue-ticket",{}]')
    await wire.closed
  })

  test('a message of more than 16 kB ends the line', async () => {
    for (const message of [`42/kiosk,1["issue-ticket","${'x'.repeat(17_000)}"]`, new Uint8Array(20_000)]) {
      const wire = await entered('kiosk')
      wire.send(message)
      const { code } = await wire.closed
      assert.ok([1009, 1006].includes(code), `${code}`)
    }
  })

  test('noise ends its own line and no other', async () => {
    const neighbour = await entered('kiosk')
    for (let round = 0; round < 200; round++) {
      const wire = await openWire(hall.url)
      if (round % 2 === 0) await wire.enter('kiosk')
      const noise = randomBytes(1 + (round % 300))
      wire.send(round % 3 === 0 ? noise : `${round % 10}${noise.toString(round % 2 ? 'latin1' : 'base64')}`)
      wire.send('451-/kiosk,1["issue-ticket",{"_placeholder":true,"num":0}]')
      wire.send(noise)
      wire.close()
    }
    assert.ok(neighbour.isOpen())
    assert.equal((await neighbour.ask('kiosk', 'issue-ticket', {})).code, 'bad-request')
    neighbour.close()
  })

  test('noise below the frames ends the line too', async () => {
    for (let round = 0; round < 50; round++) {
      const line = connect(Number(new URL(hall.url).port), '127.0.0.1')
      const key = randomBytes(16).toString('base64')
      line.write(
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n' +
          `sec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`,
      )
      await new Promise((resolve) => line.once('data', resolve))
      line.write(randomBytes(500))
      const ended = new Promise((resolve) => line.once('close', resolve))
      line.on('error', () => line.destroy())
      line.end()
      line.resume()
      await Promise.race([ended, wait(2_000)])
      line.destroy()
    }
  })

  test('a screen gone wild is told so and hung up on; nobody else waits, and the hub does not swell', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-wild-'))
    const hub = await startProcess({ LUOT_DATA: folder, NODE_OPTIONS: CLEARS_WHEN_TOLD })
    try {
      assert.ok(hub.url, hub.output())
      const calm = await openWire(hub.url)
      await calm.enter('kiosk')
      const flood = async (url: string) => {
        const wild = await openWire(url)
        await wild.enter('kiosk', helloOf({ id: 'wild' }))
        for (let n = 0; n < 10_000; n++) wild.send(`42/kiosk,${n}["issue-ticket",{"x":${n}}]`)
        // Answered at once, and without a slip: drawing one takes memory of its own.
        assert.equal((await calm.ask('kiosk', 'issue-ticket', {})).code, 'bad-request')
        await wild.closed
        assert.ok(wild.heard.some((message) => message.includes('too-many')))
      }
      // The first floods warm the hub up: what it keeps from there on would be a leak.
      for (let round = 0; round < 5; round++) {
        await flood(hub.url)
      }
      const before = await hub.keptMb()
      for (let round = 0; round < 5; round++) {
        await flood(hub.url)
      }
      assert.ok(calm.isOpen())
      const grown = (await hub.keptMb()) - before
      assert.ok(grown < 20, `${grown.toFixed(1)} MB more after 50,000 messages`)
      const issue = { command: randomUUID(), ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
      assert.equal((await calm.ask('kiosk', 'issue-ticket', issue)).ok, true)
      calm.close()
    } finally {
      await hub.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})
