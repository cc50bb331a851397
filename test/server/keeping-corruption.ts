import assert from 'node:assert/strict'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from '#server/config.ts'
import { chain, GENESIS } from '#server/journal/chain.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { describe, snapshot, writeCopy } from '#server/keeping/copy.ts'
import { openKept } from '#server/keeping/mend.ts'
import { keptBy } from '#server/keeping/names.ts'
import { folderPlace } from '#server/keeping/place.ts'
import { copiesAt, leftoverOf, readNote, restoreInto } from '#server/keeping/restore.ts'
import { openTail } from '#server/keeping/tail.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { A_FOLDER, copyNow, emptyFolder, keepAt, ownFolder } from '../kit/kept-office.ts'
import { spec } from '../kit/spec.ts'

/** Damage of this many kinds and places; a night's run takes more. */
const CASES = Number(process.env.LUOT_DAMAGES ?? 120)

let root = ''
let data = ''
let copies = ''
let pins: TestHub['hub']['pins'] = []
/** Every record as it was written, and the hub's last word. */
let written: string[] = []

/** A small generator of its own, so that a case can be made again from its number. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state % below
  }
}

type Damage = (folder: string, pick: (below: number) => number) => void
const file = (folder: string) => join(folder, 'luot.db')
const change = (path: string, edit: (bytes: Buffer) => void) => {
  const bytes = readFileSync(path)
  edit(bytes)
  writeFileSync(path, bytes)
}
const edit = (folder: string, work: (book: Database.Database) => void) => {
  const book = new Database(file(folder))
  book.exec('DROP TRIGGER journal_is_never_edited; DROP TRIGGER journal_is_never_cut')
  work(book)
  book.close()
}

const DAMAGES: Record<string, Damage> = {
  'bytes turned over in a page': (folder, pick) =>
    change(file(folder), (bytes) => {
      for (let i = 0; i < 1 + pick(40); i++) {
        const at = pick(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ (1 + pick(255))
      }
    }),
  'pages of zeros': (folder, pick) =>
    change(file(folder), (bytes) => {
      const page = pick(bytes.length / 2_048)
      bytes.fill(0, page * 2_048, Math.min(bytes.length, (page + 1 + pick(4)) * 2_048))
    }),
  'cut off': (folder, pick) => truncateSync(file(folder), pick(statSync(file(folder)).size)),
  'a page twice': (folder, pick) =>
    change(file(folder), (bytes) => {
      const pages = bytes.length / 2_048
      bytes.copy(bytes, pick(pages) * 2_048, pick(pages) * 2_048, undefined)
    }),
  'a wrong write-ahead log': (folder, pick) => {
    change(file(folder), (bytes) => void bytes.writeUInt16BE(0x0202, 18))
    writeFileSync(`${file(folder)}-wal`, Buffer.from(Array.from({ length: 5_000 }, () => pick(256))))
  },
  'an edited record': (folder, pick) =>
    edit(folder, (book) => {
      const seq = 1 + pick(written.length)
      book.prepare(`UPDATE journal SET text = replace(text, '"wallAt":1', '"wallAt":2') WHERE seq = ?`).run(seq)
    }),
  'a record taken out': (folder, pick) =>
    edit(folder, (book) => void book.prepare('DELETE FROM journal WHERE seq = ?').run(1 + pick(written.length))),
  'a tail cut below the witness': (folder, pick) =>
    edit(folder, (book) => {
      const last = 1 + pick(written.length - 1)
      book.prepare('DELETE FROM journal WHERE seq > ?').run(last)
      book.prepare('UPDATE journal_head SET seq = ?, hash = (SELECT hash FROM journal WHERE seq = ?)').run(last, last)
    }),
  gone: (folder) => rmSync(file(folder)),
  empty: (folder) => truncateSync(file(folder), 0),
}
const KINDS = Object.keys(DAMAGES)

/** What the places of copies still have: everything, no tail, no copy. */
const PLACES = ['all', 'no-tail', 'no-copy', 'torn-copy'] as const

