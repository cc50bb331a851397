import { release } from 'node:os'

/** Says for the log what of a test was the real thing and what only stood in for it. The runner repeats these lines. */
export function witness({ real, emulated }: { real: readonly string[]; emulated: readonly string[] }): void {
  console.log(`real: ${[`Linux ${release()} (${process.arch})`, ...real].join(' · ')}`)
  console.log(`emulated: ${emulated.join(' · ')}`)
}

/** Looks again until there is something, for what another program or the kernel does in its own time. */
export async function soon<T>(
  what: string,
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  limitMs = 30_000,
): Promise<T> {
  const until = performance.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (performance.now() > until) throw new Error(`not after ${limitMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
