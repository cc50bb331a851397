import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { type NoLine, openLine } from './agent/line.ts'
import { nearDevices } from './agent/near-devices.ts'
import { soundShelf } from './agent/sound-shelf.ts'
import type { AgentConfig } from './config.ts'
import { openNotebook } from './devices/notebook.ts'
import { superviseDevices } from './devices/supervisor.ts'
import { realTimers } from './drivers/timers.ts'
import { holdFolder } from './journal/hold.ts'
import { makeFolder } from './journal/open-database.ts'

/** What to do when there is no line, for whoever reads the log of this machine. */
const HELP: Record<NoLine, string> = {
  'hub-away': 'the hub cannot be reached: check its power, the network cable and LUOT_HUB; it is tried again for ever',
  'hub-unproven':
    'whatever answers at LUOT_HUB does not know the key of this agent: is it the right hub, and this its newest key?',
  refused: 'the hub refuses this agent: make a new key at the hub (page Devices) and put it into the key file',
  'other-protocol': 'hub and agent are of different releases: install the same one on both',
  forged: 'something on the network changed what was said; the line is opened anew',
}

/**
 * Opens this machine as an agent: its printer, keypad, scanner and lamps belong to the hall of a hub. It opens no port and
 * decides nothing; with the hub away its lamps go out, its signs go blank, and it calls again for ever.
 */
export function openAgent(config: AgentConfig): { readonly welcome: string; close(): Promise<void> } {
  const log = pino({ level: config.logLevel, base: null })
  makeFolder(config.dataFolder)
  const hold = holdFolder(config.dataFolder)
  const notebook = openNotebook(config.dataFolder, {
    onTrouble: (error, whatNow) => log.error({ err: error, whatNow }, 'the notebook of the devices could not be read'),
  })
  const devices = superviseDevices({
    notebook,
    onHealth(health) {
      log.info({ device: health.device, state: health.state, fault: health.fault }, 'a device changed')
      near.healthChanged()
    },
    onMoment: (moment) => near.moment(moment),
    onTrouble: (device, error) => log.debug({ err: error, device }, 'a device could not be opened or used'),
  })
  const near = nearDevices({
    devices,
    notebook,
    shelf: soundShelf(config.soundsFolder),
    timers: realTimers,
    wallClock: Date.now,
    onTrouble: (what, error) => (error === undefined ? log.warn(what) : log.error({ err: error }, what)),
  })

  let last: NoLine | null = null
  const line = openLine({
    hub: config.hub,
    agent: config.agent,
    key: config.key,
    boot: randomUUID(),
    version: config.version,
    onLink(link) {
      last = null
      log.warn({ hub: config.hub }, 'the line to the hub stands')
      return near.connected(link)
    },
    onNoLine(why, detail) {
      // Told once, not every five seconds for a whole night.
      if (why !== last) log.error({ hub: config.hub, why, detail }, HELP[why])
      last = why
    },
  })

  let closing: Promise<void> | null = null
  return {
    welcome: `\n  Lượt ${config.version}, agent ${config.agent} of ${config.hub}\n`,
    close() {
      closing ??= (async () => {
        near.close()
        line.close()
        // A slip under way comes to its end, and what became of it is still noted for the hub that asks.
        await devices.close()
        await new Promise((resolve) => setImmediate(resolve))
        notebook.close()
        hold.release()
      })()
      return closing
    },
  }
}
