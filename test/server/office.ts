import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Office } from '#core/domain/office.ts'
import { demoHall, demoOffice } from '#server/settings/demo-office.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const MONDAY = Date.parse('2026-11-23T08:00:00+07:00')
const HOUR = 3_600_000
const RENAMED = { vi: 'Hộ tịch mới', en: 'Civil status, new' }

let clock: HandClock
let hall: TestHub
let admin: Staffer

const renamed = (office: Office, name = RENAMED): Office => ({
  ...office,
  services: office.services.map((one) => (one.id === 'ho-tich' ? { ...one, name } : one)),
})
const nameNow = () => hall.hub.road.queue().office.services.find(({ id }) => id === 'ho-tich')?.name
const look = async (cookie = admin.cookie) => (await hall.get('/api/office', { cookie })).body
const put = (body: unknown, cookie = admin.cookie): Promise<Reply> =>
  hall.post('/api/office', body, { method: 'PUT', cookie })
const versions = async () => (await hall.get('/api/office/versions', { cookie: admin.cookie })).body.versions

async function change(more: object): Promise<Reply> {
  const { version, office } = await look()
  return put({ version, office: renamed(office), from: null, why: 'Đổi tên', ...more })
}

/** Closes the hub, does something to its database as a power cut or a hand would, and opens it again. */
async function restart(meanwhile: (database: Database.Database) => void = () => undefined): Promise<void> {
  await hall.close({ keepData: true })
  const database = new Database(join(hall.dataFolder, 'luot.db'))
  meanwhile(database)
  database.close()
  hall = await startHub({ dataFolder: hall.dataFolder, machine: clock })
}

/** What the power cut took: everything the register wrote after this version. */
const forgetAfter = (number: number) => (database: Database.Database) =>
  database.prepare("DELETE FROM settings WHERE kind = 'office' AND version > ?").run(number)

async function happens(is: () => boolean, what: string): Promise<void> {
  for (const until = performance.now() + 8_000; performance.now() < until; await wait(20)) if (is()) return
  assert.fail(`never: ${what}`)
}

async function nextDay(): Promise<void> {
  const before = hall.hub.road.queue().day
  clock.pass(24 * HOUR)
  await happens(() => hall.hub.road.queue().day !== before, 'the day turned')
}

