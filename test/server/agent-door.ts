import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { freshKey, freshNonce, proofOf, type SessionKeys, sessionKeys } from '#server/agent/handshake.ts'
import { type Frame, sealer, unsealer } from '#server/agent/sealed.ts'
import { AGENT_PROTOCOL } from '#server/agent/words.ts'
import { openAgentDoor } from '#server/edge/agent-door.ts'
import { newRecord } from '#server/pairing/book.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { until } from '../kit/paper-hall.ts'
import { spec } from '../kit/spec.ts'

const AGENT = 'kiosk-pi'

let hall: TestHub
let admin: Staffer
let key = ''
let callers: Caller[] = []

/** Somebody who speaks to the door byte by byte, honest or not. */
class Caller {
  readonly socket: Socket
  readonly nonce: string
  readonly frames: unknown[] = []
  readonly refusals: string[] = []
  ended = false
  keys: SessionKeys | null = null
  seal: (message: unknown) => Frame[] = () => []

  constructor(auth: object = {}, url = hall.url) {
    this.nonce = freshNonce()
    const hello = { protocol: AGENT_PROTOCOL, agent: AGENT, nonce: this.nonce, boot: randomUUID(), version: '1' }
    this.socket = io(`${url}/agent`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { ...hello, ...auth },
    })
    this.socket.on('frame', (frame) => this.frames.push(frame))
    this.socket.on('refused', ({ code }: { code: string }) => this.refusals.push(code))
    this.socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      this.refusals.push(error.data?.code ?? error.message)
      this.ended = true
    })
    this.socket.on('disconnect', () => {
      this.ended = true
    })
    callers.push(this)
  }

  greeting(): Promise<{ nonce: string; proof: string }> {
    return new Promise((resolve) => this.socket.once('greeting', resolve))
  }

  /** Comes in as an agent does that has the key. */
  async enter(own = key): Promise<this> {
    const { nonce } = await this.greeting()
    const greeting = { agent: AGENT, a: this.nonce, b: nonce }
    this.keys = sessionKeys(own, greeting)
    this.seal = sealer(this.keys.toHub)
    this.socket.emit('proof', proofOf('agent', own, greeting))
    return this
  }

  say(message: unknown): void {
    for (const frame of this.seal(message)) this.socket.emit('frame', frame)
  }
}

const line = async () => (await hall.get('/api/agents', { cookie: admin.cookie })).body.agents[0].line
const isIn = async () => (await line()) !== null
const health = { say: 'health', devices: [] }

