import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { type Burst, keyed, type Meant, NO_BURST } from './code-keys.ts'

/** Listens, as long as a page stands, for codes that a hand types or a scanner reads. */
export class CodeListener implements ReactiveController {
  readonly #heard: (meant: NonNullable<Meant>) => boolean
  #burst: Burst = NO_BURST

  /** `heard` says whether it made something of it: then the key means nothing else. */
  constructor(host: ReactiveControllerHost, heard: (meant: NonNullable<Meant>) => boolean) {
    this.#heard = heard
    host.addController(this)
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#pressed)
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#pressed)
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const { burst, meant } = keyed(this.#burst, event.key, event.timeStamp)
    this.#burst = burst
    if (meant !== null && this.#heard(meant)) event.preventDefault()
  }
}
