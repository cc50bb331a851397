import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let admin: Staffer

const devices = async () =>
  (await hall.get('/healthz')).body.devices as { id: string; state: string; fault: string | null }[]

async function change(edit: (now: { devices: object[] }) => object): Promise<void> {
  const { version, hall: now } = (await hall.get('/api/hall', { cookie: admin.cookie })).body
  const reply = await hall.post('/api/hall', { version, hall: edit(now) }, { method: 'PUT', cookie: admin.cookie })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

spec('a device is unplugged', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    admin = await hall.administrator()
  })
  after(() => hall.close())

  test('the desk, the health page and the figures say at once which, since when and what to do; and so when it is back', async () => {
    const an = await hall.officer('an')
    const desk = openScreen(hall.url, 'desk', { id: 'desk-1', counter: 'quay-1' }, an.cookie)
    await shows(desk, (view) => view.devices[0]?.state === 'ready')
    const before = Date.now()
    await hall.post('/api/dock/may-in-1', { action: 'unplug' })
    const told = await shows(desk, (view) => view.devices[0]?.state === 'broken')
    const [printer] = told.devices
    assert.ok(printer)
    assert.deepEqual([printer.name, printer.fault], ['Máy in ảo', 'device-missing'])
    assert.match(printer.whatToDo?.vi ?? '', /Cắm lại dây cáp/)
    assert.ok(printer.sinceAt >= before && printer.sinceAt <= Date.now())
    assert.equal((await hall.get('/healthz')).body.status, 'degraded')
    assert.match((await hall.get('/metrics')).body, /luot_device_state\{[^}]*fault="device-missing"\} 1/)

    await hall.post('/api/dock/may-in-1', { action: 'plug' })
    await shows(desk, (view) => view.devices[0]?.state === 'ready')
    assert.ok((await devices()).every(({ state }) => state === 'ready'))
    desk.close()
  })

  test('one that is not there is looked for for ever, and found when the settings point at it', async () => {
    const lost = { id: 'may-in-2', name: 'Máy in USB', driver: 'escpos-file', settings: { path: '/dev/luot-nowhere' } }
    await change((now) => ({ ...now, devices: [...now.devices, lost] }))
    await waitFor(async () => (await devices())[1]?.fault === 'device-missing')
    // A keypad and a kiosk go on beside it.
    const { number } = await hall.issue()
    assert.match(number, /^\w\d{3}$/)
    const found = { ...lost, driver: 'virtual', settings: {} }
    await change((now) => ({ ...now, devices: [...now.devices.slice(0, 1), found] }))
    await waitFor(async () => (await devices())[1]?.state === 'ready')
  })

  test('an agent that never came says so for each of its devices, with what to do', async () => {
    await change((now) => ({
      ...now,
      agents: [{ id: 'pi-2', name: 'Máy trạm ở cửa' }],
      devices: [
        ...now.devices,
        { id: 'phim', name: 'Phím', driver: 'virtual-keypad', settings: {}, at: 'pi-2', counter: 'quay-1' },
      ],
    }))
    const desk = openScreen(hall.url, 'desk', { id: 'desk-2', counter: null }, admin.cookie)
    const view = await shows(desk, (shown) => shown.devices.some(({ id, state }) => id === 'phim' && state !== 'ready'))
    const keypad = view.devices.find(({ id }) => id === 'phim')
    assert.ok(keypad?.sentence && keypad.whatToDo)
    assert.equal(keypad.fault, 'agent-away')
    desk.close()
  })
})

async function waitFor(is: () => Promise<boolean>): Promise<void> {
  for (const until = performance.now() + 6_000; !(await is()); await wait(20))
    assert.ok(performance.now() < until, 'never came')
}
