import type { Registry } from 'prom-client'
import type { KeepingHealth } from '#core/contract/backups.ts'
import type { Event } from '#core/domain/events.ts'
import type { Queue } from '#core/domain/queue.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import type { Reaction } from '../road.ts'
import { addCopyMetrics } from './copy-metrics.ts'
import { addDeviceMetrics, type DeviceFigures } from './device-metrics.ts'
import type { WaitScores } from './score-waits.ts'

// Anyone may read the figures: only a low answer is explained, so a count of these would say what the last one was (S18).
const TELLS_THE_ANSWER: ReadonlySet<string> = new Set<Event['type']>(['RatingExplained'])

/** What Prometheus reads: events by type, tickets by state, screens, devices, the disk. Numbers only, no ticket, no person. */
export function openMetrics(parts: {
  queue: () => Queue
  screens: () => Record<string, number>
  devicesBroken: () => number
  devices: DeviceFigures
  waits: () => WaitScores
  copies: () => KeepingHealth
  now: () => number
}): { reaction: Reaction; read: () => Promise<{ type: string; text: string }>; refused: (why: string) => void } {
  const events = new Map<string, number>()
  const refusals = new Map<string, number>()
  const more = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  let registry: Promise<Registry> | null = null
  return {
    reaction: ({ happened }) => {
      for (const { event } of happened) if (!TELLS_THE_ANSWER.has(event.type)) more(events, event.type)
    },
    refused: (code) => more(refusals, code),
    async read() {
      // Loaded when somebody first asks: most halls have no Prometheus, and the library weighs more than the queue.
      registry ??= registryOf({ ...parts, events, refusals })
      const { contentType, metrics } = await registry.then((one) => ({
        contentType: one.contentType,
        metrics: one.metrics(),
      }))
      return { type: contentType, text: await metrics }
    },
  }
}

async function registryOf(parts: {
  queue: () => Queue
  screens: () => Record<string, number>
  devicesBroken: () => number
  devices: DeviceFigures
  waits: () => WaitScores
  copies: () => KeepingHealth
  now: () => number
  events: ReadonlyMap<string, number>
  refusals: ReadonlyMap<string, number>
}): Promise<Registry> {
  const client = await import('prom-client')
  const { Counter, Gauge, Registry } = client
  const registry = new Registry()
  const registers = [registry]
  addDeviceMetrics(client, registers, parts.devices)
  addCopyMetrics(client, registers, parts)
  new Counter({
    name: 'luot_events_total',
    help: 'Journal records written',
    labelNames: ['type'],
    registers,
    collect() {
      this.reset()
      for (const [type, count] of parts.events) this.inc({ type }, count)
    },
  })
  new Counter({
    name: 'luot_refusals_total',
    help: 'Commands refused',
    labelNames: ['code'],
    registers,
    collect() {
      this.reset()
      for (const [code, count] of parts.refusals) this.inc({ code }, count)
    },
  })
  new Gauge({
    name: 'luot_tickets',
    help: 'Tickets of the service day by state',
    labelNames: ['state'],
    registers,
    collect() {
      for (const state of STATE_NAMES) this.set({ state }, parts.queue().counts[state])
    },
  })
  new Gauge({
    name: 'luot_waiting',
    help: 'People waiting by service',
    labelNames: ['service'],
    registers,
    collect() {
      const queue = parts.queue()
      for (const { id } of queue.office.services) this.set({ service: id }, queue.lines.get(id)?.length ?? 0)
    },
  })
  new Gauge({
    name: 'luot_screens',
    help: 'Connected screens by audience',
    labelNames: ['audience'],
    registers,
    collect() {
      for (const [audience, count] of Object.entries(parts.screens())) this.set({ audience }, count)
    },
  })
  new Gauge({
    name: 'luot_devices_broken',
    help: 'Configured devices that are not ready',
    registers,
    collect() {
      this.set(parts.devicesBroken())
    },
  })
  new Counter({
    name: 'luot_waits_scored_total',
    help: 'People whose told wait was scored at their first call, since the hub started',
    registers,
    collect() {
      this.reset()
      this.inc(parts.waits().scored)
    },
  })
  new Gauge({
    name: 'luot_wait_error_seconds',
    help: 'Mean error of the wait told at the issue, over the last 1000 people: as it was told, and as the wait of the last one called would have been',
    labelNames: ['by'],
    registers,
    collect() {
      this.reset()
      const { errorMs, lastErrorMs } = parts.waits()
      if (errorMs !== null) this.set({ by: 'told' }, errorMs / 1_000)
      if (lastErrorMs !== null) this.set({ by: 'last-called' }, lastErrorMs / 1_000)
    },
  })
  new Gauge({
    name: 'luot_wait_held_ratio',
    help: 'Share of the last 1000 people for whom it held: the middle within ten minutes, the interval, its upper bound',
    labelNames: ['what'],
    registers,
    collect() {
      this.reset()
      const { withinTenMinutes, intervalHeld, upperHeld } = parts.waits()
      if (withinTenMinutes !== null) this.set({ what: 'ten-minutes' }, withinTenMinutes)
      if (intervalHeld !== null) this.set({ what: 'interval' }, intervalHeld)
      if (upperHeld !== null) this.set({ what: 'upper' }, upperHeld)
    },
  })
  new Gauge({
    name: 'luot_journal_seq',
    help: 'Sequence of the last journal record',
    registers,
    collect() {
      this.set(parts.queue().seq)
    },
  })
  new Gauge({
    name: 'luot_memory_bytes',
    help: 'Resident memory of the hub',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return registry
}
