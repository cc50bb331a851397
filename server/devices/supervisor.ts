import { type DeviceKind, type DriverRow, catalog as everyDriver, type OpenDevice } from '#server/drivers/catalog.ts'
import type { FaultCode, Health } from '#server/drivers/device.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import type { PrintJob, PrintOutcome } from '#server/drivers/printer/port.ts'
import type { Scan } from '#server/drivers/scanner/port.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import type { LampWish } from '#server/drivers/signal/port.ts'
import type { SoundJob, SoundOutcome } from '#server/drivers/speaker/port.ts'
import { realTimers, type Timers } from '#server/drivers/timers.ts'
import type { Notebook } from './notebook.ts'
import { onceOnPaper, type SlipJob } from './once-on-paper.ts'
import { countPaper, type PaperLeft } from './paper-roll.ts'
import { type Watched, watchOver } from './watch-over.ts'

/** A device as the office configured it; the settings are the driver's own and are checked when it is opened. */
export interface DeviceConfig {
  readonly id: string
  readonly driver: string
  readonly settings?: unknown
}

/** How one device is doing, as staff see it. `sinceAt` is milliseconds since the epoch. */
export interface DeviceHealth {
  readonly device: string
  readonly kind: DeviceKind | 'none'
  readonly state: Health['state']
  readonly fault?: FaultCode
  /** What of the device the fault is about, where it has several: one sign of a bus. */
  readonly part?: string
  /** What is left of a printer's roll, where it is counted. */
  readonly paper?: PaperLeft
  readonly sinceAt: number
}

/**
 * Something a person did to a device: a key, a button, a code held under the scanner. One that came over a link which may
 * repeat itself has an id: the same id is the same moment.
 */
export type DeviceMoment = { id?: string } & (
  | { device: string; kind: 'keypad'; key: KeyMoment }
  | { device: string; kind: 'signal'; button: string }
  | { device: string; kind: 'scanner'; scan: Scan }
)

/** What callers print through: always there, whether the printer is or not. */
export interface PrinterDoor {
  print(job: SlipJob): Promise<PrintOutcome>
  health(): DeviceHealth
}

