import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/journal/open-database.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const DAY = 24 * 3_600_000
const put = (hall: TestHub, who: Staffer, path: string, body: unknown): Promise<Reply> =>
  hall.post(path, body, { method: 'PUT', cookie: who.cookie })

/** Changes one document as its page does, at once or from a day on. */
async function change(
  hall: TestHub,
  who: Staffer,
  kind: string,
  body: object,
  from: string | null = null,
): Promise<Reply> {
  const { version } = (await hall.get(`/api/settings/${kind}`, { cookie: who.cookie })).body
  return put(hall, who, `/api/settings/${kind}`, { version, body, from, why: 'thử' })
}

/** Calls the office by another name, at once or from a day on. */
async function rename(hall: TestHub, who: Staffer, vi: string, from: string | null = null): Promise<void> {
  const { version, office } = (await hall.get('/api/office', { cookie: who.cookie })).body
  const reply = await put(hall, who, '/api/office', {
    version,
    office: { ...office, name: { vi, en: vi } },
    from,
    why: 'thử',
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

/** The database as the power would leave it on the disk now. */
function asCutNow(hall: TestHub): string {
  const folder = mkdtempSync(join(tmpdir(), 'luot-test-'))
  for (const name of readdirSync(hall.dataFolder).filter((one) => one.startsWith('luot.db')))
    cpSync(join(hall.dataFolder, name), join(folder, name))
  return folder
}

async function held(hall: TestHub, who: Staffer, kind: string) {
  return (await hall.get(`/api/settings/${kind}`, { cookie: who.cookie })).body.body
}

async function exported(hall: TestHub, who: Staffer): Promise<string> {
  const reply = await fetch(`${hall.url}/api/settings-file`, { headers: { cookie: who.cookie } })
  assert.equal(reply.status, 200)
  return reply.text()
}

spec('all settings as one file', ({ test, before, after }) => {
  let one: TestHub
  let other: TestHub
  let first: Staffer
  let second: Staffer

  before(async () => {
    one = await startHub()
    other = await startHub({ limits: 'kept' })
    first = await one.administrator()
    second = await other.administrator()
  })
  after(async () => {
    await one.close()
    await other.close()
  })

  test('goes into an empty hub and comes out of it the same, byte for byte', async () => {
    assert.equal((await change(one, first, 'site', { target: { satisfiedShare: 0.9 } })).status, 200)
    assert.equal((await change(one, first, 'slips', { footer: { vi: 'Xin cảm ơn', en: 'Thank you' } })).status, 200)
    const { version, office } = (await one.get('/api/office', { cookie: first.cookie })).body
    const named = { ...office, name: { vi: 'Phường Thử', en: 'Trial Ward' } }
    assert.equal(
      (await put(one, first, '/api/office', { version, office: named, from: null, why: 'tên mới' })).status,
      200,
    )

    const text = await exported(one, first)
    const file = JSON.parse(text)
    const check = (await other.post('/api/settings-file/check', { file }, { cookie: second.cookie })).body
    assert.equal(check.ok, true)
    const differing = check.parts.filter(({ state }: { state: string }) => state === 'differs')
    assert.deepEqual(differing.map(({ part }: { part: string }) => part).sort(), ['office', 'site', 'slips'])
    assert.notDeepEqual(JSON.parse(await exported(other, second)).parts, file.parts, 'looking changes nothing')

    const took = await put(other, second, '/api/settings-file', { file, why: 'lập điểm mới' })
    assert.equal(took.status, 200, JSON.stringify(took.body))
    const back = JSON.parse(await exported(other, second))
    assert.equal(JSON.stringify(back.parts), JSON.stringify(file.parts))
    // Keys stand sorted, so that two files can be laid side by side.
    assert.deepEqual(Object.keys(back.parts.documents), Object.keys(back.parts.documents).toSorted())
    const again = await put(other, second, '/api/settings-file', { file, why: 'lần nữa' })
    assert.ok(again.body.parts.every(({ state }: { state: string }) => state === 'same'))
  })

  test('holds no secret of anybody', async () => {
    const text = await exported(one, first)
    assert.ok(!/argon2|secret|"pin"|password/i.test(text))
    for (const { pin } of one.hub.pins) assert.ok(!text.includes(pin))
    assert.ok(JSON.parse(text).listed.people.some(({ id }: { id: string }) => id === 'quan-tri'))
  })

  test('is brought in whole or not at all, and every wrong line is named', async () => {
    const file = JSON.parse(await exported(one, first))
    const before = await exported(other, second)
    const { documents, hall } = file.parts
    const wrong = {
      ...file,
      parts: {
        ...file.parts,
        hall: { ...hall, devices: [{ ...hall.devices[0], driver: 'none' }] },
        documents: {
          ...documents,
          site: { ...documents.site, target: { satisfiedShare: 7 } },
          slips: { ...documents.slips, footer: { vi: 'Khác', en: '' } },
          weather: {},
        },
      },
    }
    const took = await put(other, second, '/api/settings-file', { file: wrong, why: 'sai' })
    assert.equal(took.status, 422)
    assert.deepEqual(took.body.lines.map(({ path }: { path: string }) => path).sort(), [
      '/parts/documents/site/target/satisfiedShare',
      '/parts/documents/weather',
      '/parts/hall/devices/0/driver',
      '/parts/hall/kiosks/0/printer',
    ])
    assert.equal(await exported(other, second), before)
    for (const [bad, path] of [
      [{ ...file, version: 99 }, '/version'],
      [{ ...file, format: 'other' }, '/format'],
      [{}, '/format'],
    ] as const) {
      const reply = await put(other, second, '/api/settings-file', { file: bad, why: 'sai' })
      assert.equal(reply.status, 422)
      assert.ok(
        reply.body.lines.some((line: { path: string }) => line.path === path),
        JSON.stringify(reply.body),
      )
    }
  })

  test('is brought in whole or not at all over a power cut: what had begun is finished, what had not is dropped', async () => {
    const file = JSON.parse(await exported(one, first))
    const { office, hall, documents } = file.parts
    const wanted = {
      hall: { ...hall, sound: { ...hall.sound, volume: 35 } },
      office: { ...office, name: { vi: 'Phường Khác', en: 'Another Ward' } },
      documents: { ...documents, slips: { ...documents.slips, longestCm: 15 } },
    }
    const { road } = one.hub
    const send = road.send
    const cuts: string[] = []
    road.send = async (sent) => {
      if (sent.order.type !== 'ChangeOffice') return send(sent)
      cuts.push(asCutNow(one))
      const outcome = await send(sent)
      cuts.push(asCutNow(one))
      return outcome
    }
    const took = await put(one, first, '/api/settings-file', { file: { ...file, parts: wanted }, why: 'đổi' })
    road.send = send
    assert.equal(took.status, 200, JSON.stringify(took.body))
    assert.equal(cuts.length, 2)

    for (const [cut, parts, did] of [
      [cuts[1], wanted, 'brought in'],
      [cuts[0], file.parts, 'taken back'],
    ] as const) {
      const again = await startHub({ dataFolder: cut ?? '' })
      try {
        const reply = await again.get('/api/settings-file', { cookie: first.cookie })
        assert.equal(reply.status, 200)
        assert.deepEqual(reply.body.parts, parts)
        const database = openDatabase(again.dataFolder)
        const noted = database.prepare("SELECT text FROM journal WHERE type = 'ActNoted' ORDER BY seq").all()
        const { by, event } = JSON.parse((noted.at(-1) as { text: string }).text)
        assert.deepEqual([by.id, event.act.id, event.act.did], ['hub', 'all', did], 'it says what it made of it')
        assert.deepEqual(event.act.after.parts, ['office', 'hall', 'slips'])
        assert.deepEqual(database.prepare('SELECT * FROM settings_arriving').all(), [])
        database.close()
      } finally {
        await again.close()
      }
    }
  })

  test('is the administrator’s to bring in', async () => {
    const officer = await one.officer('an')
    assert.equal((await put(one, officer, '/api/settings-file', { file: {}, why: 'x' })).status, 403)
    assert.equal((await one.get('/api/settings-file', { cookie: officer.cookie })).status, 403)
  })
})

spec('settings tried in practice', ({ test, beforeEach, afterEach }) => {
  const machine = handClock(Date.parse('2026-11-30T03:00:00Z'))
  let hall: TestHub
  let admin: Staffer
  let pins: TestHub['hub']['pins']

  beforeEach(async () => {
    hall = await startHub({ machine })
    pins = hall.hub.pins
    admin = await hall.administrator()
  })
  afterEach(() => hall.close())

  const trial = async () => (await hall.get('/api/settings-trial', { cookie: admin.cookie })).body
  const end = (keep: boolean) =>
    hall.post('/api/settings-trial', { keep, why: 'đã thử' }, { cookie: admin.cookie, headers: {} })
  async function tryOut(): Promise<void> {
    assert.equal((await admin.ask('begin-practice', {})).status, 200)
    assert.equal((await change(hall, admin, 'slips', { longestCm: 12 })).status, 200)
    assert.equal((await change(hall, admin, 'site', { usualFigures: false })).status, 200)
  }

  test('nothing is asked where nothing was tried', async () => {
    assert.equal((await trial()).state, 'none')
    assert.equal((await admin.ask('begin-practice', {})).status, 200)
    assert.equal((await trial()).state, 'practising')
    assert.equal((await admin.ask('end-practice', {})).status, 200)
    assert.equal((await trial()).state, 'none')
    assert.equal((await end(true)).status, 404)
  })

  test('are used while it lasts, then taken back in one act, or kept', async () => {
    await tryOut()
    assert.equal((await held(hall, admin, 'slips')).longestCm, 12)
    await admin.ask('end-practice', {})
    const { state, changed } = await trial()
    assert.equal(state, 'asking')
    assert.deepEqual(changed.map(({ part }: { part: string }) => part).sort(), ['site', 'slips'])
    assert.equal((await end(false)).status, 200)
    assert.equal((await held(hall, admin, 'slips')).longestCm, 24)
    assert.equal((await held(hall, admin, 'site')).usualFigures, true)
    assert.equal((await trial()).state, 'none')

    await tryOut()
    await admin.ask('end-practice', {})
    // Another practice, while the first one's question is open, answers it for nobody.
    assert.equal((await admin.ask('begin-practice', {})).status, 200)
    assert.equal((await trial()).state, 'practising')
    await admin.ask('end-practice', {})
    assert.deepEqual((await trial()).changed, changed)
    assert.equal((await trial()).state, 'asking')
    assert.equal((await end(true)).status, 200)
    assert.equal((await held(hall, admin, 'slips')).longestCm, 12)
    assert.equal((await trial()).state, 'none')
  })

  test('are taken back where the hub starts anew in the middle of it, and what comes after is a trial again', async () => {
    await tryOut()
    await hall.close({ keepData: true })
    hall = await startHub({ machine, dataFolder: hall.dataFolder, pins })
    assert.equal((await held(hall, admin, 'slips')).longestCm, 24)
    assert.equal((await trial()).state, 'practising')
    assert.equal((await change(hall, admin, 'slips', { longestCm: 15 })).status, 200)
    await hall.post('/api/end-practice', {}, { key: randomUUID(), cookie: admin.cookie })
    assert.equal((await trial()).state, 'asking')
    assert.equal((await end(false)).status, 200)
    assert.equal((await held(hall, admin, 'slips')).longestCm, 24)
  })

  test('are taken back before a real morning begins, and what was planned for it holds', async () => {
    assert.equal((await change(hall, admin, 'slips', { longestCm: 17 }, '2026-12-01')).status, 200)
    await rename(hall, admin, 'Tên mới', '2026-12-01')
    await tryOut()
    // Tried as well: it was planned all the same.
    await rename(hall, admin, 'Tên mới')
    await admin.ask('end-practice', {})
    machine.pass(DAY)
    await hall.hub.road.send({ id: null, by: { role: 'hub', id: 'hub' }, order: { type: 'KeepTime' } })
    await hall.hub.road.idle()
    const file = hall.dataFolder
    await hall.close({ keepData: true })
    hall = await startHub({ machine, dataFolder: file, pins })
    const officer = await hall.officer('an')
    assert.equal((await held(hall, officer, 'site')).usualFigures, true)
    assert.equal((await held(hall, officer, 'slips')).longestCm, 17)
    assert.equal(hall.hub.road.queue().office.name.vi, 'Tên mới')
  })

  test('are taken back where the hub sleeps into the morning, and what was planned for it holds', async () => {
    const day = '2026-12-02'
    assert.equal((await change(hall, admin, 'slips', { longestCm: 17 }, day)).status, 200)
    await rename(hall, admin, 'Tên sau', day)
    await tryOut()
    await rename(hall, admin, 'Tên thử')
    await hall.close({ keepData: true })
    machine.pass(DAY)
    hall = await startHub({ machine, dataFolder: hall.dataFolder, pins })
    await hall.hub.road.idle()
    const officer = await hall.officer('an')
    assert.equal(hall.hub.road.queue().day, day)
    assert.equal((await held(hall, officer, 'site')).usualFigures, true)
    assert.equal((await held(hall, officer, 'slips')).longestCm, 17)
    assert.equal(hall.hub.road.queue().office.name.vi, 'Tên sau')
    assert.deepEqual(hall.hub.road.queue().planned, [])
  })
})
