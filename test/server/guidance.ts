import assert from 'node:assert/strict'
import type { Guidance } from '#core/contract/hall.ts'
import type { Calendar } from '#core/domain/calendar.ts'
import { instantOf } from '#core/domain/service-day.ts'
import { dueGuidance } from '#server/guidance.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { volumeAt } from '#server/settings/hall.ts'
import { spec } from '../kit/spec.ts'

const MONDAY = '2026-11-23'
const SUNDAY = '2026-11-22'
const weekdays: Calendar['sessions'] = [
  { days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' },
  { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
]
const office = { ...demoOffice, calendar: { ...demoOffice.calendar, sessions: weekdays } }
const at = (day: string, time: string, seconds = 0) => instantOf(day, time, office.timeZone) + seconds * 1_000

spec('the timetable of the hall', ({ test }) => {
  const opening: Guidance = { id: 'opening', vi: 'Sắp mở cửa.', at: ['07:25'] }
  const often: Guidance = { id: 'often', vi: 'Xin giữ phiếu.', at: [], everyMinutes: 60 }

  test('a message is said at its time, once, also before the doors open', () => {
    assert.deepEqual(due([opening], at(MONDAY, '07:24', 57), at(MONDAY, '07:25', 2)), ['opening'])
    assert.deepEqual(due([opening], at(MONDAY, '07:25', 2), at(MONDAY, '07:25', 7)), [])
    assert.deepEqual(due([opening], at(MONDAY, '07:24', 55), at(MONDAY, '07:25')), ['opening'])
    assert.deepEqual(due([opening], at(MONDAY, '07:25'), at(MONDAY, '07:25', 5)), [])
  })

  test('on a day the office stays shut nothing is said', () => {
    assert.deepEqual(due([opening, often], at(SUNDAY, '07:24', 57), at(SUNDAY, '07:25', 2)), [])
    assert.deepEqual(due([often], at(SUNDAY, '08:29', 57), at(SUNDAY, '08:30', 2)), [])
  })

  test('what comes again and again is counted from the session’s beginning and rests over lunch', () => {
    const said = everyFiveSeconds([often], at(MONDAY, '06:00'), at(MONDAY, '18:00'))
    assert.deepEqual(said, ['08:30', '09:30', '10:30', '14:30', '15:30', '16:30'])
  })

  test('what fell into a restart or a jump of the clock is not made up for', () => {
    assert.deepEqual(due([opening], at(MONDAY, '06:00'), at(MONDAY, '07:26')), [])
    assert.deepEqual(due([opening], at(MONDAY, '07:30'), at(MONDAY, '07:25', 2)), [])
  })
})

spec('how loud the hall may be', ({ test }) => {
  const sound = {
    volume: 80,
    quiet: [
      { from: '11:30', to: '13:30', volume: 40 },
      { from: '21:00', to: '06:00', volume: 0 },
    ],
    guidance: [],
  }
  const cases: [string, number][] = [
    ['08:00', 80],
    ['11:29', 80],
    ['11:30', 40],
    ['13:30', 80],
    ['20:59', 80],
    ['21:00', 0],
    ['03:00', 0],
    ['06:00', 80],
  ]
  for (const [time, volume] of cases) {
    test(`${volume} at ${time}`, () => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number)
      assert.equal(volumeAt(sound, hours * 60 + minutes), volume)
    })
  }
})

function due(guidance: Guidance[], since: number, now: number): string[] {
  return dueGuidance(guidance, office, since, now).map(({ id }) => id)
}

function everyFiveSeconds(guidance: Guidance[], from: number, to: number): string[] {
  const said: string[] = []
  for (let now = from; now < to; now += 5_000) {
    if (due(guidance, now, now + 5_000).length > 0) {
      const minutes = Math.floor((now + 5_000 - at(MONDAY, '00:00')) / 60_000)
      said.push(`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
    }
  }
  return said
}
