import assert from 'node:assert/strict'
import { realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { farEndOfLine, haveSocat } from '../kit/far-end-of-line.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { charactersIn, modbusSlaves } from '../kit/modbus-slave.ts'
import { spec } from '../kit/spec.ts'

const blank = '    '

/** Three signs on a real serial line: over counters 1 and 2, and one for the whole hall. */
async function signsOnTheWall() {
  let send: (bytes: Uint8Array) => void = () => undefined
  const slaves = modbusSlaves([1, 2, 9], (bytes) => send(bytes))
  const line = await farEndOfLine(slaves.hear)
  send = line.send
  const shown = () => [1, 2, 9].map((address) => charactersIn(slaves.slave(address).registers))
  return {
    slaves,
    putAway: line.putAway,
    device: {
      id: 'bang-quay',
      name: 'Bảng số quầy',
      driver: 'modbus-signs',
      settings: {
        path: realpathSync(line.pty.path),
        baud: 115_200,
        model: 'ascii',
        rewriteMs: 1_000,
        answerMs: 400,
        signs: [
          { address: 1, place: 'quay-1' },
          { address: 2, place: 'quay-2' },
          { address: 9, place: '*' },
        ],
      },
    },
    /** Waits until people read this on the three signs. */
    async read(...texts: string[]): Promise<void> {
      for (const until = performance.now() + 10_000; performance.now() < until; await wait(10))
        if (shown().join() === texts.join()) return
      assert.deepEqual(shown(), texts)
    },
  }
}

async function hang(hall: TestHub, device: object): Promise<void> {
  const { cookie } = await hall.administrator()
  const { version, hall: now } = (await hall.get('/api/hall', { cookie })).body
  const body = { version, hall: { ...now, devices: [...now.devices, device] } }
  const reply = await hall.post('/api/hall', body, { method: 'PUT', cookie })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

spec('signs over the counters', ({ test, skip }) => {
  if (!haveSocat) return skip('signs over the counters', 'socat is not installed')

  test('show what is called, survive a restart of the hub, and are blank when it stops', async () => {
    const wall = await signsOnTheWall()
    const hall = await startHub()
    await hang(hall, wall.device)
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    await hall.issue()
    await wall.read(blank, blank, blank)
    const called = await an.ask('call-next', { counter: 'quay-2' })
    const { number } = called.body.called
    await wall.read(blank, number, number)
    await hall.close({ keepData: true })
    await wall.read(blank, blank, blank)

    // Nothing happens in the hall after the restart, and the signs show it all the same.
    const again = await startHub({ dataFolder: hall.dataFolder, pins: hall.hub.pins })
    await wall.read(blank, number, number)
    const later = await again.officer('an')
    await later.ask('start-service', { counter: 'quay-2', ticket: called.body.called.ticket })
    await later.ask('finish-service', { counter: 'quay-2', ticket: called.body.called.ticket })
    await wall.read(blank, blank, number)
    await again.close()
    await wall.putAway()
  })

  test('a silent one is told to staff by its address, and the others show their numbers', async () => {
    const wall = await signsOnTheWall()
    const hall = await startHub()
    wall.slaves.slave(1).behaves = 'silent'
    await hang(hall, wall.device)
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
    await hall.issue()
    const called = await an.ask('call-next', { counter: 'quay-2' })
    await wall.read(blank, called.body.called.number, called.body.called.number)
    const told = async () => {
      const { devices } = (await hall.get('/healthz')).body
      return devices.find(({ id, device }: { id?: string; device?: string }) => (id ?? device) === 'bang-quay')
    }
    let health = await told()
    for (
      const until = performance.now() + 10_000;
      performance.now() < until && health?.state !== 'warning';
      await wait(20)
    )
      health = await told()
    assert.equal(health?.state, 'warning', JSON.stringify(health))
    assert.match(JSON.stringify(health), /sign-silent/)
    assert.match(JSON.stringify(health), /1 \(quay-1\)/)
    await hall.close()
    await wall.putAway()
  })
})
