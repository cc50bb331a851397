/**
 * What every device has in common: how it is doing, who wants to hear of it, and the moment it is gone.
 *
 *     opened ──► ready ◄──► warning ◄──► broken      (cable in, talking)
 *                  ▲ ▼
 *                unknown                              (it does not answer: that is not the same as fine)
 *     any of these ──► gone(fault)                    (the supervisor opens it again)
 */
export interface Device {
  health(): Health
  /** Calls the listener at every change of health, never twice with the same news; returns how to stop listening. */
  watch(listener: (health: Health) => void): () => void
  /** Settles when this opening is over through no wish of ours; a device that reconnects by itself never settles it. */
  readonly gone: Promise<FaultCode>
  close(): Promise<void>
}

/**
 * How a device is doing. A fault is a code; the sentences for people stand in the server's catalogue of faults. `part` names
 * the part it is about, as it is written on the device or in its settings: one sign of a bus, one pin.
 */
export type Health =
  | { state: 'ready' }
  | { state: 'warning'; fault: FaultCode; part?: string }
  | { state: 'broken'; fault: FaultCode; part?: string }
  | { state: 'unknown'; fault: FaultCode; part?: string }

/** Every fault a driver can name. The server must know a sentence for each, and a test sees to it. */
export const driverFaults = [
  'paper-out',
  'paper-near-end',
  'cover-open',
  'cutter',
  'printer-error',
  'printer-offline',
  'printer-unreachable',
  'printer-silent',
  'printer-stuck',
  'printer-gone',
  'print-not-noted',
  'paper-jam',
  'ticket-left',
  'baud-slow',
  'power-cut',
  'too-late',
  'agent-away',
  'device-missing',
  'device-busy',
  'device-closed',
  'device-error',
  'device-opening',
  'device-settings',
  'device-unconfigured',
  'no-permission',
  'driver-missing',
  'button-stuck',
  'sign-silent',
  'sign-garbled',
  'sign-refuses',
  'sign-too-narrow',
  'keys-shared',
  'sound-stuck',
  'sound-missing',
] as const

export type FaultCode = (typeof driverFaults)[number]

/** The world broke while a device was opened or used; carries the code, and the cause for the log. */
export class DeviceFault extends Error {
  readonly fault: FaultCode
  /** What of the device it is about, as in `Health`. */
  readonly part: string | undefined
  constructor(fault: FaultCode, detail: string, cause?: unknown, part?: string) {
    super(`${fault}: ${detail}`, { cause })
    this.name = 'DeviceFault'
    this.fault = fault
    this.part = part
  }
}

/** Which fault an operating system error stands for when a device is opened, read or written. */
export function faultOfSystemError(error: unknown, otherwise: FaultCode = 'device-error'): FaultCode {
  if (error instanceof DeviceFault) return error.fault
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return 'device-missing'
    case 'EACCES':
    case 'EPERM':
      return 'no-permission'
    case 'EBUSY':
      return 'device-busy'
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'printer-unreachable'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'printer-gone'
    default:
      return otherwise
  }
}

export function sameHealth(a: Health, b: Health): boolean {
  return a.state === b.state && faultIn(a) === faultIn(b) && partIn(a) === partIn(b)
}

export function partIn(health: Health): string | undefined {
  return health.state === 'ready' ? undefined : health.part
}

export function faultIn(health: Health): FaultCode | undefined {
  return health.state === 'ready' ? undefined : health.fault
}

/** Remembers how a device is doing and tells whoever watches, only when it changes. */
export function healthTeller(first: Health): { now(): Health; tell(health: Health): void; watch: Device['watch'] } {
  let now = first
  const listeners = new Set<(health: Health) => void>()
  return {
    now: () => now,
    tell(health) {
      if (sameHealth(now, health)) return
      now = health
      for (const listener of [...listeners]) listener(health)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
