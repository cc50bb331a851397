import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { chain, GENESIS } from '#server/journal/chain.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { memoryJournal } from '#server/journal/memory.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { packed, unpacked } from '#server/keeping/archive.ts'
import { openInbox } from '#server/keeping/inbox.ts'
import { lineOf, linesAfter, longest, readLine } from '#server/keeping/lines.ts'
import { copyName, dayName, keptBy, tailName } from '#server/keeping/names.ts'
import { folderPlace, OtherLength, sweepParts } from '#server/keeping/place.ts'
import { keyId, newKey, readKey, writtenKey } from '#server/keeping/recovery-key.ts'
import { mayGo } from '#server/keeping/retention.ts'
import { isOwed, lastDueAt, nextDueAt } from '#server/keeping/schedule.ts'
import { keyNeeded, NotOpened, sealed, unsealed } from '#server/keeping/seal.ts'
import { openTail } from '#server/keeping/tail.ts'
import { rootOf } from '#server/keeping/targets.ts'
import { BACKUPS } from '#server/settings/backups.ts'
import { spec } from '../kit/spec.ts'

async function* inPieces(bytes: Uint8Array, size = 1_000) {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}
async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

spec('the recovery key', ({ test }) => {
  test('is read back from paper, in any case and with what people confuse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const key = Buffer.from(bytes)
        const written = writtenKey(key)
        assert.match(written, /^([0-9A-HJKMNP-TV-Z]{4} ){8}[0-9A-HJKMNP-TV-Z]{4}$/)
        assert.deepEqual(readKey(written), key)
        assert.deepEqual(
          readKey(written.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l')),
          key,
        )
      }),
    )
  })

  test('one wrong letter, or two that changed places, is seen', () => {
    const written = writtenKey(newKey())
    let seen = 0
    for (let at = 0; at < written.length; at++) {
      if (written[at] === ' ') continue
      const other = written[at] === '7' ? '8' : '7'
      assert.equal(readKey(written.slice(0, at) + other + written.slice(at + 1)), null)
      seen++
    }
    assert.equal(seen, 36)
    assert.equal(readKey(''), null)
    assert.equal(readKey(`${written} A`), null)
  })
})

spec('sealed files', ({ test }) => {
  const key = newKey()

  test('open again, whatever their length, and say which key they need', async () => {
    for (const length of [0, 1, 65_535, 65_536, 65_537, 300_000]) {
      const plain = Buffer.alloc(length, 'lượt')
      const closed = await whole(sealed(inPieces(plain, 7_777), key))
      assert.deepEqual(await whole(unsealed(inPieces(closed, 999), key)), plain)
      assert.equal(await keyNeeded(inPieces(closed)), keyId(key))
      // Nothing of what it says is to be seen.
      if (length > 0) assert.equal(closed.includes('lượt'), false)
    }
  })

  test('a changed bit, a cut, a swapped frame, another key: never opened', async () => {
    const plain = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251))
    const closed = await whole(sealed(inPieces(plain), key))
    await fc.assert(
      fc.asyncProperty(fc.nat(closed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(closed)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        await assert.rejects(whole(unsealed(inPieces(changed, 50_000), key)), NotOpened)
      }),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(closed.length - 1), async (length) => {
        await assert.rejects(whole(unsealed(inPieces(closed.subarray(0, length), 50_000), key)), NotOpened)
      }),
      { numRuns: 30 },
    )
    const head = closed.indexOf('\n', 20) + 1
    const frame = 4 + 65_536 + 16
    const swapped = Buffer.concat([
      closed.subarray(0, head),
      closed.subarray(head + frame, head + 2 * frame),
      closed.subarray(head, head + frame),
      closed.subarray(head + 2 * frame),
    ])
    await assert.rejects(whole(unsealed(inPieces(swapped), key)), NotOpened)
    await assert.rejects(whole(unsealed(inPieces(closed), newKey())), /sealed with key/)
    assert.equal(await keyNeeded(inPieces(Buffer.from('PK'))), null)
  })
})

