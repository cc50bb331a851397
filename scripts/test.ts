import { globSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { bounded, type Ended, endAll } from './bounded.ts'
import { type Count, countSpec, headsOf } from './count.ts'
import { apps, debian, packages, root } from './setup.cjs'

/**
 * Runs everything that can say "no" to a change: types, style, borders, then each test file in its own process.
 *
 *     npm test                      all of it
 *     npm test -- printer kiosk     only what has one of these words in its name
 *
 * A run is green only when something ran, each file counted at least one test, ended by itself with code 0, and left
 * no process behind. The last line is always `N passed, N failed, N skipped`; what failed stands right above it.
 */
const words = process.argv.slice(2)
// `npm run test:kiosk` tries every way out of a kiosk, one key after the other.
const LONGEST_MS = process.env.LUOT_KIOSK_ALL === '1' ? 1_200_000 : 300_000
const scratch = mkdtempSync(join(roomForScratch(), 'luot-test-'))
const compiled = join(scratch, 'compiled')
const isChosen = ({ name }: Job) => words.length === 0 || words.some((word) => name.includes(word))
const chosenChecks = checks().filter(isChosen)
const chosenSpecs = specs().filter(isChosen)
const running = new Map<Job, Promise<void>>()
const sum = { passed: 0, failed: 0, skipped: 0 }
const failures: { name: string; heads: string[] }[] = []
const took: { name: string; ms: number }[] = []
let absent: string[] = []

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll()
    finish(`stopped by ${signal}`)
  })
}

if (chosenChecks.length + chosenSpecs.length === 0) finish(`no test matches ${words.join(' or ')}`)
// apt-get waits for the network, the build and the checks want one core each, and no check needs either.
await Promise.all([bringDebianPackages(), buildScreens(), workOff(chosenChecks)])
const patient = chosenSpecs.filter(({ waits }) => waits)
const busy = chosenSpecs.filter(({ waits }) => !waits)
await Promise.all([workOff(busy), workOff(busy), workOff(patient)])
finish()

interface Job {
  name: string
  args: string[]
  limitMs: number
  /**
   * What it does with Chromium. The screens of the hall keep times, and are touched by the clock: beside one of them no other
   * browser runs. Pages of the staff and of citizens are looked at in their own time, two at once at most.
   */
  browser: 'none' | 'page' | 'screen'
  /** Waits for real time more than it works, and says why in a line of its own: such files run as a third beside two others. */
  waits: boolean
  count(ended: Ended): Count
}

