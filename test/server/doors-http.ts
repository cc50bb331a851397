import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { Value } from 'typebox/value'
import { Problem } from '#core/contract/shapes.ts'
import { notHttp } from '#server/app.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let an: Staffer

/** Sends a body as it stands, byte by byte, and checks that the answer is a problem and that nothing came of it. */
async function refused(code: string, status: number, body: string, headers: Record<string, string> = {}) {
  const before = hall.hub.road.queue().seq
  const reply = await hall.post('/api/pause-counter', body, { key: randomUUID(), cookie: an.cookie, headers })
  assertProblem(reply, code, status)
  assert.equal(hall.hub.road.queue().seq, before, 'something changed')
}

function assertProblem(reply: Reply, code: string, status: number): void {
  assert.equal(reply.body.code, code, JSON.stringify(reply.body))
  assert.equal(reply.status, status)
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.ok(Value.Check(Problem, reply.body), JSON.stringify(reply.body))
  assert.ok(reply.body.message.vi.length > 0 && reply.body.message.en.length > 0)
  assert.doesNotMatch(JSON.stringify(reply.body), /node_modules|\.ts:\d+|at async/, 'a stack trace')
}

const paused = (more: Record<string, unknown>) => JSON.stringify({ counter: 'quay-1', reason: 'Nghỉ', ...more })

