import type { DockHand } from '#core/contract/dock.ts'
import { say, words } from './words.ts'

/** What a hand does, in words: "Hết giấy", "Phím next". */
export function handName({ action, what }: DockHand): string {
  if (what === undefined) return wordOr(`hand-${action}`, action)
  if (action === 'sample') return wordOr(`sample-${what}`, what)
  return action === 'key' ? say('press-key', what) : `${wordOr(`hand-${action}`, action)}: ${what}`
}

/** A hand nobody has named yet is shown by its own name: no hand hides. */
function wordOr(key: string, otherwise: string): string {
  return Object.hasOwn(words.entries, key) ? say(key as 'hand-unplug') : otherwise
}
