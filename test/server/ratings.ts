import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Compile } from 'typebox/compile'
import { KeptOfTicket } from '#core/contract/erasing.ts'
import { CampaignList, MonthBoard, RatingsReport, SlipSeen } from '#core/contract/ratings.ts'
import { ReasonsReport } from '#core/contract/reasons.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { doorsToKnockAt } from '../../scripts/access/page.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { codesOn } from '../kit/paper.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

const TODAY = '2026-11-23'
const NEXT_DAY = '2026-11-24'
const HOUR = 3_600_000
const PASSWORD = randomUUID()

let clock: HandClock
let hall: TestHub
let head: Staffer
let an: Staffer

const get = async (path: string, who: Staffer) => (await hall.get(path, who)).body
const month = (by = 'channel', who = head) => get(`/api/ratings?from=2026-11-01&to=2026-11-30&by=${by}`, who)
const code = (number: number, campaign = '001') => codesOn(hall.dataFolder).codeOf(campaign, number)
const enter = (number: number, more: object = {}) =>
  head.ask('enter-slip', { code: code(number), level: 'hai-long', onDay: TODAY, ...more })
const channelOf = (report: RatingsReport, channel: string): RatingsReport['channels'][number] => {
  const found = report.channels.find((one) => one.channel === channel)
  assert.ok(found)
  return found
}

