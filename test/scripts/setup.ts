import * as assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/setup.cjs'
import { spec } from '../kit/spec.ts'

const lock = (version: string, extra = {}) => ({
  name: 'luot',
  lockfileVersion: 3,
  packages: { '': {}, 'node_modules/bell': { version }, ...extra },
})

/** Each test has a copy of the set-up in a folder of its own, and a registry where nobody answers. */
spec('the set-up', ({ test, beforeEach, afterEach }) => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-setup-'))
    for (const name of ['setup.cjs', 'run.cjs']) cpSync(join(root, 'scripts', name), join(folder, 'scripts', name))
    write('package-lock.json', lock('1.0.0'))
    write('node_modules/.package-lock.json', lock('1.0.0'))
    write(
      'old.cjs',
      "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); process.execve = undefined",
    )
    write(
      'hello.ts',
      "const words: string[] = process.argv.slice(2)\nconsole.log('hello', ...words)\nprocess.exitCode = 7",
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(name: string, content: unknown) {
    const file = join(folder, name)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }

  function start(args: string[], env: NodeJS.ProcessEnv = {}) {
    const nowhere = { npm_config_registry: 'http://127.0.0.1:9', npm_config_cache: join(folder, 'cache') }
    const quick = { npm_config_fetch_retries: '0' }
    const child: ChildProcess = spawn(process.execPath, ['scripts/run.cjs', ...args], {
      cwd: folder,
      env: { ...process.env, ...nowhere, ...quick, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const grew: (() => void)[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
        for (const tell of grew) tell()
      })
    }
    return {
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      says: (words: string) =>
        new Promise<void>((resolve) => {
          const look = () => output.includes(words) && resolve()
          grew.push(look)
          look()
        }),
      ended: new Promise<{ code: number | null; output: string }>((resolve) =>
        child.on('close', (code) => resolve({ code, output })),
      ),
    }
  }

  const asOldNode = () => ({ NODE_OPTIONS: `--require ${join(folder, 'old.cjs')}` })
  const bringNode24 = () => {
    mkdirSync(join(folder, '.tools/node-24/bin'), { recursive: true })
    symlinkSync(process.execPath, join(folder, '.tools/node-24/bin/node'))
  }

  test('runs a script with its words and its exit code, and touches nothing when all is there', async () => {
    const { code, output } = await start(['hello.ts', 'one', 'two words']).ended
    assert.deepEqual([code, output], [7, 'hello one two words\n'])
    assert.equal(existsSync(join(folder, '.tools')), false)
  })

  test('goes on with the Node it brought when the machine has an old one', async () => {
    bringNode24()
    const { code, output } = await start(['hello.ts'], asOldNode()).ended
    assert.deepEqual([code, output], [7, 'hello\n'])
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`passes ${signal} on, also from an old Node`, async () => {
      bringNode24()
      write('stay.ts', `process.on('${signal}', () => process.exit(5)); setInterval(() => {}, 999); console.log('up')`)
      for (const env of [{}, asOldNode()]) {
        const run = start(['stay.ts'], env)
        await run.says('up')
        run.kill(signal)
        assert.equal((await run.ended).code, 5)
      }
    })
  }

  test('says in a sentence that an old Node and no network do not go together', async () => {
    const { code, output } = await start(['hello.ts'], asOldNode()).ended
    assert.equal(code, 1)
    assert.match(output, /Node 24 could not be fetched: the npm registry cannot be reached\. Connect this machine/)
    assert.doesNotMatch(output, /^\s+at /m)
    assert.equal(existsSync(join(folder, '.tools/node-24')), false)
  })

  const incomplete: [what: string, file: string, content: unknown, why: RegExp][] = [
    ['another version', 'package-lock.json', lock('2.0.0'), /bell is another version/],
    ['a new package', 'package-lock.json', lock('1.0.0', { 'node_modules/lamp': {} }), /lamp is not there/],
    ['a broken-off install', 'node_modules/.package-lock.json', '{"packages":', /none are installed yet/],
  ]
  for (const [what, file, content, why] of incomplete) {
    test(`notices ${what} and says what it needs`, async () => {
      write(file, content)
      const { code, output } = await start(['hello.ts']).ended
      assert.equal(code, 1)
      assert.match(output, why)
      assert.match(output, /The packages could not be installed/)
      assert.doesNotMatch(output, /^\s+at /m)
    })
  }

  test('asks a production install for no development package', async () => {
    write('package-lock.json', lock('1.0.0', { 'node_modules/loom': { dev: true } }))
    assert.equal((await start(['hello.ts'], { LUOT_PROD: '1' }).ended).code, 7)
    assert.equal((await start(['--omit-dev', 'hello.ts']).ended).code, 7)
    assert.equal((await start(['hello.ts']).ended).code, 1)
  })

  test('asks for no package made for another machine', async () => {
    const foreign = { optional: true, os: ['darwin'], cpu: ['arm64'] }
    write('package-lock.json', lock('1.0.0', { 'node_modules/foreign': foreign }))
    assert.equal((await start(['hello.ts']).ended).code, 7)
  })

  test('says so when there is no script to run', async () => {
    const { code, output } = await start([]).ended
    assert.equal(code, 1)
    assert.match(output, /Which script\?/)
  })
})
