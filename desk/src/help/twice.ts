/**
 * A key that is no accident: pressed twice within a second, or held down that long.
 *
 *     press ── within a second ── press ──▶ go          press, held ── a second ──▶ go
 *     press ── nothing for a second ──▶ forgotten       press, press within 60 ms: one press that bounced
 */
export const TWICE_WITHIN_MS = 1_000
const BOUNCES_MS = 60

export type Meant = 'armed' | 'go' | 'nothing'

export class Twice {
  #firstAt: number | null = null

  /** What this press means; `at` is any clock's ms, `repeat` says that the key is still held down. */
  press(at: number, repeat = false): Meant {
    const sinceMs = this.#firstAt === null ? null : at - this.#firstAt
    if (repeat) return sinceMs !== null && sinceMs >= TWICE_WITHIN_MS ? this.#go() : 'nothing'
    if (sinceMs !== null && sinceMs < BOUNCES_MS) return 'nothing'
    if (sinceMs !== null && sinceMs < TWICE_WITHIN_MS) return this.#go()
    this.#firstAt = at
    return 'armed'
  }

  forget(): void {
    this.#firstAt = null
  }

  #go(): Meant {
    this.#firstAt = null
    return 'go'
  }
}
