import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Office } from '#core/domain/office.ts'
import type { Config } from '#server/config.ts'
import { GENESIS, link } from '#server/journal/chain.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { freeBytes, isReadable } from '#server/journal/open-database.ts'
import { readHead } from '#server/journal/witness.ts'
import type { Hall } from '#server/settings/hall.ts'
import { type Finding, fault, note, ok } from './finding.ts'

const MB = 1024 * 1024
const root = resolve(import.meta.dirname, '../..')

export function dataFolder({ dataFolder: folder }: Config): Finding[] {
  if (!existsSync(folder)) return [note('data folder', `${folder} is not there yet`, 'The first npm start makes it.')]
  if (!statSync(folder).isDirectory()) {
    return [fault('data folder', `${folder} is not a folder`, 'Set LUOT_DATA to a folder.')]
  }
  const free = freeBytes(folder)
  const room = `${Math.floor(free / MB)} MB free`
  const toDo = 'Move backups and other files to another disk.'
  const space =
    free < 64 * MB
      ? fault('disk space', `only ${room}`, toDo)
      : free < 256 * MB
        ? note('disk space', `only ${room}`, toDo)
        : ok('disk space', room)
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return [ok('data folder', `${folder} can be written`), space]
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code
    return [
      fault(
        'data folder',
        `${folder} cannot be written (${why})`,
        'Give it to the user the hub runs as, or mount the disk for writing.',
      ),
      space,
    ]
  }
}

/** A copy of the database in a folder of its own, whole although the hub may be writing. */
export function copyOfData(from: string): { folder: string } | { folder: null; finding: Finding } {
  const file = join(from, 'luot.db')
  const wal = `${file}-wal`
  if (!existsSync(file)) {
    const gone = fault('database', 'luot.db is gone though the folder was used', 'Put luot.db back from a backup.')
    const none = note('database', 'there is none yet', 'The first npm start makes it.')
    return { folder: null, finding: existsSync(join(from, 'LUOT-DATA')) ? gone : none }
  }
  const folder = mkdtempSync(join(tmpdir(), 'luot-doctor-'))
  const stamp = () =>
    [file, wal].map((one) => (existsSync(one) ? `${statSync(one).size} ${statSync(one).mtimeMs}` : '-')).join()
  try {
    // Nothing may be written between the copy of the one file and of the other, or they do not belong together.
    for (let tries = 0; tries < 20; tries++) {
      // The note of the end first: it is never ahead of the journal, so a later copy of the journal has it all.
      if (existsSync(join(from, 'luot.head'))) copyFileSync(join(from, 'luot.head'), join(folder, 'luot.head'))
      const before = stamp()
      copyFileSync(file, join(folder, 'luot.db'))
      rmSync(join(folder, 'luot.db-wal'), { force: true })
      if (existsSync(wal)) copyFileSync(wal, join(folder, 'luot.db-wal'))
      if (stamp() === before) return { folder }
    }
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true })
    const why = (cause as Error).message
    return {
      folder: null,
      finding: fault(
        'database',
        `it cannot be copied to be read (${why})`,
        'Make room in the temporary folder, or ask as the user the hub runs as.',
      ),
    }
  }
  rmSync(folder, { recursive: true, force: true })
  return { folder: null, finding: note('database', 'the hub writes without a pause', 'Ask again in a quieter moment.') }
}

