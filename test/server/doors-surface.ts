import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import type { Surface } from '../kit/scan-own-net.ts'
import { spec } from '../kit/spec.ts'

// A named proxy on this machine lets the test come from a stranger's.
let strangers = 0
const outside = () => ({ 'x-forwarded-for': `203.0.113.${++strangers % 250}` })
const PLANTED = 'planted, and to be seen by nobody'
// The smallest picture there is: one pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let hall: TestHub
let admin: Staffer
let apps: string

interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Asks for an address exactly as it is written: fetch would tidy `..` away. */
function ask(path: string, method = 'GET', headers: Record<string, string> = outside()): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(hall.url)
    const asked = request({ host: hostname, port, path, method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('latin1').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

spec('what strangers on the network find (S21), and what every answer says of itself (S5)', (tools) => {
  const { test, before, after } = tools
  before(async () => {
    apps = screensWithThingsNobodyShouldSee()
    const env = {
      LUOT_TRUST_PROXY: '127.0.0.1',
      LUOT_OIDC_ISSUER: 'http://127.0.0.1:9',
      LUOT_OIDC_CLIENT: 'luot',
      // What is tried here is refused aloud; that is meant.
      LUOT_LOG: 'silent',
    }
    hall = await startHub({ env, appsFolder: apps })
    admin = await hall.administrator()
    writeFileSync(join(hall.dataFolder, '.env'), PLANTED)
    mkdirSync(join(hall.dataFolder, 'media'), { recursive: true })
    writeFileSync(join(hall.dataFolder, 'media', '.env'), PLANTED)
    writeFileSync(join(hall.dataFolder, 'media', 'keys.db'), PLANTED)
  })
  after(async () => {
    await hall.close()
    rmSync(apps, { recursive: true, force: true })
  })

  test('what is no door is not found, whatever scanners look for', async () => {
    const words = wordsOfScanners()
    assert.ok(words.length > 300, `${words.length}`)
    for (const word of words) {
      const methods = ['GET', 'POST']
      const heard = await Promise.all(methods.map((method) => ask(`/${word}`, method)))
      for (const [at, { status, text }] of heard.entries()) {
        const isOurs = [401, 404].includes(status) || (word.startsWith('socket.io') && status === 400)
        assert.ok(isOurs, `${methods[at]} /${word}: ${status} ${text.slice(0, 100)}`)
      }
      // Below a screen a word may name one of its pages, which all begin with the same file; never anything that lies there.
      const below = ['/desk/', '/api/', '/media/']
      for (const { status, text } of await Promise.all(below.map((begin) => ask(`${begin}${word}`)))) {
        assert.ok([401, 403, 404].includes(status) || isPage(text), `${word}: ${status} ${text.slice(0, 100)}`)
        assert.ok(!text.includes(PLANTED), word)
      }
    }
  }, 60_000)

  test('what only the hall may see is closed to strangers: its health, figures, description, voice and pictures', async () => {
    const own = ['/healthz', '/metrics', '/docs', '/docs/page.css', '/openapi.json', '/clips/x.wav', '/media/x.png']
    for (const path of [...own, '/api/dock', '/api/dock/printer-1/x.png']) {
      const { status, text } = await ask(path)
      assert.equal(status, 401, path)
      assert.equal(JSON.parse(text).code, 'sign-in-first', path)
    }
  })

  test('no address climbs out of its folder, for strangers, on the hub’s own machine, or for an administrator', async () => {
    const files = ['.env', 'luot.db', 'package.json', 'media/.env']
    const ups = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '....//', '.%00./', '%252e%252e%252f']
    const begins = ['/', '/media/', '/clips/', '/kiosk/', '/desk/', '/desk/assets/', '/t/', '/p/', '/docs/']
    const inMedia = ['/media/.env', '/media/keys.db', '/media/%2eenv', '/media/']
    const paths = begins.flatMap((begin) =>
      ups.flatMap((up) => files.flatMap((file) => [`${begin}${up}${file}`, `${begin}${up.repeat(4)}${file}`])),
    )
    for (const cookie of [null, '', admin.cookie]) {
      for (const path of [...paths, ...inMedia]) {
        // Nobody is sent away for knocking too often: every knock comes from another place, or from the hub’s own machine.
        const { status, text } = await ask(path, 'GET', { ...(cookie !== '' && outside()), ...(cookie && { cookie }) })
        assert.ok(!text.includes(PLANTED) && !text.includes('SQLite format') && !text.includes('"scripts"'), path)
        assert.ok(
          [302, 400, 401, 404].includes(status) || isPage(text) || text.includes('npm run build'),
          `${path}: ${status} ${text.slice(0, 80)}`,
        )
      }
    }
  }, 60_000)

  test('of the screens only their pages and files are given: no list of a folder, no map of their source, no hidden file', async () => {
    assert.ok(isPage((await ask('/desk/')).text))
    assert.ok(isPage((await ask('/desk/reports')).text), 'each page of the desk begins with the same file')
    assert.equal((await ask('/desk/assets/index-a.js')).status, 200)
    const none = ['/desk/assets/', '/desk/assets', '/desk/.git/config', '/desk/.env', '/desk/assets/index-a.js.map']
    for (const path of [
      ...none,
      '/desk/assets/gone-b.js',
      '/desk/backup.zip',
      '/desk/luot.db',
      '/desk/assets/.hidden',
    ]) {
      const { status, text } = await ask(path)
      assert.equal(status, 404, `${path}: ${text.slice(0, 100)}`)
    }
  })

  test('every kind of answer carries the headers of a closed house', async () => {
    const signedIn = { ...outside(), cookie: admin.cookie }
    const media = await fetch(`${hall.url}/api/media`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', cookie: admin.cookie },
      body: PNG,
    })
    const { url: picture } = (await media.json()) as { url: string }
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    const report = `/api/reports/file?by=service&from=${today}&to=${today}`
    const kinds: [what: string, status: number, heard: Promise<Heard>][] = [
      ['a page', 200, ask('/desk/')],
      ['a page of paper', 503, ask('/t/H001-0000000000')],
      ['a screen that is not built', 503, ask('/kiosk/')],
      ['a script', 200, ask('/desk/assets/index-a.js')],
      ['a redirect', 302, ask('/')],
      ['the API', 200, ask('/api/staff')],
      ['the API for staff', 200, ask('/api/people', 'GET', signedIn)],
      ['its description', 200, ask('/docs', 'GET', signedIn)],
      ['a sheet of style', 200, ask('/docs/page.css', 'GET', signedIn)],
      ['figures', 200, ask('/metrics', 'GET', signedIn)],
      ['a picture', 200, ask(picture, 'GET', signedIn)],
      ['a part of a picture', 206, ask(picture, 'GET', { ...signedIn, range: 'bytes=0-3' })],
      ['a part there is not', 416, ask(picture, 'GET', { ...signedIn, range: 'bytes=9999-' })],
      ['a file of text', 200, ask(`${report}&form=csv`, 'GET', signedIn)],
      ['a workbook', 200, ask(`${report}&form=xlsx`, 'GET', signedIn)],
      ['a paper', 200, ask(`${report}&form=pdf`, 'GET', signedIn)],
      ['the settings as a file', 200, ask('/api/settings-file', 'GET', signedIn)],
      ['a picture of a slip', 200, ask('/api/slips/preview', 'GET', signedIn)],
      ['the way to another house', 302, ask('/oidc/start')],
      ['the way back from it', 200, ask('/oidc/back?code=a&state=b')],
      ['a stranger’s knock', 401, ask('/api/people')],
      ['somebody else’s door', 403, ask('/api/people', 'GET', { cookie: (await hall.officer('an')).cookie })],
      ['nothing there', 404, ask('/nothing')],
      ['nothing there in the API', 404, ask('/api/nothing')],
      ['an address that is none', 400, ask('/%zz')],
      ['a question that is none', 400, ask('/api/procedures?x=1')],
      ['a foreign page', 403, ask('/api/session', 'POST', { origin: 'http://evil.example' })],
      ['too much', 413, ask('/api/session', 'POST', { 'content-type': 'application/json', 'content-length': '70000' })],
      ['the wrong kind', 415, ask('/api/session', 'POST', { 'content-type': 'text/xml', 'content-length': '1' })],
      ['what socket.io refuses', 400, ask('/socket.io/?EIO=4&transport=polling')],
    ]
    for (const [what, status, heard] of kinds) {
      const { headers, ...answer } = await heard
      const told = `${what}: ${answer.status} ${JSON.stringify(headers)} ${answer.text.slice(0, 200)}`
      assert.equal(answer.status, status, told)
      const policy = headers['content-security-policy']?.toString() ?? ''
      for (const directive of ['default-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) {
        assert.match(policy, new RegExp(`(^|; ?)${directive} 'none'(;|$)`), told)
      }
      assert.doesNotMatch(policy, /unsafe|https?:|\*/, told)
      assert.equal(headers['x-content-type-options'], 'nosniff', told)
      assert.equal(headers['referrer-policy'], 'no-referrer', told)
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin', told)
      assert.equal(headers['x-frame-options'], 'DENY', told)
      assert.equal(headers['x-powered-by'] ?? headers.server, undefined, told)
      assert.equal(headers['access-control-allow-origin'], undefined, told)
      // Said only over TLS: a hall that speaks plain http must stay reachable.
      assert.equal(headers['strict-transport-security'], undefined, told)
    }
    const behindTls = { ...outside(), 'x-forwarded-proto': 'https' }
    for (const path of ['/desk/', '/api/staff', '/nothing', '/desk/assets/index-a.js']) {
      assert.match(String((await ask(path, 'GET', behindTls)).headers['strict-transport-security']), /max-age=31536000/)
    }
  })

  test('after all of this a number is given, and only doors that were meant to be stand open', async () => {
    assert.match((await hall.issue()).number, /^H\d{3}$/)
    const asked = { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    const reply = await hall.post('/api/issue-ticket', asked, { key: randomUUID(), headers: outside() })
    assert.equal(reply.body.code, 'sign-in-first')
  })
})

spec('what listens on the network (S21)', ({ test, skip }) => {
  const title = 'a hub with both doors and an agent open these two alone, of all 65,535 ports'
  const own = ['--map-root-user', '--net']
  const { status, stderr, error } = spawnSync('unshare', [...own, 'ip', 'link', 'set', 'lo', 'up'], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    skip(title, `no network of one’s own here: ${error?.message ?? stderr.trim()}`)
    return
  }
  test(title, async () => {
    const scan = join(import.meta.dirname, '../kit/scan-own-net.ts')
    const { stdout } = await promisify(execFile)('unshare', [...own, process.execPath, scan])
    const { open, listening } = JSON.parse(stdout) as Surface
    assert.deepEqual(open, [8080, 8443])
    assert.deepEqual(listening, ['tcp:8080', 'tcp:8443'])
  }, 120_000)
})

/** What tools that look for forgotten files ask for: names by endings, and what has a name of its own. */
function wordsOfScanners(): string[] {
  const names = 'backup luot facts devices data db dump config settings keys secrets users hub office archive'.split(
    ' ',
  )
  const endings = 'db db-wal db-shm sqlite sqlite3 sql sql.gz zip tar tar.gz tgz 7z bak old json yml yaml'.split(' ')
  const bare = names.flatMap((name) => [name, `${name}/`, ...endings.map((ending) => `${name}.${ending}`)])
  const own = `
    .git .git/ .git/HEAD .git/config .git/index .git/logs/HEAD .gitignore .gitattributes .github/ .svn/entries .hg/ .env .env.local
    .env.production .env.bak .npmrc .yarnrc .DS_Store .htaccess .htpasswd .ssh/ .ssh/id_ed25519 .ssh/id_rsa .bash_history .profile .aws/credentials
    .docker/config.json .idea/workspace.xml .vscode/settings.json .cache/ .tools/ .ci/run .well-known/ .well-known/security.txt
    data/luot.db data/.env backups/ backup/latest tls/ca.key tls/hub.key tls/ca.crt ca.key hub.key server.key private.pem id_rsa
    package.json package-lock.json tsconfig.json biome.json knip.json vite.config.ts server/main.ts server/config.ts core/ node_modules/
    node_modules/fastify/package.json dist/ dist/desk/index.html scripts/ test/ docs/architecture.md README.md LICENSE CHANGELOG.md
    Dockerfile docker-compose.yml Makefile SBOM.cdx.json firmware-config/ swagger swagger.json swagger-ui swagger-ui/ docs/json docs/yaml
    docs/static/index.html documentation redoc graphql graphiql api api/ api/v1 api/v2/users api/docs api-docs api/swagger.json api/dock/../people
    openapi openapi.yaml openapi.json.bak admin admin/ administrator login signin logout register user account dashboard console manager
    wp-admin wp-login.php wp-config.php xmlrpc.php phpinfo.php phpmyadmin index.php info.php test.php shell.php cgi-bin/ cgi-bin/test.cgi
    server-status server-info status stats debug debug/pprof debug/vars actuator actuator/env actuator/health trace env heapdump
    jmx-console jolokia solr jenkins metrics/ metrics/x healthz/x health livez readyz version info ping monitor prometheus grafana
    media media/ uploads uploads/ files files/ download downloads static static/ public public/ assets assets/ images/ img/ css/ js/ fonts/
    clips clips/ logs logs/ log.txt access.log error.log hub.log debug.log npm-debug.log core.dump tmp tmp/ temp/ cache/ old/ new/ src/
    socket.io/socket.io.js socket.io/ robots.txt sitemap.xml crossdomain.xml favicon.ico humans.txt security.txt manifest.json
    service-worker.js sw.js index.html index.htm default.aspx web.config elmah.axd trace.axd WEB-INF/web.xml META-INF/MANIFEST.MF
    etc/passwd proc/self/environ proc/self/cmdline var/log/syslog luot.service witness luot.db.head journal journal.jsonl
  `
  return [...bare, ...own.trim().split(/\s+/)]
}

function isPage(text: string): boolean {
  return text.includes('<title>the desk</title>')
}

/** A desk as it is built, and beside it what somebody might leave lying there. No kiosk: that one is not built yet. */
function screensWithThingsNobodyShouldSee(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luot-screens-'))
  mkdirSync(join(folder, 'desk/assets'), { recursive: true })
  mkdirSync(join(folder, 'desk/.git'))
  writeFileSync(join(folder, 'desk/index.html'), '<!doctype html><title>the desk</title>')
  writeFileSync(join(folder, 'desk/assets/index-a.js'), 'export {}')
  for (const file of ['.git/config', '.env', 'assets/.hidden', 'assets/index-a.js.map', '../.env', '../luot.db']) {
    writeFileSync(join(folder, 'desk', file), PLANTED)
  }
  return folder
}
