import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Contract, ViewOf } from './contract.ts'
import type { Link, LinkState } from './link.ts'

/** Redraws its element whenever the hub sends a new picture, falls silent or comes back. */
export class ViewController<C extends Contract> implements ReactiveController {
  readonly link: Link<C>
  private readonly host: ReactiveControllerHost
  private stop = () => {}

  constructor(host: ReactiveControllerHost, link: Link<C>) {
    this.host = host
    this.link = link
    host.addController(this)
  }

  get view(): ViewOf<C> | null {
    return this.link.view
  }

  get state(): LinkState {
    return this.link.state
  }

  hostConnected(): void {
    this.stop = this.link.onChange(() => this.host.requestUpdate())
  }

  hostDisconnected(): void {
    this.stop()
  }
}
