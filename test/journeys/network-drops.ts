import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { startHub, type TestHub } from '../kit/hub.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let cable: Cable

spec('the network drops', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    cable = await layCable(Number(new URL(hall.url).port))
  })
  after(async () => {
    await cable.remove()
    await hall.close()
  })

  test('a kiosk says so, keeps its ask, and gets one ticket when the line is back', async () => {
    const kiosk = openScreen(cable.url, 'kiosk', { id: 'kiosk-1' })
    await shows(kiosk, (view) => view.services.length > 0)
    cable.cut()
    const ask = { command: randomUUID(), ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const answer = await kiosk.ask('issue-ticket', ask, { limitMs: 500 })
    assert.equal(answer.ok, false)
    assert.equal(!answer.ok && answer.code, 'hub-away')
    await shows(kiosk, (_, state) => state === 'away')
    cable.mend()
    await shows(kiosk, (_, state) => state === 'live')
    const again = await kiosk.ask('issue-ticket', ask)
    assert.ok(again.ok)
    const third = await kiosk.ask('issue-ticket', ask)
    assert.deepEqual(third, again)
    assert.equal(hall.hub.road.queue().issued, 1)
    kiosk.close()
  }, 30_000)

  test('a board that was cut off catches up by itself, and is not told old calls (I11, I12)', async () => {
    const board = openScreen(cable.url, 'display', { id: 'board-1', speaks: true })
    const heard: string[] = []
    board.on('call', (call) => heard.push(call.number))
    await shows(board, () => true)
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    cable.cut()
    await an.ask('call-next', { counter: 'quay-2' })
    const called = hall.hub.road.queue()
    cable.mend()
    const view = await shows(board, (shown) => shown.rev >= called.seq && shown.calls.length === 1)
    assert.equal(view.calls[0]?.number, 'H001')
    assert.deepEqual(heard, [], 'the call it missed is shown, but not spoken')
    board.close()
  }, 30_000)

  test('of two boards one speaks, and when it goes the other takes over (I12)', async () => {
    const sounds: Record<string, number> = { first: 0, second: 0 }
    const first = openScreen(hall.url, 'display', { id: 'first', speaks: true })
    await shows(first, (view) => view.speaks)
    const second = openScreen(hall.url, 'display', { id: 'second', speaks: true })
    await shows(second, (view) => !view.speaks)
    const heard = (name: string) => (call: { sounds: unknown[] }) => {
      sounds[name] = (sounds[name] ?? 0) + (call.sounds.length > 0 ? 1 : 0)
    }
    const both = Promise.all([
      new Promise<void>((resolve) => first.on('call', (call) => resolve(heard('first')(call)))),
      new Promise<void>((resolve) => second.on('call', (call) => resolve(heard('second')(call)))),
    ])
    await hall.issue('cu-tru')
    const binh = await hall.officer('binh')
    await binh.ask('open-counter', { counter: 'quay-6' })
    await binh.ask('call-next', { counter: 'quay-6' })
    await both
    assert.deepEqual(sounds, { first: 1, second: 0 })
    first.close()
    await shows(second, (view) => view.speaks)
    second.close()
  })
})

interface Cable {
  readonly url: string
  cut(): void
  mend(): void
  remove(): Promise<void>
}

/** A network cable to the hub: a plain relay on loopback that can be cut and mended. */
async function layCable(port: number): Promise<Cable> {
  const ends = new Set<Socket>()
  let whole = true
  const server: Server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const end of [near, far]) {
      ends.add(end)
      // A cut shows as an error on either end: the other end is closed with it, which is all there is to do.
      end.on('error', () => end.destroy())
      end.on('close', () => {
        ends.delete(end)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    cut() {
      whole = false
      for (const end of ends) end.destroy()
    },
    mend() {
      whole = true
    },
    remove: () =>
      new Promise((resolve) => {
        for (const end of ends) end.destroy()
        server.close(() => resolve())
      }),
  }
}
