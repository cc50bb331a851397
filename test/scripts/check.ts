import * as assert from 'node:assert/strict'
import { problems } from '../../scripts/check.ts'
import { spec } from '../kit/spec.ts'

const shipped = ['fastify', 'socket.io', 'typebox', 'better-sqlite3']
const broken = (path: string, text: string) => problems([{ path, text }], shipped, [])

spec('the check of borders and habits', ({ test }) => {
  test('lets through what the borders allow', () => {
    const fine: [string, string][] = [
      ['core/domain/decide.ts', "import { can } from './can.ts'\nimport type { Queue } from '#core/domain/queue.ts'"],
      ['core/contract/kiosk.ts', "import Type from 'typebox'\nimport type { TicketId } from '../domain/ticket.ts'"],
      ['server/road.ts', "import fs from 'node:fs'\nimport { decide } from '#core/domain/decide.ts'\nimport 'fastify'"],
      ['server/drivers/hid/hid.ts', "const hid = await import('node-hid')"],
      ['kiosk/src/main.ts', "import { html } from 'lit'\nimport { openLink } from '#web/hub/link.ts'"],
      ['server/road.ts', 'turn.catch(() => undefined) // whoever asked hears of it'],
      ['scripts/bench.ts', "import '../server/app.ts'\nimport 'vite'"],
    ]
    for (const [path, text] of fine) assert.deepEqual(broken(path, text), [])
  })

  const forbidden: [why: string, path: string, text: string][] = [
    ['the rules know nothing of Node', 'core/domain/decide.ts', "import { randomUUID } from 'node:crypto'"],
    ['the rules know no schema', 'core/domain/ticket.ts', "import type { Static } from 'typebox'"],
    [
      'drivers have never heard of a queue',
      'server/drivers/printer/x.ts',
      "import type { Q } from '#core/domain/queue.ts'",
    ],
    ['drivers do not know the rest of the server', 'server/drivers/keypad/x.ts', "import { log } from '../../log.ts'"],
    ['the server does not know the apps', 'server/edge/kiosk.ts', "import { words } from '#web/words/vi.ts'"],
    ['the server ships no development package', 'server/app.ts', "import { build } from 'vite'"],
    ['the apps do not know each other', 'kiosk/src/main.ts', "export { clock } from '../../display/src/clock.ts'"],
    ['the apps do not know the server', 'desk/src/main.ts', "type A = import('#server/app.ts').App"],
    ['the apps do not know Node', 'web/hub/link.ts', "import 'node:events'"],
    ['nobody imports the tests', 'server/app.ts', "import { fake } from '../test/kit/fake.ts'"],
    ['nobody imports the scripts', 'core/domain/x.ts', "const x = require('../../scripts/setup.cjs')"],
    ['uvu has one door', 'test/domain/issue.ts', "import { test } from 'uvu'"],
    ['the rules have no clock', 'core/domain/x.ts', 'const at = Date.now()'],
    ['the rules have no today', 'core/contract/x.ts', 'const at = new Date()'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the example is code
    ['the rules play no dice', 'core/domain/x.ts', 'const id = `a${Math.random()}`'],
    ['only one file speaks to screens', 'server/reactions/x.ts', "socket.emit('view', view)"],
    ['only one file reads the environment', 'server/app.ts', 'const port = process.env.LUOT_PORT'],
    ['no error is swallowed', 'server/app.ts', 'try { go() } catch (error) {\n  // never mind\n}'],
    ['no promise is swallowed', 'web/x.ts', `go().${'catch'}(() => {})`],
    ['nothing stays unfinished', 'docs/architecture.md', `TO${'DO'}: write this`],
    ['no registry is named', '.npmrc', `https://${'registry'}.example.org/`],
    ['no path of one machine is named', 'README.md', `cd /ho${'me'}/an/luot`],
  ]
  for (const [why, path, text] of forbidden) {
    test(`stops it: ${why}`, () => {
      const found = broken(path, text)
      assert.equal(found.length, 1, found.join('\n') || 'nothing was found')
      assert.match(found[0]!, new RegExp(`^${path.replaceAll('.', '\\.')}:1: `))
    })
  }

  test('is not fooled by comments and texts', () => {
    const text = [
      "// import { x } from '#server/app.ts'",
      '/* Date.now() is what we do',
      '   not do here */',
      "const said = 'never Math.random()' // nor process.exit",
      "const address = 'http://hub' + later",
    ].join('\n')
    assert.deepEqual(broken('core/domain/x.ts', text), [])
  })

  test('names the line', () => {
    assert.match(broken('core/domain/x.ts', '/*\n\n*/\nconst at =\n  Date.now()')[0]!, /^core\/domain\/x\.ts:5: /)
  })

  test('excuses what the table excuses, and asks for rows nobody needs to go', () => {
    const files = [{ path: 'server/log.ts', text: 'process.env.X' }]
    const row = { path: 'server/log.ts', what: 'reads the environment', why: 'before the config is there' }
    assert.deepEqual(problems(files, shipped, [row]), [])
    assert.match(problems([], shipped, [row])[0]!, /no longer needed/)
  })
})
