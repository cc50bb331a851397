import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { REPORT_BY, type Report, type ReportBy } from '#core/contract/reports.ts'
import type { Office } from '#core/domain/office.ts'
import { finished } from '#core/domain/try-rule.ts'
import { leastCounters } from '#core/domain/trying/least-counters.ts'
import { type Facts, openFacts } from '#server/reports/facts.ts'
import { weekdayOf, weekOf } from '#server/reports/grouping.ts'
import { inSlices } from '#server/reports/in-slices.ts'
import { makeReport } from '#server/reports/report.ts'
import { Numbers } from '#server/reports/select.ts'
import { traceRow } from '#server/reports/trace.ts'
import { live, liveOn } from '../kit/generated-day.ts'
import { journalOf } from '../kit/journal-of.ts'
import { type NaiveStop, naiveRank, naiveStops } from '../kit/naive-report.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { callNext, desk2, Hall, HOUR, issued, MINUTE } from '../kit/trade.ts'

const THRESHOLD = 10 * 60_000
const DAYS = 12

let folder = ''
let facts: Facts
let hall: Hall
let stops: NaiveStop[]

/** A small year: days of tries, none sensible, with nights between them; the last of them is today. */
function aWhile(): Hall {
  const some = fc.sample(
    fc.array(
      fc.record({
        what: fc.constantFrom(
          ...(['issue', 'issue', 'issue', 'priority', 'next', 'next', 'next', 'finish', 'start', 'recall'] as const),
          ...(['no-show', 'bring-back', 'park', 'resume', 'transfer', 'cancel', 'pick', 'rate', 'rate'] as const),
          ...(['open', 'pause', 'visit', 'extend', 'class', 'void'] as const),
        ),
        gapMs: fc.integer({ min: 0, max: 120_000 }),
        a: fc.nat(10_000),
        b: fc.nat(10_000),
      }),
      { minLength: 250, maxLength: 250 },
    ),
    { numRuns: DAYS, seed: 44 },
  )
  const own = live(some[0] ?? [])
  for (const day of some.slice(1)) liveOn(own, [{ what: 'night', gapMs: 0, a: 0, b: 0 }, ...day])
  return own
}

const report = (by: ReportBy, more: object = {}): Promise<Report> =>
  makeReport(
    { from: '2026-01-01', to: '2027-12-31', by, ...more },
    { facts, office: testOffice.name, timeZone: testOffice.timeZone, madeAt: hall.at, thresholdMs: THRESHOLD },
  )

/** The row of a stop, by words of its own. */
const KEYS: Partial<Record<ReportBy, (stop: NaiveStop) => string>> = {
  day: ({ day }) => day,
  month: ({ day }) => day.slice(0, 7),
  service: ({ service }) => service,
  class: (stop) => stop.class,
  counter: ({ counter }) => counter,
}