spec('an office’s settings', ({ test, beforeEach, afterEach }) => {
  beforeEach(async () => {
    clock = handClock(MONDAY)
    hall = await startHub({ machine: clock, limits: 'kept' })
    admin = await hall.administrator()
    // These days are longer than a session.
    const database = new Database(join(hall.dataFolder, 'luot.db'))
    database.prepare('UPDATE sessions SET until = until * 2, seen = until * 2').run()
    database.close()
  })
  afterEach(() => hall.close())

  test('are read by all staff, with their schema and defaults, and changed by the administrator alone', async () => {
    const officer = await hall.officer('an')
    const read = await look(officer.cookie)
    assert.deepEqual(read.office, JSON.parse(JSON.stringify(demoOffice)))
    assert.ok(read.schema.properties.services && read.defaults.office.calling)
    assert.equal((await hall.get('/api/office')).status, 401)
    const body = { version: read.version, office: renamed(read.office), from: null, why: 'Đổi tên' }
    const refused = await put(body, officer.cookie)
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed'])
    assert.equal((await hall.post('/api/office', body, { method: 'PUT' })).status, 401)
    const plan = { method: 'DELETE', cookie: officer.cookie, headers: { 'content-type': 'application/json' } }
    assert.equal((await hall.post('/api/office/plans/2026-12-01', {}, plan)).status, 403)
    assert.equal((await hall.get('/api/office/versions', { cookie: officer.cookie })).status, 403)
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
  })

  test('changed at once reach the kiosk without a restart, and stand in the register with who and why', async () => {
    const reply = await change({})
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    const kiosk = (await hall.get('/api/views/kiosk')).body
    assert.deepEqual(kiosk.services[0].name, RENAMED)
    const [newest] = await versions()
    assert.deepEqual([newest.act, newest.by, newest.why, newest.from], ['changed', 'quan-tri', 'Đổi tên', null])
    const { body } = await hall.get(`/api/office/versions/${newest.number}`, { cookie: admin.cookie })
    assert.deepEqual(body.differs, [
      { path: '/services/0/name/vi', before: 'Hộ tịch', after: RENAMED.vi },
      { path: '/services/0/name/en', before: 'Civil status', after: RENAMED.en },
    ])
    const first = await hall.get('/api/office/versions/1', { cookie: admin.cookie })
    const back = await put({ version: reply.body.version, office: first.body.office, from: null, why: 'Lấy lại' })
    assert.equal(back.status, 200)
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
  })

  test('of two who edit the same version the second is told so; and a retry is no second change', async () => {
    const { version, office } = await look()
    const mine = { version, office: renamed(office), from: null, why: 'Đổi tên' }
    const both = await Promise.all([put(mine), put({ ...mine, office: renamed(office, { vi: 'Khác', en: 'Other' }) })])
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 409],
    )
    assert.equal(both[1]?.body.code, 'office-changed')
    assert.equal((await put(mine)).status, 200, 'what holds already may be asked for again')
    assert.equal((await versions()).filter(({ act }: { act: string }) => act === 'changed').length, 2)
  })

  test('that are wrong are refused with every line at fault, and nothing is half applied', async () => {
    const { version, office } = await look()
    const before = JSON.stringify(hall.hub.road.queue().office)
    const withService = (i: number, wrong: object) => ({
      ...office,
      services: office.services.map((one: object, each: number) => (each === i ? { ...one, ...wrong } : one)),
    })
    const { name: _, ...nameless } = office
    const wrong: [unknown, string[]][] = [
      [withService(2, { quota: { session: 0, day: null } }), ['/services/2/quota/session']],
      [
        withService(2, { quota: { session: 0, day: null }, prefix: 'A' }),
        ['/services/2/quota/session', '/services/2/prefix'],
      ],
      [withService(1, { prefix: 'abc' }), ['/services/1/prefix']],
      [
        withService(1, { slots: { everyMs: 1, capacity: 1.5, walkInShare: 0 } }),
        ['/services/1/slots/everyMs', '/services/1/slots/capacity'],
      ],
      [{ ...office, order: { policy: 'ratio' } }, ['/order/inARow']],
      [{ ...office, order: { policy: 'fair' } }, ['/order']],
      [{ ...office, calendar: { ...office.calendar, lunch: 'never' } }, ['/calendar/lunch']],
      [
        { ...office, calendar: { ...office.calendar, sessions: [{ days: [], from: '8:00', to: '07:00' }] } },
        ['/calendar/sessions/0/days', '/calendar/sessions/0/from'],
      ],
      [nameless, ['/name']],
      [{ ...office, surprise: 1 }, ['/surprise']],
      [{ ...office, services: null }, ['/services']],
      [{ ...office, services: [5] }, ['/services/0']],
      [{ ...office, calling: 'x' }, ['/calling']],
      [{ ...office, counters: office.counters.slice(0, 5) }, ['/services/6']],
      [{}, ['/id', '/name', '/timeZone']],
    ]
    for (const [document, paths] of wrong) {
      const reply = await put({ version, office: document, from: null, why: 'thử' })
      assert.deepEqual([reply.status, reply.body.code], [422, 'wrong-settings'], JSON.stringify(reply.body))
      const lines: { path: string; vi: string; en: string }[] = reply.body.lines
      for (const path of paths) {
        const line = lines.find((one) => one.path === path)
        assert.ok(line?.vi && line.en, `${path}: ${JSON.stringify(lines.map((one) => one.path))}`)
      }
      const seen = lines.map((one) => `${one.path} ${one.vi}`)
      assert.equal(new Set(seen).size, seen.length, 'a line is told once')
    }
    for (const body of [
      { office, from: null, why: 'thử' },
      { version, office, from: 'mai', why: 'thử' },
      { version, office, from: null, why: '' },
      { version, office: 'x', from: null, why: 'thử' },
    ]) {
      assert.equal((await put(body)).status, 400, JSON.stringify(body).slice(0, 60))
    }
    assert.equal(JSON.stringify(hall.hub.road.queue().office), before)
    assert.equal((await versions()).length, 1)
  })

  test('take no service away while somebody waits for it; from tomorrow they may', async () => {
    await hall.issue('cu-tru')
    const { version, office } = await look()
    const without = {
      ...office,
      services: office.services.filter(({ id }: { id: string }) => id !== 'cu-tru'),
      counters: office.counters.map((one: { id: string }) =>
        one.id === 'quay-6' ? { ...one, services: ['ho-tich'] } : one,
      ),
    }
    const refused = await put({ version, office: without, from: null, why: 'Sáp nhập' })
    assert.deepEqual([refused.status, refused.body.code], [409, 'service-in-use'])
    assert.equal((await put({ version, office: without, from: '2026-11-24', why: 'Sáp nhập' })).status, 200)
    await nextDay()
    assert.equal(hall.hub.road.queue().office.services.length, 6)
  })

  test('planned for a day wait for it, through a restart, and begin with it', async () => {
    assert.deepEqual((await change({ from: '2026-11-23' })).body.code, 'plan-too-late')
    assert.deepEqual((await change({ from: '2036-11-23' })).body.code, 'plan-too-far')
    assert.deepEqual((await change({ from: '2027-02-31' })).body.code, 'no-such-day')
    assert.equal((await change({ from: '2026-11-25', why: 'Từ thứ Tư' })).status, 200)
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
    await nextDay()
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
    await restart()
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
    const seen = await look()
    assert.deepEqual(
      seen.planned.map(({ fromDay }: { fromDay: string }) => fromDay),
      ['2026-11-25'],
    )
    await nextDay()
    assert.deepEqual(nameNow(), RENAMED)
    assert.deepEqual(
      (await versions()).map(({ act, from }: { act: string; from: string }) => [act, from]),
      [
        ['began', '2026-11-25'],
        ['planned', '2026-11-25'],
        ['changed', null],
      ],
    )
    await restart()
    assert.deepEqual(nameNow(), RENAMED, 'the settings in force before the plan do not come back')
  }, 30_000)

  test('planned can be taken back, and a plan that is not there cannot', async () => {
    await change({ from: '2026-11-25' })
    const remove = (day: string) =>
      fetch(`${hall.url}/api/office/plans/${day}?why=Nh%E1%BA%A7m`, {
        method: 'DELETE',
        headers: { cookie: admin.cookie },
      })
    assert.equal((await remove('2026-11-26')).status, 404)
    assert.equal((await remove('2026-11-25')).status, 200)
    assert.deepEqual((await look()).planned, [])
    const [newest] = await versions()
    assert.deepEqual([newest.act, newest.from, newest.why], ['dropped', '2026-11-25', 'Nhầm'])
    await nextDay()
    await nextDay()
    assert.deepEqual(nameNow(), { vi: 'Hộ tịch', en: 'Civil status' })
  }, 30_000)

  test('that the register missed in a power cut hold all the same, and it learns of them at the next start', async () => {
    await change({})
    await change({ office: renamed((await look()).office, { vi: 'Thứ hai', en: 'Second' }), from: '2026-11-24' })
    await restart(forgetAfter(1))
    assert.deepEqual(nameNow(), RENAMED, 'the older row does not undo what the journal has')
    const kept = await versions()
    assert.deepEqual(
      kept.map(({ act, by, why }: { act: string; by: string; why: string }) => [act, by, why]),
      [
        ['planned', 'quan-tri', 'Đổi tên'],
        ['changed', 'quan-tri', 'Đổi tên'],
        ['changed', 'hub', null],
      ],
    )
    await nextDay()
    assert.deepEqual(nameNow(), { vi: 'Thứ hai', en: 'Second' })
    await restart(forgetAfter(3))
    assert.deepEqual(nameNow(), { vi: 'Thứ hai', en: 'Second' }, 'nor what has begun')
    assert.equal((await versions())[0].act, 'began')
  }, 30_000)

  test('written by hand while the hub was down hold from the next start, but not over a plan that began since', async () => {
    const byHand = (name: { vi: string; en: string }) => (database: Database.Database) => {
      const add = database.prepare(
        "INSERT INTO settings (kind, version, at, by, body) VALUES ('office', ?, ?, 'tay', ?)",
      )
      const { next } = database.prepare('SELECT max(version) + 1 AS next FROM settings').get() as { next: number }
      add.run(next, clock.wall(), JSON.stringify(renamed(demoOffice, name)))
    }
    await change({ from: '2026-11-24' })
    await restart(byHand({ vi: 'Bằng tay', en: 'By hand' }))
    assert.deepEqual(nameNow(), { vi: 'Bằng tay', en: 'By hand' })
    const kept = (await versions()).length
    await restart()
    assert.equal((await versions()).length, kept, 'a second start has nothing to add')
    assert.deepEqual(nameNow(), { vi: 'Bằng tay', en: 'By hand' })
    await restart((database) => {
      byHand({ vi: 'Quá muộn', en: 'Too late' })(database)
      clock.pass(24 * HOUR)
    })
    await happens(() => hall.hub.road.queue().day === '2026-11-24', 'the day turned')
    assert.deepEqual(nameNow(), RENAMED)
  }, 30_000)
})

