import assert from 'node:assert/strict'
import { GENESIS, link } from '#server/journal/chain.ts'
import type { ChainedRecord, Journal, JournalRecord, KeptAnswer } from '#server/journal/journal.ts'
import { spec } from '../kit/spec.ts'
import { given, issued, later } from '../kit/trade.ts'

/** What every journal keeps, wherever it stands. `open` gives a fresh one; `reopen`, where it can, the same one again. */
export function journalLaw(
  name: string,
  open: () => Promise<{ journal: Journal; reopen?: () => Promise<Journal>; end: () => Promise<void> }>,
): void {
  spec(`journal law: ${name}`, ({ test }) => {
    const withJournal = (body: (journal: Journal, reopen?: () => Promise<Journal>) => Promise<void>) => async () => {
      const { journal, reopen, end } = await open()
      await body(journal, reopen).finally(end)
    }

    test(
      'begins at the genesis',
      withJournal(async (journal) => {
        assert.deepEqual(await journal.head(), GENESIS)
        assert.equal(await journal.lastDayOpened(), 0)
      }),
    )
    test(
      'gives back what was written, in order, from any record on',
      withJournal(async (journal) => {
        const records = someRecords(7)
        await journal.append(records.slice(0, 3), [])
        await journal.append(records.slice(3), [])
        assert.deepEqual(
          (await all(journal, 1)).map((line) => line.record),
          records,
        )
        assert.deepEqual(
          (await all(journal, 5)).map((line) => line.record),
          records.slice(4),
        )
      }),
    )
    test(
      'links each record to the one before (I18)',
      withJournal(async (journal) => {
        await journal.append(someRecords(5), [])
        let hash = GENESIS.hash
        for (const line of await all(journal, 1)) {
          hash = link(hash, line.text)
          assert.equal(line.hash, hash)
          assert.deepEqual(JSON.parse(line.text), line.record)
          assert.equal(await journal.hashOf(line.record.seq), hash)
        }
        assert.equal(await journal.hashOf(6), null)
        assert.deepEqual(await journal.head(), { seq: 5, hash })
      }),
    )
    test(
      'knows where each day begins',
      withJournal(async (journal) => {
        assert.deepEqual(await journal.days(), [])
        const records = someRecords(3)
        await journal.append(records, [])
        const opened = records.filter(({ event }) => event.type === 'DayOpened')
        assert.ok(opened.length > 0)
        assert.deepEqual(
          await journal.days(),
          opened.map(({ seq, day }) => ({ seq, day })),
        )
      }),
    )
    test(
      'takes no record out of turn',
      withJournal(async (journal) => {
        const [first, second, third] = someRecords(3) as [JournalRecord, JournalRecord, JournalRecord]
        await journal.append([first], [])
        await assert.rejects(journal.append([third], []))
        await assert.rejects(journal.append([first], []))
        await journal.append([second], [])
        assert.equal((await journal.head()).seq, 2)
      }),
    )
    test(
      'keeps answers, one a command, and all of a batch or nothing (I5)',
      withJournal(async (journal) => {
        const records = someRecords(2) as [JournalRecord, JournalRecord]
        await journal.append([records[0]], [answer('one', 1_000)])
        await assert.rejects(journal.append([records[1]], [answer('two', 2_000), answer('one', 2_000)]))
        assert.equal((await journal.head()).seq, 1, 'the record of the failed batch is not there either')
        assert.equal(await journal.answered('two'), null)
        assert.deepEqual(await journal.answered('one'), answer('one', 1_000))
      }),
    )
    test(
      'forgets only answers that are old enough',
      withJournal(async (journal) => {
        await journal.append([], [answer('old', 1_000), answer('new', 2_000)])
        await journal.forgetAnswersBefore(2_000)
        assert.equal(await journal.answered('old'), null)
        assert.ok(await journal.answered('new'))
      }),
    )
    test(
      'knows where the last day began',
      withJournal(async (journal) => {
        const { hall } = given(issued(), later(24 * 3_600_000), issued())
        await journal.append(hall.happened.map(recordOf), [])
        const opened = hall.happened.findLast((one) => one.event.type === 'DayOpened')
        assert.equal(await journal.lastDayOpened(), opened?.seq)
      }),
    )
    test(
      'has it all again after it was closed and opened',
      withJournal(async (journal, reopen) => {
        const records = someRecords(4)
        await journal.append(records, [answer('one', 1)])
        const before = await journal.head()
        // A journal in memory ends with its process; for it, what was told above is the whole law.
        if (!reopen) return assert.equal(before.seq, 4)
        await journal.close()
        const again = await reopen()
        assert.deepEqual(await again.head(), before)
        assert.deepEqual(
          (await all(again, 1)).map((line) => line.record),
          records,
        )
        assert.ok(await again.answered('one'))
        await again.close()
      }),
    )
  })
}

export function recordOf(happened: { seq: number; at: number; event: JournalRecord['event'] }): JournalRecord {
  const { seq, at, event } = happened
  return {
    seq,
    day: '2026-11-23',
    at,
    wallAt: at,
    boot: 'boot-1',
    command: `command-${seq}`,
    by: { role: 'hub', id: 'test' },
    event,
  }
}

function someRecords(count: number): JournalRecord[] {
  const { hall } = given(...Array.from({ length: count }, () => issued()))
  return hall.happened.map(recordOf).slice(0, count)
}

function answer(command: string, at: number): KeptAnswer {
  return { command, at, fingerprint: 'same', answer: '{"kind":"done"}' }
}

async function all(journal: Journal, from: number): Promise<ChainedRecord[]> {
  const lines: ChainedRecord[] = []
  for await (const line of journal.read(from)) lines.push(line)
  return lines
}
