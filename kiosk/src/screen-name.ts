import { newId } from '#web/hub/new-id.ts'

const KEY = 'luot-screen'

/** The name this screen keeps over reloads, when its address gives it none. */
export function keptScreenName(kind: string): string {
  const kept = localStorage.getItem(`${KEY}-${kind}`)
  if (kept !== null && /^[A-Za-z0-9_-]{1,64}$/.test(kept)) return kept
  const made = `${kind}-${newId().slice(0, 8)}`
  localStorage.setItem(`${KEY}-${kind}`, made)
  return made
}
