import type { DriverRow, OpenDevice } from '#server/drivers/catalog.ts'
import { DeviceFault, faultIn, faultOfSystemError, type Health, partIn, sameHealth } from '#server/drivers/device.ts'
import type { Timers } from '#server/drivers/timers.ts'
import type { PaperLeft } from './paper-roll.ts'
import type { DeviceConfig, DeviceHealth, DeviceMoment } from './supervisor.ts'

/** How long until the next try: quickly at first, because most cables are put back at once, then patiently, for ever. */
export const retryMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const

/** One device, watched over for as long as it is configured. */
export interface Watched {
  health(): DeviceHealth
  opened(): OpenDevice | undefined
  /** Something besides the device's own word has changed. */
  lookAgain(): void
  /** The same, after the try to open it that is under way. */
  tried(): Promise<OpenDevice | undefined>
  is(config: DeviceConfig): boolean
  close(): Promise<void>
}

/** Watches over one device for as long as it is configured. */
export function watchOver({
  config,
  row,
  timers,
  wallClock,
  tell,
  onMoment,
  onTrouble,
  onOpen,
  shown,
  paperLeft,
}: {
  config: DeviceConfig
  row: DriverRow | undefined
  timers: Timers
  wallClock: () => number
  tell: (health: DeviceHealth) => void
  onMoment: (moment: DeviceMoment) => void
  onTrouble: (device: string, error: unknown) => void
  onOpen: (open: OpenDevice) => void
  /** How the device is shown, from how it says it is. */
  shown: (health: Health) => Health
  paperLeft: () => PaperLeft | undefined
}): Watched {
  let open: OpenDevice | undefined
  let closed = false
  let tries = 0
  let callOffRetry = () => {}
  let said: Health = { state: 'unknown', fault: 'device-opening' }
  let health: Health = said
  let sinceAt = wallClock()

  function report(): DeviceHealth {
    const fault = faultIn(health)
    const part = partIn(health)
    const paper = paperLeft()
    return {
      device: config.id,
      kind: row?.kind ?? 'none',
      state: health.state,
      sinceAt,
      ...(fault === undefined ? {} : { fault }),
      ...(part === undefined ? {} : { part }),
      ...(paper === undefined ? {} : { paper }),
    }
  }

  function becomes(next: Health): void {
    said = next
    show(shown(next))
  }

  function show(next: Health): void {
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
    onOpen(opened)
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
    lookAgain: () => show(shown(said)),
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
