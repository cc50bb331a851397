/**
 * Gives an administrator who cannot sign in any more a new PIN: `node scripts/run.cjs scripts/rescue.ts ID`, with the hub stopped.
 *
 * Whoever holds the machine holds the hub; the journal notes that it was done.
 */
import { CannotStart, readConfig } from '#server/config.ts'
import { rescueAdmin } from '#server/settings/rescue.ts'

const id = process.argv[2] ?? ''
try {
  const { pin, untilAt } = await rescueAdmin(readConfig(process.env).dataFolder, id, Date.now())
  console.log(
    `${id} signs in with this PIN until ${new Date(untilAt).toISOString()}, and then chooses one of their own:\n`,
  )
  console.log(`    ${pin}\n`)
} catch (wrong) {
  if (!(wrong instanceof CannotStart)) throw wrong
  console.error(wrong.message)
  process.exitCode = 1
}
