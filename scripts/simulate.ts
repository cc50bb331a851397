import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { liveADay } from './simulate/day.ts'
import { dayTable } from './simulate/day-table.ts'
import { examine, type Finding, readJournal } from './simulate/examine.ts'
import { examineMonth } from './simulate/month/examine.ts'
import { liveAMonth } from './simulate/month.ts'
import { POLICIES, type Policy } from './simulate/ward.ts'

/**
 * Lives through a ward's day over the real hub and real sockets, prints the day's table, and holds the journal against every
 * promise. Ends with code 1 when one is broken.
 *
 *     npm run simulate -- --people 400
 *     npm run simulate -- --policy all
 *     npm run simulate -- --people 400 --policy ratio --speed 60 --seed 7 --hours 8 --keep
 *     npm run simulate -- --days 30 [--people 250]
 *
 * The seed fixes who comes, when, and what each of them does; how their steps interleave depends on the machine, as it does in
 * a hall. `--speed` is how many times faster than life; `--keep` leaves the data folder behind. `--policy all` lives through
 * three days, one for each policy, each a third as long and with a third of the people. `--days` fills so many days event by
 * event, without the wires, and holds reports, ratings, ranking, exports, copies and the chain against what people remember.
 */
const usage =
  'npm run simulate -- [--days 30] [--people 400] [--policy head-start|ratio|strict|all] [--hours 8] [--speed 240] [--seed 1] [--keep]'

const options = read()
if (options?.days) {
  await liveAndExamineMonth(options.days, options)
} else if (options) {
  const { policies, people, hours } = options
  const share = policies.length
  const ended: string[] = []
  for (const policy of policies) {
    const day = { ...options, policy, people: Math.ceil(people / share), hours: Math.max(0.25, hours / share) }
    ended.push(await liveAndExamine(day))
  }
  console.log(`\n${ended.join('\n')}`)
}

/** A month, and what was found in it. */
async function liveAndExamineMonth(
  days: number,
  { people, seed, keep }: { people: number; seed: number; keep: boolean },
) {
  const began = performance.now()
  console.log(`\n${days} days of ${people} people, seed ${seed}\n`)
  const month = await liveAMonth({ days, people, seed, say: (line) => console.log(line) })
  const lived = performance.now()
  console.log('')
  const findings = await examineMonth(month)
  const records = month.hub.road.queue().seq
  await month.hub.close()
  told(findings)
  const refusals = [...month.diary.told.refusals].map(([code, times]) => `${code} ${times}`).join(', ')
  console.log(`\n  refused, as it should be: ${refusals || 'nothing'}`)
  if (keep) console.log(`  kept: ${month.dataFolder}`)
  else rmSync(month.dataFolder, { recursive: true, force: true })
  const broken = findings.flatMap(({ violations }) => violations)
  if (broken.length > 0) process.exitCode = 1
  const seconds = (from: number, to: number) => Math.round((to - from) / 1_000)
  console.log(
    `\n${broken.length} violations in ${records} records (lived in ${seconds(began, lived)} s, examined in ${seconds(lived, performance.now())} s)`,
  )
}

/** Each check with how often it was looked at, and the first things that are wrong. */
function told(findings: readonly Finding[]): void {
  for (const { check, count, violations } of findings) {
    console.log(`  ${violations.length === 0 ? '✓' : '✘'} ${check.padEnd(78)} ${String(count).padStart(6)}`)
    for (const violation of violations.slice(0, 10)) console.log(`      ${violation}`)
    if (violations.length > 10) console.log(`      … and ${violations.length - 10} more`)
  }
}

type Day = Omit<Parameters<typeof liveADay>[0], 'say'> & { readonly keep: boolean }

/** One day and what was found in it; says in one line how it ended. */
async function liveAndExamine(options: Day): Promise<string> {
  const began = performance.now()
  console.log(`\nA day of ${options.people} people by ${options.policy}, seed ${options.seed}\n`)
  const day = await liveADay({ ...options, say: (line) => console.log(line) })
  const { records } = readJournal(day.dataFolder)
  console.log(`\n${dayTable(day.report, records)}\n`)

  const findings = examine(day)
  const broken = findings.flatMap(({ violations }) => violations)
  told(findings)
  const refusals = [...day.notebook.refusals].map(([code, times]) => `${code} ${times}`).join(', ')
  console.log(`\n  refused, as it should be: ${refusals || 'nothing'}`)
  const lags = day.boards.lagOf(day.notebook.seen()).sort((a, b) => a - b)
  const p99 = lags[Math.ceil(lags.length * 0.99) - 1]
  if (p99 !== undefined)
    console.log(`  boards showed a change within ${Math.round(p99)} ms of its answer (p99, real time)`)
  if (options.keep) console.log(`  kept: ${day.dataFolder}`)
  else rmSync(day.dataFolder, { recursive: true, force: true })
  const seconds = Math.round((performance.now() - began) / 1_000)
  if (broken.length > 0) process.exitCode = 1
  return `${options.policy}: ${broken.length} violations in ${records.length} records (${seconds} s)`
}

function read() {
  try {
    const { values } = parseArgs({
      options: {
        days: { type: 'string' },
        people: { type: 'string' },
        policy: { type: 'string', default: 'head-start' },
        hours: { type: 'string', default: '8' },
        speed: { type: 'string', default: '240' },
        seed: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
      },
    })
    return {
      days: values.days === undefined ? null : within('days', values.days, 1, 62, true),
      people: within('people', values.people ?? (values.days === undefined ? '400' : '250'), 1, 20_000, true),
      policies: policiesOf(values.policy),
      hours: within('hours', values.hours, 0.25, 12),
      speed: within('speed', values.speed, 1, 1_000),
      seed: within('seed', values.seed, 0, 2 ** 32 - 1, true),
      keep: values.keep,
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exitCode = 2
    return null
  }
}

function policiesOf(given: string): Policy[] {
  const known = Object.keys(POLICIES) as Policy[]
  if (given === 'all') return known
  const policy = known.find((one) => one === given)
  if (!policy) throw new Error(`--policy ${given}: it should be ${known.join(', ')} or all.`)
  return [policy]
}

function within(name: string, given: string, least: number, most: number, whole = false): number {
  const value = Number(given)
  if (given.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    throw new Error(`--${name} ${given}: it should be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`)
  }
  return value
}
