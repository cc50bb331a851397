import type { Answer } from '#core/contract/shapes.ts'
import { REFUSALS } from '#core/domain/refusals.ts'

/** What the people of the simulated day were told: held against the journal when the day is over. */
export interface Notebook {
  /** Keeps an answer, and says at once when it is one nobody should ever hear. */
  heard(ask: string, command: string, answer: Answer<unknown>): void
  /** The same command was sent again: both answers must be the same words. */
  heardAgain(ask: string, first: Answer<unknown>, second: Answer<unknown>): void
  wrong(what: string): void
  readonly told: readonly Told[]
  /** From which record on a screen knows what an answer told. */
  seen(): { seq: number; heardAt: number }[]
  readonly refusals: ReadonlyMap<string, number>
  readonly repeats: number
  readonly faults: readonly string[]
}

export interface Told {
  readonly ask: string
  readonly command: string
  readonly value: unknown
  /** By the simulator's own watch: how soon screens show it. */
  readonly heardAt: number
}

// Refusals of the edge that the simulated people bring upon themselves.
const EXPECTED = ['not-your-counter', 'idempotency-key-reused']

export function openNotebook(): Notebook {
  const told: Told[] = []
  const refusals = new Map<string, number>()
  const faults: string[] = []
  let repeats = 0
  return {
    heard(ask, command, answer) {
      if (answer.ok) {
        told.push({ ask, command, value: answer.value, heardAt: performance.now() })
        return
      }
      refusals.set(answer.code, (refusals.get(answer.code) ?? 0) + 1)
      if (!(answer.code in REFUSALS) && !EXPECTED.includes(answer.code)) {
        faults.push(`${ask} was answered ${answer.code}: ${answer.message.en}`)
      }
    },
    heardAgain(ask, first, second) {
      repeats++
      const [one, two] = [JSON.stringify(first), JSON.stringify(second)]
      if (one !== two) faults.push(`${ask}, sent twice, was answered ${one} and then ${two}`)
    },
    wrong: (what) => void faults.push(what),
    told,
    seen: () =>
      told.flatMap(({ value, heardAt }) => {
        const { seq } = value as { seq?: number }
        return seq === undefined ? [] : [{ seq, heardAt }]
      }),
    refusals,
    get repeats() {
      return repeats
    },
    faults,
  }
}