async function open(seed: number) {
  const pick = chance(seed)
  const kind = KINDS[seed % KINDS.length] ?? ''
  const place = PLACES[Math.floor(seed / KINDS.length) % PLACES.length]
  const folder = join(root, `case-${seed}`)
  const kept = join(folder, 'kept')
  cpSync(data, join(folder, 'data'), { recursive: true })
  cpSync(copies, kept, { recursive: true })
  const own = ownFolder(kept)
  for (const name of readdirSync(own)) {
    const path = join(own, name)
    if (place === 'no-tail' && name.startsWith('tail-')) rmSync(path)
    if (place === 'no-copy' && name.startsWith('luot-')) rmSync(path)
    if (place === 'torn-copy' && name.startsWith('luot-')) truncateSync(path, pick(statSync(path).size))
  }
  const where = join(folder, 'data', 'keeping', 'where.json')
  writeFileSync(where, readFileSync(where, 'utf8').replaceAll(copies, kept))
  DAMAGES[kind]?.(join(folder, 'data'), pick)
  return { folder, dataFolder: join(folder, 'data'), kind, place }
}

spec(`damaged data: ${CASES} cases, and only three ends (I19)`, ({ test, before, after }) => {
  before(async () => {
    root = emptyFolder('damage')
    copies = join(root, 'copies')
    mkdirSync(copies)
    const hall = await startHub()
    pins = hall.hub.pins
    data = hall.dataFolder
    const admin = await hall.administrator()
    for (let i = 0; i < 12; i++) await hall.issue()
    await keepAt(hall, admin, [{ ...A_FOLDER, where: copies }])
    await copyNow(hall, admin)
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-1' })
    for (let i = 0; i < 8; i++) {
      await hall.issue()
      await an.ask('call-next', { counter: 'quay-1' })
    }
    await hall.close({ keepData: true })
    const book = new Database(join(data, 'luot.db'), { readonly: true })
    written = book.prepare<[], string>('SELECT text FROM journal ORDER BY seq').pluck().all()
    book.close()
  })
  after(() => {
    rmSync(root, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
  })

  test('it starts as it was, goes on from a copy and tells what is lost, or refuses; it never starts empty and never removes anything', async () => {
    const ends = { right: 0, restored: 0, refused: 0 }
    const hashes = chain(
      GENESIS,
      written.map((text) => JSON.parse(text)),
    ).map(({ hash }) => hash)
    for (let seed = 0; seed < CASES; seed++) {
      const { folder, dataFolder, kind, place } = await open(seed)
      const about = `case ${seed}: ${kind}, ${place}`
      try {
        const { database, journal, mended } = await openKept({ dataFolder, autoRestore: true })
        const head = await journal.head()
        const texts = database.prepare<[], string>('SELECT text FROM journal ORDER BY seq').pluck().all()
        await journal.close()
        assert.deepEqual(texts, written.slice(0, head.seq), `${about}: another history`)
        assert.equal(head.hash, hashes[head.seq - 1], about)
        if (mended === null) {
          assert.equal(head.seq, written.length, `${about}: started short without a word`)
          ends.right++
        } else {
          const note = readNote(dataFolder)
          assert.equal(note?.lastSeq, head.seq, about)
          // The witness stood beside the database: the loss is told exactly.
          assert.equal(note?.diedSeq, written.length, about)
          assert.ok(place !== 'no-copy' && place !== 'torn-copy', about)
          if (place === 'all') assert.equal(head.seq, written.length, `${about}: the tail was there`)
          if (kind !== 'gone')
            assert.ok(existsSync(join(mended.aside, 'luot.db')), `${about}: the damaged data is not there`)
          ends.restored++
        }
      } catch (error) {
        assert.ok(error instanceof CannotStart, `${about}: ${(error as Error).stack}`)
        assert.ok(place === 'no-copy' || place === 'torn-copy', `${about}: ${error.message}`)
        // As it was found: nothing set aside, nothing begun.
        assert.equal(existsSync(file(dataFolder)), kind !== 'gone', about)
        assert.deepEqual(
          readdirSync(dataFolder).filter((name) => name.startsWith('set-aside')),
          [],
          about,
        )
        ends.refused++
      }
      rmSync(folder, { recursive: true, force: true })
    }
    console.log(
      `  ${CASES} cases: ${ends.right} started as they were, ${ends.restored} went on from a copy, ${ends.refused} refused`,
    )
    assert.ok(ends.restored >= CASES / 4 && ends.refused >= CASES / 8, JSON.stringify(ends))
  }, 300_000)

  test('a hub on it says what was lost everywhere, leaps over the lost numbers, and gives none twice (I1, I2)', async () => {
    const folder = join(root, 'hall')
    cpSync(data, folder, { recursive: true })
    const kept = join(root, 'hall-copies')
    cpSync(copies, kept, { recursive: true })
    for (const name of readdirSync(ownFolder(kept))) if (name.startsWith('tail-')) rmSync(join(ownFolder(kept), name))
    const where = join(folder, 'keeping', 'where.json')
    writeFileSync(where, readFileSync(where, 'utf8').replaceAll(copies, kept))
    truncateSync(join(folder, 'luot.db'), 4_000)
    const hall = await startHub({ dataFolder: folder, pins, env: { LUOT_LOG: 'silent' } })
    try {
      const { restored, lastNumber } = hall.hub.road.queue()
      assert.ok(restored?.lost && restored.lost > 8, JSON.stringify(restored))
      assert.match(hall.hub.welcome, /The hub went on from the copy of .* the \d+ records after it are lost/)
      const health = (await hall.get('/healthz')).body
      assert.ok(health.faults.some(({ code }: { code: string }) => code === 'went-on-from-a-copy'))
      const { number } = await hall.issue()
      const given = written.flatMap((text) => {
        const { event } = JSON.parse(text)
        return event.type === 'TicketIssued' ? [event.number] : []
      })
      assert.ok(given.length >= 20)
      assert.ok(!given.includes(number), `${number} was given before`)
      assert.ok((lastNumber.H ?? 0) >= 12 + restored.lost)
      assert.ok(readdirSync(folder).some((name) => name.startsWith('set-aside-')))
      assert.equal(existsSync(join(folder, 'restored.json')), false)
    } finally {
      await hall.close({ keepData: true })
    }
    // A second start is an ordinary one.
    const again = await startHub({ dataFolder: folder, pins })
    assert.doesNotMatch(again.hub.welcome, /went on from/)
    await again.close({ keepData: true })
    assert.equal(readdirSync(folder).filter((name) => name.startsWith('set-aside-')).length, 1)
  }, 60_000)

  test('a hub that went on from an older copy is brought back as it went on, and not as it was before', async () => {
    // Copies before and after the hall's last records; the hub went on from the first, for the disk with the other was away.
    const at = (name: string) => join(root, `histories-${name}`)
    const disk = (name: string) => ({ place: folderPlace(at(name)), key: null, name })
    for (const name of ['first', 'far', 'ours', 'told']) mkdirSync(at(name))
    const [first = ''] = readdirSync(ownFolder(copies)).filter((name) => keptBy(name)?.kind === 'copy')
    cpSync(join(ownFolder(copies), first), join(at('first'), first))
    const madeAt = Date.now()
    const copyTo = async (dataFolder: string, name: string, madeAt: number) => {
      const database = at('snapshot.db')
      const examined = snapshot(dataFolder, database)
      const about = { dataFolder, database, examined, office: 'P', hub: '0000aaaa', program: '0', madeAt }
      return (await writeCopy(folderPlace(at(name)), await describe(about), null)).name
    }
    const far = await copyTo(data, 'far', madeAt + 1_000)
    const restore = async (into: string, sources: ReturnType<typeof disk>[], leftover?: string) =>
      restoreInto(at(into), {
        copies: await copiesAt(sources),
        sources,
        ...(leftover !== undefined && leftoverOf(leftover, at('leftover'))),
        death: null,
        how: 'by-hand',
      })
    const went = await restore('on', [disk('first')])
    const note = readNote(at('on'))
    assert.ok(went && note && note.lastSeq < written.length)
    const journal = sqliteJournal(openDatabase(at('on')))
    const last = JSON.parse(written[note.lastSeq - 1] ?? '') as JournalRecord
    const told: JournalRecord = {
      ...last,
      seq: note.lastSeq + 1,
      at: madeAt + 2_000,
      command: 'restored',
      by: { role: 'hub', id: 'hub' },
      event: { type: 'HubRestored', ...note, leaps: {} },
    }
    const { seq: ends } = await journal.append([told], [])
    await openTail(journal, folderPlace(at('told')), null).write()
    await journal.close()
    const ours = await copyTo(at('on'), 'ours', madeAt + 3_000)
    // By the name of its copy, by the tail it wrote since, by what the damaged data still tells: ours, though the other reaches further.
    const ways: [from: string, sources: string[], leftover?: string][] = [
      [ours, ['first', 'far', 'ours']],
      [first, ['first', 'far', 'told']],
      [first, ['first', 'far'], at('on')],
    ]
    for (const [from, places, leftover] of ways) {
      const back = await restore('back', places.map(disk), leftover)
      assert.deepEqual([back?.from.name, back?.note.lastSeq], [from, ends], places.join())
      assert.deepEqual(
        back?.troubles.map(({ name }) => name),
        from === ours ? [] : [far],
      )
    }
    // Where nothing else is there, what was left behind is better than nothing.
    const rest = await restore('back', [disk('far'), disk('told')])
    assert.deepEqual([rest?.from.name, rest?.note.lastSeq, rest?.troubles], [far, written.length, []])
  })

  test('LUOT_AUTO_RESTORE=0 refuses, and a start that was cut off while the copy took its place goes on there', async () => {
    const folder = join(root, 'cut')
    cpSync(data, folder, { recursive: true })
    truncateSync(join(folder, 'luot.db'), 4_000)
    await assert.rejects(openKept({ dataFolder: folder, autoRestore: false }), CannotStart)
    // The last step stops at each of its moments: before anything moved, with the old data set aside, with the new head in place.
    for (const moment of ['nothing', 'aside', 'head']) {
      const here = join(root, `cut-${moment}`)
      cpSync(data, here, { recursive: true })
      const ready = join(here, 'keeping', 'mended-2026-11-23T010203')
      mkdirSync(ready)
      cpSync(join(data, 'luot.db'), join(ready, 'luot.db'))
      cpSync(join(data, 'luot.head'), join(ready, 'luot.head'))
      truncateSync(join(here, 'luot.db'), 4_000)
      const aside = join(here, 'set-aside-2026-11-23T010203')
      if (moment !== 'nothing') {
        mkdirSync(aside)
        cpSync(join(here, 'luot.db'), join(aside, 'luot.db'))
        rmSync(join(here, 'luot.db'))
        rmSync(join(here, 'luot.head'))
      }
      if (moment === 'head') {
        cpSync(join(ready, 'luot.head'), join(here, 'luot.head'))
        rmSync(join(ready, 'luot.head'))
      }
      const { journal, mended } = await openKept({ dataFolder: here, autoRestore: true })
      assert.equal(mended, null, moment)
      assert.equal((await journal.head()).seq, written.length, moment)
      await journal.close()
      assert.equal(statSync(join(aside, 'luot.db')).size, 4_000, moment)
      assert.equal(existsSync(ready), false, moment)
    }
  })
})
