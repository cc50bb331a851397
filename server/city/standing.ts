import type { Breach, Standing } from '#core/contract/city.ts'
import type { DeviceHealth } from '#core/contract/health.ts'
import type { LineNow } from '#core/contract/live.ts'
import type { WaitAlert } from '#core/domain/alerts.ts'
import type { LeaderRoom } from '../reports/leader-room.ts'

/** What stands around the queue when a hall tells how it is. */
export interface Around {
  readonly site: string
  readonly url: string | null
  readonly version: string
  readonly devices: readonly DeviceHealth[]
  /** How much is wrong with the hub itself: disk, clock, screens' keys. */
  readonly hubFaults: number
}

/** The hall as it tells its city: the figures of its own leader's page, without anything that has a name. */
export function standingOf({ view, queue }: Awaited<ReturnType<LeaderRoom['look']>>, around: Around): Standing {
  const { site, url, version, devices, hubFaults } = around
  const { lines, tally, usual, ratings } = view
  const sum = (figure: (line: LineNow) => number) => lines.reduce((all, line) => all + figure(line), 0)
  return {
    site,
    name: view.office,
    url,
    version,
    day: queue.day,
    at: view.at,
    seq: queue.seq,
    practice: view.practice,
    level: view.level,
    tally,
    longestMs: view.longestMs,
    open: view.open,
    paused: view.paused.length,
    counters: view.counters,
    breaches: lines.flatMap(breachOf),
    lately: { came: sum(({ came }) => came), called: sum(({ called }) => called) },
    usualWaiting: usual?.waiting ?? null,
    satisfiedShare: ratings.satisfiedShare,
    target: ratings.target,
    wrong: {
      devices: devices.filter(({ state, fault }) => state === 'broken' && !isPaper(fault)).length,
      paper: devices.filter(({ fault }) => isPaper(fault)).length,
      hub: hubFaults,
    },
  }
}

function isPaper(fault: string | null): boolean {
  return fault?.startsWith('paper-') ?? false
}

function breachOf(line: LineNow): Breach[] {
  const { service, name, level, trouble, waiting, longestMs, expectedMs, limitMs } = line
  if (level === 'ok') return []
  return [{ service, name, level, because: becauseOf(line), trouble, waiting, longestMs, expectedMs, limitMs }]
}

function becauseOf({
  trouble,
  longestMs,
  expectedMs,
  limitMs,
}: LineNow): WaitAlert['because'] | 'no-counter' | 'stopped' {
  if (trouble === 'no-counter') return trouble
  if (longestMs >= limitMs) return 'waited'
  if (expectedMs !== null && expectedMs >= limitMs) return 'expected'
  // Watched because somebody waits long already, though not yet too long.
  return trouble === 'stopped' ? trouble : 'waited'
}

/** What of a standing is told at once when it changes: which lines stand badly, and how badly. */
export function marksOf(lines: readonly Pick<LineNow, 'service' | 'level'>[]): string {
  return lines
    .filter(({ level }) => level !== 'ok')
    .map(({ service, level }) => `${service} ${level}`)
    .sort()
    .join('\n')
}
