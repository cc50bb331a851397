import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Compile } from 'typebox/compile'
import { Report, Trace, TracedRecord } from '#core/contract/reports.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { type ReadCell, readPaper, readWorkbook } from '../kit/read-office-files.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const YESTERDAY = '2026-11-23'
const TODAY = '2026-11-24'
const PASSWORD = randomUUID()
const DESK = { counter: 'quay-2' }

let hall: TestHub
let clock: HandClock
let an: Staffer
let admin: { cookie: string }

const period = `from=${YESTERDAY}&to=${TODAY}`
const ask = (query: string, who: { cookie: string } = admin) => hall.get(`/api/reports?${query}`, who)

async function signedIn(staff: string, pin: string): Promise<{ cookie: string }> {
  const reply = await hall.post('/api/session', { staff, pin })
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
  assert.ok(cookie, JSON.stringify(reply.body))
  return { cookie }
}

/** The bytes of a file the hub gives away. */
async function fileOf(query: string): Promise<{ type: string; name: string; bytes: Buffer }> {
  const response = await fetch(`${hall.url}/api/reports/file?${query}`, { headers: { cookie: admin.cookie } })
  assert.equal(response.status, 200)
  return {
    type: response.headers.get('content-type') ?? '',
    name: response.headers.get('content-disposition') ?? '',
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

/** People of one day, served one after the other; the last does not come. */
async function aDay(people: number): Promise<void> {
  an = await hall.officer('an')
  await done(an.ask('open-counter', DESK))
  for (let i = 0; i < people; i++) await hall.issue('chung-thuc', i === 1 ? 'cao-tuoi' : 'ordinary')
  for (let i = 0; i < people; i++) {
    clock.pass((3 + i) * MINUTE)
    await done(an.ask('call-next', DESK))
    const ticket = held()
    await done(an.ask('start-service', { ...DESK, ticket }))
    clock.pass((4 + i) * MINUTE)
    await done(an.ask('finish-service', { ...DESK, ticket }))
    await done(hall.post('/api/rate-ticket', { ticket, counter: null, level: 'hai-long' }, { key: randomUUID() }))
  }
  const late = await hall.issue('chung-thuc')
  await done(an.ask('call-next', DESK))
  clock.pass(MINUTE)
  await done(an.ask('mark-no-show', { ...DESK, ticket: late.id }))
}

async function done(asked: Promise<Reply>): Promise<void> {
  const { status, body } = await asked
  assert.equal(status, 200, JSON.stringify(body))
}

function held(): string {
  const state = hall.hub.road.queue().counters.get(DESK.counter)
  assert.ok(state?.state === 'open' && state.holding)
  return state.holding
}

spec('reports over the API', ({ test, before, after }) => {
  before(async () => {
    clock = handClock(Date.parse(`${YESTERDAY}T01:00:00Z`))
    hall = await startHub({ machine: clock })
    const made = { code: hall.hub.setupCode, staff: 'quan-tri', name: 'Quản trị', password: PASSWORD }
    assert.equal((await hall.post('/api/setup', made)).status, 200)
    await aDay(6)
    clock.pass(24 * 60 * MINUTE)
    while (hall.hub.road.queue().day !== TODAY) await wait(20)
    await aDay(3)
    admin = await signedIn('quan-tri', PASSWORD)
  })
  after(() => hall.close())

  test('are as the contract says, with their sums checked', async () => {
    const { status, body } = await ask(`${period}&by=day`)
    assert.equal(status, 200, JSON.stringify(body))
    assert.ok(Compile(Report).Check(body), 'as the contract says')
    assert.deepEqual(
      body.rows.map((row: Report['rows'][number]) => [row.key, row.issued, row.states.served, row.states['no-show']]),
      [
        [YESTERDAY, 7, 6, 1],
        [TODAY, 4, 3, 1],
      ],
    )
    assert.partialDeepStrictEqual(body, { conserved: true, days: 2, gathered: { days: 1, of: 1 } })
    // Answers are told in bundles of five: the other four are only counted.
    const shares = body.rows.map((row: Report['rows'][number]) => [row.answers, row.satisfiedShare])
    assert.deepEqual(
      [...shares, [body.total.answers, body.total.satisfiedShare]],
      [
        [6, 1],
        [3, null],
        [9, 1],
      ],
    )
  })

  test('of today say what the day’s own report says', async () => {
    const { body: day } = await hall.get('/api/day', admin)
    const { body: report } = await ask(`from=${TODAY}&to=${TODAY}&by=service`)
    const { total } = report
    for (const name of [
      'issued',
      'waitMeanMs',
      'waitMedianMs',
      'waitP90Ms',
      'serviceMeanMs',
      'transfers',
      'recalls',
      'overtakes',
    ])
      assert.equal(total[name], day[name], name)
    for (const [state, many] of Object.entries(day.states)) assert.equal(total.states[state], many, state)
    assert.deepEqual([day.keptBefore, day.conserved, report.conserved], [0, true, true])
    for (const row of report.rows) {
      const own = day.services.find(({ id }: { id: string }) => id === row.key)
      assert.deepEqual([row.arrivals, row.states.served, row.waitP90Ms], [own.issued, own.served, own.waitP90Ms])
    }
  })

  test('are traced from a row to its stops, and from a stop to the journal’s chain', async () => {
    const { body: trace } = await hall.get(`/api/reports/trace?${period}&by=hour&key=8`, admin)
    const { body: report } = await ask(`${period}&by=hour`)
    assert.ok(Compile(Trace).Check(trace))
    const row = report.rows.find(({ key }: { key: string }) => key === '8')
    assert.deepEqual([trace.of, trace.stops.length], [row.arrivals, row.arrivals])
    const { body: record } = await hall.get(`/api/reports/records/${trace.stops[0]?.calledSeq}`, admin)
    assert.ok(Compile(TracedRecord).Check(record))
    assert.deepEqual([record.type, record.counter], ['TicketCalled', 'quay-2'])
    const database = openDatabase(hall.dataFolder)
    const line = database
      .prepare<[number], { text: string; before: string }>(
        'SELECT text, (SELECT hash FROM journal WHERE seq = one.seq - 1) AS before FROM journal one WHERE seq = ?',
      )
      .get(record.seq)
    database.close()
    assert.equal(record.hash, createHash('sha256').update(`${line?.before}\n${line?.text}`).digest('hex'))
    assert.equal((await hall.get('/api/reports/records/999999', admin)).status, 404)
  })

  test('tell a leader of many offices no person, and officers nothing of others', async () => {
    const database = openDatabase(hall.dataFolder)
    const staff = staffOf(database, clock.steady)
    await staff.add({ id: 'thanh-pho', name: 'Thành phố', role: 'city' }, PASSWORD, clock.wall())
    database.close()
    const city = await signedIn('thanh-pho', PASSWORD)
    assert.equal((await ask(`${period}&by=service`, city)).status, 200)
    for (const path of [`?${period}&by=officer`, `/file?${period}&by=officer&form=csv`, `/trace?${period}&by=day`]) {
      assert.equal((await hall.get(`/api/reports${path}`, city)).body.code, 'not-allowed', path)
    }
    assert.equal((await ask(`${period}&by=day`, an)).body.code, 'not-allowed')
    const { body } = await ask(`${period}&by=officer`)
    assert.deepEqual(
      body.rows.map(({ key, name }: Report['rows'][number]) => [key, name.vi]),
      [['an', 'Nguyễn Thị An']],
    )
  })

  test('refuse a period that is none', async () => {
    assert.equal((await ask(`from=${TODAY}&to=${YESTERDAY}&by=day`)).body.code, 'bad-period')
    assert.equal((await ask('from=2020-01-01&to=2026-01-01&by=day')).body.code, 'bad-period')
    assert.equal((await ask('from=2026-02-31&to=2026-03-01&by=day')).status, 400)
  })

  test('say the same as text, as a workbook and on paper (I24)', async () => {
    const { body: report } = await ask(`${period}&by=service`)
    const text = await fileOf(`${period}&by=service&form=csv`)
    assert.equal(text.bytes.toString('utf8').charCodeAt(0), 0xfeff)
    const [heads = [], ...lines] = text.bytes
      .toString('utf8')
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'))
    const book = readWorkbook((await fileOf(`${period}&by=service&form=xlsx`)).bytes)
    const { frozenRows } = book
    const table = book.rows.slice(frozenRows - 1)
    const pages = readPaper((await fileOf(`${period}&by=service&form=pdf`)).bytes)
    const all = pages.join('\n')
    const rows = [...report.rows, { name: { vi: 'Cộng' }, ...report.total }]
    assert.equal(lines.length, rows.length)
    for (const [i, row] of rows.entries()) {
      const inText = (head: string) => lines[i]?.[heads.indexOf(head)]
      const inBook = (head: string) =>
        (table[i + 1] ?? [])[(table[0] as ReadCell[]).findIndex(({ value }) => value === head)]
      assert.equal(lines[i]?.[0], row.name.vi)
      assert.equal(table[i + 1]?.[0]?.value, row.name.vi)
      assert.ok(all.includes(row.name.vi), row.name.vi)
      for (const [head, many] of [
        ['Số đã cấp', row.issued],
        ['Đã phục vụ', row.states.served],
        ['Không đến', row.states['no-show']],
      ] as const) {
        assert.equal(inText(head), String(many), head)
        assert.equal(inBook(head)?.value, many, head)
      }
      for (const [head, ms] of [
        ['Chờ trung vị', row.waitMedianMs],
        ['Làm trung bình', row.serviceMeanMs],
      ] as const) {
        const minutes = ms === null ? '' : `0:${String(Math.floor(Math.round(ms / 1_000) / 60)).padStart(2, '0')}`
        assert.ok(inText(head)?.startsWith(minutes), `${head} ${inText(head)}`)
        if (ms === null) continue
        assert.equal(Math.round(Number(inBook(head)?.value) * 86_400_000), ms, head)
        assert.equal(inBook(head)?.format, '[h]:mm:ss')
        assert.ok(all.includes(inText(head) ?? '?'), `${head} on paper`)
      }
    }
    assert.ok(book.rows.flat().every(({ isFormula }) => !isFormula))
  })

  test('on paper: Vietnamese in one form of Unicode, the office, the period, the pages, and where the journal stood', async () => {
    const { type, name, bytes } = await fileOf(`${period}&by=weekday-hour&form=pdf`)
    assert.deepEqual(
      [type, name],
      ['application/pdf', `attachment; filename="bao-cao-${YESTERDAY}-den-${TODAY}-weekday-hour.pdf"`],
    )
    const pages = readPaper(bytes)
    const all = pages.join('\n')
    assert.equal(all, all.normalize('NFC'))
    assert.ok(!all.includes('\uFFFD'), 'every glyph has its letter')
    const { seq, hash } = (await hall.get('/api/heads')).body.now
    for (const wanted of [
      'Báo cáo theo thứ và giờ',
      'Từ 23/11/2026 đến 24/11/2026',
      `bản ghi số ${seq}, mã niêm phong ${hash}`,
      'Đã kiểm: ĐÚNG',
    ])
      assert.ok(all.replaceAll('\n', ' ').includes(wanted), wanted)
    for (const [i, page] of pages.entries()) assert.ok(page.includes(`Trang ${i + 1}/${pages.length}`))
  })

  test('on paper: pdftotext reads the same', async () => {
    const file = join(hall.dataFolder, 'paper.pdf')
    writeFileSync(file, (await fileOf(`${period}&by=service&form=pdf`)).bytes)
    const { error, stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    if (error) {
      console.log('not read by pdftotext: the program is not on this machine (Debian: poppler-utils)')
      return
    }
    assert.ok(stdout.includes('Chứng thực') && stdout.includes('Báo cáo theo lĩnh vực'))
  })
})
