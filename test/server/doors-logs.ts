import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { io } from 'socket.io-client'
import { freshNonce } from '#server/agent/handshake.ts'
import { AGENT_PROTOCOL } from '#server/agent/words.ts'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { openProvider, travel } from '../kit/other-house.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

/** What would begin a line of its own, paint it, or hide it, were it ever written out as it came. */
const FORGED = 'x\n{"level":60,"time":0,"msg":"forged"}\r\n\u001b[2J\u001b]0;forged\u0007\u009b31m\u2028\u0085'
const CARD = '079188801234'

let folder: string
let hub: HubProcess
let url = ''
let said = 0
let provider: Awaited<ReturnType<typeof openProvider>>
const secrets = new Map<string, string>()

/** Somebody's request; whatever of it must never be read in a log is remembered. */
async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(line) ?? []
    if (value !== '') secrets.set(`cookie ${name} of ${method} ${path}`, value)
  }
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  const answer: any = isJson ? JSON.parse(text) : null
  return { status: response.status, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', body: answer }
}

/** Bytes no client of ours would send: Node's own refuses them before they leave. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const line = connect(Number(new URL(url).port), '127.0.0.1', () => line.end(bytes, 'latin1'))
    line.setEncoding('latin1').on('data', (part) => {
      answer += part
    })
    line.on('close', () => resolve(answer))
    line.on('error', reject)
  })
}

spec('a log that tells nothing it should not, and that nobody can write into (S19)', ({ test, before, after }) => {
  let admin = ''

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-logs-'))
    secrets.set('the secret of the two houses', `houses-${randomBytes(12).toString('hex')}`)
    const file = join(folder, 'oidc-secret')
    writeFileSync(file, `${secrets.get('the secret of the two houses')}\n`)
    provider = await openProvider(() => `${url}/oidc/back`, secrets.get('the secret of the two houses') ?? '')
    const data = join(folder, 'data')
    for (const { id, pin } of await furnishWithoutLimits(data)) secrets.set(`PIN of ${id}`, pin)
    hub = await startProcess({
      LUOT_DATA: data,
      LUOT_LOG: 'trace',
      LUOT_DOCK: '1',
      LUOT_TRUST_PROXY: '127.0.0.1',
      LUOT_OIDC_ISSUER: provider.issuer,
      LUOT_OIDC_CLIENT: 'luot',
      LUOT_OIDC_SECRET_FILE: file,
      ...(hasOpenssl() && { LUOT_TLS: 'offered', LUOT_TLS_PORT: '0' }),
    })
    assert.ok(hub.url, hub.output())
    url = hub.url
    for (const name of ['ca.key', 'hub.key']) {
      const key = join(data, 'tls', name)
      if (!existsSync(key)) continue
      const [, line = ''] = readFileSync(key, 'utf8').split('\n')
      secrets.set(`the private part of ${name}`, line)
    }
    // The console tells the code of a first start once, before the log; what comes after it is looked into.
    const code = /\b([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})\b/.exec(hub.output())?.[1] ?? ''
    said = hub.output().length
    const password = `lối vào ${randomUUID()}`
    secrets.set('the code of the first start', code)
    secrets.set('the administrator’s password', password)
    const made = await send('POST', '/api/setup', { code, staff: 'quan-tri', name: 'Quản trị', password })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    admin = made.cookie
  })
  after(async () => {
    await hub.stop()
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every secret is used as it is meant, and as it is not', async () => {
    const asAdmin = { cookie: admin }
    // People: a PIN that is handed out, one that is chosen, sessions by cookie and by header, wrong ones that are nearly right.
    const handed = await send('POST', '/api/people', { id: 'moi', name: 'Người mới', role: 'officer' }, asAdmin)
    secrets.set('a PIN that was handed out', handed.body.pin)
    const first = await send('POST', '/api/session', { staff: 'moi', pin: handed.body.pin })
    secrets.set('a PIN that was chosen', '739152')
    const chosen = await send('PUT', '/api/session/secret', { secret: '739152' }, { cookie: first.cookie })
    assert.equal(chosen.status, 200, JSON.stringify(chosen.body))
    const token = first.cookie.split('=')[1] ?? ''
    await send('GET', '/api/session', undefined, { authorization: `Bearer ${token}` })
    await send('GET', `/api/people?token=${token}`, undefined, {
      authorization: `Bearer ${token}x`,
      referer: `${url}/?${token}`,
    })
    // Somebody types the PIN where the name belongs, from everywhere, until the hub says that PINs are tried.
    await send('POST', '/api/session', { staff: '739152', pin: 'moi' })
    // Five tries are free in each place; the tenth wrong one is told.
    for (let tries = 0; tries < 10; tries++) {
      const from = { 'x-forwarded-for': tries < 5 ? '203.0.113.20' : 'x"}{"msg":"forged"}\u009b31m' }
      const wrong = await send('POST', '/api/session', { staff: 'an', pin: `sai-${tries}-${CARD}` }, from)
      assert.equal(wrong.body.code, 'wrong-pin')
    }
    // Machines: an agent's key, a screen's, a sender's, the one of sealed copies.
    const agent = await send('POST', '/api/agents', { id: 'kiosk-pi', name: 'Máy ở cửa' }, asAdmin)
    assert.equal(agent.status, 200, JSON.stringify(agent.body))
    secrets.set('the key of an agent', agent.body.key)
    for (const proof of [agent.body.key, FORGED]) await knockAsAgent('kiosk-pi', proof)
    const key = await send('POST', '/api/backups/key', { fresh: false }, asAdmin)
    assert.equal(key.status, 200, JSON.stringify(key.body))
    secrets.set('the recovery key', key.body.key)
    secrets.set('the recovery key without its spaces', key.body.key.replaceAll(' ', ''))
    const sender = await send('POST', '/api/backups/senders', { id: 'phuong-dong', name: 'Phường Đông' }, asAdmin)
    assert.equal(sender.status, 200, JSON.stringify(sender.body))
    secrets.set('the key of a sender', sender.body.key)
    for (const more of ['', 'x']) {
      await send('GET', '/api/keeping/inbox', undefined, { authorization: `Bearer ${sender.body.key}${more}` })
    }
    const page = { run: randomBytes(16).toString('hex'), wants: '/kiosk/', build: 'index-a.js', rev: null }
    const screen = await send('POST', '/api/screen', page, { 'x-forwarded-for': '203.0.113.7' })
    assert.match(screen.cookie, /^luot_place=/)
    secrets.set('the code a screen shows', screen.body.code)
    await send('POST', '/api/screen', page, { 'x-forwarded-for': '203.0.113.8', cookie: `${screen.cookie}x` })
    // Citizens: an identity card, and the code of a slip.
    secrets.set('the number of a card', CARD)
    const asked = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    await send('POST', '/api/issue-ticket', { ...asked, card: CARD })
    const slip = await send('POST', '/api/issue-ticket', { ...asked, ticket: randomUUID() })
    secrets.set('the code of a slip', slip.body.url.split('/').at(-1))
    for (const path of ['/t/', '/api/views/citizen?code='])
      await send('GET', `${path}${slip.body.url.split('/').at(-1)}`)
    const wire = await openWire(url)
    await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))
    await wire.ask('kiosk', 'issue-ticket', {
      ...asked,
      command: randomUUID(),
      ticket: randomUUID(),
      card: `${CARD}|x|${CARD}`,
    })
    wire.close()
    // Another house: tied, come in, and a way back that was forged.
    const browser = new Map([[`${new URL(url).host} luot_session`, chosen.cookie.split('=')[1] ?? token]])
    const tied = await travel(`${url}/oidc/start?tie=1`, browser, 'nguyen.moi')
    assert.match(tied.text, /oidc=tied/, tied.text)
    await send('GET', `/oidc/back?code=${token}&state=${token}`, undefined, { cookie: `luot_trip=${token}` })
  }, 60_000)

  test('every name, address and header is used to write a line of one’s own', async () => {
    const odd = encodeURIComponent(FORGED)
    for (const path of [
      `/${odd}`,
      `/api/${odd}`,
      `/api/procedures?q=${odd}`,
      `/media/${odd}`,
      `/t/${odd}`,
      `/desk/${odd}`,
    ]) {
      await send('GET', path, undefined, {
        'user-agent': odd,
        referer: odd,
        origin: odd,
        'x-request-id': odd,
        'request-id': odd,
      })
    }
    const texts: [string, string, object][] = [
      ['POST', '/api/session', { staff: FORGED, pin: FORGED }],
      ['POST', '/api/setup', { code: FORGED, staff: FORGED, name: FORGED, password: FORGED }],
      ['POST', '/api/people', { id: 'la', name: FORGED, role: 'officer' }],
      ['PUT', '/api/people/moi', { name: FORGED, role: 'officer' }],
      ['POST', '/api/agents', { id: 'la', name: FORGED }],
      ['POST', '/api/screen', { run: FORGED, wants: `/kiosk/${FORGED}`, build: FORGED, rev: null }],
      ['POST', '/api/pause-counter', { counter: 'quay-1', reason: FORGED }],
      ['POST', '/api/call-next', { [FORGED]: FORGED }],
      ['POST', `/api/devices/${odd}/test`, {}],
      ['POST', `/api/dock/${odd}`, { action: FORGED }],
      ['POST', `/api/screens/${odd}/revoke`, { why: FORGED }],
    ]
    for (const [method, path, body] of texts) {
      await send(method, path, body, { cookie: admin })
      await send(method, path, body)
    }
    // As bytes: in the address, in a header, in a method, and as what is no HTTP at all.
    const bytes = `\u001b[2J\u009b31m{"level":60,"msg":"forged"}`
    for (const text of [
      `GET /${bytes} HTTP/1.1\r\nhost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nhost: x\r\nuser-agent: ${bytes}\r\n\r\n`,
      `GET /metrics HTTP/1.1\r\nhost: ${bytes}\r\nx-forwarded-for: 203.0.113.9\u009b31m\r\nconnection: close\r\n\r\n`,
      `${bytes} / HTTP/1.1\r\n\r\n`,
      `${FORGED}\r\n\r\n`,
    ]) {
      assert.match(await raw(text), /^HTTP\/1\.1 4\d\d /)
    }
    const wire = await openWire(url)
    for (const audience of ['kiosk', 'desk', 'hall', 'citizen']) {
      assert.equal((await wire.enter(audience, helloOf({ id: FORGED, code: FORGED, counter: FORGED }))).in, false)
    }
    await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))
    await wire.ask('kiosk', FORGED, FORGED)
    await wire.ask('kiosk', 'void-ticket', { command: FORGED, ticket: FORGED })
    wire.close()
    await knockAsAgent(FORGED, FORGED)
    // Behind the lock, and as what is no greeting of it.
    const port = Number(/https:\/\/[^\s/]*?:(\d+)/.exec(hub.output())?.[1] ?? 0)
    if (hasOpenssl()) {
      assert.ok(port > 0, hub.output().slice(0, said))
      assert.match(
        await overTls(port, `GET /${odd} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
        /^HTTP\/1\.1 404 /,
      )
      assert.match(await overTls(port, `${bytes}\r\n\r\n`), /^HTTP\/1\.1 400 /)
    }
  }, 60_000)

  test('each line is one whole record, nobody’s but the hub’s, and holds no secret', async () => {
    await hub.stop()
    const log = hub.output().slice(said)
    const lines = log.split('\n').filter((line) => line.trim() !== '')
    const records = lines.map((line) => {
      try {
        return JSON.parse(line)
      } catch {
        return assert.fail(`no record of the hub: ${JSON.stringify(line)}`)
      }
    })
    for (const record of records) {
      assert.equal(typeof record.level, 'number')
      assert.equal(typeof record.msg, 'string')
      assert.notEqual(record.msg, 'forged')
    }
    // What a terminal would obey, in the log as it is written.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    assert.doesNotMatch(log.replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
    // It was not simply silent: what was tried is told.
    for (const told of ['somebody tries PINs', 'an agent came with a wrong key']) {
      assert.ok(
        records.some(({ msg }) => msg === told),
        `not a word of: ${told}`,
      )
    }
    assert.ok(secrets.size >= 20, `${secrets.size}`)
    for (const [what, secret] of secrets) {
      assert.ok(secret.length >= 6, `${what} is too short to be looked for: ${secret}`)
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
        assert.ok(!log.includes(form), `${what} is in the log: ${lines.find((line) => line.includes(form))}`)
      }
    }
  })
})

function overTls(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const line = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => line.write(bytes, 'latin1'))
    line.setEncoding('latin1').on('data', (part) => {
      answer += part
    })
    line.on('close', () => resolve(answer))
    line.on('error', reject)
  })
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false // then there is no key to be kept either
  }
}

/** Comes to the agents' door under a name, with a proof that is none. */
async function knockAsAgent(agent: string, proof: string): Promise<void> {
  const hello = { protocol: AGENT_PROTOCOL, agent, nonce: freshNonce(), boot: randomUUID(), version: '1' }
  const socket = io(`${url}/agent`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: hello })
  await new Promise<void>((resolve) => {
    socket.once('greeting', () => socket.emit('proof', proof))
    socket.once('disconnect', () => resolve())
    socket.once('connect_error', () => resolve())
  })
  socket.close()
}
