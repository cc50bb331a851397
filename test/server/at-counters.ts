import assert from 'node:assert/strict'
import type { HallSound } from '#core/contract/hall.ts'
import type { Supervisor } from '#server/devices/supervisor.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import { keyNamed } from '#server/edge/wired-button.ts'
import { lightCounter } from '#server/reactions/light-counter.ts'
import { showSigns } from '#server/reactions/show-signs.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import type { DeviceSettings } from '#server/settings/hall.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  closed,
  desk1,
  desk2,
  finished,
  Hall,
  issued,
  later,
  MINUTE,
  opened,
  recalled,
  SECOND,
  type Step,
  started,
} from '../kit/trade.ts'

const device = (id: string, driver: string, counter?: string): DeviceSettings => ({
  id,
  name: id,
  driver,
  settings: {},
  ...(counter === undefined ? {} : { counter }),
})

/** A hall whose counters have lamps and signs, and what those were last told. */
function hallWithOutputs(sound: Partial<HallSound> = {}) {
  const hall = new Hall(testOffice)
  const lamps = new Map<string, unknown>()
  const faces = new Map<string, Readonly<Record<string, SignFace>>>()
  const buzzes: string[] = []
  const devices = {
    wantLamps: (id: string, wanted: unknown) => lamps.set(id, wanted),
    wantSigns: (id: string, wanted: Readonly<Record<string, SignFace>>) => faces.set(id, wanted),
    buzz: (id: string, lamp: string, forMs: number) => buzzes.push(`${id} ${lamp} ${forMs}`),
  } as unknown as Supervisor
  const all = [
    device('den-1', 'gpio', desk1),
    device('den-2', 'gpio-overlay', desk2),
    device('bang', 'virtual-sign'),
    device('may-in', 'virtual'),
  ]
  const settings = { ...demoHall, devices: all, sound: { ...demoHall.sound, ...sound } }
  const reactions = [lightCounter({ devices, hall: () => settings }), showSigns({ devices, hall: () => settings })]
  return {
    lamps,
    buzzes,
    faces,
    face: (place: string) => faces.get('bang')?.[place],
    do(...steps: Step[]) {
      for (const step of steps) {
        const before = hall.queue
        const from = hall.happened.length
        hall.do(step)
        const by = { role: 'officer', id: 'an' } as const
        const happened = hall.happened.slice(from).map((one) => ({ ...one, by }))
        if (happened.length > 0) for (const react of reactions) react({ happened, before, queue: hall.queue })
      }
    },
  }
}

spec('lamps at a counter', ({ test }) => {
  test('the open lamp burns while the counter is open, the call lamp pulses until the citizen is there', () => {
    const hall = hallWithOutputs()
    hall.do(opened(desk2), issued())
    assert.deepEqual(hall.lamps.get('den-2'), { call: 'off', open: 'on' })
    assert.deepEqual(hall.lamps.get('den-1'), { call: 'off', open: 'off' })
    hall.do(callNext(desk2))
    assert.deepEqual(hall.lamps.get('den-2'), { call: 'pulse', open: 'on' })
    hall.do(started(desk2, 'H001'))
    assert.deepEqual(hall.lamps.get('den-2'), { call: 'off', open: 'on' })
    hall.do(later(MINUTE), finished(desk2, 'H001'), closed(desk2))
    assert.deepEqual(hall.lamps.get('den-2'), { call: 'off', open: 'off' })
  })

  test('the buzzer of that counter sounds once for a call, and not for calls again', () => {
    const hall = hallWithOutputs()
    hall.do(opened(desk2), issued(), callNext(desk2))
    assert.deepEqual(hall.buzzes, ['den-2 buzz 400'])
    hall.do(later(10 * SECOND), recalled(desk2, 'H001'), later(10 * SECOND), recalled(desk2, 'H001'))
    assert.equal(hall.buzzes.length, 1)
  })

  test('in the hall’s silent hours the buzzer is silent, and the lamp still pulses', () => {
    for (const sound of [{ volume: 0 }, { quiet: [{ from: '07:30', to: '09:00', volume: 0 }] }]) {
      const hall = hallWithOutputs(sound)
      hall.do(opened(desk2), issued(), callNext(desk2))
      assert.deepEqual(hall.buzzes, [])
      assert.deepEqual(hall.lamps.get('den-2'), { call: 'pulse', open: 'on' })
    }
    const softer = hallWithOutputs({ quiet: [{ from: '12:00', to: '13:00', volume: 0 }] })
    softer.do(opened(desk2), issued(), callNext(desk2))
    assert.equal(softer.buzzes.length, 1, 'eight in the morning is not noon')
  })
})

spec('signs over the counters', ({ test }) => {
  test('each place shows the number it holds, called and then served, and is blank otherwise', () => {
    const hall = hallWithOutputs()
    hall.do(opened(desk2), issued(), issued())
    assert.deepEqual(hall.face(desk2), { number: null, counter: '2', calling: false })
    hall.do(callNext(desk2))
    assert.deepEqual(hall.face(desk2), { number: 'H001', counter: '2', calling: true })
    assert.deepEqual(hall.face(desk1), { number: null, counter: '1', calling: false })
    hall.do(started(desk2, 'H001'))
    assert.deepEqual(hall.face(desk2), { number: 'H001', counter: '2', calling: false })
    hall.do(later(MINUTE), finished(desk2, 'H001'))
    assert.deepEqual(hall.face(desk2), { number: null, counter: '2', calling: false })
  })

  test('the sign of the whole hall shows the last call with its counter, until the last counter closes', () => {
    const hall = hallWithOutputs()
    hall.do(opened(desk2), issued())
    assert.deepEqual(hall.face('*'), { number: null, counter: '', calling: false })
    hall.do(callNext(desk2))
    assert.deepEqual(hall.face('*'), { number: 'H001', counter: '2', calling: true })
    hall.do(started(desk2, 'H001'), later(MINUTE), finished(desk2, 'H001'))
    assert.deepEqual(hall.face('*'), { number: 'H001', counter: '2', calling: false })
    hall.do(closed(desk2))
    assert.equal(hall.face('*')?.number, null)
  })

  test('only signs are told', () => {
    const hall = hallWithOutputs()
    hall.do(opened(desk2))
    assert.deepEqual([...hall.faces.keys()], ['bang'])
  })
})

spec('a wired button', ({ test }) => {
  test('is the key it is named after, and NEXT by any other name', () => {
    for (const key of ['recall', 'finish', 'no-show', 'transfer', 'pause', 'clear'] as const)
      assert.deepEqual(keyNamed(key), { key })
    for (const name of ['call', 'next', 'gọi', 'rate-0', '12', 'constructor'])
      assert.deepEqual(keyNamed(name), { key: 'next' })
    assert.deepEqual(keyNamed('7'), { key: 'digit', digit: 7 })
    assert.deepEqual(keyNamed('rate-3'), { key: 'rate', level: 3 })
  })
})
