import { stripped } from '../setup.cjs'
import { runHere, specsNamed } from './here.ts'
import type { Result } from './result.ts'

/** Cuts the power of whole virtual machines; each cut costs the better part of a minute, so it is asked for by name. */
export async function runPowerCuts(words: readonly string[], told: (result: Result) => void): Promise<void> {
  await stripped(process.execPath)
  await runHere(specsNamed('test/hardware/power/*.ts', words), told)
}
