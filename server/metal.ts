import type { Logger } from 'pino'
import type { DeviceHealth } from '#core/contract/health.ts'
import { catalog } from '#server/drivers/catalog.ts'
import type { NoteAct } from './acts.ts'
import type { App } from './app.ts'
import type { Config } from './config.ts'
import { borrowable } from './devices/borrowed.ts'
import { openHallDevices } from './devices/hall-devices.ts'
import { openNotebook } from './devices/notebook.ts'
import type { DeviceMoment } from './devices/supervisor.ts'
import { deviceTally } from './devices/tally.ts'
import { dockCables } from './dock-cables.ts'
import { openAgentDoor } from './edge/agent-door.ts'
import { toldHealth } from './health.ts'
import type { Sqlite } from './journal/open-database.ts'
import { agentPairingOn } from './pairing/open-agent-pairing.ts'
import { agentKeys } from './settings/agent-keys.ts'
import { openAgentRoom } from './settings/agent-room.ts'
import { wantedDevices } from './settings/hall.ts'
import type { HallRoom } from './settings/hall-room.ts'
import type { SettingsStore } from './settings/store.ts'

/**
 * Everything a cable hangs on: the devices of the hub and of its agents, what must be known of them after a power cut, the
 * agents' keys, and what was counted of it all.
 */
export function openMetal(parts: {
  config: Config
  boot: string
  database: Sqlite
  hallRoom: HallRoom
  settings: SettingsStore
  now: () => number
  steady: () => number
  note: NoteAct
  log: Logger
  /** A device is another way than before: screens that show devices are drawn anew. */
  onHealth: () => void
  onMoment: (moment: DeviceMoment) => void
}) {
  const { config, boot, database, hallRoom, log } = parts
  const hall = hallRoom.now
  const notebook = openNotebook(config.dataFolder, {
    onTrouble: (error, whatNow) => log.error({ err: error, whatNow }, 'the notebook of the devices could not be read'),
  })
  const tally = deviceTally()
  const cables = dockCables(catalog)
  const hallDevices = openHallDevices({
    catalog: config.dock ? cables.catalog : catalog,
    notebook,
    boot,
    devices: wantedDevices(hall()),
    onHealth: (health) => {
      tally.changed(health)
      log.info({ device: health.device, state: health.state, fault: health.fault }, 'a device changed')
      parts.onHealth()
    },
    onMoment: parts.onMoment,
    onTrouble: (device, error) => log.debug({ err: error, device }, 'a device could not be opened or used'),
    onStale: (device, ageMs) =>
      log.warn({ device, ageMs }, 'a key or a scan came too late from an agent, and was left out'),
    onRival: (agent, addresses) =>
      log.error({ agent, addresses }, 'two machines use the key of one agent: make a new key for the right one'),
  })
  const devices = borrowable(tally.over(hallDevices))
  const { line, cut } = hallDevices
  const keysOfAgents = agentKeys(database)
  const { settings, now, steady, note } = parts
  const pairing = agentPairingOn({ database, settings, keys: keysOfAgents, now, steady, note, cut, log })
  const agentRoom = openAgentRoom({ hallRoom, keys: keysOfAgents, pairing, note, line, cut })

  return {
    devices,
    agentRoom,
    tally,
    cables,
    /** Each device in the words of the hall. */
    health: (): DeviceHealth[] => devices.health().map((health) => toldHealth(health, hall())),
    agents: () => hall().agents.map(({ id }) => ({ id, connected: line(id) !== null })),
    openDoor(app: Pick<App, 'io' | 'addressOf'>): void {
      openAgentDoor({
        io: app.io,
        keyOf: keysOfAgents.keyOf,
        retiredKeyOf: keysOfAgents.retiredKeyOf,
        pairing,
        addressOf: app.addressOf,
        onLink: hallDevices.connected,
        onRefused: (agent, address) => log.warn({ agent, address }, 'an agent came with a wrong key'),
        onUnknown: (agent) =>
          log.warn({ agent }, 'an agent said what this hub does not know; is it of another release?'),
        onForged: (agent, why) => log.error({ agent, why }, 'the line to an agent was tampered with, and is cut'),
      })
    },
    close: () => notebook.close(),
  }
}
