import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openDatabase } from '#server/journal/open-database.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { settingsStore } from '#server/settings/store.ts'
import { startHub } from '../kit/hub.ts'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { handClock } from '../kit/machine.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

// A citizen as nobody's papers name one: an identity number, a telephone number and a name.
const PLANTED = { id: '079188801234', phone: '0987612345', name: 'Huỳnh Thị Thử Nghiệm' }
const REASON = 'Công dân xin về sớm'

const cardOffice = { ...demoOffice, limits: { ...demoOffice.limits, kioskGapMs: 0, perPersonDay: 1 } }

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

  test('an identity card is known for its day, over a restart too, and its number is nowhere', async () => {
    const database = openDatabase(folder)
    settingsStore(database).write('office', cardOffice, 'test', Date.now())
    database.close()
    const card = PLANTED.id
    const asked = () => ({ ticket: randomUUID(), service: 'ho-tich', class: 'ordinary', card })
    const post = async (body: unknown, key: string = randomUUID()) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key }
      const response = await fetch(`${hub.url}/api/issue-ticket`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      const text = await response.text()
      assert.ok(!text.includes(card), `the answer repeats the card: ${text}`)
      return JSON.parse(text)
    }
    let said = ''
    for (const round of ['first', 'after a restart']) {
      hub = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace' })
      assert.ok(hub.url, hub.output())
      if (round === 'first') {
        const [body, key] = [asked(), randomUUID()]
        const { number } = await post(body, key)
        assert.match(number, /^A/)
        assert.equal((await post(body, key)).number, number, 'a retry hears the same')
      }
      assert.equal((await post(asked())).code, 'person-limit', round)
      const { card: _, ...without } = asked()
      assert.equal((await post(without)).code, 'card-needed')
      for (const odd of [`${card}|x`, `${card}0`, ` ${card}`, Number(card)]) {
        assert.equal((await post({ ...asked(), card: odd })).code, 'bad-request')
      }
      const wire = await openWire(hub.url)
      await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))
      const heard = await wire.ask('kiosk', 'issue-ticket', { ...asked(), command: randomUUID() })
      assert.equal(heard.code, 'person-limit')
      wire.close()
      await hub.stop()
      said += hub.output()
    }
    assert.ok(!contentsOf(folder).includes(card), 'the number is in the data folder')
    assert.ok(!said.includes(card), 'the number is in the log')
  }, 60_000)

  test('the key of a day’s cards is destroyed when the day turns', async () => {
    const clock = handClock(Date.parse('2026-11-23T08:00:00+07:00'))
    const hall = await startHub({ machine: clock })
    const cards = { ...testOffice, limits: { ...testOffice.limits, perPersonDay: 1 } }
    await hall.hub.road.send({
      id: null,
      by: { role: 'hub', id: 'test' },
      order: { type: 'ChangeOffice', office: cards },
    })
    const asked = () => ({ ticket: randomUUID(), service: 'ho-tich', class: 'ordinary', card: PLANTED.id })
    const issue = () => hall.post('/api/issue-ticket', asked(), { key: randomUUID() })
    const personOf = () => [...hall.hub.road.queue().persons.keys()][0]
    assert.equal((await issue()).status, 200)
    assert.equal((await issue()).body.code, 'person-limit')
    const key = keyIn(hall.dataFolder)
    const person = personOf()
    assert.ok(key && contentsOf(hall.dataFolder).includes(key), 'the search finds the key of today')
    clock.pass(24 * 3_600_000)
    assert.equal((await issue()).status, 200, 'with the new day everybody begins again')
    assert.notEqual(personOf(), person, 'nobody can tell that it is the same person')
    assert.notEqual(keyIn(hall.dataFolder), key)
    assert.equal(contentsOf(hall.dataFolder, 'latin1').includes(key), false, 'the old key is still on the disk')
    await hall.close()
  })

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

function keyIn(dataFolder: string): string {
  const database = new Database(join(dataFolder, 'luot.db'), { readonly: true })
  const row = database.prepare<[], { value: string }>("SELECT value FROM secrets WHERE name LIKE 'card-key %'").get()
  database.close()
  return row?.value ?? ''
}

function contentsOf(place: string, encoding: BufferEncoding = 'utf8'): string {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), encoding))
    .join('\n')
}
