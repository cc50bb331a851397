import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Contract, ViewOf } from './contract.ts'
import type { Link, LinkState } from './link.ts'

/**
 * Redraws its element whenever the hub sends a new picture, falls silent or comes back.
 *
 * Most elements are given their link as a property, after they are made: so the controller asks for it.
 *
 *     private readonly hub = new ViewController(this, () => this.link)
 */
export class ViewController<C extends Contract> implements ReactiveController {
  private readonly host: ReactiveControllerHost
  private readonly linkOf: () => Link<C>
  private stop = () => {}

  constructor(host: ReactiveControllerHost, linkOf: () => Link<C>) {
    this.host = host
    this.linkOf = linkOf
    host.addController(this)
  }

  get link(): Link<C> {
    return this.linkOf()
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
