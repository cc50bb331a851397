import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

// A citizen as nobody's papers name one: an identity number, a telephone number and a name.
const PLANTED = { id: '079188801234', phone: '0987612345', name: 'Huỳnh Thị Thử Nghiệm' }
const REASON = 'Công dân xin về sớm'

let folder: string
let hub: HubProcess

spec('nothing personal is kept (S18, S19)', ({ test, before, after, afterEach }) => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-personal-'))
  })
  afterEach(() => hub.stop())
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('a citizen’s number, telephone and name find no field, at any door', async () => {
    hub = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace' })
    assert.ok(hub.url, hub.output())
    const url = hub.url
    const pin = /^ {6}an +(\d{6})/m.exec(hub.output())?.[1]
    let cookie = ''
    const signedIn = await send('/api/session', { staff: 'an', pin })
    cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''

    async function send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
      const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie }
      return fetch(`${url}${path}`, { method: 'POST', headers: { ...own, ...headers }, body: JSON.stringify(body) })
    }

    const issue = () => ({ ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' })
    assert.equal((await send('/api/open-counter', { counter: 'quay-2' })).status, 200)
    assert.equal((await send('/api/issue-ticket', issue())).status, 200)

    for (const value of Object.values(PLANTED)) {
      // As a field of its own, as the value of every field of every ask, and in every other place a request has.
      for (const field of ['name', 'cccd', 'phone', 'note', 'citizen']) {
        assert.equal((await send('/api/issue-ticket', { ...issue(), [field]: value })).status, 400, field)
      }
      for (const field of ['ticket', 'service', 'class', 'procedure']) {
        const status = (await send('/api/issue-ticket', { ...issue(), [field]: value })).status
        assert.ok([400, 404].includes(status), `${field}=${value}: ${status}`)
      }
      const rating = { ticket: null, counter: 'quay-2', level: 'hai-long' }
      for (const odd of [
        { level: value },
        { reasons: [value] },
        { comment: value },
        { counter: value },
        { ticket: value },
      ]) {
        const status = (await send('/api/rate-ticket', { ...rating, ...odd }, { cookie: '' })).status
        assert.ok([400, 404].includes(status), `${JSON.stringify(odd)}: ${status}`)
      }
      const ascii = encodeURIComponent(value)
      assert.equal((await send('/api/issue-ticket', issue(), { 'idempotency-key': ascii })).status, 400)
      for (const path of [
        `/api/procedures?q=${ascii}`,
        `/api/procedures/${ascii}`,
        `/t/${ascii}`,
        `/kiosk/?name=${ascii}`,
        `/nothing/${ascii}`,
      ]) {
        await (await fetch(`${url}${path}`, { headers: { 'user-agent': ascii, referer: `http://x/${ascii}` } })).text()
      }
      const wire = await openWire(url)
      assert.equal((await wire.enter('kiosk', helloOf({ id: 'kiosk-1', name: value }))).code, 'bad-request')
      assert.equal((await wire.enter('citizen', helloOf({ id: 'phone-1', code: value }))).in, false)
      await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))
      const asked = await wire.ask('kiosk', 'issue-ticket', { ...issue(), command: randomUUID(), citizen: value })
      assert.equal(asked.code, 'bad-request')
      await wire.ask('kiosk', 'print-procedure', { command: randomUUID(), code: value })
      wire.close()
    }

    // The one place for words is a reason, and only staff give one: it is kept, because leaders must be able to read it.
    const called = await send('/api/call-next', { counter: 'quay-2' })
    const { ticket } = ((await called.json()) as { called: { ticket: string } }).called
    const park = await send('/api/park-ticket', { counter: 'quay-2', ticket, reason: REASON })
    assert.equal(park.status, 200)
    await hub.stop()

    const kept = contentsOf(folder)
    assert.ok(kept.includes(REASON), 'the search finds what is there')
    for (const [what, value] of Object.entries(PLANTED)) {
      for (const form of [
        value,
        value.normalize('NFD'),
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
      ]) {
        assert.ok(!kept.includes(form), `the ${what} is in the data folder`)
        assert.ok(!hub.output().includes(form), `the ${what} is in the log`)
      }
    }
  }, 60_000)

  test('a line end in a request begins no line of the log (S19)', async () => {
    hub = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace' })
    const forged = encodeURIComponent('x\n{"level":50,"msg":"forged"}\n')
    await (await fetch(`${hub.url}/nothing/${forged}`)).text()
    await (await fetch(`${hub.url}/api/procedures?q=${forged}`)).text()
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const body = '{"x\\n{\\"msg\\":\\"forged\\"}":1}'
    await (await fetch(`${hub.url}/api/call-next`, { method: 'POST', headers, body })).text()
    await hub.stop()
    assert.doesNotMatch(hub.output(), /^\{[^\n]*forged/m)
  })
})

function contentsOf(place: string): string {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}
