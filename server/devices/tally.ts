import type { PrintOutcome } from '#server/drivers/printer/port.ts'
import type { DeviceHealth, Supervisor } from './supervisor.ts'

/** What the devices went through since the hub started, for whoever watches halls from afar. */
export interface DeviceTally {
  /** How often a device came into a state: `may-in-1`, `broken` → 3. */
  changes(): readonly { device: string; state: string; count: number }[]
  /** What became of the print jobs of a printer. */
  prints(): readonly { device: string; outcome: PrintEnd; count: number }[]
  changed(health: DeviceHealth): void
  /** The same devices, each print job counted. */
  over<Devices extends Supervisor>(devices: Devices): Devices
}

/** The ends of a print job, those with half a slip in the mouth apart from those without ink on paper. */
export type PrintEnd = 'printed' | 'unconfirmed' | 'failed-not-started' | 'failed-started'

export function deviceTally(): DeviceTally {
  const changes = new Map<string, { device: string; state: string; count: number }>()
  const prints = new Map<string, { device: string; outcome: PrintEnd; count: number }>()
  const more = <Row extends { count: number }>(rows: Map<string, Row>, key: string, first: Row) => {
    const row = rows.get(key)
    if (row) row.count++
    else rows.set(key, first)
  }
  return {
    changes: () => [...changes.values()],
    prints: () => [...prints.values()],
    changed: ({ device, state }) => more(changes, `${device} ${state}`, { device, state, count: 1 }),
    over: (devices) => ({
      ...devices,
      printer(device) {
        const door = devices.printer(device)
        return {
          ...door,
          async print(job) {
            const end = await door.print(job)
            const outcome = endOf(end)
            more(prints, `${device} ${outcome}`, { device, outcome, count: 1 })
            return end
          },
        }
      },
    }),
  }
}

function endOf(end: PrintOutcome): PrintEnd {
  if (end.outcome !== 'failed') return end.outcome
  return end.started ? 'failed-started' : 'failed-not-started'
}
