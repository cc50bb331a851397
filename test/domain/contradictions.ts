import assert from 'node:assert/strict'
import { contradictions, mayBeUsed } from '#core/domain/contradictions.ts'
import type { Counter, Office, PriorityClass, Service } from '#core/domain/office.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const MORNING = { days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' }
const AFTERNOON = { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' }
const NAME = { vi: 'Tên', en: 'Name' }

const office = (change: Partial<Office>): Office => ({ ...demoOffice, ...change })
const at = <One>(list: readonly One[], i: number, change: Partial<One>): One[] =>
  list.map((one, each) => (each === i ? { ...one, ...change } : one))
const service = (i: number, change: Partial<Service>) => office({ services: at(demoOffice.services, i, change) })
const counter = (i: number, change: Partial<Counter>) => office({ counters: at(demoOffice.counters, i, change) })
const oneClass = (i: number, change: Partial<PriorityClass>) => office({ classes: at(demoOffice.classes, i, change) })
const calendar = (change: Partial<Office['calendar']>) => office({ calendar: { ...demoOffice.calendar, ...change } })
const appointments = (change: Partial<Office['appointments']>) =>
  office({ appointments: { ...demoOffice.appointments, ...change } })
const special = (date: string, services: readonly string[] | null = null) => ({
  date,
  name: NAME,
  services,
  hours: { kind: 'closed' as const },
})

/** Each planted in the demonstration office, with the line it must be found at. */
const ERRORS: readonly [string, string, Office][] = [
  ['unknown-time-zone', '/timeZone', office({ timeZone: 'Asia/Sai_Gon' })],
  ['no-name', '/name/vi', office({ name: { vi: ' ', en: 'Office' } })],
  ['day-starts-in-a-session', '/dayStartsAt', { ...calendar({ sessions: [MORNING] }), dayStartsAt: '08:00' }],
  ['ratio-without-classes', '/order/policy', office({ order: { policy: 'ratio', inARow: 2 }, classes: [] })],
  [
    'answer-window-too-short',
    '/calling/answerWindowMs',
    office({ calling: { ...demoOffice.calling, answerWindowMs: 1_000 } }),
  ],
  [
    'passes-on-never',
    '/calling/passesOnWithinMs',
    { ...counter(0, { button: 'passes-on' }), calling: { ...demoOffice.calling, passesOnWithinMs: 1_000 } },
  ],
  [
    'same-id',
    '/rating/levels/1/id',
    office({ rating: { ...demoOffice.rating, levels: at(demoOffice.rating.levels, 1, { id: 'rat-hai-long' }) } }),
  ],
  [
    'same-id',
    '/services/7/id',
    office({ services: [...demoOffice.services, { ...demoOffice.services[0]!, prefix: 'Z' }] }),
  ],
  ['same-prefix', '/services/3/prefix', service(3, { prefix: 'A' })],
  ['no-name', '/services/0/name/vi', service(0, { name: { vi: '', en: 'Civil status' } })],
  ['nobody-serves', '/services/6', counter(5, { services: ['ho-tich'] })],
  ['only-fast-lanes', '/services/6', counter(5, { fastLane: { classes: ['cao-tuoi'], helpsOthers: false } })],
  [
    'session-ends-before-it-starts',
    '/services/1/sessions/0/to',
    service(1, { sessions: [{ ...MORNING, to: MORNING.from }] }),
  ],
  [
    'no-number-in-a-session',
    '/services/1/lastNumberMs',
    service(1, { sessions: [MORNING], lastNumberMs: 240 * MINUTE }),
  ],
  ['quota-of-zero', '/services/2/quota/session', service(2, { quota: { session: 0, day: null } })],
  ['quota-above-the-day', '/services/2/quota/session', service(2, { quota: { session: 60, day: 50 } })],
  [
    'slot-longer-than-sessions',
    '/services/2/slots/everyMs',
    service(2, { sessions: [MORNING], slots: { everyMs: 300 * MINUTE, capacity: 2, walkInShare: 0.5 } }),
  ],
  [
    'no-place-to-book',
    '/services/2/slots/walkInShare',
    service(2, { slots: { everyMs: 30 * MINUTE, capacity: 2, walkInShare: 0.6 } }),
  ],
  ['no-service-time', '/services/0/usualServiceMs', service(0, { usualServiceMs: 0 })],
  ['alert-always', '/services/0/waitAlertMs', service(0, { waitAlertMs: 0 })],
  [
    'roll-in-a-common-series',
    '/services/4/numbersFrom',
    { ...service(4, { numbersFrom: 'roll' }), numbering: { kind: 'common', prefix: '' } },
  ],
  ['same-id', '/counters/1/id', counter(1, { id: 'quay-1' })],
  ['same-label', '/counters/3/label', counter(3, { label: '1' })],
  ['unknown-service', '/counters/0/services/1', counter(0, { services: ['ho-tich', 'khong-co'] })],
  ['service-twice', '/counters/0/services/1', counter(0, { services: ['ho-tich', 'ho-tich'] })],
  ['share-of-nothing', '/counters/0/shares/0/service', counter(0, { shares: [{ service: 'cu-tru', share: 1 }] })],
  [
    'share-twice',
    '/counters/0/shares/1/service',
    counter(0, {
      shares: [
        { service: 'ho-tich', share: 1 },
        { service: 'ho-tich', share: 2 },
      ],
    }),
  ],
  [
    'unknown-class',
    '/counters/0/fastLane/classes/0',
    counter(0, { fastLane: { classes: ['khong-co'], helpsOthers: true } }),
  ],
  ['unknown-service', '/skills/0/services/0', office({ skills: [{ staff: 'an', services: ['khong-co'] }] })],
  [
    'officer-twice',
    '/skills/1/staff',
    office({
      skills: [
        { staff: 'an', services: ['ho-tich'] },
        { staff: 'an', services: ['cu-tru'] },
      ],
    }),
  ],
  ['same-id', '/classes/1/id', oneClass(1, { id: 'cao-tuoi' })],
  ['ordinary-is-taken', '/classes/0/id', oneClass(0, { id: 'ordinary' })],
  [
    'session-ends-before-it-starts',
    '/calendar/sessions/1/to',
    calendar({ sessions: [MORNING, { ...AFTERNOON, to: '13:00' }] }),
  ],
  ['sessions-overlap', '/calendar/sessions/1', calendar({ sessions: [MORNING, { ...AFTERNOON, from: '11:00' }] })],
  ['weekday-twice', '/calendar/sessions/0/days', calendar({ sessions: [{ ...MORNING, days: [1, 1] }] })],
  ['no-number-in-a-session', '/calendar/lastNumberMs', calendar({ sessions: [MORNING], lastNumberMs: 240 * MINUTE })],
  ['no-such-date', '/calendar/specialDays/0/date', calendar({ specialDays: [special('2026-02-30')] })],
  ['no-such-date', '/calendar/specialDays/0/date', calendar({ specialDays: [special('13-01')] })],
  [
    'special-day-twice',
    '/calendar/specialDays/1/date',
    calendar({ specialDays: [special('09-02', ['ho-tich']), special('09-02', ['cu-tru', 'ho-tich'])] }),
  ],
  [
    'unknown-service',
    '/calendar/specialDays/0/services/0',
    calendar({ specialDays: [special('09-02', ['khong-co'])] }),
  ],
  [
    'sessions-overlap',
    '/calendar/specialDays/0/hours/sessions/1',
    calendar({ specialDays: [{ ...special('09-02'), hours: { kind: 'sessions', sessions: [MORNING, MORNING] } }] }),
  ],
  ['unknown-class', '/appointments/class', appointments({ class: 'khong-co' })],
  ['negative-time', '/appointments/lateMs', appointments({ lateMs: -1 })],
  [
    'lead-beyond-the-horizon',
    '/appointments/leadMs',
    {
      ...service(0, { slots: { everyMs: 30 * MINUTE, capacity: 4, walkInShare: 0.5 } }),
      appointments: { ...demoOffice.appointments, leadMs: 2 * 86_400_000, horizonDays: 1 },
    },
  ],
  [
    'blackout-ends-before-it-starts',
    '/appointments/blackouts/0/to',
    appointments({ blackouts: [{ from: '2026-12-10', to: '2026-12-09', services: null, reason: NAME }] }),
  ],
  [
    'no-such-date',
    '/appointments/blackouts/0/to',
    appointments({ blackouts: [{ from: '2026-11-10', to: '2026-11-31', services: null, reason: NAME }] }),
  ],
]

const WARNINGS: readonly [string, string, Office][] = [
  ['strict-can-starve', '/order/policy', office({ order: { policy: 'strict' } })],
  ['strict-without-ranks', '/order/policy', office({ order: { policy: 'strict' }, classes: [] })],
  ['no-english-name', '/services/0/name/en', service(0, { name: { vi: 'Hộ tịch', en: '' } })],
  ['no-hold-off', '/calling/holdOffMs', office({ calling: { ...demoOffice.calling, offersAgain: 1, holdOffMs: 0 } })],
  [
    'kiosk-limit-never',
    '/limits/perKioskMinute',
    office({ limits: { ...demoOffice.limits, perKioskMinute: 20, kioskGapMs: 5_000 } }),
  ],
  [
    'one-sided-rating',
    '/rating/levels',
    office({ rating: { ...demoOffice.rating, levels: demoOffice.rating.levels.filter((one) => one.satisfied) } }),
  ],
  ['nothing-open', '/services', office({ services: demoOffice.services.map((one) => ({ ...one, open: false })) })],
  [
    'counter-without-services',
    '/counters/6/services',
    office({
      counters: [...demoOffice.counters, { ...demoOffice.counters[0]!, id: 'quay-7', label: '7', services: [] }],
    }),
  ],
  ['shares-not-used', '/counters/0/shares', counter(0, { shares: [{ service: 'ho-tich', share: 2 }] })],
  [
    'automatic-is-off',
    '/counters/0/automatic',
    { ...counter(0, { automatic: true }), calling: { ...demoOffice.calling, automaticAfterMs: null } },
  ],
  ['officer-without-services', '/skills/0/services', office({ skills: [{ staff: 'an', services: [] }] })],
  ['same-age', '/classes/1/fromAge', oneClass(1, { fromAge: 60 })],
  ['no-head-start', '/classes/0/headStartMs', oneClass(0, { headStartMs: 0 })],
  [
    'head-start-longer-than-a-session',
    '/classes/0/headStartMs',
    { ...oneClass(0, { headStartMs: 300 * MINUTE }), calendar: { ...demoOffice.calendar, sessions: [MORNING] } },
  ],
  ['rank-zero', '/classes/0/rank', { ...oneClass(0, { rank: 0 }), order: { policy: 'strict' } }],
  ['late-note-after-hours', '/calendar/lateNoteAt', calendar({ sessions: [MORNING], lateNoteAt: '15:00' })],
]

spec('settings that contradict each other', ({ test }) => {
  test('the demonstration has none', () => {
    assert.deepEqual(contradictions(demoOffice), [])
  })

  for (const [severity, table] of [
    ['error', ERRORS],
    ['warning', WARNINGS],
  ] as const) {
    for (const [code, path, wrong] of table) {
      test(`${severity} ${code} at ${path}`, () => {
        const lines = contradictions(wrong)
        const found = lines.find((line) => line.code === code && line.path === path)
        assert.ok(found, `found only ${lines.map((line) => `${line.code} at ${line.path}`).join(', ') || 'nothing'}`)
        assert.equal(found.severity, severity)
        assert.ok(found.vi.length > 10 && found.en.length > 10)
        assert.equal(found.vi, found.vi.normalize('NFC'))
        assert.equal(mayBeUsed(lines), severity === 'warning', lines.map((line) => line.code).join(', '))
      })
    }
  }

  test('one mistake is told once', () => {
    for (const [code, path, wrong] of ERRORS) {
      const errors = contradictions(wrong).filter(({ severity }) => severity === 'error')
      assert.deepEqual(
        errors.map((line) => `${line.code} at ${line.path}`),
        [`${code} at ${path}`],
      )
    }
  })

  test('hours that only touch, other days and a leap year are no contradiction', () => {
    const fine = calendar({
      sessions: [MORNING, { ...MORNING, from: '11:30', to: '13:30' }, { days: [6], from: '07:30', to: '11:30' }],
      specialDays: [special('02-29'), special('2026-09-02'), special('09-02'), special('09-02', ['ho-tich'])],
    })
    assert.deepEqual(contradictions(fine), [])
  })
})
