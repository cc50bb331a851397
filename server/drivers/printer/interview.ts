import type { Timers } from '../timers.ts'
import { within } from '../timers.ts'
import type { Wire } from '../transport/wire.ts'
import { type Answers, askStatus, type Heard, type Question, statusReader } from './status.ts'

/**
 * Asks a printer how it is, one question at a time, and trusts only an answer that came after its question.
 *
 * An answer carries no sign of the question it belongs to. So there is never more than one question in the air,
 * what came before it is thrown away, and after a missed answer the round is over: a late one would be taken for
 * the answer to something else.
 */
export interface Interview {
  /** The first question alone: what may be asked between two bands. */
  askBriefly(): Promise<Answers>
  /** All of them, the telling ones first; stops at the first silence. */
  askAll(): Promise<Answers>
}

export function interview({
  wire,
  timers,
  answerMs,
  questions,
  onAutomatic,
}: {
  wire: Wire
  timers: Timers
  answerMs: number
  questions: readonly Question[]
  /** What the printer tells unasked. */
  onAutomatic: (frame: Uint8Array) => void
}): Interview {
  const reader = statusReader()
  let waiting: ((heard: Heard) => void) | undefined
  wire.onBytes((bytes) => {
    for (const byte of bytes) {
      const heard = reader.take(byte)
      if (heard?.kind === 'automatic') onAutomatic(heard.frame)
      else if (heard) waiting?.(heard)
    }
  })

  async function ask(question: Question): Promise<Answers | undefined> {
    if (question === 'full') reader.awaitFull(true)
    const answer = new Promise<Heard>((resolve) => {
      waiting = resolve
    })
    // A wire that breaks under the question is a silence here; the next write of the job names the fault.
    const asked = wire.write(askStatus(question)).then(
      () => answer,
      () => undefined,
    )
    const heard = await within(timers, answerMs, Promise.race([asked, wire.ended.then(() => undefined)]), undefined)
    waiting = undefined
    if (question === 'full') reader.awaitFull(false)
    if (heard?.kind === 'full') return { full: heard.frame }
    return heard?.kind === 'answer' ? { [question]: heard.byte } : undefined
  }

  return {
    askBriefly: async () => (await ask(questions[0] ?? 1)) ?? {},
    async askAll() {
      let answers: Answers = {}
      for (const question of questions) {
        const answer = await ask(question)
        if (answer === undefined) break
        answers = { ...answers, ...answer }
      }
      return answers
    },
  }
}
