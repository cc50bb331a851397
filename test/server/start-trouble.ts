import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readConfig } from '#server/config.ts'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { smallDisk, whyNoSmallDisk } from '../kit/small-disk.ts'
import { spec } from '../kit/spec.ts'

const TICKETS = 5
const scratch = mkdtempSync(join(tmpdir(), 'luot-trouble-'))
const noDisk = whyNoSmallDisk()

/** The data of a hub that gave numbers and was killed: what a power cut leaves, with its -wal. */
const killed = join(scratch, 'killed')
let cases = 0

/** A fresh copy of that data, to be spoiled. */
function copyOf(folder = killed): string {
  const copy = join(scratch, `case-${cases++}`)
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** A hub that cannot start says so in a sentence, ends with a code, and leaves everything as it found it. */
async function cannotStart(env: Record<string, string>, ...says: RegExp[]): Promise<void> {
  const before = env.LUOT_DATA && existsSync(env.LUOT_DATA) ? fingerprint(env.LUOT_DATA) : null
  const hub = await startProcess(env)
  if (hub.url) await hub.stop()
  assert.equal(hub.url, null, `it started:\n${hub.output()}`)
  assert.equal(await hub.ended, 1, hub.output())
  assert.doesNotMatch(hub.output(), /^\s+at |node_modules|Error:|\bundefined\b|\[object/m, 'a stack trace or worse')
  for (const words of [/Lượt cannot start\./, ...says]) assert.match(hub.output(), words)
  if (before !== null) assert.equal(fingerprint(env.LUOT_DATA ?? ''), before, 'it wrote over the trouble')
}

/** With the trouble mended, every number is there and the next one follows. */
async function startsWithAll(folder: string): Promise<void> {
  const hub = await startProcess({ LUOT_DATA: folder })
  assert.ok(hub.url, hub.output())
  try {
    assert.equal(await issue(hub), `H00${TICKETS + 1}`)
  } finally {
    await hub.stop()
  }
}

async function issue(hub: HubProcess): Promise<string> {
  const reply = await fetch(`${hub.url}/api/issue-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }),
  })
  assert.equal(reply.status, 200, await reply.clone().text())
  return ((await reply.json()) as { number: string }).number
}

/** Of everything that holds data; -shm and the lock are rebuilt at will and hold none. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  if (!statSync(folder).isDirectory()) return hash.update(readFileSync(folder)).digest('hex')
  for (const name of readdirSync(folder).sort()) {
    if (/^(luot\.db|luot\.db-wal|luot\.head|LUOT-DATA)$/.test(name))
      hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

/** The same data, closed in order: one file, nothing in a -wal. */
function closedCopy(): string {
  const folder = copyOf()
  const book = new Database(join(folder, 'luot.db'))
  book.pragma('wal_checkpoint(TRUNCATE)')
  book.close()
  return folder
}

function change(folder: string, ...sql: string[]): void {
  const book = new Database(join(folder, 'luot.db'))
  for (const line of sql) book.exec(line)
  book.pragma('wal_checkpoint(TRUNCATE)')
  book.close()
}

spec('a start over trouble', ({ test, skip, before, after }) => {
  before(async () => {
    await furnishWithoutLimits(killed)
    const hub = await startProcess({ LUOT_DATA: killed })
    assert.ok(hub.url, hub.output())
    for (let n = 0; n < TICKETS; n++) await issue(hub)
    await hub.stop('SIGKILL')
    assert.ok(existsSync(join(killed, 'luot.db-wal')))
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  test('there is none after a kill: it starts with all', () => startsWithAll(copyOf()))

  test('a database that is gone, with the mark of use beside it', async () => {
    const folder = copyOf()
    for (const name of ['luot.db', 'luot.db-wal', 'luot.db-shm']) rmSync(join(folder, name), { force: true })
    await cannotStart({ LUOT_DATA: folder }, /has been used before, but its database luot\.db is gone/, /backup/)
    for (const name of ['luot.db', 'luot.db-wal']) cpSync(join(killed, name), join(folder, name))
    await startsWithAll(folder)
  })

  test('a database cut to nothing', async () => {
    const folder = copyOf()
    for (const name of ['luot.db-wal', 'luot.db-shm']) rmSync(join(folder, name), { force: true })
    truncateSync(join(folder, 'luot.db'), 0)
    await cannotStart({ LUOT_DATA: folder }, /has been used before, but its database luot\.db is empty/, /backup/)
  })

  test('a -wal that was taken away', async () => {
    const folder = copyOf()
    for (const name of ['luot.db-wal', 'luot.db-shm']) rmSync(join(folder, name), { force: true })
    await cannotStart({ LUOT_DATA: folder }, /older or another one/, /\d+ more were written/, /luot\.head/)
    cpSync(join(killed, 'luot.db-wal'), join(folder, 'luot.db-wal'))
    await startsWithAll(folder)
  })

  test('an older copy put in place, and the will to go on from it', async () => {
    const folder = copyOf()
    for (const name of ['luot.db-wal', 'luot.db-shm']) rmSync(join(folder, name), { force: true })
    await cannotStart({ LUOT_DATA: folder }, /delete\s+luot\.head/)
    rmSync(join(folder, 'luot.head'))
    const hub = await startProcess({ LUOT_DATA: folder })
    assert.ok(hub.url, hub.output())
    await hub.stop()
  })

  test('noise instead of a database', async () => {
    const folder = closedCopy()
    const whole = readFileSync(join(folder, 'luot.db'))
    writeFileSync(join(folder, 'luot.db'), randomBytes(50_000))
    await cannotStart({ LUOT_DATA: folder }, /is damaged/, /backup/)
    writeFileSync(join(folder, 'luot.db'), whole)
    await startsWithAll(folder)
  })

  test('half a database', async () => {
    const folder = closedCopy()
    const whole = readFileSync(join(folder, 'luot.db'))
    truncateSync(join(folder, 'luot.db'), whole.length / 2)
    await cannotStart({ LUOT_DATA: folder }, /is damaged/, /backup/)
    writeFileSync(join(folder, 'luot.db'), whole)
    await startsWithAll(folder)
  })

  test('noise in the middle of it', async () => {
    const folder = closedCopy()
    const whole = readFileSync(join(folder, 'luot.db'))
    const spoiled = Buffer.from(whole)
    randomBytes(6_000).copy(spoiled, 4_096)
    writeFileSync(join(folder, 'luot.db'), spoiled)
    await cannotStart({ LUOT_DATA: folder }, /is damaged|chain of the journal is broken/, /backup/)
    writeFileSync(join(folder, 'luot.db'), whole)
    await startsWithAll(folder)
  })

  test('a number changed by hand in the journal (I18)', async () => {
    const folder = closedCopy()
    const edit = (from: string, to: string) =>
      change(
        folder,
        'DROP TRIGGER journal_is_never_edited',
        `UPDATE journal SET text = replace(text, '${from}', '${to}') WHERE type = 'TicketIssued'`,
        `CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'x'); END`,
      )
    edit('"H003"', '"H009"')
    await cannotStart({ LUOT_DATA: folder }, /chain of the journal is broken at record \d+/, /backup/)
    edit('"H009"', '"H003"')
    await startsWithAll(folder)
  })

  test('a tail cut off the journal, with and without its head moved back (I18)', async () => {
    const cut = [
      'DROP TRIGGER journal_is_never_cut',
      'DELETE FROM journal WHERE seq > (SELECT max(seq) - 2 FROM journal)',
    ]
    const short = closedCopy()
    change(short, ...cut)
    await cannotStart(
      { LUOT_DATA: short },
      /chain of the journal is broken at its end \(it ends at record \d+, and \d+ was/,
    )
    const hidden = closedCopy()
    const back = 'UPDATE journal_head SET (seq, hash) = (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1)'
    change(hidden, ...cut, back)
    await cannotStart({ LUOT_DATA: hidden }, /older or another one: it ends at record \d+, and 2 more were written/)
  })

  test('a database of another office', async () => {
    const folder = closedCopy()
    await furnishWithoutLimits(join(scratch, 'other'))
    const other = await startProcess({ LUOT_DATA: join(scratch, 'other') })
    for (let n = 0; n < 2 * TICKETS; n++) await issue(other)
    await other.stop()
    cpSync(join(scratch, 'other', 'luot.db'), join(folder, 'luot.db'))
    await cannotStart({ LUOT_DATA: folder }, /older or another one: record \d+ is not the one that was written/)
  })

  test('data of a newer program', async () => {
    const folder = closedCopy()
    const book = new Database(join(folder, 'luot.db'))
    const version = book.pragma('user_version', { simple: true })
    book.pragma('user_version = 99')
    book.close()
    await cannotStart({ LUOT_DATA: folder }, /newer Lượt \(data version 99; this program knows \d+\)/, /newer program/)
    change(folder, `PRAGMA user_version = ${version}`)
    await startsWithAll(folder)
  })

  test('settings that are no settings', async () => {
    const folder = closedCopy()
    change(folder, "UPDATE settings SET body = '{\"services\": [' || body WHERE kind = 'office'")
    await cannotStart({ LUOT_DATA: folder }, /settings "office" in the database are no JSON/, /backup/)
  })

  test('a first start that was cut off in the middle: it is begun again, with PINs that hold', async () => {
    const folder = closedCopy()
    change(folder, "DELETE FROM settings WHERE kind = 'office'")
    const hub = await startProcess({ LUOT_DATA: folder })
    assert.ok(hub.url, hub.output())
    const pin = /^ {6}an +(\d{6})/m.exec(hub.output())?.[1]
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ staff: 'an', pin })
    assert.equal((await fetch(`${hub.url}/api/session`, { method: 'POST', headers, body })).status, 200)
    await hub.stop()
  })

  test('another hub on the same data', async () => {
    const folder = copyOf()
    const first = await startProcess({ LUOT_DATA: folder })
    assert.ok(first.url, first.output())
    // Not compared: the first one is alive and writes.
    const second = await startProcess({ LUOT_DATA: folder })
    assert.equal(second.url, null)
    assert.equal(await second.ended, 1)
    assert.match(second.output(), /Another hub is running on the data folder/)
    assert.equal(await issue(first), `H00${TICKETS + 1}`)
    await first.stop('SIGKILL')
    const third = await startProcess({ LUOT_DATA: folder })
    assert.ok(third.url, third.output())
    await third.stop()
  })

  test('a port that is taken', async () => {
    const folder = copyOf()
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port))
    })
    const hub = await startProcess({ LUOT_DATA: folder, LUOT_PORT: String(port) })
    assert.equal(hub.url, null)
    assert.equal(await hub.ended, 1)
    assert.match(hub.output(), new RegExp(`Port ${port} is taken[^]*LUOT_PORT`))
    taken.close()
    await startsWithAll(folder)
  })

  test('a data folder that is a file, or lies under one, or cannot be made', async () => {
    const file = join(scratch, 'a-file')
    writeFileSync(file, 'not a folder')
    await cannotStart({ LUOT_DATA: file }, /it is a file, not a folder/, /LUOT_DATA/)
    await cannotStart({ LUOT_DATA: join(file, 'data') }, /a part of its path is a file/, /LUOT_DATA/)
    await cannotStart({ LUOT_DATA: '/sys/luot' }, /this user may not/, /LUOT_DATA/)
    symlinkSync(join(scratch, 'disk-not-mounted', 'data'), join(scratch, 'link'))
    await cannotStart({ LUOT_DATA: join(scratch, 'link') }, /a link in its path leads nowhere/, /LUOT_DATA/)
    assert.equal(readFileSync(file, 'utf8'), 'not a folder')
  })

  const wrong: Record<string, string[]> = {
    LUOT_PORT: ['abc', '99999', '-1', '80.5', '0x50'],
    LUOT_HOST: ['not a host', '0.0.0.0:80', ''.padEnd(300, 'x')],
    LUOT_PUBLIC_URL: ['luot.local', 'ftp://luot.local', 'http://luot.local/path', 'javascript:alert(1)'],
    LUOT_ORIGINS: ['*', 'luot.local', 'http://a http://b'],
    LUOT_TRUST_PROXY: [':::', '1.2.3', '10.0.0.0/99', 'true'],
    LUOT_DOCK: ['yes', 'true'],
    LUOT_LOG: ['loud', 'INFO'],
  }
  for (const [name, values] of Object.entries(wrong)) {
    test(`${name} that cannot be used`, () => {
      for (const value of values) {
        const told = new RegExp(
          `^Settings in the environment are wrong:\\n {2}${name}="[^"]*" cannot be used\\. It should be \\w`,
        )
        assert.throws(() => readConfig({ [name]: value }), { name: 'CannotStart', message: told }, value)
      }
    })
  }
  test('an address of another machine, or of none', async () => {
    for (const host of ['203.0.113.1', 'no-such-host.invalid']) {
      await cannotStart(
        { LUOT_DATA: copyOf(), LUOT_HOST: host },
        new RegExp(`Nothing can listen on LUOT_HOST="${host}"`),
      )
    }
  })
  test('two wrong variables are both told', () =>
    cannotStart({ LUOT_PORT: 'abc', LUOT_LOG: 'loud' }, /LUOT_PORT="abc"/, /LUOT_LOG="loud"/))

  if (process.getuid?.() === 0) {
    skip('a folder this user may not write', 'root may write everywhere; the read-only disk below stands for it')
  } else {
    test('a folder this user may not write', async () => {
      const folder = join(scratch, 'locked')
      mkdirSync(folder)
      chmodSync(folder, 0o500)
      await cannotStart({ LUOT_DATA: folder }, /this user may not/, /LUOT_DATA/)
    })
  }
  if (noDisk !== null) skip('a read-only or a full disk', noDisk)
  else {
    test('a read-only disk', async () => {
      const disk = smallDisk(100)
      try {
        const folder = join(disk.path, 'data')
        cpSync(killed, folder, { recursive: true })
        disk.readOnly(true)
        await cannotStart({ LUOT_DATA: folder }, /the disk is read-only/, /LUOT_DATA/)
        disk.readOnly(false)
        await startsWithAll(folder)
      } finally {
        disk.remove()
      }
    })
    test('a disk with no room for a first start', async () => {
      const disk = smallDisk(8)
      try {
        await cannotStart({ LUOT_DATA: disk.path }, /less than 64 MB free/, /LUOT_DATA/)
        assert.ok(!existsSync(join(disk.path, 'luot.db')))
      } finally {
        disk.remove()
      }
    })
    test('a disk that is full over an old journal: it starts and says so, or says why not', async () => {
      const disk = smallDisk(100)
      try {
        const folder = join(disk.path, 'data')
        cpSync(killed, folder, { recursive: true })
        disk.fill()
        const hub = await startProcess({ LUOT_DATA: folder })
        assert.doesNotMatch(hub.output(), /^\s+at |node_modules/m)
        if (hub.url === null) assert.match(hub.output(), /full/)
        else assert.match(await (await fetch(`${hub.url}/healthz`)).text(), /disk-(full|low)/)
        await hub.stop()
        disk.empty()
        await startsWithAll(folder)
      } finally {
        disk.remove()
      }
    })
  }
})