spec('bad input over HTTP', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-1' })
  })
  after(() => hall.close())

  const wrong: Record<string, string> = {
    'an unknown field': paused({ name: 'Nguyễn Văn A' }),
    'the command inside the body': paused({ command: randomUUID() }),
    'a missing field': JSON.stringify({ counter: 'quay-1' }),
    'a number for a text': paused({ reason: 5 }),
    'a text for an object': '"quay-1"',
    'a list for an object': '[]',
    null: 'null',
    'an object for a text': paused({ reason: { toString: 'x' } }),
    'an empty text': paused({ reason: '' }),
    'a text that is too long': paused({ reason: 'x'.repeat(201) }),
    'a name with a NUL': paused({ counter: 'quay-1\0' }),
    'a name with a line end': paused({ counter: 'quay-1\n' }),
    'a name in other letters': paused({ counter: 'quầy-1' }),
    'infinity for a text': '{"counter":"quay-1","reason":1e999}',
    'a field named constructor': paused({ constructor: 'x' }),
    'a field with a very long name': paused({ ['x'.repeat(20_000)]: 1 }),
    'depth for a text': `{"counter":"quay-1","reason":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  }
  for (const [what, body] of Object.entries(wrong)) {
    test(`${what} is refused by name`, () => refused('bad-request', 400, body))
  }
  test('the answer does not repeat a whole book', async () => {
    const reply = await hall.post('/api/pause-counter', wrong['a field with a very long name'], {
      key: randomUUID(),
      cookie: an.cookie,
    })
    assert.ok(JSON.stringify(reply.body).length < 3_000)
  })

  const notJson: Record<string, string> = {
    'half a body': '{"counter":"quay-1","rea',
    'no body': '',
    'NaN, which JSON has not': '{"counter":"quay-1","reason":NaN}',
    'a poisoned prototype': '{"counter":"quay-1","reason":"x","__proto__":{"role":"admin"}}',
    'a poisoned constructor': '{"counter":"quay-1","reason":"x","constructor":{"prototype":{}}}',
    'a mark before the text twice': '\ufeff\ufeff{}',
  }
  for (const [what, body] of Object.entries(notJson)) {
    test(`${what} is no JSON`, () => refused('bad-json', 400, body))
  }
  test('a body of 70 kB is too large', () => refused('too-large', 413, paused({ reason: 'x'.repeat(70_000) })))
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ]) {
    test(`a body of ${type} is the wrong type`, () => refused('wrong-type', 415, 'a=b', { 'content-type': type }))
  }

  test('unknown service, class, counter and ticket are named', async () => {
    const known = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const asks: [string, unknown, string, number][] = [
      ['issue-ticket', { ...known, service: 'khong-co' }, 'unknown-service', 404],
      ['issue-ticket', { ...known, class: 'khong-co' }, 'unknown-class', 404],
      ['open-counter', { counter: 'quay-99' }, 'unknown-counter', 404],
      ['bring-back', { ticket: randomUUID() }, 'unknown-ticket', 404],
      ['rate-ticket', { ticket: null, counter: 'quay-1', level: 'khong-co' }, 'not-allowed', 403],
    ]
    for (const [name, body, code, status] of asks) assertProblem(await an.ask(name, body), code, status)
  })

  test('a name every object has is no service and no counter', async () => {
    const issue = { ticket: randomUUID(), service: 'constructor', class: 'ordinary' }
    assertProblem(await hall.post('/api/issue-ticket', issue, { key: randomUUID() }), 'bad-request', 400)
    assertProblem(await an.ask('open-counter', { counter: 'constructor' }), 'bad-request', 400)
  })

  test('an address that is nowhere, cannot be decoded, or is far too long', async () => {
    assertProblem(await hall.get('/api/nothing'), 'not-found', 404)
    assertProblem(await hall.get('/%zz'), 'bad-request', 400)
    assertProblem(await hall.get(`/api/procedures/${'9'.repeat(190)}`), 'bad-request', 400)
    assertProblem(await hall.get(`/api/procedures/${'9'.repeat(2_000)}`), 'bad-request', 400)
    assertProblem(await hall.get('/api/procedures?q=a&x=1'), 'bad-request', 400)
    assertProblem(await hall.get('/api/procedures?limit=1e999'), 'bad-request', 400)
    assertProblem(await hall.get('/clips/..%2f..%2fluot.wav'), 'not-found', 404)
    for (const path of ['/.git/config', '/luot.db', '/data/luot.db', '/../luot.db', '/kiosk/..%2f..%2fpackage.json']) {
      const reply = await hall.get(path)
      assert.doesNotMatch(String(reply.body), /SQLite format|"dependencies"|\[core\]/, path)
    }
  })

  test('a method nobody opened', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      assertProblem(await hall.post('/api/call-next', '{}', { method }), 'not-found', 404)
    }
  })

  test('what is no HTTP is told so, with the same headers', async () => {
    for (const bytes of [
      'NOT HTTP AT ALL\r\n\r\n',
      `GET / HTTP/1.1\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
      '\0\x01\x02\xff'.repeat(50),
    ]) {
      const answer = await raw(bytes)
      assert.match(answer, /^HTTP\/1\.1 4\d\d /)
      assert.match(answer, /application\/problem\+json/)
      assert.match(answer, /nosniff/)
    }
  })

  test('a line on which nothing came in time is told 408, so that a browser asks again on another', async () => {
    const [line, said] = [new PassThrough(), [] as string[]]
    line.on('data', (part) => said.push(String(part)))
    notHttp(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), line as unknown as Socket)
    await once(line, 'end')
    assert.match(said.join(''), /^HTTP\/1\.1 408 too-slow\r\nconnection: close\r\n/)
    assert.match(said.join(''), /content-security-policy: default-src 'none'/)
  })

  test('a change from a foreign page is refused before it is read', async () => {
    for (const origin of ['http://evil.example', 'null', 'http://', `${hall.url}.evil.example`, 'file://']) {
      const before = hall.hub.road.queue().seq
      const issue = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
      const reply = await hall.post('/api/issue-ticket', issue, { key: randomUUID(), headers: { origin } })
      assertProblem(reply, 'foreign-origin', 403)
      assert.equal(hall.hub.road.queue().seq, before)
    }
    assert.equal((await hall.post('/api/session', {}, { headers: { origin: 'http://evil.example' } })).status, 403)
    assert.equal((await hall.post('/api/session', '', { method: 'DELETE', headers: { origin: 'null' } })).status, 403)
    const own = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const welcome = await hall.post('/api/issue-ticket', own, { key: randomUUID(), headers: { origin: hall.url } })
    assert.equal(welcome.status, 200)
  })

  test('every answer carries the headers of a closed house (S5)', async () => {
    const paths = [
      '/',
      '/healthz',
      '/openapi.json',
      '/docs',
      '/docs/page.css',
      '/api/staff',
      '/api/day',
      '/nothing',
      '/metrics',
    ]
    for (const path of [...paths, '/%zz', '/socket.io/?EIO=4&transport=polling', '/kiosk/', '/desk/']) {
      const { headers } = await fetch(`${hall.url}${path}`, { redirect: 'manual' })
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'/, path)
      assert.match(policy, /frame-ancestors 'none'/, path)
      assert.doesNotMatch(policy, /unsafe|https:|\*/, path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.equal(headers.get('x-powered-by'), null, path)
      assert.equal(headers.get('access-control-allow-origin'), null, path)
      if (path.startsWith('/socket.io') || path === '/%zz') continue
      for (const directive of ["object-src 'none'", "base-uri 'none'", "form-action 'none'"]) {
        assert.ok(policy.includes(directive), `${path} lacks ${directive}`)
      }
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path)
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path)
      assert.equal(headers.get('x-frame-options'), 'DENY', path)
      if (path.startsWith('/api/')) assert.equal(headers.get('cache-control'), 'no-store', path)
    }
  })

  test('after all of this the hub serves as before', async () => {
    assert.match((await hall.issue()).number, /^H\d{3}$/)
    assert.equal((await an.ask('call-next', { counter: 'quay-1' })).status, 200)
    const health = await hall.get('/healthz')
    assert.equal(health.status, 200)
    assert.equal(health.body.seq, hall.hub.road.queue().seq)
  })
})

/** Says bytes on a bare line and hears the answer to its end. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const line = connect(Number(new URL(hall.url).port), '127.0.0.1', () => line.write(bytes, 'latin1'))
    line.setEncoding('latin1').on('data', (text) => {
      answer += text
    })
    line.on('close', () => resolve(answer))
    line.on('error', reject)
  })
}