spec('archives and names', ({ test }) => {
  test('what is packed comes out again, file by file, and a damaged header is told', async () => {
    const files = [
      { path: 'MANIFEST.json', bytes: Buffer.from('{}') },
      { path: 'clips/vi/một.wav', bytes: Buffer.alloc(1_024, 1) },
      { path: 'none', bytes: Buffer.alloc(0) },
    ]
    const tar = await whole(
      packed(files.map(({ path, bytes }) => ({ path, bytes: bytes.length, read: () => inPieces(bytes) }))),
    )
    const found: [string, Buffer][] = []
    for await (const { path, content } of unpacked(inPieces(tar, 333))) found.push([path, await whole(content)])
    assert.deepEqual(
      found,
      files.map(({ path, bytes }) => [path, bytes]),
    )
    // Any other program's tar reads it too: that is why it is one.
    assert.equal(tar.toString('latin1', 257, 262), 'ustar')
    const torn = Buffer.from(tar)
    torn[3] = 0xff
    await assert.rejects(async () => {
      for await (const _ of unpacked(inPieces(torn))) assert.fail('it was believed')
    }, /damaged/)
    await assert.rejects(async () => {
      for await (const { content } of unpacked(inPieces(tar.subarray(0, 1_500)))) await whole(content)
    }, /too early/)
  })

  test('names say what lies there, and nothing else is taken for a copy', () => {
    const at = Date.UTC(2026, 10, 23, 11, 30, 5)
    assert.deepEqual(keptBy(copyName(at, 1_234, true)), {
      kind: 'copy',
      name: copyName(at, 1_234, true),
      madeAt: at,
      seq: 1_234,
      wentOnAt: 0,
      sealed: true,
    })
    const again = keptBy(copyName(at, 1_234, false, at - 60_000))
    assert.deepEqual(again?.kind === 'copy' && [again.madeAt, again.seq, again.wentOnAt], [at, 1_234, at - 60_000])
    assert.equal(keptBy(dayName('2026-11-23', 5, GENESIS.hash, false))?.kind, 'day')
    assert.equal(keptBy(tailName('2026-11-23', 5, 'abcdef', true))?.sealed, true)
    for (const no of [
      '.part-luot-20261123T113005Z-000001234.tar.gz-a1b2c3',
      'luot.db',
      '../luot-x',
      'LUOT-COPIES.json',
      '',
    ])
      assert.equal(keptBy(no), null)
  })
})

