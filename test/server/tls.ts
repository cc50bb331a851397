import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createSecureContext, type TLSSocket } from 'node:tls'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { CannotStart, readConfig } from '#server/config.ts'
import { namesHere, ownIdentity } from '#server/tls/authority.ts'
import { openSecureDoor } from '#server/tls/secure-door.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'
import { helloOf } from '../kit/wire.ts'

const OUTSIDE = { 'x-forwarded-for': '203.0.113.9' }
const YEAR = 365 * 86_400_000

spec('TLS with an authority of the hub’s own (S6)', ({ test, skip, before, after }) => {
  if (!hasOpenssl()) {
    skip('TLS', 'the program openssl is not on this machine')
    return
  }
  let hall: TestHub
  let ca: string
  let port: number
  before(async () => {
    hall = await startHub({ env: { LUOT_TLS: 'required', LUOT_TLS_PORT: '0', LUOT_TRUST_PROXY: '127.0.0.1' } })
    ca = (await hall.get('/ca.crt')).body
    port = hall.hub.tlsPort ?? 0
  })
  after(() => hall.close())

  test('a machine that trusts the authority is answered over TLS 1.3, with HSTS and a Secure cookie', async () => {
    const answer = await over('/healthz')
    assert.equal(answer.status, 200)
    assert.ok(hall.hub.welcome.includes(`https://127.0.0.1:${port}/desk/`), hall.hub.welcome)
    assert.equal(answer.protocol, 'TLSv1.3')
    assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{7,}/)
    const { id = '', pin = '' } = hall.hub.pins[0] ?? {}
    const signed = await over('/api/session', { staff: id, pin })
    assert.equal(signed.status, 200, signed.body)
    assert.match(String(signed.headers['set-cookie']), /Secure/)
    assert.match(String(signed.headers['set-cookie']), /HttpOnly/)
    assert.match(String(signed.headers['set-cookie']), /SameSite=Strict/)
  })

  test('nothing older than TLS 1.2 is spoken, and no suite without authenticated encryption', async () => {
    // OpenSSL itself speaks the old ones only when told to.
    for (const old of ['TLSv1', 'TLSv1.1'] as const) {
      assert.match(
        await speak({ maxVersion: old, minVersion: old, ciphers: 'DEFAULT@SECLEVEL=0' }),
        /refused: .*PROTOCOL_VERSION/,
        old,
      )
    }
    assert.match(
      await speak({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA' }),
      /refused/,
    )
    assert.match(await speak({ maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }), /refused/, 'no forward secrecy')
    assert.match(await speak({ maxVersion: 'TLSv1.2' }), /^TLSv1\.2 ECDHE-ECDSA-(AES|CHACHA)/)
    assert.match(await speak({}), /^TLSv1\.3/)
  })

  test('the authority speaks for names of a LAN alone, and lasts; the certificate is a short one', () => {
    const own = new X509Certificate(ca)
    assert.equal(own.ca, true)
    assert.ok(Date.parse(own.validTo) - Date.now() > 9 * YEAR)
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: ca, encoding: 'utf8' })
    assert.match(text, /Name Constraints: critical/)
    assert.match(text, /pathlen:0/)
    const hub = new X509Certificate(readFileSync(join(hall.dataFolder, 'tls', 'hub.crt')))
    assert.ok(Date.parse(hub.validTo) - Date.now() < 398 * 86_400_000)
    assert.equal(hub.ca, false)
    for (const { publicKey } of [own, hub]) assert.equal(publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1')
    assert.ok(hub.checkHost('luot.local') && hub.checkIP('127.0.0.1'))
    for (const key of ['ca.key', 'hub.key'])
      assert.equal(statSync(join(hall.dataFolder, 'tls', key)).mode & 0o077, 0, key)
  })

  test('every kind of answer says so over TLS: pages, refusals, what is nowhere, sockets, and what is no HTTP (S5)', async () => {
    const paths = ['/', '/kiosk/', '/healthz', '/api/people', '/nothing', '/api/nothing', '/%zz', '/ca.crt']
    for (const path of [...paths, '/api/procedures?x=1', '/socket.io/?EIO=4&transport=polling']) {
      const { headers } = await over(path)
      assert.match(String(headers['strict-transport-security']), /^max-age=\d{7,}$/, path)
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, path)
      assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/, path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.equal(headers['referrer-policy'], 'no-referrer', path)
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path)
    }
    const answer = await new Promise<string>((resolve, reject) => {
      const line = connect({ host: 'localhost', port, ca, servername: 'localhost' }, () =>
        line.write('no HTTP\r\n\r\n'),
      )
      let text = ''
      line.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      line.on('end', () => resolve(text))
      line.on('error', reject)
    })
    assert.match(answer, /^HTTP\/1\.1 400 /)
    assert.match(answer, /strict-transport-security: max-age=\d{7,}/)
    assert.match(answer, /content-security-policy: default-src 'none'/)
    assert.match(answer, /"code":"bad-request"/)
  })

  test('the board’s socket speaks over TLS', async () => {
    const socket = io(`https://localhost:${port}/display`, {
      ca,
      transports: ['websocket'],
      auth: helloOf({ id: 'board-1' }),
      reconnection: false,
    })
    const view = await new Promise((resolve, reject) => {
      socket.once('view', resolve)
      socket.once('connect_error', reject)
    })
    socket.close()
    assert.ok(view)
  })

  test('over plain http staff of other machines are sent to TLS, and nothing of theirs is believed', async () => {
    const desk = await fetch(`${hall.url}/desk/day?x=1`, { headers: OUTSIDE, redirect: 'manual' })
    assert.equal(desk.status, 307)
    assert.equal(desk.headers.get('location'), `https://127.0.0.1:${port}/desk/day?x=1`)
    const { id, pin } = hall.hub.pins[0] ?? {}
    const signIn = await hall.post('/api/session', { staff: id, pin }, { headers: OUTSIDE })
    assert.deepEqual([signIn.status, signIn.body.code], [403, 'use-tls'])
    const officer = await hall.officer('an')
    const asked = await hall.post(
      '/api/open-counter',
      { counter: 'quay-1' },
      { key: 'key-12345678', cookie: officer.cookie, headers: OUTSIDE },
    )
    assert.equal(asked.body.code, 'use-tls')
    assert.equal(
      (await hall.post('/api/open-counter', { counter: 'quay-1' }, { key: 'key-12345679', cookie: officer.cookie }))
        .status,
      200,
      'the hub’s own machine',
    )
  })

  test('citizens’ phones, which trust no authority of ours, still reach their ticket over http', async () => {
    const { url } = await hall.issue()
    const page = await fetch(`${hall.url}/t/${url.split('/').at(-1)}`, { headers: OUTSIDE, redirect: 'manual' })
    assert.ok(page.status === 200 || page.status === 503, `${page.status}: the page, or the word that it is not built`)
  })

  async function over(
    path: string,
    body?: object,
  ): Promise<{ status: number; body: string; protocol: string | null; headers: Record<string, unknown> }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: 'localhost',
          port,
          path,
          ca,
          method: body ? 'POST' : 'GET',
          headers: { 'content-type': 'application/json' },
        },
        (answer) => {
          let text = ''
          const protocol = (answer.socket as TLSSocket).getProtocol()
          answer.on('data', (part) => (text += part))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: text, protocol, headers: answer.headers }),
          )
        },
      )
      asked.on('error', reject)
      asked.end(body && JSON.stringify(body))
    })
  }

  async function speak(how: object): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect({ host: 'localhost', port, ca, servername: 'localhost', ...how })
      socket.once('secureConnect', () => {
        resolve(`${socket.getProtocol()} ${socket.getCipher().name}`)
        socket.destroy()
      })
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(`refused: ${error.code}`))
    })
  }
})

