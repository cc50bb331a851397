import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { belongToHub } from './agent/belonging.ts'
import { printCode } from './agent/code-slip.ts'
import { nearDevices } from './agent/near-devices.ts'
import { soundShelf } from './agent/sound-shelf.ts'
import { writeStatus } from './agent/status.ts'
import type { AgentConfig } from './config.ts'
import { openNotebook } from './devices/notebook.ts'
import { superviseDevices } from './devices/supervisor.ts'
import { realTimers } from './drivers/timers.ts'
import { holdFolder } from './journal/hold.ts'
import { makeFolder } from './journal/open-database.ts'

/**
 * Opens this machine as an agent: its printer, keypad, scanner and lamps belong to the hall of a hub. It opens no port and
 * decides nothing; with the hub away its lamps go out, its signs go blank, and it calls again for ever.
 */
export function openAgent(
  config: AgentConfig,
  parts: { say: (text: string) => void } = { say: console.log },
): { readonly welcome: string; close(): Promise<void> } {
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

  let hasPrinted = false
  function showCode(code: string, untilMs: number): void {
    const { hub, machine } = config
    log.warn({ hub, code, minutes: Math.round(untilMs / 60_000) }, 'this machine waits to be paired')
    parts.say(
      `\n  This machine asks ${hub} to be paired. At the hub's desk, page Devices, approve the very same code:\n\n      ${code}\n`,
    )
    writeStatus(config.dataFolder, { state: 'asking', hub, code, untilAt: Date.now() + untilMs })
    // Once: a code lives for a quarter of an hour, and nobody wants a hundred slips after a night.
    if (hasPrinted) return
    hasPrinted = true
    printCode({ devices, configs: near.configs(), code, untilMs, machine, wall: Date.now() }).then(
      (outcome) => log.info({ outcome }, 'the code was sent to the printer'),
      (error: unknown) => log.error({ err: error }, 'the code could not be printed'),
    )
  }

  const belonging = belongToHub({
    config,
    boot: randomUUID(),
    log,
    onLink(link) {
      hasPrinted = false
      return near.connected(link)
    },
    onCode: showCode,
    onStatus: (status) => writeStatus(config.dataFolder, status),
  })

  let closing: Promise<void> | null = null
  return {
    welcome: `\n  Lượt ${config.version}, agent ${config.machine} of ${config.hub}\n`,
    close() {
      closing ??= (async () => {
        near.close()
        belonging.close()
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
