import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const script = new URL('../../scripts/try-rule.ts', import.meta.url).pathname
const DAY = '2026-11-23'
// The program is started several times, which takes a while on a busy machine.
const SEVERAL_STARTS_MS = 60_000

spec('npm run try', ({ test, before, after }) => {
  let hall: TestHub
  before(async () => {
    const clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
    const an = await hall.officer('an')
    await hall.issue('chung-thuc')
    clock.pass(5 * 60_000)
    await hall.issue('chung-thuc', 'cao-tuoi')
    await an.ask('open-counter', { counter: 'quay-2' })
    for (let i = 0; i < 3; i++) {
      await an.ask('call-next', { counter: 'quay-2' })
      clock.pass(10 * 60_000)
    }
    await an.ask('close-counter', { counter: 'quay-2' })
  })
  after(() => hall.close())

  async function run(...args: string[]) {
    const env = { PATH: process.env.PATH, LUOT_DATA: hall.dataFolder }
    const child = spawn(process.execPath, [script, ...args], { env })
    const [said, wrong, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { said, wrong, status }
  }

  test(
    'shows the day as it was, replayed and tried, beside a running hub, and changes nothing',
    async () => {
      const seq = hall.hub.road.queue().seq
      const { said, wrong, status } = await run('--day', DAY, '--head-start', '0', '--lang', 'en')
      assert.equal(status, 0, wrong)
      assert.match(said, /Numbers given +2 +2 +2 +=/)
      assert.match(said, /Times overtaken, all +1 +1 +0 +−1/)
      assert.match(said, /Without priority +░+ 15\n +█+ 5\n/)
      assert.match(said, /differs from what really was by 0 min/)
      assert.equal(hall.hub.road.queue().seq, seq)
      assert.ok(readdirSync(hall.dataFolder).includes('luot.db'))
    },
    SEVERAL_STARTS_MS,
  )

  test(
    'says what is wrong with a call, and which days there are',
    async () => {
      assert.match((await run()).said, new RegExp(`Days in the journal: ${DAY}`))
      assert.match(
        (await run('--day', '2020-01-01')).wrong,
        new RegExp(`The journal has no 2020-01-01. It has: ${DAY}`),
      )
      assert.match((await run('--day', DAY, '--policy', 'lottery')).wrong, /--policy cannot be read: lottery/)
      const unknown = await run('--day', DAY, '--without', 'quay-77', '--lang', 'en')
      assert.equal(unknown.status, 1)
      assert.match(unknown.wrong, /counter/i)
    },
    SEVERAL_STARTS_MS,
  )
})
