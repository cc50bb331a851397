import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bounded, type Ended, endAll } from './bounded.ts'
import { type Count, countSpec } from './count.ts'
import { apps, debian, packages, root } from './setup.cjs'

/**
 * Runs everything that can say "no" to a change: types, style, borders, then each test file in its own process.
 *
 *     npm test                      all of it
 *     npm test -- printer kiosk     only what has one of these words in its name
 *
 * A run is green only when something ran, each file counted at least one test, ended by itself with code 0, and left
 * no process behind. The last line is always `N passed, N failed, N skipped`.
 */
const words = process.argv.slice(2)
// `npm run test:kiosk` tries every way out of a kiosk, one key after the other.
const LONGEST_MS = process.env.LUOT_KIOSK_ALL === '1' ? 1_200_000 : 300_000
const scratch = mkdtempSync(join(tmpdir(), 'luot-test-'))
const chosen = [...checks(), ...specs()].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)
const sum = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
let browserRuns = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll()
    finish(`stopped by ${signal}`)
  })
}

if (chosen.length === 0) finish(`no test matches ${words.join(' or ')}`)
const absent = await bringDebianPackages()
if (words.length === 0 || chosen.some(({ browser }) => browser)) await buildScreens()
await Promise.all([workOff(), workOff()])
finish()

interface Job {
  name: string
  args: string[]
  limitMs: number
  /** One at a time: two Chromiums on two cores make each other's measurements worthless. */
  browser: boolean
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
  return all.map(([name, args]) => ({ name, args, limitMs: 120_000, browser: false, count }))
}

function specs(): Job[] {
  const notTests = /^test\/(kit|laws|fixtures|hardware|soak|browser\/pages)\//
  const files = globSync('test/**/*.ts', { cwd: root }).filter((file) => !notTests.test(file))
  return files.sort().map((file) => {
    const browser = /kit\/browser/.test(textOf(file))
    return { name: file, args: [file], limitMs: LONGEST_MS, browser, count: countSpec }
  })
}

async function bringDebianPackages(): Promise<string[]> {
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
  const texts = [...chosen.map(({ args }) => args[0]!), ...globSync('test/{kit,laws}/*.ts', { cwd: root })].map(textOf)
  const wanted = namedIn.filter(([, named]) => texts.some((text) => named.test(text))).map(([key]) => packages[key])
  return debian(wanted, { again: true })
}

async function buildScreens(): Promise<void> {
  try {
    await apps(process.execPath)
    tell('✓', 'the screens build')
    sum.passed++
  } catch (error) {
    fail('the screens build', (error as Error).message)
    sum.failed++
  }
}

async function workOff(): Promise<void> {
  for (;;) {
    // Browser files come last in no particular hurry: whoever is free and may, takes the next.
    const next = chosen.findIndex(({ browser }) => !(browser && browserRuns))
    const [job] = next < 0 ? [] : chosen.splice(next, 1)
    if (!job) return
    if (job.browser) browserRuns = true
    await runJob(job)
    if (job.browser) browserRuns = false
  }
}

async function runJob(job: Job): Promise<void> {
  if (job.browser && absent.includes('chromium')) {
    tell('-', `${job.name}  skipped: chromium is not on this machine`)
    sum.skipped++
    return
  }
  const { LUOT_PORT, LUOT_DATA, LUOT_HOST, ...inherited } = process.env
  const env = { ...inherited, TMPDIR: scratch, NO_COLOR: '1', FORCE_COLOR: undefined }
  const ended = await bounded(process.execPath, job.args, { cwd: root, env, limitMs: job.limitMs })
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
    fail(job.name, `${ended.output.trim()}\n${job.name}: ${why} (${seconds})`)
    return
  }
  tell('✓', `${job.name}  ${count.passed} passed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''} (${seconds})`)
  for (const reason of ended.output.match(/^skipped: .*$/gm) ?? []) console.log(`    ${reason}`)
}

function fail(name: string, output: string): void {
  failures.push(name)
  console.log(`\n✘ ${name}\n${output.replace(/^/gm, '    ')}\n`)
}

function tell(sign: string, line: string): void {
  console.log(`${sign} ${line}`)
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
  if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exit(sum.failed === 0 ? 0 : 1)
}
