import type { Health } from '../device.ts'

/** Which buttons are stuck, as the health of the whole device: the others still work, so it is a warning. */
export function stuckButtons(tell: (health: Health) => void) {
  const stuck = new Set<string>()
  const say = () =>
    tell(
      stuck.size === 0
        ? { state: 'ready' }
        : { state: 'warning', fault: 'button-stuck', part: [...stuck].sort().join(', ') },
    )
  return {
    stuck(part: string) {
      stuck.add(part)
      say()
    },
    free(part: string) {
      if (stuck.delete(part)) say()
    },
  }
}
