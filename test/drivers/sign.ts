import assert from 'node:assert/strict'
import { virtualSigns } from '#server/drivers/sign/fake.ts'
import { type ModbusSettings, openModbusSigns } from '#server/drivers/sign/modbus.ts'
import { openTemplateSigns } from '#server/drivers/sign/one-way.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import { memoryPair } from '#server/drivers/transport/memory.ts'
import { type HandMovedTimers, handMovedTimers } from '../kit/hand-moved-timers.ts'
import { charactersIn, modbusSlaves } from '../kit/modbus-slave.ts'
import { oneWaySigns } from '../kit/one-way-signs.ts'
import { spec } from '../kit/spec.ts'
import { signLaw } from '../laws/sign-law.ts'

const bus: ModbusSettings = {
  model: 'ascii',
  dropLetters: true,
  broadcast: true,
  answerMs: 200,
  rewriteMs: 5_000,
  gapMs: 10,
  signs: [1, 2, 3].map((address) => ({ address, place: `quay-${address}` })),
}
const face = (number: string | null): SignFace => ({ number, counter: '1', calling: false })

/** Moves time by hand until it is so, but not for ever. */
const patience = (timers: HandMovedTimers) => async (check: () => boolean) => {
  for (let tenths = 0; tenths < 1_200 && !check(); tenths++) await timers.advance(100)
  assert.ok(check(), 'two minutes have passed and it has not happened')
}

/** Closing waits between frames; somebody must move the time meanwhile. */
const closedInTime = <S extends { close(): Promise<void> }>(sign: S, timers: HandMovedTimers): S => {
  const close = sign.close.bind(sign)
  return Object.assign(sign, { close: () => timers.until(close()) })
}

async function modbusOnMemory(settings: Partial<ModbusSettings> = {}, hearsItself = false) {
  const timers = handMovedTimers()
  const { wire, far } = memoryPair()
  const all = { ...bus, ...settings }
  const slaves = modbusSlaves(
    all.signs.map(({ address }) => address),
    far.send,
  )
  far.onBytes = (bytes) => {
    if (hearsItself) far.send(bytes)
    slaves.hear(bytes)
  }
  const opening = openModbusSigns(all, { transport: { open: async () => wire }, timers })
  const sign = closedInTime(await timers.until(opening), timers)
  return { sign, slaves, timers, far, until: patience(timers) }
}

signLaw('virtual signs', async () => {
  const timers = handMovedTimers()
  const sign = closedInTime(virtualSigns({ places: ['quay-1', 'quay-2', 'quay-3'], timers }), timers)
  return {
    sign,
    shows: sign.shows,
    losePower: sign.losePower,
    silence: { fall: sign.fallSilent, speak: sign.speakAgain },
    unplug: sign.unplug,
    until: patience(timers),
  }
})

signLaw('Modbus over a line of memory', async () => {
  const { sign, slaves, far, until } = await modbusOnMemory()
  const at = (place: string) => slaves.slave(Number(place.at(-1)))
  return {
    sign,
    shows: (place) => charactersIn(at(place).registers),
    losePower: (place) => at(place).registers.clear(),
    silence: {
      fall(place) {
        at(place).behaves = 'silent'
      },
      speak(place) {
        at(place).behaves = 'well'
      },
    },
    unplug: far.hangUp,
    until,
  }
})

signLaw(
  'rows of bytes over a line of memory',
  async () => {
    const timers = handMovedTimers()
    const { wire, far } = memoryPair()
    const glass = oneWaySigns()
    far.onBytes = glass.hear
    const settings = { ...oneWay, signs: bus.signs }
    const opened = await openTemplateSigns(settings, { transport: { open: async () => wire }, timers })
    return {
      sign: closedInTime(opened, timers),
      shows: (place) => glass.shows(Number(place.at(-1))),
      losePower: (place) => glass.losePower(Number(place.at(-1))),
      unplug: far.hangUp,
      until: patience(timers),
    }
  },
  { answers: false },
)

const oneWay = {
  template: '\\x02{address:byte}{number}{xor:1}\\x03',
  cells: 4,
  letters: 'any' as const,
  dropLetters: true,
  brightness: 15,
  rewriteMs: 5_000,
  gapMs: 50,
}