/** Reads the copy from the first record to the last. */
export function database(copy: string): Finding[] {
  const restore = 'Keep this data folder as it is, and restore the newest backup into another one.'
  let book: Database.Database | undefined
  try {
    book = new Database(join(copy, 'luot.db'))
    const [first] = book.pragma('quick_check(1)') as { quick_check: string }[]
    if (first?.quick_check !== 'ok') return [fault('database', `damaged: ${first?.quick_check}`, restore)]
    const version = book.pragma('user_version', { simple: true }) as number
    const newest = Math.max(
      ...readdirSync(join(root, 'server/journal/migrations')).map((name) => Number.parseInt(name, 10) || 0),
    )
    if (!isReadable(book, newest)) {
      return [
        fault(
          'database',
          `written by a newer Lượt (data version ${version}, this one knows ${newest})`,
          'Use the newer program.',
        ),
      ]
    }
    if (version === 0) return [fault('database', 'it is empty', restore)]
    const head = { ...GENESIS }
    let lastAt = 0
    const lines = book.prepare<[], { seq: number; text: string; hash: string; leaf: string | null }>(
      'SELECT seq, text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) ORDER BY seq',
    )
    for (const { seq, text, hash, leaf } of lines.iterate()) {
      // What was erased at somebody's wish is proved by `npm run audit`.
      if (seq !== head.seq + 1 || (leaf === null && hash !== link(head.hash, text))) {
        return [fault('journal', `the chain is broken at record ${seq}: a line was changed, cut or lost`, restore)]
      }
      Object.assign(head, { seq, hash })
      lastAt = (JSON.parse(text) as JournalRecord).at
    }
    const kept = book.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal_head').get()
    if (kept?.hash !== head.hash) {
      return [
        fault('journal', `it ends at record ${head.seq}, and ${kept?.seq ?? 'none'} was the last one written`, restore),
      ]
    }
    const noted = readHead(copy)
    if (noted && noted.seq > head.seq) {
      return [fault('journal', `it ends at record ${head.seq}, and ${noted.seq - head.seq} more were written`, restore)]
    }
    return [
      ok('database', `whole, data version ${version}`),
      ok('journal', `${head.seq} records, each linked to the one before; the last link is ${head.hash.slice(0, 16)}`),
      clock(lastAt),
    ]
  } catch (cause) {
    return [fault('database', `it cannot be read (${(cause as Error).message})`, restore)]
  } finally {
    book?.close()
  }
}

function clock(lastAt: number): Finding {
  const now = Date.now()
  const toDo = 'Set date and time right (timedatectl set-ntp true), then confirm the clock at the desk.'
  const said = new Date(now).toISOString().slice(0, 16).replace('T', ' ')
  if (now >= lastAt - 2_000) return ok('clock', `${said} UTC, not before the last record`)
  return fault('clock', `${said} UTC lies before the last record`, toDo)
}

export function settingsIn(copy: string): { office: Office; hall: Hall } | null {
  const book = new Database(join(copy, 'luot.db'))
  try {
    const newest = book.prepare<[string], { body: string }>(
      'SELECT body FROM settings WHERE kind = ? ORDER BY version DESC LIMIT 1',
    )
    const [offices, halls] = [newest.get('office'), newest.get('hall')]
    if (!offices || !halls) return null
    return { office: JSON.parse(offices.body) as Office, hall: JSON.parse(halls.body) as Hall }
  } catch {
    return null // damaged: the database's own finding has said so
  } finally {
    book.close()
  }
}

export function office({ name, services, counters }: Office, hall: Hall): Finding[] {
  const ids = new Set(services.map(({ id }) => id))
  const served = new Set(counters.flatMap((counter) => counter.services))
  const unknown = counters.filter((counter) => counter.services.some((id) => !ids.has(id)))
  const unserved = services.filter(({ id, open }) => open && !served.has(id))
  const printers = new Set(hall.devices.map(({ id }) => id))
  const without = hall.kiosks.filter(({ printer }) => printer !== null && !printers.has(printer))
  const findings: Finding[] = []
  if (unknown.length > 0) {
    const which = unknown.map(({ label }) => label).join(', ')
    findings.push(fault('settings', `counter ${which} is given a service that is not there`, 'Correct the counters.'))
  }
  if (without.length > 0) {
    const which = without.map(({ id, printer }) => `${id} → ${printer}`).join(', ')
    findings.push(fault('settings', `a kiosk names a printer that is not there: ${which}`, 'Correct the devices.'))
  }
  if (unserved.length > 0) {
    const which = unserved.map((service) => service.name.vi).join(', ')
    findings.push(note('settings', `no counter serves ${which}`, 'Give it to a counter, or close it.'))
  }
  if (findings.length > 0) return findings
  return [ok('settings', `${name.vi}: ${services.length} services, ${counters.length} counters`)]
}
