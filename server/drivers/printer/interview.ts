import type { Timers } from '../timers.ts'
import { within } from '../timers.ts'
import type { Wire } from '../transport/wire.ts'
import { type Answers, askStatus, isStatusByte, type Question } from './codec.ts'

/**
 * Asks a printer how it is, one question at a time, and trusts only an answer that came after its question.
 *
 * An answer carries no sign of the question it belongs to. So there is never more than one question in the air,
 * what came before it is thrown away, and after a missed answer the round is over: a late one would be taken for
 * the answer to something else.
 */
export interface Interview {
  ask(question: Question): Promise<number | undefined>
  /** All four, the telling ones first; stops at the first silence. */
  askAll(): Promise<Answers>
}

export function interview(wire: Wire, timers: Timers, answerMs: number): Interview {
  let waiting: ((byte: number) => void) | undefined
  wire.onBytes((bytes) => {
    const answer = bytes.find(isStatusByte)
    if (answer !== undefined) waiting?.(answer)
  })

  async function ask(question: Question): Promise<number | undefined> {
    const answer = new Promise<number>((resolve) => {
      waiting = resolve
    })
    // A wire that breaks under the question is a silence here; the next write of the job names the fault.
    const asked = wire.write(askStatus(question)).then(
      () => answer,
      () => undefined,
    )
    const heard = await within(timers, answerMs, Promise.race([asked, wire.ended.then(() => undefined)]), undefined)
    waiting = undefined
    return heard
  }

  return {
    ask,
    async askAll() {
      const answers: Answers = {}
      for (const question of [1, 4, 2, 3] as const) {
        const answer = await ask(question)
        if (answer === undefined) break
        answers[question] = answer
      }
      return answers
    },
  }
}