spec('signs on a bad bus', ({ test }) => {
  const troubles = [
    ['wrong-crc', 'sign-garbled'],
    ['half', 'sign-garbled'],
    ['twin', 'sign-garbled'],
    ['refuses', 'sign-refuses'],
    ['silent', 'sign-silent'],
  ] as const
  for (const [behaves, fault] of troubles) {
    test(`a sign that is ${behaves} is ${fault}, by its address and place, and the others show their numbers`, async () => {
      const { sign, slaves, until } = await modbusOnMemory()
      slaves.slave(2).behaves = behaves
      sign.want({ 'quay-1': face('A001'), 'quay-2': face('A002'), 'quay-3': face('A003') })
      await until(() => sign.health().state === 'warning')
      assert.deepEqual(sign.health(), { state: 'warning', fault, part: '2 (quay-2)' })
      assert.equal(charactersIn(slaves.slave(1).registers), 'A001')
      assert.equal(charactersIn(slaves.slave(3).registers), 'A003')
      slaves.slave(2).behaves = 'well'
      await until(() => sign.health().state === 'ready')
      assert.equal(charactersIn(slaves.slave(2).registers), 'A002')
      await sign.close()
    })
  }

  test('noise around an answer harms nothing, though it begins like one', async () => {
    const { sign, slaves, timers, until } = await modbusOnMemory()
    for (const address of [1, 2, 3]) slaves.slave(address).behaves = 'noisy'
    sign.want({ 'quay-1': face('A001'), 'quay-2': face('A002'), 'quay-3': face('A003') })
    await until(() => sign.health().state === 'ready')
    await timers.advance(60_000)
    assert.deepEqual(sign.health(), { state: 'ready' })
    await sign.close()
  })

  test('an answer that comes too late is nobody else’s', async () => {
    const { sign, slaves, timers, until } = await modbusOnMemory()
    slaves.slave(2).behaves = 'late'
    slaves.slave(3).behaves = 'silent'
    const told: string[] = []
    sign.watch((health) => told.push(health.state))
    sign.want({ 'quay-1': face('A001') })
    // The late words of 2 fall into the time of 3, whose own would look just so but for the address.
    await timers.advance(60_000)
    slaves.slave(2).behaves = 'well'
    await until(() => {
      const health = sign.health()
      return health.state === 'warning' && health.part === '3 (quay-3)'
    })
    assert.deepEqual(sign.health(), { state: 'warning', fault: 'sign-silent', part: '3 (quay-3)' })
    assert.ok(!told.includes('ready'), told.join())
    await sign.close()
  })

  test('one spark is no warning: a sign that missed a single turn is asked again at once', async () => {
    const { sign, slaves, until, timers } = await modbusOnMemory()
    sign.want({ 'quay-1': face('A001') })
    await until(() => sign.health().state === 'ready')
    const told: unknown[] = []
    sign.watch((health) => told.push(health))
    slaves.slave(1).behaves = 'silent'
    sign.want({ 'quay-1': face('A002') })
    await timers.advance(205)
    slaves.slave(1).behaves = 'well'
    await timers.advance(500)
    assert.equal(charactersIn(slaves.slave(1).registers), 'A002')
    assert.deepEqual(told, [])
    await sign.close()
  })

  test('closed in the middle of a spark, a sign keeps no number: it is blanked at the second try', async () => {
    const { sign, slaves, far, until, timers } = await modbusOnMemory()
    sign.want({ 'quay-1': face('A001') })
    await until(() => sign.health().state === 'ready')
    slaves.slave(1).behaves = 'silent'
    sign.want({ 'quay-1': face('A002') })
    await timers.advance(205)
    // It has missed one turn, and misses the first of closing, too.
    const asked = slaves.slave(1).asked
    far.onBytes = (bytes) => {
      slaves.hear(bytes)
      if (slaves.slave(1).asked > asked) slaves.slave(1).behaves = 'well'
    }
    await sign.close()
    assert.equal(charactersIn(slaves.slave(1).registers), '    ')
  })

  test('a dead sign is asked ever more seldom, and a number elsewhere never waits for it longer than one answer', async () => {
    const { sign, slaves, timers, until } = await modbusOnMemory()
    slaves.slave(2).behaves = 'silent'
    sign.want({})
    await until(() => sign.health().state === 'warning')
    await timers.advance(120_000)
    const [before, others] = [slaves.slave(2).asked, slaves.slave(1).asked]
    await timers.advance(120_000)
    assert.ok(slaves.slave(2).asked - before <= 5, `${slaves.slave(2).asked - before} times in two minutes`)
    assert.ok(slaves.slave(1).asked - others >= 22, `${slaves.slave(1).asked - others} times in two minutes`)
    for (let calls = 1; calls < 40; calls++) {
      sign.want({ 'quay-1': face(`A0${10 + calls}`) })
      await timers.advance(bus.answerMs + 3 * bus.gapMs)
      assert.equal(charactersIn(slaves.slave(1).registers), `A0${10 + calls}`)
    }
    await sign.close()
  })

  test('a line that takes no bytes is not waited for: it is gone, and so can be opened anew', async () => {
    const { sign, far, timers } = await modbusOnMemory()
    far.onBytes = () => new Promise(() => undefined)
    sign.want({ 'quay-1': face('A001') })
    await timers.advance(2_900)
    assert.equal(sign.health().state, 'unknown')
    await timers.advance(200)
    assert.deepEqual(sign.health(), { state: 'broken', fault: 'device-error' })
    assert.equal(await sign.gone, 'device-error')
    await sign.close()
  })

  test('between two frames there is the silence slaves wait for, longer on a slow line', async () => {
    const sentAt: number[] = []
    const { sign, far, slaves, timers, until } = await modbusOnMemory({ baud: 1_200, point: { register: 8, value: 0 } })
    far.onBytes = (bytes) => {
      sentAt.push(timers.now())
      slaves.hear(bytes)
    }
    sign.want({ 'quay-1': face('A001') })
    await until(() => sign.health().state === 'ready')
    const gaps = sentAt.slice(1).map((at, place) => at - sentAt[place]!)
    assert.ok(gaps.length >= 5 && gaps.every((gap) => gap >= 33), gaps.join())
    await sign.close()
  })

  test('unplugged in the middle of an answer it is gone, and nothing stays behind', async () => {
    const { sign, slaves, far, timers } = await modbusOnMemory()
    slaves.slave(1).behaves = 'half'
    sign.want({ 'quay-1': face('A001') })
    await timers.advance(1)
    far.hangUp()
    assert.equal(await sign.gone, 'device-missing')
    await sign.close()
  })
})

