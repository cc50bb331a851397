import type { Figures, StopStates } from '#core/contract/reports.ts'
import { type Columns, NONE, NOT_RATED } from './columns.ts'
import type { Duty } from './presence.ts'
import { Numbers } from './select.ts'
import { STOP_STATES } from './stops.ts'

/** Adds up the stops of one row. */
export class Tally {
  readonly #states = new Int32Array(STOP_STATES.length)
  readonly #waits = new Numbers()
  readonly #services = new Numbers()
  readonly #thresholdMs: number
  #stops = 0
  #issued = 0
  #overnight = 0
  #overThreshold = 0
  #transfers = 0
  #recalls = 0
  #picked = 0
  #automatic = 0
  #overtakes = 0
  #answers = 0
  #openMs = 0
  #pausedMs = 0
  #servingMs = 0
  #hasDuty = false

  constructor(thresholdMs: number) {
    this.#thresholdMs = thresholdMs
  }

  /** One stop of a day's columns. */
  add(columns: Columns, i: number): void {
    this.#stops++
    this.#issued += columns.issued[i] as number
    this.#overnight += columns.kept[i] as number
    const state = columns.state[i] as number
    this.#states[state] = (this.#states[state] as number) + 1
    const waitMs = columns.waitMs[i] as number
    if (waitMs !== NONE) {
      this.#waits.add(waitMs)
      if (waitMs > this.#thresholdMs) this.#overThreshold++
    }
    const serviceMs = columns.serviceMs[i] as number
    if (serviceMs !== NONE) this.#services.add(serviceMs)
    this.#transfers += columns.transferred[i] as number
    this.#recalls += columns.recalls[i] as number
    this.#picked += columns.picked[i] as number
    this.#automatic += columns.automatic[i] as number
    this.#overtakes += columns.overtaken[i] as number
    if (columns.rated[i] !== NOT_RATED) this.#answers++
  }

  addDuty({ openMs, pausedMs, servingMs }: Duty): void {
    this.#hasDuty = true
    this.#openMs += openMs
    this.#pausedMs += pausedMs
    this.#servingMs += servingMs
  }

  /** The figures of what was added. Yields on the way: see Numbers. */
  *figures(): Generator<undefined, Figures> {
    const counted = (ms: number) => (this.#hasDuty ? ms : null)
    return {
      arrivals: this.#stops - this.#overnight,
      issued: this.#issued,
      overnight: this.#overnight,
      states: Object.fromEntries(STOP_STATES.map((name, i) => [name, this.#states[i]])) as StopStates,
      waited: this.#waits.length,
      waitMeanMs: this.#waits.mean(),
      waitMedianMs: yield* this.#waits.quantile(0.5),
      waitP90Ms: yield* this.#waits.quantile(0.9),
      overThreshold: this.#overThreshold,
      overThresholdShare: this.#waits.length === 0 ? null : this.#overThreshold / this.#waits.length,
      serviceMeanMs: this.#services.mean(),
      serviceMedianMs: yield* this.#services.quantile(0.5),
      transfers: this.#transfers,
      recalls: this.#recalls,
      picked: this.#picked,
      automatic: this.#automatic,
      overtakes: this.#overtakes,
      openMs: counted(this.#openMs),
      pausedMs: counted(this.#pausedMs),
      servingMs: counted(this.#servingMs),
      occupancy: this.#openMs === 0 ? null : Math.min(1, this.#servingMs / this.#openMs),
      answers: this.#answers,
      // Told elsewhere, in whole bundles: see device-shares.ts.
      satisfiedShare: null,
    }
  }
}
