/**
 * Proves that the journal is as it was written: `npm run audit -- verify`.
 *
 * It only reads; the hub may be running. Exit code 0: all is as it was written; 1: it is not; 2: it cannot be said.
 */
import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { type KeptHead, type NotedErasing, verifyDatabase } from '#server/audit/verify.ts'
import { CannotStart, readConfig } from '#server/config.ts'
import { FILE } from '#server/journal/open-database.ts'
import { readHead } from '#server/journal/witness.ts'
import { lineOf } from '#server/keeping/lines.ts'

const USAGE = `npm run audit -- verify [--head SEQ:HASH] [--root SEQ:ROOT] [--code LUOT-HEAD:…]
    walks the whole journal of LUOT_DATA and holds it against every head that was kept: in the database, beside it, and those
    given here from closing slips. Names each edit, removal, reorder or cut tail.
npm run audit -- export FILE.jsonl
    writes the journal for scripts/verify-journal.mjs, which checks it on any machine with nothing but Node.`

// A day erased by its age has hundreds.
const MOST_NAMED = 5

const [what = '', ...rest] = process.argv.slice(2)
try {
  if (what === 'verify') verify(rest)
  else if (what === 'export' && rest[0]) await exportTo(rest[0])
  else say(2, USAGE)
} catch (wrong) {
  if (!(wrong instanceof CannotStart)) throw wrong
  say(2, wrong.message)
}

function verify(given: readonly string[]): void {
  const { dataFolder } = readConfig(process.env)
  const database = openToRead(dataFolder)
  const noted = readHead(dataFolder)
  const beside = noted && noted.seq > 0 ? [{ ...noted, from: 'the head noted beside the database' }] : []
  const { records, head, root, heldAgainst, findings, erased, erasings } = verifyDatabase(database, [
    ...headsIn(given),
    ...beside,
  ])
  database.close()
  if (findings.length > 0) {
    say(1, `The journal is not as it was written:\n${findings.map((one) => `  ${one}`).join('\n')}`)
    return
  }
  console.log(`${records} records: nothing changed, removed, added or moved; held against ${heldAgainst} kept heads.`)
  if (erased > 0)
    console.log(`${erased} of them were erased at somebody's wish or by their age, each noted in the journal:`)
  for (const one of erasings) console.log(`  ${erasingLine(one)}`)
  console.log(`head ${head.seq}:${head.hash}\nroot ${head.seq}:${root}`)
}

/** by record 812 of 2026-11-25, head truong: TicketIssued of 2026-11-23: 12; TicketCancelled of 2026-11-23: 15 */
function erasingLine({ seq, day, who, records }: NotedErasing): string {
  const told = [...Map.groupBy(records, (one) => `${one.type} of ${one.day}`)].map(([kind, some]) =>
    some.length > MOST_NAMED ? `${kind}: ${some.length} records` : `${kind}: ${some.map((one) => one.seq).join(', ')}`,
  )
  return `by record ${seq} of ${day}, ${who.role} ${who.id}: ${told.join('; ')}`
}

async function exportTo(file: string): Promise<void> {
  if (existsSync(file)) throw new CannotStart(`${file} is there already. Name a new file.`)
  const database = openToRead(readConfig(process.env).dataFolder)
  const lines = database.prepare<[], { text: string; hash: string; leaf: string | null }>(
    'SELECT text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) ORDER BY seq',
  )
  let count = 0
  await pipeline(
    function* () {
      for (const { text, hash, leaf } of lines.iterate()) {
        count++
        yield lineOf({ hash, text, leaf })
      }
    },
    createWriteStream(file, { flags: 'wx' }),
  )
  database.close()
  console.log(`${count} records written. Check them anywhere: node scripts/verify-journal.mjs ${file}`)
}

function openToRead(folder: string): Database.Database {
  const file = join(folder, FILE)
  if (!existsSync(file))
    throw new CannotStart(`There is no journal in ${folder}. Set LUOT_DATA to the data folder of a hub.`)
  return new Database(file, { readonly: true, timeout: 2_000 })
}

/** The heads somebody typed or scanned from closing slips. */
function headsIn(given: readonly string[]): KeptHead[] {
  const heads: KeptHead[] = []
  for (let at = 0; at < given.length; at += 2) {
    const [name, value = ''] = given.slice(at, at + 2)
    const [, seq, first, second] =
      /^(?:LUOT-HEAD:)?(\d+):([0-9a-f]{64})(?::([0-9a-f]{64}))?$/.exec(
        value.toLowerCase().replace('luot-head', 'LUOT-HEAD'),
      ) ?? []
    const known = { seq: Number(seq), from: `the head given as ${name}` }
    if (seq && first && name === '--head') heads.push({ ...known, hash: first })
    else if (seq && first && name === '--root') heads.push({ ...known, root: first })
    else if (seq && first && second && name === '--code') heads.push({ ...known, hash: first, root: second })
    else throw new CannotStart(`${name} ${value} is not understood.\n${USAGE}`)
  }
  return heads
}

function say(code: number, text: string): void {
  console.error(text)
  process.exitCode = code
}
