import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { withoutPerson } from '#core/domain/erasing.ts'
import type { Office } from '#core/domain/office.ts'
import { isConserved } from '#core/domain/queue.ts'
import type { Journal } from '#server/journal/journal.ts'
import { DayFold } from '#server/reports/day-facts.ts'
import { type Facts, openFacts } from '#server/reports/facts.ts'
import type { PackedDay } from '#server/reports/packed-day.ts'
import { whoSat } from '#server/reports/who-sat.ts'
import { live, liveOn, someFullDay } from '../kit/generated-day.ts'
import { journalOf, recordsOf } from '../kit/journal-of.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  closed,
  desk1,
  desk2,
  finished,
  given,
  givenIn,
  type Hall,
  HOUR,
  issued,
  later,
  MINUTE,
  missed,
  opened,
  paused,
  picked,
  rated,
  type Step,
  started,
  timeKept,
} from '../kit/trade.ts'

const NIGHT: Step[] = [later(17 * HOUR), timeKept(), later(7 * HOUR)]
const keeping: Office = { ...testOffice, calendar: { ...testOffice.calendar, overnight: 'keep' } }

let folder = ''

/** Facts over what happened in a hall; whatever troubles them fails the test. */
function factsOver(journal: Journal, now = () => 0): Facts {
  return openFacts({
    folder,
    journal,
    office: () => testOffice,
    now,
    onTrouble: (error) => assert.fail(String(error)),
  })
}

async function all(facts: Facts): Promise<PackedDay[]> {
  await facts.settle()
  const days: PackedDay[] = []
  for await (const day of facts.days('0000', '9999')) days.push(day)
  return days
}

async function pastOf(hall: Hall): Promise<{ facts: Facts; days: PackedDay[] }> {
  const facts = factsOver(await journalOf(hall.happened), () => hall.at)
  return { facts, days: await all(facts) }
}

