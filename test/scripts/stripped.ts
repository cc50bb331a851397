import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { spec } from '../kit/spec.ts'

const root = join(import.meta.dirname, '../..')
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
const loads = ['--input-type=module', '-e', "await import('./server/road.ts'); console.log('loaded')"]
// Node's own stripper switched off: what loads now was kept ready.
const WITHOUT_STRIPPER = '--no-strip-types'

spec('the hub without its types', ({ test, before }) => {
  before(() => assert.equal(node('scripts/strip.ts').status, 0))

  test('is what Node loads at a start', () => {
    const kept = node(WITHOUT_STRIPPER, '--import', './scripts/stripped.mjs', ...loads)
    assert.equal(kept.stdout, 'loaded\n', kept.stderr)
  })
  test('is all that would load without a stripper', () => {
    assert.match(node(WITHOUT_STRIPPER, ...loads).stderr, /ERR_UNKNOWN_FILE_EXTENSION/)
  })
  test('leaves what was not kept to Node', () => {
    const other = "await import('./scripts/count.ts'); console.log('loaded')"
    const left = node('--import', './scripts/stripped.mjs', '--input-type=module', '-e', other)
    assert.equal(left.stdout, 'loaded\n', left.stderr)
  })
  test('reads the schema library from three files, where they were built', () => {
    const where =
      "console.log(import.meta.resolve('typebox'), (await import('typebox/value')).Value.Check({ type: 'string' }, 'a'))"
    const kept = node('--import', './scripts/stripped.mjs', '--input-type=module', '-e', where)
    const isBuilt = existsSync(join(root, 'dist/libraries/typebox.mjs'))
    assert.match(
      kept.stdout,
      isBuilt ? /dist\/libraries\/typebox\.mjs true/ : /node_modules\/typebox.* true/,
      kept.stderr,
    )
  })
  test('keeps every line where it was', () => {
    const fails =
      "import('./server/clock.ts').then(({ createHubClock }) => createHubClock(null, 0, 0)).catch((e) => console.log(e.stack))"
    const line = (text: string) => /clock\.ts:(\d+:\d+)/.exec(text)?.[1]
    const native = line(node('--input-type=module', '-e', fails).stdout)
    assert.ok(native)
    assert.equal(line(node('--import', './scripts/stripped.mjs', '--input-type=module', '-e', fails).stdout), native)
  })
})
