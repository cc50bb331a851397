import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DriverRow } from '#server/drivers/catalog.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import type { LampWish } from '#server/drivers/signal/port.ts'
import type { SoundJob, SoundOutcome } from '#server/drivers/speaker/port.ts'
import type { Timers } from '#server/drivers/timers.ts'
import type { DeviceConfig, DeviceHealth, DeviceMoment, Supervisor } from '../devices/supervisor.ts'
import { clockOfAgent } from './clock-of-agent.ts'
import type { Parcels } from './parcels.ts'
import { printOrders } from './print-orders.ts'
import type { Ear, FromAgent, FromHub, Link } from './words.ts'

/** The devices of one other machine, as the hub sees them: the same door whether the line to it stands or not. */
export interface FarDevices extends Omit<Supervisor, 'opened' | 'configure'> {
  configure(devices: readonly DeviceConfig[]): void
  /** The agent has proved itself on a new line; an older one is over. */
  connected(link: Link<FromHub>, hello: { boot: string; version: string; address: string }): Ear<FromAgent>
  line(): AgentLine | null
  /** The key died: the line is cut at once. */
  cut(why: string): void
}

/** How the line to an agent is. */
export interface AgentLine {
  readonly sinceAt: number
  readonly version: string
  readonly address: string
  /** How far the agent's wall clock is ahead of ours. */
  readonly clockAheadMs: number | null
  readonly roundTripMs: number | null
}

const PULSE_MS = 2_000
// Four pulses without an answer: a cable that was pulled tells nobody.
const SILENT_MS = 8_000
/** A key pressed longer ago than this must not call a number now. */
const FRESH_MS = 5_000
// Heard of so lately, the machine before is still there: one that lost its power is longer away before it is back.
const ALIVE_MS = 3_000
const SOUND_MS = 60_000

/**
 * The hub's side of the line to one agent.
 *
 *     wanted states   kept here, and sent again whole on each new line
 *     print jobs      wait here (print-orders.ts)
 *     buzz, sounds    moments: where the line is away they have passed
 *     keys, scans     carried out once, and only while they are fresh
 */
