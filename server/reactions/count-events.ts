import { Counter, Gauge, Registry } from 'prom-client'
import type { Queue } from '#core/domain/queue.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import type { Reaction } from '../road.ts'

/** What Prometheus reads: events by type, tickets by state, screens, devices, the disk. Numbers only, no ticket, no person. */
export function openMetrics(parts: {
  queue: () => Queue
  screens: () => Record<string, number>
  devicesBroken: () => number
}): { reaction: Reaction; read: () => Promise<{ type: string; text: string }>; refused: (why: string) => void } {
  const registry = new Registry()
  const registers = [registry]
  const events = new Counter({
    name: 'luot_events_total',
    help: 'Journal records written',
    labelNames: ['type'],
    registers,
  })
  const refusals = new Counter({
    name: 'luot_refusals_total',
    help: 'Commands refused',
    labelNames: ['code'],
    registers,
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
  return {
    reaction: ({ happened }) => {
      for (const { event } of happened) events.inc({ type: event.type })
    },
    refused: (code) => refusals.inc({ code }),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}
