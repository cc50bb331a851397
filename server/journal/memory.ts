import { chain, GENESIS } from './chain.ts'
import type { ChainedRecord, Journal, KeptAnswer } from './journal.ts'

/** A journal that lives as long as the process: for tests of everything but the disk. */
export function memoryJournal(): Journal {
  const lines: ChainedRecord[] = []
  const answers = new Map<string, KeptAnswer>()
  const headNow = () => {
    const last = lines.at(-1)
    return last ? { seq: last.record.seq, hash: last.hash } : GENESIS
  }
  return {
    head: async () => headNow(),
    async append(records, kept) {
      for (const answer of kept) {
        if (answers.has(answer.command)) throw new Error(`command ${answer.command} is answered already`)
      }
      lines.push(...chain(headNow(), records))
      for (const answer of kept) answers.set(answer.command, answer)
      return headNow()
    },
    answered: async (command) => answers.get(command) ?? null,
    async *read(fromSeq) {
      for (const line of lines.slice(Math.max(0, fromSeq - 1))) yield line
    },
    hashOf: async (seq) => lines[seq - 1]?.hash ?? null,
    async lastDayOpened() {
      return lines.findLast((line) => line.record.event.type === 'DayOpened')?.record.seq ?? 0
    },
    async days() {
      return lines.flatMap(({ record: { seq, event } }) =>
        event.type === 'DayOpened' ? [{ seq, day: event.day }] : [],
      )
    },
    async forgetAnswersBefore(at) {
      for (const [command, answer] of answers) if (answer.at < at) answers.delete(command)
    },
    close: async () => undefined,
  }
}
