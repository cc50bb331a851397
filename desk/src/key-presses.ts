import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Hears every key on the page, wherever the focus is, for as long as its element stands there. */
export class KeyPresses implements ReactiveController {
  private readonly heard: (event: KeyboardEvent) => void

  constructor(host: ReactiveControllerHost, heard: (event: KeyboardEvent) => void) {
    this.heard = heard
    host.addController(this)
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.heard)
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.heard)
  }
}

/** Did the press fall into a field where words are typed? */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.composedPath()[0]
  if (!(at instanceof HTMLElement)) return false
  return at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement || isField(at)
}

export function withOthers(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey
}

/** Enter in a field gives the answer; not the Enter that ends a word in a Vietnamese input method, nor one held down. */
export function givesAnswer({ key, isComposing, repeat, target }: KeyboardEvent): boolean {
  return key === 'Enter' && !isComposing && !repeat && target instanceof HTMLInputElement
}

function isField(at: HTMLElement): boolean {
  return at instanceof HTMLInputElement && !['button', 'radio', 'checkbox', 'submit'].includes(at.type)
}

/** A key held down presses once: Enter and Space on a focused button would otherwise click on and on. */
export function calmHeldKeys(page: Window): void {
  page.addEventListener(
    'keydown',
    (event) => {
      if (event.repeat && (event.key === 'Enter' || event.key === ' ') && !isTyping(event)) event.preventDefault()
    },
    { capture: true },
  )
}
