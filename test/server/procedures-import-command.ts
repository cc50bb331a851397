import * as assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spec } from '../kit/spec.ts'

const script = new URL('../../scripts/import.ts', import.meta.url).pathname
const demo = new URL('../../server/procedures/demo-catalogue.json', import.meta.url).pathname

// Each test starts the program several times, which takes a while on a busy machine.
const SEVERAL_STARTS_MS = 60_000

spec('procedures › import command', ({ test, beforeEach, afterEach }) => {
  let home = ''
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'luot-import-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  function run(...args: string[]) {
    const env = { PATH: process.env.PATH, LUOT_DATA: path.join(home, 'data') }
    return spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' })
  }

  test(
    'a good file is taken once, and told',
    () => {
      const first = run(demo)
      assert.equal(first.status, 0, first.stderr)
      assert.match(first.stdout, /to check by the office: time-without-unit: \d+/)
      assert.match(first.stdout, /52 rows: 52 new, 0 changed, 0 unchanged, 0 refused\./)
      assert.match(run(demo).stdout, /Nothing in the file is new/)
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
