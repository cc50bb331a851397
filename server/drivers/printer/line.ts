import type { Timers } from '../timers.ts'
import type { Transport, Wire } from '../transport/wire.ts'
import { type Interview, interview } from './interview.ts'
import type { Question } from './status.ts'

/** An open wire and whoever asks over it. */
export interface Line {
  readonly wire: Wire
  readonly questions: Interview
  readonly openedAt: number
}

/**
 * The way to a printer: opened for each visit, or kept where the printer allows it.
 *
 * Kept, the printer's own word of trouble arrives between visits. A kept line is let go after any failure and any
 * silence: an answer that comes late must not meet the next question.
 */
export function wayTo({
  transport,
  timers,
  answerMs,
  questions,
  hold,
  onAutomatic,
  onLost,
}: {
  transport: Transport
  timers: Timers
  answerMs: number
  questions: readonly Question[]
  hold: boolean
  onAutomatic: (frame: Uint8Array) => void
  /** A kept line ended by itself while nobody was on it. */
  onLost: (line: Line) => void
}) {
  let kept: Line | undefined
  let visited = false

  async function open(): Promise<Line> {
    const wire = await transport.open()
    const line: Line = {
      wire,
      openedAt: timers.now(),
      questions: interview({ wire, timers, answerMs, questions, onAutomatic }),
    }
    void wire.ended.then(() => {
      if (kept !== line) return
      kept = undefined
      if (!visited) onLost(line)
    })
    return line
  }

  return {
    isKept: () => kept !== undefined,
    /** The kept line, or a new one. The caller says at the end how the visit went. */
    async visit(): Promise<Line> {
      const line = kept ?? (await open())
      visited = true
      if (hold) kept = line
      return line
    },
    /** All went well: keep the line, or say goodbye and let the printer say it too. */
    async leave(line: Line): Promise<void> {
      visited = false
      if (kept !== line) await line.wire.finish(answerMs)
    },
    /** Let go in peace: nothing is under way, but the line is not to be trusted any longer. */
    async letGo(line: Line): Promise<void> {
      visited = false
      if (kept === line) kept = undefined
      await line.wire.finish(answerMs)
    },
    /** Nothing that is still under way may reach the paper later. */
    cut(line: Line): void {
      visited = false
      if (kept === line) kept = undefined
      line.wire.cut()
    },
    async close(): Promise<void> {
      const last = kept
      kept = undefined
      await last?.wire.finish(answerMs)
    },
  }
}
