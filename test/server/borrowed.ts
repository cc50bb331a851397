import assert from 'node:assert/strict'
import { borrowable } from '#server/devices/borrowed.ts'
import { superviseDevices } from '#server/devices/supervisor.ts'
import type { VirtualSignal } from '#server/drivers/signal/fake.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

async function bench() {
  const timers = handMovedTimers()
  const den = { id: 'den', driver: 'virtual-signal', settings: { lamps: ['call', 'open'], buttons: [] } }
  const devices = borrowable(superviseDevices({ devices: [den], timers }), timers)
  while (!devices.opened('den')) await new Promise((resolve) => setImmediate(resolve))
  const wishes = () => {
    const open = devices.opened('den')
    assert.ok(open)
    return (open.device as VirtualSignal).wishes()
  }
  return { timers, devices, wishes }
}

spec('lamps that are borrowed for a trial', ({ test }) => {
  test('show the trial, then what the hall wants by then', async () => {
    const { timers, devices, wishes } = await bench()
    devices.wantLamps('den', { call: 'pulse' })
    devices.borrowLamps('den', { call: 'on', open: 'on' }, 3_000)
    assert.deepEqual(wishes(), { call: 'on', open: 'on' })
    devices.wantLamps('den', { open: 'on' })
    assert.deepEqual(wishes(), { call: 'on', open: 'on' }, 'the hall waits')
    await timers.advance(3_000)
    assert.deepEqual(wishes(), { call: 'off', open: 'on' })
    await devices.close()
  })

  test('borrowed again, are lent for longer; what nobody wanted goes dark', async () => {
    const { timers, devices, wishes } = await bench()
    devices.borrowLamps('den', { call: 'pulse' }, 3_000)
    await timers.advance(2_000)
    devices.borrowLamps('den', { call: 'on' }, 3_000)
    await timers.advance(2_000)
    assert.deepEqual(wishes(), { call: 'on', open: 'off' })
    await timers.advance(1_000)
    assert.deepEqual(wishes(), { call: 'off', open: 'off' })
    await devices.close()
  })
})