export interface Supervisor {
  /** The printer of that id; printing where there is none is a failed outcome, never an error. */
  printer(id: string): PrinterDoor
  /** Keeps what the lamps should show and sets it again whenever the device comes back. */
  wantLamps(id: string, lamps: Readonly<Record<string, LampWish>>): void
  /** Sounds a buzzer; where it is away the moment has passed. */
  buzz(id: string, lamp: string, forMs: number): void
  /** Keeps what the signs of a bus should show and sets it again whenever the bus comes back. */
  wantSigns(id: string, faces: Readonly<Record<string, SignFace>>): void
  /** Plays on that speaker; where there is none it is a failed outcome, never an error. */
  play(id: string, job: SoundJob): Promise<SoundOutcome>
  /** Begins the count of a new roll of paper; false where nobody counts it. */
  freshRoll(id: string): boolean
  health(): DeviceHealth[]
  /** The open device itself, for the dock page and the doctor; nothing while it is away. */
  opened(id: string): OpenDevice | undefined
  /** Opens what is new, closes what is gone, and leaves alone what did not change. */
  configure(devices: readonly DeviceConfig[]): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the configured devices, watches them, opens them again for ever, and tells every change of their health.
 *
 *     opening ──► open ──► gone ──► waiting ──► opening …        (0.5 s, 1 s, 2 s, 5 s, 10 s, then every 30 s)
 *        └── fault ─────────────────►┘
 */
export function superviseDevices({
  devices = [],
  onHealth = () => undefined,
  onMoment = () => undefined,
  onTrouble = () => undefined,
  notebook,
  catalog = everyDriver,
  timers = realTimers,
  wallClock = Date.now,
}: {
  devices?: readonly DeviceConfig[]
  onHealth?: (health: DeviceHealth) => void
  onMoment?: (moment: DeviceMoment) => void
  /** Each failed try to open a device, with its cause: for the log, where the health shown to staff has only the code. */
  onTrouble?: (device: string, error: unknown) => void
  /** Remembers what has begun over a power cut; without it a slip is printed once as long as the program lives. */
  notebook?: Notebook
  catalog?: readonly DriverRow[]
  timers?: Timers
  wallClock?: () => number
}): Supervisor {
  const watched = new Map<string, Watched>()
  const rolls = countPaper({ notebook, onTrouble })
  const once = notebook && onceOnPaper({ notebook, onTrouble })
  const wantedLamps = new Map<string, Readonly<Record<string, LampWish>>>()
  const wantedFaces = new Map<string, Readonly<Record<string, SignFace>>>()

  function takeOn(config: DeviceConfig): void {
    const row = catalog.find(({ id }) => id === config.driver)
    watched.set(
      config.id,
      watchOver({
        config,
        row,
        timers,
        wallClock,
        tell: onHealth,
        onMoment,
        onTrouble,
        onOpen: (open) => {
          if (open.kind === 'printer') rolls.opened(config.id, open.device.roll)
          setOutputs(config.id, open)
        },
        shown: (health) => rolls.shown(config.id, health),
        paperLeft: () => rolls.left(config.id),
      }),
    )
  }

  function setOutputs(id: string, open: OpenDevice | undefined): void {
    if (open?.kind === 'signal') open.device.want(wantedLamps.get(id) ?? {})
    if (open?.kind === 'sign') open.device.want(wantedFaces.get(id) ?? {})
  }

  function healthOf(id: string): DeviceHealth {
    return (
      watched.get(id)?.health() ?? {
        device: id,
        kind: 'none',
        state: 'broken',
        fault: 'device-unconfigured',
        sinceAt: wallClock(),
      }
    )
  }

  async function put(id: string, job: PrintJob): Promise<PrintOutcome> {
    // The first slip of the day may come while the driver is still being loaded: it waits for that, not longer.
    const open = await watched.get(id)?.tried()
    if (open?.kind === 'printer') {
      const begins = async () => {
        await job.begins?.()
        rolls.begun(id, job.picture)
      }
      const outcome = await open.device.print({ ...job, begins })
      watched.get(id)?.lookAgain()
      return outcome
    }
    const { fault } = healthOf(id)
    return { outcome: 'failed', fault: fault ?? 'device-unconfigured', started: false }
  }

  for (const config of devices) takeOn(config)

  return {
    printer: (id) => ({
      health: () => healthOf(id),
      print: (job) => (once ? once(id, job, (asked) => put(id, asked)) : put(id, job)),
    }),
    wantLamps(id, lamps) {
      wantedLamps.set(id, lamps)
      setOutputs(id, watched.get(id)?.opened())
    },
    buzz(id, lamp, forMs) {
      const open = watched.get(id)?.opened()
      if (open?.kind === 'signal') open.device.buzz(lamp, forMs)
    },
    wantSigns(id, faces) {
      wantedFaces.set(id, faces)
      setOutputs(id, watched.get(id)?.opened())
    },
    async play(id, job) {
      const open = await watched.get(id)?.tried()
      if (open?.kind === 'speaker') return open.device.play(job)
      return { outcome: 'failed', fault: healthOf(id).fault ?? 'device-unconfigured' }
    },
    freshRoll(id) {
      const isCounted = rolls.fresh(id)
      watched.get(id)?.lookAgain()
      return isCounted
    },
    health: () => [...watched.values()].map((one) => one.health()),
    opened: (id) => watched.get(id)?.opened(),
    async configure(wanted) {
      const leaving = [...watched].filter(([id, one]) => !wanted.some((config) => config.id === id && one.is(config)))
      for (const [id] of leaving) watched.delete(id)
      await Promise.all(leaving.map(([, one]) => one.close()))
      for (const config of wanted) if (!watched.has(config.id)) takeOn(config)
    },
    async close() {
      const all = [...watched.values()]
      await Promise.all(all.map((one) => one.close()))
      rolls.note()
    },
  }
}