spec('a database of the first release', ({ test }) => {
  test('starts, with its opening hours in the calendar and everything else by default', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-old-'))
    const database = new Database(join(folder, 'luot.db'))
    const migrations = join(import.meta.dirname, '../../server/journal/migrations')
    for (const name of ['001-journal.sql', '002-procedures.sql']) {
      database.exec(readFileSync(join(migrations, name), 'utf8'))
    }
    database.pragma('user_version = 2')
    const opening = [{ days: [1, 2, 3, 4, 5], from: '07:30', to: '17:00' }]
    const old = {
      id: demoOffice.id,
      name: demoOffice.name,
      timeZone: demoOffice.timeZone,
      dayStartsAt: demoOffice.dayStartsAt,
      numbering: demoOffice.numbering,
      services: demoOffice.services.map(({ id, prefix, name, about, open, usualServiceMs }) => ({
        id,
        prefix,
        name,
        about,
        open,
        usualServiceMs,
      })),
      counters: demoOffice.counters.map(({ id, label, services }) => ({ id, label, services })),
      classes: demoOffice.classes.map(({ id, name, icon, headStartMs }) => ({ id, name, icon, headStartMs })),
      opening,
      calling: { callLimit: 3, repeatMs: 2_000, answerWindowMs: 60_000, bringBackWithinMs: 0, parkLimitMs: 0 },
      rating: demoOffice.rating,
      notice: demoOffice.notice,
    }
    const add = database.prepare("INSERT INTO settings (kind, version, at, by, body) VALUES (?, 1, 0, 'hub', ?)")
    add.run('hall', JSON.stringify(demoHall))
    add.run('office', JSON.stringify(old))
    database.close()
    writeFileSync(join(folder, 'LUOT-DATA'), '')
    const hub = await startHub({ dataFolder: folder, machine: handClock(MONDAY) })
    const { office } = hub.hub.road.queue()
    assert.deepEqual(office.calendar.sessions, opening)
    assert.equal(office.order.policy, 'head-start')
    assert.equal(office.services[0]?.numbersFrom, 'kiosk')
    assert.ok(!('opening' in office))
    await hub.close()
  })
})
