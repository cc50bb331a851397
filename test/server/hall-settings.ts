import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lookAround } from '#server/devices/found.ts'
import { catalog } from '#server/drivers/catalog.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

interface Device {
  id: string
  name: string
  driver: string
  settings: object
  at?: string
  counter?: string
  kiosk?: string
}

let hall: TestHub
let admin: Staffer
let officer: Staffer

const look = async (cookie = admin.cookie) => (await hall.get('/api/hall', { cookie })).body
const put = (body: unknown, cookie = admin.cookie): Promise<Reply> =>
  hall.post('/api/hall', body, { method: 'PUT', cookie })
const health = async () => (await hall.get('/healthz')).body.devices
const slips = async () => (await hall.get('/api/dock')).body.slips

/** Puts the hall as it is, with these devices beside those it has. */
async function add(...devices: Device[]): Promise<Reply> {
  const { version, hall: now } = await look()
  return put({ version, hall: { ...now, devices: [...now.devices, ...devices] } })
}

async function happens(is: () => Promise<boolean>, what: string): Promise<void> {
  for (const until = performance.now() + 5_000; performance.now() < until; await wait(20)) if (await is()) return
  assert.fail(`never: ${what}`)
}

const virtual = (id: string): Device => ({ id, name: `Máy ${id}`, driver: 'virtual', settings: {} })

