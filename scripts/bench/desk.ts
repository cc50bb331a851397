import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '#core/contract/protocol.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { furnished, startHub } from './servers.ts'
import { signIn } from './sign-in.ts'
import { openWire } from './wire.ts'

/** Times of one kind, as people feel them: the middle, and what one in twenty and one in a hundred takes. */
export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface DeskResult {
  readonly screens: number
  readonly waiting: number
  /** From the key to the hub's one answer, ms. */
  readonly answer: Percentiles
  /** From the key to the picture that shows it, ms. */
  readonly picture: Percentiles
  /** GET /api/leader meanwhile, ms. */
  readonly leader: Percentiles
}

const LEADER = 'lanh-dao'
const ROUNDS = 60
const LEADER_ROUNDS = 40
// An officer's fastest pace: a burst would wait for pictures no eye can follow.
const PAUSE_MS = 120

/** What an officer at a desk feels: each key of a turn (next, start, finish), alone or in a hall full of screens and people. */
export async function benchDesk({ screens, waiting }: { screens: number; waiting: number }): Promise<DeskResult> {
  const { folder, pins } = await furnished()
  const secret = await withLeader(folder)
  const hub = await startHub(folder)
  const sockets: Socket[] = []
  try {
    const wire = await openWire(hub.port)
    const cookie = await signIn(wire, 'an', pins.get('an') ?? '')
    for (let ticket = 0; ticket < waiting + ROUNDS; ticket++) {
      const body = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
      await wire.send('POST', '/api/issue-ticket', body, { cookie, 'idempotency-key': randomUUID() })
    }
    for (let screen = 0; screen < screens; screen++) sockets.push(await entered(hub.port, 'display', `b-${screen}`))
    const desk = await entered(hub.port, 'desk', 'desk-1', { counter: 'quay-2', cookie })
    sockets.push(desk)
    const answer: number[] = []
    const picture: number[] = []
    let current = ''

    async function press(name: string, body: object): Promise<void> {
      await wait(PAUSE_MS)
      const began = performance.now()
      const shown = nextPicture(desk)
      const said = await desk.timeout(10_000).emitWithAck(name, { command: randomUUID(), counter: 'quay-2', ...body })
      answer.push(performance.now() - began)
      if (!said.ok) throw new Error(`${name}: ${JSON.stringify(said)}`)
      current = said.value.called?.ticket ?? current
      picture.push((await shown(said.value.seq)) - began)
    }

    await press('open-counter', {})
    answer.length = 0
    picture.length = 0
    for (let round = 0; round < ROUNDS; round++) {
      await press('call-next', {})
      await press('start-service', { ticket: current })
      await press('finish-service', { ticket: current })
    }
    const office = await openWire(hub.port)
    const looking = { cookie: await signIn(office, LEADER, secret) }
    const leader: number[] = []
    for (let round = 0; round < LEADER_ROUNDS; round++) {
      const began = performance.now()
      const { status } = await office.send('GET', '/api/leader', undefined, looking)
      if (status !== 200) throw new Error(`the leader hears ${status}`)
      leader.push(performance.now() - began)
    }
    return { screens, waiting, answer: percentiles(answer), picture: percentiles(picture), leader: percentiles(leader) }
  } finally {
    for (const socket of sockets) socket.close()
    await hub.stop()
  }
}

/** One more person for this folder, who may look at the figures. */
async function withLeader(folder: string): Promise<string> {
  const secret = randomUUID()
  const database = openDatabase(folder)
  const member = { id: LEADER, name: 'Lãnh đạo', role: 'leader' } as const
  await staffOf(database, () => performance.now()).add(member, secret, Date.now())
  database.close()
  return secret
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Waits for the first picture of at least this rev, also when it overtakes the answer. */
function nextPicture(desk: Socket): (rev: number) => Promise<number> {
  const seen: { rev: number; at: number }[] = []
  let told = () => {}
  const hear = ({ rev }: { rev: number }) => {
    seen.push({ rev, at: performance.now() })
    told()
  }
  desk.on('view', hear)
  return (rev) =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('no picture showed the press')), 10_000)
      told = () => {
        const picture = seen.find((one) => one.rev >= rev)
        if (!picture) return
        clearTimeout(limit)
        desk.off('view', hear)
        resolve(picture.at)
      }
      told()
    })
}

async function entered(
  port: number,
  audience: string,
  id: string,
  { counter, cookie }: { counter?: string; cookie?: string } = {},
): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}/${audience}`, {
    forceNew: true,
    transports: ['websocket'],
    auth: { protocol: PROTOCOL, screen: { id, ...(counter && { counter }) } },
    ...(cookie && { extraHeaders: { cookie } }),
  })
  await new Promise((resolve, reject) => {
    socket.once('connect_error', reject)
    socket.once('view', resolve)
  })
  return socket
}
