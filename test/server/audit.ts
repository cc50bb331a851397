import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { Event } from '#core/domain/events.ts'
import type { Office } from '#core/domain/office.ts'
import { printClosingSlip } from '#server/audit/closing.ts'
import { erasingOf, noteOf } from '#server/audit/erase.ts'
import { grown, leafOf, NO_LEAVES, rootOf } from '#server/audit/merkle.ts'
import { type KeptHead, verifyDatabase, verifyLines } from '#server/audit/verify.ts'
import { chain, GENESIS } from '#server/journal/chain.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { lineOf } from '#server/keeping/lines.ts'
import type { Paper } from '#server/paper/paper.ts'
import { dayReport } from '#server/reports/day.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { journalOf as journalOfHall } from '../kit/journal-of.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { callNext, desk2, finished, givenIn, HOUR, issued, later, opened } from '../kit/trade.ts'

const VERIFIER = join(import.meta.dirname, '../../scripts/verify-journal.mjs')
interface Line {
  seq: number
  text: string
  hash: string
}

/** A journal of so many records, as the hub writes it. */
function journalOf(count: number): Line[] {
  const records = Array.from({ length: count }, (_, at): JournalRecord => {
    const event = { type: 'TicketRecalled', ticket: `t-${at}`, counter: 'quay-1' } as const
    const by = { role: 'officer', id: 'an' } as const
    return {
      seq: at + 1,
      day: '2026-11-23',
      at: at * 1_000,
      wallAt: at * 1_000,
      boot: 'b',
      command: `c-${at}`,
      by,
      event,
    }
  })
  return chain(GENESIS, records).map(({ record, text, hash }) => ({ seq: record.seq, text, hash }))
}

/** The Merkle head as RFC 6962 defines it, split at the largest power of two: another way than the one under test. */
function headByDefinition(leaves: readonly string[]): Buffer {
  const sha = (...parts: (string | Buffer)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((one) => Buffer.from(one))))
      .digest()
  if (leaves.length === 0) return sha('')
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0] ?? '')
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return sha(Buffer.of(1), headByDefinition(leaves.slice(0, half)), headByDefinition(leaves.slice(half)))
}

/** The head of a journal as its closing slip has it. */
function headOf(lines: readonly Line[]): KeptHead & { hash: string; root: string } {
  const { seq = 0, hash = '' } = lines.at(-1) ?? {}
  return { seq, hash, root: headByDefinition(lines.map(({ text }) => text)).toString('hex'), from: 'a closing slip' }
}

const KEPT = {
  id: 't',
  class: 'khuyet-tat',
  declared: 'x',
  person: 'x',
  procedure: 'x',
  putFirst: 'x',
  state: 'parked',
}
/** One record of each kind that says something of a person. */
const OF_PERSONS = [
  { type: 'DayOpened', kept: [{ ...KEPT, reason: 'x' }] },
  { type: 'TicketIssued', ticket: 't', class: 'khuyet-tat', declared: 'x', person: 'x', procedure: 'x' },
  { type: 'TicketCalled', ticket: 't', why: { how: 'picked', reason: 'x' } },
  { type: 'TicketParked', ticket: 't', reason: 'x' },
  { type: 'TicketPlaced', ticket: 't', reason: 'x' },
  { type: 'TicketTransferred', ticket: 't', reason: 'x' },
  { type: 'TicketCancelled', ticket: 't', reason: 'x' },
  { type: 'ClassChanged', ticket: 't', class: 'khuyet-tat', reason: 'x' },
  { type: 'TicketRated', ticket: 't', level: 'khong-hai-long', reasons: ['x'] },
  { type: 'RatingExplained', ticket: 't', reasons: ['x'] },
  { type: 'PaperRated', code: 'x', reasons: ['x'] },
  { type: 'MessageShown', text: { vi: 'x', en: 'x' } },
  { type: 'CounterPaused', counter: 'quay-1', reason: 'x' },
  { type: 'ServiceStopped', service: null, reason: 'x' },
  { type: 'KioskPaused', device: 'kiosk-1', reason: 'x' },
  { type: 'AppointmentCancelled', appointment: 'a', reason: 'x' },
  { type: 'CampaignClosed', campaign: 'k', reason: 'x' },
  { type: 'PaperWithdrawn', code: 'x', reason: 'x' },
  { type: 'ActNoted', act: { about: 'scoring', id: '2026-10', did: 'changed', why: 'x' } },
] as unknown as readonly Event[]

/**
 * A journal whose records were all erased at the head of the office's wish. `forge`: what somebody with the database put there instead,
 * and has noted; `anew`: what they put there afterwards, under a note of their own.
 */
