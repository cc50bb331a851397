import { createHash, randomUUID } from 'node:crypto'
import { answerTo } from '#core/domain/answers.ts'
import type { Actor, Command, Order } from '#core/domain/commands.ts'
import { decide } from '#core/domain/decide.ts'
import type { Event, Happened } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { Office } from '#core/domain/office.ts'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import type { Refusal } from '#core/domain/refusals.ts'
import type { HubClock } from './clock.ts'
import type { Journal, JournalRecord, KeptAnswer } from './journal/journal.ts'

/** An order as it leaves the edge. `id` is what a retry repeats; the hub's own orders have none. */
export interface Sent {
  readonly id: string | null
  readonly by: Actor
  readonly order: Order
}

/** What came of it: the kept answer, why not, or that the same id once meant something else. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'other-body' }

/** Told after the journal holds it; nobody on the road waits for it. */
export type Reaction = (news: News) => void

export interface News {
  readonly happened: readonly (Happened & { readonly by: Actor })[]
  readonly before: Queue
  readonly queue: Queue
}

export interface Road {
  /** Sends an order down the road. Resolves after the journal holds it; rejects only if the disk or we are broken. */
  send(sent: Sent): Promise<Outcome>
  queue(): Queue
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

/** The disk did not take it. Nothing happened; the asker may try again later. */
export class NotWritten extends Error {
  override name = 'NotWritten'
}

/** Too many wait already. */
export class TooBusy extends Error {
  override name = 'TooBusy'
}

interface Waiting {
  readonly sent: Sent
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: Error) => void
}

interface Decided {
  readonly waiting: Waiting
  readonly outcome: Outcome
}

const MOST_IN_ONE_COMMIT = 256
const MOST_WAITING = 2_000

/**
 * The one road: every change is decided, written down, folded in, then told.
 *
 *     send ─▶ ┌ waiting ┐   setImmediate   decide · evolve    one commit     answers        reactions
 *     send ─▶ │ 1 2 3 … │ ───────────────▶ each on the one ─▶ (journal) ──▶ to each ─────▶ in their order
 *     send ─▶ └─────────┘                  before             one sync       asker
 *
 * An idle hub commits at once; whoever comes while the disk is busy shares the next commit. Decisions of one batch build on
 * each other in a queue that is only tried: if the disk says no, it is forgotten and every asker hears so.
 */
export function openRoad(parts: {
  queue: Queue
  journal: Journal
  clock: HubClock
  boot: string
  reactions: readonly Reaction[]
  /** A bug: ours, told once with the command that caused it. */
  onBug: (error: unknown, order: Order) => void
  onDisk: (failed: unknown | null) => void
}): Road {
  const { journal, clock, boot } = parts
  let queue = parts.queue
  let waiting: Waiting[] = []
  let running = false
  let whenIdle: (() => void)[] = []

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const size = batchSize(waiting)
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      await takeDown(batch)
    }
    running = false
    for (const resolve of whenIdle) resolve()
    whenIdle = []
  }

  async function takeDown(batch: readonly Waiting[]): Promise<void> {
    let tried = queue
    const records: JournalRecord[] = []
    const answers: KeptAnswer[] = []
    const decided: Decided[] = []
    const before = queue

    for (const one of batch) {
      const { sent } = one
      try {
        const fingerprint = fingerprintOf(sent)
        const kept =
          sent.id === null ? null : (answers.find((a) => a.command === sent.id) ?? (await journal.answered(sent.id)))
        if (kept) {
          decided.push({ waiting: one, outcome: outcomeOf(kept, fingerprint) })
          continue
        }
        const command: Command = {
          id: sent.id ?? randomUUID(),
          at: stampOf(sent.order),
          by: sent.by,
          order: sent.order,
        }
        const decision = decide(command, tried)
        const outcome: Outcome = decision.ok ? follow(command, decision.value) : { kind: 'refused', why: decision.why }
        if (sent.id !== null) {
          answers.push({ command: sent.id, at: command.at, fingerprint, answer: JSON.stringify(outcome) })
        }
        decided.push({ waiting: one, outcome })
      } catch (bug) {
        parts.onBug(bug, sent.order)
        one.reject(bug instanceof Error ? bug : new Error(String(bug)))
      }
    }

    function follow(command: Command, events: readonly Event[]): Outcome {
      let after = tried
      const fresh: JournalRecord[] = []
      for (const event of events) {
        const seq = after.seq + 1
        after = evolve(after, { seq, at: command.at, event })
        const day = after.day ?? tried.day ?? ''
        fresh.push({ seq, day, at: command.at, wallAt: clock.wall(), boot, command: command.id, by: command.by, event })
      }
      const value = answerTo(command.order, events, after)
      tried = after
      records.push(...fresh)
      return { kind: 'done', value }
    }

    if (records.length > 0 || answers.length > 0) {
      try {
        await journal.append(records, answers)
        parts.onDisk(null)
      } catch (failed) {
        parts.onDisk(failed)
        for (const { waiting: one } of decided)
          one.reject(new NotWritten('the journal could not be written', { cause: failed }))
        return
      }
    }
    queue = tried
    if (records.some(({ event }) => event.type === 'DayClosed' && event.reason === 'clock-confirmed')) clock.believe()
    for (const { waiting: one, outcome } of decided) one.resolve(outcome)
    if (records.length > 0) tell(before, records)
  }

  /** Hub time; only whoever confirms the wall clock is stamped by it, for from there on it counts. */
  function stampOf(order: Order): number {
    return order.type === 'ConfirmClock' ? order.wallAt : clock.now()
  }

  function tell(before: Queue, happened: readonly JournalRecord[]): void {
    for (const reaction of parts.reactions) {
      try {
        reaction({ happened, before, queue })
      } catch (bug) {
        parts.onBug(bug, { type: 'KeepTime' })
      }
    }
  }

  return {
    send(sent) {
      if (waiting.length >= MOST_WAITING) return Promise.reject(new TooBusy('too many commands wait'))
      return new Promise((resolve, reject) => {
        waiting.push({ sent, resolve, reject })
        if (running) return
        running = true
        // After the sockets of this turn were read: what arrived together shares the commit, and nobody waits for company.
        setImmediate(() => void run())
      })
    },
    queue: () => queue,
    idle: () => (running ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  }
}

/** Brings the queue back from the journal: from the last day's opening on, whatever the power cut left (I4, I10). */
export async function replay(
  journal: Journal,
  office: Office,
  seen: (record: JournalRecord) => void = () => undefined,
): Promise<Queue> {
  let queue = emptyQueue(office)
  const from = await journal.lastDayOpened()
  if (from === 0) return queue
  for await (const { record } of journal.read(from)) {
    queue = evolve(queue, record)
    seen(record)
  }
  return queue
}

/** As many as share one commit. A confirmed clock ends its batch: whatever comes after it is stamped by the new time. */
function batchSize(waiting: readonly Waiting[]): number {
  const confirmed = waiting.findIndex(({ sent }) => sent.order.type === 'ConfirmClock')
  return Math.min(MOST_IN_ONE_COMMIT, confirmed === -1 ? waiting.length : confirmed + 1)
}

function outcomeOf(kept: KeptAnswer, fingerprint: string): Outcome {
  return kept.fingerprint === fingerprint ? (JSON.parse(kept.answer) as Outcome) : { kind: 'other-body' }
}

function fingerprintOf({ by, order }: Sent): string {
  return createHash('sha256').update(JSON.stringify({ by, order })).digest('base64url')
}
