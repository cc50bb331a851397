import { type FaultCode, type Health, healthTeller } from '../device.ts'
import { pause, type Timers } from '../timers.ts'
import type { SignFace } from './port.ts'

/** One sign of a bus. `part` names it to people, by its address and its place. */
export interface Mounted {
  readonly place: string
  readonly part: string
}

/** What became of writing to one sign. */
export type Written = 'done' | 'silent' | 'garbled' | 'refused'

/** The cells a sign shows, or null where the number does not fit and the sign stays blank. */
export type Shown = { readonly cells: string; readonly face: SignFace | null; readonly fits: boolean }

export interface Rounds {
  want(faces: Readonly<Record<string, SignFace>>): void
  health(): Health
  watch(listener: (health: Health) => void): () => void
  /** The line is gone: nothing more is written, and health says so. */
  lost(fault: FaultCode): void
  /** Writes blanks to every sign that is not called silent, twice where one misses it, in the time that is left, and stops. */
  close(atMostMs: number): Promise<void>
}

// A sign is called silent when it missed two turns: one may be a spark. Then it is asked ever more seldom, so that a dead
// one costs its bus next to nothing.
const MISSES = 2
const patienceMs = [5_000, 10_000, 20_000, 30_000] as const

/**
 * Goes round the signs of one bus, one write at a time, and never waits for a dead one twice in a row.
 *
 *     changed ──► written at once ──done──► written again every rewriteMs: a sign that lost its power forgets
 *                    └─ silent, twice ──► tried after 5, 10, 20, 30 s …, each time with what it should show by then
 *
 * Signs that work go before those that do not.
 */
export function signRounds<S extends Mounted>({
  signs,
  show,
  write,
  timers,
  rewriteMs,
  gapMs,
}: {
  signs: readonly S[]
  show: (sign: S, face: SignFace | null) => Shown
  /** Writes a sign; rejects when the whole line is gone, which `lost` is told by whoever owns the line. */
  write: (sign: S, shown: Shown) => Promise<Written>
  timers: Timers
  rewriteMs: number
  /** Quiet between two frames: a slow sign still turns its line round. */
  gapMs: number
}): Rounds {
  const states = signs.map((sign) => ({
    sign,
    shown: show(sign, null),
    dueAt: 0,
    misses: 0,
    trouble: undefined as Exclude<Written, 'done'> | undefined,
    /** It has answered, or been found not to: before that nothing is said of it. */
    known: false,
  }))
  type State = (typeof states)[number]
  const health = healthTeller({ state: 'unknown', fault: 'device-opening' })
  let ended = false
  let wanted = false
  let rest = () => {}
  let working: Promise<void> | undefined

  function tell(): void {
    if (ended || states.some(({ known }) => !known)) return
    const failing = states.filter(({ trouble }) => trouble !== undefined)
    const [first] = failing
    const narrow = states.filter(({ shown }) => !shown.fits)
    const parts = (some: State[]) => some.map(({ sign }) => sign.part).join(', ')
    if (first?.trouble) {
      const part = parts(failing.filter(({ trouble }) => trouble === first.trouble))
      // One that is silent is that sign's affair; all of them together are the cable.
      const state = failing.length === states.length ? 'broken' : 'warning'
      health.tell({ state, fault: `sign-${first.trouble === 'refused' ? 'refuses' : first.trouble}`, part })
    } else if (narrow.length > 0) health.tell({ state: 'warning', fault: 'sign-too-narrow', part: parts(narrow) })
    else health.tell({ state: 'ready' })
  }

  async function writeOne(state: State): Promise<void> {
    const { shown } = state
    const written = await write(state.sign, shown)
    const now = timers.now()
    if (written === 'done') {
      state.misses = 0
      state.trouble = undefined
      // It changed while it was written: once more, at once.
      state.dueAt = state.shown === shown ? now + rewriteMs : now
    } else {
      state.misses++
      const late = state.misses - MISSES
      if (late >= 0) state.trouble = written
      state.dueAt = late < 0 ? now : now + patienceMs[Math.min(late, patienceMs.length - 1)]!
    }
    state.known ||= written === 'done' || state.trouble !== undefined
    tell()
  }

  /** Who is next: of those that are due, one that works before one that missed, and the longest due of them first. */
  function next(): State | undefined {
    const due = states.filter(({ dueAt }) => dueAt <= timers.now())
    return due.sort((a, b) => a.misses - b.misses || a.dueAt - b.dueAt)[0]
  }

  async function goRound(): Promise<void> {
    for (let state = next(); state && !ended; state = next()) {
      await writeOne(state)
      await pause(timers, gapMs)
    }
  }

  function work(): void {
    if (ended || !wanted || working) return
    rest()
    working = goRound().then(
      () => {
        working = undefined
        if (ended) return
        const dueAt = Math.min(...states.map((state) => state.dueAt))
        rest = timers.after(Math.max(0, dueAt - timers.now()), work)
      },
      () => {
        working = undefined // the line is gone: its owner has told, and the supervisor opens it again
      },
    )
  }

  return {
    want(faces) {
      wanted = true
      for (const state of states) {
        const { place } = state.sign
        const shown = show(state.sign, Object.hasOwn(faces, place) ? faces[place]! : null)
        if (sameShown(shown, state.shown)) continue
        state.shown = shown
        if (state.trouble === undefined) state.dueAt = Math.min(state.dueAt, timers.now())
      }
      tell()
      work()
    },
    health: health.now,
    watch: health.watch,
    lost(fault) {
      if (ended) return
      ended = true
      rest()
      health.tell({ state: 'broken', fault })
    },
    async close(atMostMs) {
      const wasLost = ended
      ended = true
      rest()
      await working
      if (wasLost) return
      // A number that stays behind when nobody keeps it would send people to an empty counter.
      const until = timers.now() + atMostMs
      let left = states.filter(({ trouble }) => trouble === undefined).sort((a, b) => a.misses - b.misses)
      for (let turn = 0; turn < MISSES; turn++) {
        const missed: State[] = []
        for (const state of left) {
          if (timers.now() >= until) return
          try {
            if ((await write(state.sign, show(state.sign, null))) !== 'done') missed.push(state)
          } catch {
            return // unplugged while it was closed: its owner has heard
          }
          await pause(timers, gapMs)
        }
        left = missed
      }
    },
  }
}

function sameShown(a: Shown, b: Shown): boolean {
  return (
    a.cells === b.cells &&
    a.fits === b.fits &&
    a.face?.counter === b.face?.counter &&
    a.face?.calling === b.face?.calling
  )
}