spec('the figures of a report', ({ test, before, after }) => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-report-'))
    hall = aWhile()
    stops = naiveStops(hall.happened)
    facts = openFacts({
      folder,
      journal: await journalOf(hall.happened),
      office: () => testOffice,
      now: () => hall.at,
      onTrouble: (error) => assert.fail(String(error)),
    })
  })
  after(async () => {
    await facts.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('are what plain counting over the events says, for every grouping', async () => {
    assert.ok(stops.length > 400 && stops.some(({ first }) => !first), `${stops.length} stops, some of them a second`)
    for (const [by, keyOf] of Object.entries(KEYS)) {
      const { rows } = await report(by as ReportBy)
      const groups = Map.groupBy(stops, keyOf)
      assert.deepEqual(
        rows
          .filter(({ arrivals }) => arrivals > 0)
          .map(({ key }) => key)
          .sort(),
        [...groups.keys()].sort(),
      )
      for (const [key, own] of groups) {
        const row = rows.find((one) => one.key === key)
        const waits = own.flatMap(({ waitMs }) => waitMs ?? [])
        const times = own.flatMap(({ serviceMs }) => serviceMs ?? [])
        const sum = (of: (stop: NaiveStop) => number) => own.reduce((all, stop) => all + of(stop), 0)
        assert.partialDeepStrictEqual(
          row,
          {
            arrivals: own.length,
            issued: own.filter(({ first }) => first).length,
            waited: waits.length,
            waitMedianMs: naiveRank(waits, 0.5),
            waitP90Ms: naiveRank(waits, 0.9),
            overThreshold: waits.filter((ms) => ms > THRESHOLD).length,
            serviceMedianMs: naiveRank(times, 0.5),
            transfers: sum(({ transfers }) => transfers),
            recalls: sum(({ recalls }) => recalls),
            picked: sum(({ picked }) => picked),
            overtakes: sum(({ overtaken }) => overtaken),
            answers: own.filter(({ rating }) => rating !== null).length,
          },
          `${by} ${key}`,
        )
        for (const end of ['served', 'no-show', 'cancelled', 'void'] as const)
          assert.equal(row?.states[end], own.filter((stop) => stop.end === end).length, `${by} ${key} ${end}`)
      }
    }
  })

  test('add up: each row, the rows to the total, the total to the days, by every grouping (I24)', async () => {
    for (const by of REPORT_BY) {
      const { conserved, rows, total, days } = await report(by)
      assert.ok(conserved, by)
      assert.equal(total.arrivals, stops.length)
      assert.equal(
        rows.reduce((sum, row) => sum + row.arrivals, 0),
        stops.length,
      )
      assert.equal(days, new Set(stops.map(({ day }) => day)).size)
    }
  })

  test('of one service or one counter are its row of the whole', async () => {
    const services = await report('service')
    const [some] = services.rows.toSorted((a, b) => b.arrivals - a.arrivals)
    const { total, conserved } = await report('day', { service: some?.key })
    const { key: _, name: __, ...row } = some ?? assert.fail()
    assert.deepEqual({ ...total, satisfiedShare: null }, { ...row, satisfiedShare: null })
    assert.ok(conserved)
    const counters = await report('counter')
    const one = counters.rows.find(({ key }) => key !== '') ?? assert.fail()
    const own = await report('hour', { counter: one.key })
    assert.deepEqual([own.total.arrivals, own.total.openMs], [one.arrivals, one.openMs])
  })

  test('are traced to as many stops as each row says, and to records that stand in the journal', async () => {
    const seqs = new Map(hall.happened.map(({ seq, event }) => [seq, event.type]))
    for (const by of REPORT_BY) {
      const { rows } = await report(by)
      for (const row of rows.slice(0, 6)) {
        const query = { from: '2026-01-01', to: '2027-12-31', by, key: row.key }
        let many = 0
        for (let after: number | null = 0; after !== null; ) {
          const page = await traceRow({ ...query, after }, { facts, office: testOffice })
          assert.equal(page.of, row.arrivals + row.overnight, `${by} ${row.key}`)
          many += page.stops.length
          for (const stop of page.stops) {
            assert.ok(['TicketIssued', 'VisitContinued'].includes(seqs.get(stop.issuedSeq) ?? ''))
            if (stop.calledSeq !== null) assert.equal(seqs.get(stop.calledSeq), 'TicketCalled')
          }
          after = page.next
        }
        assert.equal(many, row.arrivals + row.overnight)
      }
    }
  })

  test('say how busy counters were: serving is part of open, and officers, counters, hours agree', async () => {
    const whole = (await report('day')).total
    assert.ok(whole.openMs && whole.servingMs && whole.servingMs <= whole.openMs)
    for (const by of ['officer', 'counter', 'hour', 'weekday-hour', 'month'] as const) {
      const { rows } = await report(by)
      const sum = (of: 'openMs' | 'servingMs' | 'pausedMs') => rows.reduce((all, row) => all + (row[of] ?? 0), 0)
      assert.deepEqual(
        [sum('openMs'), sum('servingMs'), sum('pausedMs')],
        [whole.openMs, whole.servingMs, whole.pausedMs],
      )
    }
    const { rows } = await report('service')
    assert.ok(rows.every(({ occupancy }) => occupancy === null))
  })
})

