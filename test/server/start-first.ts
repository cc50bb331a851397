import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#server/config.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { startProcess } from '../kit/hub-process.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const root = join(import.meta.dirname, '../..')

async function withHub(body: (hub: TestHub, clock: HandClock) => Promise<void>): Promise<void> {
  const clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
  const hub = await startHub({ machine: clock })
  try {
    await body(hub, clock)
  } finally {
    await hub.close()
  }
}

const administrator = (hub: TestHub, more: Record<string, unknown> = {}) =>
  hub.post('/api/setup', {
    code: hub.hub.setupCode,
    staff: 'quan-tri',
    name: 'Quản trị',
    password: randomUUID(),
    ...more,
  })

spec('the first administrator (S1)', ({ test }) => {
  test('is made with the code of the first start, once', () =>
    withHub(async (hub) => {
      assert.match(hub.hub.setupCode ?? '', /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
      assert.equal((await hub.get('/api/staff')).body.needsSetup, true)
      const made = await administrator(hub)
      assert.equal(made.status, 200)
      assert.deepEqual(made.body, { id: 'quan-tri', name: 'Quản trị', role: 'admin' })
      assert.equal((await hub.get('/api/staff')).body.needsSetup, false)
      assert.equal((await administrator(hub, { staff: 'second' })).body.code, 'wrong-setup-code')
    }))

  test('two at the same instant with the right code: one', () =>
    withHub(async (hub) => {
      const both = await Promise.all([administrator(hub, { staff: 'mot' }), administrator(hub, { staff: 'hai' })])
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 403])
      const admins = (await hub.get('/api/staff')).body.staff.filter(({ id }: { id: string }) => /^(mot|hai)$/.test(id))
      assert.equal(admins.length, 1)
    }))

  test('not after fifteen minutes, whatever the clock on the wall says', () =>
    withHub(async (hub, clock) => {
      clock.jump(-10 * MINUTE)
      clock.pass(15 * MINUTE + 1)
      assert.equal((await administrator(hub)).body.code, 'wrong-setup-code')
    }))
  test('but in the last of them', () =>
    withHub(async (hub, clock) => {
      clock.pass(15 * MINUTE - 1_000)
      assert.equal((await administrator(hub)).status, 200)
    }))

  test('not after ten wrong tries', () =>
    withHub(async (hub) => {
      for (let tries = 0; tries < 10; tries++) {
        assert.equal((await administrator(hub, { code: 'AAAA-AAAA' })).body.code, 'wrong-setup-code')
      }
      assert.equal((await administrator(hub)).body.code, 'wrong-setup-code')
    }))

  test('not under the name of somebody else, and the code stays good for another', () =>
    withHub(async (hub) => {
      assert.equal((await administrator(hub, { staff: 'an' })).body.code, 'name-taken')
      assert.equal((await administrator(hub, { password: 'short' })).body.code, 'bad-request')
      assert.equal((await administrator(hub)).status, 200)
    }))

  test('a hub that has one gives no code at its next start', async () => {
    const first = await startHub()
    await administrator(first)
    await first.close({ keepData: true })
    const second = await startHub({ dataFolder: first.dataFolder })
    assert.equal(second.hub.setupCode, null)
    assert.doesNotMatch(second.hub.welcome, /administrator/)
    assert.deepEqual(second.hub.pins, [])
    await second.close()
  })
})

