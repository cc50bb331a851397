import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotStart, readConfig } from '#server/config.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { openProvider, travel } from '../kit/other-house.ts'
import { spec } from '../kit/spec.ts'

for (const secret of [null, 'a secret of the two houses']) {
  spec(
    `signing in through another house, ${secret === null ? 'by PKCE alone' : 'with a secret besides'}`,
    ({ test, before, after }) => {
      let hall: TestHub
      let provider: Awaited<ReturnType<typeof openProvider>>
      let folder: string
      before(async () => {
        folder = mkdtempSync(join(tmpdir(), 'luot-oidc-'))
        const file = join(folder, 'secret')
        if (secret !== null) writeFileSync(file, `${secret}\n`)
        provider = await openProvider(() => `${hall.url}/oidc/back`, secret)
        hall = await startHub({
          env: {
            LUOT_OIDC_ISSUER: provider.issuer,
            LUOT_OIDC_CLIENT: 'luot',
            LUOT_OIDC_NAME: 'Cổng của Thành phố',
            ...(secret !== null && { LUOT_OIDC_SECRET_FILE: file }),
          },
        })
      })
      after(async () => {
        await hall.close()
        await provider.close()
        rmSync(folder, { recursive: true, force: true })
      })

      test('whoever is not tied to an account here stays outside, whatever name that house gives them', async () => {
        const cookies = new Map<string, string>()
        const end = await travel(`${hall.url}/oidc/start`, cookies, 'an')
        assert.match(end.text, /url=\/desk\/\?oidc=unknown/)
        assert.equal(sessionIn(cookies), undefined)
      })

      test('an officer ties the own account, and from then on comes in without a PIN, with a session that ends like any other', async () => {
        const officer = await hall.officer('an')
        const own = browserWith(hall, officer.cookie)
        const tied = await travel(`${hall.url}/oidc/start?tie=1`, own, 'nguyen.an')
        assert.match(tied.text, /url=\/desk\/me\?oidc=tied/)
        const other = new Map<string, string>()
        const end = await travel(`${hall.url}/oidc/start`, other, 'nguyen.an')
        assert.match(end.text, /content="0;url=\/desk\/"/)
        const cookie = `luot_session=${sessionIn(other)}`
        const me = await hall.get('/api/session', { cookie })
        assert.deepEqual([me.body.id, me.body.role], ['an', 'officer'])
        assert.equal((await hall.post('/api/sessions', {}, { cookie, method: 'DELETE' })).status, 200)
        assert.equal((await hall.get('/api/session', { cookie })).status, 401)
      })

      test('one person of that house is one account here', async () => {
        const binh = await hall.officer('binh')
        const end = await travel(`${hall.url}/oidc/start?tie=1`, browserWith(hall, binh.cookie), 'nguyen.an')
        assert.match(end.text, /oidc=taken/)
      })

      test('a way back that nobody set out on, or that was gone already, leads nowhere', async () => {
        const cold = await travel(`${hall.url}/oidc/back?code=abc&state=def`, new Map(), 'an')
        assert.match(cold.text, /oidc=again/)
        // Another browser cannot come home on somebody's way: it has not their cookie.
        const victim = new Map<string, string>()
        const begun = await fetch(`${hall.url}/oidc/start`, { redirect: 'manual' })
        const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
        const stolen = await travel(`${hall.url}/oidc/back?code=abc&state=${state}`, victim, 'an')
        assert.match(stolen.text, /oidc=again/)
        assert.equal(sessionIn(victim), undefined)
      })

      test('untied, the account opens to its PIN alone', async () => {
        const officer = await hall.officer('an')
        assert.equal((await hall.post('/api/oidc', {}, { cookie: officer.cookie, method: 'DELETE' })).status, 200)
        const end = await travel(`${hall.url}/oidc/start`, new Map(), 'nguyen.an')
        assert.match(end.text, /oidc=unknown/)
      })

      test('a way to tie an account leads nowhere once the session it was begun with has ended', async () => {
        const { cookie } = await hall.officer('an')
        const begun = await fetch(`${hall.url}/oidc/start?tie=1`, { redirect: 'manual', headers: { cookie } })
        const own = browserWith(hall, begun.headers.getSetCookie()[0]?.split(';')[0] ?? '')
        assert.equal((await hall.post('/api/session', {}, { cookie, method: 'DELETE' })).status, 204)
        const end = await travel(begun.headers.get('location') ?? '', own, 'nguyen.an')
        assert.match(end.text, /url=\/desk\/\?oidc=again/)
        assert.match((await travel(`${hall.url}/oidc/start`, new Map(), 'nguyen.an')).text, /oidc=unknown/)
      })

      test('a new PIN unties the account: whoever tied it comes in no more', async () => {
        const administrator = await hall.administrator()
        const { cookie } = await hall.officer('an')
        await travel(`${hall.url}/oidc/start?tie=1`, browserWith(hall, cookie), 'nguyen.an')
        assert.ok(sessionIn(await cookiesOf(`${hall.url}/oidc/start`, 'nguyen.an')))
        assert.equal((await hall.post('/api/people/an/pin', {}, { cookie: administrator.cookie })).status, 200)
        assert.equal(sessionIn(await cookiesOf(`${hall.url}/oidc/start`, 'nguyen.an')), undefined)
      })

      test('while that house is away the sign-in page says so, and PINs go on', async () => {
        await provider.close()
        const fresh = await startHub({ env: { LUOT_OIDC_ISSUER: provider.issuer, LUOT_OIDC_CLIENT: 'luot' } })
        const gone = await fetch(`${fresh.url}/oidc/start`, { redirect: 'manual' })
        assert.equal(gone.headers.get('location'), '/desk/?oidc=away')
        assert.ok((await fresh.officer('an')).cookie)
        await fresh.close()
      })
    },
  )
}

spec('the settings of another house', ({ test }) => {
  test('a house on the Internet is spoken to over https alone, and needs to know this hub', () => {
    const LUOT_OIDC_ISSUER = 'http://login.example.vn'
    assert.throws(() => readConfig({ LUOT_OIDC_ISSUER, LUOT_OIDC_CLIENT: 'luot' }), CannotStart)
    assert.throws(() => readConfig({ LUOT_OIDC_ISSUER: 'https://login.example.vn' }), /LUOT_OIDC_CLIENT/)
    const { otherHouse } = readConfig({ LUOT_OIDC_ISSUER: 'https://login.example.vn', LUOT_OIDC_CLIENT: 'luot' })
    assert.equal(otherHouse?.name, 'login.example.vn')
  })
})

/** What somebody's browser has after the way from there. */
async function cookiesOf(from: string, login: string): Promise<Map<string, string>> {
  const cookies = new Map<string, string>()
  await travel(from, cookies, login)
  return cookies
}

function sessionIn(cookies: ReadonlyMap<string, string>): string | undefined {
  return [...cookies].find(([name]) => name.endsWith(' luot_session'))?.[1]
}

function browserWith({ url }: TestHub, cookie: string): Map<string, string> {
  const [name = '', value = ''] = cookie.split('=')
  return new Map([[`${new URL(url).host} ${name}`, value]])
}
