import type { ServiceId, Text } from './office.ts'
import type { Queue } from './queue.ts'
import { promiseFor } from './waiting-time.ts'

/** A service where people wait longer than its office allows: the desks and the leader are told. */
export interface WaitAlert {
  readonly service: ServiceId
  readonly name: Text
  readonly limitMs: number
  readonly waiting: number
  /** How long the one has waited who came first of those who wait. */
  readonly longestMs: number
  /** How long somebody who comes now will wait, in the middle; null when nobody can know. */
  readonly expectedMs: number | null
  /** What passed the limit: somebody waits that long already, or whoever comes now will. */
  readonly because: 'waited' | 'expected'
}

/** The services whose waits pass their limit now, the longest wait first. */
export function waitAlerts(queue: Queue, at: number): WaitAlert[] {
  return queue.office.services
    .flatMap(({ id, name, waitAlertMs }): WaitAlert[] => {
      if (waitAlertMs === null) return []
      const line = queue.lines.get(id) ?? []
      const longestMs = line.reduce((longest, ticket) => Math.max(longest, at - ticket.issuedAt), 0)
      const expectedMs = promiseFor(queue, id, at)?.middleMs ?? null
      const hasWaited = longestMs >= waitAlertMs
      if (!hasWaited && (expectedMs === null || expectedMs < waitAlertMs)) return []
      const because = hasWaited ? 'waited' : 'expected'
      return [{ service: id, name, limitMs: waitAlertMs, waiting: line.length, longestMs, expectedMs, because }]
    })
    .sort((a, b) => b.longestMs - a.longestMs)
}
