import type { Actor } from '#core/domain/commands.ts'
import type { Event, ServiceDay } from '#core/domain/events.ts'

/** One line of the journal: what happened, when by both clocks, by whose order, in which run of the hub. */
export interface JournalRecord {
  readonly seq: number
  readonly day: ServiceDay
  /** Hub time: never runs backwards. */
  readonly at: number
  /** What the wall clock said, right or wrong. */
  readonly wallAt: number
  readonly boot: string
  readonly command: string
  readonly by: Actor
  readonly event: Event
  /** What it said of a person was taken out later (docs/decisions/052). Nobody writes such a record. */
  readonly erased?: true
}

/** A record with its link in the chain: hash = SHA-256(hash before + '\n' + text). */
export interface ChainedRecord {
  readonly record: JournalRecord
  readonly text: string
  readonly hash: string
  /** Of a record that was erased: the Merkle leaf of the text its hash was made of (docs/decisions/052). */
  readonly leaf?: string
}

/** What a command was answered, kept so that the same id is answered the same for at least a day, across restarts. */
export interface KeptAnswer {
  readonly command: string
  readonly at: number
  /** Fingerprint of who ordered what: the same id with another body is refused. */
  readonly fingerprint: string
  /** The answer as JSON. */
  readonly answer: string
}

export interface Head {
  readonly seq: number
  readonly hash: string
}

/**
 * The truth of the queue. Append-only; one law (test/laws/journal-law.ts) holds for every store.
 * `append` resolves only when everything in it is on the disk, all of it or nothing.
 */
export interface Journal {
  head(): Promise<Head>
  append(records: readonly JournalRecord[], answers: readonly KeptAnswer[]): Promise<Head>
  answered(command: string): Promise<KeptAnswer | null>
  /** Records from a sequence on, in order. */
  read(fromSeq: number): AsyncIterable<ChainedRecord>
  /** The link of one record; null: there is none. */
  hashOf(seq: number): Promise<string | null>
  /** The sequence of the last DayOpened, where a start-up begins to replay; 0 when there is none. */
  lastDayOpened(): Promise<number>
  /** Where each day begins, the oldest first; a day that was opened twice stands there twice. */
  days(): Promise<readonly { readonly seq: number; readonly day: ServiceDay }[]>
  forgetAnswersBefore(at: number): Promise<void>
  close(): Promise<void>
}
