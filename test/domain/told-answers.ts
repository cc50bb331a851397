import assert from 'node:assert/strict'
import fc from 'fast-check'
import { FEWEST_ANSWERS, type GivenAnswer, shownFrom, tellings } from '#core/domain/told-answers.ts'
import { spec } from '../kit/spec.ts'

const answer = (seq: number, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  seq,
  channel: 'terminal',
  counter: 'quay-1',
  service: 'ho-tich',
  staff: 'an',
  day: '2026-11-10',
  cameOn: '2026-11-10',
  ...more,
})
const answers = (many: number, more: Partial<GivenAnswer> = {}, from = 1) =>
  Array.from({ length: many }, (_, i) => answer(from + i, more))
const howMany = (given: readonly GivenAnswer[], today: string, how: string) =>
  [...tellings(given, today).values()].filter((told) => told.how === how).length

spec('which answers are told (S18)', ({ test }) => {
  test('from five answers up, and then by fives', () => {
    assert.deepEqual([4, 5].map(shownFrom), [false, true])
    for (const [given, told] of [
      [4, 0],
      [5, 5],
      [9, 5],
      [10, 10],
    ] as const) {
      assert.equal(howMany(answers(given), '2026-11-10', 'with-its-group'), told)
    }
  })

  test('each counter, service, officer and channel for itself', () => {
    const given = [...answers(4), ...answers(4, { staff: 'binh' }, 5), ...answers(4, { channel: 'slip' }, 9)]
    assert.equal(howMany(given, '2026-11-10', 'with-its-group'), 0)
  })

  test('what is left over when the month is long done stands in the sum of its channel, in no group', () => {
    const given = [...answers(4), ...answers(3, { staff: 'binh' }, 5)]
    assert.equal(howMany(given, '2026-12-16', 'in-sum'), 0)
    assert.equal(howMany(given, '2026-12-17', 'in-sum'), 7)
    assert.equal(howMany(answers(4), '2026-12-17', 'in-sum'), 0)
    const late = answer(9, { cameOn: '2027-01-03', channel: 'routine' })
    assert.equal(tellings([...given, late], '2027-01-04').get(9)?.how, 'not')
  })

  test('a bundle is dated as a whole: no span of days cuts it', () => {
    const given = [...answers(3), ...answers(2, { day: '2026-11-12', cameOn: '2026-11-12' }, 4)]
    assert.deepEqual(new Set([...tellings(given, '2026-11-12').values()].map(({ on }) => on)), new Set(['2026-11-12']))
  })

  test('any two reports differ by no answer, or by five and more: whatever they ask for, and whenever', () => {
    const day = fc.integer({ min: 1, max: 60 }).map((n) => new Date(Date.UTC(2026, 9, n)).toISOString().slice(0, 10))
    const one = fc.record({
      channel: fc.constantFrom('terminal' as const, 'routine' as const),
      counter: fc.constantFrom('quay-1', 'quay-2'),
      service: fc.constantFrom('ho-tich', null),
      staff: fc.constantFrom('an', 'binh'),
      day,
      lateDays: fc.constantFrom(0, 0, 0, 3, 40),
    })
    const asked = fc.record({
      upTo: fc.double({ min: 0, max: 1, noNaN: true }),
      counter: fc.constantFrom(null, 'quay-1', 'quay-2'),
      staff: fc.constantFrom(null, 'an', 'binh'),
      from: day,
      to: day,
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 80 }), asked, asked, (given, first, second) => {
        // In the order they came in: an answer on paper comes days after the day it is about.
        const all = given
          .map(({ lateDays, ...rest }) => ({ ...rest, cameOn: plus(rest.day, lateDays) }))
          .sort((a, b) => (a.cameOn < b.cameOn ? -1 : 1))
          .map((rest, i) => ({ ...rest, seq: i + 1 }))
        const report = ({ upTo, counter, staff, from, to }: typeof first) => {
          const there = all.slice(0, Math.ceil(upTo * all.length))
          const today = there.at(-1)?.cameOn ?? from
          const told = tellings(there, today)
          const isGroup = counter !== null || staff !== null
          return there
            .filter((row) => {
              const { how, on } = told.get(row.seq) ?? { how: 'not', on: '' }
              if (how === 'not' || (how === 'in-sum' && isGroup) || on < from || on > to) return false
              return (counter ?? row.counter) === row.counter && (staff ?? row.staff) === row.staff
            })
            .map(({ seq }) => seq)
        }
        const [a, b] = [report(first), report(second)]
        for (const rest of [without(a, b), without(b, a), a, b]) {
          assert.ok(rest.length === 0 || rest.length >= FEWEST_ANSWERS, `${rest.length} answers can be reckoned`)
        }
      }),
      { numRuns: 400 },
    )
  })
})

function without(some: readonly number[], others: readonly number[]): number[] {
  return some.filter((one) => !others.includes(one))
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