function erasedJournal(
  forge: (record: JournalRecord, was: JournalRecord) => object = (record) => record,
  anew?: (record: JournalRecord) => object,
): { lines: (Line & { leaf?: string })[]; published: KeptHead & { hash: string } } {
  const recordOf = (event: Event, i: number, day: string): JournalRecord => {
    const by = { role: 'head', id: 'truong' } as const
    return { seq: i + 1, day, at: i, wallAt: i, boot: 'b', command: `c-${i}`, by, event }
  }
  const made = chain(
    GENESIS,
    OF_PERSONS.map((event, i) => recordOf(event, i, '2026-11-23')),
  )
  const erasings = (put: typeof forge) =>
    made.map(({ record, text, hash }) => {
      const erasing = erasingOf({ seq: record.seq, text, hash }) ?? assert.fail(record.event.type)
      return { ...erasing, hash, text: JSON.stringify(put(JSON.parse(erasing.text), record)) }
    })
  const first = erasings(forge)
  const lines = anew ? erasings(anew) : first
  const notes = [first, ...(anew ? [lines] : [])].map((some, i) => {
    const act = { about: 'record', id: '2026-11-23', did: 'erased', before: null, after: noteOf(some) } as const
    return recordOf({ type: 'ActNoted', act }, made.length + i, '2026-11-24')
  })
  const { hash = '' } = made.at(-1) ?? {}
  const noted = chain({ seq: made.length, hash }, notes)
  const published = { seq: made.length, hash, from: 'a closing slip' }
  return { lines: [...lines, ...noted.map(({ record, text, hash }) => ({ seq: record.seq, text, hash }))], published }
}

/** What somebody with the database in hand may do. Each gives another journal than the one that was written. */
const CRIMES: Readonly<Record<string, (lines: Line[], at: number) => Line[]>> = {
  'edits a record': (lines, at) =>
    lines.map((one, i) => (i === at ? { ...one, text: one.text.replace('quay-1', 'quay-2') } : one)),
  'removes a record': (lines, at) => lines.filter((_, i) => i !== at),
  'moves a record': (lines, at) => {
    const other = (at + 1) % lines.length
    return lines.map((one, i) => (i === at ? (lines[other] as Line) : i === other ? (lines[at] as Line) : one))
  },
  'adds a record': (lines, at) => [
    ...lines.slice(0, at),
    { ...(lines[at] as Line), text: '{"seq":1}' },
    ...lines.slice(at),
  ],
  'cuts the tail': (lines, at) => lines.slice(0, at),
  'edits a record and chains everything after it anew': (lines, at) => {
    const records = lines.map(({ text }) => JSON.parse(text) as JournalRecord)
    const changed = records.map((one, i) => (i === at ? { ...one, at: one.at + 1 } : one))
    return chain(GENESIS, changed).map(({ record, text, hash }) => ({ seq: record.seq, text, hash }))
  },
  'removes a record and numbers everything after it anew': (lines, at) => {
    const records = lines.filter((_, i) => i !== at).map(({ text }) => JSON.parse(text) as JournalRecord)
    const again = records.map((one, i) => ({ ...one, seq: i + 1 }))
    return chain(GENESIS, again).map(({ record, text, hash }) => ({ seq: record.seq, text, hash }))
  },
}