spec('parts of a report', ({ test }) => {
  test('the quantile found is the one that sorting finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { minLength: 1, maxLength: 400 }), async (values) => {
        const numbers = new Numbers()
        for (const value of values) numbers.add(value)
        for (const share of [0.5, 0.9, 0.1, 1]) {
          assert.equal(await inSlices(numbers.quantile(share)), naiveRank(values, share))
        }
      }),
    )
  })

  test('weeks are ISO weeks, and begin on Monday', () => {
    const cases = {
      '2026-11-23': '2026-W48',
      '2027-01-03': '2026-W53',
      '2027-01-04': '2027-W01',
      '2024-12-30': '2025-W01',
    }
    for (const [day, week] of Object.entries(cases)) assert.equal(weekOf(day), week)
    assert.equal(weekdayOf('2026-11-23'), 1)
    assert.equal(weekdayOf('2026-11-29'), 7)
  })
})

spec('advice how many counters a day needed', ({ test }) => {
  const LIMITS = { medianMs: 15 * MINUTE, p90Ms: 30 * MINUTE }

  /** One at the counter from eight, each person for ten minutes: so many come in the first hour, evenly. */
  function aMorning(people: number, office: Office = testOffice): Hall {
    const hall = new Hall(office)
    hall.try({ type: 'KeepTime' })
    hall.try({ type: 'OpenCounter', counter: desk2, staff: 'an', staffName: 'An', takeOver: false })
    const issueAt = Array.from({ length: people }, (_, i) => hall.at + Math.floor((i * HOUR) / people))
    for (const end = hall.at + 12 * HOUR; hall.at < end; hall.at += MINUTE) {
      while ((issueAt[0] ?? end) <= hall.at) {
        issueAt.shift()
        hall.do(issued('chung-thuc'))
      }
      const state = hall.queue.counters.get(desk2)
      const held = state?.state === 'open' && state.holding !== null ? hall.queue.tickets.get(state.holding) : null
      if (!held || (held.state === 'called' && hall.at - held.calledAt >= 10 * MINUTE)) hall.try(callNext(desk2)())
    }
    return hall
  }

  const needs = (hall: Hall) => {
    const found = finished(leastCounters(hall.happened, testOffice, LIMITS)) ?? assert.fail('no such day')
    return new Map(found.map((need) => [need.hour, need]))
  }

  test('one is enough where one has time, and more are asked for when more come', () => {
    const few = needs(aMorning(5))
    assert.partialDeepStrictEqual(few.get(8), { arrivals: 5, counters: 1, isEnough: true })
    const many = needs(aMorning(15)).get(8) ?? assert.fail()
    assert.ok(many.isEnough && many.counters > 1, `${many.counters} counters`)
  })

  test('where all counters are too few, it says so', () => {
    const crowd = needs(aMorning(200)).get(8) ?? assert.fail()
    assert.equal(crowd.isEnough, false)
    assert.equal(crowd.counters, testOffice.counters.filter(({ services }) => services.length > 0).length)
  })

  test('an office without sessions is judged by the hours in which people came, one with sessions by all it is open', () => {
    assert.deepEqual([...needs(aMorning(5)).keys()], [8])
    const sessions = [{ days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' }]
    const office = { ...testOffice, calendar: { ...testOffice.calendar, sessions } }
    const calm = needs(aMorning(5, office))
    assert.deepEqual([...calm.keys()], [7, 8, 9, 10, 11])
    assert.partialDeepStrictEqual(calm.get(10), { arrivals: 0, counters: 1, isEnough: true })
  })
})
