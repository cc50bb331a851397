import type { Order } from '#core/domain/commands.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { PaperSeals } from './ask.ts'
import { wallWords } from './check-in-words.ts'
import type { No } from './problem.ts'

/** Says what a slip was entered as, to whoever enters it a second time: a mistake is then seen at once. */
export async function withWhatWasEntered(no: No, order: Order, queue: Queue, paper: PaperSeals): Promise<No> {
  if (no.code !== 'slip-entered' || order.type !== 'EnterPaper') return no
  const before = await paper.enteredBefore(order.code)
  if (!before) return no
  const { rating, timeZone } = queue.office
  const level = rating.levels.find(({ id }) => id === before.level)?.name ?? { vi: before.level, en: before.level }
  const { date, time } = wallWords(before.at, timeZone)
  const vi = `${no.message.vi} Đã nhập “${level.vi}” lúc ${time} ngày ${date}, bởi ${before.by}.`
  return {
    ...no,
    message: { vi, en: `${no.message.en} Entered as “${level.en}” on ${date} at ${time} by ${before.by}.` },
  }
}
