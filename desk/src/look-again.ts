import type { ReactiveController, ReactiveControllerHost } from 'lit'

/**
 * Looks at once and then again and again, for as long as its element stands on the page.
 *
 * `look` says whether looking again is of any use. The rest between two looks begins when the answer came, so that a slow
 * hub is not asked by many at once.
 */
export class LookAgain implements ReactiveController {
  private readonly look: () => Promise<boolean>
  private readonly restMs: number
  private timer: ReturnType<typeof setTimeout> | undefined
  private stands = false

  constructor(host: ReactiveControllerHost, restMs: number, look: () => Promise<boolean>) {
    this.restMs = restMs
    this.look = look
    host.addController(this)
  }

  hostConnected(): void {
    this.stands = true
    void this.now()
  }

  hostDisconnected(): void {
    this.stands = false
    clearTimeout(this.timer)
  }

  async now(): Promise<void> {
    clearTimeout(this.timer)
    const again = await this.look()
    if (!this.stands || !again) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), this.restMs)
  }
}
