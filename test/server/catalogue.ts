import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { FILE } from '#server/journal/open-database.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const DAY = 86_400_000
// Monday, 10:00 in the office.
const MONDAY = Date.parse('2026-11-30T03:00:00Z')
const WILL = '2.001019'
const COPIES = '2.000815'

const kites = {
  name: 'Cấp phép thả diều ban đêm',
  field: 'Vui chơi',
  papers: ['Đơn đề nghị', 'Ảnh con diều'],
  timeText: '2 ngày làm việc',
  feeText: '10.000 đồng',
  feeNote: null,
  link: null,
}

spec('the catalogue’s editor, over the API', ({ test, before, after }) => {
  const machine = handClock(MONDAY)
  const password = randomUUID()
  let hall: TestHub
  let admin: Pick<Staffer, 'cookie'>

  before(async () => {
    hall = await startHub({ machine })
    const { setupCode: code } = hall.hub
    await hall.post('/api/setup', { code, staff: 'quan-tri', name: 'Quản trị', password })
    await signIn()
  })
  after(() => hall.close())

  async function signIn() {
    const reply = await hall.post('/api/session', { staff: 'quan-tri', pin: password })
    admin = { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }
  const get = (path: string) => hall.get(path, admin)
  const send = (body: object, cookie = admin.cookie) => hall.post('/api/catalogue/say', body, { cookie })
  const said = (name: string, says: object, more: object = {}) =>
    send({ scope: 'code', name, from: '2026-11-30', why: null, says, ...more })
  async function say(name: string, says: object, more: object = {}): Promise<string> {
    const reply = await said(name, says, more)
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    return reply.body.holds
  }
  const row = async (code: string) =>
    (await get('/api/catalogue')).body.rows.find((one: { code: string }) => one.code === code)
  const one = async (code: string, on?: string) =>
    (await get(`/api/catalogue/one?code=${code}${on ? `&on=${on}` : ''}`)).body
  const board = (code: string) => hall.get(`/api/procedures/${code}`)
  const finds = async (words: string) =>
    (await hall.get(`/api/procedures?q=${encodeURIComponent(words)}`)).body.procedures.map(
      ({ code }: { code: string }) => code,
    )
  const lastActs = async (id: string) => (await get(`/api/acts?about=catalogue&id=${encodeURIComponent(id)}`)).body.acts

  test('is looked at by who examines, changed by who runs the hall, and nobody else comes in', async () => {
    const officer = await hall.officer('an')
    assert.equal((await hall.get('/api/catalogue', { cookie: officer.cookie })).status, 403)
    assert.equal((await hall.get('/api/catalogue')).status, 401)
    const body = { scope: 'code', name: WILL, from: '2026-11-30', why: null, says: { topic: 'off', reason: 'x' } }
    assert.equal((await send(body, officer.cookie)).status, 403)
    const { rows, fields, findings, today } = (await get('/api/catalogue')).body
    assert.equal(today, '2026-11-30')
    assert.equal(rows.length, (await hall.get('/api/procedures')).body.total)
    assert.ok(
      fields.every(({ service }: { service: string }) => service),
      'the demonstration says where each field goes',
    )
    assert.ok(findings.every(({ whatToDo }: { whatToDo: { vi: string } }) => whatToDo.vi.length > 8))
  })

  test('a procedure is switched off with a reason, gone from board and search at once, and comes back', async () => {
    assert.equal((await board(WILL)).status, 200)
    assert.equal(await say(WILL, { topic: 'off', reason: 'làm ở phòng công chứng' }), 'now')
    assert.equal((await board(WILL)).status, 404)
    assert.ok(!(await finds('di chúc')).includes(WILL))
    assert.equal((await row(WILL)).off, 'làm ở phòng công chứng')
    const silent = await said(WILL, { topic: 'off', reason: null })
    assert.deepEqual([silent.status, silent.body.lines[0].path], [422, '/why'])
    await say(WILL, { topic: 'off', reason: null }, { why: 'có công chứng viên' })
    assert.equal((await board(WILL)).status, 200)
    const [on, off] = await lastActs(WILL)
    assert.deepEqual(
      [on.did, on.why, on.before.reason],
      ['switched-on', 'có công chứng viên', 'làm ở phòng công chứng'],
    )
    assert.deepEqual([off.did, off.after.reason, off.by.id], ['switched-off', 'làm ở phòng công chứng', 'quan-tri'])
  })

  test('where to go and a note: for a field, for one procedure before it, on the board as soon as said', async () => {
    const { field } = (await board(COPIES)).body
    await say(field, { topic: 'note', text: 'Buổi sáng đông, nên đến sau 14 giờ.' }, { scope: 'field' })
    assert.equal((await board(COPIES)).body.note, 'Buổi sáng đông, nên đến sau 14 giờ.')
    await say(COPIES, { topic: 'note', text: 'Mang theo bản gốc.' })
    await say(COPIES, { topic: 'place', service: 'tra-ket-qua', place: 'Tầng 1' })
    const shown = (await board(COPIES)).body
    assert.deepEqual([shown.note, shown.service, shown.agency], ['Mang theo bản gốc.', 'tra-ket-qua', 'Tầng 1'])
    await say(COPIES, { topic: 'place', service: null, place: null })
    await say(COPIES, { topic: 'note', text: null })
    const back = (await board(COPIES)).body
    assert.deepEqual([back.note, back.service], ['Buổi sáng đông, nên đến sau 14 giờ.', 'chung-thuc'])
    const { history } = (await get(`/api/catalogue/field?name=${encodeURIComponent(field)}`)).body
    assert.deepEqual([history[0].says.text, history[0].holds], ['Buổi sáng đông, nên đến sau 14 giờ.', 'now'])
  })

  test('an addition of the office’s own is found, shown, changed, and goes back to a former version', async () => {
    await say('TT-01', { topic: 'own', own: kites })
    assert.ok((await finds('tha dieu')).includes('TT-01'))
    assert.equal((await board('TT-01')).body.terms[0].feeText, '10.000 đồng')
    assert.deepEqual((await row('TT-01')).flags.sort(), ['no-agency', 'no-place'])
    await say('TT-01', { topic: 'place', service: 'chinh-sach', place: 'Quầy 4' })
    assert.deepEqual((await row('TT-01')).flags, [])
    await say('TT-01', { topic: 'own', own: { ...kites, feeText: '20.000' } })
    assert.deepEqual((await row('TT-01')).flags, ['fee-without-unit'])
    const { history } = await one('TT-01')
    const former = history.find(
      ({ says, holds }: { says: { topic: string }; holds: string }) => says.topic === 'own' && holds === 'past',
    )
    await say('TT-01', former.says, { why: 'nhập nhầm phí' })
    assert.equal((await board('TT-01')).body.terms[0].feeText, '10.000 đồng')
    const dids = (await lastActs('TT-01')).map(({ did }: { did: string }) => did)
    assert.deepEqual(dids, ['changed', 'changed', 'placed', 'added'])
    assert.equal((await said(COPIES, { topic: 'own', own: kites })).body.lines[0].code, 'code-taken')
    assert.equal((await said('9.123456', { topic: 'own', own: kites })).body.lines[0].code, 'own-code')
  })

  test('what cannot be said is refused at its line, and nothing is noted', async () => {
    const before = (await get('/api/acts?about=catalogue')).body.acts.length
    const off = { topic: 'off', reason: 'x' }
    assert.deepEqual((await said(WILL, off, { from: '2026-11-29' })).body.lines[0].path, '/from')
    for (const from of ['2026-13-45', '2027-02-31']) {
      assert.equal((await said(WILL, off, { from })).body.lines?.[0].code, 'no-such-day', from)
    }
    assert.equal((await said('9.999999', off)).status, 404)
    assert.equal((await said('Hộ tịch', off, { scope: 'field' })).body.lines[0].code, 'not-of-a-field')
    assert.equal(
      (await said(COPIES, { topic: 'place', service: 'khong-co', place: null })).body.lines[0].path,
      '/says/service',
    )
    assert.equal((await said(COPIES, { topic: 'note', text: 'x', more: 1 })).status, 400)
    assert.equal((await said(COPIES, { topic: 'note', text: ' ' })).status, 400)
    assert.equal((await get('/api/catalogue/one?code=9.999999')).status, 404)
    assert.equal((await get(`/api/catalogue/one?code=${COPIES}&on=2026-99-01`)).status, 400)
    assert.equal((await get('/api/acts?about=catalogue')).body.acts.length, before)
  })

  test('an import beside the running hub is seen at once, and what it left out is told', async () => {
    const beside = new Database(join(hall.dataFolder, FILE))
    const store = openProcedureStore(beside)
    const [first, ...rest] = store.procedures().map(({ procedure }) => procedure)
    store.takeImport({ source: 'danh-muc-2027.json', at: MONDAY, procedures: rest })
    beside.close()
    assert.ok((await row(first?.code ?? '')).flags.includes('vanished'))
    const { imported, findings } = (await get('/api/catalogue')).body
    assert.equal(imported.source, 'danh-muc-2027.json')
    assert.equal(findings.find(({ kind }: { kind: string }) => kind === 'vanished').count, 1)
  })

  test('the notice board is on A4, by field, with the day it holds from', async () => {
    const reply = await fetch(`${hall.url}/api/catalogue/notice.pdf?field=${encodeURIComponent('Vui chơi')}`, {
      headers: { cookie: admin.cookie },
    })
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'application/pdf'])
    const pdf = Buffer.from(await reply.arrayBuffer())
    assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 841\.89 595\.28\]/)
    assert.equal((await get(`/api/catalogue/notice.pdf?field=${encodeURIComponent('Không có')}`)).status, 404)
  })

  test('what is planned begins on its day without a restart; the days before stay what they were', async () => {
    assert.equal(await say(WILL, { topic: 'off', reason: 'bãi bỏ' }, { from: '2026-12-01' }), 'later')
    assert.equal((await board(WILL)).status, 200)
    assert.deepEqual((await row(WILL)).plans, [{ topic: 'off', from: '2026-12-01' }])
    machine.pass(DAY)
    await signIn()
    assert.equal((await board(WILL)).status, 404)
    assert.equal((await row(WILL)).off, 'bãi bỏ')
    assert.equal((await one(WILL, '2026-11-30')).off, null)
    assert.equal((await one(WILL, '2026-12-01')).off, 'bãi bỏ')
    const beside = new Database(join(hall.dataFolder, FILE), { readonly: true })
    const kept = beside.prepare('SELECT reason FROM procedure_off WHERE code = ?').pluck().get(WILL)
    beside.close()
    assert.equal(kept, 'bãi bỏ', 'the release before would know it too')
  })
})
