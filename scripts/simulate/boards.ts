import type { CallMoment, DisplayContract } from '#core/contract/display.ts'
import type { Line } from './line.ts'

/** What the boards of the hall heard and showed, and when. */
export interface BoardWatch {
  readonly calls: readonly { readonly board: string; readonly call: CallMoment }[]
  /** How long after an answer was heard each board showed it, ms of real time. */
  lagOf(answers: readonly { readonly seq: number; readonly heardAt: number }[]): number[]
}

export function watchBoards(boards: ReadonlyMap<string, Line<DisplayContract>>): BoardWatch {
  const calls: { board: string; call: CallMoment }[] = []
  const shown = new Map<string, { rev: number; at: number }[]>()
  for (const [board, line] of boards) {
    const list: { rev: number; at: number }[] = []
    shown.set(board, list)
    line.on('call', (call) => void calls.push({ board, call }))
    line.onView(({ rev }) => void list.push({ rev, at: performance.now() }))
  }
  return {
    calls,
    lagOf: (answers) =>
      [...shown.values()].flatMap((list) =>
        answers.flatMap(({ seq, heardAt }) => {
          const first = list.find(({ rev }) => rev >= seq)
          return first ? [Math.max(0, first.at - heardAt)] : []
        }),
      ),
  }
}
