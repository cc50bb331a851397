import { statSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_BY } from '#core/contract/reports.ts'
import { readOnlyJournal } from '#server/journal/day-of.ts'
import { openFacts } from '#server/reports/facts.ts'
import { FACTS_FILE } from '#server/reports/facts-file.ts'
import { makeReport } from '#server/reports/report.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { figureOf, ratiosOf } from './figures.ts'

/**
 * Gathers the facts of a year's journal once, then asks for every report five times, and beside each for what SQLite alone can say of the
 * same rows: counts and means by day, no median. Tells what it took as JSON.
 *
 *     node scripts/bench/reports.ts DATA_FOLDER
 */
const [folder = ''] = process.argv.slice(2)
const ROUNDS = 5
const ALL = { from: '2000-01-01', to: '2100-12-31' }

const journal = readOnlyJournal(folder)
const facts = openFacts({
  folder,
  journal,
  office: () => demoOffice,
  now: Date.now,
  onTrouble: (error) => {
    throw error
  },
})

const gathered = await timed(() => facts.settle())
const floor: number[] = []
const reports = []
for (const by of REPORT_BY) {
  const own: { ms: number; cpuMs: number }[] = []
  const bare: number[] = []
  let rows = 0
  for (let round = 0; round < ROUNDS; round++) {
    const sql = 'SELECT day, count(*), avg(wait_ms), avg(service_ms) FROM stop GROUP BY day'
    bare.push((await timed(() => facts.all(sql))).ms)
    own.push(
      await timed(async () => {
        const { name, timeZone } = demoOffice
        const about = { facts, office: name, timeZone, madeAt: Date.now(), thresholdMs: 1_800_000 }
        const report = await makeReport({ ...ALL, by }, about)
        if (!report.conserved) throw new Error(`the report by ${by} does not add up`)
        rows = report.rows.length
      }),
    )
  }
  floor.push(...bare)
  const ms = own.map((one) => one.ms)
  reports.push({ by, ms: figureOf(ms), cpuMs: figureOf(own.map((one) => one.cpuMs)), ratio: ratiosOf(ms, bare), rows })
}
await facts.close()
journal.close()

const megabytes = statSync(join(folder, FACTS_FILE)).size / 2 ** 20
const { ms: gatherMs, cpuMs: gatherCpuMs } = gathered
console.log(JSON.stringify({ gatherMs, gatherCpuMs, megabytes, bare: figureOf(floor), reports }))

async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpuMs: number }> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { ms: performance.now() - began, cpuMs: (user + system) / 1_000 }
}
