import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Act } from '#core/contract/acts.ts'
import { withoutPerson } from '#core/domain/erasing.ts'
import type { Event } from '#core/domain/events.ts'
import { type ErasedBook, erasedBook } from '#server/audit/erase.ts'
import { monthsBefore, openEraser } from '#server/audit/eraser.ts'
import { verifyDatabase } from '#server/audit/verify.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { describe, snapshot, unpackCopy, writeCopy } from '#server/keeping/copy.ts'
import { examine } from '#server/keeping/examine.ts'
import { openKept } from '#server/keeping/mend.ts'
import { folderPlace } from '#server/keeping/place.ts'
import { copiesAt, restoreInto } from '#server/keeping/restore.ts'
import { openTail } from '#server/keeping/tail.ts'
import { DayFold } from '#server/reports/day-facts.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { staffOf } from '#server/settings/staff.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const DAY_MS = 86_400_000
const REASON = 'Bà Lý Thị Mật Danh xin về sớm'
const PROCEDURE = '9.876543'
const PLANTED = { id: '079188801234', phone: '0987612345', name: 'Huỳnh Thị Thử Nghiệm' }
const PASSWORD = randomUUID()

spec('erasing in a journal that never forgets (S18)', ({ test, before, after }) => {
  let hall: TestHub
  let head: { cookie: string }
  let clock: HandClock
  let folder: string
  let number: string
  let original: string
  const day = '2026-11-23'
  const erase = (body: object) => hall.post('/api/erase', body, { cookie: head.cookie })
  const book = () => new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-erase-'))
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
    const database = openDatabase(hall.dataFolder)
    await staffOf(database, clock.steady).add(
      { id: 'truong', name: 'Trưởng phòng', role: 'head' },
      PASSWORD,
      clock.wall(),
    )
    database.close()
    head = await signedIn()
    await copyTo(join(folder, 'place'))
    const ticket = randomUUID()
    const body = { ticket, service: 'chung-thuc', class: 'khuyet-tat', procedure: PROCEDURE }
    number = (await hall.post('/api/issue-ticket', body, { key: randomUUID() })).body.number
    await hall.issue()
    await hall.post('/api/cancel-ticket', { ticket, reason: REASON }, { key: randomUUID(), cookie: head.cookie })
    original = linesText()
  })
  after(async () => {
    await hall.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('what is known of a number is told, and what of it speaks of the person', async () => {
    const { status, body } = await hall.get(`/api/kept?day=${day}&number=${number.toLowerCase()}`, head)
    assert.equal(status, 200)
    const [issued, cancelled] = body.records.filter(({ person }: { person: object | null }) => person !== null)
    assert.deepEqual(issued.person, {
      class: 'khuyet-tat',
      procedure: PROCEDURE,
      ...(issued.person.declared && { declared: issued.person.declared }),
    })
    assert.deepEqual(cancelled.person, { reason: REASON })
    assert.equal((await hall.get(`/api/kept?day=${day}&number=Z999`, head)).status, 404)
    const officer = await hall.officer('an')
    assert.equal((await hall.get(`/api/kept?day=${day}&number=${number}`, officer)).status, 403)
  })

  test('a number of the running day is still needed', async () => {
    const { status, body } = await erase({ day, number, why: 'Công dân đề nghị' })
    assert.deepEqual([status, body.code], [409, 'erase-not-today'])
  })

  test('of a day that is over nothing of the person is left in the data, and the chain, every head and the sums still hold', async () => {
    clock.pass(DAY_MS)
    head = await signedIn()
    await hall.issue()
    for (let tries = 0; tries < 100 && (await hall.get('/api/heads')).body.days.length === 0; tries++);
    const heads = (await hall.get('/api/heads')).body.days
    const { status, body } = await erase({ day, number, why: 'Công dân đề nghị' })
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.records, 2)
    const database = book()
    const verdict = verifyDatabase(
      database,
      heads.map((one: object) => ({ ...one, from: 'a closing slip' })),
    )
    database.close()
    assert.deepEqual(verdict.findings, [])
    assert.equal(verdict.erased, 2)
    for (const file of ['luot.db', 'luot.db-wal']) {
      const bytes = readFileSync(join(hall.dataFolder, file))
      assert.equal(bytes.includes(REASON), false, `the reason is still in ${file}`)
      assert.equal(bytes.includes(PROCEDURE), false, `the procedure is still in ${file}`)
    }
    const report = await hall.get(`/api/reports?from=${day}&to=${day}&by=service`, head)
    assert.deepEqual([report.body.total.issued, report.body.conserved], [2, true])
    assert.deepEqual((await erase({ day, number, why: 'Lần nữa' })).body, { records: 0 })
  })

  test('the verifier that stands alone, the doctor’s walk and the walk of a copy take the noted erasing, and no other', () => {
    const database = book()
    const lines = database
      .prepare<[], { text: string; hash: string; leaf: string | null }>(
        'SELECT text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) ORDER BY seq',
      )
      .all()
    database.close()
    const file = join(folder, 'journal.jsonl')
    const write = (some: typeof lines) =>
      writeFileSync(
        file,
        some.map(({ text, hash, leaf }) => `${JSON.stringify({ hash, text, ...(leaf && { leaf }) })}\n`).join(''),
      )
    write(lines)
    const good = alone(file)
    assert.equal(good.status, 0, good.stderr)
    assert.match(good.stdout, /2 of them erased/)
    assert.ok(examine(join(hall.dataFolder, 'luot.db')).head.seq > 0)
    // Somebody erases a record and notes it nowhere, or writes something else where it stood.
    const victim = lines.findIndex(({ text, leaf }) => leaf === null && text.includes('TicketIssued'))
    const erasedAt = lines.findIndex(({ leaf }) => leaf !== null)
    const crimes = [
      lines.map((one, i) =>
        i === victim ? { ...one, text: one.text.replace('chung-thuc', 'ho-tich'), leaf: 'a'.repeat(64) } : one,
      ),
      lines.map((one, i) => (i === erasedAt ? { ...one, text: one.text.replace('"number":"', '"number":"Z') } : one)),
      lines.map((one, i) => (i === erasedAt ? { ...one, leaf: 'b'.repeat(64) } : one)),
    ]
    for (const crime of crimes) {
      write(crime)
      assert.equal(alone(file).status, 1)
    }
  })

  test('a copy from before the erasing is made good at its start, as the journal notes it', () => {
    const copy = join(folder, 'copy.db')
    const live = book()
    live.exec(`VACUUM INTO '${copy}'`)
    live.close()
    const old = new Database(copy)
    old.exec('DROP TRIGGER journal_is_never_edited')
    const lines = JSON.parse(original) as { seq: number; text: string }[]
    for (const { seq, text } of lines) old.prepare('UPDATE journal SET text = ? WHERE seq = ?').run(text, seq)
    old.exec('DELETE FROM journal_erased')
    old.exec("CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'never'); END")
    const told: string[] = []
    const eraser = eraserOver(erasedBook(old), { onErased: (one) => told.push(one) })
    assert.equal(eraser.makeGood(), 2)
    assert.equal(eraser.makeGood(), 0)
    assert.deepEqual(
      told,
      [day, day],
      'what was made from that day is made anew, at each start of the day it was noted on',
    )
    assert.deepEqual(verifyDatabase(old, []).findings, [])
    assert.throws(() => old.exec('UPDATE journal SET hash = hash'), /never/, 'the guard stands again')
    old.close()
  })

  test('what a place of copies holds after the erasing is proved by the same verifier, file by file and together', async () => {
    const place = join(folder, 'place')
    const running = await journalNow('told.db')
    const tail = openTail(running, folderPlace(place), null)
    await tail.writeDays('2026-01-01')
    await tail.write()
    await running.close()
    const names = readdirSync(place).sort()
    const days = names.filter((name) => name.startsWith('day-')).map((name) => join(place, name))
    const tails = names.filter((name) => name.startsWith('tail-')).map((name) => join(place, name))
    assert.deepEqual([days.length, tails.length], [1, 1])
    const all = alone(...days, ...tails)
    assert.equal(all.status, 0, all.stderr)
    assert.match(all.stdout, /2 of them erased, each noted/)
    const running2 = alone('--part', ...tails)
    assert.equal(running2.status, 0, running2.stderr)
    assert.match(running2.stdout, /records from record \d+ on, nothing changed[\s\S]*not looked at/)
    // Of the day alone nobody can say whether its erased records were noted; that is neither right nor wrong.
    const day = alone('--part', ...days)
    assert.deepEqual([day.status, /stands in a later file/.test(day.stderr)], [2, true])
    assert.match(alone(...days).stderr, /no note in the journal says so/)
    // A file told twice is no crime, a torn end of a running day neither; a changed word in one of them is.
    const [one = ''] = tails
    const text = readFileSync(one, 'utf8')
    writeFileSync(join(folder, 'tail-torn.jsonl'), text.slice(0, -20))
    assert.equal(alone(...days, join(folder, 'tail-torn.jsonl'), ...tails).status, 0)
    writeFileSync(join(folder, 'torn.jsonl'), text.slice(0, -20))
    assert.equal(alone(...days, join(folder, 'torn.jsonl')).status, 1)
    writeFileSync(join(folder, 'tail-other.jsonl'), text.replace('quay', 'quầy').replace('ho-tich', 'ho-tch'))
    assert.equal(alone(...days, ...tails, join(folder, 'tail-other.jsonl')).status, 1)
  })

  test('a copy from before, and the days after it as they were told since, come back erased and proved', async () => {
    const place = folderPlace(join(folder, 'place'))
    const source = { place, key: null, name: 'place' }
    const restored = await restoreInto(join(folder, 'restored'), {
      copies: await copiesAt([source]),
      sources: [source],
      death: null,
      how: 'by-hand',
    })
    assert.deepEqual(restored?.troubles, [])
    const live = book()
    const { seq } = live.prepare<[], { seq: number }>('SELECT seq FROM journal_head').get() ?? { seq: 0 }
    live.close()
    assert.equal(restored?.note.lastSeq, seq, 'up to the last record, over those that were erased')
    const opened = await openKept({ dataFolder: join(folder, 'restored'), autoRestore: false })
    const verdict = verifyDatabase(opened.database, [])
    assert.deepEqual([verdict.findings, verdict.erased], [[], 2])
    await opened.journal.close()
    // Without the tail that notes it, nobody knows what an erased record was: up to there, and no further.
    for (const name of readdirSync(join(folder, 'place')))
      if (name.startsWith('tail-')) rmSync(join(folder, 'place', name))
    const short = await restoreInto(join(folder, 'short'), {
      copies: await copiesAt([source]),
      sources: [source],
      death: null,
      how: 'by-hand',
    })
    const first = JSON.parse(original) as { seq: number }[]
    assert.equal(short?.note.lastSeq, (first[0]?.seq ?? 0) - 1)
  })

  test('what is older than the office keeps it is erased by itself when a day begins, day by day, and never looked at again', async () => {
    await hall.post(
      '/api/settings/retention',
      { version: 0, body: { personMonths: 1, complaintMonths: 1 }, from: null, why: 'Một tháng' },
      { cookie: head.cookie, method: 'PUT' },
    )
    await plant()
    assert.deepEqual(plantedIn(hall.dataFolder), Object.keys(PLANTED), 'the search finds what is there')
    const body = { ticket: randomUUID(), service: 'ho-tich', class: 'khuyet-tat' }
    assert.equal((await hall.post('/api/issue-ticket', body, { key: randomUUID() })).status, 200)
    const other = { ...body, ticket: randomUUID() }
    const plain = (await hall.post('/api/issue-ticket', other, { key: randomUUID() })).body.number
    // What a head types is no note of the hub's own, whatever the words.
    clock.pass(DAY_MS)
    await hall.issue()
    head = await signedIn()
    assert.equal((await erase({ day: '2026-11-24', number: plain, why: 'retention' })).body.records, 1)
    clock.pass(40 * DAY_MS)
    await hall.issue('ho-tich')
    let left = 1
    for (let tries = 0; tries < 200 && left > 0; tries++) {
      const database = book()
      const spoken = database.prepare<[], { n: number }>(
        "SELECT count(*) AS n FROM journal WHERE type = 'TicketIssued' AND text LIKE '%khuyet-tat%'",
      )
      left = spoken.get()?.n ?? 0
      database.close()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    assert.equal(left, 0)
    for (let tries = 0; tries < 200 && wordsLeft() > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    const database = book()
    assert.deepEqual(verifyDatabase(database, []).findings, [])
    const complaint = database.prepare('SELECT staff, file, reason, state, decided_why AS why FROM complaints').get()
    assert.deepEqual(complaint, { staff: 'an', file: '–', reason: '–', state: 'confirmed', why: '–' })
    const act = database
      .prepare<[], string>('SELECT text FROM journal WHERE text LIKE \'%"id":"words"%\'')
      .pluck()
      .get()
    assert.match(act ?? '', /"did":"erased".*"complaints":1/)
    database.close()
    head = await signedIn()
    const { acts } = (await hall.get('/api/acts?about=record&id=2026-11-24', head)).body
    assert.deepEqual(
      acts.map(({ by, did, why }: Act) => [by.role, did, why]),
      [
        ['hub', 'erased', 'retention'],
        ['head', 'erased', 'retention'],
      ],
    )
    // 100 %: nothing of it in any file of the hub, nor in a copy made from now on, unpacked or packed.
    assert.deepEqual(plantedIn(hall.dataFolder), [])
    const fresh = join(folder, 'fresh')
    await copyTo(fresh)
    const [copy] = await copiesAt([{ place: folderPlace(fresh), key: null, name: 'fresh' }])
    await unpackCopy(folderPlace(fresh), copy?.name ?? '', null, join(folder, 'unpacked'))
    assert.deepEqual([...plantedIn(fresh), ...plantedIn(join(folder, 'unpacked'))], [])
  })

  test('who was kept over night is erased once no running day needs it, from the next day’s first record too', async () => {
    const office = { ...hall.hub.road.queue().office }
    const calendar = { ...office.calendar, overnight: 'keep' as const }
    const by = { role: 'hub', id: 'test' } as const
    await hall.hub.road.send({ id: null, by, order: { type: 'ChangeOffice', office: { ...office, calendar } } })
    const ticket = randomUUID()
    const asked = { ticket, service: 'ho-tich', class: 'khuyet-tat' }
    const { body: issued } = await hall.post('/api/issue-ticket', asked, { key: randomUUID() })
    const evening = hall.hub.road.queue().day ?? ''
    clock.pass(DAY_MS)
    await hall.issue()
    head = await signedIn()
    const wish = { day: evening, number: issued.number, why: 'Bà Lý Thị Mật Danh đề nghị' }
    const morning = hall.hub.road.queue().day ?? ''
    assert.deepEqual((await erase(wish)).body.code, 'erase-not-today', 'the hub would not start over it')
    const told = (await hall.get(`/api/kept?day=${evening}&number=${issued.number}`, head)).body
    const kept = told.records.find(({ type }: { type: string }) => type === 'DayOpened')
    assert.equal(kept.event.kept.length, 1, 'nobody else who was kept')
    const cancel = { ticket, reason: REASON }
    assert.equal(
      (await hall.post('/api/cancel-ticket', cancel, { key: randomUUID(), cookie: head.cookie })).status,
      200,
    )
    clock.pass(DAY_MS)
    await hall.issue()
    head = await signedIn()
    const classes = async () => {
      await hall.get(`/api/reports?from=${evening}&to=${morning}&by=class`, head)
      const facts = new Database(join(hall.dataFolder, 'facts.db'), { readonly: true })
      const stops = facts.prepare<[string], { day: string; class: string }>(
        'SELECT day, class FROM stop WHERE ticket = ?',
      )
      const found = stops.all(ticket).map((stop) => [stop.day, stop.class])
      facts.close()
      return found
    }
    assert.deepEqual(await classes(), [
      [evening, 'khuyet-tat'],
      [morning, 'khuyet-tat'],
    ])
    const done = await erase(wish)
    assert.deepEqual([done.status, done.body.records], [200, 3], JSON.stringify(done.body))
    assert.deepEqual(await classes(), [
      [evening, 'ordinary'],
      [morning, 'ordinary'],
    ])
    const database = book()
    assert.deepEqual(verifyDatabase(database, []).findings, [])
    const opened = database.prepare<[], string>("SELECT text FROM journal WHERE type = 'DayOpened'").pluck().all()
    const stillThere = opened.flatMap((text) => JSON.parse(text).event.kept ?? []).filter(({ id }) => id === ticket)
    assert.deepEqual(
      stillThere.map((one) => one.class),
      ['ordinary'],
    )
    database.close()
  })

  test('every old day is erased, also after a clock that ran ahead, once after each of its beginnings', async () => {
    const days = ['2026-11-23', '2027-01-22', '2026-11-24', '2026-11-25']
    const noted: string[] = []
    const lineOn = (day: string) => {
      const record = {
        seq: days.lastIndexOf(day) + 1,
        day,
        command: 'c',
        event: { type: 'TicketParked', reason: REASON },
      }
      return { seq: record.seq, hash: '', text: JSON.stringify(record) }
    }
    let today = '2026-12-24'
    const { eraseOld } = eraserOver(
      {
        linesOn: (day) => [lineOn(day)],
        agedAt: () => new Map(noted.map((day, i) => [day, i + 5])),
      },
      {
        days: async () => days.map((day, i) => ({ day, seq: i + 1 })),
        today: () => today,
        note: async (_, { id }) => {
          noted.push(id)
          return { ok: true, value: null }
        },
      },
    )
    await eraseOld(1)
    assert.deepEqual(noted, ['2026-11-23'])
    today = '2027-04-01'
    await eraseOld(1)
    await eraseOld(1)
    assert.deepEqual(noted, ['2026-11-23', '2026-11-24', '2026-11-25', '2027-01-22'])
    // The day the clock ran ahead to has come.
    days.push(...Array(9).fill('2026-11-25'), '2027-01-22')
    await eraseOld(1)
    assert.deepEqual(noted.slice(4), ['2026-11-25', '2027-01-22'])
  })

  test('who came by an appointment is still counted so when the day is folded anew', () => {
    const at = Date.parse('2026-11-23T08:00:00+07:00')
    const service = demoOffice.services[0]?.id ?? ''
    const book = [{ id: 'a1', code: '123456', service, slotAt: at, state: 'booked' }]
    const issued = { type: 'TicketIssued', ticket: 't1', number: 'A001', service, class: 'ordinary', appointment: 'a1' }
    const came = (seen: (event: Event) => Event) => {
      const fold = new DayFold(demoOffice)
      const happened = [{ type: 'DayOpened', day, office: demoOffice, met: {}, firstDay: day, book }, issued] as Event[]
      for (const [i, event] of happened.entries())
        fold.see({ seq: i + 1, at: at + i, event: seen(event) } as JournalRecord)
      const { appointments, stops } = fold.facts() ?? {}
      return [appointments?.map(({ state }) => state), stops?.map(({ appointment }) => appointment)]
    }
    assert.deepEqual(
      came((event) => withoutPerson(event) ?? event),
      [['come'], [true]],
    )
  })

  test('months are counted as people count them', () => {
    assert.equal(monthsBefore('2026-11-23', 1), '2026-10-23')
    assert.equal(monthsBefore('2026-03-31', 1), '2026-02-28')
    assert.equal(monthsBefore('2026-01-15', 24), '2024-01-15')
  })

  /** A citizen’s number, telephone and name in every place where an officer may type words. */
  async function plant(): Promise<void> {
    const words = Object.values(PLANTED).join(' ')
    const ticket = randomUUID()
    const ask = async (path: string, body: object) => {
      const { status, body: said } = await hall.post(path, body, { key: randomUUID(), cookie: head.cookie })
      assert.equal(status, 200, `${path}: ${JSON.stringify(said)}`)
      return said
    }
    await ask('/api/issue-ticket', { ticket, service: 'ho-tich', class: 'khuyet-tat' })
    await ask('/api/cancel-ticket', { ticket, reason: words })
    const message = {
      message: randomUUID(),
      kind: 'information',
      text: { vi: words, en: words },
      untilAt: null,
      spoken: false,
    }
    await ask('/api/show-message', message)
    await ask('/api/stop-service', { service: 'ho-tich', reason: words, untilAt: null })
    await ask('/api/resume-service', { service: 'ho-tich' })
    const day = hall.hub.road.queue().day ?? ''
    const { id } = await ask('/api/scoring/complaints', {
      day,
      staff: 'an',
      file: `12/PA ${PLANTED.name}`,
      reason: words,
    })
    await ask(`/api/scoring/complaints/${id}/decide`, { state: 'confirmed', why: words })
    await ask('/api/erase', { day: '2026-11-23', number, why: words })
  }

  /** An eraser over a book, and what else a test cares for. */
  function eraserOver(book: Partial<ErasedBook>, parts: Partial<Parameters<typeof openEraser>[0]>) {
    const never = () => assert.fail('not asked here')
    const rest = { days: never, today: never, note: never, onErased: () => undefined }
    return openEraser({ ...rest, book: { write: () => undefined, ...book } as ErasedBook, ...parts })
  }

  function wordsLeft(): number {
    const database = book()
    const left = database.prepare<[], number>("SELECT count(*) FROM complaints WHERE reason <> '–'").pluck().get()
    database.close()
    return left ?? 0
  }

  /** Which of the planted words stand anywhere in a folder. */
  function plantedIn(at: string): string[] {
    const files = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const bytes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
    return Object.entries(PLANTED).flatMap(([what, word]) => (bytes.some((one) => one.includes(word)) ? [what] : []))
  }

  /** Sessions do not last over night. */
  async function signedIn(): Promise<{ cookie: string }> {
    const reply = await hall.post('/api/session', { staff: 'truong', pin: PASSWORD })
    return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }

  async function copyTo(at: string): Promise<void> {
    const database = join(folder, 'snapshot.db')
    const examined = snapshot(hall.dataFolder, database)
    const about = { office: 'Phường', hub: '0000aaaa', program: 'test', madeAt: clock.wall() }
    mkdirSync(at, { recursive: true })
    const made = await describe({ dataFolder: hall.dataFolder, database, examined, ...about })
    await writeCopy(folderPlace(at), made, null)
  }

  /** The journal as it stands, in a database of its own. */
  async function journalNow(name: string) {
    const at = join(folder, name)
    mkdirSync(at)
    const live = book()
    live.exec(`VACUUM INTO '${join(at, 'luot.db')}'`)
    live.close()
    return sqliteJournal(openDatabase(at))
  }

  function linesText(): string {
    const database = book()
    const lines = database.prepare("SELECT seq, text FROM journal WHERE type LIKE 'Ticket%'").all()
    database.close()
    return JSON.stringify(lines)
  }
})

function alone(...files: string[]) {
  const verifier = join(import.meta.dirname, '../../scripts/verify-journal.mjs')
  return spawnSync(process.execPath, [verifier, ...files], { encoding: 'utf8' })
}
