/**
 * Looks over a hub and its machine, and says of each part how it is and what to do: `npm run doctor [-- --json]`.
 *
 * It only looks. The database is read in a copy of its own, so that the hub may run or stand, and nothing is ever written
 * beside it. Ends with 1 when there is a fault.
 */

import { spawnSync } from 'node:child_process'
import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Health } from '#core/contract/health.ts'
import type { Office } from '#core/domain/office.ts'
import { CannotStart, type Config, readConfig } from '#server/config.ts'
import { driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { GENESIS, link } from '#server/journal/chain.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { freeBytes, isReadable } from '#server/journal/open-database.ts'
import { readHead } from '#server/journal/witness.ts'
import { loadFaces } from '#server/paper/font.ts'
import type { DeviceSettings, Hall } from '#server/settings/hall.ts'
import { espeakVersion } from '#server/speech/espeak.ts'

export interface Finding {
  readonly part: string
  readonly state: 'ok' | 'note' | 'fault'
  readonly says: string
  /** What a person can do about it. */
  readonly toDo?: string
}

const MB = 1024 * 1024
const OLDEST_NODE = [22, 19] as const
const root = resolve(import.meta.dirname, '..')

const ok = (part: string, says: string): Finding => ({ part, state: 'ok', says })
const note = (part: string, says: string, toDo: string): Finding => ({ part, state: 'note', says, toDo })
const fault = (part: string, says: string, toDo: string): Finding => ({ part, state: 'fault', says, toDo })

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
  try {
    findings.push(...(copy.folder === null ? [copy.finding] : database(copy.folder)))
    const settings = copy.folder === null ? null : settingsIn(copy.folder)
    if (settings) findings.push(...office(settings.office, settings.hall), ...(await devices(settings.hall, health)))
  } finally {
    if (copy.folder !== null) rmSync(copy.folder, { recursive: true, force: true })
  }
  return [...findings, network(), await voice(config), fonts(), screens(config), browser()]
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (isNew) return ok('node', `Node ${process.versions.node}`)
  return fault(
    'node',
    `Node ${process.versions.node} is too old`,
    'Start Lượt with npm start: it brings a right Node along.',
  )
}

function dataFolder({ dataFolder: folder }: Config): Finding[] {
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

/** What the hub says of itself, or null when none answers. */
async function healthOf(config: Config): Promise<Health | null> {
  try {
    const reply = await fetch(`${addressOf(config)}/healthz`, { signal: AbortSignal.timeout(3_000) })
    const said = (await reply.json()) as Partial<Health>
    return typeof said.boot === 'string' ? (said as Health) : null
  } catch {
    return null // nobody there, or nobody who speaks as a hub does: the door is looked at next
  }
}

async function door(config: Config, health: Health | null): Promise<Finding> {
  const where = addressOf(config)
  if (health) {
    const troubles = health.faults.map(({ sentence, whatToDo }) => `${sentence.en} ${whatToDo.en}`)
    if (troubles.length === 0) return ok('hub', `runs at ${where}, version ${health.version}`)
    return note('hub', `runs at ${where} and says: ${troubles.join(' ')}`, 'Do what it says.')
  }
  if (config.port === 0) return ok('hub', 'LUOT_PORT=0: it will take any free port')
  if (!(await answers(new URL(where).hostname, config.port)))
    return ok('hub', `does not run; port ${config.port} is free for it`)
  return fault(
    'hub',
    `port ${config.port} is taken by another program`,
    'Stop that program, or set LUOT_PORT to another port.',
  )
}

function addressOf({ host, port }: Config): string {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect({ host: host.replace(/^\[|\]$/g, ''), port })
    const end = (answered: boolean) => {
      line.destroy()
      resolve(answered)
    }
    line.setTimeout(3_000, () => end(false))
    line.on('connect', () => end(true))
    line.on('error', () => end(false))
  })
}

