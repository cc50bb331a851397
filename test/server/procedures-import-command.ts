import * as assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { verifyDatabase } from '#server/audit/verify.ts'
import { startHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const script = new URL('../../scripts/import.ts', import.meta.url).pathname
const demo = new URL('../../server/procedures/demo-catalogue.json', import.meta.url).pathname

// Each test starts the program several times, which takes a while on a busy machine.
const SEVERAL_STARTS_MS = 60_000

spec('procedures › import command', ({ test, before, after, beforeEach, afterEach }) => {
  let home = ''
  /** The data of a hub that was started once: a list is brought into an office that is there. */
  let office = ''
  before(async () => {
    const hall = await startHub()
    office = hall.dataFolder
    await hall.close({ keepData: true })
  })
  after(() => rmSync(office, { recursive: true }))
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'luot-import-'))
    cpSync(office, path.join(home, 'data'), { recursive: true })
  })
  afterEach(() => rmSync(home, { recursive: true }))

  function run(...args: string[]) {
    const env = { PATH: process.env.PATH, LUOT_DATA: path.join(home, 'data') }
    return spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' })
  }

  test(
    'a good file is taken once, and told',
    () => {
      const list = path.join(home, 'list.json')
      writeFileSync(list, readFileSync(demo, 'utf8').replaceAll(/("code":\s*")\d/g, '$19'))
      const first = run(list)
      assert.equal(first.status, 0, first.stderr)
      assert.match(first.stdout, /to check by the office: time-without-unit: \d+/)
      assert.match(first.stdout, /52 rows: 52 new, 0 changed, 0 unchanged, 0 refused\./)
      assert.match(run(list).stdout, /Nothing in the file is new/)
    },
    SEVERAL_STARTS_MS,
  )

  function notedIn(folder: string) {
    const book = new Database(path.join(folder, 'luot.db'), { readonly: true })
    assert.deepEqual(verifyDatabase(book, []).findings, [])
    const acts = book.prepare<[], string>("SELECT text FROM journal WHERE type = 'ActNoted'").pluck().all()
    book.close()
    return acts.map((text) => JSON.parse(text)).filter(({ event }) => event.act.about === 'catalogue')
  }

  test(
    'a list is noted in the chain before it is taken, by the program itself or by the hub that runs, and never twice',
    async () => {
      const data = path.join(home, 'data')
      const first = path.join(home, 'first.csv')
      writeFileSync(first, 'code,name,field\n1.000001,A,F\n')
      assert.equal(run(first).status, 0)
      const [record] = notedIn(data)
      assert.deepEqual(record.by, { role: 'admin', from: 'hub', id: 'import' })
      const counts = { added: 1, changed: 0, unchanged: 0, refused: 0 }
      assert.equal(record.event.act.did, 'imported')
      assert.deepEqual(record.event.act.after, { source: 'first.csv', ...counts })
      const hall = await startHub({ dataFolder: data })
      try {
        const second = path.join(home, 'second.csv')
        writeFileSync(second, 'code,name,field\n1.000001,A,F\n1.000002,B,F\n')
        const env = { PATH: process.env.PATH, LUOT_DATA: data }
        const { stdout } = await promisify(execFile)(process.execPath, [script, second], { env })
        assert.match(stdout, /2 rows: 1 new, 0 changed, 1 unchanged/)
        const acts = notedIn(data)
        assert.deepEqual(
          acts.map(({ event }) => event.act.after.source),
          ['first.csv', 'second.csv'],
        )
        assert.deepEqual(readdirSync(path.join(data, 'keeping', 'by-hand')), [])
        // A second time nothing is new, and nothing is written down.
        await promisify(execFile)(process.execPath, [script, second], { env })
        assert.equal(notedIn(data).length, 2)
      } finally {
        await hall.close({ keepData: true })
      }
      // Over a journal that cannot say where it stands nothing is brought in.
      rmSync(data, { recursive: true })
      const empty = run(first)
      assert.deepEqual([empty.status, /start the hub once/.test(empty.stderr)], [1, true])
    },
    SEVERAL_STARTS_MS,
  )

  test(
    'a bad file is refused with its line and how to go on, and leaves 1 behind',
    () => {
      const file = path.join(home, 'list.csv')
      writeFileSync(file, 'code,name,field\n1.000001,A,F\n1.000002,,F\n')
      const refused = run(file)
      assert.equal(refused.status, 1)
      assert.match(refused.stdout, /refused: line 3: \/name/)
      assert.match(refused.stdout, /Nothing was changed\. .*--skip-bad/)
      assert.match(run(file, '--skip-bad').stdout, /2 rows: 1 new, 0 changed, 0 unchanged, 1 refused/)
    },
    SEVERAL_STARTS_MS,
  )

  test(
    'a wrong call says how to call, without a stack trace',
    () => {
      const huge = path.join(home, 'huge.csv')
      writeFileSync(huge, '')
      truncateSync(huge, 50_000_000)
      for (const args of [[], ['a', 'b'], ['--what'], [path.join(home, 'absent.json')], [home], [huge]]) {
        const { status, stderr } = run(...args)
        assert.equal(status, 1, args.join(' '))
        assert.match(stderr, /Usage|cannot be read|at most/)
        assert.doesNotMatch(stderr, /\n\s+at /)
      }
    },
    SEVERAL_STARTS_MS,
  )
})
