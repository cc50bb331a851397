import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '#core/contract/protocol.ts'
import { type Figure, figureOf, ratiosOf } from './figures.ts'
import { furnished, newFolder, startBare, startHub } from './servers.ts'
import { signIn } from './sign-in.ts'
import { openWire } from './wire.ts'

export interface BoardsResult {
  readonly boards: number
  /** From sending the call to the last board's new picture, ms. */
  readonly hub: Figure
  readonly bare: Figure
  readonly ratio: Figure
  readonly pictureBytes: number
}

const ROUNDS = 15
// Twice the hub's least gap between two pictures, and more: one call by itself, not one that waits for a picture just shown.
const PAUSE_MS = 320

/** A call from a desk, until the last of so many boards shows it; and a bare broadcast of an equally large message. */
export async function benchBoards(boards: number): Promise<BoardsResult> {
  const { folder, pins } = await furnished()
  const hub = await startHub(folder)
  const bare = await startBare(newFolder())
  const hall = await openBoards(hub.port, boards)
  const crowd = await openBoards(bare.port, boards)
  try {
    const desk = await openWire(hub.port)
    const cookie = await signIn(desk, 'an', pins.get('an') ?? '')
    const ask = async (name: string, body: object) => {
      const headers = { cookie, 'idempotency-key': randomUUID() }
      const answer = await desk.send('POST', `/api/${name}`, body, headers)
      if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`)
      return JSON.parse(answer.text) as { seq: number; called?: { ticket: string } | null }
    }
    await ask('open-counter', { counter: 'quay-2' })
    const times = { hub: [] as number[], bare: [] as number[] }
    const shouter = await openWire(bare.port)
    let current: string | null = null
    let rev = 0

    const onHub = async () => {
      const ticket = randomUUID()
      await ask('issue-ticket', { ticket, service: 'chung-thuc', class: 'ordinary' })
      if (current) await ask('start-service', { counter: 'quay-2', ticket: current })
      await wait(PAUSE_MS)
      const sent = performance.now()
      const seen = hall.lastSees('call')
      const answer = await ask('call-next', { counter: 'quay-2' })
      current = answer.called?.ticket ?? null
      return (await seen(answer.seq)) - sent
    }
    const onBare = async (size: number) => {
      await wait(PAUSE_MS)
      const sent = performance.now()
      const seen = crowd.lastSees('broadcast')
      rev++
      await shouter.send('POST', '/broadcast', { rev, text: 'x'.repeat(Math.max(0, size - 30)) })
      return (await seen(rev)) - sent
    }

    for (let warm = 0; warm < 4; warm++) {
      await onHub()
      await onBare(hall.pictureBytes())
    }
    for (let round = 0; round < ROUNDS; round++) {
      times.hub.push(await onHub())
      times.bare.push(await onBare(hall.pictureBytes()))
    }
    return {
      boards,
      hub: figureOf(times.hub),
      bare: figureOf(times.bare),
      ratio: ratiosOf(times.hub, times.bare),
      pictureBytes: hall.pictureBytes(),
    }
  } finally {
    hall.close()
    crowd.close()
    await hub.stop()
    await bare.stop()
  }
}

async function openBoards(port: number, boards: number) {
  const shown: { rev: number; at: number }[] = []
  let size = 0
  let told = () => {}
  const sockets: Socket[] = []
  for (let board = 0; board < boards; board++) {
    const socket = io(`http://127.0.0.1:${port}/display`, {
      forceNew: true,
      transports: ['websocket'],
      auth: { protocol: PROTOCOL, screen: { id: `board-${board}`, speaks: false } },
    })
    sockets.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect_error', reject)
      socket.on('view', (view: { rev: number }) => {
        shown[board] = { rev: view.rev, at: performance.now() }
        if (board === 0) size = Buffer.byteLength(JSON.stringify(view))
        resolve()
        told()
      })
    })
  }
  return {
    pictureBytes: () => size,
    /** Gives back the instant at which the last board had a picture of this rev. */
    lastSees(what: string) {
      return (rev: number) =>
        new Promise<number>((resolve, reject) => {
          const limit = setTimeout(() => reject(new Error(`a ${what} did not reach every board`)), 10_000)
          told = () => {
            if (shown.some((one) => one.rev < rev)) return
            clearTimeout(limit)
            told = () => {}
            resolve(Math.max(...shown.map(({ at }) => at)))
          }
          told()
        })
    },
    close() {
      for (const socket of sockets) socket.close()
    },
  }
}
