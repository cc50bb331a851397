import { inflateRawSync } from 'node:zlib'
import type { Timers } from '#server/drivers/timers.ts'
import type { Notebook } from '../devices/notebook.ts'
import type { DeviceConfig, DeviceMoment, Supervisor } from '../devices/supervisor.ts'
import type { PrintOutcome, SlipLine } from '../drivers/printer/port.ts'
import type { SoundOutcome } from '../drivers/speaker/port.ts'
import { fetcher } from './parcels.ts'
import type { SoundShelf } from './sound-shelf.ts'
import type { Ear, FromAgent, FromHub, Link } from './words.ts'

/** The devices of this machine, as they hang on the line to the hub. */
export interface NearDevices {
  connected(link: Link<FromAgent>): Ear<FromHub>
  /** A device of this machine has something to tell. */
  healthChanged(): void
  moment(moment: DeviceMoment): void
  /** The devices of this machine as the hub last told them. */
  configs(): readonly DeviceConfig[]
  close(): void
}

/** So long may a sign show what the hub last said; after that it may be a lie, and it goes blank. */
const BLANK_AFTER_MS = 10_000
// A call is worth hearing for a few seconds.
const SOUND_WANTED_MS = 8_000
const MOST_MOMENTS = 50
const MOMENT_WANTED_MS = 5_000
const CONFIG = 'devices'

/**
 * The agent's side of the line. It decides nothing: it does what it is told once, says what happens, and is dark when it is alone.
 *
 *     with a hub ◄──► alone ── 10 s ──► lamps off, signs blank      (what began to print goes on to its end)
 */
