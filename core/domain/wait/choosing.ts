import type { OrderRules } from '../office.ts'
import type { CounterNumbers } from './hall.ts'

/** Somebody who would take a number now: stands behind everyone in a line, and takes nobody's place. */
export const NEWCOMER = -2
export const NOBODY = -1

/** The lines of one imagined hall: in each, ordinary and priority people, both by their key. */
export interface Lines {
  readonly ordinary: readonly number[][]
  readonly priority: readonly number[][]
  readonly keys: readonly number[]
  /** The classes of those who have one; null for the others. */
  readonly classes: readonly (string | null)[]
  /** What a newcomer's key would be. */
  readonly newcomerKey: number
  readonly inARow: number[]
  /** By counter, then by line: how far a counter that serves by shares has come. */
  readonly turns: readonly number[][]
}

/**
 * Whom a counter would call: calling-order.ts once more, on numbers. What differs: under ratio and shares the sessions before
 * and after a break are not kept apart, and a fast lane's people go by their key alone.
 *
 * With `newcomerIn` a newcomer stands at the end of that line too.
 */
export function chooses(
  c: number,
  { rules, lines: own, sent, all }: CounterNumbers,
  order: OrderRules,
  lines: Lines,
  newcomerIn: number,
): number {
  const { fastLane } = rules
  if (fastLane !== null) {
    const first = inLane(lines, own, sent, fastLane.classes)
    if (first !== NOBODY || !fastLane.helpsOthers) return first
  }
  if (rules.serves === 'together') return byPolicy(all, order, lines, newcomerIn)
  const first = byPolicy(sent, order, lines, NOBODY)
  if (first !== NOBODY) return first
  if (rules.serves === 'preference') {
    for (const line of own) {
      const who = byPolicy([line], order, lines, newcomerIn)
      if (who !== NOBODY) return who
    }
    return NOBODY
  }
  const turns = lines.turns[c] as number[]
  const waiting = own.filter((line) => line === newcomerIn || isWaitedIn(lines, line))
  const next = waiting.reduce((a, b) => (a < 0 || (turns[b] ?? 0) < (turns[a] ?? 0) ? b : a), -1)
  return next < 0 ? NOBODY : byPolicy([next], order, lines, newcomerIn)
}

function byPolicy(some: readonly number[], order: OrderRules, lines: Lines, newcomerIn: number): number {
  const { ordinary, priority, keys, newcomerKey } = lines
  let bestOrdinary = NOBODY
  let ordinaryKey = Number.POSITIVE_INFINITY
  let bestPriority = NOBODY
  let priorityKey = Number.POSITIVE_INFINITY
  let due = NOBODY
  let dueKey = Number.POSITIVE_INFINITY
  for (let i = 0; i < some.length; i++) {
    const line = some[i] as number
    const honoured = (priority[line] as number[])[0]
    if (honoured !== undefined && (keys[honoured] as number) < priorityKey) {
      bestPriority = honoured
      priorityKey = keys[honoured] as number
    }
    const next = (ordinary[line] as number[])[0] ?? (line === newcomerIn ? NEWCOMER : NOBODY)
    if (next === NOBODY) continue
    // Whoever comes later stands behind the newcomer.
    const isNewcomer = next === NEWCOMER || (line === newcomerIn && (keys[next] as number) > newcomerKey)
    const key = isNewcomer ? newcomerKey : (keys[next] as number)
    if (key < ordinaryKey) {
      bestOrdinary = isNewcomer ? NEWCOMER : next
      ordinaryKey = key
    }
    if (order.policy === 'ratio' && (lines.inARow[line] ?? 0) >= order.inARow && key < dueKey) {
      due = isNewcomer ? NEWCOMER : next
      dueKey = key
    }
  }
  if (order.policy !== 'ratio') return priorityKey < ordinaryKey ? bestPriority : bestOrdinary
  if (bestPriority === NOBODY) return bestOrdinary
  return due === NOBODY ? bestPriority : due
}

function inLane(lines: Lines, own: readonly number[], sent: readonly number[], classes: readonly string[]): number {
  let best = byPolicy(sent, { policy: 'head-start' }, lines, NOBODY)
  for (const line of own) {
    const first = (lines.priority[line] as number[]).find((who) => classes.includes(lines.classes[who] ?? ''))
    if (first !== undefined && (best === NOBODY || (lines.keys[first] as number) < (lines.keys[best] as number)))
      best = first
  }
  return best
}

function isWaitedIn(lines: Lines, line: number): boolean {
  return (lines.ordinary[line] as number[]).length > 0 || (lines.priority[line] as number[]).length > 0
}

/** What the rules remember of a call. */
export function remembered(
  c: number,
  { rules, lines: own, all, shares }: CounterNumbers,
  order: OrderRules,
  lines: Lines,
  line: number,
  isPriority: boolean,
): void {
  if (order.policy === 'ratio') {
    if (!isPriority) lines.inARow[line] = 0
    else {
      for (const one of rules.serves === 'together' ? all : [line]) {
        if ((lines.ordinary[one] as number[]).length > 0) lines.inARow[one] = (lines.inARow[one] ?? 0) + 1
      }
    }
  }
  if (rules.serves !== 'shares' || !own.includes(line)) return
  const turns = lines.turns[c] as number[]
  const now = turns[line] ?? 0
  turns[line] = now + 1 / (shares[own.indexOf(line)] ?? 1)
  // A line that was empty starts where the others stand now.
  for (const one of own) turns[one] = Math.max(turns[one] ?? 0, now)
}