spec('the door of the agents', ({ test, before, after, afterEach }) => {
  before(async () => {
    hall = await startHub()
    admin = await hall.administrator()
    const made = await hall.post('/api/agents', { id: AGENT, name: 'Ki-ốt cửa' }, { cookie: admin.cookie })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    key = made.body.key
  })
  afterEach(async () => {
    for (const caller of callers) caller.socket.disconnect()
    callers = []
    await until(async () => !(await isIn()))
  })
  after(() => hall.close())

  test('the key lets its agent in, and the hub proves itself first', async () => {
    const caller = new Caller()
    const greeting = await caller.greeting()
    const facts = { agent: AGENT, a: caller.nonce, b: greeting.nonce }
    assert.equal(greeting.proof, proofOf('hub', key, facts), 'the hub holds the key')
    assert.notEqual(greeting.proof, proofOf('agent', key, facts), 'and its proof is not the one an agent gives')
    assert.equal(await isIn(), false, 'nobody is in before the proof')
    caller.socket.emit('proof', proofOf('agent', key, facts))
    await until(isIn)
    await until(() => caller.frames.length >= 2)
    const unseal = unsealer(sessionKeys(key, facts).toAgent)
    const first = unseal(caller.frames[0]) as { say: string }
    assert.equal(first.say, 'devices')
    const told = await line()
    assert.equal(told.version, '1')
    assert.equal(told.address, '127.0.0.1')
  })

  test('a wrong key, a name nobody has, the hub’s own proof and rubbish stay outside, and look the same', async () => {
    const wrong = await new Caller().enter(freshKey())
    const nobody = new Caller({ agent: 'nobody' })
    const { nonce } = await nobody.greeting()
    nobody.socket.emit('proof', proofOf('agent', key, { agent: 'nobody', a: nobody.nonce, b: nonce }))
    const mirror = new Caller()
    mirror.socket.emit('proof', (await mirror.greeting()).proof)
    const rubbish = new Caller()
    await rubbish.greeting()
    rubbish.socket.emit('proof', { length: 43 })
    await until(() => callers.every(({ ended }) => ended))
    for (const caller of [wrong, nobody, mirror, rubbish]) assert.deepEqual(caller.refusals, ['wrong-key'])
    assert.equal(await isIn(), false)
  })

  test('a handshake that was overheard opens nothing', async () => {
    const honest = await new Caller().enter()
    await until(isIn)
    const proofs: unknown[] = []
    const thief = new Caller({ nonce: honest.nonce })
    const { nonce } = await thief.greeting()
    // Everything the honest one said, word for word: its nonce, and a proof that answered another greeting.
    proofs.push(proofOf('agent', key, { agent: AGENT, a: honest.nonce, b: 'x'.repeat(32) }))
    assert.notEqual(nonce, 'x'.repeat(32))
    thief.socket.emit('proof', proofs[0])
    await until(() => thief.ended)
    assert.deepEqual(thief.refusals, ['wrong-key'])
    assert.ok(await isIn(), 'and the honest one is still in')
  })

  test('a greeting of another shape or release is told so', async () => {
    const other = new Caller({ protocol: AGENT_PROTOCOL + 1 })
    const bare = new Caller({ nonce: 'short' })
    await until(() => other.ended && bare.ended)
    assert.deepEqual([other.refusals, bare.refusals], [['wrong-protocol'], ['bad-request']])
  })

  test('nothing of what crosses can be read on the wire', async () => {
    const caller = await new Caller().enter()
    const card = '079099000111|Trần Văn Thử'
    const frames = caller.seal({ say: 'moment', scan: card })
    const wire = frames.map(({ text }) => Buffer.from(text, 'base64').toString('latin1')).join('')
    assert.ok(!wire.includes('079099000111') && !wire.includes('moment') && !JSON.stringify(frames).includes('moment'))
    const [again] = caller.seal({ say: 'moment', scan: card })
    assert.notEqual(again?.text, frames[0]?.text, 'the same words look the same')
  })

  for (const [what, spoil] of [
    [
      'a forged frame',
      (frame: Frame) => [{ ...frame, text: `${frame.text.startsWith('A') ? 'B' : 'A'}${frame.text.slice(1)}` }],
    ],
    ['a frame twice', (frame: Frame) => [frame, frame]],
    ['a frame left out', (frame: Frame) => [{ ...frame, n: frame.n + 1 }]],
    ['a frame without a seal', ({ n, last, text }: Frame) => [{ n, last, text }]],
    ['a frame that is none', () => ['frame']],
  ] as const) {
    test(`${what} ends the line`, async () => {
      const caller = await new Caller().enter()
      caller.say(health)
      await until(isIn)
      const [frame] = caller.seal(health)
      assert.ok(frame)
      for (const spoilt of spoil(frame)) caller.socket.emit('frame', spoilt)
      await until(() => caller.ended)
      await until(async () => !(await isIn()))
    })
  }

  test('a frame of ours sent back to us, or one of yesterday’s line, ends it too', async () => {
    const before = await new Caller().enter()
    const [yesterday] = before.seal(health)
    before.socket.disconnect()
    const caller = await new Caller().enter()
    await until(() => caller.frames.length > 0)
    caller.socket.emit('frame', caller.frames[0])
    await until(() => caller.ended)
    const next = await new Caller().enter()
    next.socket.emit('frame', yesterday)
    await until(() => next.ended)
  })

  test('a sealed word nobody knows does nothing: an agent is believed in what it may say, no more', async () => {
    const caller = await new Caller().enter()
    const { seq } = hall.hub.road.queue()
    caller.say({ say: 'call-next', counter: 'quay-1' })
    caller.say({ say: 'health', devices: 'all' })
    caller.say({ say: 'part', of: '0'.repeat(64), from: 0 })
    const before = caller.frames.length
    await until(() => caller.frames.length > before)
    assert.equal(caller.ended, false)
    assert.equal(hall.hub.road.queue().seq, seq)
  })

  test('an agent speaks for its own devices alone', async () => {
    const caller = await new Caller().enter()
    await until(isIn)
    const an = await hall.officer('an')
    assert.equal((await an.ask('open-counter', { counter: 'quay-2' })).status, 200)
    await hall.issue()
    const seq = hall.hub.road.queue().seq
    caller.say({ say: 'pulse', at: 0, steady: 0, wall: 0 })
    const moment = { device: 'may-in-1', kind: 'keypad', key: { key: 'next' } }
    caller.say({ say: 'moment', seq: 1, at: 0, moment })
    caller.say({
      say: 'health',
      devices: [{ device: 'may-in-1', kind: 'printer', state: 'broken', fault: 'paper-out' }],
    })
    await until(() => caller.frames.length >= 3)
    const devices = (await hall.get('/healthz')).body.devices as { id: string; state: string }[]
    assert.equal(devices.find(({ id }) => id === 'may-in-1')?.state, 'ready')
    const called = [...hall.hub.road.queue().tickets.values()].filter(({ state }) => state === 'called')
    assert.deepEqual(called, [], `nobody was called since ${seq}`)
  })

  test('the newest line of an agent counts; the older is cut', async () => {
    const first = await new Caller().enter()
    await until(isIn)
    const second = await new Caller().enter()
    await until(() => first.ended)
    assert.equal(second.ended, false)
    assert.ok(await isIn())
  })

  test('a new key cuts whoever came in with the old one at once, and the old one is worth nothing', async () => {
    const caller = await new Caller().enter()
    await until(isIn)
    const old = key
    const began = performance.now()
    const made = await hall.post(`/api/agents/${AGENT}/key`, {}, { cookie: admin.cookie })
    assert.equal(made.status, 200)
    assert.notEqual(made.body.key, old)
    key = made.body.key
    await until(() => caller.ended)
    assert.ok(performance.now() - began < 5_000, 'S2: cut within five seconds')
    const late = await new Caller().enter(old)
    await until(() => late.ended)
    assert.deepEqual(late.refusals, ['wrong-key'])
    await new Caller().enter()
    await until(isIn)
  })

  test('a key that dies while its proof is on the way lets nobody in', async () => {
    const caller = new Caller()
    const { nonce } = await caller.greeting()
    const proof = proofOf('agent', key, { agent: AGENT, a: caller.nonce, b: nonce })
    key = (await hall.post(`/api/agents/${AGENT}/key`, {}, { cookie: admin.cookie })).body.key
    caller.socket.emit('proof', proof)
    await until(() => caller.ended)
    assert.deepEqual(caller.refusals, ['wrong-key'])
  })

  test('agents are looked at by staff and changed by administrators alone', async () => {
    const officer = await hall.officer('binh')
    assert.equal((await hall.get('/api/agents')).status, 401)
    const seen = await hall.get('/api/agents', { cookie: officer.cookie })
    assert.deepEqual(seen.body.agents, [{ id: AGENT, name: 'Ki-ốt cửa', hasKey: true, key: 'by-hand', line: null }])
    for (const cookie of [undefined, officer.cookie]) {
      const options = cookie === undefined ? {} : { cookie }
      const status = cookie === undefined ? 401 : 403
      assert.equal((await hall.post('/api/agents', { id: 'b', name: 'B' }, options)).status, status)
      assert.equal((await hall.post(`/api/agents/${AGENT}/key`, {}, options)).status, status)
      assert.equal((await hall.post(`/api/agents/${AGENT}`, {}, { ...options, method: 'DELETE' })).status, status)
    }
    assert.equal((await hall.post('/api/agents', { id: AGENT, name: 'B' }, { cookie: admin.cookie })).status, 409)
    assert.equal((await hall.post('/api/agents/other/key', {}, { cookie: admin.cookie })).status, 404)
    const text = JSON.stringify(seen.body)
    assert.ok(!text.includes(key), 'a key is shown once')
  })

  test('an agent that is taken out is cut, and stays in the hall while devices are plugged in there', async () => {
    const { cookie } = admin
    const added = await hall.post('/api/agents', { id: 'bang-pi', name: 'Bảng' }, { cookie })
    assert.equal(added.status, 200)
    const { version, hall: now } = (await hall.get('/api/hall', { cookie })).body
    const device = { id: 'may-in-9', name: 'Máy in', driver: 'virtual', settings: {}, at: 'bang-pi' }
    const put = { version, hall: { ...now, devices: [...now.devices, device] } }
    assert.equal((await hall.post('/api/hall', put, { method: 'PUT', cookie })).status, 200)
    await until(async () => {
      const devices = (await hall.get('/healthz')).body.devices as { id: string; fault: string }[]
      return devices.find(({ id }) => id === 'may-in-9')?.fault === 'agent-away'
    })
    const kept = await hall.post('/api/agents/bang-pi', {}, { method: 'DELETE', cookie })
    assert.deepEqual(kept.body, { inHall: true })
    const agents = async () =>
      (await hall.get('/api/agents', { cookie })).body.agents as { id: string; hasKey: boolean }[]
    assert.equal((await agents()).find(({ id }) => id === 'bang-pi')?.hasKey, false)
    const then = (await hall.get('/api/hall', { cookie })).body
    const without = { version: then.version, hall: { ...then.hall, devices: now.devices } }
    assert.equal((await hall.post('/api/hall', without, { method: 'PUT', cookie })).status, 200)
    const gone = await hall.post('/api/agents/bang-pi', {}, { method: 'DELETE', cookie })
    assert.deepEqual(gone.body, { inHall: false })
    assert.equal((await agents()).length, 1)
  })

  test('a hall without an agent leaves its key dead', async () => {
    const { cookie } = admin
    const caller = await new Caller().enter()
    await until(isIn)
    const { version, hall: now } = (await hall.get('/api/hall', { cookie })).body
    const without = { version, hall: { ...now, agents: [] } }
    assert.equal((await hall.post('/api/hall', without, { method: 'PUT', cookie })).status, 200)
    await until(() => caller.ended)
    const again = { version: version + 1, hall: now }
    assert.equal((await hall.post('/api/hall', again, { method: 'PUT', cookie })).status, 200)
    const late = await new Caller().enter()
    await until(() => late.ended)
    assert.deepEqual(late.refusals, ['wrong-key'])
  })
})

spec('the door, to an agent whose key was copied', ({ test, before, after }) => {
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'] })
  const copied = freshKey()
  const came: string[] = []
  before(async () => {
    const place = { what: 'agent', agent: AGENT } as const
    const record = newRecord('a2b3c4d5e6f7', 'Ki-ốt', place, { state: 'suspended' })
    openAgentDoor({
      io: server,
      // As a hub of an older release left it that lost its power just then.
      keyOf: () => copied,
      retiredKeyOf: () => null,
      pairing: { recordOf: () => record, shows: () => null },
      addressOf: () => '203.0.113.1',
      onLink: () => {
        came.push('link')
        return { hear() {}, over() {} }
      },
      onRefused: () => came.push('refused'),
      onForged: (_, why) => came.push(why),
      onUnknown() {},
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  })
  after(() => server.close())

  test('says so under its seal, and is shut, although the key is still there', async () => {
    const caller = await new Caller({}, `http://127.0.0.1:${(http.address() as AddressInfo).port}`).enter(copied)
    await until(() => caller.ended)
    assert.ok(caller.keys)
    assert.deepEqual(unsealer(caller.keys.toAgent)(caller.frames[0]), { say: 'unpaired' })
    assert.deepEqual(came, [])
  })
})
