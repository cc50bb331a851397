/**
 * Knocks at a hub every second, and tells when it has answered twice in a row: one that is just starting may stumble.
 */
export function knockAt(hub: URL, isThere: (there: boolean) => void): { stop(): void } {
  const door = new URL('/healthz', hub)
  let answers = 0
  let stopped = false
  let next: NodeJS.Timeout | undefined

  async function knock(): Promise<void> {
    // Any answer counts, also one that says the hub has trouble: its page will tell.
    const answered = await fetch(door, { signal: AbortSignal.timeout(3_000) }).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false, // a hub that is away is what this waits for
    )
    if (stopped) return
    answers = answered ? answers + 1 : 0
    isThere(answers >= 2)
    next = setTimeout(knock, answers === 1 ? 300 : 1_000)
  }

  void knock()
  return {
    stop() {
      stopped = true
      clearTimeout(next)
    },
  }
}
