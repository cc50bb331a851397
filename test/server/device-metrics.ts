import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let admin: Staffer

/** The lines of one figure, sorted. */
async function figure(name: string): Promise<string[]> {
  const { body } = await hall.get('/metrics')
  return String(body)
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .sort()
}

async function becomes(name: string, lines: readonly RegExp[]): Promise<void> {
  let last: string[] = []
  for (const until = performance.now() + 6_000; performance.now() < until; await wait(20)) {
    last = await figure(name)
    if (last.length === lines.length && lines.every((line, i) => line.test(last[i] ?? ''))) return
  }
  assert.fail(`${name}: ${last.join('\n')}`)
}

const hands = (action: string) => hall.post('/api/dock/may-in-1', { action })
async function change(more: object): Promise<void> {
  const { version, hall: now } = (await hall.get('/api/hall', { cookie: admin.cookie })).body
  const reply = await hall.post(
    '/api/hall',
    { version, hall: { ...now, ...more } },
    { method: 'PUT', cookie: admin.cookie },
  )
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

spec('the figures of the devices', ({ test, beforeEach, afterEach }) => {
  beforeEach(async () => {
    hall = await startHub()
    admin = await hall.administrator()
  })
  afterEach(() => hall.close())

  test('say for each device its state, the fault and since when, one line each', async () => {
    await becomes('luot_device_state', [/device="may-in-1",kind="printer",state="ready",fault=""\} 1$/])
    const [since = ''] = await figure('luot_device_changed_timestamp_seconds')
    assert.ok(Math.abs(Number(since.split(' ')[1]) - Date.now() / 1_000) < 60, since)
    await hands('cover-open')
    await becomes('luot_device_state', [/state="broken",fault="cover-open"\} 1$/])
    await hands('cover-close')
    await becomes('luot_device_state', [/state="ready"/])
    const counted = await figure('luot_device_health_changes_total')
    assert.equal(counted.length, 2, counted.join('\n'))
    assert.match(counted[0] ?? '', /device="may-in-1",state="broken"\} 1$/)
    assert.match(counted[1] ?? '', /state="ready"\} 2$/)
  })

  test('count print jobs by what became of them, and the paper that is left', async () => {
    await hall.issue()
    await becomes('luot_prints_total', [/device="may-in-1",outcome="printed"\} 1$/])
    await becomes('luot_paper_left_mm', [/device="may-in-1"\} 49\d\d\d$/])
    await hands('paper-few')
    await hall.issue()
    await becomes('luot_prints_total', [/outcome="failed-started"\} 1$/, /outcome="printed"\} 1$/])
  })

  test('follow the hall: what is taken out leaves no line behind, and an agent is told to be away', async () => {
    await becomes('luot_device_state', [/state="ready"/])
    await change({ devices: [], kiosks: [{ id: '*', printer: null }], agents: [{ id: 'pi-2', name: 'Máy trạm' }] })
    await becomes('luot_device_state', [])
    await becomes('luot_agent_connected', [/agent="pi-2"\} 0$/])
  })

  test('stay small in a hall of two hundred devices', async () => {
    const many = Array.from({ length: 200 }, (_, i) => ({
      id: `phim-${i}`,
      name: `Phím ${i}`,
      driver: 'virtual-keypad',
      settings: {},
    }))
    await change({ devices: many, kiosks: [] })
    for (const until = performance.now() + 6_000; (await figure('luot_device_state')).length < 200; await wait(20))
      assert.ok(performance.now() < until, 'never: every device has its line')
    const { body } = await hall.get('/metrics')
    const lines = String(body)
      .split('\n')
      .filter((line) => /^luot_(device|paper|prints|agent)/.test(line))
    assert.ok(lines.length < 1_000, `${lines.length}`)
  })
})