spec('what stands in the hall, over the API', ({ test, beforeEach, afterEach }) => {
  beforeEach(async () => {
    hall = await startHub()
    admin = await hall.administrator()
    officer = await hall.officer('an')
  })
  afterEach(() => hall.close())

  test('is read by staff and changed by administrators alone', async () => {
    const read = await look(officer.cookie)
    assert.equal(read.version, 1)
    assert.deepEqual([read.by, read.lines], ['hub', []])
    assert.equal(read.hall.devices[0].id, 'may-in-1')
    assert.deepEqual(read.counters[0], { id: 'quay-1', label: '1' })
    assert.ok(read.schema.properties.devices)
    const { drivers } = (await hall.get('/api/drivers', { cookie: officer.cookie })).body
    assert.deepEqual(
      drivers.map(({ id }: { id: string }) => id),
      catalog.map(({ id }) => id),
    )
    assert.ok(drivers[0].settings.properties.host && drivers[0].label.vi)

    const body = { version: 1, hall: { ...read.hall, devices: [] } }
    for (const path of ['/api/hall', '/api/drivers', '/api/hall/found'])
      assert.equal((await hall.get(path)).status, 401)
    assert.equal((await hall.get('/api/hall/found', { cookie: officer.cookie })).status, 403)
    assert.equal((await hall.get('/api/hall/found', { cookie: admin.cookie })).status, 200)
    assert.equal((await hall.post('/api/hall', body, { method: 'PUT' })).status, 401)
    const refused = await put(body, officer.cookie)
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed'])
    assert.equal((await look()).hall.devices.length, 1)
  })

  test('holds at once: a new printer prints, one taken away is gone, another is left in peace, and it holds after a restart', async () => {
    const before = await health()
    assert.equal((await add(virtual('may-in-2'))).status, 200)
    await happens(async () => (await health()).some((one: Device) => one.id === 'may-in-2'), 'the printer is opened')
    assert.equal((await health())[0].sinceAt, before[0].sinceAt, 'the first printer was not opened again')

    const { version, hall: now } = await look()
    assert.equal(version, 2)
    assert.equal((await put({ version, hall: { ...now, kiosks: [{ id: '*', printer: 'may-in-2' }] } })).status, 200)
    await hall.issue()
    await happens(async () => (await slips()).some((slip: { device: string }) => slip.device === 'may-in-2'), 'a slip')

    const last = await look()
    const devices = last.hall.devices.filter(({ id }: Device) => id !== 'may-in-1')
    assert.equal((await put({ version: last.version, hall: { ...last.hall, devices } })).status, 200)
    await happens(async () => (await health()).length === 1, 'the printer is closed')
    assert.deepEqual([(await look()).by, (await look()).version], ['quan-tri', 4])

    await hall.close({ keepData: true })
    const [again] = [await startHub({ dataFolder: hall.dataFolder })]
    assert.deepEqual(
      (await again.get('/healthz')).body.devices.map(({ id }: Device) => id),
      ['may-in-2'],
    )
    hall = again
  })

  test('of two who change the same version the second is told so; a retry is no second change', async () => {
    const { version, hall: now } = await look()
    const mine = { version, hall: { ...now, devices: [...now.devices, virtual('may-in-2')] } }
    const theirs = { version, hall: { ...now, devices: [...now.devices, virtual('may-in-3')] } }
    const both = await Promise.all([put(mine), put(theirs)])
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 409],
    )
    assert.equal(both[1]?.body.code, 'hall-changed')
    assert.match(both[1]?.body.detail, /Tải bản mới/)
    assert.deepEqual((await put(mine)).body, { version: 2 })
  })

  test('is refused with every line at fault: which device, which field, what it should be', async () => {
    const tcp = (id: string, settings: object): Device => ({ id, name: `Máy ${id}`, driver: 'escpos-tcp', settings })
    const wrong: [Device[], string, RegExp][] = [
      [[tcp('a', { host: '10.0.0.9', port: 0 })], '/devices/1/settings/port', /Máy a › port: Phải từ 1 trở lên/],
      [[tcp('a', {})], '/devices/1/settings/host', /thiếu/],
      [[tcp('a', { host: '10.0.0.9', colour: 'red' })], '/devices/1/settings/colour', /Không có mục này/],
      [
        [{ ...virtual('a'), driver: 'escpos-file', settings: { path: '/dev/../tmp/x' } }],
        '/devices/1/settings/path',
        /"\.\."/,
      ],
      [[{ ...virtual('a'), driver: 'dot-matrix' }], '/devices/1/driver', /không có trình điều khiển/],
      [[{ ...virtual('a'), at: 'pi-2' }], '/devices/1/at', /không có máy phụ/],
      [[{ ...virtual('a'), counter: 'quay-99' }], '/devices/1/counter', /không có quầy/],
      [
        [{ ...virtual('a'), driver: 'virtual-sign', settings: { places: ['quay-1', 'quay-77'] } }],
        '/devices/1/settings/places',
        /không có quầy "quay-77"/,
      ],
      [
        [{ ...virtual('a'), driver: 'modbus-signs', settings: { signs: [null] } }],
        '/devices/1/settings/signs/0',
        /nhóm mục/,
      ],
      [[{ ...virtual('a'), kiosk: 'kiosk-9' }], '/devices/1/kiosk', /chưa có máy lấy số/],
      [[virtual('may-in-1')], '/devices/1/id', /đã dùng/],
      [[{ ...virtual('a'), id: 'Máy 1' }], '/devices/1/id', /chữ thường/],
      [
        [tcp('a', { host: 'printer.lan' }), tcp('b', { host: 'PRINTER.lan', port: 9100 })],
        '/devices/2/settings/host',
        /"Máy a" đã dùng printer\.lan:9100/,
      ],
      [
        [
          { ...virtual('a'), driver: 'escpos-file', settings: {} },
          { ...virtual('b'), driver: 'escpos-file', settings: { path: '/dev/usb/lp0' } },
        ],
        '/devices/2/settings/path',
        /lp0/,
      ],
      [
        [
          { ...virtual('a'), driver: 'gpio', settings: { lamps: [{ name: 'call', pin: 17 }] } },
          { ...virtual('b'), driver: 'gpio', settings: { buttons: [{ name: 'next', pin: 17 }] } },
        ],
        '/devices/2/settings/buttons/0/pin',
        /pin 17/,
      ],
      [
        [
          { ...virtual('a'), driver: 'hid-keypad', settings: {} },
          { ...virtual('b'), driver: 'hid-keypad', settings: {} },
        ],
        '/devices/2/settings/serialNumber',
        /đã dùng/,
      ],
    ]
    for (const [devices, path, sentence] of wrong) {
      const reply = await add(...devices)
      assert.deepEqual([reply.status, reply.body.code], [422, 'wrong-settings'], path)
      const line = reply.body.lines.find((one: { path: string }) => one.path === path)
      assert.match(line?.vi ?? JSON.stringify(reply.body.lines), sentence)
      assert.ok(line.en)
    }
    const { version, hall: now } = await look()
    const kiosks = [{ id: '*', printer: 'may-in-9' }]
    const reply = await put({ version, hall: { ...now, kiosks } })
    assert.equal(reply.body.lines[0].path, '/kiosks/0/printer')
    assert.equal((await put({ version, hall: [] })).status, 400)
    assert.equal((await put({ version })).status, 400)
    assert.deepEqual(await look(), { ...(await look()), version: 1, by: 'hub' }, 'nothing was half applied')
  })

  test('may have the same file on two machines, and two keypads told apart by their serial numbers', async () => {
    const { version, hall: now } = await look()
    const file = { driver: 'escpos-file', settings: {} }
    const keypad = (id: string, serialNumber: string) => ({
      ...virtual(id),
      driver: 'hid-keypad',
      settings: { serialNumber },
    })
    const devices = [
      ...now.devices,
      { ...virtual('a'), ...file },
      { ...virtual('b'), ...file, at: 'pi-2' },
      keypad('c', 'K1'),
      keypad('d', 'K2'),
    ]
    const reply = await put({ version, hall: { ...now, agents: [{ id: 'pi-2', name: 'Máy phụ' }], devices } })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
  })
})

