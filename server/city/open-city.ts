import type { Logger } from 'pino'
import type { CityView } from '#core/contract/city.ts'
import type { DeviceHealth } from '#core/contract/health.ts'
import { statesOf, sumOf } from '#core/domain/city.ts'
import { linesNow, ticketsShown } from '#core/domain/hall-now.ts'
import type { Queue } from '#core/domain/queue.ts'
import { realTimers } from '../drivers/timers.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { LeaderRoom } from '../reports/leader-room.ts'
import { CITY } from '../settings/city.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { SITE } from '../settings/site.ts'
import { type CityHalls, openCityHalls } from './receive.ts'
import { type CitySender, openCitySender, overHttp } from './send.ts'
import { marksOf, standingOf } from './standing.ts'

/** Both ends of what a hall tells its city: this hub's own word, and the words of others it hears. */
export interface City {
  readonly halls: CityHalls
  readonly sender: CitySender
  view(): CityView
  /** The key this hall was given by its city. */
  setKey(key: string): void
  start(): void
  stop(): void
}

const KEY = 'city-key'

export function openCity(parts: {
  database: Sqlite
  documents: DocumentRoom
  leader: LeaderRoom
  queue: () => Queue
  now: () => number
  version: string
  publicUrl: () => string
  devices: () => readonly DeviceHealth[]
  hubFaults: () => readonly unknown[]
  log: Logger
}): City {
  const { database, documents, leader, queue, now, version, log } = parts
  const find = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const put = database.prepare(
    'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const halls = openCityHalls(database, log)
  const sender = openCitySender({
    settings: () => documents.now(CITY),
    key: () => find.get(KEY)?.value ?? null,
    standing: async (site) =>
      standingOf(await leader.look({ withNames: false }), {
        site,
        url: originOf(parts.publicUrl()),
        version,
        devices: parts.devices(),
        hubFaults: parts.hubFaults().length,
      }),
    marks: () => marksOf(linesNow(queue(), ticketsShown(queue()), documents.now(SITE).thresholds, now())),
    carry: overHttp,
    timers: realTimers,
    chance: Math.random,
    now,
    log,
  })
  documents.onChange((kind) => {
    if (kind === CITY.kind) sender.settingsChanged()
  })
  return {
    halls,
    sender,
    view() {
      const at = now()
      const list = halls.list(at)
      const { timeZone } = queue().office
      return { at, timeZone, halls: list, states: statesOf(list), sum: sumOf(list), sending: sender.told() }
    },
    setKey(key) {
      put.run(KEY, key)
      sender.settingsChanged()
    },
    start() {
      halls.start()
      sender.start()
    },
    stop() {
      sender.stop()
      halls.stop()
    },
  }
}

/** The door of a hub, as a city may link to it; null where it is no address. */
function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}
