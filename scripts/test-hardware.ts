import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endAll } from './bounded.ts'
import { countSpec } from './count.ts'
import { runOnArm64 } from './hardware/arm64.ts'
import { runInGuest } from './hardware/guest.ts'
import { runOnPseudoTerminals } from './hardware/here.ts'
import { cache } from './hardware/kernel.ts'
import { forArm64, forDisks, forReadingPaper, forSerialLines, forVirtualMachine } from './hardware/packages.ts'
import { runPowerCuts } from './hardware/power.ts'
import type { Result } from './hardware/result.ts'
import { debian } from './setup.cjs'

/**
 * Runs the drivers against real kernels and real readers: what `npm test` leaves out because it takes minutes.
 *
 *     npm run test:hardware                  all but the power cuts
 *     npm run test:hardware -- x86           one part: serial · x86 · arm64 · power
 *     npm run test:hardware -- x86 gpio      of a part only the files that have a word in their name
 *
 * Each file says what of it was real and what was emulated, and the log in .tools/hardware/last-run.log keeps it. The
 * last line is always `N passed, N failed, N skipped`.
 */
const parts = {
  serial: { run: runOnPseudoTerminals, needs: forSerialLines },
  x86: { run: runInGuest, needs: [...forVirtualMachine, ...forReadingPaper] },
  arm64: { run: runOnArm64, needs: forArm64 },
  power: { run: runPowerCuts, needs: [...forVirtualMachine, ...forDisks] },
}
type Part = keyof typeof parts
const usual: Part[] = ['serial', 'x86', 'arm64']

const words = process.argv.slice(2)
const named = words.filter((word): word is Part => word in parts)
const chosen = named.length > 0 ? named : usual
const filter = words.filter((word) => !(word in parts))
const sum = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
const log: string[] = []

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll()
    finish(`stopped by ${signal}`)
  })
}

mkdirSync(cache, { recursive: true })
for (const part of chosen) {
  const { run, needs } = parts[part]
  say(`— ${part} —`)
  const missing = await debian(needs, { again: true })
  if (missing.length > 0) {
    fail(part, `not on this machine: ${missing.join(', ')}`)
    continue
  }
  try {
    await run(filter, told)
  } catch (error) {
    fail(part, (error as Error).stack ?? String(error))
  }
}
finish()

function told(result: Result): void {
  const { passed, failed, skipped } = countSpec(result)
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
  const seconds = `${(result.tookMs / 1000).toFixed(1)} s`
  if (failed > 0) {
    blame(result.name, `${result.output.trim()}\nended with code ${result.code} (${seconds})`)
    return
  }
  say(`✓ ${result.name}  ${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds})`)
  // Said in the middle of a test, such a line stands behind uvu's dots.
  for (const line of result.output.match(/\b(real|emulated|seen|skipped): .*$/gm) ?? []) say(`    ${line}`)
}

/** Something that is not one test failed: a whole part, or the run. */
function fail(name: string, output: string): void {
  sum.failed++
  blame(name, output)
}

function blame(name: string, output: string): void {
  failures.push(name)
  say(`\n✘ ${name}\n${output.replace(/^/gm, '    ')}\n`)
}

function say(line: string): void {
  log.push(line)
  console.log(line)
}

function finish(trouble?: string): never {
  if (trouble !== undefined) fail('this run', trouble)
  if (failures.length > 0) say(`\nfailed: ${failures.join(', ')}`)
  say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  writeFileSync(join(cache, 'last-run.log'), `${log.join('\n')}\n`)
  process.exit(sum.failed === 0 ? 0 : 1)
}