spec('certificates: made once, renewed in time, or the office’s own', ({ test, skip, before, after }) => {
  if (!hasOpenssl()) {
    skip('certificates', 'the program openssl is not on this machine')
    return
  }
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-tls-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('a second start keeps both; the certificate alone is renewed a month before its end, or for a new name', async () => {
    const names = namesHere(null)
    const first = await ownIdentity(folder, names, Date.now())
    assert.equal((await ownIdentity(folder, names, Date.now())).cert, first.cert)
    const later = await ownIdentity(folder, names, Date.now() + 380 * 86_400_000)
    assert.notEqual(later.cert, first.cert)
    assert.equal(later.ca, first.ca)
    const named = await ownIdentity(folder, [...names, 'one-stop.local'], Date.now())
    assert.ok(new X509Certificate(named.cert).checkHost('one-stop.local'))
  })

  test('a pair that a power cut left half is made anew, and a name of the Internet is not spoken for', async () => {
    const names = namesHere(null)
    await ownIdentity(folder, names, Date.now())
    writeFileSync(join(folder, 'tls', 'hub.key'), '')
    const mended = await ownIdentity(folder, [...names, 'bank.example.com', '8.8.8.8'], Date.now())
    const cert = new X509Certificate(mended.cert)
    assert.match(mended.key, /PRIVATE KEY/)
    assert.equal(cert.checkHost('bank.example.com'), undefined)
    assert.equal(cert.checkIP('8.8.8.8'), undefined)
    const chain = join(folder, 'hub.pem')
    writeFileSync(chain, mended.cert)
    const said = execFileSync('openssl', ['verify', '-CAfile', join(folder, 'tls', 'ca.crt'), chain], {
      encoding: 'utf8',
    })
    assert.match(said, /OK/)
  })

  test('an authority that a power cut emptied, or whose key is another’s, is made anew; without its names it speaks for a LAN', async () => {
    const home = mkdtempSync(join(folder, 'cut-'))
    const at = (name: string) => join(home, 'tls', name)
    const names = [...namesHere(null), 'hall.example']
    const good = ({ ca, cert, key }: Awaited<ReturnType<typeof ownIdentity>>) => {
      assert.ok(new X509Certificate(cert).verify(new X509Certificate(ca).publicKey))
      createSecureContext({ cert, key })
      return new X509Certificate(cert)
    }
    let before = await ownIdentity(home, names, Date.now())
    assert.equal(before.isMadeAnew, false, 'the first one')
    for (const [spoilt, text] of [
      ['ca.crt', ''],
      ['ca.key', ''],
      ['ca.key', before.key],
    ] as const) {
      writeFileSync(at(spoilt), text)
      const mended = await ownIdentity(home, names, Date.now())
      assert.ok(good(mended).checkHost('hall.example'))
      assert.deepEqual([mended.isMadeAnew, mended.ca === before.ca], [true, false], spoilt)
      before = await ownIdentity(home, names, Date.now())
      assert.deepEqual(before, { ...mended, isMadeAnew: false }, 'and stays')
    }
    rmSync(at('names'))
    rmSync(at('hub.crt'))
    const nameless = await ownIdentity(home, names, Date.now())
    assert.equal(nameless.ca, before.ca)
    assert.ok(good(nameless).checkHost('luot.local'))
    assert.equal(good(nameless).checkHost('hall.example'), undefined)
  })

  test('a hub that offers TLS beside http opens without it where it cannot, and says so', async () => {
    const cert = join(folder, 'none.crt')
    const env = { LUOT_TLS: 'offered', LUOT_TLS_PORT: '0', LUOT_TLS_CERT: cert, LUOT_TLS_KEY: cert }
    const hall = await startHub({ env: { ...env, LUOT_LOG: 'silent' } })
    assert.equal(hall.hub.tlsPort, null)
    assert.ok(!hall.hub.welcome.includes('https:'), hall.hub.welcome)
    const { faults } = (await hall.get('/healthz')).body
    assert.ok(faults.some(({ code }: { code: string }) => code === 'tls-shut'))
    await hall.close()
  })

  test('the office’s own certificate is used; one whose key is another’s is refused with a sentence', async () => {
    await ownIdentity(folder, namesHere(null), Date.now())
    const at = (name: string) => join(folder, 'tls', name)
    const env = { LUOT_TLS: 'offered', LUOT_TLS_PORT: '0', LUOT_TLS_CERT: at('hub.crt'), LUOT_TLS_KEY: at('hub.key') }
    const hall = await startHub({ env })
    assert.ok(hall.hub.tlsPort)
    assert.equal((await hall.get('/ca.crt')).status, 404, 'no authority of ours')
    assert.equal(existsSync(join(hall.dataFolder, 'tls')), false)
    await hall.close()
    const files = { cert: at('hub.crt'), key: at('ca.key') }
    const config = { mode: 'offered', port: 0, files } as const
    const rest = {
      dataFolder: folder,
      publicUrl: null,
      handle: () => undefined,
      now: Date.now,
      log: pino({ level: 'silent' }),
    }
    await assert.rejects(openSecureDoor({ config, ...rest }), (error: Error) => {
      assert.ok(error instanceof CannotStart)
      return /do not go together/.test(error.message)
    })
    assert.throws(() => readConfig({ LUOT_TLS: 'offered', LUOT_TLS_CERT: at('hub.crt') }), /LUOT_TLS_KEY/)
  })
})

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false // told as a skipped test
  }
}
