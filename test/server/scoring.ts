import assert from 'node:assert/strict'
import { Compile } from 'typebox/compile'
import { Complaints, MonthRanking, OwnMonth, type ScoringMonths, Trace, YearRanking } from '#core/contract/scoring.ts'
import { ScoringRules } from '#core/contract/scoring-rules.ts'
import { eraseOldWords } from '#server/audit/old-words.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { written } from '#server/reports/sheets/written.ts'
import { monthDocument } from '#server/scoring/sheet.ts'
import type { Reply } from '../kit/hub.ts'
import { aMonthOfWork, done, type MonthOfWork, THE_MONTH } from '../kit/month-of-work.ts'
import { readPaper, readWorkbook } from '../kit/read-office-files.ts'
import { spec } from '../kit/spec.ts'

let month: MonthOfWork
let admin: { readonly cookie: string }
let leader: { readonly cookie: string }
let auditor: { readonly cookie: string }
let city: { readonly cookie: string }
let an: { readonly cookie: string }
let chi: { readonly cookie: string }

type Person = { readonly cookie: string }
const get = (path: string, { cookie }: Person = admin) => month.hall.get(`/api/scoring/${path}`, { cookie })
const post = (path: string, body: unknown = {}, { cookie }: Person = admin) =>
  month.hall.post(`/api/scoring/${path}`, body, { cookie })
const ranking = async (who: Person = admin): Promise<MonthRanking> => (await done(get(`months/${THE_MONTH}`, who))).body
const code = async (asked: Promise<Reply>) => {
  const { status, body } = await asked
  return [status, body.code]
}
const confirmed = async () => done(post(`months/${THE_MONTH}/confirm`, { seen: (await ranking()).hash }))
const acts = async (did: string) => {
  const { body } = await month.hall.get('/api/acts?about=scoring', { cookie: admin.cookie })
  return body.acts.filter((act: { did: string }) => act.did === did)
}
const rankOf = ({ officers }: MonthRanking, id: string) => {
  const found = officers.find(({ staff }) => staff === id)
  assert.ok(found, id)
  return found
}
const criterionOf = (rank: MonthRanking['officers'][number], id: string) => {
  const found = rank.criteria.find((one) => one.id === id)
  assert.ok(found, id)
  return found
}

