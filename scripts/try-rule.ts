/**
 * Lives a past day again under another rule or with other counters, and shows the difference: `npm run try -- --day …`.
 *
 * Reads the journal of the data folder and changes nothing; the hub may be running.
 */

import { REFUSALS } from '#core/domain/refusals.ts'
import { CannotStart, readConfig } from '#server/config.ts'
import { readOnlyJournal } from '#server/journal/day-of.ts'
import { tryOn } from '#server/reports/hall-rules.ts'
import { knownDays } from '#server/reports/past-days.ts'
import { readAsked, USAGE, WrongCall } from './try-rule/asked.ts'
import { triedTable } from './try-rule/table.ts'

async function main(): Promise<void> {
  const { trial, language } = readAsked(process.argv.slice(2))
  const journal = readOnlyJournal(readConfig(process.env).dataFolder)
  try {
    const days = await knownDays(journal)
    if (trial === null) {
      console.log(`${USAGE}\n\nDays in the journal: ${days.slice(0, 40).join('  ') || 'none'}`)
      return
    }
    const tried = await tryOn(journal, trial)
    if (tried === null) throw new WrongCall(`The journal has no ${trial.day}. It has: ${days.slice(0, 40).join('  ')}`)
    if (!tried.ok) throw new WrongCall(REFUSALS[tried.why][language])
    console.log(triedTable(tried.value, language, tried.value.timeZone))
  } finally {
    journal.close()
  }
}

try {
  await main()
} catch (wrong) {
  if (!(wrong instanceof WrongCall || wrong instanceof CannotStart)) throw wrong
  console.error(wrong.message)
  process.exitCode = 1
}
