import * as assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bounded } from '../../scripts/bounded.ts'
import { countSpec, headsOf } from '../../scripts/count.ts'
import { root } from '../../scripts/setup.cjs'
import { spec } from '../kit/spec.ts'

const said = (total: number, passed: number, skipped: number) =>
  ` suite  • (${passed} / ${total})\n\n  Total:     ${total}\n  Passed:    ${passed}\n  Skipped:   ${skipped}\n  Duration:  1.00ms\n\n`

spec('the runner of the tests', ({ test, before, after }) => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-runner-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  function run(code: string, limitMs = 10_000) {
    const file = join(folder, 'it.mjs')
    writeFileSync(file, code)
    return bounded(process.execPath, [file], { cwd: folder, env: process.env, limitMs })
  }

  test('counts what a file says of itself', () => {
    assert.deepEqual(countSpec({ code: 0, output: said(3, 3, 1) }), { passed: 3, failed: 0, skipped: 1 })
    assert.deepEqual(countSpec({ code: 1, output: said(3, 1, 0) }), { passed: 1, failed: 2, skipped: 0 })
  })

  test('fails a file that ran nothing, said nothing, or ended badly though it looked green', () => {
    assert.equal(countSpec({ code: 0, output: said(0, 0, 0) }).failed, 1)
    assert.equal(countSpec({ code: 0, output: 'all is well' }).failed, 1)
    assert.equal(countSpec({ code: 1, output: said(3, 3, 0) }).failed, 1)
    assert.equal(countSpec({ code: null, output: said(3, 3, 0) }).failed, 1)
  })

  test('lets a file pass that skipped all it has, for each reason is printed', () => {
    assert.deepEqual(countSpec({ code: 0, output: said(0, 0, 2) }), { passed: 0, failed: 0, skipped: 2 })
  })

  test('says at the end what failed, each test by its name and its first words', () => {
    const stack = '    at withinLimit (test/kit/spec.ts:92:5)\n    at async Object.handler (test/kit/spec.ts:20:9)\n'
    const red = (name: string, said: string) => `   FAIL  the desk  "${name}"\n    ${said}\n\n${stack}\n`
    const output = ` the desk  • ✘ ✘\n\n${red('calls', '\u001B[2mTimeout 15000ms\u001B[22m\n    Call log:')}${red('rests', 'x'.repeat(500))}${said(3, 1, 0)}`
    assert.deepEqual(headsOf(output), [
      'the desk  "calls"',
      '  Timeout 15000ms',
      '  Call log:',
      'the desk  "rests"',
      `  ${'x'.repeat(197)}…`,
    ])
    assert.deepEqual(headsOf(output, 1).at(-1), 'and 1 more')
  })

  test('says of a check what it names, and the last words of what failed without a word of its own', () => {
    assert.deepEqual(headsOf("a.ts(1,2): error TS2304: Cannot find name 'x'.\n\n    at load (node:internal)\n"), [
      "a.ts(1,2): error TS2304: Cannot find name 'x'.",
    ])
    assert.deepEqual(headsOf('server/a.ts:1:1 organizeImports ━━━━\n\n  × Sort these.\n\nFound 1 problem.\n'), [
      'server/a.ts:1:1 organizeImports',
    ])
    assert.deepEqual(headsOf('it began\nit hangs\n'), ['it began', 'it hangs'])
  })

  test('brings back every word and the code', async () => {
    const ended = await run(`console.log('x'.repeat(300_000)); console.error('end'); process.exitCode = 3`)
    assert.equal(ended.code, 3)
    assert.equal(ended.output.match(/x/g)?.length, 300_000)
    assert.match(ended.output, /end/)
    assert.deepEqual([ended.tooLong, ended.leftRunning], [false, []])
  })

  test('ends what does not end by itself', async () => {
    const ended = await run(`console.log('began'); setInterval(() => {}, 1000)`, 1_000)
    assert.equal(ended.tooLong, true)
    assert.match(ended.output, /began/)
  })

  test('finds and ends a process that was left behind, even one that left the group', async () => {
    const ended = await run(`
      import { spawn } from 'node:child_process'
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
      console.log(child.pid)
      child.unref()
    `)
    assert.equal(ended.leftRunning.length, 1)
    assert.match(ended.leftRunning[0]!, /setInterval/)
    const pid = Number(ended.output.trim())
    const gone = () => {
      try {
        process.kill(pid, 0)
        return false
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ESRCH'
      }
    }
    for (let tries = 0; tries < 100 && !gone(); tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.ok(gone())
  })

  test('a word that no test has in its name is a failure', async () => {
    const args = ['scripts/test.ts', 'there-is-no-such-test']
    const ended = await bounded(process.execPath, args, { cwd: root, env: process.env, limitMs: 15_000 })
    assert.equal(ended.code, 1)
    assert.match(ended.output, /no test matches there-is-no-such-test\n0 passed, 1 failed, 0 skipped\n$/)
  })
})