spec('what stays, and when a copy is due', ({ test }) => {
  const DAY = 86_400_000
  const now = Date.UTC(2026, 10, 23, 12)
  const wish = { keepDays: 3, keepWeeks: 2, keepMonths: 3 }

  test('one of each day, week and month; the newest and the proved one whatever happens', () => {
    const names = Array.from({ length: 120 }, (_, i) => copyName(now - i * DAY, 5_000 - i, false))
    const stays = (proved: string | null) => {
      const gone = new Set(
        mayGo(
          names.flatMap((name) => keptBy(name) ?? []),
          wish,
          now,
          proved,
        ),
      )
      return names.filter((name) => !gone.has(name))
    }
    const kept = stays(null)
    assert.deepEqual(kept.slice(0, 3), names.slice(0, 3))
    assert.ok(kept.length <= 3 + 2 + 3 && kept.length >= 5, `${kept.length}`)
    const months = new Set(kept.map((name) => name.slice(5, 11)))
    assert.deepEqual([...months].sort(), ['202609', '202610', '202611'])
    const old = names[100] ?? ''
    assert.ok(stays(old).includes(old))
    // A hub that stood for a year still has its newest.
    const alone = [copyName(now - 400 * DAY, 9, false)].flatMap((name) => keptBy(name) ?? [])
    assert.deepEqual(mayGo(alone, wish, now, null), [])
  })

  test('copies a wrong clock dated ahead stand for no day, and go when theirs is over', () => {
    const right = Array.from({ length: 3 }, (_, i) => copyName(now - i * DAY, 5_000 - i, false))
    const ahead = Array.from({ length: 14 }, (_, i) => copyName(now + (i + 1) * 31 * DAY, 1, false))
    const kept = [...right, ...ahead].flatMap((name) => keptBy(name) ?? [])
    assert.deepEqual(mayGo(kept, wish, now, null), [])
    assert.deepEqual(mayGo(kept, { keepDays: 1, keepWeeks: 1, keepMonths: 1 }, now, null), right.slice(1))
    assert.ok(mayGo(kept, wish, now + 500 * DAY, null).length > 9)
  })

  test('a sender fills no day of the standby but the one its files come in on, whatever their names say', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-inbox-'))
    const database = openDatabase(folder)
    const inbox = openInbox(database, folder)
    const there = () => readdirSync(join(folder, 'inbox', 'p1')).filter((name) => keptBy(name)?.kind === 'copy')
    const bytes = Buffer.from('sealed')
    const sum = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    const send = async (name: string, at: number) => {
      await inbox.part('p1', name, 0, bytes)
      await inbox.whole('p1', name, sum, at)
    }
    try {
      const honest = Array.from({ length: 40 }, (_, i) => now - (40 - i) * DAY)
      for (const [i, at] of honest.entries()) await send(copyName(at, 1_000 + i, true), at + 60_000)
      const before = there()
      assert.ok(before.length >= 14 + 3, `${before.length}`)
      // A year of months to come, and one more of each day that is over, later than that day's own.
      for (let i = 0; i < 14; i++) await send(copyName(now + (i + 1) * 31 * DAY, 1, true), now)
      for (const at of honest) await send(copyName(at + DAY / 3, 900_000_000, true), now + 60_000)
      const left = there()
      const gone = before.filter((name) => !left.includes(name))
      // Today counts as one day more: the fifteenth is over, as on every other day.
      assert.ok(gone.length <= 1, gone.join())
      assert.ok(left.length <= before.length + 1, 'and they do not pile up')
    } finally {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('days of the journal stay as long as the oldest month, a running day’s pieces a week', () => {
    const kept = ['2026-11-22', '2026-11-10', '2026-08-01'].flatMap((day) => [
      keptBy(dayName(day, 1, GENESIS.hash, false))!,
      keptBy(tailName(day, 1, 'abcdef', false))!,
    ])
    assert.deepEqual(mayGo(kept, wish, now, null), [
      tailName('2026-11-10', 1, 'abcdef', false),
      dayName('2026-08-01', 1, GENESIS.hash, false),
      tailName('2026-08-01', 1, 'abcdef', false),
    ])
  })

  test('the daily copy is due at the office’s hour, in the office’s zone', () => {
    const office = { timeZone: 'Asia/Ho_Chi_Minh' }
    const at = Date.parse('2026-11-23T17:00:00+07:00')
    assert.equal(lastDueAt(office, '18:30', at), Date.parse('2026-11-22T18:30:00+07:00'))
    assert.equal(nextDueAt(office, '18:30', at), Date.parse('2026-11-23T18:30:00+07:00'))
    assert.equal(lastDueAt(office, '18:30', at + 2 * 3_600_000), Date.parse('2026-11-23T18:30:00+07:00'))
    assert.equal(isOwed(null, 0), true)
    assert.equal(isOwed(5, 5), false)
    assert.equal(isOwed(4, 5), true)
  })

  test('the settings refuse what cannot be a place', () => {
    const target = { id: 'a', name: 'A', kind: 'folder' as const, where: '/mnt/a', sealed: false }
    const paths = (targets: object[]) =>
      (BACKUPS.check?.({ ...BACKUPS.initial, targets } as never, {} as never, {} as never) ?? []).map(
        ({ severity, path }) => `${severity} ${path}`,
      )
    assert.deepEqual(paths([target]), [])
    assert.deepEqual(paths([target, { ...target, where: 'relative' }]), [
      'error /targets/1/id',
      'error /targets/1/where',
    ])
    assert.deepEqual(paths([{ ...target, kind: 'hub' }]), ['error /targets/0/where', 'error /targets/0/sealed'])
    assert.deepEqual(paths([{ ...target, kind: 'usb', where: 'LABEL=LUOT' }]), ['warning /targets/0/sealed'])
  })
})

spec('the journal beside the copies', ({ test, before, after }) => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-tail-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const record = (seq: number, day: string, type = 'KioskResumed') =>
    ({
      seq,
      day,
      at: seq,
      wallAt: seq,
      boot: 'b',
      command: `c${seq}`,
      by: { role: 'hub', id: 'hub' },
      event: { type, device: `ki-ốt ${seq}`, day },
    }) as unknown as JournalRecord
  const twoDays = [
    record(1, '2026-11-22', 'DayOpened'),
    record(2, '2026-11-22'),
    record(3, '2026-11-23', 'DayOpened'),
    record(4, '2026-11-23'),
  ]

  for (const key of [null, newKey()]) {
    test(`grows with the hall, in pieces of each run, and each day in one${key ? ', sealed' : ''}`, async () => {
      const place = folderPlace(mkdtempSync(join(folder, 'place-')))
      const journal = memoryJournal()
      const first = openTail(journal, place, key)
      assert.equal(await first.write(), null)
      await journal.append(twoDays.slice(0, 2), [])
      assert.equal(await first.write(), 2)
      await journal.append(twoDays.slice(2), [])
      assert.equal(await first.write(), 4)
      await first.writeDays('2026-01-01')
      // Another run of the hub tells its day anew, and goes on.
      const second = openTail(journal, place, key)
      assert.equal(await second.write(), 4)
      await journal.append([record(5, '2026-11-23')], [])
      assert.equal(await second.write(), 5)
      const names = (await place.list()).map(({ name }) => keptBy(name)).map((one) => `${one?.kind} ${one?.seq}`)
      assert.deepEqual(names.sort(), ['day 1', 'tail 1', 'tail 3', 'tail 3'])
      const { lines } = await linesAfter(GENESIS, [{ place, key }], (name, error) => assert.fail(`${name}: ${error}`))
      const wanted: string[] = []
      for await (const { text } of journal.read(1)) wanted.push(text)
      assert.deepEqual(
        lines.map(({ text }) => text),
        wanted,
      )
      const after3 = await linesAfter({ seq: 3, hash: lines[2]!.hash }, [{ place, key }], () => assert.fail('unread'))
      assert.deepEqual(
        after3.lines.map(({ seq }) => seq),
        [4, 5],
      )
      if (key !== null) {
        const without: string[] = []
        const unread = await linesAfter(GENESIS, [{ place, key: null }], (name) => without.push(name))
        assert.deepEqual(unread.lines, [])
        assert.equal(without.length, 4)
      }
    })
  }

  test('what a power cut tore is left out, and what somebody changed ends it', () => {
    const lines = chain(GENESIS, twoDays).map(({ record: { seq }, text, hash }) => ({ seq, text, hash }))
    const found = (some: typeof lines) => new Map(some.map((line) => [line.seq, new Map([[line.hash, line]])]))
    assert.equal(longest(GENESIS, found(lines)).length, 4)
    assert.equal(longest(GENESIS, found(lines.filter(({ seq }) => seq !== 3))).length, 2)
    const edited = lines.map((line) =>
      line.seq === 2 ? { ...line, text: line.text.replace('ki-ốt 2', 'ki-ốt 9') } : line,
    )
    assert.equal(longest(GENESIS, found(edited)).length, 1)
    assert.equal(readLine(lineOf(lines[0]!).slice(0, -9)), null)
    assert.deepEqual(readLine(lineOf(lines[0]!).trimEnd()), lines[0])
  })

  test('a day that was lived twice, since the hub went on from a copy, lies there twice', async () => {
    const place = folderPlace(mkdtempSync(join(folder, 'twice-')))
    const [first, second, next] = twoDays as [JournalRecord, JournalRecord, JournalRecord]
    const ours = [first, { ...second, at: 50 }, next]
    for (const life of [[first, second, next], ours]) {
      const journal = memoryJournal()
      await journal.append(life, [])
      const tail = openTail(journal, place, null)
      await tail.writeDays('2026-01-01')
      // Once, however often it is looked at.
      await tail.writeDays('2026-01-01')
    }
    const names = (await place.list()).map(({ name }) => keptBy(name)).map((one) => `${one?.kind} ${one?.seq}`)
    assert.deepEqual(names, ['day 1', 'day 1'])
    const [trunk, lived] = chain(GENESIS, ours)
    const { lines } = await linesAfter({ seq: 1, hash: trunk!.hash }, [{ place, key: null }], () => assert.fail())
    assert.deepEqual(
      lines.map(({ hash }) => hash),
      [lived!.hash],
    )
  })

  test('where two histories part, the one that went on later counts', () => {
    const trunk = chain(GENESIS, twoDays.slice(0, 2))
    const head = { seq: 2, hash: trunk[1]!.hash }
    const lost = chain(head, [record(3, '2026-11-22'), record(4, '2026-11-22'), record(5, '2026-11-22')])
    const later = chain(head, [
      { ...record(3, '2026-11-22'), at: 50 },
      { ...record(4, '2026-11-22'), at: 60 },
    ])
    const found = new Map<number, Map<string, { seq: number; text: string; hash: string }>>()
    for (const {
      record: { seq },
      text,
      hash,
    } of [...trunk, ...lost, ...later]) {
      found.set(seq, (found.get(seq) ?? new Map()).set(hash, { seq, text, hash }))
    }
    assert.deepEqual(
      longest(GENESIS, found).map(({ hash }) => hash),
      [...trunk, ...later].map(({ hash }) => hash),
    )
  })

  test('a place never has half a file, nor one of another length', async () => {
    const at = mkdtempSync(join(folder, 'whole-'))
    const place = folderPlace(at)
    async function* breaks() {
      yield Buffer.from('half')
      throw new Error('the plug')
    }
    await assert.rejects(place.put('x', breaks()), /the plug/)
    assert.deepEqual(readdirSync(at), [])
    writeFileSync(join(at, '.part-luot-old'), 'half')
    await sweepParts(at)
    assert.deepEqual(readdirSync(at), [])
    await place.append('t', 0, Buffer.from('abc'))
    await place.append('t', 3, Buffer.from('def'))
    await assert.rejects(place.append('t', 3, Buffer.from('x')), OtherLength)
    assert.equal(readFileSync(join(at, 't'), 'utf8'), 'abcdef')
  })

  test('the bare mount point of a disk that is not mounted is no disk', () => {
    const bare = mkdtempSync(join(folder, 'mount-'))
    assert.equal(rootOf({ kind: 'usb', where: bare }), null)
    assert.equal(rootOf({ kind: 'usb', where: 'LABEL=no-such-disk-here' }), null)
    assert.equal(rootOf({ kind: 'folder', where: bare }), bare)
    assert.equal(rootOf({ kind: 'folder', where: join(bare, 'gone') }), null)
    // A file system of its own, as a mounted disk is: every Linux has this one.
    assert.equal(rootOf({ kind: 'usb', where: '/proc' }), '/proc')
  })
})