spec('signing in (S22)', ({ test }) => {
  test('the cookie is for the hub alone: HttpOnly, SameSite=Strict, and new every time', () =>
    withHub(async (hub) => {
      const pin = hub.hub.pins.find(({ id }) => id === 'an')?.pin ?? ''
      const cookies = []
      for (let n = 0; n < 3; n++) {
        // A session planted before signing in is not taken over.
        const reply = await hub.post('/api/session', { staff: 'an', pin }, { cookie: 'luot_session=planted' })
        const cookie = reply.headers.getSetCookie()[0] ?? ''
        for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
          assert.ok(cookie.includes(part), part)
        cookies.push(cookie.split(';')[0])
      }
      assert.equal(new Set(cookies).size, 3)
      assert.ok(!cookies.includes('luot_session=planted'))
    }))

  test('signing out ends that session at once, twelve hours end every one', () =>
    withHub(async (hub, clock) => {
      const [one, two] = [await hub.officer('an'), await hub.officer('an')]
      const whoAmI = async (cookie: string) => (await hub.get('/api/session', { cookie })).status
      assert.deepEqual([await whoAmI(one.cookie), await whoAmI(two.cookie)], [200, 200])
      await fetch(`${hub.url}/api/session`, { method: 'DELETE', headers: { cookie: one.cookie } })
      assert.deepEqual([await whoAmI(one.cookie), await whoAmI(two.cookie)], [401, 200])
      clock.pass(12 * 60 * MINUTE + 1)
      assert.equal(await whoAmI(two.cookie), 401)
    }))

  test('wrong PINs make the next try wait, longer each time, for that name alone', () =>
    withHub(async (hub, clock) => {
      const pin = hub.hub.pins.find(({ id }) => id === 'an')?.pin ?? ''
      const wrong = pin === '000000' ? '000001' : '000000'
      const tryIt = (given: string) => hub.post('/api/session', { staff: 'an', pin: given })
      for (let n = 0; n < 5; n++) assert.equal((await tryIt(wrong)).body.code, 'wrong-pin')
      const waits = []
      for (let n = 0; n < 4; n++) {
        const blocked = await tryIt(pin)
        assert.equal(blocked.body.code, 'too-many')
        assert.equal(blocked.status, 429)
        const seconds = Number(blocked.headers.get('retry-after'))
        waits.push(seconds)
        clock.pass(seconds * 1_000)
        assert.equal((await tryIt(wrong)).body.code, 'wrong-pin')
      }
      assert.deepEqual(waits, [1, 2, 4, 8])
      assert.equal((await hub.officer('binh')).id, 'binh')
      clock.pass(16_000)
      assert.equal((await tryIt(pin)).status, 200)
    }))

  test('forty tries at the same instant are not forty first tries', () =>
    withHub(async (hub) => {
      const tries = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          hub.post('/api/session', { staff: 'chi', pin: `x${String(n).padStart(5, '0')}` }),
        ),
      )
      const looked = tries.filter(({ body }) => body.code === 'wrong-pin').length
      assert.ok(looked <= 5, `${looked} were looked at`)
    }))

  test('a name nobody has sounds like a wrong PIN', () =>
    withHub(async (hub) => {
      const unknown = await hub.post('/api/session', { staff: 'khong-ai', pin: '123456' })
      const known = await hub.post('/api/session', { staff: 'dung', pin: 'x23456' })
      assert.deepEqual([unknown.status, unknown.body], [known.status, known.body])
    }))
})

spec('secrets (S1)', ({ test }) => {
  test('PINs and codes are said once on the console, and stand nowhere in clear', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-first-'))
    try {
      const first = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace' })
      assert.ok(first.url, first.output())
      const pins = [...first.output().matchAll(/^ {6}[a-z]+ +(\d{6}) {3}/gm)].map((match) => match[1] ?? '')
      const code = /^ {6}(\w{4}-\w{4})$/m.exec(first.output())?.[1] ?? ''
      assert.equal(pins.length, 4)
      assert.ok(code)
      const secret = `mat-khau-${randomUUID()}`
      const body = JSON.stringify({ code, staff: 'quan-tri', name: 'Quản trị', password: secret })
      const headers = { 'content-type': 'application/json' }
      const made = await fetch(`${first.url}/api/setup`, { method: 'POST', headers, body })
      assert.equal(made.status, 200)
      const token = /luot_session=([^;]+)/.exec(made.headers.get('set-cookie') ?? '')?.[1] ?? ''
      const signIn = JSON.stringify({ staff: 'an', pin: pins[0] })
      assert.equal((await fetch(`${first.url}/api/session`, { method: 'POST', headers, body: signIn })).status, 200)
      await first.stop()
      const said = first.output()
      for (const pin of pins) assert.equal(said.split(pin).length, 2, 'a PIN was said more than once')
      assert.ok(!said.includes(secret) && !said.includes(token))

      const second = await startProcess({ LUOT_DATA: folder })
      await second.stop()
      const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n')
      assert.ok(kept.includes('$argon2id$'), 'the hashes are there')
      for (const told of [...pins, code, code.replace('-', ''), secret, token]) {
        assert.ok(!second.output().includes(told), 'told again')
        // Six digits may come about by chance inside a hash or an instant; standing alone they may not.
        assert.doesNotMatch(kept, new RegExp(`(?<![\\w.])${told}(?![\\w.])`), 'kept in clear')
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('are different in every office', async () => {
    const [one, two] = [await startHub(), await startHub()]
    assert.notEqual(one.hub.setupCode, two.hub.setupCode)
    assert.notDeepEqual(one.hub.pins, two.hub.pins)
    await one.close()
    await two.close()
  })

  test('are nowhere in the repository', () => {
    const files = globSync(
      '{core,server,kiosk,display,desk,web,scripts,firmware-config}/**/*.{ts,cjs,json,html,sql,yaml,yml}',
      { cwd: root },
    )
    assert.ok(files.length > 100)
    const literal = /\b(password|passwd|pin|secret|mat[_-]?khau)\b['"]?\s*[:=]\s*['"`](?=[^'"`\n]*\w)[^'"`\n]{4,}['"`]/i
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (literal.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
    )
    // Words on screens speak about PINs; they are sentences, and a sentence is no password.
    assert.deepEqual(
      found.filter((line) => !/['"`][^'"`]* [^'"`]*['"`]/.test(line)),
      [],
    )
    assert.match("const password = 'hunter22'", literal)
  })

  test('a hub reached by nobody but this machine, unless told otherwise', () => {
    assert.equal(readConfig({}).host, '127.0.0.1')
  })
})
