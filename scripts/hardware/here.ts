import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bounded } from '../bounded.ts'
import { root } from '../setup.cjs'
import type { Result } from './result.ts'

/** Runs spec files on this computer, one after the other, each within its limit and leaving nothing behind. */
export async function runHere(specs: readonly string[], told: (result: Result) => void, witness = ''): Promise<void> {
  for (const spec of specs) {
    const ended = await bounded(process.execPath, [spec], { cwd: root, env: process.env, limitMs: 400_000 })
    const left = ended.leftRunning.length > 0 ? `\nleft running: ${ended.leftRunning.join(' · ')}` : ''
    const code = left === '' ? ended.code : 1
    told({ name: spec, code, output: `${witness}${ended.output}${left}`, tookMs: ended.tookMs })
  }
}

/** The specs of a pattern that have one of the words in their name; none is a mistake of whoever typed them. */
export function specsNamed(pattern: string, words: readonly string[]): string[] {
  const specs = globSync(pattern, { cwd: root }).sort()
  const chosen = specs.filter((spec) => words.length === 0 || words.some((word) => spec.includes(word)))
  if (chosen.length === 0) throw new Error(`no spec of ${pattern} is named ${words.join(' or ')}`)
  return chosen
}

/** The drivers' own specs that speak over pseudo-terminals: a kernel's serial line without the copper. */
export async function runOnPseudoTerminals(words: readonly string[], told: (result: Result) => void): Promise<void> {
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
  const terminals = globSync('test/kit/*.ts', { cwd: root }).filter(
    (kit) => kit.endsWith('/pty.ts') || textOf(kit).includes("'./pty.ts'"),
  )
  const specs = specsNamed('test/drivers/*.ts', words).filter((spec) =>
    terminals.some((kit) => textOf(spec).includes(kit.replace('test', '..'))),
  )
  const real = 'real: pseudo-terminals and line discipline of this kernel · native serialport · the serial drivers\n'
  const emulated = 'emulated: the copper (socat) · printer, Modbus slaves, signs and scanner at its end\n'
  await runHere(specs, told, `${real}${emulated}`)
}
