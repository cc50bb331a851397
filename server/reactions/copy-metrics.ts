import type { Registry } from 'prom-client'
import type { KeepingHealth } from '#core/contract/backups.ts'

/** Adds the copies to the figures: an alarm rings when the newest one grows old, or was never proved. */
export function addCopyMetrics(
  { Gauge }: typeof import('prom-client'),
  registers: Registry[],
  { copies, now }: { copies: () => KeepingHealth; now: () => number },
): void {
  const seconds = (at: number) => Math.max(0, Math.round((now() - at) / 1_000))
  new Gauge({
    name: 'luot_backup_age_seconds',
    help: 'Since the newest copy at a place; no line where there is none',
    labelNames: ['target'],
    registers,
    collect() {
      this.reset()
      for (const { target, copyAt } of copies()) if (copyAt !== null) this.set({ target }, seconds(copyAt))
    },
  })
  new Gauge({
    name: 'luot_backup_verified_age_seconds',
    help: 'Since a copy of a place was last restored and compared; no line where none was, or the last trial failed',
    labelNames: ['target'],
    registers,
    collect() {
      this.reset()
      for (const { target, provedAt } of copies()) if (provedAt !== null) this.set({ target }, seconds(provedAt))
    },
  })
  new Gauge({
    name: 'luot_backup_tail_seq',
    help: 'The last journal record a place knows of',
    labelNames: ['target'],
    registers,
    collect() {
      this.reset()
      for (const { target, tailSeq } of copies()) if (tailSeq !== null) this.set({ target }, tailSeq)
    },
  })
}
