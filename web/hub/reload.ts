/**
 * Reloads the page because the hub speaks another protocol: at once the first time, then ever more patiently.
 *
 * A page that reloads into the same mismatch (an old file in a cache, a hub half updated) must not spin: the times
 * of the last reloads are kept for the session and each new one waits longer.
 */
export interface ReloadMemory {
  read(): number[]
  write(reloadedAt: number[]): void
}

const PATIENCE_MS = [0, 15_000, 60_000, 300_000]
const FORGET_MS = 1_800_000

/** How long to wait before the next reload, given when the page reloaded before. */
export function reloadInMs(reloadedAt: readonly number[], now: number): number {
  const recent = reloadedAt.filter((at) => now - at < FORGET_MS && at <= now)
  const last = recent.at(-1)
  if (last === undefined) return 0
  const patience = PATIENCE_MS[Math.min(recent.length, PATIENCE_MS.length - 1)]!
  return Math.max(0, last + patience - now)
}

/** Notes a reload, keeping only what `reloadInMs` still looks at. */
export function noteReload(memory: ReloadMemory, now: number): void {
  memory.write([...memory.read().filter((at) => now - at < FORGET_MS && at <= now), now])
}
