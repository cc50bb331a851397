/**
 * Looks over a hub or an agent (LUOT_ROLE) and its machine, and says of each part how it is and what to do: `npm run doctor [-- --json]`.
 *
 * It only looks. The database is read in a copy of its own, so that the hub may run or stand, and nothing is ever written
 * beside it. Ends with 1 when there is a fault.
 */

import { rmSync } from 'node:fs'
import { CannotStart, type Config, readConfig, roleIn } from '#server/config.ts'
import type { Hall } from '#server/settings/hall.ts'
import { agent } from './doctor/agent.ts'
import { copyOfData, database, dataFolder, office, settingsIn } from './doctor/data.ts'
import { devices } from './doctor/devices.ts'
import { type Finding, fault, ok } from './doctor/finding.ts'
import { glass } from './doctor/glass.ts'
import { door, healthOf } from './doctor/hub.ts'
import { machine } from './doctor/machine.ts'
import { browser, fonts, node, screens, voice } from './doctor/program.ts'
import { wiring } from './doctor/wiring.ts'

async function examine(): Promise<Finding[]> {
  const findings = [node()]
  let config: Config
  try {
    config = readConfig(process.env)
  } catch (cause) {
    if (!(cause instanceof CannotStart)) throw cause
    return [...findings, fault('environment', cause.message, 'Set these variables right and ask again.')]
  }
  const health = await healthOf(config)
  findings.push(
    ok('environment', 'every LUOT_ variable can be used'),
    ...dataFolder(config),
    await door(config, health),
  )
  const copy = copyOfData(config.dataFolder)
  let hall: Hall | null = null
  try {
    findings.push(...(copy.folder === null ? [copy.finding] : database(copy.folder)))
    const settings = copy.folder === null ? null : settingsIn(copy.folder)
    if (settings) findings.push(...office(settings.office, settings.hall), ...(await devices(settings.hall, health)))
    hall = settings?.hall ?? null
  } finally {
    if (copy.folder !== null) rmSync(copy.folder, { recursive: true, force: true })
  }
  return [
    ...findings,
    ...(await machine()),
    ...(await wiring(hall)),
    ...glass(),
    await voice(config),
    fonts(),
    screens(config),
    browser(),
  ]
}

function told(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ part }) => part.length))
  return findings
    .map(({ part, state, says, toDo }) => {
      const line = `${state.padEnd(5)}  ${part.padEnd(width)}  ${says}`
      return toDo === undefined ? line : `${line}\n${' '.repeat(width + 9)}→ ${toDo}`
    })
    .join('\n')
}

const wishes = process.argv.slice(2)
if (wishes.some((wish) => wish !== '--json')) {
  console.error('Usage: npm run doctor [-- --json]')
  process.exit(2)
}
const isAgent = roleIn(process.env) === 'agent'
const findings = isAgent ? [node(), ...agent(process.env, Date.now()), ...(await machine())] : await examine()
const faults = findings.filter(({ state }) => state === 'fault').length
const verdict = faults === 0 ? 'Nothing is broken.' : `${faults} ${faults === 1 ? 'fault' : 'faults'}.`
console.log(wishes.length > 0 ? JSON.stringify({ faults, findings }, null, 2) : `${told(findings)}\n\n${verdict}`)
process.exitCode = faults === 0 ? 0 : 1
