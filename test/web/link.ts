import * as assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { PROTOCOL } from '#core/contract/protocol.ts'
import { type Link, openLink, ownTime, type Time } from '#web/hub/link.ts'
import { spec } from '../kit/spec.ts'

interface Board {
  view: { rev: number; at: number; called: string }
  moments: { call: { ticket: string } }
  asks: { recall: { body: { command: string }; value: { ticket: string } } }
}

const HELLO = { protocol: PROTOCOL, version: '0.1.0', boot: 'monday', now: 1_800_000_000_000 }

spec('the link to the hub', ({ test, afterEach }) => {
  const open: { close(): unknown }[] = []
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close()
  })

  test('hands over the picture, the moments and the answers', async () => {
    const hub = await startHub()
    const link = await openTo(hub)
    hub.onAsk('recall', (_body, answer) => answer({ ok: true, value: { ticket: 'A012' } }))
    const screen = await hub.screen
    screen.emit('view', { rev: 1, at: 1, called: 'A012' })
    await until(link, () => link.view?.called === 'A012')
    const heard = new Promise((resolve) => link.on('call', resolve))
    screen.emit('call', { ticket: 'A012' })
    assert.deepEqual(await heard, { ticket: 'A012' })
    assert.deepEqual(await link.ask('recall', { command: 'c1' }), { ok: true, value: { ticket: 'A012' } })
    assert.deepEqual(screen.handshake.auth, { protocol: PROTOCOL, screen: { id: 'board-1' } })
  })

  test('shows the last picture and never goes back to an older one', async () => {
    const hub = await startHub()
    const link = await openTo(hub)
    const screen = await hub.screen
    const shown: number[] = []
    link.onChange(() => link.view && shown.push(link.view.rev))
    for (const rev of [5, 4, 6]) screen.emit('view', { rev, at: rev, called: 'A001' })
    await until(link, () => link.view?.rev === 6)
    assert.deepEqual(shown, [5, 6])
  })

  test('takes a small rev from a hub that started anew', async () => {
    const hub = await startHub()
    const link = await openTo(hub)
    ;(await hub.screen).emit('view', { rev: 900, at: 1, called: 'A900' })
    await until(link, () => link.view?.rev === 900)
    hub.boot = 'tuesday'
    const again = hub.nextScreen()
    ;(await hub.screen).disconnect(true)
    ;(await again).emit('view', { rev: 1, at: 2, called: 'A001' })
    await until(link, () => link.view?.called === 'A001')
  })

  test('says away when the hub falls silent on a wire that stays up, and live at its next word', async () => {
    const hand = handMovedTime()
    const hub = await startHub()
    const link = await openTo(hub, { time: hand.time })
    const screen = await hub.screen
    hand.move(2_000)
    assert.equal(link.state, 'live')
    hand.move(500)
    assert.equal(link.state, 'away', 'at 2.5 s of silence')
    assert.ok(screen.connected, 'while TCP stays open')
    screen.emit('pulse', { now: HELLO.now, rev: 1 })
    await until(link, () => link.state === 'live')
  })

  test('says away within a second of a cut, and says nothing when it heals before', async () => {
    const hand = handMovedTime()
    const hub = await startHub()
    const link = await openTo(hub, { time: hand.time })
    const screen = await hub.screen
    hub.deaf = true
    const noticed = hand.nextReading()
    screen.conn.close()
    await noticed
    hand.move(600)
    assert.equal(link.state, 'live')
    hand.move(400)
    assert.equal(link.state, 'away')
    hub.deaf = false
    await until(link, () => link.state === 'live')
  })

  test('lays a silent wire anew', async () => {
    const hand = handMovedTime()
    const hub = await startHub()
    await openTo(hub, { time: hand.time })
    const first = await hub.screen
    const second = hub.nextScreen()
    hand.move(6_200)
    assert.notEqual((await second).id, first.id)
  })

  test('says away when no hub was there from the beginning', () => {
    const hand = handMovedTime()
    const link = openLink<Board>({ audience: 'display', screen: {}, url: 'http://127.0.0.1:9', time: hand.time })
    open.push(link)
    assert.equal(link.state, 'connecting')
    hand.move(2_400)
    assert.equal(link.state, 'away')
  })

  test('sends the same body again after a cut, and one answer comes back', async () => {
    const hub = await startHub()
    // Time stands still, so only the new connection can be what sends it again.
    const link = await openTo(hub, { time: handMovedTime().time })
    const bodies: unknown[] = []
    hub.onAsk('recall', (body, answer) => {
      bodies.push(body)
      if (bodies.length === 1) hub.cut()
      else answer({ ok: true, value: { ticket: 'A012' } })
    })
    const answer = await link.ask('recall', { command: 'c7' })
    assert.deepEqual(answer, { ok: true, value: { ticket: 'A012' } })
    assert.deepEqual(bodies, [{ command: 'c7' }, { command: 'c7' }])
  })

  test('asks again where the hub says nothing, until the limit: then the answer is hub-away', async () => {
    const hand = handMovedTime()
    const hub = await startHub()
    const link = await openTo(hub, { time: hand.time })
    const bodies: unknown[] = []
    hub.onAsk('recall', (body) => bodies.push(body))
    const answer = link.ask('recall', { command: 'c8' })
    await hub.heard(() => bodies.length === 1)
    hand.move(1_000)
    await hub.heard(() => bodies.length === 2)
    hand.move(2_000)
    const got = await answer
    assert.equal(got.ok, false)
    assert.equal(got.ok || got.code, 'hub-away')
    assert.ok(bodies.every((body) => JSON.stringify(body) === '{"command":"c8"}'))
  })

  test('answers hub-away, and throws nothing, when there is no wire at all', async () => {
    const hand = handMovedTime()
    const link = openLink<Board>({ audience: 'display', screen: {}, url: 'http://127.0.0.1:9', time: hand.time })
    open.push(link)
    const answer = link.ask('recall', { command: 'c9' })
    hand.move(3_000)
    assert.equal((await answer).ok, false)
  })

  test('asks for a reload when the hub speaks another protocol, told by its hello', async () => {
    const hub = await startHub({ hello: { ...HELLO, protocol: PROTOCOL + 1 } })
    const mismatch = Promise.withResolvers<void>()
    open.push(openLink<Board>({ audience: 'display', screen: {}, url: hub.url, onOtherProtocol: mismatch.resolve }))
    await mismatch.promise
  })

  test('keeps the reason when it is refused, and knocks again', async () => {
    const hub = await startHub()
    hub.refuse = { code: 'unknown-counter', message: { vi: 'Quầy này chưa có.', en: 'No such counter.' } }
    const hand = handMovedTime()
    const link = openLink<Board>({ audience: 'display', screen: {}, url: hub.url, time: hand.time })
    open.push(link)
    const hungUp = hand.nextReading()
    await until(link, () => link.refused?.code === 'unknown-counter')
    await hungUp
    hub.refuse = null
    hand.move(2_000)
    await until(link, () => link.state === 'live')
    assert.equal(link.refused, null)
  })

  test('carries the hub’s clock forward by its own', async () => {
    const hand = handMovedTime()
    const hub = await startHub()
    const link = await openTo(hub, { time: hand.time })
    assert.equal(link.now(), HELLO.now)
    hand.move(1_500)
    assert.equal(link.now(), HELLO.now + 1_500)
  })

  async function startHub({ hello = HELLO } = {}) {
    const http = createServer()
    const server = new Server(http, { transports: ['websocket'] })
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
    open.push({ close: () => server.close() })
    const asks = new Map<string, (body: unknown, answer: (a: unknown) => void) => void>()
    const waiting: ((screen: Socket) => void)[] = []
    const checks = new Set<() => void>()
    const nextScreen = () => new Promise<Socket>((resolve) => waiting.push(resolve))
    let current: Socket | undefined
    const hub = {
      url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      boot: hello.boot,
      /** Lets screens connect, and says nothing to them. */
      deaf: false,
      refuse: null as null | { code: string; message: { vi: string; en: string } },
      screen: nextScreen(),
      nextScreen,
      cut: () => current?.conn.close(),
      onAsk: (name: string, answer: (body: unknown, answer: (a: unknown) => void) => void) => asks.set(name, answer),
      heard: (done: () => boolean) =>
        new Promise<void>((resolve) => {
          const check = () => done() && resolve()
          checks.add(check)
          check()
        }),
    }
    server.of('/display').use((_screen, next) => (hub.deaf ? undefined : next()))
    server.of('/display').on('connection', (screen) => {
      if (hub.refuse) {
        screen.emit('refused', hub.refuse)
        screen.disconnect(true)
        return
      }
      current = screen
      screen.onAny((name: string, body: unknown, answer: (a: unknown) => void) => {
        asks.get(name)?.(body, answer)
        for (const check of checks) check()
      })
      screen.emit('hello', { ...hello, boot: hub.boot })
      waiting.shift()?.(screen)
    })
    return hub
  }

  async function openTo(hub: { url: string }, options: { time?: Time } = {}): Promise<Link<Board>> {
    const link = openLink<Board>({ audience: 'display', screen: { id: 'board-1' }, url: hub.url, ...options })
    open.push(link)
    await until(link, () => link.state === 'live')
    return link
  }
})

function until(link: Link<Board>, done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!done()) return
      stop()
      resolve()
    }
    const stop = link.onChange(check)
    check()
  })
}

/** The link's clocks in our hand; socket.io's own timers run on by themselves. */
function handMovedTime() {
  let now = 0
  let timers: { at: number; then: () => void }[] = []
  const readers: (() => void)[] = []
  const time: Time = {
    ...ownTime,
    monotonic() {
      for (const tell of readers.splice(0)) tell()
      return now
    },
    after(ms, then) {
      const timer = { at: now + ms, then }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  function move(ms: number): void {
    const end = now + ms
    for (;;) {
      const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      timers = timers.filter((timer) => timer !== due)
      now = due.at
      due.then()
    }
    now = end
  }
  /** While time stands still the link reads its clock only when something happens on the wire: a cut, say. */
  const nextReading = () => new Promise<void>((resolve) => readers.push(resolve))
  return { time, move, nextReading }
}
