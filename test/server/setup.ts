import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contradictions } from '#core/domain/contradictions.ts'
import { DOCUMENT_KINDS } from '#server/settings/kinds.ts'
import { readOffice } from '#server/settings/office-lines.ts'
import { placesFor } from '#server/settings/setup-places.ts'
import { officeToPrepare, readTemplates } from '#server/settings/templates.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { startProcess } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'

const AN_EMPTY_HUB = { env: { LUOT_DEMO: '0' }, limits: 'kept' } as const

spec('offices to begin with', ({ test }) => {
  for (const { id, office, documents, fields, screens } of readTemplates()) {
    test(`${id} has the right form and contradicts itself nowhere`, () => {
      const read = readOffice(office)
      assert.deepEqual(read.ok ? [] : read.lines, [])
      assert.deepEqual(
        contradictions(office).filter(({ severity }) => severity === 'error'),
        [],
      )
      const services = new Set(office.services.map((service) => service.id))
      const served = new Set(office.counters.flatMap((counter) => counter.services))
      assert.deepEqual(served, services, 'every service has a counter, and no counter a service that is not there')
      for (const service of Object.keys(fields)) assert.ok(services.has(service), service)
      for (const kind of Object.keys(documents))
        assert.ok(
          DOCUMENT_KINDS.some((row) => row.kind === kind),
          kind,
        )
      assert.ok(screens.boards.length > 0)
    })
  }

  test('a ward has few counters, a city centre many, each zone with a board of its own', () => {
    const counters = new Map(readTemplates().map(({ id, office }) => [id, office.counters.length]))
    assert.ok((counters.get('small-ward') ?? 0) <= 3)
    assert.ok((counters.get('big-ward') ?? 0) >= 6 && (counters.get('big-ward') ?? 0) <= 10)
    assert.ok((counters.get('city-centre') ?? 0) >= 20)
  })

  test('fields of the catalogue follow their services', () => {
    const at = (name: string, serviceId: string | null) => ({ scope: 'field' as const, name, serviceId, place: null })
    const places = [at('Hộ tịch', 'ho-tich'), at('Cư trú', 'cu-tru'), at('Xây dựng', 'dat-dai')]
    const office = {
      services: ['ho-tich', 'xay-dung'],
      fields: { 'xay-dung': ['Xây dựng', 'Nhà ở'], 'y-te': ['Y tế'] },
    }
    assert.deepEqual(placesFor(places, office), [
      at('Cư trú', null),
      at('Xây dựng', 'xay-dung'),
      at('Nhà ở', 'xay-dung'),
    ])
    assert.deepEqual(placesFor(placesFor(places, office), office), [], 'nothing more the second time')
  })
})

