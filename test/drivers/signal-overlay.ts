import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasKey, keysIn } from '#server/drivers/signal/input-event.ts'
import { type KernelPlaces, openOverlay } from '#server/drivers/signal/overlay.ts'
import { type HandMovedTimers, handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'
import { signalLaw } from '../laws/signal-law.ts'

// As a Pi 4 has them: the power button of a case, a real keyboard, and two buttons of ours.
const inputDevices = {
  event0: { name: 'pwr_button', phys: 'gpio-keys/input0', key: '10000000000000 0' },
  event1: {
    name: 'USB Keyboard',
    phys: 'usb-0000:01:00.0-1.2/input0',
    key: '1 ffffffffffffffff 0 0 0 0 0 1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe',
  },
  event2: { name: 'button@11', phys: 'gpio-keys/input0', key: '1 0 0 0 0 0 0 0 0 0 0 0' },
  event3: { name: 'button@1b', phys: 'gpio-keys/input0', key: '2 0 0 0 0 0 0 0 0 0 0 0' },
}
const BTN_TRIGGER_HAPPY1 = 704

/** The files a kernel with these overlays would show, in a folder; `event2` is written to as the kernel would. */
function kernel(timers: HandMovedTimers) {
  const root = mkdtempSync(join(tmpdir(), 'luot-overlay-'))
  const places: KernelPlaces = {
    list: join(root, 'devices'),
    input: join(root, 'input'),
    leds: join(root, 'leds'),
    bits: 64,
  }
  for (const [event, { name, phys, key }] of Object.entries(inputDevices)) {
    mkdirSync(join(places.list, event, 'device', 'capabilities'), { recursive: true })
    writeFileSync(join(places.list, event, 'device', 'name'), `${name}\n`)
    writeFileSync(join(places.list, event, 'device', 'phys'), `${phys}\n`)
    writeFileSync(join(places.list, event, 'device', 'capabilities', 'key'), `${key}\n`)
  }
  mkdirSync(join(places.list, 'event9'))
  mkdirSync(join(places.list, 'mice'))
  mkdirSync(places.input)
  for (const event of ['event2', 'event3']) writeFileSync(join(places.input, event), '')
  for (const led of ['quay-1', 'quay-1-call']) {
    mkdirSync(join(places.leds, led), { recursive: true })
    writeFileSync(join(places.leds, led, 'max_brightness'), '255\n')
    writeFileSync(join(places.leds, led, 'trigger'), 'heartbeat')
    writeFileSync(join(places.leds, led, 'brightness'), '255')
  }
  const read = (led: string, file: string) => readFileSync(join(places.leds, led, file), 'latin1').trim()
  return {
    places,
    read,
    key(code: number, value: number, atMs = timers.now()) {
      appendFileSync(
        join(places.input, 'event2'),
        Buffer.concat([event64(1, code, value, atMs), event64(0, 0, 0, atMs)]),
      )
    },
    remove: () => rmSync(root, { recursive: true }),
  }
}

function event64(type: number, code: number, value: number, atMs: number): Buffer {
  const bytes = Buffer.alloc(24)
  bytes.writeBigInt64LE(BigInt(Math.floor(atMs / 1_000)), 0)
  bytes.writeBigInt64LE(BigInt((atMs % 1_000) * 1_000), 8)
  bytes.writeUInt16LE(type, 16)
  bytes.writeUInt16LE(code, 18)
  bytes.writeInt32LE(value, 20)
  return bytes
}

const settings = {
  buttons: [{ name: 'call', keycode: BTN_TRIGGER_HAPPY1, debounceMs: 40 }],
  lamps: [
    { name: 'green', led: 'quay-1' },
    { name: 'red', led: 'quay-1-call' },
  ],
}

const kernels: { remove(): void }[] = []
signalLaw('keys and lamps of the kernel', async (timers) => {
  const files = kernel(timers)
  kernels.push(files)
  const signal = await openOverlay(settings, { timers, places: files.places })
  const lit = new Map<string, boolean>()
  let switched = 0
  const look = () => {
    for (const { name, led } of settings.lamps) {
      const on = files.read(led, 'brightness') === '255'
      if (on !== (lit.get(name) ?? false)) switched++
      lit.set(name, on)
    }
  }
  const key = async (value: number, forMs: number) => {
    files.key(BTN_TRIGGER_HAPPY1, value)
    await timers.advance(forMs)
  }
  return {
    signal,
    burning() {
      look()
      return [...lit].filter(([, on]) => on).map(([name]) => name)
    },
    switchings() {
      look()
      return switched
    },
    async press() {
      await key(1, 100)
      await key(0, 100)
    },
    lean: () => key(1, 11_000),
    letGo: () => key(0, 100),
  }
})

spec('buttons and lamps the kernel drives', ({ test, after }) => {
  after(() => {
    for (const files of kernels) files.remove()
  })

  test('opening a lamp takes it from whatever blinked it, and puts it out', async () => {
    const timers = handMovedTimers()
    const files = kernel(timers)
    const signal = await openOverlay(settings, { timers, places: files.places })
    assert.equal(files.read('quay-1', 'trigger'), 'none')
    assert.equal(files.read('quay-1', 'brightness'), '0')
    await signal.close()
    files.remove()
  })

  test('a bounce and a held key that repeats are one press; presses between two looks are all heard', async () => {
    const timers = handMovedTimers()
    const files = kernel(timers)
    const signal = await openOverlay(settings, { timers, places: files.places })
    const heard: string[] = []
    signal.onPress((name) => heard.push(name))
    for (const [value, atMs] of [
      [1, 0],
      [0, 3],
      [1, 6],
      [2, 256],
      [2, 289],
      [0, 300],
      [1, 304],
      [0, 306],
      [1, 500],
      [0, 600],
    ] as const)
      files.key(BTN_TRIGGER_HAPPY1, value, atMs)
    files.key(BTN_TRIGGER_HAPPY1 + 9, 1, 700)
    await timers.advance(40)
    assert.deepEqual(heard, ['call', 'call'])
    await signal.close()
    files.remove()
  })

  test('a key or a lamp that is not in config.txt is missing, by its name', async () => {
    const timers = handMovedTimers()
    const files = kernel(timers)
    const places = files.places
    const keyed = (keycode: number) => ({ buttons: [{ name: 'recall', keycode, debounceMs: 40 }], lamps: [] })
    await assert.rejects(openOverlay(keyed(710), { timers, places }), {
      fault: 'device-missing',
      part: 'recall (keycode 710)',
    })
    await assert.rejects(
      openOverlay(keyed(30), { timers, places }),
      { fault: 'device-missing' },
      'a keyboard is none of ours',
    )
    const lamps = [{ name: 'red', led: 'quay-9' }]
    await assert.rejects(openOverlay({ buttons: [], lamps }, { timers, places }), {
      fault: 'device-missing',
      part: 'red (quay-9)',
    })
    files.remove()
  })

  test('a lamp that goes away takes the device with it, by name', async () => {
    const timers = handMovedTimers()
    const files = kernel(timers)
    const signal = await openOverlay(settings, { timers, places: files.places })
    rmSync(join(files.places.leds, 'quay-1'), { recursive: true })
    signal.want({ green: 'on' })
    assert.equal(await signal.gone, 'device-missing')
    assert.deepEqual(signal.health(), { state: 'broken', fault: 'device-missing', part: 'green (quay-1)' })
    await signal.close()
    files.remove()
  })
})

spec('keys as the kernel tells them', ({ test }) => {
  test('24 bytes for a program of 64 bits, 16 for one of 32', () => {
    assert.deepEqual(keysIn(event64(1, 704, 1, 1_234.5), 64), [{ code: 704, value: 1, atMs: 1_234.5 }])
    const narrow = Buffer.from('01000000404b4c00' + '0100' + 'c002' + '01000000', 'hex')
    assert.deepEqual(keysIn(narrow, 32), [{ code: 704, value: 1, atMs: 6_000 }])
    assert.deepEqual(keysIn(event64(0, 0, 0, 5), 64), [], 'the end of a report is no key')
    assert.deepEqual(keysIn(event64(1, 704, 1, 5).subarray(0, 20), 64), [], 'half an event is none')
  })

  test('a device is told by the keys it has, however wide the words of the list are', () => {
    const has = (event: keyof typeof inputDevices, code: number) => hasKey(inputDevices[event].key, code, 64)
    assert.ok(has('event2', 704) && !has('event2', 705) && has('event3', 705) && !has('event3', 704))
    assert.ok(has('event0', 116) && !has('event0', 704) && !has('event0', 52))
    assert.ok(has('event1', 30) && !has('event1', 0))
    assert.ok(hasKey(`1 ${'0 '.repeat(21)}0\n`, 704, 32))
  })

  test('what is no list of keys has none', () => {
    for (const nonsense of ['', '\n', 'none', '0']) assert.equal(hasKey(nonsense, 0, 64), false, nonsense)
  })
})
