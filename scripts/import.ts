/**
 * Brings a catalogue of procedures into this office: `npm run import -- FILE [--skip-bad]`.
 *
 * The hub may be running; its lookup boards show the new catalogue with the next search. What the list changes is written down in
 * the journal first, by the running hub where there is one. A file with a malformed row changes nothing, unless --skip-bad says to
 * take the rest.
 */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { doneByHand } from '#server/acts-by-hand.ts'
import { CannotStart, readConfig } from '#server/config.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { type ImportReport, LARGEST_FILE_BYTES, weighCatalogue } from '#server/procedures/importer.ts'
import { openProcedureStore } from '#server/procedures/store.ts'

const USAGE = 'Usage: npm run import -- FILE.json|FILE.csv [--skip-bad]'

class WrongCall extends Error {}

async function main(): Promise<number> {
  const { file, skipBad } = asked()
  const bytes = fileBytes(file)
  const { dataFolder } = readConfig(process.env)
  const db = openDatabase(dataFolder)
  try {
    const { act, take } = weighCatalogue({ name: basename(file), bytes }, { store: openProcedureStore(db), skipBad })
    const at = Date.now()
    const parts = { program: 'import', journal: () => sqliteJournal(db), wall: at }
    const report = act === null ? take(at) : await doneByHand(dataFolder, { ...parts, act }, () => take(at))
    console.log(told(report, skipBad))
    return report.outcome === 'refused' ? 1 : 0
  } finally {
    db.close()
  }
}

function asked(): { file: string; skipBad: boolean } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'skip-bad': { type: 'boolean' } } })
    if (positionals.length !== 1) throw new WrongCall('Give one file.')
    return { file: positionals[0]!, skipBad: values['skip-bad'] ?? false }
  } catch (wrong) {
    if (wrong instanceof WrongCall || wrong instanceof TypeError) throw new WrongCall(`${wrong.message}\n${USAGE}`)
    throw wrong
  }
}

function fileBytes(file: string): Uint8Array {
  try {
    const { size } = statSync(file)
    // Looked at before it is read: a disk image named catalogue.csv must not fill the memory.
    if (size > LARGEST_FILE_BYTES)
      throw new WrongCall(`${file} has ${size} bytes; at most ${LARGEST_FILE_BYTES} are read.`)
    return readFileSync(file)
  } catch (wrong) {
    if (wrong instanceof WrongCall) throw wrong
    throw new WrongCall(`${file} cannot be read: ${(wrong as NodeJS.ErrnoException).code}`)
  }
}

function told(report: ImportReport, skipBad: boolean): string {
  const lines = report.refusals.map(({ where, why }) => `refused: ${where}: ${why}`)
  const untold = report.refused - report.refusals.length
  if (untold > 0) lines.push(`… and ${untold} more`)
  for (const [doubt, count] of Object.entries(report.doubts)) lines.push(`to check by the office: ${doubt}: ${count}`)
  const { rows, added, changed, unchanged, refused } = report
  lines.push(`${rows} rows: ${added} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`)
  if (report.outcome === 'nothing-new') lines.push('Nothing in the file is new; nothing was changed.')
  if (report.outcome === 'refused') {
    const hint = rows > refused && !skipBad ? ' Mend the rows above, or take the rest with --skip-bad.' : ''
    lines.push(`Nothing was changed.${hint}`)
  }
  return lines.join('\n')
}

try {
  process.exitCode = await main()
} catch (wrong) {
  if (!(wrong instanceof WrongCall || wrong instanceof CannotStart)) throw wrong
  console.error(wrong.message)
  process.exitCode = 1
}
