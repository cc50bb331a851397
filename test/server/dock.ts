import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { DockDevice, DockView } from '#core/contract/dock.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let admin: Staffer
let an: Staffer
let called: { id: string; number: string }

const dock = async (): Promise<DockView> => (await hall.get('/api/dock')).body
const device = async (id: string): Promise<DockDevice> => {
  const found = (await dock()).devices.find((one) => one.id === id)
  assert.ok(found, id)
  return found
}
const hand = (id: string, body: object) => hall.post(`/api/dock/${id}`, body)
const shown = async (id: string, what: string) => (await device(id)).shows.find((one) => one.what === what)?.how

async function happens(is: () => Promise<boolean>, what: string): Promise<void> {
  for (const until = performance.now() + 6_000; performance.now() < until; await wait(20)) if (await is()) return
  assert.fail(`never: ${what}`)
}

spec('the dock', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    admin = await hall.administrator()
    an = await hall.officer('an')
    const { version, hall: now } = (await hall.get('/api/hall', { cookie: admin.cookie })).body
    const own = (id: string, driver: string, more: object = {}) => ({ id, name: id, driver, settings: {}, ...more })
    const devices = [
      ...now.devices,
      own('phim', 'virtual-keypad', { counter: 'quay-1' }),
      own('den', 'virtual-signal', {
        counter: 'quay-1',
        settings: { buttons: ['next'], lamps: ['call', 'open', 'buzzer'] },
      }),
      own('quet', 'virtual-scanner', { kiosk: 'kiosk-1' }),
      own('loa', 'virtual-speaker', { settings: { soundMs: 0 } }),
      own('bang', 'virtual-sign', { settings: { places: ['quay-1', 'quay-2'] } }),
      own('mang', 'escpos-file', { settings: { path: '/dev/luot-none' } }),
    ]
    const kiosks = [...now.kiosks, { id: 'kiosk-1', printer: 'may-in-1' }]
    const reply = await hall.post(
      '/api/hall',
      { version, hall: { ...now, devices, kiosks } },
      { method: 'PUT', cookie: admin.cookie },
    )
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    await happens(
      async () => (await dock()).devices.filter(({ state }) => state === 'ready').length === 6,
      'every virtual device is ready',
    )
  })
  after(() => hall.close())

  test('has hands for every kind of virtual device and none for metal', async () => {
    const { devices } = await dock()
    const actions = (id: string) => new Set(devices.find((one) => one.id === id)?.hands.map(({ action }) => action))
    assert.ok(actions('may-in-1').has('paper-few') && actions('may-in-1').has('silent'))
    assert.deepEqual(actions('phim'), new Set(['key', 'unplug']))
    assert.deepEqual(actions('den'), new Set(['press', 'jam', 'free', 'unplug']))
    assert.deepEqual(actions('quet'), new Set(['sample', 'scan', 'unplug']))
    assert.deepEqual(actions('bang'), new Set(['silent', 'speak', 'power-off', 'unplug']))
    assert.deepEqual(actions('loa'), new Set(['unplug']))
    assert.deepEqual(actions('mang'), new Set())
    assert.equal((await device('mang')).fault, 'device-missing')
    for (const [id, body] of [
      ['mang', { action: 'unplug' }],
      ['khong-co', { action: 'unplug' }],
      ['phim', { action: 'key', what: 'dance' }],
      ['den', { action: 'press', what: 'other' }],
      ['may-in-1', { action: 'constructor' }],
    ] as const)
      assert.equal((await hand(id, body)).status, 404, id)
  })

  test('a key of the keypad calls, the lamp pulses, and the call is heard', async () => {
    await an.ask('open-counter', { counter: 'quay-1' })
    called = await hall.issue('ho-tich')
    assert.equal((await hand('phim', { action: 'key', what: 'next' })).status, 200)
    await happens(async () => (await shown('den', 'call')) === 'pulse', 'the lamp pulses')
    assert.equal(await shown('den', 'open'), 'on')
    await happens(async () => (await device('loa')).shows.length > 0, 'the speaker played')
    await happens(async () => (await shown('bang', 'quay-1')) === called.number, 'the sign shows the number')
  })

  test('trying the lamps lends them for three seconds, and the hall has them back as it wants them by then', async () => {
    const started = await an.ask('start-service', { counter: 'quay-1', ticket: called.id })
    assert.equal(started.status, 200, JSON.stringify(started.body))
    await happens(async () => (await shown('den', 'call')) === 'off', 'nobody is called')
    const tried = await hall.post('/api/devices/den/test', { what: 'pulse' }, { cookie: admin.cookie })
    assert.equal(tried.body.outcome, 'unsure')
    assert.deepEqual([await shown('den', 'call'), await shown('den', 'open')], ['pulse', 'pulse'])
    await an.ask('finish-service', { counter: 'quay-1', ticket: called.id })
    await an.ask('pause-counter', { counter: 'quay-1', reason: 'nghỉ' })
    assert.equal(await shown('den', 'open'), 'pulse', 'lent is lent')
    await happens(async () => (await shown('den', 'open')) === 'off', 'the lamps show the hall again')
    assert.equal(
      (await hall.post('/api/devices/den/test', { what: 'buzz' }, { cookie: admin.cookie })).body.outcome,
      'unsure',
    )
    assert.ok(await shown('den', 'buzzer'))
    const lent = await hall.post('/api/devices/bang/test', { what: 'show-8888' }, { cookie: admin.cookie })
    assert.equal(lent.body.outcome, 'unsure')
    await happens(async () => (await shown('bang', 'quay-2')) === '8888', 'every sign shows 8888')
    await happens(async () => (await shown('bang', 'quay-2')) === '', 'the sign is blank again')
    assert.equal(
      (await hall.post('/api/devices/loa/test', { what: 'chime' }, { cookie: admin.cookie })).body.outcome,
      'unsure',
    )
  }, 30_000)

  test('codes held under the scanner reach the page of its kiosk', async () => {
    const kiosk = openScreen(hall.url, 'kiosk', { id: 'kiosk-1' })
    const told: string[] = []
    kiosk.on('scanned', (moment) => told.push(moment.kind))
    await shows(kiosk, (view) => view.paper.state === 'ready')
    for (const what of ['ticket', 'procedure', 'dossier', 'garbage']) {
      assert.equal((await hand('quet', { action: 'sample', what })).status, 200, what)
      // Nobody scans faster than this; a scanner that does is taken for a broken one.
      await wait(350)
    }
    await happens(async () => told.length === 4, 'four codes came')
    assert.deepEqual(told, ['ticket', 'procedure', 'dossier', 'unknown'])
    kiosk.close()
  })

  test('a device that is unplugged says so, stays away, and comes back by itself once it is plugged in', async () => {
    const ids = ['phim', 'den', 'quet', 'loa', 'bang']
    for (const id of ids) {
      assert.equal((await hand(id, { action: 'unplug' })).status, 200, id)
      assert.equal((await device(id)).fault, 'device-missing', id)
    }
    // The hub has looked for it once and again by now.
    await wait(1_200)
    for (const id of ids)
      assert.deepEqual([(await device(id)).state, (await device(id)).hands], ['broken', [{ action: 'plug' }]], id)
    for (const id of ids) assert.equal((await hand(id, { action: 'plug' })).status, 200, id)
    await happens(
      async () => (await dock()).devices.filter(({ state }) => state === 'ready').length === 6,
      'all are back',
    )
    assert.equal(await shown('den', 'open'), 'off', 'a lamp that comes back shows what is wanted')
  })

  test('paper that ends in mid-slip tears it', async () => {
    await hand('may-in-1', { action: 'paper-few' })
    await hall.issue()
    await happens(async () => (await dock()).slips.some(({ torn }) => torn), 'a torn slip')
    await hand('may-in-1', { action: 'paper-in' })
  })
})
