import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { ASKS } from '#server/edge/ear.ts'
import { openBrowser, viewports } from '../kit/browser.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { codesOn } from '../kit/paper.ts'
import { spec } from '../kit/spec.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is looked into, not typed
type Document = any
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
const DAY = 86_400_000

let hall: TestHub
let clock: HandClock
let document: Document
let an: Staffer

const operations = () =>
  Object.entries<Document>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Document>(methods).map(([method, operation]) => ({
      at: `${method} ${path}`,
      path,
      method,
      operation,
    })),
  )

spec('the API’s description of itself', ({ test, before, after }) => {
  before(async () => {
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
    document = (await hall.get('/openapi.json')).body
    an = await hall.officer('an')
  })
  after(() => hall.close())

  test('is OpenAPI 3.1', () => {
    assert.match(document.openapi, /^3\.1\.\d+$/)
    assert.ok(document.info.title && document.info.version)
    assert.ok(operations().length > 25)
    const ids = operations().flatMap(({ operation }) => operation.operationId ?? [])
    assert.equal(new Set(ids).size, ids.length, 'an operationId stands twice')
    for (const { at, path, method, operation } of operations()) {
      assert.match(path, /^\//, at)
      assert.ok(METHODS.includes(method), at)
      assert.ok(operation.summary, `${at} has no summary`)
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const described = (operation.parameters ?? []).filter((one: Document) => one.in === 'path')
      assert.deepEqual(
        described.map((one: Document) => one.name),
        named,
        at,
      )
      for (const one of operation.parameters ?? []) {
        assert.ok(['path', 'query', 'header', 'cookie'].includes(one.in) && one.name && one.schema, `${at} ${one.name}`)
        if (one.in === 'path') assert.equal(one.required, true, at)
        assertSchema(one.schema, at)
      }
      const statuses = Object.keys(operation.responses)
      assert.ok(statuses.length > 0, at)
      for (const status of statuses) {
        assert.match(status, /^([1-5]\d\d|default)$/, at)
        assert.ok(operation.responses[status].description, `${at} ${status}`)
      }
      for (const [type, { schema }] of Object.entries<Document>(operation.requestBody?.content ?? {})) {
        assert.equal(type, 'application/json', at)
        assertSchema(schema, at)
      }
      for (const status of statuses) {
        const types = Object.entries<Document>(operation.responses[status].content ?? {})
        for (const [type, { schema }] of types) {
          // A file to take away is what its type says.
          if (Number(status) < 400 && schema.format === 'binary') continue
          assert.equal(type, Number(status) < 400 ? 'application/json' : 'application/problem+json', `${at} ${status}`)
          assertSchema(schema, at)
        }
      }
    }
  })

  test('closes every body to unknown fields', () => {
    for (const { at, operation } of operations()) {
      const body = operation.requestBody?.content['application/json'].schema
      // A body may be one of several, each closed.
      for (const one of body?.anyOf ?? (body ? [body] : [])) assert.equal(one.additionalProperties, false, at)
    }
  })

  test('knows every ask, with an example of the right form', () => {
    for (const { name } of ASKS) {
      const content = document.paths[`/api/${name}`]?.post?.requestBody?.content['application/json']
      assert.ok(content, name)
      assert.ok(content.example, `${name} has no example`)
      assert.ok(Compile(content.schema as TSchema).Check(content.example), name)
    }
  })

  test('has examples that run: a morning with every one of them', async () => {
    const binh = await hall.officer('binh')
    const admin = await hall.administrator()
    const run = new Set<string>()
    /** Sends an example as it stands, but for the ticket, which must be a real one. */
    async function example(name: string, ticket?: string, by: Staffer | null = an, real = {}): Promise<Reply> {
      const { schema, example: shown } = document.paths[`/api/${name}`].post.requestBody.content['application/json']
      const body = { ...shown, ...(ticket ? { ticket } : {}), ...real }
      assert.ok(Compile(schema as TSchema).Check(body), name)
      const reply = by ? await by.ask(name, body) : await hall.post(`/api/${name}`, body, { key: randomUUID() })
      assert.equal(reply.status, 200, `${name}: ${JSON.stringify(reply.body)}`)
      const value = document.paths[`/api/${name}`].post.responses[200].content['application/json'].schema
      assert.ok(Compile(value as TSchema).Check(reply.body), `${name} answers otherwise: ${JSON.stringify(reply.body)}`)
      run.add(name)
      return reply
    }
    const ticket = { first: randomUUID(), second: randomUUID(), third: randomUUID() }

    await example('open-counter')
    await example('issue-ticket', ticket.first, null)
    await example('call-next')
    clock.pass(3_000)
    await example('recall-ticket', ticket.first)
    await example('start-service', ticket.first)
    await example('transfer-ticket', ticket.first)

    await example('issue-ticket', ticket.second, null)
    await example('call-next')
    await example('mark-no-show', ticket.second)
    await example('bring-back', ticket.second)
    await example('call-next')
    await example('park-ticket', ticket.second)
    await example('resume-ticket', ticket.second, binh)
    await example('pick-ticket', ticket.second)
    await example('finish-service', ticket.second)
    await example('rate-ticket', ticket.second, null)
    await example('explain-rating', ticket.second, null)

    await example('issue-ticket', ticket.third)
    await example('print-copy', ticket.third)
    await example('extend-visit', ticket.third)
    await example('shorten-visit', ticket.third)
    await example('change-class', ticket.third)
    await example('place-ticket', ticket.third, admin)
    await example('show-message', undefined, admin)
    await example('take-message', undefined, admin)
    await example('call-help')
    await example('answer-help', undefined, binh)
    await example('end-help', undefined, binh)
    await example('cancel-ticket', ticket.third)
    await example('set-automatic')
    await example('stop-service')
    await example('resume-service')
    await example('pause-counter')
    await example('close-counter')

    await example('plan-campaign', undefined, admin)
    await example('note-handed-out', undefined, admin)
    const slip = { code: codesOn(hall.dataFolder).codeOf('001', 1) }
    await example('enter-slip', undefined, admin, slip)
    await example('withdraw-slip', undefined, admin, slip)
    await example('close-campaign', undefined, admin)

    await example('book-appointment')
    await example('move-appointment')
    await example('cancel-appointment')
    const soon = { appointment: randomUUID(), slotAt: Date.parse('2026-11-23T09:30:00+07:00') }
    const { code } = (await example('book-appointment', undefined, an, soon)).body
    clock.pass(3_600_000)
    await example('check-in', randomUUID(), null, { code })

    clock.jump(-2 * DAY)
    while (!hall.hub.road.queue().clockSuspect) await wait(50)
    await example('confirm-clock', undefined, admin)

    const mistaken = randomUUID()
    await example('issue-ticket', mistaken, null)
    await example('void-ticket', mistaken, null)
    await example('pause-kiosk')
    await example('resume-kiosk')
    await example('begin-practice', undefined, admin)
    await example('end-practice', undefined, admin)
    await fromRoll('tra-ket-qua')
    await example('start-roll')
    await example('count-roll')
    assert.deepEqual([...run].sort(), ASKS.map(({ name }) => name).sort(), 'an ask was left out')
  })

  test('tells the truth about what anyone may read', async () => {
    for (const path of ['/api/staff', '/healthz', '/api/procedures', '/api/procedures/1.001193']) {
      const reply = await hall.get(path)
      assert.equal(reply.status, 200, path)
      const template = path.replace(/\d\.\d+$/, '{code}')
      const { schema } = document.paths[template].get.responses[200].content['application/json']
      assert.ok(Compile(schema as TSchema).Check(reply.body), `${path}: ${JSON.stringify(reply.body).slice(0, 300)}`)
    }
  })

  test('can be read in a browser, under the policy of the house', async () => {
    const page = await hall.get('/docs')
    assert.doesNotMatch(page.body, /<script|<style|\sstyle=|\son\w+=/i)
    const browser = await openBrowser()
    try {
      const screen = await browser.open(`${hall.url}/docs`, viewports.desk)
      await screen.settled()
      screen.assertQuiet()
      const shown = await screen.page.evaluate<string>('document.body.innerText')
      for (const { name } of ASKS) assert.ok(shown.includes(`/api/${name}`), name)
      // The sheet was taken, not refused: the page has the width it asks for.
      assert.equal(
        await screen.page.evaluate('getComputedStyle(document.querySelector("table")).borderCollapse'),
        'collapse',
      )
      assert.deepEqual(await screen.axe(), [])
      await screen.shot('api-page')
      await screen.close()
    } finally {
      await browser.close()
    }
  })
})

/** The hall's office, but for one service whose numbers come from a roll. */
async function fromRoll(id: string): Promise<void> {
  const { office } = hall.hub.road.queue()
  const services = office.services.map((one) => (one.id === id ? { ...one, numbersFrom: 'roll' as const } : one))
  const order = { type: 'ChangeOffice', office: { ...office, services } } as const
  await hall.hub.road.send({ id: null, by: { role: 'hub', id: 'test' }, order })
}

function assertSchema(schema: Document, at: string): void {
  if (schema.type !== undefined) assert.ok(TYPES.includes(schema.type), `${at}: type ${schema.type}`)
  assert.ok(!('nullable' in schema) && !('$ref' in schema), `${at}: not of 3.1`)
  if (schema.pattern) assert.doesNotThrow(() => new RegExp(schema.pattern, 'u'), at)
  for (const name of schema.required ?? [])
    assert.ok(name in schema.properties, `${at}: ${name} is required and unknown`)
  for (const own of Object.values<Document>(schema.properties ?? {})) assertSchema(own, at)
  for (const own of schema.anyOf ?? []) assertSchema(own, at)
  if (schema.items) assertSchema(schema.items, at)
}

spec('the same key, the same answer (I5)', ({ test }) => {
  test('now, at the same instant, and after a restart; with another body never', async () => {
    const env = { LUOT_PUBLIC_URL: 'http://luot.test' }
    const first = await startHub({ env })
    const issue = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const key = randomUUID()
    const at = (hub: TestHub, body: unknown, own: string = key) => hub.post('/api/issue-ticket', body, { key: own })

    const [one, two, three] = await Promise.all([at(first, issue), at(first, issue), at(first, issue, `"${key}"`)])
    assert.equal(one?.status, 200)
    assert.deepEqual([two?.body, three?.body], [one?.body, one?.body])
    const other = await at(first, { ...issue, service: 'ho-tich' })
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency-key-reused'])
    const stranger = await first.officer('an')
    assert.equal((await stranger.ask('issue-ticket', issue, key)).body.code, 'idempotency-key-reused')
    const refused = { ticket: randomUUID(), service: 'khong-co', class: 'ordinary' }
    const no = await at(first, refused, 'refused-once')
    assert.equal(no.body.code, 'unknown-service')
    await first.close({ keepData: true })

    const second = await startHub({ env, dataFolder: first.dataFolder })
    const again = await at(second, issue)
    assert.deepEqual([again.status, again.body], [200, one?.body])
    assert.equal((await at(second, { ...issue, class: 'cao-tuoi' })).body.code, 'idempotency-key-reused')
    assert.deepEqual((await at(second, refused, 'refused-once')).body, no.body)
    assert.equal(second.hub.road.queue().tickets.size, 1)
    await second.close()
  })

  test('a key that is missing or is none is told by name', async () => {
    const hub = await startHub()
    const issue = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const missing = await hub.post('/api/issue-ticket', issue)
    assert.deepEqual([missing.status, missing.body.code], [400, 'idempotency-key-missing'])
    for (const key of ['short', 'x'.repeat(67), 'with a space in it', 'with/slash/in/it', '"""""""""']) {
      const reply = await hub.post('/api/issue-ticket', issue, { key })
      assert.deepEqual([reply.status, reply.body.code], [400, 'bad-request'], key)
    }
    assert.equal(hub.hub.road.queue().tickets.size, 0)
    await hub.close()
  })
})