spec('signs with habits of their own', ({ test }) => {
  test('opening blanks all of them at once, where the settings do not forbid it', async () => {
    const first = await modbusOnMemory()
    assert.equal(first.slaves.broadcasts(), 1)
    const second = await modbusOnMemory({ broadcast: false })
    assert.equal(second.slaves.broadcasts(), 0)
    await first.sign.close()
    await second.sign.close()
  })

  test('an adapter that hears itself is found out, and its echo is not taken for an answer', async () => {
    const { sign, slaves, until } = await modbusOnMemory({ model: 'integer' }, true)
    slaves.slave(2).behaves = 'silent'
    sign.want({ 'quay-1': face('A001') })
    await until(() => sign.health().state === 'warning')
    assert.deepEqual(sign.health(), { state: 'warning', fault: 'sign-silent', part: '2 (quay-2)' })
    assert.equal(slaves.slave(1).registers.get(0), 1)
    await sign.close()
  })

  test('brightness and decimal point are written with every number, for a sign that forgot them', async () => {
    const { sign, slaves, until } = await modbusOnMemory({
      brightness: { register: 9, value: 7 },
      point: { register: 8, value: 0 },
    })
    sign.want({ 'quay-1': face('A001') })
    await until(() => charactersIn(slaves.slave(1).registers) === 'A001')
    slaves.slave(1).registers.clear()
    await until(() => charactersIn(slaves.slave(1).registers) === 'A001')
    assert.equal(slaves.slave(1).registers.get(9), 7)
    assert.equal(slaves.slave(1).registers.get(8), 0)
    await sign.close()
  })

  test('a number that one register cannot hold leaves the sign blank', async () => {
    const { sign, slaves, until } = await modbusOnMemory({ model: 'integer', cells: 5, blank: 0xffff })
    sign.want({ 'quay-1': face('65536'), 'quay-2': face('65534') })
    await until(() => sign.health().state === 'warning')
    assert.deepEqual(sign.health(), { state: 'warning', fault: 'sign-too-narrow', part: '1 (quay-1)' })
    assert.equal(slaves.slave(1).registers.get(0), 0xffff)
    assert.equal(slaves.slave(2).registers.get(0), 65_534)
    await sign.close()
  })
})
