/**
 * Tells from the tokens a screen shows whether one browser holds them, or two: its cookie was copied.
 *
 * A page shows its token when it is opened and once a minute. Now and then it is given another, of the next generation, with a
 * mark of its own each time it is given; it shows that one at once. Answers get lost, and a browser writes its cookies to the disk only
 * after a while, so the one before stays good for two minutes:
 *
 *     n shown ── n+1 given (perhaps again, with other marks) ── n+1 shown ──── two minutes ────▶ n+1 settled, n dead
 *                                                                  └── n shown: a power cut; n+1 begins anew
 *
 * Two browsers with one cookie drift apart at the next change: each is given a mark of its own, and of two marks of one generation
 * only one can be on an honest screen.
 */
export interface Kept {
  /** The newest generation that was shown, the mark it carries, and the mark of the one before. */
  readonly generation: number
  readonly mark: string
  readonly former: string | null
  /** It was shown for so long that it must be on the screen's disk: the one before is dead. */
  readonly isSettled: boolean
}

/** What is known besides while the hub runs; all times steady, in ms. */
export interface Holder extends Kept {
  readonly sinceMs: number
  readonly dueMs: number
  /** One life of one page: opened anew, it is another. */
  readonly run: string | null
  /** Several marks of this generation may have been under way, or the hub has started since: the first that is heard later is the one. */
  readonly isOpen: boolean
}

export interface Token {
  readonly generation: number
  readonly mark: string
}

export type Shown =
  | {
      readonly holders: 'one'
      readonly holder: Holder /** To be given: a token of this generation. */
      readonly next: number | null
    }
  | { readonly holders: 'two' }

/** A browser writes its cookies down within half a minute; four times that leaves room for a slow card. */
export const SETTLES_MS = 120_000
/** What was sent before something else happened arrives within this. Less than half the time between two showings. */
export const IN_FLIGHT_MS = 20_000
/** A page that is open for days is given another token as often as this. */
export const ROTATES_MS = 60 * 60_000

/** A hub that has just started does not know when a token was shown first: its two minutes begin anew. */
export function holderOf(kept: Kept, nowMs: number): Holder {
  return { ...kept, sinceMs: nowMs, dueMs: nowMs, run: null, isOpen: !kept.isSettled }
}

/** A page showed its token. */
export function show(before: Holder, { generation, mark, run }: Token & { run: string }, nowMs: number): Shown {
  if (!mayHold(before, { generation, mark }, nowMs)) return { holders: 'two' }
  const holder = after(before, { generation, mark }, nowMs)
  // A page that was opened anew is given another token, so that a copy is noticed soon after it is used.
  const dueMs = run === before.run ? holder.dueMs : Math.min(holder.dueMs, nowMs)
  const isSettled = holder.isSettled || nowMs - holder.sinceMs >= SETTLES_MS
  const next = isSettled && nowMs >= dueMs ? generation + 1 : null
  return { holders: 'one', holder: { ...holder, isSettled, dueMs, run }, next }
}

/** Can an honest browser still hold this one? A later one than was ever shown is of a hub that was put back from an older copy. */
export function mayHold(holder: Holder, { generation, mark }: Token, nowMs: number): boolean {
  if (generation > holder.generation) return true
  if (generation === holder.generation) {
    const mayChoose = holder.isOpen || (!holder.isSettled && nowMs - holder.sinceMs < IN_FLIGHT_MS)
    return mark === holder.mark || mayChoose
  }
  return generation === holder.generation - 1 && !holder.isSettled && mark === holder.former
}

function after(before: Holder, { generation, mark }: Token, nowMs: number): Holder {
  if (generation > before.generation) {
    const former = generation === before.generation + 1 ? before.mark : null
    return {
      ...before,
      generation,
      mark,
      former,
      isSettled: false,
      sinceMs: nowMs,
      dueMs: nowMs + ROTATES_MS,
      // Just after another change this may be what was sent before it.
      isOpen: nowMs - before.sinceMs < IN_FLIGHT_MS,
    }
  }
  if (generation < before.generation) {
    // The newest never reached the disk: the one before it stands again, and was settled already.
    return { ...before, generation, mark, former: null, isSettled: true, sinceMs: nowMs, dueMs: nowMs, isOpen: false }
  }
  if (nowMs - before.sinceMs < IN_FLIGHT_MS) return mark === before.mark ? before : { ...before, isOpen: true }
  return { ...before, mark, isOpen: false }
}
