import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StaffRole } from '#core/contract/access.ts'
import { browserOf } from '#server/edge/place.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { rescueAdmin } from '#server/settings/rescue.ts'
import { type Staff, staffOf } from '#server/settings/staff.ts'
import { wrongTries } from '#server/settings/wrong-tries.ts'
import { halfAsked } from '../kit/half-asked.ts'
import { type Reply, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire, type Wire } from '../kit/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36'

let hall: TestHub
let clock: HandClock
let admin: { id: string; cookie: string }
const ADMIN_SECRET = randomUUID()

/** What a person brings along: their cookie, and where they come from. */
type Brought = { cookie?: string; address?: string }
async function call(method: string, path: string, body?: unknown, { cookie, address }: Brought = {}): Promise<Reply> {
  const response = await fetch(`${hall.url}${path}`, {
    method,
    headers: {
      'user-agent': CHROME,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...(address && { 'x-forwarded-for': address }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
}
const asAdmin = (method: string, path: string, body?: unknown) => call(method, path, body, { cookie: admin.cookie })
const signIn = (staff: string, pin: string, address = '192.168.1.20') =>
  call('POST', '/api/session', { staff, pin }, { address })
const cookieOf = (reply: Reply) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const statusOf = async (cookie: string) => (await call('GET', '/api/session', undefined, { cookie })).status
const person = async (id: string) =>
  (await asAdmin('GET', '/api/people')).body.people.find((one: { id: string }) => one.id === id)
const actsOf = async (id: string) =>
  (await asAdmin('GET', `/api/acts?id=${id}`)).body.acts.map(({ did }: { did: string }) => did)

/** Adds somebody and brings them to a PIN of their own. */
async function settled(id: string, role: string, secret = '73915264'): Promise<{ cookie: string; secret: string }> {
  const handed = await asAdmin('POST', '/api/people', { id, name: `Người ${id}`, role })
  assert.equal(handed.status, 200, JSON.stringify(handed.body))
  const first = cookieOf(await signIn(id, handed.body.pin))
  const chosen = await call('PUT', '/api/session/secret', { secret }, { cookie: first })
  assert.equal(chosen.status, 200, JSON.stringify(chosen.body))
  return { cookie: cookieOf(chosen), secret }
}

async function deskOf(cookie: string): Promise<Wire> {
  const wire = await openWire(hall.url, { cookie })
  assert.deepEqual(await wire.enter('desk', helloOf({ id: 'desk-1', counter: null })), { in: true, code: null })
  return wire
}

/** The line is told why, and cut, within the five seconds of the promise. */
async function isCut(wire: Wire): Promise<void> {
  await wire.closed
  assert.ok(wire.heard.some((message) => message.includes('"refused"') && message.includes('sign-in-first')))
}

spec('the people of an office', ({ test, before, after }) => {
  before(async () => {
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock, env: { LUOT_TRUST_PROXY: '127.0.0.1' } })
    const made = { code: hall.hub.setupCode, staff: 'quan-tri', name: 'Quản trị', password: ADMIN_SECRET }
    assert.equal((await call('POST', '/api/setup', { ...made, password: '12345678' })).body.code, 'secret-too-simple')
    admin = { id: 'quan-tri', cookie: cookieOf(await call('POST', '/api/setup', made)) }
  })
  after(() => hall.close())

  test('somebody new gets a PIN once, and may do nothing with it but choose one of their own', async () => {
    const handed = await asAdmin('POST', '/api/people', { id: 'lan', name: '  Phạm Thị Lan ', role: 'officer' })
    assert.match(handed.body.pin, /^\d{6}$/)
    assert.equal(handed.body.untilAt, clock.wall() + 7 * DAY)
    const { pin } = handed.body
    assert.doesNotMatch(JSON.stringify((await asAdmin('GET', '/api/people')).body), new RegExp(pin))
    assert.deepEqual([(await person('lan')).state, (await person('lan')).name], ['new', 'Phạm Thị Lan'])

    const first = await signIn('lan', pin)
    assert.deepEqual(first.body, { id: 'lan', name: 'Phạm Thị Lan', role: 'officer', choose: true })
    const cookie = cookieOf(first)
    const code = async (method: string, path: string, body?: unknown) =>
      (await call(method, path, body, { cookie, address: '192.168.1.20' })).body?.code
    for (const path of ['/api/office', '/api/day', '/api/sessions', '/api/people', '/api/hall']) {
      assert.equal(await code('GET', path), 'choose-your-pin', path)
    }
    const ask = await hall.post('/api/open-counter', { counter: 'quay-1' }, { key: randomUUID(), cookie })
    assert.deepEqual([ask.status, ask.body.code], [403, 'choose-your-pin'])
    const view = await call('GET', '/api/views/desk', undefined, { cookie })
    assert.equal(view.body.code, 'choose-your-pin')
    const wire = await openWire(hall.url, { cookie })
    assert.deepEqual(await wire.enter('desk', helloOf({ id: 'desk-1' })), { in: false, code: 'choose-your-pin' })
    wire.close()

    for (const [secret, why] of [
      ['12345', 'secret-too-short'],
      ['123456', 'secret-too-simple'],
      [pin, 'secret-same'],
    ]) {
      const reply = await call('PUT', '/api/session/secret', { secret }, { cookie })
      // A PIN that chance made may be simple besides; the first word is then about that.
      assert.ok([why, 'secret-too-simple'].includes(reply.body.code), `${secret}: ${reply.body.code}`)
      assert.equal(reply.status, 422)
    }
    const chosen = await call('PUT', '/api/session/secret', { secret: '739152' }, { cookie })
    assert.deepEqual(chosen.body, { id: 'lan', name: 'Phạm Thị Lan', role: 'officer' })
    assert.notEqual(cookieOf(chosen), cookie)
    assert.deepEqual([await statusOf(cookie), await statusOf(cookieOf(chosen))], [401, 200])
    assert.equal((await signIn('lan', pin)).body.code, 'wrong-pin')
    assert.equal((await signIn('lan', '739152')).status, 200)
    assert.equal((await person('lan')).state, 'here')
    assert.deepEqual(await actsOf('lan'), ['chose-secret', 'added'])
    assert.doesNotMatch(JSON.stringify((await asAdmin('GET', '/api/acts')).body), /739152|argon2/)
  })

  test('a PIN that lay in a drawer for a week opens nothing', async () => {
    const { pin } = (await asAdmin('POST', '/api/people', { id: 'tam', name: 'Tâm', role: 'leader' })).body
    clock.pass(7 * DAY + 1)
    admin = { ...admin, cookie: cookieOf(await adminAnew()) }
    assert.deepEqual((await signIn('tam', pin)).body.code, 'pin-too-old')
    assert.equal((await asAdmin('POST', '/api/people/tam/pin')).status, 200)
  })

  test('each role can be given, and signs in', async () => {
    for (const { const: role } of StaffRole.anyOf) {
      const id = `vai-${role}`
      const { cookie } = await settled(id, role)
      assert.equal((await call('GET', '/api/session', undefined, { cookie })).body.role, role)
    }
    const names = (await call('GET', '/api/staff')).body
    assert.deepEqual(Object.keys(names.staff[0]), ['id', 'name'])
    for (const [id, name] of [
      ['vo', 'Võ Văn Xuân'],
      ['do', 'Đỗ Thị Mai'],
      ['dang', 'Dương Văn Bảy'],
    ]) {
      assert.equal((await asAdmin('POST', '/api/people', { id, name, role: 'officer' })).status, 200)
    }
    const sorted = (await call('GET', '/api/staff')).body.staff.map(({ id }: { id: string }) => id)
    const three = sorted.filter((id: string) => ['vo', 'do', 'dang'].includes(id))
    assert.deepEqual(three, ['dang', 'do', 'vo'], 'as a Vietnamese list of names is read')
    assert.ok(!JSON.stringify(names).includes('"role"'))
  })

  test('another role, a new PIN and leaving end every session at once, lines included', async () => {
    const { cookie, secret } = await settled('mai', 'officer', '739152')
    let wire = await deskOf(cookie)
    const changed = await asAdmin('PUT', '/api/people/mai', { name: 'Mai', role: 'head' })
    assert.deepEqual([changed.body.role, changed.body.sessions], ['head', 0])
    await isCut(wire)
    assert.equal(await statusOf(cookie), 401)

    // Six digits were enough for an officer; a head of office chooses anew.
    const asHead = await signIn('mai', secret)
    assert.equal(asHead.body.choose, true)
    const long = await call('PUT', '/api/session/secret', { secret: '73915264' }, { cookie: cookieOf(asHead) })
    wire = await deskOf(cookieOf(long))
    assert.match((await asAdmin('POST', '/api/people/mai/pin')).body.pin, /^\d{6}$/)
    await isCut(wire)
    assert.equal((await signIn('mai', '73915264')).body.code, 'wrong-pin')

    assert.equal((await asAdmin('DELETE', '/api/people/mai')).body.state, 'left')
    assert.ok(!JSON.stringify((await call('GET', '/api/staff')).body).includes('"mai"'))
    assert.equal((await asAdmin('PUT', '/api/people/mai', { name: 'Mai', role: 'head' })).body.code, 'has-left')
    const again = await asAdmin('POST', '/api/people', { id: 'mai', name: 'Mai khác', role: 'officer' })
    assert.equal(again.body.code, 'name-taken')
    assert.equal((await signIn('mai', '73915264')).body.code, 'wrong-pin')
    const back = await asAdmin('POST', '/api/people/mai/pin')
    assert.equal((await signIn('mai', back.body.pin, '192.168.1.77')).body.choose, true)
    const told = ['came-back', 'left', 'pin-handed-out', 'chose-secret', 'changed', 'chose-secret', 'added']
    assert.deepEqual(await actsOf('mai'), told)
    const { acts } = (await asAdmin('GET', '/api/acts?about=person&id=mai')).body
    const change = acts.find(({ did }: { did: string }) => did === 'changed')
    assert.deepEqual(change.before, { name: 'Người mai', role: 'officer' })
    assert.deepEqual(change.after, { name: 'Mai', role: 'head' })
    assert.deepEqual([change.by.id, change.by.name, change.from], ['quan-tri', 'Quản trị', 'hub'])
  })

  test('one administrator who can sign in always remains, two at once included', async () => {
    for (const one of await everyAdmin()) if (one !== admin.id) await asAdmin('DELETE', `/api/people/${one}`)
    const lower = { name: 'Quản trị', role: 'officer' }
    assert.equal((await asAdmin('PUT', '/api/people/quan-tri', lower)).body.code, 'last-administrator')
    assert.equal((await asAdmin('DELETE', '/api/people/quan-tri')).body.code, 'last-administrator')
    assert.equal((await asAdmin('POST', '/api/people/quan-tri/pin')).body.code, 'not-oneself')
    // Somebody who has only a slip of paper is no administrator to count on.
    await asAdmin('POST', '/api/people', { id: 'hai', name: 'Hai', role: 'admin' })
    assert.equal((await asAdmin('DELETE', '/api/people/quan-tri')).body.code, 'last-administrator')
    await asAdmin('DELETE', '/api/people/hai')
    const other = await settled('ba', 'admin')
    const both = await Promise.all([
      asAdmin('PUT', '/api/people/ba', { name: 'Ba', role: 'officer' }),
      call('PUT', '/api/people/quan-tri', lower, { cookie: other.cookie }),
    ])
    assert.equal(
      both.filter(({ status }) => status === 200).length,
      1,
      JSON.stringify(both.map(({ body }) => body.code)),
    )
    const asked = [await everyAdmin(admin.cookie), await everyAdmin(other.cookie)]
    assert.deepEqual(asked.flat().length, 1)
    // Whoever is still an administrator puts the other right.
    if ((await statusOf(admin.cookie)) !== 200) {
      await call('PUT', '/api/people/quan-tri', { ...lower, role: 'admin' }, { cookie: other.cookie })
      admin = { ...admin, cookie: cookieOf(await adminAnew()) }
    }
  })

  test('sessions are listed in few words, ended one by one and everywhere', async () => {
    const { secret } = await settled('sau', 'officer', '739152')
    const here = cookieOf(await signIn('sau', secret))
    const there = cookieOf(await signIn('sau', secret, '192.168.1.21'))
    const mine = async (cookie: string) => (await call('GET', '/api/sessions', undefined, { cookie })).body.sessions
    const list = await mine(here)
    assert.equal(list.length, 3)
    const [own] = list.filter((one: { here: boolean }) => one.here)
    assert.deepEqual(
      [own.from, own.browser, own.untilAt - own.sinceAt],
      ['192.168.1.20', 'Chrome · Windows', 12 * 3_600_000],
    )
    assert.doesNotMatch(JSON.stringify(list), /Mozilla|AppleWebKit/)
    assert.ok(!JSON.stringify(list).includes(here.split('=')[1] ?? ''), 'a token')

    const wire = await deskOf(there)
    const [other] = list.filter((one: { from: string }) => one.from === '192.168.1.21')
    const strange = await call('DELETE', `/api/sessions/${other.id}`, undefined, { cookie: admin.cookie })
    assert.equal(strange.status, 404, 'nobody ends another’s')
    assert.equal(
      (await call('DELETE', `/api/sessions/${other.id}`, undefined, { cookie: here })).body.sessions.length,
      2,
    )
    await isCut(wire)
    assert.deepEqual([await statusOf(there), await statusOf(here)], [401, 200])

    const last = await deskOf(here)
    assert.deepEqual((await call('DELETE', '/api/sessions', undefined, { cookie: here })).body, { sessions: [] })
    await isCut(last)
    assert.equal(await statusOf(here), 401)

    const anew = cookieOf(await signIn('sau', secret))
    assert.equal((await person('sau')).sessions, 1)
    assert.equal((await asAdmin('GET', '/api/people/sau/sessions')).body.sessions[0].here, false)
    assert.equal((await asAdmin('DELETE', '/api/people/sau/sessions')).body.sessions, 0)
    assert.equal(await statusOf(anew), 401)
  })

  test('what was begun before somebody left is not done after it', async () => {
    const { cookie } = await settled('ngoc', 'admin')
    const { finish } = await halfAdded(cookie)
    assert.equal((await asAdmin('DELETE', '/api/people/ngoc')).status, 200)
    assert.match(await finish(), /^HTTP\/1\.1 401 .*"sign-in-first"/s)
    assert.equal(await person(CUA_SAU.id), undefined)

    const lowered = await settled('thu', 'admin')
    const asked = await halfAdded(lowered.cookie)
    await asAdmin('PUT', '/api/people/thu', { name: 'Thu', role: 'officer' })
    assert.match(await asked.finish(), /^HTTP\/1\.1 401 /)
    assert.equal(await person(CUA_SAU.id), undefined)
  })

  test('a desk nobody has touched for four hours is nobody’s, and its line is cut', async () => {
    const { cookie } = await settled('bay', 'officer', '739152')
    const wire = await deskOf(cookie)
    const watching = await openWire(hall.url, { cookie: admin.cookie })
    assert.equal((await watching.enter('hall', helloOf({ id: 'hall-1' }))).in, true)
    for (let hours = 0; hours < 3; hours++) {
      clock.pass(2 * 60 * MINUTE)
      assert.equal(await statusOf(cookie), 200)
    }
    clock.pass(4 * 60 * MINUTE)
    await isCut(wire)
    await isCut(watching)
    assert.equal(await statusOf(cookie), 401)
    admin = { ...admin, cookie: cookieOf(await adminAnew()) }
  })

  test('changing one’s PIN asks for the present one, and ten wrong guesses of it wait like any', async () => {
    const { cookie, secret } = await settled('tu', 'officer', '739152')
    const change = (now: string, next: string) =>
      call('PUT', '/api/session/secret', { now, secret: next }, { cookie, address: '192.168.1.30' })
    assert.equal((await change('000000', '582013')).body.code, 'wrong-pin')
    assert.equal((await call('PUT', '/api/session/secret', { secret: '582013' }, { cookie })).body.code, 'wrong-pin')
    const done = await change(secret, '582013')
    assert.equal(done.status, 200)
    assert.equal(await statusOf(cookie), 401, 'the old session')
    assert.equal(await statusOf(cookieOf(done)), 200)
    let last = done
    for (let tries = 0; tries < 10; tries++) {
      last = await call('PUT', '/api/session/secret', { now: '000000', secret: '204061' }, { cookie: cookieOf(done) })
    }
    assert.equal(last.status, 429)
  })

  test('ten wrong PINs back off, for that place alone, and the journal says that somebody tried (S22)', async () => {
    const { secret } = await settled('chin', 'officer', '739152')
    const waits = []
    for (let looked = 0; looked < 10; ) {
      const reply = await signIn('chin', '000001', '192.168.1.66')
      if (reply.body.code === 'wrong-pin') looked++
      else clock.pass(1_000 * (waits[waits.push(Number(reply.headers.get('retry-after'))) - 1] ?? 0))
    }
    assert.deepEqual(waits, [1, 2, 4, 8, 16])
    assert.equal((await signIn('chin', secret, '192.168.1.66')).body.code, 'too-many', 'the right one waits as well')
    assert.equal((await signIn('chin', secret, '192.168.1.20')).status, 200, 'the usual desk')
    assert.ok((await actsOf('chin')).includes('wrong-tries'))
    assert.doesNotMatch(JSON.stringify((await asAdmin('GET', '/api/acts?id=chin')).body.acts[0]), /192\.168/)
  })

  test('a cookie is strict, HttpOnly and new at every sign-in; a planted one and a foreign page open nothing (S22)', async () => {
    const { secret } = await settled('muoi', 'officer', '739152')
    const planted = 'luot_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    const reply = await call('POST', '/api/session', { staff: 'muoi', pin: secret }, { cookie: planted })
    const cookie = reply.headers.getSetCookie()[0] ?? ''
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(cookie.includes(part), part)
    assert.notEqual(cookieOf(reply), planted)
    assert.equal(await statusOf(planted), 401)
    const headers = { origin: 'http://evil.example' }
    for (const [method, path, body] of [
      ['PUT', '/api/session/secret', { now: secret, secret: '582013' }],
      ['DELETE', '/api/sessions', ''],
      ['POST', '/api/people', { id: 'ke-la', name: 'Kẻ lạ', role: 'admin' }],
      ['DELETE', '/api/people/muoi', ''],
    ] as const) {
      const foreign = await hall.post(path, body, { method, headers, cookie: admin.cookie })
      assert.equal(foreign.body.code, 'foreign-origin', `${method} ${path}`)
    }
    assert.equal(await statusOf(cookieOf(reply)), 200)
    assert.equal(await person('ke-la'), undefined)
    const out = await fetch(`${hall.url}/api/session`, { method: 'DELETE', headers: { cookie: cookieOf(reply) } })
    assert.equal(out.status, 204)
    assert.equal(await statusOf(cookieOf(reply)), 401, 'the old token is dead')
  })

  test('skills that name somebody unknown are told as a doubt, and those who sign in are not', async () => {
    const skills = [
      { staff: 'an', services: ['chung-thuc'] },
      { staff: 'khong-ai', services: ['chung-thuc'] },
    ]
    const { office } = (await asAdmin('GET', '/api/office')).body
    const { lines } = (await asAdmin('POST', '/api/office/check', { office: { ...office, skills } })).body
    const strange = lines.filter(({ code }: { code: string }) => code === 'unknown-officer')
    assert.deepEqual(
      strange.map(({ path, severity }: { path: string; severity: string }) => [path, severity]),
      [['/skills/1/staff', 'warning']],
    )
  })

  test('acts come a page at a time, a change of the rules with what it was before', async () => {
    const { office, version } = (await asAdmin('GET', '/api/office')).body
    const changed = { ...office, name: { ...office.name, vi: 'Văn phòng thử' } }
    const put = await asAdmin('PUT', '/api/office', { version, office: changed, from: null, why: 'Đổi tên' })
    assert.equal(put.status, 200, JSON.stringify(put.body))
    const [act] = (await asAdmin('GET', '/api/acts?about=office')).body.acts
    assert.deepEqual(
      [act.did, act.why, act.before['/name/vi'], act.after['/name/vi']],
      ['changed', 'Đổi tên', office.name.vi, 'Văn phòng thử'],
    )
    for (let n = 0; n < 30; n++) await asAdmin('DELETE', '/api/people/muoi/sessions')
    const first = (await asAdmin('GET', '/api/acts')).body
    assert.equal(first.acts.length, 50)
    const second = (await asAdmin('GET', `/api/acts?before=${first.next}`)).body
    assert.ok(second.acts.length > 0 && second.acts[0].seq < first.acts.at(-1).seq)
    const auditor = cookieOf(await signIn('vai-auditor', '73915264'))
    assert.equal((await call('GET', '/api/acts', undefined, { cookie: auditor })).status, 200)
    const officer = await hall.officer('an')
    assert.equal((await call('GET', '/api/acts', undefined, { cookie: officer.cookie })).status, 403)
  })
})

const CUA_SAU = { id: 'cua-sau', name: 'Cửa Sau', role: 'admin' }
/** Asks for one more administrator, all but the end. */
function halfAdded(cookie: string) {
  const body = Buffer.from(JSON.stringify(CUA_SAU))
  return halfAsked(hall.url, 'POST /api/people', cookie, { type: 'application/json', body })
}

async function everyAdmin(cookie = admin.cookie): Promise<string[]> {
  type One = { id: string; role: string; state: string }
  const { body } = await call('GET', '/api/people', undefined, { cookie })
  return ((body.people ?? []) as One[])
    .filter(({ role, state }) => role === 'admin' && state !== 'left')
    .map(({ id }) => id)
}

/** The first administrator signs in again after a long time. */
function adminAnew(): Promise<Reply> {
  return signIn(admin.id, ADMIN_SECRET)
}

spec('a PIN that is handed out', ({ test, before, after }) => {
  const AN = { id: 'an', name: 'An', role: 'officer' } as const
  const SECRET = '739152'
  const at = Date.parse('2026-11-23T01:00:00Z')
  const from = (n: number) => ({ from: `10.0.0.${n}`, browser: 'Chrome' })
  /** More than are hashed side by side: some are looked at only when what came first is done. */
  const MANY = Array.from({ length: 8 }, (_, n) => n)
  let folder: string
  let database: ReturnType<typeof openDatabase>
  let staff: Staff
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-people-'))
    database = openDatabase(folder)
    staff = staffOf(database, () => 0)
    await staff.add(AN, SECRET, at)
  })
  after(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  async function signedIn(secret: string) {
    const signed = await staff.signIn('an', secret, from(0), at)
    assert.ok(signed.kind === 'in', signed.kind)
    return { ...signed, who: staff.whoHas(signed.token, at) ?? assert.fail('no session') }
  }

  test('and a power cut: both the old secret and the old sessions are gone, or neither is', async () => {
    const { token, who } = await signedIn(SECRET)
    database.exec("CREATE TEMP TRIGGER cut BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'no power'); END")
    await assert.rejects(staff.handPin(AN, at), /no power/)
    await assert.rejects(staff.choose(who, '582013', from(0), at), /no power/)
    assert.throws(() => staff.leave('an', at), /no power/)
    assert.throws(() => staff.change({ ...AN, role: 'head' }), /no power/)
    database.exec('DROP TRIGGER cut')
    assert.ok(staff.whoHas(token, at))
    assert.deepEqual((await signedIn(SECRET)).member, AN)
  })

  test('wins against a sign-in with the old secret that was under way', async () => {
    const handing = staff.handPin(AN, at)
    const signed = await Promise.all(MANY.map((n) => staff.signIn('an', SECRET, from(n), at)))
    const { pin } = await handing
    for (const one of signed) if (one.kind === 'in') assert.equal(staff.whoHas(one.token, at), null)
    assert.equal((await signedIn(pin)).choosing, true)
  })

  test('wins against a choice of one’s own that was under way', async () => {
    const { who } = await signedIn((await staff.handPin(AN, at)).pin)
    const handing = staff.handPin(AN, at)
    const chosen = await Promise.all(MANY.map((n) => staff.choose(who, '582013', from(n), at)))
    const { pin } = await handing
    for (const one of chosen) if (one) assert.equal(staff.whoHas(one.token, at), null)
    assert.equal((await signedIn(pin)).choosing, true)
  })
})

spec('an administrator who cannot sign in any more', ({ test }) => {
  test('gets a new PIN at the machine while the hub stands, and the journal says so', async () => {
    const first = await startHub()
    const lost = await first.administrator()
    await assert.rejects(rescueAdmin(first.dataFolder, lost.id, Date.now()), /Another hub is running/)
    await first.close({ keepData: true })
    await assert.rejects(rescueAdmin(first.dataFolder, 'an', Date.now()), /no administrator here.*quan-tri/)
    const { pin } = await rescueAdmin(first.dataFolder, lost.id, Date.now())
    hall = await startHub({ dataFolder: first.dataFolder })
    assert.equal((await call('GET', '/api/session', undefined, { cookie: lost.cookie })).status, 401)
    const back = await call('POST', '/api/session', { staff: lost.id, pin })
    assert.equal(back.body.choose, true)
    const own = { secret: ADMIN_SECRET }
    admin = { id: lost.id, cookie: cookieOf(await call('PUT', '/api/session/secret', own, { cookie: cookieOf(back) })) }
    assert.deepEqual(await actsOf(lost.id), ['chose-secret', 'rescued', 'first-administrator'])
    await hall.close()
  })
})

spec('wrong tries', ({ test }) => {
  test('from many strange places make strange places wait, and never the place somebody is at home in', () => {
    let now = 0
    const tries = wrongTries(
      () => now,
      (name, from) => name === 'an' && from === 'quay-1',
    )
    const strangers = Array.from({ length: 40 }, (_, n) => tries.begin('an', `10.0.0.${n}`))
    assert.equal(strangers.filter((waitMs) => waitMs > 0).length, 10)
    assert.equal(tries.begin('an', 'quay-1'), 0, 'a session is open there')
    tries.right('an', 'quay-2')
    assert.equal(tries.begin('an', 'quay-2'), 0, 'somebody signed in there')
    assert.equal(tries.begin('binh', '10.0.0.1'), 0, 'another name')
    now += 15 * MINUTE
    assert.equal(tries.begin('an', '10.0.0.99'), 0, 'the quarter is over')
  })
  test('from one street of addresses of the sixth version are one place', () => {
    const tries = wrongTries(
      () => 0,
      () => false,
    )
    const waits = Array.from({ length: 7 }, (_, n) => tries.begin('an', `2001:db8:1:2::${n}`))
    assert.ok(waits.some((waitMs) => waitMs > 0))
  })
  test('a flood of invented names does not wash away one under attack', () => {
    const tries = wrongTries(
      () => 0,
      () => false,
    )
    for (let n = 0; n < 6; n++) tries.begin('an', 'here')
    for (let n = 0; n < 9_990; n++) tries.begin(`ai-${n}`, 'here')
    assert.ok(tries.begin('an', 'here') > 0)
  })
})

spec('a browser in few words', ({ test }) => {
  test('is its family and its system', () => {
    const families: [string, string][] = [
      [CHROME, 'Chrome · Windows'],
      [`${CHROME} Edg/141.0`, 'Edge · Windows'],
      ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
      ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1', 'Safari · iPhone'],
      ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36', 'Chrome · Android'],
      ['curl/8.5', 'API'],
      ['', 'API'],
    ]
    for (const [agent, words] of families) assert.equal(browserOf(agent), words, agent)
  })
})
