import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type FarDevices, farDevices } from '#server/agent/far-devices.ts'
import { type NearDevices, nearDevices } from '#server/agent/near-devices.ts'
import { hubParcels } from '#server/agent/parcels.ts'
import { soundShelf } from '#server/agent/sound-shelf.ts'
import { type Ear, type FromAgent, type FromHub, isFromAgent, isFromHub } from '#server/agent/words.ts'
import { type Notebook, openNotebook } from '#server/devices/notebook.ts'
import { type DeviceConfig, type DeviceMoment, type Supervisor, superviseDevices } from '#server/devices/supervisor.ts'
import { row } from '#server/drivers/catalog/row.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import { type FaultCode, healthTeller } from '#server/drivers/device.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import type { PrintJob, PrintOutcome } from '#server/drivers/printer/port.ts'
import type { LampWish } from '#server/drivers/signal/port.ts'
import { handMovedTimers } from './hand-moved-timers.ts'

/** Paper, keys and lamps that live through every power cut of the machines beside them. */
export interface Things {
  /** The ids that left ink, in order; an id twice is a slip twice. */
  readonly tape: string[]
  /** The last of them, as it came to the printer. */
  lastJob: PrintJob | null
  lamps: Readonly<Record<string, LampWish>>
  press(key: KeyMoment): void
  /** What each sound said, as its files were read when it was played. */
  readonly heard: string[]
  /** How the next slips end. */
  paper: 'there' | 'out'
  /** Lets a slip that is in the mouth come to its end. */
  finish(): void
}

