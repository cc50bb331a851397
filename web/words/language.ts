/** The languages every screen speaks. */
export type Language = 'vi' | 'en'

/**
 * The language this page speaks now.
 *
 * One for the whole page, as <html lang> is one: so it lives here by itself and is not handed from element to element.
 */
export const language = {
  get now(): Language {
    return now
  },
  get other(): Language {
    return now === 'vi' ? 'en' : 'vi'
  },
  /** Words drawn 40 % longer, to see where a layout has no room (pseudo.ts). */
  get stretched(): boolean {
    return stretch
  },
  speak(chosen: Language): void {
    now = chosen
    tellAll()
  },
  stretch(on: boolean): void {
    stretch = on
    tellAll()
  },
  /** Calls back at every change; gives back the way to stop. */
  subscribe(changed: () => void): () => void {
    listeners.add(changed)
    return () => listeners.delete(changed)
  },
}

let now: Language = 'vi'
let stretch = false
const listeners = new Set<() => void>()

function tellAll(): void {
  for (const changed of [...listeners]) changed()
}
