import { execFile } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { benchBoards } from './bench/boards.ts'
import { benchCity } from './bench/city.ts'
import { benchDesk, type Percentiles } from './bench/desk.ts'
import { type Figure, figureOf, told } from './bench/figures.ts'
import { benchIssue } from './bench/issue.ts'
import { canSlowSyncs, furnished, startHub } from './bench/servers.ts'
import { benchStart } from './bench/start.ts'
import { benchWrites } from './bench/writes.ts'

/**
 * Measures the hub against the same libraries with nothing of ours between them, side by side in one run, and prints figures
 * and ratios. Bounded: about five minutes.
 *
 *     npm run bench
 *     npm run bench -- issue boards      only these: issue, boards, desk, start, slips, writes, year, reports, city
 *
 * Ratios are the middle of each round's own ratio: both sides share the noise of their minute. A figure is told as
 * `middle (least–most)`.
 */
const run = promisify(execFile)
const PARTS = { issue, boards, desk, start, slips, writes, year, reports, city } as const
// What an SSD without a battery needs for one sync; cards need more.
const SLOWER_SYNC_MS = 3

const wanted = read()
if (wanted) {
  const began = performance.now()
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  )
  for (const part of wanted) await PARTS[part]()
  console.log(`\n${Math.round((performance.now() - began) / 1_000)} s`)
}