spec('the facts of a day', ({ test, beforeEach, afterEach }) => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-facts-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('each stop, from its arrival to its end, names the records it is known from', async () => {
    const { hall } = given(
      opened(desk2, 'an'),
      issued(),
      later(3 * MINUTE),
      callNext(desk2),
      started(desk2, 'H001'),
      later(5 * MINUTE),
      finished(desk2, 'H001'),
      ...NIGHT,
      timeKept(),
    )
    const { facts } = await pastOf(hall)
    const [stop] = await facts.all<Record<string, unknown>>('SELECT * FROM stop')
    const seqOf = (type: string) => hall.happened.find(({ event }) => event.type === type)?.seq
    assert.partialDeepStrictEqual(stop, {
      day: '2026-11-23',
      number: 'H001',
      counter: desk2,
      staff: 'an',
      hour: 8,
      wait_ms: 3 * MINUTE,
      service_ms: 5 * MINUTE,
      state: 'served',
      issued_seq: seqOf('TicketIssued'),
      called_seq: seqOf('TicketCalled'),
      ended_seq: seqOf('ServiceFinished'),
    })
    await facts.close()
  })

  test('who did not come stays a no-show when the day’s end closes it, and who waited is cancelled by it', async () => {
    const { hall } = given(
      opened(desk2),
      issued(),
      issued(),
      callNext(desk2),
      later(MINUTE),
      missed(desk2, 'H001'),
      ...NIGHT,
      timeKept(),
    )
    const { facts, days } = await pastOf(hall)
    assert.partialDeepStrictEqual(days[0], { issued: 2, conserved: true })
    assert.partialDeepStrictEqual(days[0]?.states, { 'no-show': 1, cancelled: 1, kept: 0 })
    await facts.close()
  })

  test('who waits over night is issued on one day only, and leaves each day in one state', async () => {
    const { hall } = givenIn(keeping, issued(), ...NIGHT, opened(desk2), callNext(desk2), started(desk2, 'H001'))
    hall.do(finished(desk2, 'H001'))
    const { facts, days } = await pastOf(hall)
    assert.deepEqual(
      days.map(({ issued: many, kept, states, conserved }) => [many, kept, states.kept, states.served, conserved]),
      [
        [1, 0, 1, 0, true],
        [0, 1, 0, 1, true],
      ],
    )
    await facts.close()
  })

  test('a counter left open over the day’s end was open until its last act, and the hours add up', async () => {
    const { hall } = given(
      opened(desk2, 'an'),
      issued(),
      later(50 * MINUTE),
      callNext(desk2),
      started(desk2, 'H001'),
      later(20 * MINUTE),
      finished(desk2, 'H001'),
      paused(desk2),
      later(5 * MINUTE),
      opened(desk2, 'an'),
      later(3 * HOUR),
    )
    // What is typed in about a counter, or pressed at it, nobody did who sat there.
    const slip = { campaign: '001', counter: desk2 }
    hall.tell({ type: 'SlipsHandedOut', ...slip, count: 20 })
    const answer = { channel: 'routine', service: null, staff: 'an', level: 'hai-long', reasons: [] } as const
    hall.tell({ type: 'PaperRated', ...slip, ...answer, code: '001-0001', onDay: '2026-11-20' })
    hall.tell({ type: 'UnlinkedRating', counter: desk2, level: 'hai-long' })
    hall.tell({ type: 'RatingFlagged', counter: desk2, presses: 6 })
    for (const step of [...NIGHT, timeKept()]) hall.do(step)
    const { facts } = await pastOf(hall)
    const duty = await facts.all<Record<string, number>>(
      'SELECT hour, open_ms, paused_ms, serving_ms FROM duty ORDER BY hour',
    )
    assert.deepEqual(
      duty.map((row) => [row.hour, row.open_ms, row.paused_ms, row.serving_ms]),
      [
        [8, HOUR, 0, 10 * MINUTE],
        [9, 10 * MINUTE, 5 * MINUTE, 10 * MINUTE],
      ],
    )
    await facts.close()
  })

  test('what was practised is nobody’s figure', async () => {
    const { hall } = given(() => ({ type: 'BeginPractice' }), opened(desk2), issued(), callNext(desk2), later(HOUR))
    hall.do(() => ({ type: 'EndPractice' }))
    hall.do(issued())
    for (const step of [...NIGHT, timeKept()]) hall.do(step)
    const { facts, days } = await pastOf(hall)
    assert.partialDeepStrictEqual(days[0], { issued: 1, conserved: true })
    const spells = await facts.all<{ long: number }>('SELECT until_at - from_at AS long FROM presence')
    assert.deepEqual(spells, [{ long: 0 }])
    await facts.close()
  })

  test('who sat at a counter is known from before a practice and from its end on, whoever practised there', async () => {
    const { hall } = given(
      opened(desk1, 'binh'),
      later(HOUR),
      () => ({ type: 'BeginPractice' }),
      opened(desk1, 'chi', true),
      opened(desk2, 'an'),
      paused(desk2),
      later(HOUR),
      closed(desk1),
      () => ({ type: 'EndPractice' }),
      later(HOUR),
      closed(desk2),
    )
    const sat = whoSat({ journal: await journalOf(hall.happened), timeZone: () => testOffice.timeZone })
    assert.deepEqual([await sat(desk1, '2026-11-23', null), await sat(desk2, '2026-11-23', null)], ['binh', 'an'])
    assert.equal(await sat(desk1, '2026-11-23', 'afternoon'), null)
  })

  test('out of order and overtaken are counted with the stop', async () => {
    const { hall } = given(opened(desk2), issued(), issued(), picked(desk2, 'H002'), ...NIGHT, timeKept())
    const { facts } = await pastOf(hall)
    const stops = await facts.all('SELECT number, picked, overtaken FROM stop ORDER BY no')
    assert.deepEqual(stops, [
      { number: 'H001', picked: 0, overtaken: 0 },
      { number: 'H002', picked: 1, overtaken: 1 },
    ])
    await facts.close()
  })

  test('hold every generated day together: issued is every state, and the fold agrees with the queue (I24)', async () => {
    await fc.assert(
      fc.asyncProperty(someFullDay, someFullDay, fc.boolean(), async (one, other, keeps) => {
        const hall = live(one, keeps ? keeping : testOffice)
        liveOn(hall, [{ what: 'night', gapMs: 0, a: 0, b: 0 }, ...other])
        const folds: DayFold[] = []
        for (const record of recordsOf(hall.happened)) {
          if (record.event.type === 'DayOpened') folds.push(new DayFold(testOffice))
          folds.at(-1)?.see(record)
        }
        let given = 0
        for (const fold of folds) {
          const facts = fold.facts(hall.at)
          assert.ok(facts?.conserved && isConserved(fold.queue), facts?.day)
          const states = Object.values(facts.states).reduce((sum, many) => sum + many, 0)
          assert.equal(facts.issued + facts.kept + facts.onward, states)
          given += facts.issued
        }
        const real = hall.happened.filter(({ event }) => event.type === 'TicketIssued' && !event.practice)
        assert.equal(given, real.length, 'nobody is issued on two days')
      }),
      { numRuns: 25 },
    )
  })
})