spec('the proof that the journal is as it was written (I18, S17)', ({ test, before, after }) => {
  let hall: TestHub
  let head: Staffer
  let clock: HandClock
  let folder: string
  before(async () => {
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
    head = await hall.administrator()
    folder = mkdtempSync(join(tmpdir(), 'luot-audit-'))
  })
  after(async () => {
    await hall.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the Merkle head is the one RFC 6962 defines, for any number of leaves', () => {
    let edge = NO_LEAVES
    const leaves: string[] = []
    assert.equal(rootOf(edge), headByDefinition([]).toString('hex'))
    for (let n = 1; n <= 130; n++) {
      leaves.push(`leaf ${n * 7}`)
      edge = grown(edge, leafOf(`leaf ${n * 7}`))
      assert.equal(rootOf(edge), headByDefinition(leaves).toString('hex'), `${n} leaves`)
    }
  })

  test('a journal nobody touched is found whole, below a head of any of its records', () => {
    const lines = journalOf(60)
    for (const upTo of [1, 2, 31, 32, 59, 60]) {
      const { findings, heldAgainst } = verifyLines(lines, [headOf(lines.slice(0, upTo))])
      assert.deepEqual(findings, [])
      assert.equal(heldAgainst, 1)
    }
  })

  for (const [crime, commit] of Object.entries(CRIMES)) {
    test(`is found: somebody ${crime}`, () => {
      const lines = journalOf(40)
      const published = headOf(lines)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 38 }), (at) => {
          const { findings } = verifyLines(commit(lines, at), [published])
          assert.notDeepEqual(findings, [], `at ${at}`)
        }),
        { numRuns: 39 },
      )
    })

    test(`is found by the verifier that stands alone: somebody ${crime}`, () => {
      const lines = journalOf(40)
      const { seq, hash, root } = headOf(lines)
      const whole = exported(lines, 'whole.jsonl')
      const good = alone(whole, '--code', `LUOT-HEAD:${seq}:${hash}:${root}`)
      assert.equal(good.status, 0, good.stderr)
      assert.match(good.stdout, new RegExp(`head ${seq}:${hash}\nroot ${seq}:${root}`))
      const bad = alone(exported(commit(lines, 17), 'other.jsonl'), '--code', `LUOT-HEAD:${seq}:${hash}:${root}`)
      assert.equal(bad.status, 1, bad.stdout)
      assert.ok(bad.stderr.trim().length > 20, 'says where and what')
    })
  }

  test('the verifier that stands alone reads several files, packed ones too, and says when it cannot say', () => {
    const lines = journalOf(30)
    const first = exported(lines.slice(0, 12), 'a.jsonl')
    const second = join(folder, 'b.jsonl.gz')
    writeFileSync(second, gzipSync(textOf(lines.slice(12))))
    const { status, stdout } = alone(first, second)
    assert.equal(status, 0)
    assert.match(stdout, /^30 records/)
    assert.equal(alone().status, 2)
    assert.equal(alone(first, '--head', 'nonsense').status, 2)
    assert.equal(alone(join(folder, 'nowhere.jsonl')).status, 2)
  })

  test('what an erasing leaves is believed of every kind of record, and each is named with its day and whose note it was', () => {
    const { lines, published } = erasedJournal()
    const { findings, erasings } = verifyLines(lines, [published])
    assert.deepEqual(findings, [])
    assert.deepEqual(
      erasings.map(({ seq, who, records }) => [seq, who.id, records.map((one) => `${one.type} of ${one.day}`)]),
      [[OF_PERSONS.length + 1, 'truong', OF_PERSONS.map(({ type }) => `${type} of 2026-11-23`)]],
    )
    const { status, stdout, stderr } = alone(
      exported(lines, 'erased.jsonl'),
      '--head',
      `${published.seq}:${published.hash}`,
    )
    assert.equal(status, 0, stderr)
    assert.match(stdout, /by record \d+ of 2026-11-24, head truong: .*TicketRated of 2026-11-23: \d+/)
    // The verifier that stands alone has a table of its own.
    const rules = readFileSync(join(import.meta.dirname, '../../core/domain/erasing.ts'), 'utf8')
    const kinds = [...rules.matchAll(/case '(\w+)':/g)].map(([, kind]) => kind)
    assert.deepEqual(new Set(OF_PERSONS.map(({ type }) => type)), new Set(kinds))
  })

  test('what no erasing leaves is found where a record is called erased, whatever a note says of it', () => {
    const all = OF_PERSONS.map((_, i) => i + 1)
    const level = (record: JournalRecord) => ({ ...record, event: { ...record.event, level: 'rat-hai-long' } })
    const crimes: { forge: (record: JournalRecord, was: JournalRecord) => object; found: readonly number[] }[] = [
      { forge: (_, was) => was, found: all },
      { forge: (_, was) => ({ ...was, command: '', erased: true }), found: all },
      { forge: (record) => ({ ...record, command: 'c-1' }), found: all },
      {
        forge: (record) => ({ ...record, event: { type: 'TicketVoided', ticket: 't', reason: 'mistake' } }),
        found: all,
      },
    ]
    for (const { forge, found } of crimes) {
      const { lines, published } = erasedJournal(forge)
      const [said = ''] = verifyLines(lines, [published]).findings
      assert.deepEqual(said.match(/\d+/g)?.map(Number), [...found, found.length], said)
      const { status, stderr } = alone(exported(lines, 'forged.jsonl'), '--head', `${published.seq}:${published.hash}`)
      assert.deepEqual([status, stderr.match(/\d+/g)?.map(Number)], [1, found], stderr)
    }
    // Erased as it should be, and written anew later under another note.
    const { lines, published } = erasedJournal((record) => record, level)
    assert.match(
      verifyLines(lines, [published]).findings[0] ?? '',
      /record 1 was erased, and no note .* of what stands there \(19 such/,
    )
    const { status, stderr } = alone(exported(lines, 'anew.jsonl'))
    assert.deepEqual(
      [status, /record 1 was erased or replaced, and no note .* of what stands there/.test(stderr)],
      [1, true],
      stderr,
    )
  })

  test('the closing slip carries the head, once for one command, and the journal tells of it', async () => {
    await hall.issue()
    const key = randomUUID()
    const said = await head.ask('print-closing', {}, key)
    assert.deepEqual([said.status, said.body], [200, { printed: true }])
    const { body } = await hall.get('/api/dock')
    const slips = body.slips.filter(({ title }: { title: string }) => title.startsWith('Phiếu chốt ngày'))
    assert.equal(slips.length, 1)
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    const { findings, heldAgainst } = verifyDatabase(book, [])
    const told = book.prepare("SELECT text FROM journal WHERE text LIKE '%printed-head%'").all() as { text: string }[]
    book.close()
    assert.deepEqual(findings, [])
    assert.ok(heldAgainst >= 2, 'its own head, and the one that was printed')
    assert.equal(told.length, 1)
    const { act } = JSON.parse(told[0]?.text ?? '').event
    assert.match(act.after.hash, /^[0-9a-f]{64}$/)
  })

  test('the closing slip tells the day as its report does: nothing practised, and apart who waited over night', async () => {
    const office: Office = { ...testOffice, calendar: { ...testOffice.calendar, overnight: 'keep' } }
    const day = givenIn(office, issued(), later(24 * HOUR), opened(desk2), callNext(desk2)).hall
    day.do(finished(desk2, 'H001'))
    for (const step of [() => ({ type: 'BeginPractice' }) as const, issued(), issued(), callNext(desk2)]) day.do(step)
    for (const step of [() => ({ type: 'EndPractice' }) as const, issued(), issued(), callNext(desk2)]) day.do(step)
    const covered = day.queue.seq
    day.do(issued())
    const journal = await journalOfHall(day.happened)
    const papers: Paper[] = []
    const print = printClosingSlip({
      heads: {
        list: () => [],
        catchUp: async () => [],
        now: async () => ({ day: '2026-11-24', seq: covered, hash: '', root: '', at: day.at }),
      },
      report: (untilSeq) => dayReport(journal, { office, day: '2026-11-24', madeAt: day.at, untilSeq }),
      printers: () => ({ printer: () => ({ print: async () => ({ outcome: 'printed' }) }) }) as never,
      draw: async (paper) => {
        papers.push(paper)
        return { width: 8, height: 0, rowBytes: 1, bits: new Uint8Array() } as never
      },
      hall: () => demoHall,
      queue: () => day.queue,
      now: () => day.at,
      note: async () => ({ ok: true, value: null }),
    })
    assert.ok((await print({ role: 'head', id: 'truong', name: '' }, 'closing-1')).ok)
    const [paper] = papers
    assert.deepEqual(
      paper?.blocks.flatMap((block) => (block.kind === 'fact' ? [[block.label.vi, block.text]] : [])),
      [
        ['Đã cấp', '2'],
        ['Từ hôm trước', '1'],
        ['Đã phục vụ', '1'],
        ['Còn chờ', '2'],
        ['Vắng, hủy, gác', '0'],
      ],
    )
    assert.ok(paper?.blocks.some((block) => block.kind === 'text' && block.text === 'Các số cộng lại khớp nhau.'))
  })

  test('officers print no closing slip; anyone may ask where the journal stands', async () => {
    const officer = await hall.officer('an')
    assert.equal((await officer.ask('print-closing', {})).status, 403)
    const { status, body } = await hall.get('/api/heads')
    assert.equal(status, 200)
    assert.equal(body.now.seq, hall.hub.road.queue().seq)
  })

  test('each day that ends leaves its head, and a changed database is found by it', async () => {
    clock.pass(24 * 3_600_000)
    await hall.issue()
    let days: { day: string; seq: number; hash: string; root: string }[] = []
    for (let tries = 0; tries < 100 && days.length === 0; tries++) {
      days = (await hall.get('/api/heads')).body.days
    }
    assert.equal(days[0]?.day, '2026-11-23')
    const copy = join(folder, 'copy.db')
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    await book.backup(copy)
    book.close()
    const stolen = new Database(copy)
    assert.deepEqual(verifyDatabase(stolen, []).findings, [])
    stolen.exec('DROP TRIGGER journal_is_never_edited')
    stolen
      .prepare("UPDATE journal SET text = replace(text, 'chung-thuc', 'ho-tich') WHERE text LIKE '%TicketIssued%'")
      .run()
    assert.match(verifyDatabase(stolen, []).findings[0] ?? '', /the chain breaks at record \d+/)
    stolen.close()
  })

  function exported(lines: Parameters<typeof textOf>[0], name: string): string {
    const file = join(folder, name)
    writeFileSync(file, textOf(lines))
    return file
  }
})

function textOf(lines: readonly (Line & { leaf?: string })[]): string {
  return lines.map(lineOf).join('')
}

function alone(...args: string[]) {
  return spawnSync(process.execPath, [VERIFIER, ...args], { encoding: 'utf8' })
}
