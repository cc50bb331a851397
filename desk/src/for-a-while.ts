import { ownTime, type Time } from '#web/hub/link.ts'

export type After = Time['after']

/** Something that stands for a while and then goes by itself; a newer one takes its place, with a while of its own. */
export class ForAWhile<What> {
  private readonly spanMs: number
  private readonly changed: () => void
  private readonly after: After
  private standing: What | null = null
  private stopWaiting = () => {}

  constructor(spanMs: number, changed: () => void, after: After = ownTime.after) {
    this.spanMs = spanMs
    this.changed = changed
    this.after = after
  }

  get now(): What | null {
    return this.standing
  }

  put(what: What | null): void {
    this.stop()
    this.standing = what
    if (what !== null) this.stopWaiting = this.after(this.spanMs, () => this.put(null))
    this.changed()
  }

  /** Lets it stand: nobody looks any more. */
  stop(): void {
    this.stopWaiting()
  }
}