spec('what citizens answer, on paper and at terminals', ({ test, before, after }) => {
  before(async () => {
    // Half past eleven in Việt Nam: noon is near.
    clock = handClock(Date.parse(`${TODAY}T04:30:00Z`))
    hall = await startHub({ machine: clock })
    await addStaff('truong', 'head')
    await addStaff('thanh-pho', 'city')
    await comeIn()
  })
  after(() => hall.close())

  async function addStaff(id: string, role: 'head' | 'city'): Promise<void> {
    const database = openDatabase(hall.dataFolder)
    await staffOf(database, clock.steady).add({ id, name: id, role }, PASSWORD, clock.wall())
    database.close()
  }

  async function signedIn(id: string): Promise<Staffer> {
    const reply = await hall.post('/api/session', { staff: id, pin: PASSWORD })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { id, cookie, ask: (name, body, key = randomUUID()) => hall.post(`/api/${name}`, body, { key, cookie }) }
  }

  /** Nobody stays signed in over night. */
  async function comeIn(): Promise<void> {
    head = await signedIn('truong')
    an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-1' })
  }

  /** Somebody is served at counter 1 and answers at its terminal. */
  async function rated(level: string): Promise<string> {
    const { id } = await hall.issue()
    const { body } = await an.ask('call-next', { counter: 'quay-1' })
    const { ticket } = body.called
    await an.ask('start-service', { counter: 'quay-1', ticket })
    await an.ask('finish-service', { counter: 'quay-1', ticket })
    const rate = { ticket, counter: 'quay-1', level }
    assert.equal((await hall.post('/api/rate-ticket', rate, { key: randomUUID() })).status, 200)
    return id
  }

  test('a campaign is planned, printed as a PDF and told without an answer', async () => {
    const slips = [
      { counter: 'quay-1', count: 20 },
      { counter: 'quay-2', count: 10 },
    ]
    const plan = { name: 'Đột xuất', channel: 'surprise', fromDay: TODAY, toDay: NEXT_DAY, slips }
    assert.deepEqual((await head.ask('plan-campaign', plan)).body.campaign, '001')
    assert.equal((await an.ask('plan-campaign', plan)).status, 403)
    const pdf = await fetch(`${hall.url}/api/campaigns/001/slips.pdf`, { headers: { cookie: head.cookie } })
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')
    const bytes = Buffer.from(await pdf.arrayBuffer())
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    // 30 slips, eight a sheet.
    assert.match(bytes.toString('latin1'), /\/Type \/Pages[\s\S]*\/Count 4|\/Count 4[\s\S]*\/Type \/Pages/)
    const list = await get('/api/campaigns', head)
    assert.ok(Compile(CampaignList).Check(list))
    assert.partialDeepStrictEqual(list.campaigns[0], { state: 'open', printed: 30, returned: 0, returnRate: null })
  })

  test('slips come out of the hall’s printer too', async () => {
    const some = { campaign: '001', counter: 'quay-2', first: 1, count: 2 }
    assert.deepEqual((await head.ask('print-slips', some)).body, { printed: 2 })
    assert.equal((await head.ask('print-slips', { ...some, campaign: '009' })).body.code, 'unknown-campaign')
    assert.equal((await an.ask('print-slips', some)).status, 403)
  })

  test('a slip is known before it is ticked, counted once, and told as it was when entered again', async () => {
    const seen = await get(`/api/slips/${code(1)}`, head)
    assert.ok(Compile(SlipSeen).Check(seen), JSON.stringify(seen))
    assert.partialDeepStrictEqual(seen, { campaign: '001', channel: 'surprise', label: '1', entered: null })
    assert.equal((await enter(1)).status, 200)
    const again = await enter(1, { level: 'chua-hai-long' })
    assert.equal(again.body.code, 'slip-entered')
    assert.match(again.body.detail, /Đã nhập “Hài lòng” lúc 11:30 ngày 23\/11\/2026, bởi truong/)
    assert.partialDeepStrictEqual((await get(`/api/slips/${code(1)}`, head)).entered, {
      level: 'hai-long',
      by: 'truong',
    })
    const wrong = code(1).replace(/\d$/, (last) => String((Number(last) + 1) % 10))
    assert.equal((await enter(1, { code: wrong })).body.code, 'unknown-slip')
    assert.equal((await hall.get(`/api/slips/${wrong}`, head)).status, 404)
    // Typed without its dashes it is the same slip.
    assert.equal((await enter(1, { code: code(1).replaceAll('-', '') })).body.code, 'slip-entered')
  })

  test('an entry is taken back and made again; the same key is answered the same', async () => {
    const key = randomUUID()
    const body = { code: code(2), level: 'hai-long', onDay: TODAY }
    const first = await head.ask('enter-slip', body, key)
    assert.deepEqual((await head.ask('enter-slip', body, key)).body, first.body)
    assert.equal((await head.ask('withdraw-slip', { code: code(2), reason: 'nhập nhầm' })).status, 200)
    assert.equal((await enter(2, { level: 'rat-hai-long' })).status, 200)
    assert.equal(channelOf(await month(), 'surprise').answers, 2)
    const { entries } = await get('/api/campaigns/001/entries', head)
    assert.deepEqual(
      entries.map((one: { code: string; by: string }) => [one.code, one.by]),
      [
        [code(1), 'truong'],
        [code(2), 'truong'],
      ],
    )
    assert.ok(entries.every((one: object) => !('level' in one)))
  })

  test('who sat there is read from the journal: by day where one officer did, by half of the day where two did', async () => {
    const staffOfLast = () => {
      const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
      const sql = "SELECT text FROM journal WHERE text LIKE '%PaperRated%' ORDER BY seq DESC LIMIT 1"
      const text = book.prepare<[], string>(sql).pluck().get() ?? '{}'
      book.close()
      return JSON.parse(text).event.staff
    }
    assert.equal((await enter(3)).status, 200)
    assert.equal(staffOfLast(), 'an')
    clock.pass(HOUR)
    const binh = await hall.officer('binh')
    assert.equal((await binh.ask('open-counter', { counter: 'quay-1', takeOver: true })).status, 200)
    assert.equal((await enter(4)).status, 200)
    assert.equal(staffOfLast(), null, 'two sat there that day')
    assert.equal((await enter(5, { part: 'afternoon' })).status, 200)
    assert.equal(staffOfLast(), null, 'and one of them until after noon')
    assert.equal((await enter(6, { part: 'morning' })).status, 200)
    assert.equal(staffOfLast(), 'an')
    assert.equal((await enter(21)).status, 200)
    assert.equal(staffOfLast(), null, 'nobody sat at counter 2')
    assert.equal((await an.ask('open-counter', { counter: 'quay-1', takeOver: true })).status, 200)
  })

  test('channels are never added up, and levels are told in bundles of five', async () => {
    for (const level of ['hai-long', 'hai-long', 'hai-long', 'chua-hai-long']) await rated(level)
    const four = await month('officer')
    assert.ok(Compile(RatingsReport).Check(four), JSON.stringify(four))
    assert.partialDeepStrictEqual(channelOf(four, 'terminal'), {
      answers: 4,
      told: 0,
      levels: null,
      satisfiedShare: null,
    })
    await rated('rat-hai-long')
    await rated('chua-hai-long')
    const six = channelOf(await month('officer'), 'terminal')
    assert.partialDeepStrictEqual(six, { answers: 6, told: 5, satisfiedShare: 0.8 })
    assert.deepEqual(
      six.levels?.map(({ id, count }) => [id, count]),
      [
        ['rat-hai-long', 1],
        ['hai-long', 3],
        ['chua-hai-long', 1],
      ],
    )
    assert.partialDeepStrictEqual(six.rows, [{ id: 'an', answers: 6, told: 5, satisfiedShare: 0.8 }])
    assert.equal(channelOf(await month(), 'surprise').answers, 7)
    assert.equal(channelOf(await month(), 'routine').answers, 0)
  })

  test('the month on the board says levels and no person, to anyone', async () => {
    const board = (await hall.get('/api/month')).body
    assert.ok(Compile(MonthBoard).Check(board), JSON.stringify(board))
    assert.doesNotMatch(JSON.stringify(board), /quay|"an"|staff|ticket/)
    assert.equal(board.target, 0.8)
    assert.equal(board.channels.find(({ channel }: { channel: string }) => channel === 'terminal')?.told, 5)
  })

  test('unlinked presses are kept and counted nowhere (I17)', async () => {
    const press = { ticket: null, counter: 'quay-1', level: 'hai-long' }
    const before = channelOf(await month(), 'terminal').answers
    assert.equal((await head.ask('rate-ticket', press)).status, 200)
    const report = await month()
    assert.deepEqual([report.unlinked, channelOf(report, 'terminal').answers], [1, before])
  })

  test('U16: a terminal that is pressed as nobody presses is told to whoever runs the hall, once; no answer is lost', async () => {
    const flags = async () => {
      const { flagged } = await get('/api/views/hall?id=hall-1', head)
      return flagged.filter(({ counter }: { counter: string }) => counter === 'quay-3')
    }
    assert.deepEqual(await flags(), [])
    const before = (await month()).unlinked
    for (let n = 0; n < 8; n++) await head.ask('rate-ticket', { ticket: null, counter: 'quay-3', level: 'hai-long' })
    while ((await flags()).length === 0) await wait(20)
    assert.partialDeepStrictEqual(await flags(), [{ counter: 'quay-3', label: '3' }])
    assert.equal((await month()).unlinked, before + 8)
    clock.pass(11 * 60_000)
    assert.deepEqual(await flags(), [])
  })

  test('figures outlive the night and facts.db, and what is taken back a day later counts no more', async () => {
    const before = await month('counter')
    clock.pass(24 * HOUR)
    await comeIn()
    assert.deepEqual((await month('counter')).channels, before.channels)
    assert.equal((await head.ask('withdraw-slip', { code: code(6), reason: 'nhập nhầm' })).status, 200)
    assert.equal(channelOf(await month(), 'surprise').answers, 6)
    clock.pass(24 * HOUR)
    await comeIn()
    assert.equal(channelOf(await month(), 'surprise').answers, 6)
  })

  test('reasons are told by service and for the office, each channel for itself, and taken away as a file', async () => {
    const asked = 'from=2026-11-01&to=2026-11-30&by=service'
    const report = await get(`/api/reasons?${asked}`, head)
    assert.ok(Compile(ReasonsReport).Check(report), JSON.stringify(report))
    assert.ok(report.conserved)
    const answered = channelOf(await month(), 'surprise').answers
    assert.equal(report.channels.find((one: { channel: string }) => one.channel === 'surprise')?.answers, answered)
    assert.equal((await hall.get(`/api/reasons?${asked.replace('service', 'officer')}`, head)).status, 400)
    assert.equal((await hall.get(`/api/reasons?${asked}`, an)).status, 403)
    for (const [form, begins] of [
      ['csv', '\uFEFFKênh;Lĩnh vực;Ý kiến;Tính trên;Có nêu lý do;'],
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
    ] as const) {
      const file = await fetch(`${hall.url}/api/reasons/file?${asked}&form=${form}`, {
        headers: { cookie: head.cookie },
      })
      const bytes = Buffer.from(await file.arrayBuffer())
      assert.ok(bytes.toString(form === 'csv' ? 'utf8' : 'latin1').startsWith(begins), form)
    }
  })

  test('S18: no route tells an officer what one citizen answered, nor when', async () => {
    const ticket = await rated('chua-hai-long')
    const explain = { ticket, reasons: ['thai-do'] }
    assert.equal((await hall.post('/api/explain-rating', explain, { key: randomUUID() })).status, 200)
    const officer = await hall.officer('binh')
    const before = await told(officer)
    const next = await rated('chua-hai-long')
    assert.equal(
      (await hall.post('/api/explain-rating', { ...explain, ticket: next }, { key: randomUUID() })).status,
      200,
    )
    const after = await told(officer)
    assert.ok(after.size > 40)
    for (const [path, text] of after) {
      assert.doesNotMatch(text, /"level":"(rat-|chua-)?hai-long"|"satisfied":(true|false),"(ticket|seq|at)"/, path)
      assert.doesNotMatch(text, /RatingExplained|"reasons":\["thai-do"\]/, path)
    }
    // What counts levels may not have moved by one answer.
    const counts = (text: string) =>
      [...text.matchAll(/"(?:count|satisfiedShare|told)":[\d.]+/g)].map(([found]) => found)
    for (const [path, text] of after) assert.deepEqual(counts(text), counts(before.get(path) ?? ''), path)
    assert.equal((await hall.get('/api/day', officer)).body.ratings.levels, null)
    for (const path of [
      '/api/ratings?from=2026-11-01&to=2026-11-30',
      '/api/campaigns',
      '/api/campaigns/001/entries',
      `/api/slips/${code(1)}`,
    ]) {
      assert.equal((await hall.get(path, officer)).status, 403, path)
    }
    assert.equal((await hall.get('/api/reports/records/1', officer)).status, 403)
  })

  test('S18: nor does the socket of a desk; and a record of an answer is told to nobody', async () => {
    const officer = await hall.officer('binh')
    const wire = await openWire(hall.url, { cookie: officer.cookie })
    await wire.enter('desk', helloOf({ id: 'desk-1' }))
    await rated('chua-hai-long')
    await wire.next((message) => message.includes('"view"'))
    wire.close()
    assert.ok(wire.heard.length > 2)
    for (const message of wire.heard) assert.doesNotMatch(message, /hai-long|rating|satisf/)
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    const seq = book.prepare<[], number>("SELECT max(seq) FROM journal WHERE text LIKE '%TicketRated%'").pluck().get()
    book.close()
    assert.equal((await hall.get(`/api/reports/records/${seq}`, head)).status, 404)
  })

  test('S18: what is kept of a number says that it was answered, and not when, how nor whether it was explained', async () => {
    const day = hall.hub.road.queue().day
    const keptOf = async (ticket: string) => {
      const number = hall.hub.road.queue().tickets.get(ticket)?.number
      const { body } = await hall.get(`/api/kept?day=${day}&number=${number}`, head)
      assert.ok(Compile(KeptOfTicket).Check(body), JSON.stringify(body))
      return body as KeptOfTicket
    }
    const high = await rated('hai-long')
    const low = await rated('chua-hai-long')
    const explain = { ticket: low, reasons: ['thai-do'] }
    assert.equal((await hall.post('/api/explain-rating', explain, { key: randomUUID() })).status, 200)
    const [happy, unhappy] = [await keptOf(high), await keptOf(low)]
    assert.doesNotMatch(JSON.stringify([happy, unhappy]), /Rat(ed|ing)|hai-long|thai-do/)
    const shapeOf = ({ answered, records }: KeptOfTicket) => [answered, records.map(({ type }) => type)]
    assert.deepEqual(shapeOf(unhappy), shapeOf(happy))
    assert.ok(happy.answered)
    assert.equal((await keptOf((await hall.issue()).id)).answered, false)
    // Erasing takes the reasons away too, and its count tells as little.
    clock.pass(24 * HOUR)
    await comeIn()
    for (const { number } of [happy, unhappy]) {
      const wish = { day, number, why: 'Công dân đề nghị' }
      assert.deepEqual((await hall.post('/api/erase', wish, head)).body, { records: 0 })
    }
    const { acts } = await get('/api/acts?about=record', head)
    assert.deepEqual(
      acts.map(({ did, after }: { did: string; after: unknown }) => [did, after]),
      [
        ['erased', null],
        ['erased', null],
      ],
    )
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    const lines = book.prepare<[], string>("SELECT text FROM journal WHERE text LIKE '%RatingExplained%'").pluck().all()
    book.close()
    assert.equal(lines.filter((text) => text.includes(low)).length, 1)
    assert.ok(lines.every((text) => !text.includes(low) || !text.includes('thai-do')))
  })

  test('a leader of many offices sees figures, and no officer', async () => {
    const city = await signedIn('thanh-pho')
    const asked = '/api/ratings?from=2026-11-01&to=2026-11-30'
    assert.equal((await hall.get(`${asked}&by=counter`, city)).status, 200)
    assert.equal((await hall.get(`${asked}&by=officer`, city)).status, 403)
  })

  /** Everything an officer may read, by its address. */
  async function told(officer: Staffer): Promise<Map<string, string>> {
    const pages = new Map<string, string>()
    for (const { method, url } of doorsToKnockAt(hall.hub.doors)) {
      if (method !== 'GET' || /session|openapi/.test(url)) continue
      const path = url.replace(/:(\w+)/g, 'an')
      const reply = await hall.get(path.includes('/views/') ? `${path}?id=api&counter=quay-1` : path, officer)
      pages.set(url, typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
    }
    return pages
  }
})