/** A copy of the database in a folder of its own, whole although the hub may be writing. */
function copyOfData(from: string): { folder: string } | { folder: null; finding: Finding } {
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
function database(copy: string): Finding[] {
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
    const lines = book.prepare<[], { seq: number; text: string; hash: string }>(
      'SELECT seq, text, hash FROM journal ORDER BY seq',
    )
    for (const { seq, text, hash } of lines.iterate()) {
      if (seq !== head.seq + 1 || hash !== link(head.hash, text)) {
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

function network(): Finding {
  const asked = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    encoding: 'utf8',
    timeout: 5_000,
  })
  const said = asked.stdout?.trim()
  if (said === 'yes') return ok('time server', 'the clock is kept by the network')
  const why =
    said === 'no'
      ? 'the clock is not kept by the network'
      : 'this machine does not say whether the network keeps its clock'
  return note(
    'time server',
    why,
    'Without a network that is usual; then compare the clock with a telephone once a week.',
  )
}

function settingsIn(copy: string): { office: Office; hall: Hall } | null {
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

function office({ name, services, counters }: Office, hall: Hall): Finding[] {
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

async function devices(hall: Hall, health: Health | null): Promise<Finding[]> {
  if (hall.devices.length === 0)
    return [note('devices', 'none are set up', 'Without a printer the number stays on the screen.')]
  return Promise.all(hall.devices.map((device) => deviceFinding(device, health)))
}

async function deviceFinding(device: DeviceSettings, health: Health | null): Promise<Finding> {
  const part = `device ${device.id}`
  const row = driverRow(device.driver)
  if (!row) return fault(part, `there is no driver "${device.driver}"`, 'Choose one of docs/hardware.md.')
  let settings: { host?: string; port?: number; path?: string }
  try {
    settings = parseSettings(row.settings, device.settings) as typeof settings
  } catch (cause) {
    return fault(part, `its settings are wrong (${(cause as Error).message})`, 'Correct them in the device settings.')
  }
  // A running hub holds the device, and many printers take one caller only: the hub is asked, not the device.
  const told = health?.devices.find(({ id }) => id === device.id)
  if (told) {
    if (told.state === 'ready') return ok(part, `${device.name}: ready`)
    const says = `${device.name}: ${told.sentence?.en ?? told.state}`
    const toDo = told.whatToDo?.en ?? 'Look at the device.'
    return told.state === 'broken' ? fault(part, says, toDo) : note(part, says, toDo)
  }
  if (settings.host !== undefined && settings.port !== undefined) {
    const where = `${settings.host}:${settings.port}`
    if (await answers(settings.host, settings.port)) return ok(part, `${device.name}: answers at ${where}`)
    return fault(
      part,
      `${device.name}: nobody answers at ${where}`,
      'Check its power, its network cable and its address.',
    )
  }
  if (settings.path !== undefined) return deviceFile(part, device.name, settings.path)
  return ok(part, `${device.name}: ${row.label.en}; the hub looks for it when it runs`)
}

function deviceFile(part: string, name: string, path: string): Finding {
  if (!existsSync(path)) return fault(part, `${name}: ${path} is not there`, 'Plug it in and switch it on.')
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return ok(part, `${name}: ${path} is there`)
  } catch {
    return fault(part, `${name}: ${path} may not be used by this user`, 'Install the udev rules (docs/hardware.md).')
  }
}

async function voice(config: Config): Promise<Finding> {
  const espeak = await espeakVersion()
  if ('version' in espeak) return ok('voice', `espeak-ng ${espeak.version}`)
  if (existsSync(join(config.dataFolder, 'clips'))) return ok('voice', 'recorded clips of the office')
  return note(
    'voice',
    'calls are shown and not spoken',
    `${espeak.detail}, or put recorded clips into ${config.dataFolder}/clips.`,
  )
}

function fonts(): Finding {
  try {
    return ok('fonts', `${loadFaces()[500].family} for the slips`)
  } catch (cause) {
    return fault('fonts', `slips cannot be set (${(cause as Error).message})`, 'Install the packages again: npm ci')
  }
}

function screens({ appsFolder }: Config): Finding {
  const missing = ['kiosk', 'display', 'desk'].filter((app) => !existsSync(join(appsFolder, app, 'index.html')))
  if (missing.length === 0) return ok('screens', 'built')
  return note('screens', `not built: ${missing.join(', ')}`, 'npm start builds them, or type: npm run build')
}

function browser(): Finding {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = ['chromium', 'chromium-browser', 'google-chrome'].find((name) =>
    folders.some((folder) => existsSync(join(folder, name))),
  )
  if (found) return ok('browser', found)
  return note(
    'browser',
    'no Chromium here',
    'Only a machine that shows screens itself, or runs the tests, needs one: apt install chromium',
  )
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
const findings = await examine()
const faults = findings.filter(({ state }) => state === 'fault').length
const verdict = faults === 0 ? 'Nothing is broken.' : `${faults} ${faults === 1 ? 'fault' : 'faults'}.`
console.log(wishes.length > 0 ? JSON.stringify({ faults, findings }, null, 2) : `${told(findings)}\n\n${verdict}`)
process.exitCode = faults === 0 ? 0 : 1