spec('an installed hub begins empty (S1)', ({ test }) => {
  test('no account and no PIN stands anywhere, in the log or on the disk, before the code is used', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-empty-'))
    try {
      const hub = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace', LUOT_DEMO: '0' })
      assert.ok(hub.url, hub.output())
      const staff = (await (await fetch(`${hub.url}/api/staff`)).json()) as object
      assert.deepEqual(staff, { needsSetup: true, staff: [] })
      await hub.stop()
      assert.match(hub.output(), /^ {6}\w{4}-\w{4}$/m, 'the code')
      assert.match(hub.output(), /\/desk\/setup/)
      assert.doesNotMatch(hub.output(), /PIN|Nguyễn Thị An|^ {6}[a-z]+ +\d{6} /m)
      const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n')
      assert.ok(kept.includes('van-phong'), 'the office is there')
      assert.doesNotMatch(kept, /\$argon2/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('kiosk and board say that the hall is being prepared, and nobody gets a number', async () => {
    const hub = await startHub(AN_EMPTY_HUB)
    for (const screen of ['kiosk', 'display']) {
      const { hall } = (await hub.get(`/api/views/${screen}`)).body
      assert.deepEqual([hall.state, hall.why], ['closed', 'being-prepared'], screen)
    }
    await assert.rejects(hub.issue('ho-tich'), /being-prepared/)
    assert.equal(officeToPrepare().preparing, true)
    await hub.close()
  })
})

spec('setting up over the API', ({ test }) => {
  const people = [
    { id: 'lan', name: 'Trần Thị Lan', services: ['ho-tich', 'chung-thuc'] },
    { id: 'minh', name: 'Lê Văn Minh', services: null },
  ]
  // biome-ignore lint/suspicious/noExplicitAny: an office as a program would write it
  type Loose = any
  async function templateOf(hub: TestHub, admin: Staffer, id: string): Promise<Loose> {
    const { templates } = (await hub.get('/api/setup/templates', { cookie: admin.cookie })).body
    return templates.find((one: { id: string }) => one.id === id)
  }
  const look = async (hub: TestHub, { cookie }: Staffer) => (await hub.get('/api/setup', { cookie })).body
  const apply = (hub: TestHub, { cookie }: Staffer, body: object) => hub.post('/api/setup/apply', body, { cookie })
  const issued = (admin: Staffer, service: string) =>
    admin.ask('issue-ticket', { ticket: randomUUID(), service, class: 'ordinary' })

  test('from nothing to an open hall: practised, opened, called; asked again nothing more changes', async () => {
    const hub = await startHub(AN_EMPTY_HUB)
    const admin = await hub.administrator()
    assert.equal((await look(hub, admin)).state, 'preparing')
    const { office, documents } = await templateOf(hub, admin, 'small-ward')
    const open = { ...office, name: { vi: 'Phường Hoa Sen', en: 'Hoa Sen Ward' }, calendar: { sessions: [] } }
    const asked = { template: 'small-ward', office: open, documents, people, catalogue: true, open: false }

    const slip = (of: object) =>
      hub.post('/api/slips/preview', { slips: documents.slips ?? {}, dots: 576, office: of }, { cookie: admin.cookie })
    const { png } = (await slip(open)).body
    const nameless = await slip({ ...open, services: [{ ...open.services[0], name: { vi: '', en: '' } }] })
    assert.deepEqual([nameless.status, nameless.body.lines[0].path], [422, '/services/0/name/vi'])

    const first = await apply(hub, admin, asked)
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.equal(first.body.state, 'preparing')
    assert.deepEqual(
      first.body.handed.map(({ id }: { id: string }) => id),
      ['lan', 'minh'],
    )
    assert.ok(first.body.handed.every(({ pin }: { pin: string }) => /^\d{6}$/.test(pin)))
    const { seq } = hub.hub.road.queue()
    const again = await apply(hub, admin, asked)
    assert.deepEqual([again.status, again.body.handed], [200, []])
    assert.equal(hub.hub.road.queue().seq, seq, 'nothing was written down for what holds already')
    const state = await look(hub, admin)
    assert.ok(state.procedures > 40)
    assert.deepEqual(state.office.skills, [{ staff: 'lan', services: ['ho-tich', 'chung-thuc'] }])
    const kinds = (await hub.get('/api/procedures?q=khai+sinh')).status
    assert.equal(kinds, 200)

    assert.equal((await issued(admin, 'ho-tich')).body.code, 'being-prepared')
    assert.equal((await admin.ask('begin-practice', {})).status, 200)
    assert.equal((await issued(admin, 'ho-tich')).status, 200)
    assert.equal((await admin.ask('end-practice', {})).status, 200)

    const opened = await apply(hub, admin, { ...asked, open: true })
    assert.equal(opened.body.state, 'open')
    const held = (await hub.get('/api/slips/preview?dots=576', { cookie: admin.cookie })).body
    assert.equal(held.png, png, 'its slip was seen before it was this office')
    assert.equal((await look(hub, admin)).draft, null)
    const ticket = await hub.issue('ho-tich')
    await admin.ask('open-counter', { counter: 'quay-1' })
    assert.equal((await admin.ask('call-next', { counter: 'quay-1' })).status, 200)
    const board = (await hub.get('/api/views/display')).body
    assert.deepEqual([board.calls[0].number, board.calls[0].counter], [ticket.number, '1'])
    await hub.close()
  })

  test('where a line is wrong nothing holds, and every wrong line is named', async () => {
    const hub = await startHub(AN_EMPTY_HUB)
    const admin = await hub.administrator()
    const { office } = await templateOf(hub, admin, 'small-ward')
    const wrong = { ...office, counters: [{ id: 'quay-1', label: '', services: ['khong-co'] }] }
    const { seq } = hub.hub.road.queue()
    const asked = { template: null, office: wrong, documents: {}, people, catalogue: true, open: true }
    const no = await apply(hub, admin, asked)
    assert.equal(no.status, 422)
    assert.ok(no.body.lines.some(({ path }: { path: string }) => path.startsWith('/office/counters/0')))
    assert.equal(hub.hub.road.queue().seq, seq)
    const { people: there } = (await hub.get('/api/people', { cookie: admin.cookie })).body
    assert.deepEqual(
      there.map(({ id }: { id: string }) => id),
      ['quan-tri'],
    )
    await hub.close()
  })

  test('the demonstration’s officers leave, its catalogue follows the new services, and all of it is noted', async () => {
    const hub = await startHub()
    const admin = await hub.administrator()
    assert.deepEqual((await look(hub, admin)).demonstrators.sort(), ['an', 'binh', 'chi', 'dung'])
    const { office, documents } = await templateOf(hub, admin, 'city-centre')
    const asked = { template: 'city-centre', office, documents, people, catalogue: false, open: false }
    const done = await apply(hub, admin, asked)
    assert.equal(done.status, 200, JSON.stringify(done.body))
    assert.deepEqual(done.body.left.sort(), ['an', 'binh', 'chi', 'dung'])
    await assert.rejects(hub.officer('an'), /could not sign in/)
    const acts = (await hub.get('/api/acts', { cookie: admin.cookie })).body
    const told = JSON.stringify(acts)
    for (const word of ['"left"', '"set up"', '"placed"']) assert.ok(told.includes(word), word)
    assert.ok(!done.body.handed.some(({ pin }: { pin: string }) => told.includes(`"${pin}"`)))
    await hub.close()
  })

  test('what was said so far waits on the hub, and only the administrator finds it', async () => {
    const hub = await startHub()
    const admin = await hub.administrator()
    const officer = await hub.officer('an')
    const draft = {
      step: 3,
      template: null,
      office: { name: { vi: '', en: '' } },
      documents: {},
      people: [{ id: '', name: '', services: null }],
      catalogue: true,
    }
    const kept = await hub.post('/api/setup/draft', { draft }, { cookie: admin.cookie, method: 'PUT' })
    assert.equal(kept.status, 200, JSON.stringify(kept.body))
    assert.deepEqual((await look(hub, admin)).draft, draft)
    assert.equal((await hub.get('/api/setup', { cookie: officer.cookie })).status, 403)
    assert.equal((await hub.get('/api/setup')).status, 401)
    await hub.close()
  })
})
