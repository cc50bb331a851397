import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startHub } from '../kit/hub.ts'
import { whatIsCompiled } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'

const DOCTOR = join(import.meta.dirname, '../../scripts/doctor.ts')
const scratch = mkdtempSync(join(tmpdir(), 'luot-patient-'))
const healthy = join(scratch, 'healthy')
let cases = 0

interface Told {
  readonly code: number | null
  readonly text: string
  of(part: string): { state: string; says: string; toDo?: string }
}

/** Asks the doctor. Not in this process: the hub it asks may run here and must be able to answer. */
async function doctor(env: Record<string, string>, ...words: string[]): Promise<Told> {
  const child = spawn(process.execPath, [DOCTOR, ...words], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LUOT_PORT: '0', ...whatIsCompiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  assert.doesNotMatch(text, /^\s+at |node_modules/m, 'a stack trace')
  return {
    code,
    text,
    of(part) {
      const { findings } = JSON.parse(text) as {
        findings: { part: string; state: string; says: string; toDo?: string }[]
      }
      const found = findings.find((one) => one.part === part)
      assert.ok(found, `nothing is said of ${part}: ${text}`)
      return found
    },
  }
}

const asked = (folder: string, env: Record<string, string> = {}) => doctor({ LUOT_DATA: folder, ...env }, '--json')

function copy(change: (folder: string, book: Database.Database) => void): string {
  const folder = join(scratch, `case-${cases++}`)
  cpSync(healthy, folder, { recursive: true })
  const book = new Database(join(folder, 'luot.db'))
  change(folder, book)
  book.pragma('wal_checkpoint(TRUNCATE)')
  book.close()
  return folder
}

/** Every file with its content and its time: the doctor only looks. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    hash.update(name)
    if (/\.|LUOT/.test(name)) hash.update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

const settings = (book: Database.Database, path: string, value: unknown) =>
  book
    .prepare("UPDATE settings SET body = json_set(body, ?, json(?)) WHERE kind = 'hall'")
    .run(path, JSON.stringify(value))

spec('the doctor', ({ test, before, after }) => {
  before(async () => {
    const hub = await startHub({ dataFolder: healthy })
    for (let n = 0; n < 3; n++) await hub.issue()
    await hub.close({ keepData: true })
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  test('finds a hub that stands well, in plain words, and changes nothing', async () => {
    const seen = fingerprint(healthy)
    const plain = await doctor({ LUOT_DATA: healthy })
    assert.equal(plain.code, 0, plain.text)
    assert.match(plain.text, /^ok +journal +\d+ records, each linked to the one before/m)
    assert.match(plain.text, /\nNothing is broken\.\n$/)
    // No little pictures: it is read over a telephone as well.
    assert.doesNotMatch(plain.text, /\p{Extended_Pictographic}/u)
    const told = await asked(healthy)
    for (const part of [
      'node',
      'environment',
      'data folder',
      'disk space',
      'hub',
      'database',
      'journal',
      'clock',
      'fonts',
      'settings',
    ]) {
      assert.equal(told.of(part).state, 'ok', `${part}: ${told.of(part).says}`)
    }
    assert.equal(told.of('device may-in-1').state, 'ok')
    assert.equal(fingerprint(healthy), seen, 'it changed something')
  })

  test('looks at a running hub without disturbing it', async () => {
    const hub = await startHub({ dataFolder: copy(() => undefined) })
    const { port } = new URL(hub.url)
    let taking = true
    const busy = (async () => {
      while (taking) await hub.issue()
    })()
    const told = await asked(hub.dataFolder, { LUOT_PORT: port })
    taking = false
    await busy
    assert.match(told.of('hub').says, new RegExp(`^runs at http://127\\.0\\.0\\.1:${port}`))
    assert.notEqual(told.of('database').state, 'fault')
    assert.equal(told.of('device may-in-1').says, 'Máy in ảo: ready')
    const { id } = await hub.issue()
    assert.equal(hub.hub.road.queue().tickets.get(id)?.state, 'waiting')
    await hub.close()
  })

  test('has nothing to find before the first start, and makes nothing', async () => {
    const folder = join(scratch, 'not-yet')
    const told = await asked(folder)
    assert.equal(told.code, 0, told.text)
    assert.equal(told.of('data folder').state, 'note')
    assert.ok(!existsSync(folder))
  })

  const broken: [string, string, RegExp, (folder: string, book: Database.Database) => void][] = [
    [
      'a changed line',
      'journal',
      /broken at record 4/,
      (_, book) => {
        book.exec(
          "DROP TRIGGER journal_is_never_edited; UPDATE journal SET text = replace(text, 'H', 'K') WHERE seq = 4",
        )
      },
    ],
    [
      'a cut tail',
      'journal',
      /it ends at record \d+, and \d+ was the last one written/,
      (_, book) => {
        book.exec('DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)')
      },
    ],
    [
      'an older copy',
      'journal',
      /it ends at record \d+, and 40 more were written/,
      (folder, book) => {
        const { seq } = book.prepare('SELECT max(seq) AS seq FROM journal').get() as { seq: number }
        writeFileSync(join(folder, 'luot.head'), `${String(seq + 40).padStart(12)} ${'a'.repeat(64)}\n`)
      },
    ],
    [
      'newer data',
      'database',
      /newer Lượt \(data version 77/,
      (_, book) => {
        book.pragma('user_version = 77')
      },
    ],
    [
      'a clock before the last record',
      'clock',
      /before the last record/,
      (_, book) => {
        // A record of tomorrow, chained as it should be.
        const last = book.prepare('SELECT seq, text, hash FROM journal ORDER BY seq DESC LIMIT 1').get() as Record<
          string,
          string
        >
        const text = JSON.stringify({
          ...JSON.parse(String(last.text)),
          seq: Number(last.seq) + 1,
          at: Date.now() + 86_400_000,
        })
        const hash = createHash('sha256').update(String(last.hash)).update('\n').update(text).digest('hex')
        book.prepare('INSERT INTO journal (seq, text, hash) VALUES (?, ?, ?)').run(Number(last.seq) + 1, text, hash)
        book.prepare('UPDATE journal_head SET seq = ?, hash = ?').run(Number(last.seq) + 1, hash)
      },
    ],
    [
      'a printer nobody has',
      'settings',
      /names a printer that is not there: \* → may-in-9/,
      (_, book) => {
        settings(book, '$.kiosks[0].printer', 'may-in-9')
      },
    ],
    [
      'a driver nobody wrote',
      'device may-in-1',
      /no driver "telex"/,
      (_, book) => {
        settings(book, '$.devices[0].driver', 'telex')
      },
    ],
    [
      'a printer that is switched off',
      'device may-in-1',
      /cannot be reached on the network/,
      (_, book) => {
        settings(book, '$.devices[0]', {
          id: 'may-in-1',
          name: 'Máy in',
          driver: 'escpos-tcp',
          settings: { host: '127.0.0.1', port: 9 },
        })
      },
    ],
    [
      'a printer without a port',
      'device may-in-1',
      /settings are wrong/,
      (_, book) => {
        settings(book, '$.devices[0]', { id: 'may-in-1', name: 'Máy in', driver: 'escpos-tcp', settings: { host: '' } })
      },
    ],
    [
      'a printer that is unplugged',
      'device may-in-1',
      /\/dev\/usb\/no-such-lp is not there/,
      (_, book) => {
        settings(book, '$.devices[0]', {
          id: 'may-in-1',
          name: 'Máy in',
          driver: 'escpos-file',
          settings: { path: '/dev/usb/no-such-lp' },
        })
      },
    ],
  ]
  for (const [what, part, says, spoil] of broken) {
    test(`finds ${what}, and says what to do`, async () => {
      const told = await asked(copy(spoil))
      assert.equal(told.code, 1, told.text)
      assert.equal(told.of(part).state, 'fault')
      assert.match(told.of(part).says, says)
      assert.ok((told.of(part).toDo ?? '').length > 10)
    })
  }

  test('asks a printer how it is, and names what it complains of', async () => {
    let paper = 0x12
    // Ready, but for what the fourth question is answered: 12 is paper, 72 is none.
    const printer = createServer((line) =>
      line.on('data', (bytes) => {
        if (bytes[0] === 0x10) line.write(Buffer.of(bytes[2] === 4 ? paper : 0x12))
      }),
    )
    const port = await new Promise<number>((resolve) => {
      printer.listen(0, '127.0.0.1', () => resolve((printer.address() as { port: number }).port))
    })
    const folder = copy((_, book) => {
      settings(book, '$.devices[0]', {
        id: 'may-in-1',
        name: 'Máy in',
        driver: 'escpos-tcp',
        settings: { host: '127.0.0.1', port },
      })
    })
    assert.equal((await asked(folder)).of('device may-in-1').says, 'Máy in: ready')
    paper = 0x72
    const told = (await asked(folder)).of('device may-in-1')
    assert.deepEqual([told.state, told.says], ['fault', 'Máy in: The printer is out of paper.'])
    // And the same port in the hub's way is a fault.
    assert.match((await asked(folder, { LUOT_PORT: String(port) })).of('hub').says, /taken by another program/)
    printer.close()
    assert.match((await asked(folder)).of('device may-in-1').says, /cannot be reached/)
  }, 40_000)

  test('finds noise, a lost database and wrong variables', async () => {
    const noise = copy(() => undefined)
    writeFileSync(join(noise, 'luot.db'), randomUUID().repeat(1_000))
    assert.equal((await asked(noise)).of('database').state, 'fault')
    const lost = copy(() => undefined)
    for (const name of ['luot.db', 'luot.db-wal', 'luot.db-shm']) rmSync(join(lost, name), { force: true })
    assert.match((await asked(lost)).of('database').says, /gone/)
    const wrong = await asked(healthy, { LUOT_PORT: 'abc' })
    assert.equal(wrong.code, 1)
    assert.match(wrong.of('environment').says, /LUOT_PORT="abc" cannot be used/)
    assert.equal((await doctor({}, '--everything')).code, 2)
  })
})
