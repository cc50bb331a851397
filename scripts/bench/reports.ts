import { statSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_BY, type Report } from '#core/contract/reports.ts'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { readOnlyJournal } from '#server/journal/day-of.ts'
import { bundledMonths } from '#server/reports/bundles.ts'
import { deviceShares } from '#server/reports/device-shares.ts'
import { type Facts, openFacts } from '#server/reports/facts.ts'
import { FACTS_FILE } from '#server/reports/facts-file.ts'
import { makeReasons } from '#server/reports/reasons.ts'
import { makeReport } from '#server/reports/report.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { type Figure, figureOf, ratiosOf } from './figures.ts'

/**
 * Gathers the facts of a year's journal once, then asks for every report five times, with what citizens answered, and beside each for what SQLite
 * alone can say of the same rows: counts and means by day, no median. Tells what it took as JSON.
 *
 *     node scripts/bench/reports.ts DATA_FOLDER
 */
interface Timed {
  readonly ms: number
  readonly cpuMs: number
}

const [folder = ''] = process.argv.slice(2)
const ROUNDS = 5
const DAY = 86_400_000
const dayBefore = (days: number) => serviceDayOf(Date.now() - days * DAY, demoOffice)
// The days of year.ts end yesterday.
const YEARS = { from: dayBefore(365), to: dayBefore(0) }

const journal = readOnlyJournal(folder)
const open = () =>
  openFacts({
    folder,
    journal,
    office: () => demoOffice,
    now: Date.now,
    onTrouble: (error) => {
      throw error
    },
  })
const facts = open()

const gathered = await timed(() => facts.settle())
const today = serviceDayOf(Date.now(), demoOffice)
const floor: number[] = []
const reports = []
for (const by of REPORT_BY) {
  const own: Timed[] = []
  const bare: number[] = []
  let rows = 0
  for (let round = 0; round < ROUNDS; round++) {
    const sql = 'SELECT day, count(*), avg(wait_ms), avg(service_ms) FROM stop GROUP BY day'
    bare.push((await timed(() => facts.all(sql))).ms)
    own.push(
      await timed(async () => {
        rows = (await report(facts, by)).rows.length
      }),
    )
  }
  floor.push(...bare)
  const ms = own.map((one) => one.ms)
  reports.push({ by, ms: figureOf(ms), cpuMs: figureOf(own.map((one) => one.cpuMs)), ratio: ratiosOf(ms, bare), rows })
}
const reasons = await timesOf(ROUNDS, async () => {
  const about = { monthOf: bundledMonths(facts, () => today), office: demoOffice, today, madeAt: Date.now() }
  const made = await makeReasons({ ...YEARS, by: 'month' }, about)
  if (!made.conserved || made.channels.every(({ told }) => told === 0)) throw new Error('no reasons are told')
})
const answers = (await facts.all<{ many: number }>('SELECT count(*) AS many FROM rating'))[0]?.many ?? 0
await facts.close()

// As after a start: nothing of facts.db was read, and the day under way is folded from its first record.
const first = await timesOf(ROUNDS, async () => {
  const fresh = open()
  await report(fresh, 'class')
  await fresh.close()
})
journal.close()

const megabytes = statSync(join(folder, FACTS_FILE)).size / 2 ** 20
const { ms: gatherMs, cpuMs: gatherCpuMs } = gathered
console.log(
  JSON.stringify({ gatherMs, gatherCpuMs, megabytes, bare: figureOf(floor), reports, answers, first, reasons }),
)

async function report(from: Facts, by: Report['by']): Promise<Report> {
  const { name, timeZone } = demoOffice
  const shares = deviceShares(bundledMonths(from, () => today))
  const about = { facts: from, office: name, timeZone, madeAt: Date.now(), thresholdMs: 1_800_000, shares }
  const made = await makeReport({ ...YEARS, by }, about)
  if (!made.conserved || made.total.satisfiedShare === null) throw new Error(`the report by ${by} does not add up`)
  return made
}

async function timesOf(rounds: number, work: () => Promise<void>): Promise<{ ms: Figure; cpuMs: Figure }> {
  const own: Timed[] = []
  for (let round = 0; round < rounds; round++) own.push(await timed(work))
  return { ms: figureOf(own.map(({ ms }) => ms)), cpuMs: figureOf(own.map(({ cpuMs }) => cpuMs)) }
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { ms: performance.now() - began, cpuMs: (user + system) / 1_000 }
}