function checks(): Job[] {
  const tsc = (project: string): [string, string[]] => [
    `types of ${project === '.' ? 'everything Node runs' : project}`,
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', project],
  ]
  const all: [string, string[]][] = [
    tsc('.'),
    tsc('core'),
    tsc('web'),
    ['style (biome)', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off']],
    ['borders and habits (scripts/check.ts)', ['scripts/check.ts']],
    [
      'files and packages nobody uses (knip)',
      ['node_modules/knip/bin/knip.js', '--no-progress', '--include=files,dependencies,unlisted'],
    ],
  ]
  const count = ({ code }: Ended): Count => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
  return all.map(([name, args]) => ({ name, args, limitMs: 120_000, browser: 'none', waits: false, count }))
}

function specs(): Job[] {
  const notTests = /^test\/(kit|laws|fixtures|hardware|soak|browser\/pages)\//
  const files = globSync('test/**/*.ts', { cwd: root }).filter((file) => !notTests.test(file))
  const jobs = files.sort().map((file): Job => {
    const text = textOf(file)
    const opens = /kit\/(browser|desks)/.test(text)
    const browser = !opens ? 'none' : /\/(kiosk|display|lookup|rating)-/.test(file) ? 'screen' : 'page'
    const waits = /^(?:\/\/| \*|\/\*\*) Waits for real time: \S/m.test(text)
    return { name: file, args: [file], limitMs: LONGEST_MS, browser, waits, count: countSpec }
  })
  // The screens come first, for only one of them runs at a time, and the smallest last: then no worker ends long before the other.
  const small = /^test\/(domain|web|contract|drivers)\//
  const turn = ({ name, browser }: Job) => (browser === 'screen' ? 0 : small.test(name) ? 2 : 1)
  return jobs.sort((one, other) => turn(one) - turn(other))
}

async function bringDebianPackages(): Promise<void> {
  const namedIn: [keyof typeof packages, RegExp][] = [
    ['chromium', /kit\/browser/],
    ['xvfb', /kit\/browser-(seat|lock\b)/],
    ['xdotool', /kit\/browser-(seat|lock\b)/],
    ['imagemagick', /kit\/browser-(seat|lock\b)/],
    ['xwininfo', /kit\/browser-(seat|lock\b)/],
    ['sway', /\bsway\b/],
    ['alsa', /aplay/],
    ['zbar', /zbarimg/],
    ['tesseract', /tesseract/],
    ['vietnamese', /tesseract/],
    ['python', /python3/],
    ['espeak', /espeak|speech/],
    ['postgres', /postgres/],
    ['socat', /socat/],
    ['shellcheck', /shellcheck/],
    ['nft', /\bnft\b/],
  ]
  const texts = [...chosenSpecs.map(({ args }) => args[0]!), ...globSync('test/{kit,laws}/*.ts', { cwd: root })].map(
    textOf,
  )
  const wanted = namedIn.filter(([, named]) => texts.some((text) => named.test(text))).map(([key]) => packages[key])
  absent = await debian(wanted, { again: true })
}

async function buildScreens(): Promise<void> {
  if (words.length > 0 && !chosenSpecs.some(({ browser }) => browser !== 'none')) return
  try {
    await apps(process.execPath)
    tell('✓', 'the screens build')
    sum.passed++
  } catch (error) {
    fail('the screens build', (error as Error).message)
    sum.failed++
  }
}

/** Takes one job after the other until none is left; what may not run beside what runs now waits for its end. */
async function workOff(jobs: Job[]): Promise<void> {
  while (jobs.length > 0) {
    const next = jobs.findIndex(mayRun)
    if (next < 0) {
      await Promise.race(running.values())
      continue
    }
    const [job] = jobs.splice(next, 1)
    const run = runJob(job!)
    running.set(job!, run)
    await run
    running.delete(job!)
  }
}

function mayRun({ browser, waits }: Job): boolean {
  if (browser === 'none') return true
  const open = [...running.keys()].filter((other) => other.browser !== 'none')
  // Three browsers on two cores make even patient tests late.
  if (open.length > 1) return false
  if (waits) return true
  const busyOnes = open.filter((other) => !other.waits)
  return browser === 'screen' ? busyOnes.length === 0 : busyOnes.every((other) => other.browser === 'page')
}

async function runJob(job: Job): Promise<void> {
  if (job.browser !== 'none' && absent.includes('chromium')) {
    tell('-', `${job.name}  skipped: chromium is not on this machine`)
    sum.skipped++
    return
  }
  const { LUOT_PORT, LUOT_DATA, LUOT_HOST, ...inherited } = process.env
  // What one test has compiled the next one finds: loading the hub is most of what a small test costs.
  // Whoever runs everything looks at no picture of it.
  const LUOT_SHOTS = inherited.LUOT_SHOTS ?? (words.length === 0 ? '0' : '1')
  const compiling = { TMPDIR: scratch, NODE_COMPILE_CACHE: compiled }
  const env = { ...inherited, ...compiling, LUOT_SHOTS, NO_COLOR: '1', FORCE_COLOR: undefined }
  const ended = await bounded(process.execPath, job.args, { cwd: root, env, limitMs: job.limitMs })
  took.push({ name: job.name, ms: ended.tookMs })
  const count = job.count(ended)
  const faults = [
    ended.tooLong && `not finished after ${job.limitMs / 1000} s`,
    ended.leftRunning.length > 0 && `left running: ${ended.leftRunning.join(' · ')}`,
    !ended.tooLong && ended.code !== 0 && `ended with code ${ended.code}`,
  ].filter((fault) => fault !== false)
  if (faults.length > 0 && count.failed === 0) count.failed = 1
  sum.passed += count.passed
  sum.failed += count.failed
  sum.skipped += count.skipped
  const seconds = `${(ended.tookMs / 1000).toFixed(1)} s`
  if (count.failed > 0) {
    const why = faults.length > 0 ? faults.join(', ') : 'counted no test'
    fail(`${job.name}: ${why} (${seconds})`, ended.output)
    return
  }
  tell('✓', `${job.name}  ${count.passed} passed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''} (${seconds})`)
  for (const reason of ended.output.match(/^skipped: .*$/gm) ?? []) console.log(`    ${reason}`)
}

function fail(what: string, output: string): void {
  failures.push({ name: what, heads: headsOf(output) })
  console.log(`\n✘ ${what}\n${output.trim().replace(/^/gm, '    ')}\n`)
}

function tell(sign: string, line: string): void {
  console.log(`${sign} ${line}`)
}

/**
 * Memory where this machine has enough of it, else the disk: every record of every hub waits until the disk has it, which proves
 * nothing here (what a power cut leaves of a disk is tried by `npm run test:hardware`).
 */
function roomForScratch(): string {
  const memory = '/dev/shm'
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((line) => line.split(' ')[1] === memory)
  // Some tests lay programs there and start them.
  if (mount === undefined || /\bnoexec\b|\bro\b/.test(mount.split(' ')[3] ?? '')) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 2e9 && freemem() > 5e9 ? memory : tmpdir()
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function finish(trouble?: string): never {
  rmSync(scratch, { recursive: true, force: true })
  if (trouble !== undefined) {
    console.log(trouble)
    sum.failed++
  }
  const longest = took.sort((one, other) => other.ms - one.ms).slice(0, 8)
  const slow = longest.map(({ name, ms }) => `${name} ${(ms / 1000).toFixed(0)} s`)
  if (took.length > 8)
    console.log(`\nall in ${(performance.now() / 1000).toFixed(0)} s; the longest: ${slow.join(', ')}`)
  // Where only the end of a long run is shown, what failed must stand there.
  if (failures.length > 0) console.log('\nfailed:')
  for (const { name, heads } of failures) console.log([`  ${name}`, ...heads.map((line) => `    ${line}`)].join('\n'))
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exit(sum.failed === 0 ? 0 : 1)
}