spec('facts.db', ({ test, beforeEach, afterEach }) => {
  const two = () => given(opened(desk2), issued(), ...NIGHT, timeKept(), issued(), ...NIGHT, timeKept(), issued()).hall

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-facts-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('holds the days that are over, and today is told without being written', async () => {
    const { facts, days } = await pastOf(two())
    assert.deepEqual(
      days.map(({ day }) => day),
      ['2026-11-23', '2026-11-24', '2026-11-25'],
    )
    assert.deepEqual(await facts.gathered(), { days: 2, of: 2 })
    assert.deepEqual(await facts.all('SELECT day FROM day ORDER BY day'), [
      { day: '2026-11-23' },
      { day: '2026-11-24' },
    ])
    await facts.close()
  })

  test('carries today on with the clock too, while nothing is written down', async () => {
    const { hall } = given(opened(desk2, 'an'), later(MINUTE))
    let now = hall.at
    const facts = factsOver(await journalOf(hall.happened), () => now)
    const openMs = async () => (await facts.today())?.duty.reduce((sum, duty) => sum + duty.openMs, 0)
    assert.equal(await openMs(), MINUTE)
    now += HOUR
    assert.equal(await openMs(), HOUR + MINUTE)
    await facts.close()
  })

  test('is read again without a write when nothing has ended since', async () => {
    const hall = two()
    const { facts, days } = await pastOf(hall)
    await facts.close()
    const file = join(folder, 'facts.db')
    const before = statSync(file).mtimeMs
    const again = await pastOf(hall)
    assert.deepEqual(again.days, days)
    await again.facts.close()
    assert.equal(statSync(file).mtimeMs, before)
  })

  test('keeps answers as they were cut into bundles, and cuts nothing a second time', async () => {
    const answered = (number: string): Step[] => [
      issued(),
      callNext(desk2),
      started(desk2, number),
      finished(desk2, number),
      rated(number),
    ]
    const numbers = ['H001', 'H002', 'H003', 'H004', 'H005', 'H006']
    const { hall } = given(opened(desk2, 'an'), ...numbers.flatMap(answered), ...NIGHT, timeKept(), opened(desk2, 'an'))
    for (const step of [...answered('H001'), ...NIGHT, timeKept(), issued()]) hall.do(step)
    const { facts } = await pastOf(hall)
    const kept = await facts.all('SELECT month, last_seq, cut FROM answer_month')
    const november = await facts.answers('2026-11', [])
    assert.deepEqual(kept, [{ month: '2026-11', last_seq: november.lastSeq, cut: JSON.stringify(november) }])
    assert.deepEqual(
      [november.bundles.map(({ answers, satisfied }) => [answers, satisfied]), november.left.length],
      [[[5, 5]], 2],
    )
    // As after an erasing: meanwhile it is told as before, and cut anew once the day is in again.
    facts.forget('2026-11-23')
    assert.deepEqual(await facts.answers('2026-11', []), november)
    await facts.settle()
    assert.deepEqual(await facts.gathered(), { days: 2, of: 2 })
    assert.deepEqual(await facts.all('SELECT month, last_seq, cut FROM answer_month'), kept)
    await facts.close()
    const again = await pastOf(hall)
    const without = await again.facts.answers('2026-11', [november.bundles[0]?.first ?? 0])
    assert.deepEqual(
      [without.bundles.length, without.left.length],
      [1, 1],
      'one taken back today shifts those behind it',
    )
    await again.facts.close()
    rmSync(join(folder, 'facts.db'))
    const anew = await pastOf(hall)
    assert.deepEqual(await anew.facts.answers('2026-11', []), november)
    await anew.facts.close()
  })

  test('a day something was erased of is read anew, also the one that was read last', async () => {
    const { hall } = given(issued('chung-thuc', 'khuyet-tat'), ...NIGHT, timeKept())
    const journal = await journalOf(hall.happened)
    let isErased = false
    const facts = factsOver({
      ...journal,
      async *read(from) {
        for await (const one of journal.read(from)) {
          const event = (isErased && withoutPerson(one.record.event)) || one.record.event
          yield { ...one, record: { ...one.record, event } }
        }
      },
    })
    const classes = async () => {
      await facts.settle()
      return (await facts.all<{ class: string }>('SELECT class FROM stop')).map((stop) => stop.class)
    }
    assert.deepEqual(await classes(), ['khuyet-tat'])
    isErased = true
    facts.forget('2026-11-23')
    await facts.gathered()
    assert.deepEqual(await classes(), ['ordinary'])
    await facts.close()
  })

  test('is made anew where it is damaged, of another version, or of another journal', async () => {
    const hall = two()
    const { facts, days } = await pastOf(hall)
    await facts.close()
    const file = join(folder, 'facts.db')
    const sound = readFileSync(file)
    const another = Buffer.from(sound)
    // The user_version stands at byte 60 of the header.
    another.writeUInt32BE(99_999, 60)
    for (const content of [Buffer.from('no database'), sound.subarray(0, 5_000), another]) {
      writeFileSync(file, content)
      const again = await pastOf(hall)
      assert.deepEqual(again.days, days)
      await again.facts.close()
    }
    writeFileSync(file, sound)
    const other = await pastOf(given(opened(desk2), issued(), issued(), ...NIGHT, timeKept()).hall)
    assert.deepEqual(
      other.days.map(({ issued: many }) => many),
      [2, 0],
    )
    await other.facts.close()
  })
})
