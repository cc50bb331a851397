import { type DriverRow, catalog as everyDriver } from '#server/drivers/catalog.ts'
import { realTimers, type Timers } from '#server/drivers/timers.ts'
import { type AgentLine, type FarDevices, farDevices } from '../agent/far-devices.ts'
import { hubParcels } from '../agent/parcels.ts'
import type { Ear, FromAgent, FromHub, Link } from '../agent/words.ts'
import type { Notebook } from './notebook.ts'
import {
  type DeviceConfig,
  type DeviceHealth,
  type DeviceMoment,
  type Supervisor,
  superviseDevices,
} from './supervisor.ts'

/** A device of the hall: plugged into the hub itself, or into the agent it names. */
export interface HallDeviceConfig extends DeviceConfig {
  readonly at?: string
}

/** All devices of the hall behind one door: nobody behind it needs to know which machine a printer hangs on. */
export interface HallDevices extends Supervisor {
  configure(devices: readonly HallDeviceConfig[]): Promise<void>
  /** An agent has proved itself. */
  connected(
    agent: string,
    link: Link<FromHub>,
    hello: { boot: string; version: string; address: string },
  ): Ear<FromAgent>
  /** How the line to an agent is; null while there is none. */
  line(agent: string): AgentLine | null
  /** Cuts the line to an agent whose key died. */
  cut(agent: string): void
}

/** An agent without devices is there too: what is plugged in later needs no new line. */
export function openHallDevices(parts: {
  devices: readonly HallDeviceConfig[]
  boot: string
  notebook?: Notebook
  onHealth: (health: DeviceHealth) => void
  onMoment: (moment: DeviceMoment) => void
  onTrouble: (device: string, error: unknown) => void
  onStale: (device: string, ageMs: number) => void
  onRival?: (agent: string, addresses: readonly [string, string]) => void
  catalog?: readonly DriverRow[]
  timers?: Timers
  wallClock?: () => number
}): HallDevices {
  const { catalog = everyDriver, timers = realTimers, wallClock = Date.now } = parts
  const parcels = hubParcels()
  const agents = new Map<string, FarDevices>()
  let placeOf = new Map<string, string | undefined>()

  function far(agent: string, devices: readonly DeviceConfig[] = []): FarDevices {
    const known = agents.get(agent)
    if (known) return known
    const { boot, onHealth, onMoment, onStale, onRival = () => undefined } = parts
    const tellers = { onHealth, onMoment, onStale, onRival }
    const made = farDevices({ agent, boot, devices, catalog, parcels, timers, wallClock, ...tellers })
    agents.set(agent, made)
    return made
  }

  function share(devices: readonly HallDeviceConfig[], at: string | undefined): DeviceConfig[] {
    return devices
      .filter((device) => device.at === at)
      .map(({ id, driver, settings }) => ({ id, driver, ...(settings !== undefined && { settings }) }))
  }

  function place(devices: readonly HallDeviceConfig[]): void {
    placeOf = new Map(devices.map(({ id, at }) => [id, at]))
    for (const { at } of devices) if (at !== undefined) far(at, share(devices, at))
    for (const [agent, there] of agents) there.configure(share(devices, agent))
  }

  const { notebook, onHealth, onMoment, onTrouble } = parts
  const here = superviseDevices({
    devices: share(parts.devices, undefined),
    onHealth,
    onMoment,
    onTrouble,
    catalog,
    timers,
    wallClock,
    ...(notebook && { notebook }),
  })
  place(parts.devices)

  const where = (id: string) => {
    const at = placeOf.get(id)
    return at === undefined ? here : far(at)
  }

  return {
    printer: (id) => where(id).printer(id),
    wantLamps: (id, lamps) => where(id).wantLamps(id, lamps),
    buzz: (id, lamp, forMs) => where(id).buzz(id, lamp, forMs),
    wantSigns: (id, faces) => where(id).wantSigns(id, faces),
    play: (id, job) => where(id).play(id, job),
    freshRoll: (id) => where(id).freshRoll(id),
    health: () => [here, ...agents.values()].flatMap((each) => each.health()),
    opened: (id) => here.opened(id),
    async configure(devices) {
      place(devices)
      await here.configure(share(devices, undefined))
    },
    connected: (agent, link, hello) => far(agent).connected(link, hello),
    line: (agent) => agents.get(agent)?.line() ?? null,
    cut: (agent) => agents.get(agent)?.cut('its key died'),
    async close() {
      await Promise.all([here, ...agents.values()].map((each) => each.close()))
    },
  }
}