spec('a month’s ranking, over the API', ({ test, before, after }) => {
  before(async () => {
    month = await aMonthOfWork()
    admin = await month.admin()
    leader = await month.somebody('lanh-dao', 'leader')
    auditor = await month.somebody('kiem-tra', 'auditor')
    city = await month.somebody('thanh-pho', 'city')
    an = await month.hall.officer('an')
    chi = await month.hall.officer('chi')
  })
  after(() => month.hall.close())

  test('a draft says of every officer what was counted, with its evidence', async () => {
    const draft = await ranking()
    assert.ok(Compile(MonthRanking).Check(draft), JSON.stringify([...Compile(MonthRanking).Errors(draft)][0]))
    assert.equal(draft.state, 'draft')
    assert.deepEqual(
      draft.officers.map(({ staff, place, whyNoPlace }) => [staff, place, whyNoPlace]),
      [
        ['an', 1, null],
        ['binh', 2, null],
        ['chi', null, 'too-few'],
      ],
    )
    const [best, second, third] = draft.officers
    assert.ok(best && second && third)
    assert.deepEqual([best.served, second.served, third.served], [36, 36, 3])
    const shown = (rank: typeof best, id: string) => {
      const { figure, sample, points } = criterionOf(rank, id)
      return [figure, sample, points]
    }
    assert.deepEqual(shown(best, 'rating-device'), [100, 36, 20])
    // Six sessions with one unhappy answer of six each; told in bundles of five: 29 of 35, and 20 × 82.86 ÷ 95.
    assert.deepEqual(shown(second, 'rating-device'), [82.86, 36, 17.44])
    assert.deepEqual(shown(best, 'punctual'), [100, 6, 10])
    assert.deepEqual(shown(second, 'punctual'), [0, 6, 0])
    // 5 and 12 minutes where the hall's mean is (39 × 5 + 36 × 12) ÷ 75 = 8.36 minutes.
    assert.deepEqual(shown(best, 'service-time'), [59.81, 36, 20])
    assert.deepEqual(shown(second, 'service-time'), [143.54, 36, 12.55])
    assert.deepEqual(shown(best, 'rating-surprise'), [null, 0, null])
    assert.equal(criterionOf(best, 'rating-surprise').whyNot, 'nothing-known')
    assert.match(criterionOf(second, 'punctual').why.vi, /6 buổi/)
  })

  test('fewer than five answers are shown to nobody', async () => {
    const few = criterionOf(rankOf(await ranking(), 'chi'), 'rating-device')
    assert.deepEqual([few.figure, few.sample, few.whyNot], [null, 3, 'too-few'])
    assert.doesNotMatch(few.why.vi, /%/)
    const { days } = (await done(get(`months/${THE_MONTH}/trace/chi/rating-device`))).body
    assert.deepEqual(days, [])
  })

  test('every figure leads to its days and records, answers only in groups of five and more', async () => {
    const served: Trace = (await done(get(`months/${THE_MONTH}/trace/an/served`, auditor))).body
    assert.ok(Compile(Trace).Check(served))
    assert.deepEqual(
      served.days.map(({ fromDay, count }) => [fromDay, count]),
      [
        ['2026-10-05', 12],
        ['2026-10-06', 12],
        ['2026-10-07', 12],
      ],
    )
    for (const { firstSeq, lastSeq } of served.days) assert.ok(firstSeq > 0 && lastSeq > firstSeq)
    const answers: Trace = (await done(get(`months/${THE_MONTH}/trace/binh/rating-device`))).body
    assert.equal(
      answers.days.reduce((sum, { part }) => sum + part, 0),
      29,
    )
    for (const { count } of answers.days) assert.ok(count >= 5)
    assert.deepEqual(await code(get(`months/${THE_MONTH}/trace/an/nothing`)), [404, 'not-found'])
    assert.deepEqual(await code(get(`months/${THE_MONTH}/trace/an/served`, leader)), [403, 'not-allowed'])
  })

  test('a draft is for who runs the hall; the city sees no persons at all', async () => {
    for (const who of [leader, auditor])
      assert.deepEqual(await code(get(`months/${THE_MONTH}`, who)), [404, 'scoring-not-shown'])
    assert.deepEqual(await code(get(`months/${THE_MONTH}/mine`, an)), [404, 'scoring-not-shown'])
    assert.deepEqual(await code(get(`months/${THE_MONTH}`, an)), [403, 'not-allowed'])
    for (const path of [
      'months',
      `months/${THE_MONTH}`,
      `months/${THE_MONTH}/mine`,
      'years/2026',
      'complaints',
      'rules',
    ])
      assert.deepEqual(await code(get(path, city)), [403, 'not-allowed'], path)
    const seen = async (who: Person): Promise<ScoringMonths['months']> => (await done(get('months', who))).body.months
    assert.deepEqual([(await seen(leader)).length, (await seen(an)).length], [0, 0])
    assert.deepEqual(
      (await seen(admin)).map(({ month: name, over }) => [name, over]),
      [
        ['2026-11', false],
        [THE_MONTH, true],
      ],
    )
  })

  test('a complaint counts once it is found true, and not when it is dropped', async () => {
    const entered = (file: string) =>
      done(post('complaints', { day: '2026-10-06', staff: 'binh', file, reason: 'Thái độ tại quầy' }))
    const first = (await entered('12/PA-2026')).body
    const second = (await entered('13/PA-2026')).body
    const points = async () => criterionOf(rankOf(await ranking(), 'binh'), 'complaints').points
    assert.equal(await points(), 10)
    await done(post(`complaints/${first.id}/decide`, { state: 'confirmed', why: 'Đã xác minh' }))
    await done(post(`complaints/${second.id}/decide`, { state: 'dropped', why: 'Không đúng sự việc' }))
    assert.equal(await points(), 5)
    const list = (await done(get('complaints'))).body
    assert.ok(Compile(Complaints).Check(list))
    assert.deepEqual(list.complaints.map(({ state }: { state: string }) => state).sort(), ['confirmed', 'dropped'])
    // The chain cannot forget: neither the file nor the words are in it.
    const noted = JSON.stringify([...(await acts('entered')), ...(await acts('confirmed'))])
    assert.match(noted, /binh/)
    assert.doesNotMatch(noted, /PA-2026|Thái độ|xác minh/)
    assert.deepEqual(await code(post('complaints', { day: '2026-10-06', staff: 'ai-do', file: '1', reason: 'x' })), [
      404,
      'not-found',
    ])
    const withId = { day: '2026-10-06', staff: 'binh', file: '001090123456', reason: 'x' }
    assert.equal((await post('complaints', withId)).status, 400, 'the number of an identity card is no file')
  })

  test('a total is changed only with a reason, and what was reckoned stays beside it', async () => {
    const path = `months/${THE_MONTH}/entries`
    const { reckoned } = rankOf(await ranking(), 'binh')
    assert.equal((await post(path, { staff: 'binh', what: 'total', value: 80, why: '' })).status, 400)
    assert.equal((await post(path, { staff: 'binh', what: 'total', value: 100.5, why: 'x' })).status, 400)
    await done(post(path, { staff: 'binh', what: 'total', value: 99.46, why: 'Trực thay quầy 3 cả tuần' }))
    const changed = rankOf(await ranking(), 'binh')
    // As it was typed: its class was decided by just that, not by what a reckoned total is rounded to.
    assert.deepEqual([changed.total, changed.reckoned, changed.place], [99.46, reckoned, 1])
    await done(post(path, { staff: 'binh', what: 'total', value: null, why: 'Nhầm người' }))
    const back = rankOf(await ranking(), 'binh')
    assert.deepEqual([back.total, back.place], [reckoned, 2])
    assert.deepEqual(
      back.entries.map(({ value, why, by }) => [value, why, by]),
      [
        [99.46, 'Trực thay quầy 3 cả tuần', 'quan-tri'],
        [null, 'Nhầm người', 'quan-tri'],
      ],
    )
    assert.equal((await acts('changed')).length, 2)
  })

  test('only what was seen is confirmed, and only a month that is over', async () => {
    const { hash: seen } = await ranking()
    await done(
      post(`months/${THE_MONTH}/entries`, { staff: 'an', what: 'total', value: 98, why: 'Đi muộn buổi họp giao ban' }),
    )
    assert.deepEqual(await code(post(`months/${THE_MONTH}/confirm`, { seen })), [409, 'scoring-changed'])
    assert.deepEqual(await code(post('months/2026-11/confirm', { seen })), [409, 'scoring-month-runs'])
    assert.deepEqual(await code(post(`months/${THE_MONTH}/publish`)), [409, 'scoring-not-now'])
    assert.deepEqual(await code(post(`months/${THE_MONTH}/reopen`, { why: 'x' })), [409, 'scoring-not-now'])
    const { body } = await confirmed()
    assert.deepEqual([body.state, body.version], ['confirmed', 1])
    assert.equal((await confirmed()).body.version, 1, 'asked once more it is the same step')
    const [act] = await acts('confirmed').then((all) => all.filter((one: { id: string }) => one.id === THE_MONTH))
    assert.equal(act.after.hash, body.hash)
  })

  test('what is confirmed stays as it was, whatever comes later', async () => {
    const before = await ranking(leader)
    const rules: ScoringRules = (await done(get('rules'))).body
    assert.ok(Compile(ScoringRules).Check(rules))
    const [{ rules: own } = { rules: null }] = rules.inForce
    assert.ok(own)
    const harder = {
      ...own,
      id: 'harder',
      criteria: own.criteria.map((one) => ({ ...one, fewest: Math.max(one.fewest, 30) })),
    }
    const put = { version: rules.version, from: THE_MONTH, rules: harder, why: 'Quy chế mới' }
    await done(month.hall.post('/api/scoring/rules', put, { method: 'PUT', cookie: admin.cookie }))
    const { body } = await post('complaints', { day: '2026-10-05', staff: 'an', file: '20/PA', reason: 'Chậm' })
    await done(post(`complaints/${body.id}/decide`, { state: 'confirmed', why: 'Đúng' }))
    const binh = await month.hall.officer('binh')
    month.clock.pass(30 * 60_000)
    await done(binh.ask('open-counter', { counter: 'quay-1' }))
    await month.serve(binh, { counter: 'quay-1' })
    const { steps: _, ...now } = await ranking(leader)
    const { steps: __, ...was } = before
    assert.deepEqual(now, was)
    assert.deepEqual(
      await code(post(`months/${THE_MONTH}/entries`, { staff: 'an', what: 'total', value: 1, why: 'x' })),
      [409, 'scoring-not-now'],
    )
  })

  test('published, officers see their own place and figures, and others only where the rules say so', async () => {
    assert.deepEqual(await code(get(`months/${THE_MONTH}/mine`, an)), [404, 'scoring-not-shown'])
    await done(post(`months/${THE_MONTH}/publish`))
    assert.equal((await done(post(`months/${THE_MONTH}/publish`))).body.steps.length, 2, 'asked twice, published once')
    const own: OwnMonth = (await done(get(`months/${THE_MONTH}/mine`, an))).body
    assert.ok(Compile(OwnMonth).Check(own), JSON.stringify([...Compile(OwnMonth).Errors(own)][0]))
    assert.deepEqual([own.own?.staff, own.own?.total, own.ranked, own.others], ['an', 98, 2, []])
    assert.doesNotMatch(JSON.stringify(own), /binh|Bình/)
    const few: OwnMonth = (await done(get(`months/${THE_MONTH}/mine`, chi))).body
    assert.deepEqual([few.own?.place, few.own?.whyNoPlace], [null, 'too-few'])
    const { months } = (await done(get('months', an))).body
    assert.deepEqual(
      months.map(({ month: name }: { month: string }) => name),
      [THE_MONTH],
    )
  })

  test('the sheet says what the table says, with the rules, the mark and who signs', async () => {
    const rows = (await done(get(`months/${THE_MONTH}/sheet/csv`, leader))).body
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
    const cells = rows.map((row: string) => row.split(';').slice(0, 6).join(';'))
    const { officers, hash } = await ranking(leader)
    assert.deepEqual(cells, [
      'Hạng;Họ và tên;Điểm;Theo quy chế;Mức;Lượt',
      `1;Nguyễn Thị An;98;${String(officers[0]?.reckoned).replace('.', ',')};Xuất sắc;36`,
      `2;Trần Văn Bình;${String(officers[1]?.total).replace('.', ',')};${String(officers[1]?.reckoned).replace('.', ',')};Đạt;36`,
      ';Lê Thị Chi;;;Không xếp hạng: quá ít số liệu;3',
    ])
    const around = { madeAt: month.clock.wall(), timeZone: 'Asia/Ho_Chi_Minh', head: null }
    const { sheets, signatures, period } = monthDocument(await ranking(leader), around)
    assert.equal(period, 'Tháng 10/2026')
    assert.equal(signatures?.length, 3)
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['Xếp hạng', 'Căn cứ', 'Sửa bằng tay'],
    )
    for (const { columns, rows: own } of sheets) for (const row of own) assert.equal(row.length, columns.length)
    assert.ok(sheets[0]?.notes?.some((note) => note.includes(hash) && note.includes('Đã công bố lần 1')))
    assert.ok(sheets[2]?.rows.some((row) => row.includes('Đi muộn buổi họp giao ban')))
    for (const form of ['pdf', 'xlsx']) await done(get(`months/${THE_MONTH}/sheet/${form}`))
    await done(get('years/2026/sheet/pdf', leader))
    assert.deepEqual(await code(get(`months/${THE_MONTH}/sheet/csv`, an)), [403, 'not-allowed'])
    assert.deepEqual(await code(get('months/2026-11/sheet/csv', leader)), [404, 'scoring-not-shown'])
  })

  test('a total that the rules leave exact reads in every file as on the page, and as no edge it did not reach', async () => {
    const found = await ranking(leader)
    const points = { place: 1, total: 89.9999, reckoned: 89.9999 }
    const exact = { ...found, officers: found.officers.map((officer) => ({ ...officer, ...points })) }
    const document = monthDocument(exact, { madeAt: month.clock.wall(), timeZone: 'Asia/Ho_Chi_Minh', head: null })
    const sheet = document.sheets[0] ?? assert.fail()
    const [text, book, paper] = await Promise.all(
      (['csv', 'xlsx', 'pdf'] as const).map((form) => written(form, sheet, document)),
    )
    assert.ok(text && book && paper)
    assert.match(text.toString(), /;89,9999;89,9999;/)
    const cells = readWorkbook(book).rows.flat()
    const formats = new Set(cells.filter(({ value }) => value === 89.9999).map(({ format }) => format))
    assert.deepEqual([...formats], ['#,##0.00##'])
    const lines = readPaper(paper).join().split('\n')
    assert.ok(lines.includes('89,9999'))
    // Neither rounded nor broken over two lines.
    assert.deepEqual(new Set(lines.filter((line) => /^(89,|90$)/.test(line))), new Set(['89,9999']))
  })

  test('reopened with a reason it is a draft again, by today’s rules; every version is kept', async () => {
    assert.equal((await post(`months/${THE_MONTH}/reopen`, {})).status, 400)
    const old = (await ranking()).hash
    await done(post(`months/${THE_MONTH}/reopen`, { why: 'Bổ sung phản ánh 20/PA' }))
    assert.deepEqual(await code(get(`months/${THE_MONTH}/mine`, an)), [404, 'scoring-not-shown'])
    const draft = await ranking()
    assert.deepEqual([draft.state, draft.rules.id], ['draft', 'harder'])
    assert.equal(criterionOf(rankOf(draft, 'an'), 'complaints').points, 5)
    const { body } = await confirmed()
    assert.equal(body.version, 2)
    assert.notEqual(body.hash, old)
    assert.deepEqual(
      body.steps.map(({ did, version, why }: MonthRanking['steps'][number]) => [did, version, why]),
      [
        ['confirmed', 1, null],
        ['published', 1, null],
        ['reopened', 1, 'Bổ sung phản ánh 20/PA'],
        ['confirmed', 2, null],
      ],
    )
    assert.ok(body.steps.some(({ hash }: MonthRanking['steps'][number]) => hash === old))
  })

  test('the year counts confirmed months and says which are missing', async () => {
    const year: YearRanking = (await done(get('years/2026', leader))).body
    assert.ok(Compile(YearRanking).Check(year), JSON.stringify([...Compile(YearRanking).Errors(year)][0]))
    assert.deepEqual(year.confirmed, [THE_MONTH])
    assert.equal(year.missing.length, 9)
    assert.deepEqual(
      year.officers.map(({ staff, total, whyNone }) => [staff, total, whyNone]),
      [
        ['an', null, 'too-few-months'],
        ['binh', null, 'too-few-months'],
        ['chi', null, 'too-few-months'],
      ],
    )
  })

  test('why points were changed is kept beside what was frozen, and goes when it is old, also out of a month that has it', async () => {
    const database = openDatabase(month.hall.dataFolder)
    const bodies = () => database.prepare<[], string>('SELECT body FROM scoring_months').pluck().all().join()
    assert.doesNotMatch(bodies(), /giao ban/)
    assert.match(JSON.stringify(await ranking(leader)), /giao ban/)
    const old = '"value":98,"why":"Đi muộn buổi họp giao ban",'
    database.prepare('UPDATE scoring_months SET body = replace(body, ?, ?)').run('"value":98,', old)
    assert.match(bodies(), /giao ban/)
    const erase = () => eraseOldWords({ database, note: async () => ({ ok: true, value: null }) }, '2026-11-01')
    assert.ok((await erase()) > 0)
    const found = await ranking(leader)
    assert.doesNotMatch(bodies() + JSON.stringify(found), /giao ban/)
    assert.ok(Compile(MonthRanking).Check(found))
    assert.deepEqual(
      rankOf(found, 'an').entries.map(({ value, why }) => [value, why]),
      [[98, '–']],
    )
    assert.equal(await erase(), 0)
    database.close()
  })

  test('rules that contradict themselves are refused with the line, and by officers altogether', async () => {
    const rules: ScoringRules = (await done(get('rules', an))).body
    const own = rules.offered.find(({ id }) => id === 'own-monthly')
    assert.ok(own && rules.offered.length === 6)
    const bad = { ...own, bands: own.bands.map((band, i) => (i === 1 ? { ...band, below: 89 } : band)) }
    const asked = { version: rules.version, from: '2026-12', rules: bad, why: 'x' }
    const put = (body: unknown, cookie: string) =>
      month.hall.post('/api/scoring/rules', body, { method: 'PUT', cookie })
    const refused = await put(asked, admin.cookie)
    assert.equal(refused.status, 422)
    assert.match(refused.body.lines[0].path, /^\/inForce\/\d\/rules\/bands\/1\/below$/)
    assert.deepEqual(await code(put(asked, an.cookie)), [403, 'not-allowed'])
    const few = { ...own, criteria: own.criteria.map((one) => ({ ...one, fewest: 1 })) }
    assert.equal((await put({ ...asked, rules: few }, admin.cookie)).body.lines[0].code, 'too-few-answers')
    assert.equal((await put({ ...asked, rules: own, version: 99 }, admin.cookie)).status, 409)
  })
})
