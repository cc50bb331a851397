import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { language } from './language.ts'

/** Redraws its element when the page changes its language. */
export class LanguageController implements ReactiveController {
  private readonly host: ReactiveControllerHost
  private stop = () => {}

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.stop = language.subscribe(() => this.host.requestUpdate())
  }

  hostDisconnected(): void {
    this.stop()
  }
}
