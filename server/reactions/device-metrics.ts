import type { Registry } from 'prom-client'
import type { DeviceHealth } from '#core/contract/health.ts'
import type { DeviceTally } from '../devices/tally.ts'

/** What the hall's devices tell a Prometheus. */
export interface DeviceFigures {
  readonly health: () => readonly DeviceHealth[]
  readonly tally: DeviceTally
  /** The agents of the hall, each with whether it is connected now. */
  readonly agents: () => readonly { readonly id: string; readonly connected: boolean }[]
}

/**
 * Adds the devices to the figures: one line a device and figure, so that a hall of two hundred devices stays below two
 * thousand lines. What a person should do is on the page of devices, by the fault's code (docs/operations.md).
 */
export function addDeviceMetrics(
  { Counter, Gauge }: typeof import('prom-client'),
  registers: Registry[],
  { health, tally, agents }: DeviceFigures,
): void {
  new Gauge({
    name: 'luot_device_state',
    help: '1 for the state and the fault a device is in now; fault is empty while it is ready',
    labelNames: ['device', 'kind', 'state', 'fault'],
    registers,
    collect() {
      this.reset()
      for (const { id, kind, state, fault } of health()) this.set({ device: id, kind, state, fault: fault ?? '' }, 1)
    },
  })
  new Gauge({
    name: 'luot_device_changed_timestamp_seconds',
    help: 'When a device came into its present state',
    labelNames: ['device'],
    registers,
    collect() {
      this.reset()
      for (const { id, sinceAt } of health()) this.set({ device: id }, sinceAt / 1_000)
    },
  })
  new Counter({
    name: 'luot_device_health_changes_total',
    help: 'How often a device came into a state, since the hub started',
    labelNames: ['device', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { device, state, count } of tally.changes()) this.inc({ device, state }, count)
    },
  })
  new Gauge({
    name: 'luot_paper_left_mm',
    help: 'Paper left on the roll, as counted since it was put in',
    labelNames: ['device'],
    registers,
    collect() {
      this.reset()
      for (const { id, paper } of health()) if (paper) this.set({ device: id }, paper.leftMm)
    },
  })
  new Counter({
    name: 'luot_prints_total',
    help: 'Print jobs by what became of them: printed, unconfirmed, failed-not-started, failed-started',
    labelNames: ['device', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const { device, outcome, count } of tally.prints()) this.inc({ device, outcome }, count)
    },
  })
  new Gauge({
    name: 'luot_agent_connected',
    help: '1 while an agent of the hall is connected, 0 while it is away',
    labelNames: ['agent'],
    registers,
    collect() {
      this.reset()
      for (const { id, connected } of agents()) this.set({ agent: id }, connected ? 1 : 0)
    },
  })
}