export function nearDevices(parts: {
  devices: Supervisor
  notebook: Notebook
  shelf: SoundShelf
  timers: Timers
  wallClock: () => number
  onTrouble: (what: string, error?: unknown) => void
}): NearDevices {
  const { devices, notebook, shelf, timers } = parts
  let link: Link<FromAgent> | null = null
  let parcels = fetcher(() => undefined)
  let heardAt = timers.now()
  /** The life of the hub that was told of the moments. */
  let hubBoot = ''
  let pressed: { seq: number; at: number; moment: DeviceMoment; told: boolean }[] = []
  let lastSeq = 0
  let isDark = true
  let hasBeaten = false
  const shown = { lamps: new Set<string>(), signs: new Set<string>() }
  const printing = new Set<string>()

  let configured = Promise.resolve()
  let configs: readonly DeviceConfig[] = []
  const kept = notebook.kept(CONFIG)
  if (kept !== null) configure(JSON.parse(kept) as DeviceConfig[])

  function configure(wanted: readonly DeviceConfig[]): void {
    configs = wanted
    // One after the other: a device may take its time to close.
    configured = configured
      .then(() => devices.configure(wanted))
      .catch((error: unknown) => parts.onTrouble('the devices could not be set up', error))
  }

  function goDark(): void {
    if (isDark) return
    isDark = true
    for (const id of shown.lamps) devices.wantLamps(id, {})
    for (const id of shown.signs) devices.wantSigns(id, {})
    parts.onTrouble('nothing heard from the hub: lamps are off and signs blank until it is back')
  }

  let callOff = timers.after(1_000, watch)
  function watch(): void {
    const silentMs = timers.now() - heardAt
    // The line goes with it, whatever the kernel thinks of it: on a new one every wish is sent again.
    if (silentMs > BLANK_AFTER_MS) {
      goDark()
      link?.cut('nothing heard from the hub')
    }
    pressed = pressed.filter(({ at }) => timers.now() - at <= MOMENT_WANTED_MS)
    callOff = timers.after(1_000, watch)
  }

  function sayHealth(): void {
    const told = devices.health().map(({ sinceAt: _, ...health }) => health)
    link?.send({ say: 'health', devices: told })
  }

  function sayMoments(): void {
    for (const one of pressed) {
      one.told = true
      const { id: _, ...moment } = one.moment
      link?.send({ say: 'moment', seq: one.seq, at: one.at, moment } as FromAgent)
    }
  }

  function takeConfig(message: Extract<FromHub, { say: 'devices' }>): void {
    // What was told to a hub that died may have been carried out or not: carried out twice would be worse.
    if (hubBoot !== message.boot) pressed = pressed.filter(({ told }) => !told)
    hubBoot = message.boot
    const wanted = message.devices as DeviceConfig[]
    notebook.keep(CONFIG, JSON.stringify(wanted))
    configure(wanted)
    sayHealth()
  }

  async function print(offer: Extract<FromHub, { say: 'print' }>): Promise<void> {
    const { job, printer, title, width, height, again } = offer
    const untilAt = timers.now() + offer.waitMs
    // Asked again while it is being printed: its end is told when it comes.
    if (printing.has(job)) return
    printing.add(job)
    try {
      const outcome = await outcomeOf()
      if (outcome) link?.send({ say: 'printed', job, outcome })
      // There is less paper now.
      sayHealth()
    } finally {
      printing.delete(job)
    }

    async function outcomeOf(): Promise<PrintOutcome | null> {
      const note = notebook.job(job)
      if (note?.state === 'done') return note.outcome
      const nothing = { width, height: 0, bytes: new Uint8Array() }
      // Begun in another life, or too late: no picture is needed to say so.
      if (note || offer.waitMs <= 0)
        return devices.printer(printer).print({ id: job, title, picture: nothing, again, waitMs: 0 })
      const packed = await parcels.fetch(offer.picture)
      // The line was cut, or nobody wants it any more: where it is wanted it will be offered again.
      if (!packed) return null
      const picture = { width, height, bytes: new Uint8Array(inflateRawSync(packed)) }
      const lines = offer.lines && { lines: offer.lines as SlipLine[] }
      return devices
        .printer(printer)
        .print({ id: job, title, picture, ...lines, again, waitMs: untilAt - timers.now() })
    }
  }

  async function play(offer: Extract<FromHub, { say: 'play' }>): Promise<SoundOutcome> {
    const wantedUntil = timers.now() + SOUND_WANTED_MS
    const files: string[] = []
    for (const hash of offer.files) {
      const file = await shelf.file(hash, () => parcels.fetch(hash))
      if (file === null) return { outcome: 'dropped' }
      files.push(file)
    }
    if (timers.now() > wantedUntil) return { outcome: 'dropped' }
    const { job, volume, yields, restMs } = offer
    return devices.play(offer.speaker, { id: job, files, volume, yields, restMs })
  }

  function hear(message: FromHub): void {
    heardAt = timers.now()
    isDark = false
    switch (message.say) {
      case 'devices':
        takeConfig(message)
        return
      case 'lamps':
        shown.lamps.add(message.device)
        devices.wantLamps(message.device, message.lamps as Parameters<Supervisor['wantLamps']>[1])
        return
      case 'signs':
        shown.signs.add(message.device)
        devices.wantSigns(message.device, message.faces as Parameters<Supervisor['wantSigns']>[1])
        return
      case 'buzz':
        devices.buzz(message.device, message.lamp, message.forMs)
        return
      case 'fresh-roll':
        devices.freshRoll(message.device)
        sayHealth()
        return
      case 'print':
        print(message).catch((error: unknown) => parts.onTrouble('a slip failed through our fault', error))
        return
      case 'play':
        play(message).then(
          (outcome) => link?.send({ say: 'played', job: message.job, outcome }),
          (error: unknown) => parts.onTrouble('a sound failed through our fault', error),
        )
        return
      case 'part':
        parcels.arrived(message)
        return
      case 'heard':
        pressed = pressed.filter(({ seq }) => seq > message.seq)
        return
      case 'pulse': {
        const isFirst = !hasBeaten
        hasBeaten = true
        link?.send({ say: 'pulse', at: message.at, steady: timers.now(), wall: parts.wallClock() })
        // Only now does the hub know how old they are.
        if (isFirst) sayMoments()
        return
      }
      default:
        message satisfies never
    }
  }

  return {
    connected(next) {
      parcels.over()
      link = next
      hasBeaten = false
      parcels = fetcher((of, from) => next.send({ say: 'part', of, from }))
      const mine = parcels
      heardAt = timers.now()
      return {
        hear(message) {
          if (link === next) hear(message)
        },
        over() {
          mine.over()
          if (link === next) link = null
        },
      }
    },
    healthChanged: sayHealth,
    configs: () => configs,
    moment(moment) {
      const one = { seq: ++lastSeq, at: timers.now(), moment, told: false }
      pressed = [...pressed, one].slice(-MOST_MOMENTS)
      if (!link || !hasBeaten) return
      one.told = true
      const { id: _, ...rest } = moment
      link.send({ say: 'moment', seq: one.seq, at: one.at, moment: rest } as FromAgent)
    },
    close() {
      callOff()
      link?.cut('the agent is closing')
      link = null
    },
  }
}