export function farDevices(parts: {
  agent: string
  boot: string
  devices: readonly DeviceConfig[]
  catalog: readonly DriverRow[]
  parcels: Parcels
  timers: Timers
  wallClock: () => number
  onHealth: (health: DeviceHealth) => void
  onMoment: (moment: DeviceMoment) => void
  /** A key or scan that came too late to be carried out. */
  onStale: (device: string, ageMs: number) => void
  /** Another life of the agent came in while the line before was alive: its key is in two machines. */
  onRival: (agent: string, addresses: readonly [string, string]) => void
}): FarDevices {
  const { agent, timers, wallClock, parcels } = parts
  const orders = printOrders({ timers, parcels })
  const lamps = new Map<string, Readonly<Record<string, LampWish>>>()
  const faces = new Map<string, Readonly<Record<string, SignFace>>>()
  const sounds = new Map<string, (outcome: SoundOutcome) => void>()
  const told = new Map<string, DeviceHealth>()
  /** The last moment carried out, and of which life of the agent. */
  let last = { boot: '', seq: 0 }
  let configs = parts.devices
  let reported = new Map<string, Extract<FromAgent, { say: 'health' }>['devices'][number]>()
  let line: Line | null = null

  interface Line {
    readonly link: Link<FromHub>
    readonly hello: { boot: string; version: string; address: string }
    readonly sinceAt: number
    readonly clock: ReturnType<typeof clockOfAgent>
    heardAt: number
    callOff: () => void
  }

  const isOurs = (device: string) => configs.some(({ id }) => id === device)
  const say = (message: FromHub) => line?.link.send(message)

  function healthNow({ id, driver }: DeviceConfig): Omit<DeviceHealth, 'sinceAt'> {
    const kind = parts.catalog.find((row) => row.id === driver)?.kind ?? 'none'
    if (!line) return { device: id, kind, state: 'broken', fault: 'agent-away' }
    const said = reported.get(id)
    if (!said) return { device: id, kind, state: 'unknown', fault: 'device-opening' }
    // A newer agent may name faults this hub has no words for; they are told as something unknown.
    return { ...said, kind } as Omit<DeviceHealth, 'sinceAt'>
  }

  function healthOf(config: DeviceConfig): DeviceHealth {
    const now = healthNow(config)
    const before = told.get(config.id)
    return { ...now, sinceAt: before && isSameNews(before, now) ? before.sinceAt : wallClock() }
  }

  function tellHealth(): void {
    for (const config of configs) {
      const before = told.get(config.id)
      const health = healthOf(config)
      told.set(config.id, health)
      if (!before || !isSameNews(before, health)) parts.onHealth(health)
    }
  }

  function sendAll(): void {
    say({ say: 'devices', boot: parts.boot, devices: [...configs] })
    for (const [device, wish] of lamps) if (isOurs(device)) say({ say: 'lamps', device, lamps: wish })
    for (const [device, wish] of faces) if (isOurs(device)) say({ say: 'signs', device, faces: wish })
  }

  function beat(on: Line): void {
    if (timers.now() - on.heardAt > SILENT_MS) {
      on.link.cut('silent')
      return
    }
    on.link.send({ say: 'pulse', at: timers.now() })
    on.callOff = timers.after(PULSE_MS, () => beat(on))
  }

  function hearMoment(on: Line, { seq, at, moment }: Extract<FromAgent, { say: 'moment' }>): void {
    const { boot } = on.hello
    if (last.boot !== boot) last = { boot, seq: 0 }
    on.link.send({ say: 'heard', seq })
    if (seq <= last.seq) return
    last = { boot, seq }
    if (!isOurs(moment.device)) return
    const ageMs = on.clock.ageOf(at, timers.now())
    if (ageMs > FRESH_MS) {
      parts.onStale(moment.device, ageMs)
      return
    }
    parts.onMoment({ ...moment, id: `${agent}/${boot}/${seq}` } as DeviceMoment)
  }

  function hear(on: Line, message: FromAgent): void {
    if (line !== on) return
    on.heardAt = timers.now()
    switch (message.say) {
      case 'health':
        reported = new Map(message.devices.map((one) => [one.device, one]))
        tellHealth()
        return
      case 'part':
        on.link.send({ say: 'part', of: message.of, ...parcels.part(message.of, message.from) })
        return
      case 'printed':
        orders.told(message.job, message.outcome as Parameters<typeof orders.told>[1])
        return
      case 'played':
        sounds.get(message.job)?.(message.outcome as SoundOutcome)
        return
      case 'moment':
        hearMoment(on, message)
        return
      case 'pulse': {
        const { at: sentAt, steady, wall } = message
        on.clock.heard({ sentAt, heardAt: timers.now(), steady, wallAhead: wall - wallClock() })
        return
      }
      default:
        message satisfies never
    }
  }

  function over(on: Line): void {
    if (line !== on) return
    line = null
    on.callOff()
    reported = new Map()
    orders.disconnected()
    for (const settle of [...sounds.values()]) settle({ outcome: 'failed', fault: 'agent-away' })
    tellHealth()
  }

  async function play(speaker: string, job: SoundJob): Promise<SoundOutcome> {
    const files = await Promise.all(job.files.map((file) => readFile(file)))
    if (!line) return { outcome: 'failed', fault: 'agent-away' }
    const hashes = files.map((bytes) => parcels.put(bytes))
    const id = randomUUID()
    const { promise, resolve } = Promise.withResolvers<SoundOutcome>()
    sounds.set(id, resolve)
    const callOff = timers.after(SOUND_MS, () => resolve({ outcome: 'failed', fault: 'agent-away' }))
    const { volume, yields = false, restMs = 0 } = job
    say({ say: 'play', job: id, speaker, files: hashes, volume, yields, restMs })
    const outcome = await promise
    sounds.delete(id)
    callOff()
    for (const hash of hashes) parcels.takeAway(hash)
    return outcome
  }

  // Known from the start, and no news.
  for (const config of configs) told.set(config.id, healthOf(config))

  return {
    printer: (id) => ({
      health: () => healthOf(configs.find((one) => one.id === id) ?? { id, driver: '' }),
      print: (job) => orders.print(id, job),
    }),
    wantLamps(device, wish) {
      if (JSON.stringify(lamps.get(device)) === JSON.stringify(wish)) return
      lamps.set(device, wish)
      say({ say: 'lamps', device, lamps: wish })
    },
    wantSigns(device, wish) {
      if (JSON.stringify(faces.get(device)) === JSON.stringify(wish)) return
      faces.set(device, wish)
      say({ say: 'signs', device, faces: wish })
    },
    buzz(device, lamp, forMs) {
      say({ say: 'buzz', device, lamp, forMs })
    },
    play: (speaker, job) =>
      play(speaker, job).catch((): SoundOutcome => ({ outcome: 'failed', fault: 'device-missing' })),
    freshRoll(device) {
      // Known to be counted only by what the agent last told; one that is away counts on with its old roll.
      if (!line || reported.get(device)?.paper === undefined) return false
      say({ say: 'fresh-roll', device })
      return true
    },
    health: () => configs.map(healthOf),
    configure(devices) {
      if (JSON.stringify(devices) === JSON.stringify(configs)) return
      configs = devices
      for (const id of [...told.keys()]) if (!isOurs(id)) told.delete(id)
      sendAll()
      tellHealth()
    },
    connected(link, hello) {
      const before = line
      const heardAt = timers.now()
      const on: Line = { link, hello, sinceAt: wallClock(), clock: clockOfAgent(), heardAt, callOff: () => {} }
      const isAlive = before !== null && heardAt - before.heardAt <= ALIVE_MS
      if (isAlive && before.hello.boot !== hello.boot) parts.onRival(agent, [before.hello.address, hello.address])
      if (before) over(before)
      before?.link.cut('a newer line')
      line = on
      // Which life of the hub this is goes first: it decides what of the past may still be told.
      sendAll()
      beat(on)
      orders.connected((offer) => link.send(offer), hello.boot)
      tellHealth()
      return { hear: (message) => hear(on, message), over: () => over(on) }
    },
    line() {
      if (!line) return null
      const { sinceAt, hello, clock } = line
      const { version, address } = hello
      return { sinceAt, version, address, clockAheadMs: clock.wallAheadMs(), roundTripMs: clock.roundTripMs() }
    },
    cut(why) {
      line?.link.cut(why)
    },
    async close() {
      orders.close()
      const on = line
      line = null
      on?.callOff()
      on?.link.cut('the hub is closing')
    },
  }
}

/** Paper that grows less with every slip is no news. */
function isSameNews(a: Omit<DeviceHealth, 'sinceAt'>, b: Omit<DeviceHealth, 'sinceAt'>): boolean {
  return a.state === b.state && a.fault === b.fault && a.part === b.part
}
