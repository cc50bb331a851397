import assert from 'node:assert/strict'
import type { Setup, SetupTemplate } from '#core/contract/setup.ts'
import { readTemplates } from '#server/settings/templates.ts'
import { notRight } from '../../desk/src/set-up-fields.ts'
import {
  addService,
  beginning,
  fromTemplate,
  holidayIn,
  servicesToTick,
  signInName,
  tick,
  withCounters,
  withHoliday,
  withOffice,
  withService,
} from '../../desk/src/setup/draft.ts'
import { missingIn } from '../../desk/src/setup/missing.ts'
import {
  daysOf,
  MOVING_HOLIDAYS,
  sessionsOf,
  USUAL_WEEK,
  weekOf,
  withDays,
  withFixed,
} from '../../desk/src/setup/week.ts'
import { spec } from '../kit/spec.ts'

const templates = readTemplates() as readonly SetupTemplate[]
const small = fromTemplate(templates[0]!, [])
const setup: Setup = {
  state: 'preparing',
  practice: false,
  office: small.office,
  documents: {},
  demonstrators: [],
  procedures: 0,
  draft: null,
}
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

spec('what the set-up assistant knows', ({ test }) => {
  test('begins with the smallest template, with what holds, or with what was said before', () => {
    assert.equal(beginning(setup, templates).template, 'small-ward')
    assert.equal(beginning({ ...setup, state: 'demonstration' }, templates).template, 'small-ward')
    assert.equal(beginning({ ...setup, state: 'open' }, templates).template, null)
    const draft = { ...small, step: 5 }
    assert.deepEqual(beginning({ ...setup, draft }, templates), draft)
  })

  test('a service that goes is nowhere named any more, and comes back under a letter of its own', () => {
    const land = small.office.services.find(({ id }) => id === 'dat-dai')!
    const without = tick(small, land, false)
    assert.ok(!ids(without.office.services).includes('dat-dai'))
    assert.ok(without.office.counters.every(({ services }) => !services.includes('dat-dai')))
    const taken = withService(without, 'ho-tich', { prefix: 'K' })
    const back = tick(taken, land, true).office.services.find(({ id }) => id === 'dat-dai')
    assert.notEqual(back?.prefix, 'K')
    assert.deepEqual(ids(servicesToTick(without.office, templates)), ids(servicesToTick(small.office, templates)))
  })

  test('zones of a city centre lose what the office has no more', () => {
    const city = fromTemplate(templates.find(({ id }) => id === 'city-centre')!, [])
    const fewer = withCounters(city, 8)
    const { boards } = fewer.documents.boards as { boards: { counters: string[] }[] }
    const known = new Set(ids(fewer.office.counters))
    assert.ok(boards.every(({ counters }) => counters.every((id) => known.has(id))))
  })

  test('counters come with the next number and every service; one always stays', () => {
    const more = withCounters(small, 5).office.counters
    assert.deepEqual(
      more.map(({ label }) => label),
      ['1', '2', '3', '4', '5'],
    )
    assert.deepEqual(more.at(-1)?.services, ids(small.office.services))
    assert.equal(withCounters(small, 0).office.counters.length, 1)
    assert.equal(withCounters(small, Number.NaN).office.counters.length, 1)
  })

  test('sign-in names are the last word without its marks, each once', () => {
    assert.equal(signInName('Lê Văn Đức', []), 'duc')
    assert.equal(signInName('Trần Đức', ['duc']), 'duc2')
    assert.match(signInName('Y', []), /^[a-z0-9][a-z0-9.-]{1,39}$/)
    assert.match(signInName('', []), /^[a-z0-9][a-z0-9.-]{1,39}$/)
  })

  test('the usual week is read and written; another is left alone', () => {
    assert.deepEqual(weekOf(sessionsOf(USUAL_WEEK)), USUAL_WEEK)
    assert.deepEqual(weekOf(sessionsOf({ ...USUAL_WEEK, saturday: null }))?.saturday, null)
    assert.equal(weekOf([{ days: [1], from: '08:00', to: '11:00' }]), null)
    assert.deepEqual(weekOf(small.office.calendar.sessions), USUAL_WEEK)
  })

  test('Tết is written day by day, read again, and taken out', () => {
    const [tet] = MOVING_HOLIDAYS
    const { calendar } = small.office
    const written = withDays(calendar, tet, { from: '2027-02-27', to: '2027-03-02' })
    assert.equal(written.specialDays.length, calendar.specialDays.length + 4)
    assert.deepEqual(daysOf(written, tet), { from: '2027-02-27', to: '2027-03-02' })
    assert.deepEqual(withDays(written, tet, { from: '', to: '' }), calendar)
    assert.equal(withFixed(calendar, '09-02', false).specialDays.length, calendar.specialDays.length - 1)
  })

  test('days of a holiday that cannot be are kept as they are written, and told', () => {
    const [tet, hungKings] = MOVING_HOLIDAYS
    const told = (draft: typeof small) => missingIn(draft, [], 1).map(({ isWrong, words }) => `${isWrong} ${words.vi}`)
    const wrong = [
      [{ from: '2027-02-11', to: '2027-02-05' }, /Tết Nguyên đán: .*ngày cuối/i],
      [{ from: '', to: '2027-02-11' }, /Tết Nguyên đán: .*ngày đầu/i],
      [{ from: '2027-02-05', to: '2027-02-19' }, /Tết Nguyên đán: .*14 ngày/i],
    ] as const
    for (const [days, why] of wrong) {
      const draft = withHoliday(small, tet, days)
      assert.deepEqual(holidayIn(draft, tet), days)
      assert.deepEqual(draft.office.calendar, small.office.calendar, 'none of it is in the calendar')
      assert.match(told(draft).join(), why)
      assert.equal(told(draft).length, 1)
      const mended = withHoliday(draft, tet, { from: '2027-02-05', to: '2027-02-18' })
      assert.deepEqual(daysOf(mended.office.calendar, tet), { from: '2027-02-05', to: '2027-02-18' })
      assert.deepEqual(told(mended), [])
    }
    // One day is written once: its end follows it until it has one of its own.
    const one = withHoliday(small, hungKings, { from: '2027-04-16', to: '' })
    assert.deepEqual(holidayIn(one, hungKings), { from: '2027-04-16', to: '2027-04-16' })
    const moved = withHoliday(one, hungKings, { from: '2027-04-26', to: '2027-04-16' })
    assert.deepEqual(holidayIn(moved, hungKings), { from: '2027-04-26', to: '2027-04-26' })
    assert.deepEqual(
      withHoliday(moved, hungKings, { from: '', to: '2027-04-26' }).office.calendar,
      small.office.calendar,
    )
  })

  test('says what is missing, and where it is mended', () => {
    const told = (draft: typeof small, accounts = 1) =>
      missingIn(draft, [], accounts).map(({ isWrong, step }) => `${isWrong ? 'wrong' : 'doubt'} ${step}`)
    assert.deepEqual(told(small), ['doubt office'])
    assert.deepEqual(told(small, 0), ['doubt office', 'doubt people'])
    assert.deepEqual(told(withOffice(small, { calendar: { ...small.office.calendar, sessions: [] } })), [])
    assert.ok(told(addService(small)).includes('wrong services'))
    const twice = [
      { id: 'lan', name: 'Lan', services: null },
      { id: 'lan', name: 'Lan Anh', services: null },
    ]
    assert.equal(told({ ...small, people: twice }).filter((line) => line === 'wrong people').length, 2)
  })
})

spec('the fields of the first start', ({ test }) => {
  const given = { code: 'GXVH-K77N', staff: 'hoa', name: 'Nguyễn Thị Hoa', password: 'hoa sen no muon' }

  test('take the code as it is typed, spaces and small letters included', () => {
    for (const code of ['GXVH-K77N', 'gxvh k77n', ' gxvhk77n ', 'G X V H - K 7 7 N']) {
      assert.deepEqual(notRight({ ...given, code }), [], code)
    }
    for (const code of ['', '   ', 'GXV', '- - - - -', 'x'.repeat(41)])
      assert.deepEqual(notRight({ ...given, code }), ['code'], code)
  })

  test('name what cannot be right', () => {
    assert.deepEqual(notRight({ ...given, staff: 'Trưởng phòng', name: ' ' }), ['staff', 'name'])
  })
})