spec('trying a device, over the API', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    admin = await hall.administrator()
    officer = await hall.officer('an')
    const reply = await add({ ...virtual('den'), driver: 'virtual-signal', counter: 'quay-1', settings: {} })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    await happens(async () => (await health()).every((one: { state: string }) => one.state === 'ready'), 'all is well')
  })
  after(() => hall.close())

  const tried = (id: string, what: string, cookie = admin.cookie, key?: string) =>
    hall.post(`/api/devices/${id}/test`, { what }, { cookie, ...(key && { key }) })

  test('a test page is printed once for the same key, and told as the printer told it', async () => {
    const key = randomUUID()
    const replies = [
      await tried('may-in-1', 'test-page', admin.cookie, key),
      await tried('may-in-1', 'test-page', admin.cookie, key),
    ]
    for (const { status, body } of replies) {
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.outcome, 'done')
    }
    assert.equal((await slips()).filter(({ title }: { title: string }) => title.startsWith('test')).length, 1)
    await hall.post('/api/dock/may-in-1', { action: 'paper-out' })
    const { body } = await tried('may-in-1', 'test-page')
    assert.equal(body.outcome, 'failed')
    assert.match(body.message.vi, /hết giấy.*thay cuộn giấy/)
    await hall.post('/api/dock/may-in-1', { action: 'paper-in' })
  })

  test('lamps pulse for a moment and then show again what the hall wants', async () => {
    const reply = await tried('den', 'pulse')
    assert.deepEqual([reply.status, reply.body.outcome], [200, 'unsure'])
    const dock = (await hall.get('/api/dock')).body
    assert.ok(dock, 'the dock still answers')
  })

  test('what does not fit the device, or does not exist, is not found; officers try nothing', async () => {
    assert.equal((await tried('may-in-1', 'pulse')).status, 404)
    assert.equal((await tried('den', 'test-page')).status, 404)
    assert.equal((await tried('khong-co', 'test-page')).status, 404)
    assert.equal((await tried('may-in-1', 'dance')).status, 400)
    assert.equal((await tried('may-in-1', 'test-page', officer.cookie)).status, 403)
    assert.equal((await hall.post('/api/devices/may-in-1/test', { what: 'test-page' })).status, 401)
    assert.equal((await tried('may-in-1', 'new-roll', officer.cookie)).status, 200)
  })
})

spec('what is plugged in', ({ test, before, after }) => {
  let root: string
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const usb = (path: string, vendor: string, product: string, maker: string, model: string, serial = '') => {
    for (const [name, value] of Object.entries({
      idVendor: vendor,
      idProduct: product,
      manufacturer: maker,
      product: model,
      serial,
    }))
      write(`${path}/${name}`, `${value}\n`)
  }
  const link = (path: string, to: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    symlinkSync(join(root, to), join(root, path))
  }

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'luot-machine-'))
    const bus = 'sys/devices/platform/usb1'
    usb(`${bus}/1-1`, '04b8', '0e28', 'EPSON', 'TM-T20III')
    write(`${bus}/1-1/1-1:1.0/bInterfaceClass`, '07\n')
    link(`${bus}/1-1/1-1:1.0/driver`, 'sys/bus/usb/drivers/usblp')
    mkdirSync(join(root, 'sys/bus/usb/drivers/usblp'), { recursive: true })
    link('sys/class/usbmisc/lp0/device', `${bus}/1-1/1-1:1.0`)
    link('sys/bus/usb/devices/1-1:1.0', `${bus}/1-1/1-1:1.0`)
    // A printer that CUPS has taken: an interface of class 7 and no usblp.
    usb(`${bus}/1-2`, '0519', '0003', 'Star', 'TSP100')
    write(`${bus}/1-2/1-2:1.0/bInterfaceClass`, '07\n')
    link('sys/bus/usb/devices/1-2:1.0', `${bus}/1-2/1-2:1.0`)
    // A keyboard of the kernel's and a scanner that says what it is.
    write(
      'sys/class/hidraw/hidraw0/device/uevent',
      'HID_ID=0003:0000046D:0000C31C\nHID_NAME=Logitech Keyboard\nHID_UNIQ=\n',
    )
    write('sys/class/hidraw/hidraw0/device/report_descriptor', Buffer.from('05010906a101', 'hex'))
  })
  after(() => rmSync(root, { recursive: true, force: true }))

  test('a printer is found at its file with the driver that fits, and one that CUPS took with what to do', async () => {
    const found = await lookAround({ drivers: catalog, known: [], root })
    const epson = found.find(({ place }) => place === '/dev/usb/lp0')
    assert.deepEqual(epson, {
      place: '/dev/usb/lp0',
      name: 'EPSON TM-T20III',
      usb: '04b8:0e28',
      kind: 'printer',
      driver: 'escpos-file',
      settings: { path: '/dev/usb/lp0' },
      device: null,
      hint: null,
    })
    const star = found.find(({ name }) => name === 'Star TSP100')
    assert.deepEqual([star?.driver, star?.place], [null, 'USB 1-2:1.0'])
    assert.match(star?.hint?.vi ?? '', /CUPS/)
    assert.ok(!found.some(({ name }) => name.includes('Logitech')), 'a keyboard is no device of the hall')
  })

  test('what is a device of the hall already says which; a machine without such folders has nothing', async () => {
    const known = [{ id: 'may-in-7', kind: 'printer', settings: { path: '/dev/usb/lp0' } }]
    const found = await lookAround({ drivers: catalog, known, root })
    assert.equal(found.find(({ place }) => place === '/dev/usb/lp0')?.device, 'may-in-7')
    assert.deepEqual(await lookAround({ drivers: catalog, known, root: join(root, 'none') }), [])
  })
})
