import { type DeviceKind, type DriverRow, catalog as everyDriver, type OpenDevice } from '#server/drivers/catalog.ts'
import {
  DeviceFault,
  type FaultCode,
  faultIn,
  faultOfSystemError,
  type Health,
  partIn,
  sameHealth,
} from '#server/drivers/device.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import type { PrintJob, PrintOutcome } from '#server/drivers/printer/port.ts'
import type { Scan } from '#server/drivers/scanner/port.ts'
import type { SignFace } from '#server/drivers/sign/port.ts'
import type { LampWish } from '#server/drivers/signal/port.ts'
import type { SoundJob, SoundOutcome } from '#server/drivers/speaker/port.ts'
import { realTimers, type Timers } from '#server/drivers/timers.ts'
import type { Notebook } from './notebook.ts'
import { onceOnPaper, type SlipJob } from './once-on-paper.ts'

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
  health(): DeviceHealth[]
  /** The open device itself, for the dock page and the doctor; nothing while it is away. */
  opened(id: string): OpenDevice | undefined
  /** Opens what is new, closes what is gone, and leaves alone what did not change. */
  configure(devices: readonly DeviceConfig[]): Promise<void>
  close(): Promise<void>
}

/** How long until the next try: quickly at first, because most cables are put back at once, then patiently, for ever. */
export const retryMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const

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
        onOpen: ({ id }) => setOutputs(id),
      }),
    )
  }

  function setOutputs(id: string): void {
    const open = watched.get(id)?.opened()
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
    if (open?.kind === 'printer') return open.device.print(job)
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
      setOutputs(id)
    },
    buzz(id, lamp, forMs) {
      const open = watched.get(id)?.opened()
      if (open?.kind === 'signal') open.device.buzz(lamp, forMs)
    },
    wantSigns(id, faces) {
      wantedFaces.set(id, faces)
      setOutputs(id)
    },
    async play(id, job) {
      const open = await watched.get(id)?.tried()
      if (open?.kind === 'speaker') return open.device.play(job)
      return { outcome: 'failed', fault: healthOf(id).fault ?? 'device-unconfigured' }
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
    },
  }
}

interface Watched {
  health(): DeviceHealth
  opened(): OpenDevice | undefined
  /** The same, after the try to open it that is under way. */
  tried(): Promise<OpenDevice | undefined>
  is(config: DeviceConfig): boolean
  close(): Promise<void>
}

/** Watches over one device for as long as it is configured. */
function watchOver({
  config,
  row,
  timers,
  wallClock,
  tell,
  onMoment,
  onTrouble,
  onOpen,
}: {
  config: DeviceConfig
  row: DriverRow | undefined
  timers: Timers
  wallClock: () => number
  tell: (health: DeviceHealth) => void
  onMoment: (moment: DeviceMoment) => void
  onTrouble: (device: string, error: unknown) => void
  onOpen: (config: DeviceConfig) => void
}): Watched {
  let open: OpenDevice | undefined
  let closed = false
  let tries = 0
  let callOffRetry = () => {}
  let health: Health = { state: 'unknown', fault: 'device-opening' }
  let sinceAt = wallClock()

  function report(): DeviceHealth {
    const fault = faultIn(health)
    const part = partIn(health)
    return {
      device: config.id,
      kind: row?.kind ?? 'none',
      state: health.state,
      sinceAt,
      ...(fault === undefined ? {} : { fault }),
      ...(part === undefined ? {} : { part }),
    }
  }

  function becomes(next: Health): void {
    if (closed || sameHealth(health, next)) return
    health = next
    sinceAt = wallClock()
    tell(report())
  }

  async function openIt(): Promise<void> {
    if (!row) return becomes({ state: 'broken', fault: 'driver-missing' })
    try {
      const opened = await row.open(config.settings, timers)
      if (closed) return await opened.device.close()
      hold(opened)
    } catch (error) {
      onTrouble(config.id, error)
      const part = error instanceof DeviceFault ? error.part : undefined
      becomes({ state: 'broken', fault: faultOfSystemError(error), ...(part === undefined ? {} : { part }) })
      retry()
    }
  }

  function hold(opened: OpenDevice): void {
    open = opened
    const { device } = opened
    device.watch((next) => {
      if (open === opened) becomes(next)
    })
    listen(opened)
    onOpen(config)
    // A printer that has not been asked yet says "opening"; it is the same news as ours and told once.
    becomes(device.health())
    tries = device.health().state === 'broken' ? tries : 0
    void device.gone.then(async (fault) => {
      if (open !== opened) return
      open = undefined
      const last = device.health()
      becomes(faultIn(last) === fault && last.state === 'broken' ? last : { state: 'broken', fault })
      await device.close().catch((error: unknown) => onTrouble(config.id, error))
      retry()
    })
  }

  function listen(opened: OpenDevice): void {
    const device = config.id
    switch (opened.kind) {
      case 'keypad':
        opened.device.onKey((key) => onMoment({ device, kind: 'keypad', key }))
        return
      case 'signal':
        opened.device.onPress((button) => onMoment({ device, kind: 'signal', button }))
        return
      case 'scanner':
        opened.device.onScan((scan) => onMoment({ device, kind: 'scanner', scan }))
        return
      case 'printer':
      case 'sign':
      case 'speaker':
        return
      default:
        opened satisfies never
    }
  }

  function retry(): void {
    if (closed) return
    const spanMs = retryMs[Math.min(tries, retryMs.length - 1)]!
    tries++
    callOffRetry = timers.after(spanMs, () => {
      opening = openIt()
    })
  }

  let opening = openIt()

  return {
    health: report,
    opened: () => open,
    async tried() {
      await opening
      return open
    },
    is: (other) => other.driver === config.driver && JSON.stringify(other.settings) === JSON.stringify(config.settings),
    async close() {
      closed = true
      callOffRetry()
      await opening
      const last = open
      open = undefined
      await last?.device.close()
    },
  }
}