/** A hub's side and an agent's side of one line, a line that is cut by hand, and both ends' power cuts. */
export function agentLine(devices: readonly DeviceConfig[]) {
  const timers = handMovedTimers()
  const folder = mkdtempSync(join(tmpdir(), 'luot-line-'))
  const moments: DeviceMoment[] = []
  const stale: string[] = []
  const rivals: string[] = []
  const told: string[] = []
  const arrived: string[] = []
  let boots = 0
  let wires: { toAgent: FromHub[]; toHub: FromAgent[]; hubEar: Ear<FromAgent>; agentEar: Ear<FromHub> } | null = null

  let pressed: (key: KeyMoment) => void = () => undefined
  let inMouth: (() => void)[] = []
  const things: Things = {
    tape: [],
    lastJob: null,
    lamps: {},
    heard: [],
    paper: 'there',
    press: (key) => pressed(key),
    finish() {
      for (const end of inMouth.splice(0)) end()
    },
  }
  let life = 0

  /** Drivers of a machine's life: when it loses its power they do nothing more. */
  function catalog(): DriverRow[] {
    const mine = ++life
    const isAlive = () => mine === life
    const device = () => {
      const health = healthTeller({ state: 'ready' })
      return {
        health: health.now,
        watch: health.watch,
        gone: new Promise<FaultCode>(() => undefined),
        close: async () => {},
      }
    }
    const label = { vi: 'Thử', en: 'Test' }
    const none = Type.Object({})
    return [
      row('paper', 'printer', label, none, {
        open: async () => ({
          kind: 'printer',
          device: {
            ...device(),
            async print(job): Promise<PrintOutcome> {
              if (things.paper === 'out') return { outcome: 'failed', fault: 'paper-out', started: false }
              await job.begins?.()
              if (!isAlive()) return new Promise(() => undefined)
              things.tape.push(job.id)
              things.lastJob = job
              await new Promise<void>((resolve) => inMouth.push(resolve))
              return isAlive() ? { outcome: 'printed' } : new Promise(() => undefined)
            },
          },
        }),
      }),
      row('keys', 'keypad', label, none, {
        open: async () => ({
          kind: 'keypad',
          device: {
            ...device(),
            onKey(listener) {
              pressed = (key) => isAlive() && listener(key)
              return () => undefined
            },
          },
        }),
      }),
      row('loud', 'speaker', label, none, {
        open: async () => ({
          kind: 'speaker',
          device: {
            ...device(),
            async play({ files, volume }) {
              things.heard.push(`${files.map((file) => readFileSync(file, 'utf8').trim()).join(' ')} at ${volume}`)
              return { outcome: 'played' }
            },
          },
        }),
      }),
      row('lamp', 'signal', label, none, {
        open: async () => ({
          kind: 'signal',
          device: {
            ...device(),
            want: (lamps) => {
              if (isAlive()) things.lamps = lamps
            },
            buzz: () => undefined,
            onPress: () => () => undefined,
          },
        }),
      }),
    ]
  }

  let hub: FarDevices
  let near: NearDevices
  let notebook: Notebook
  let supervisor: Supervisor
  let agentBoot = ''

  function startHub(): void {
    const boot = `hub-${++boots}`
    const onHealth = (health: { device: string; state: string; fault?: string }) =>
      told.push([health.device, health.state, health.fault].join(' ').trim())
    const onMoment = (moment: DeviceMoment) => moments.push(moment)
    const onStale = (device: string) => stale.push(device)
    const onRival = (agent: string) => rivals.push(agent)
    const facts = { agent: 'kiosk-pi', boot, devices, catalog: catalogOfHub, parcels: hubParcels(), timers }
    hub = farDevices({ ...facts, wallClock: () => 1_000_000 + timers.now(), onHealth, onMoment, onStale, onRival })
  }
  function startAgent(): void {
    agentBoot = `agent-${++boots}`
    const onTrouble = () => undefined
    notebook = openNotebook(folder, { onTrouble })
    const mine: Supervisor = superviseDevices({
      notebook,
      catalog: catalog(),
      timers,
      onTrouble,
      onHealth: () => supervisor === mine && near.healthChanged(),
      onMoment: (moment) => supervisor === mine && near.moment(moment),
    })
    supervisor = mine
    const wallClock = () => 1_005_000 + timers.now()
    near = nearDevices({
      devices: mine,
      notebook,
      shelf: soundShelf(join(folder, 'sounds')),
      timers,
      wallClock,
      onTrouble,
    })
  }
  const catalogOfHub = catalog()
  startHub()
  startAgent()

  function cut(): void {
    const cutWires = wires
    wires = null
    cutWires?.hubEar.over()
    cutWires?.agentEar.over()
  }

  return {
    timers,
    things,
    folder,
    moments,
    stale,
    rivals,
    told,
    hub: () => hub,
    /** The agent proves itself on a new line. */
    connect(boot = agentBoot) {
      if (boot === agentBoot) cut()
      const toAgent: FromHub[] = []
      const toHub: FromAgent[] = []
      const on = { toAgent, toHub }
      // An ear may speak as soon as it is there: then the wires are there already.
      const agentEar = near.connected({
        send: (message) => toHub.push(message),
        cut: () => wires?.toHub === on.toHub && cut(),
      })
      const hubLink = {
        send: (message: FromHub) => toAgent.push(message),
        cut: () => wires?.toHub === on.toHub && cut(),
      }
      const hubEar = hub.connected(hubLink, { boot, version: '1', address: '10.0.0.2' })
      wires = { ...on, hubEar, agentEar }
    },
    /** Everything on the wire is lost. */
    cut,
    isConnected: () => wires !== null,
    underWay: (way: 'toAgent' | 'toHub') => wires?.[way].length ?? 0,
    /** How many messages of a kind arrived at either end. */
    delivered: (say: string) => arrived.filter((one) => one === say).length,
    /** One message arrives, as it would be read on the other side; false when nothing is under way. */
    deliver(way: 'toAgent' | 'toHub'): boolean {
      if (!wires) return false
      const message = JSON.parse(JSON.stringify(wires[way].shift() ?? null)) as unknown
      if (way === 'toAgent' && isFromHub(message)) wires.agentEar.hear(message)
      else if (way === 'toHub' && isFromAgent(message)) wires.hubEar.hear(message)
      else if (message !== null) throw new Error(`not a word of the line: ${JSON.stringify(message)}`)
      if (message !== null) arrived.push((message as { say: string }).say)
      return message !== null
    },
    hubPowerCut() {
      cut()
      void hub.close()
      startHub()
    },
    agentPowerCut() {
      cut()
      near.close()
      inMouth = []
      notebook.close()
      startAgent()
    },
    async close() {
      cut()
      near.close()
      await hub.close()
      life++
      notebook.close()
    },
  }
}

export type AgentLineKit = ReturnType<typeof agentLine>

/** What happens by itself between two moments. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Delivers everything, both ways, until nothing is said any more. */
export async function quiet(line: AgentLineKit): Promise<void> {
  for (let rounds = 0; rounds < 10_000; rounds++) {
    await settle()
    const some = [line.deliver('toAgent'), line.deliver('toHub')]
    if (!some.includes(true)) return
  }
  throw new Error('the line never falls silent')
}