function read(): (keyof typeof PARTS)[] | null {
  const all = Object.keys(PARTS) as (keyof typeof PARTS)[]
  try {
    const { positionals } = parseArgs({ allowPositionals: true })
    const unknown = positionals.find((word) => !(word in PARTS))
    if (unknown !== undefined) throw new Error(`"${unknown}" is not measured.`)
    return positionals.length === 0 ? all : all.filter((part) => positionals.includes(part))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nnpm run bench -- [${all.join('] [')}]`)
    process.exitCode = 2
    return null
  }
}

async function issue(): Promise<void> {
  heading('Durable tickets over HTTP, a second', 'aim: ratio ≥ 0.8 at 1 at once, ≥ 3 at 64')
  for (const slower of canSlowSyncs() ? [0, SLOWER_SYNC_MS] : [0]) {
    const disk = slower > 0 ? `sync + ${slower} ms` : 'disk as it is'
    for (const atOnce of [1, 8, 64]) {
      const { hub, bare, ratio, hubP99Ms, bareP99Ms, hubCpuMs, bareCpuMs } = await benchIssue(atOnce, slower)
      line(`${disk}, ${atOnce} at once`, hub, bare, ratio, 0)
      // A traced process is not the one whose time we could read.
      const cpu = slower > 0 ? '' : `; CPU a ticket ${hubCpuMs.toFixed(2)} / ${bareCpuMs.toFixed(2)} ms`
      console.log(`${' '.repeat(30)}p99 ${hubP99Ms.toFixed(1)} / ${bareP99Ms.toFixed(1)} ms${cpu}`)
    }
  }
  if (!canSlowSyncs()) console.log('  not measured on a slower disk: strace is not on this machine')
}

async function boards(): Promise<void> {
  heading('From the call to the last board, ms', 'aim: ratio ≤ 1.5 at 200; the hub commits to the disk in between')
  for (const many of [1, 50, 200]) {
    const { hub, bare, ratio, pictureBytes } = await benchBoards(many)
    line(`${many} boards (${pictureBytes} B)`, hub, bare, ratio, 1)
  }
}

async function desk(): Promise<void> {
  heading('From an officer’s key to its answer, ms', 'aim: p95 ≤ 150; the hub commits to the disk in between')
  const cells = ({ p50, p95, p99 }: Percentiles) =>
    `p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)}`
  const alone = await benchDesk({ screens: 0, waiting: 0 })
  const full = await benchDesk({ screens: 60, waiting: 300 })
  for (const { screens, waiting, answer, picture, leader } of [alone, full]) {
    console.log(`  ${screens} boards, ${waiting} more waiting`)
    console.log(`    ${'answered'.padEnd(26)}${cells(answer)}`)
    console.log(`    ${'shown on the desk'.padEnd(26)}${cells(picture)}`)
    console.log(`    ${'the leader’s figures'.padEnd(26)}${cells(leader)}`)
  }
  console.log(`  a full hall costs the answer ×${(full.answer.p95 / alone.answer.p95).toFixed(2)} at p95`)
}

async function start(): Promise<void> {
  heading('Start and memory', 'aim: start ≤ 2, memory ≤ 1.5')
  const result = await benchStart()
  line('start to first answer, ms', result.hubMs, result.bareMs, result.ratioMs, 0)
  line('processor time for it, ms', result.hubCpuMs, result.bareCpuMs, result.ratioCpu, 0)
  line('memory when idle, MB', result.hubMb, result.bareMb, result.ratioMb, 0)
  console.log(`  the very first start, with furnishing: ${Math.round(result.firstMs)} ms`)
}

async function slips(): Promise<void> {
  heading('Drawing a slip', '')
  const result = (await inItsOwnProcess('slips.ts', [])) as {
    firstMs: number
    wide: Figure
    narrow: Figure
    firstMb: number
    after200Mb: number
  }
  console.log(
    `  80 mm ${told(result.wide)} ms, 58 mm ${told(result.narrow)} ms, the first ${result.firstMs.toFixed(0)} ms`,
  )
  console.log(
    `  memory + ${result.firstMb.toFixed(0)} MB with the first, + ${result.after200Mb.toFixed(0)} MB after 200`,
  )
}

async function writes(): Promise<void> {
  heading('What wears a card out', 'aim: ≤ 24 KiB an operation')
  const { operations, writtenKib, askedKib, slips } = await benchWrites()
  console.log(`  ${operations} operations with ${slips} slips, one by one, checkpoints included`)
  console.log(
    `  ${writtenKib.toFixed(1)} KiB reach the disk for each, ${askedKib.toFixed(1)} KiB were written to files`,
  )
}

async function year(): Promise<void> {
  heading('A year of a big ward: 250 days of 1,200 tickets', '')
  const { folder } = await furnished()
  const result = (await inItsOwnProcess('year.ts', [folder, '250', '1200'])) as {
    tickets: number
    records: number
    megabytes: number
    verifyMs: number
    foldMs: number
  }
  const rate = (ms: number) => `${Math.round(result.records / (ms / 1_000)).toLocaleString('en')} records/s`
  console.log(`  ${result.tickets} tickets, ${result.records} records, ${result.megabytes.toFixed(0)} MB`)
  console.log(`  every hash verified in ${(result.verifyMs / 1_000).toFixed(1)} s (${rate(result.verifyMs)})`)
  console.log(`  every record folded in ${(result.foldMs / 1_000).toFixed(1)} s (${rate(result.foldMs)})`)
  const starts: number[] = []
  for (let round = 0; round < 4; round++) {
    const hub = await startHub(folder)
    starts.push(hub.startMs)
    await hub.stop()
  }
  // The first of them turns the day.
  const again = figureOf(starts.slice(1))
  console.log(`  a hub starts over it in ${told(again, 0)} ms; only the running day is replayed`)
}

async function reports(): Promise<void> {
  heading('Reports over a year of 300,000 tickets', 'aim: under 1 s each')
  const { folder } = await furnished()
  await inItsOwnProcess('year.ts', [folder, '250', '1200'])
  const result = (await inItsOwnProcess('reports.ts', [folder])) as {
    gatherMs: number
    gatherCpuMs: number
    megabytes: number
    bare: Figure
    reports: { by: string; ms: Figure; cpuMs: Figure; ratio: Figure; rows: number }[]
    answers: number
    first: { ms: Figure; cpuMs: Figure }
    reasons: { ms: Figure; cpuMs: Figure }
  }
  const { gatherMs, gatherCpuMs, megabytes, bare, answers, first, reasons } = result
  console.log(
    `  gathered from the journal once: ${(gatherMs / 1_000).toFixed(0)} s in slices, ${(gatherCpuMs / 1_000).toFixed(0)} s of processor, ${megabytes.toFixed(0)} MB`,
  )
  console.log(`  floor: SQLite counts and means by day, over the same rows: ${told(bare, 0)} ms; ${answers} answers`)
  for (const { by, ms, cpuMs, ratio, rows } of result.reports) {
    console.log(
      `  by ${by.padEnd(14)}${told(ms, 0).padEnd(20)}ms   processor ${told(cpuMs, 0).padEnd(20)}ms   ratio ${told(ratio, 2)}   ${rows} rows`,
    )
  }
  for (const [what, { ms, cpuMs }] of Object.entries({ 'first after a start': first, 'reasons by month': reasons }))
    console.log(`  ${what.padEnd(22)}${told(ms, 0).padEnd(20)}ms   processor ${told(cpuMs, 0)} ms`)
}

async function city(): Promise<void> {
  heading('A city’s page over its halls, ms', 'aim: p95 ≤ 2,000 over 168')
  const { halls, kilobytes, ...parts } = await benchCity()
  console.log(`  ${halls} halls, each speaking every ten seconds; ${kilobytes.toFixed(0)} kB a picture`)
  const names = { data: 'the figures', table: 'the table (CSV)', page: 'page, never seen before', again: 'page, again' }
  for (const [part, { p50, p95, p99 }] of Object.entries(parts)) {
    const name = names[part as keyof typeof parts]
    console.log(`    ${name.padEnd(26)}p50 ${p50.toFixed(0)}  p95 ${p95.toFixed(0)}  p99 ${p99.toFixed(0)}`)
  }
}

async function inItsOwnProcess(script: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'bench', script), ...args])
  return JSON.parse(stdout)
}

function heading(what: string, aim: string): void {
  console.log(`\n${what}${aim ? `  (${aim})` : ''}`)
}

function line(what: string, hub: Figure, bare: Figure, ratio: Figure, digits: number): void {
  const cells = [`hub ${told(hub, digits)}`, `bare ${told(bare, digits)}`, `ratio ${told(ratio, 2)}`]
  console.log(`  ${what.padEnd(28)}${cells[0]?.padEnd(24)}${cells[1]?.padEnd(24)}${cells[2]}`)
}
